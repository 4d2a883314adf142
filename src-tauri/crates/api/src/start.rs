//! The first start: begin a team, or open the demo or a backup.

use crate::access::sign_in::{self, SignedIn};
use crate::app::App;
use crate::error::{Result, refuse};
use crate::extract::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use chrono_tz::Tz;
use rules::access::Role;
use rules::access::secret::{self, SecretKind};
use rules::record::Kind;
use rules::refusal::filled;
use rules::team::{Member, MemberTier, Placement, SINCE_ALWAYS, Settings, Tier};
use rules::{MemberId, Moment, TeamId, TierId};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::record::Change;
use store::team::Note;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

rules::refusals! {
    /// The books hold a team of one's own already.
    TeamBegunAlready {} 409,
    "这里已经有一个团队了，请直接登录。",
    "There is a team here already. Please sign in.";
}

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(start))
        .routes(routes!(start_team))
}

/// What a start can offer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Start {
    /// Whether a team of one's own was begun: sign in to it.
    pub has_team: bool,
    /// Whether the program was started for the demo team, to be opened at once.
    pub opens_demo: bool,
    /// Whether this door may open the demo team without a passphrase.
    pub may_open_demo: bool,
}

/// What this start offers.
#[utoipa::path(get, path = "/api/start", operation_id = "start", responses((status = 200, body = Start)))]
async fn start(State(app): State<App>, headers: HeaderMap) -> Result<axum::Json<Start>> {
    let is_local = app.is_at_this_machine(&headers);
    let mut conn = app.db.read().await?;
    let teams = store::setting::teams(&mut conn).await?;
    Ok(axum::Json(Start {
        has_team: teams.iter().any(|team| !team.is_demo),
        opens_demo: app.demo && is_local,
        may_open_demo: is_local,
    }))
}

/// A team to begin.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewTeam {
    /// Its name.
    pub team_name: String,
    /// The founder's name.
    pub founder_name: String,
    /// The founder's passphrase.
    pub passphrase: String,
    /// The zone that its days begin and end in.
    #[schema(value_type = String)]
    pub zone: Tz,
}

/// Begins a team of one's own and signs its founder in.
#[utoipa::path(post, path = "/api/start/team", operation_id = "start_team", request_body = NewTeam, responses((status = 200, body = crate::access::Me)))]
async fn start_team(
    State(app): State<App>,
    headers: HeaderMap,
    Json(body): Json<NewTeam>,
) -> Result<SignedIn> {
    let name = filled("team_name", &body.team_name)?;
    let founder_name = filled("founder_name", &body.founder_name)?;
    secret::check(
        SecretKind::Passphrase,
        &body.passphrase,
        &[name, founder_name],
    )?;
    let settings = Settings {
        zone: body.zone,
        ..Settings::default()
    };
    let hash = app.secret_hash(&body.passphrase).await?;
    let now = app.clock.now();

    let mut tx = app.db.write().await?;
    if store::setting::teams(&mut tx)
        .await?
        .iter()
        .any(|team| !team.is_demo)
    {
        return refuse(TeamBegunAlready {});
    }
    let team = store::setting::begin_team(&mut tx, name, &settings, false, now).await?;
    store::points::rule::begin(&mut tx, team, now).await?;
    let founder = found(&mut tx, team, founder_name, now).await?;
    let change = Change {
        by: Some(founder),
        ..Change::of(team.0, None, Some(&name))
    };
    store::record::record(&mut tx, team, Kind::Team, &change, now).await?;
    let by = Some(founder);
    store::access::role::give(&mut tx, team, founder, Role::Founder, by, None, now).await?;
    store::points::rule::begin(&mut tx, team, now).await?;
    let kind = SecretKind::Passphrase;
    store::access::credential::set(&mut tx, team, founder, kind, &hash, now).await?;
    let entry = sign_in::begin(&mut tx, team, founder, &headers, now).await?;
    tx.commit().await?;
    entry.answer(&app).await
}

/// The tiers a team begins with, from the top, with their colours.
pub(crate) fn first_tiers() -> Vec<Tier> {
    let tiers = [
        ("创始人", "#b8860b"),
        ("总代", "#b3261e"),
        ("一级代理", "#7a4b94"),
        ("二级代理", "#33667f"),
    ];
    (1..)
        .zip(tiers)
        .map(|(id, (name, colour))| Tier {
            id: TierId(id),
            name: name.to_owned(),
            position: id,
            colour: colour.to_owned(),
            retired_at: None,
        })
        .collect()
}

/// Writes the first tiers and the founder, alone at the root of the tree.
async fn found(tx: &mut Tx, team: TeamId, name: &str, now: Moment) -> Result<MemberId> {
    let mut top = None;
    for tier in first_tiers() {
        let tier = store::team::add_tier(tx, team, tier).await?;
        top.get_or_insert(tier.id);
    }
    let founder = store::team::take_ids(tx, team, 1).await?;
    let member = Member {
        consents_to_board: true,
        ..Member::new(founder, name, now)
    };
    store::team::add(tx, team, &[member], now).await?;
    let note = Note {
        by: Some(founder),
        at: now,
        reason: None,
    };
    let from = SINCE_ALWAYS;
    let placement = Placement {
        id: 0,
        member: founder,
        sponsor: None,
        from,
    };
    store::team::place(tx, team, vec![placement], note).await?;
    if let Some(tier) = top {
        let tier = MemberTier {
            id: 0,
            member: founder,
            tier,
            from,
        };
        store::team::set_tiers(tx, team, vec![tier], note).await?;
    }
    Ok(founder)
}
