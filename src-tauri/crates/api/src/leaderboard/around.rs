//! A member among their neighbours, and what it takes to get on.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::Query;
use crate::leaderboard::ask::Ask;
use crate::leaderboard::row::{Reader, Row};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use rules::access::NotYours;
use rules::leaderboard::{Gap, Measure, Place};
use rules::{MemberId, Window};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Whose neighbours.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Whose {
    /// The member in the middle; the caller when left out.
    member: Option<MemberId>,
}

/// How many neighbours are shown on either side.
const NEIGHBOURS: usize = 5;

/// A member among their neighbours.
#[derive(Serialize, ToSchema)]
#[schema(as = BoardAround)]
pub(super) struct Around<'a> {
    /// What the scores are in.
    measure: Measure,
    /// What is counted.
    window: Window,
    /// What the places before are taken from: the period before, up to the same point.
    before: Window,
    /// Whether anybody had a place in the period before.
    compared: bool,
    /// How many have a place.
    count: usize,
    /// The member in the middle; none while they have no place.
    me: Option<Row<'a>>,
    /// Five before them, themselves, five behind, in order; the last six when they have no place.
    rows: Vec<Row<'a>>,
    /// What it takes to reach the next better place; none for the first, for growth from too small a
    /// past, when the period is over, and for whoever no longer counts on this board.
    gap: Option<Gap>,
    /// Whether the gap was rounded up because the neighbour's amount is hidden.
    rounded: bool,
    /// How much the member is ahead of the next lower score; none for the last, or hidden.
    lead: Option<i64>,
}

/// A member and the five around them on each side.
#[utoipa::path(get, path = "/api/board/around", operation_id = "board_around", params(Ask, Whose),
    responses((status = 200, body = Around)))]
pub(super) async fn board_around(
    State(app): State<App>,
    caller: Caller,
    Query(ask): Query<Ask>,
    Query(whose): Query<Whose>,
) -> Result<Response> {
    let asked = ask.read(&app, &caller).await?;
    let member = whose.member.unwrap_or(caller.member);
    if !caller.sees(&asked.roster, member, asked.now) {
        return refuse(NotYours {});
    }
    let (slot, before) = (app.board(asked.key).await?, app.board(asked.before).await?);
    let measure: Measure = ask.measure();
    let (places, place, count, distances) = slot.read(measure, |board| {
        let position = board.position(member);
        let from = position.unwrap_or(board.len()).saturating_sub(NEIGHBOURS);
        let upto = position.map_or(board.len(), |position| position + NEIGHBOURS + 1);
        let places: Vec<Place> = board.list(from, upto - from).collect();
        let place = position
            .and_then(|position| places.get(position - from))
            .copied();
        let reader = Reader {
            asked: &asked,
            caller: &caller,
            count: board.len(),
        };
        let distances = reader.distances(board, member);
        (places, place, board.len(), distances)
    });
    let reader = Reader {
        asked: &asked,
        caller: &caller,
        count,
    };
    let around = before.read(measure, |before| Around {
        measure,
        window: asked.span.window,
        before: asked.span.before,
        compared: !before.is_empty(),
        count,
        me: place.and_then(|place| reader.row(place, before)),
        rows: places
            .iter()
            .filter_map(|place| reader.row(*place, before))
            .collect(),
        gap: distances.gap,
        rounded: distances.rounded,
        lead: distances.lead,
    });
    Ok(Json(around).into_response())
}
