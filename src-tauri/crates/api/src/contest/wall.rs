//! 大屏: the wall screen behind a read-only link that can be taken back. It sees what every member
//! may see, and nothing more.

use crate::access::addresses;
use crate::app::App;
use crate::caller::Caller;
use crate::chance::{short_token, token_hash};
use crate::contest::ceremony::{Audience, audience};
use crate::contest::chart::{Overtake, chart_of};
use crate::contest::row::{Reader, Row};
use crate::contest::seen::Seen;
use crate::contest::shown::Shown;
use crate::error::{Result, refuse};
use crate::extract::Path;
use crate::live::frames;
use crate::team::{NoSuchPhoto, Photo};
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::response::sse::{Event, Sse};
use futures::Stream;
use rules::access::{NotYours, Role};
use rules::contest::{Counted, Rule, State as Stands, Unit};
use rules::refusal::NotFound;
use rules::sale::NOBODY;
use rules::{ContestId, Fen, MemberId, Moment, TeamId};
use serde::Serialize;
use std::convert::Infallible;
use store::contest::tally::Ask;
use store::contest::{largest, wall};
use utoipa::ToSchema;

/// A link.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestWall)]
pub(super) struct Link {
    id: i64,
    by: String,
    at: Moment,
}

/// The links of a contest.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestWalls)]
pub(super) struct Links {
    walls: Vec<Link>,
}

/// A link that was just made; it is told only once.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestWallMade)]
pub(super) struct Made {
    id: i64,
    /// `/wall/…`
    path: String,
    /// The whole link; none where nobody else can reach this program.
    link: Option<String>,
}

async fn ran(app: &App, caller: Caller, id: i64) -> Result<Seen> {
    let seen = Seen::read(app, caller, id).await?;
    if !seen.runs() {
        return refuse(NotYours {});
    }
    Ok(seen)
}

/// The links of a contest that lead somewhere.
#[utoipa::path(get, path = "/api/contests/{id}/walls", operation_id = "contest_walls", params(("id" = i64, Path)), responses((status = 200, body = Links)))]
pub(super) async fn contest_walls(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Json<Links>> {
    let seen = ran(&app, caller, id).await?;
    let mut conn = app.db.read().await?;
    let walls = wall::walls(&mut conn, caller.team, seen.contest.id).await?;
    let link = |wall: wall::Wall| Link {
        id: wall.id,
        by: seen.name(MemberId(wall.by_id)),
        at: Moment(wall.recorded_at),
    };
    Ok(Json(Links {
        walls: walls.into_iter().map(link).collect(),
    }))
}

/// Makes a link for a wall screen.
#[utoipa::path(post, path = "/api/contests/{id}/walls", operation_id = "open_wall", params(("id" = i64, Path)), responses((status = 200, body = Made)))]
pub(super) async fn open_wall(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Result<Json<Made>> {
    let seen = ran(&app, caller, id).await?;
    let token = short_token();
    let mut tx = app.db.write_team(caller.team).await?;
    let hash = token_hash(&token);
    let id = wall::open(
        &mut tx,
        caller.team,
        seen.contest.id,
        &hash,
        caller.member,
        seen.now,
    )
    .await?;
    tx.commit().await?;
    Ok(Json(Made {
        id,
        link: addresses(&app, seen.settings.address.as_deref(), &headers)
            .first()
            .map(|address| format!("{address}/wall/{token}")),
        path: format!("/wall/{token}"),
    }))
}

/// Takes a link back: screens that show it go dark.
#[utoipa::path(delete, path = "/api/contests/{id}/walls/{wall}", operation_id = "close_wall", params(("id" = i64, Path), ("wall" = i64, Path)), responses((status = 204)))]
pub(super) async fn close_wall(
    State(app): State<App>,
    caller: Caller,
    Path((id, wall)): Path<(i64, i64)>,
) -> Result<axum::http::StatusCode> {
    let seen = ran(&app, caller, id).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    wall::close(
        &mut tx,
        caller.team,
        seen.contest.id,
        wall,
        caller.member,
        seen.now,
    )
    .await?;
    tx.commit().await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

/// What a wall screen shows.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Wall)]
pub(super) struct Screen {
    contest_id: ContestId,
    team: String,
    /// The team's days and clock: nobody is signed in who could be asked.
    zone: String,
    day_shift_minutes: i64,
    state: Stands,
    rule: Rule,
    unit: Unit,
    rows: Vec<Row>,
    count: usize,
    entrants: usize,
    frozen: bool,
    as_of: Moment,
    now: Moment,
    next_at: Option<Moment>,
    is_final: bool,
    feed: Vec<Overtake>,
    /// The largest order so far, where sales count.
    record: Option<Record>,
    ceremony: Option<Audience>,
    /// The photos of those whom the screen names.
    photos: Vec<Photo>,
}

/// The largest order so far.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = WallRecord)]
pub(super) struct Record {
    /// Whose; none when it is hidden.
    name: Option<String>,
    /// The member, unless it is a team or hidden.
    member_id: Option<MemberId>,
    /// What refunds left of it.
    fen: Fen,
}

/// The largest order of those that count and may be seen.
async fn record(
    app: &App,
    seen: &Seen,
    shown: &Shown,
    reader: &Reader<'_>,
) -> Result<Option<Record>> {
    let rule = &seen.contest.rule;
    let of_sales = |counted: &Counted| counted.measure.is_of_sales() && !counted.is_limited();
    if !rule.counted.iter().any(of_sales) {
        return Ok(None);
    }
    let ask = Ask {
        team: seen.team(),
        contest: Some(seen.contest.id),
        rule,
        parts: shown.counted.parts.all(),
        upto: shown.counted.upto(),
        before: shown.as_of,
    };
    let found = largest(&mut app.db.read().await?, ask).await?;
    let known = found.filter(|(entrant, _)| reader.knows(*entrant));
    Ok(known.map(|(entrant, fen)| Record {
        member_id: reader.member(entrant),
        name: reader.named(entrant),
        fen,
    }))
}

/// How many rows a wall shows.
const ROWS: usize = 20;

/// Somebody who is nobody: no member's own rows, no leader's sight.
pub(crate) fn onlooker(team: TeamId) -> Caller {
    Caller {
        team,
        member: NOBODY,
        role: Role::Member,
    }
}

async fn behind(app: &App, token: &str) -> Result<(TeamId, ContestId)> {
    let mut conn = app.db.read().await?;
    match wall::find(&mut conn, &token_hash(token)).await? {
        Some(found) => Ok(found),
        None => refuse(NotFound {
            what: "这块大屏的链接 · this screen's link".to_owned(),
        }),
    }
}

/// Who stands on a screen, and whom it names.
struct Named {
    rows: Vec<Row>,
    record: Option<Record>,
    ceremony: Option<Audience>,
}

impl Named {
    async fn on(app: &App, seen: &Seen, shown: &Shown) -> Result<Self> {
        let reader = Reader::new(seen, shown);
        let rows = shown.list(0, ROWS).into_iter();
        Ok(Self {
            rows: rows.filter_map(|row| reader.row(row)).collect(),
            record: record(app, seen, shown, &reader).await?,
            ceremony: audience(app, seen, shown).await?,
        })
    }

    fn has(&self, member: MemberId) -> bool {
        let rows = self.rows.iter().filter_map(|row| row.member_id);
        let record = self.record.iter().filter_map(|record| record.member_id);
        let called = self.ceremony.iter().flat_map(Audience::named);
        rows.chain(record)
            .chain(called)
            .any(|named| named == member)
    }
}

/// What a wall screen shows.
#[utoipa::path(get, path = "/api/walls/{token}", operation_id = "wall", params(("token" = String, Path)), responses((status = 200, body = Screen)))]
pub(super) async fn wall_screen(
    State(app): State<App>,
    Path(token): Path<String>,
) -> Result<Json<Screen>> {
    let (team, contest) = behind(&app, &token).await?;
    let seen = Seen::read(&app, onlooker(team), contest.0).await?;
    let shown = seen.board(&app).await?;
    let mut conn = app.db.read().await?;
    let name = store::setting::team(&mut conn, team)
        .await?
        .map_or_else(String::new, |team| team.name);
    drop(conn);
    let rule = (*seen.contest.rule).clone();
    let named = Named::on(&app, &seen, &shown).await?;
    let mut photos = app.photos(team).await?;
    photos.retain(|photo| named.has(photo.member_id));
    Ok(Json(Screen {
        contest_id: contest,
        team: name,
        zone: seen.settings.zone.name().to_owned(),
        day_shift_minutes: seen.settings.day_shift_minutes,
        state: seen.state,
        unit: rule.unit(),
        rows: named.rows,
        count: shown.len(),
        entrants: shown.entrants(),
        frozen: seen.frozen_at().is_some(),
        as_of: shown.as_of,
        now: seen.now,
        next_at: rules::contest::life::next_at(seen.state, &rule, seen.appeal_until()),
        is_final: seen.state.is_final(),
        feed: chart_of(&app, &seen, &shown).await?.feed,
        record: named.record,
        ceremony: named.ceremony,
        photos,
        rule,
    }))
}

/// The photo of somebody whom a wall screen names.
#[utoipa::path(get, path = "/api/walls/{token}/photo/{member}/{version}", operation_id = "wall_photo", params(("token" = String, Path), ("member" = i64, Path), ("version" = i64, Path)), responses((status = 200, description = "The photo", content_type = "image/jpeg")))]
pub(super) async fn wall_photo(
    State(app): State<App>,
    Path((token, member, version)): Path<(String, i64, i64)>,
    headers: HeaderMap,
) -> Result<Response> {
    let (team, contest) = behind(&app, &token).await?;
    let seen = Seen::read(&app, onlooker(team), contest.0).await?;
    let shown = seen.board(&app).await?;
    let photo = Photo {
        member_id: MemberId(member),
        version,
    };
    if !Named::on(&app, &seen, &shown).await?.has(photo.member_id) {
        return refuse(NoSuchPhoto {});
    }
    app.photo(team, photo, &headers).await
}

/// The stream of live events for a wall screen.
#[utoipa::path(get, path = "/api/walls/{token}/live", operation_id = "wall_live", params(("token" = String, Path)), responses((status = 200, description = "Server-sent events `{\"stale\":[…]}`", content_type = "text/event-stream")))]
pub(super) async fn wall_live(
    State(app): State<App>,
    Path(token): Path<String>,
) -> Result<Sse<impl Stream<Item = std::result::Result<Event, Infallible>> + use<>>> {
    let (team, _) = behind(&app, &token).await?;
    Ok(frames(&app, onlooker(team)))
}
