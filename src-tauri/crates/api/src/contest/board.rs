//! A contest's board: pages of it, and a reader among their neighbours.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::row::{Reader, Row};
use crate::contest::seen::Seen;
use crate::contest::shown::Shown;
use crate::error::{Result, refuse};
use crate::extract::{Path, Query};
use axum::Json;
use axum::extract::State;
use rules::access::NotYours;
use rules::contest::{Gap, State as Stands, Unit};
use rules::leaderboard::blurred;
use rules::{EntrantId, Moment};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which rows.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// How many rows to pass over.
    #[serde(default)]
    start: u32,
    /// How many rows; 100 when left out, 500 at most.
    count: Option<u32>,
}

/// A part of a contest's board.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestBoard)]
pub(super) struct Board {
    rows: Vec<Row>,
    /// How many have a place.
    count: usize,
    /// How many take part.
    entrants: usize,
    unit: Unit,
    state: Stands,
    /// The moment whose facts are shown.
    as_of: Moment,
    /// Whether later facts are hidden.
    frozen: bool,
}

/// A part of a contest's board.
#[utoipa::path(get, path = "/api/contests/{id}/board", operation_id = "contest_board", params(("id" = i64, Path), Which), responses((status = 200, body = Board)))]
pub(super) async fn contest_board(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(which): Query<Which>,
) -> Result<Json<Board>> {
    let seen = Seen::read(&app, caller, id).await?;
    let shown = seen.board(&app).await?;
    let reader = Reader::new(&seen, &shown);
    let count = which.count.unwrap_or(100).clamp(1, 500) as usize;
    let rows = if seen.state == Stands::Cancelled {
        Vec::new()
    } else {
        shown.list(which.start as usize, count)
    };
    Ok(Json(Board {
        rows: rows.into_iter().filter_map(|row| reader.row(row)).collect(),
        count: shown.len(),
        entrants: shown.entrants(),
        unit: seen.contest.rule.unit(),
        state: seen.state,
        as_of: shown.as_of,
        frozen: seen.frozen_at().is_some(),
    }))
}

/// Whose neighbours.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Whose {
    /// The entrant in the middle; the caller's own when left out.
    pub entrant: Option<EntrantId>,
}

/// How many neighbours are shown on either side.
const NEIGHBOURS: usize = 5;

/// An entrant among their neighbours.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestAround)]
pub(super) struct Around {
    /// None while they have no place, or do not take part.
    me: Option<Row>,
    rows: Vec<Row>,
    count: usize,
    #[serde(flatten)]
    distances: Distances,
    unit: Unit,
    amount_unit: Unit,
    as_of: Moment,
}

/// How far an entrant is from their neighbours.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = ContestDistances)]
pub(super) struct Distances {
    /// What it takes to reach the next better place, in the contest's amount unit; none when it cannot be reached.
    gap: Option<Gap>,
    /// Whether the gap was rounded up because the neighbour's score is hidden.
    rounded: bool,
    /// How far they are ahead of the next lower score, in the contest's unit.
    lead: Option<i64>,
    /// Of their own net sales in the contest, what can still be returned.
    at_risk_fen: i64,
}

/// How far an entrant is from their neighbours, as the reader may know.
pub(super) async fn distances(
    app: &App,
    reader: &Reader<'_>,
    entrant: EntrantId,
) -> Result<Distances> {
    let (seen, shown) = (reader.seen, reader.shown);
    let field = &shown.counted.field;
    let runs = matches!(
        seen.state,
        Stands::Published | Stands::Running | Stands::Frozen
    );
    let counts = seen.now < seen.contest.rule.end;
    let gap = field.gap(entrant).filter(|_| runs && counts);
    let knows = |place: u64| field.at_place(place).is_none_or(|who| reader.knows(who));
    let rounded = gap.is_some_and(|gap| !knows(gap.place));
    let behind = shown.row(entrant).and_then(|row| {
        let next = row.place + field.sharing(entrant) as u64;
        field.at_place(next)
    });
    Ok(Distances {
        gap: gap.map(|gap| if rounded { round(gap) } else { gap }),
        rounded,
        lead: field
            .lead(entrant)
            .filter(|_| behind.is_none_or(|who| reader.knows(who))),
        at_risk_fen: at_risk(app, reader, entrant).await?,
    })
}

fn round(gap: Gap) -> Gap {
    Gap {
        place: gap.place,
        more: blurred(gap.more),
        more_to_pass: gap.more_to_pass.map(blurred),
    }
}

/// Net sales of an entrant in the contest whose return window is still open.
async fn at_risk(app: &App, reader: &Reader<'_>, entrant: EntrantId) -> Result<i64> {
    let (seen, counted) = (reader.seen, &reader.shown.counted);
    if seen.state.is_final() || !reader.opens(entrant) {
        return Ok(0);
    }
    let open_from = seen.now.plus_days(-seen.settings.return_days);
    let mut stays: Vec<rules::team::Stay> = Vec::new();
    for part in counted
        .parts
        .all()
        .iter()
        .filter(|part| part.entrant == entrant)
    {
        let mut stay = part.stay;
        stay.window.start = stay.window.start.max(open_from);
        stay.window.end = stay.window.end.min(reader.shown.as_of.plus_ms(1));
        if stay.window.start < stay.window.end {
            stays.push(stay);
        }
    }
    if stays.is_empty() {
        return Ok(0);
    }
    let mut conn = app.db.read().await?;
    let sold = store::leaderboard::sums_within(&mut conn, seen.team(), &stays).await?;
    Ok(sold.iter().map(|sold| sold.fen).sum::<i64>().max(0))
}

/// An entrant and the five around them on each side.
#[utoipa::path(get, path = "/api/contests/{id}/around", operation_id = "contest_around", params(("id" = i64, Path), Whose), responses((status = 200, body = Around)))]
pub(super) async fn contest_around(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(whose): Query<Whose>,
) -> Result<Json<Around>> {
    let seen = Seen::read(&app, caller, id).await?;
    let shown = seen.board(&app).await?;
    let reader = Reader::new(&seen, &shown);
    let entrant = whose.entrant.or(reader.own);
    if whose.entrant.is_some_and(|entrant| !reader.opens(entrant)) {
        return refuse(NotYours {});
    }
    Ok(Json(around(&app, &seen, &shown, entrant).await?))
}

async fn around(
    app: &App,
    seen: &Seen,
    shown: &Shown,
    entrant: Option<EntrantId>,
) -> Result<Around> {
    let reader = Reader::new(seen, shown);
    let position = entrant.and_then(|entrant| shown.position(entrant));
    let from = position.unwrap_or(shown.len()).saturating_sub(NEIGHBOURS);
    let upto = position.map_or(shown.len(), |position| position + NEIGHBOURS + 1);
    let rows = shown.list(from, upto - from);
    Ok(Around {
        me: position
            .and_then(|position| shown.at(position))
            .and_then(|row| reader.row(row)),
        rows: rows.into_iter().filter_map(|row| reader.row(row)).collect(),
        count: shown.len(),
        distances: match entrant {
            Some(entrant) => distances(app, &reader, entrant).await?,
            None => Distances::default(),
        },
        unit: seen.contest.rule.unit(),
        amount_unit: seen.contest.rule.amount_unit(),
        as_of: shown.as_of,
    })
}
