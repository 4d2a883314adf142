//! The demo team: a year of a small team's books, made from one seed.
//!
//! The same clock gives the same books, byte for byte: pictures and journeys repeat.

mod books;
mod chance;
mod contests;
mod goods;
mod happenings;
mod orders;
mod people;
mod praises;
mod prizes;
mod titles;

use crate::access::sign_in::{self, SignedIn};
use crate::app::App;
use crate::error::{Result, refuse};
use crate::extract::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use rules::access::{NotYours, Role};
use rules::record::Kind;
use rules::team::Settings;
use rules::{MemberId, Moment, TeamId};
use serde::Deserialize;
use store::Tx;
use store::record::Change;
use store::team::Note;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(open_demo))
}

/// The demo team's name.
const NAME: &str = "木棉花开（演示）";

/// As whom to open the demo team.
#[derive(Debug, Deserialize, ToSchema)]
pub struct OpenDemo {
    /// Its founder, a leader, or a member.
    #[serde(default = "founder")]
    pub role: Role,
}

fn founder() -> Role {
    Role::Founder
}

/// Opens the demo team, making it first if need be. Only behind a door that nobody else can reach:
/// no passphrase is asked.
#[utoipa::path(post, path = "/api/start/demo", operation_id = "open_demo", request_body = OpenDemo, responses((status = 200, body = crate::access::Me)))]
async fn open_demo(
    State(app): State<App>,
    headers: HeaderMap,
    Json(body): Json<OpenDemo>,
) -> Result<SignedIn> {
    if !app.is_at_this_machine(&headers) {
        return refuse(NotYours {});
    }
    let team = app.demo_team().await?;
    let now = app.clock.now();
    let mut tx = app.db.write_team(team).await?;
    let member = match body.role {
        Role::Founder => people::FOUNDER,
        Role::Leader => people::LEADER,
        Role::Member => people::MEMBER,
    };
    let entry = sign_in::begin(&mut tx, team, member, &headers, now).await?;
    tx.commit().await?;
    entry.answer(&app).await
}

impl App {
    /// The demo team, made now if it is not there yet.
    pub async fn demo_team(&self) -> Result<TeamId> {
        let mut tx = self.db.write().await?;
        let teams = store::setting::teams(&mut tx).await?;
        if let Some(team) = teams.iter().find(|team| team.is_demo) {
            return Ok(team.id);
        }
        let team = write(&mut tx, self.clock.now()).await?;
        tx.commit().await?;
        self.rosters.forget(team);
        Ok(team)
    }
}

/// Writes the demo team as of a moment.
async fn write(tx: &mut Tx, now: Moment) -> Result<TeamId> {
    let settings = Settings {
        grant_budget_points: 3000,
        praise_budget_points: 200,
        ..Settings::default()
    };
    let books = people::people(settings.calendar(), now);
    let begun = books
        .members
        .first()
        .map_or(now, |founder| founder.joined_at);
    let team = store::setting::begin_team(tx, NAME, &settings, true, begun).await?;
    for tier in crate::start::first_tiers() {
        store::team::add_tier(tx, team, tier).await?;
    }
    store::team::take_ids(tx, team, books.members.len()).await?;
    store::team::add(tx, team, &books.members, now).await?;
    let founder = people::FOUNDER;
    let note = |at, reason| Note {
        by: Some(founder),
        at,
        reason,
    };
    store::team::place(tx, team, books.placements, note(begun, None)).await?;
    store::team::set_tiers(tx, team, books.member_tiers, note(begun, None)).await?;
    for moved in books.moves {
        let note = note(moved.placement.from, Some(moved.reason));
        let change = Change {
            by: Some(founder),
            reason: Some(moved.reason),
            ..Change::of(
                moved.placement.member.0,
                Some(&Some(moved.before)),
                Some(&moved.placement.sponsor),
            )
        };
        store::record::record(tx, team, Kind::Placement, &change, note.at).await?;
        store::team::place(tx, team, vec![moved.placement], note).await?;
    }
    for raised in books.promotions {
        let note = note(raised.from, Some(people::RAISED));
        let change = Change {
            by: Some(founder),
            reason: Some(people::RAISED),
            ..Change::of(raised.member.0, None, Some(&raised.tier))
        };
        store::record::record(tx, team, Kind::Tier, &change, note.at).await?;
        store::team::set_tiers(tx, team, vec![raised], note).await?;
    }
    for (member, role) in books.roles {
        give_role(tx, team, member, role, begun).await?;
    }
    let roster = store::team::roster(tx, team).await?;
    let desk = books::Desk {
        team,
        roster: &roster,
        settings: &settings,
    };
    books::write(tx, desk, now).await?;
    happenings::reports(tx, desk, now).await?;
    contests::write(tx, desk, now).await?;
    praises::write(tx, desk, now).await?;
    titles::write(tx, desk, now).await?;
    Ok(team)
}

async fn give_role(
    tx: &mut Tx,
    team: TeamId,
    member: MemberId,
    role: Role,
    at: Moment,
) -> Result<()> {
    let by = Some(people::FOUNDER);
    Ok(store::access::role::give(tx, team, member, role, by, None, at).await?)
}
