//! A page of a board, from the top or from any position.

use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use crate::extract::Query;
use crate::leaderboard::ask::Ask;
use crate::leaderboard::row::{Reader, Row};
use anyhow::Context as _;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use rules::leaderboard::{Measure, Place};
use rules::{Moment, Window};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Where a page begins and how long it is.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Part {
    /// Listing position of the first row, from 0.
    #[serde(default)]
    start: usize,
    /// How many rows, 1 to 500; 100 when left out.
    count: Option<usize>,
}

const COUNT: usize = 100;
const COUNT_MAX: usize = 500;

/// A page of a board.
#[derive(Serialize, ToSchema)]
pub(super) struct BoardPage<'a> {
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
    /// Since when a contest over its time is frozen; nothing recorded since is shown.
    frozen_at: Option<Moment>,
    /// Listing position of the first row, from 0.
    start: usize,
    /// The rows in order; those the reader may not see at all are left out.
    rows: Vec<Row<'a>>,
}

/// A board from any listing position on.
#[utoipa::path(get, path = "/api/board", operation_id = "board", params(Ask, Part),
    responses((status = 200, body = BoardPage)))]
pub(super) async fn board(
    State(app): State<App>,
    caller: Caller,
    Query(ask): Query<Ask>,
    Query(part): Query<Part>,
) -> Result<Response> {
    let asked = ask.read(&app, &caller).await?;
    let (slot, before) = (app.board(asked.key).await?, app.board(asked.before).await?);
    let count = part.count.unwrap_or(COUNT).clamp(1, COUNT_MAX);
    let (places, on_board) = slot.read(ask.measure(), |board| {
        let places: Vec<Place> = board.list(part.start, count).collect();
        (places, board.len())
    });
    let reader = Reader {
        asked: &asked,
        caller: &caller,
        count: on_board,
    };
    let key = (asked.key, asked.before, part.start, count);
    let as_any = reader.sees_as_any(&places);
    if as_any && let Some(body) = app.boards.page(&key, asked.version) {
        return Ok(json(body));
    }
    let page = before.read(ask.measure(), |before| BoardPage {
        measure: ask.measure(),
        window: asked.span.window,
        before: asked.span.before,
        compared: !before.is_empty(),
        count: on_board,
        frozen_at: asked.key.frozen.map(|freeze| freeze.at),
        start: part.start,
        rows: places
            .iter()
            .filter_map(|place| reader.row(*place, before))
            .collect(),
    });
    let body = Bytes::from(serde_json::to_vec(&page).context("a board's page as JSON")?);
    if as_any {
        app.boards.keep_page(key, asked.version, body.clone());
    }
    Ok(json(body))
}

fn json(body: Bytes) -> Response {
    let kind = HeaderValue::from_static("application/json");
    ([(header::CONTENT_TYPE, kind)], body).into_response()
}
