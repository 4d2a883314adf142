//! All contests, as cards.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::row::Reader;
use crate::contest::seen::{Seen, runs};
use crate::error::Result;
use axum::Json;
use axum::extract::State;
use rules::access::Role;
use rules::contest::life::{self, State as Stands};
use rules::contest::rule::Look;
use rules::contest::{Kind, Unit};
use rules::{ContestId, EntrantId, Moment};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// Who stands where, as a card says it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestCardPlace)]
pub(super) struct CardPlace {
    place: u64,
    /// In the contest's unit; none when it is hidden.
    score: Option<i64>,
    /// None when it is hidden.
    name: Option<String>,
}

/// A contest in short.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestCard)]
pub(super) struct Card {
    id: ContestId,
    name: String,
    state: Stands,
    #[schema(inline)]
    look: Look,
    kind: Kind,
    unit: Unit,
    start: Moment,
    end: Moment,
    /// When time alone changes where it stands next.
    next_at: Option<Moment>,
    /// How many take part.
    entrants: usize,
    /// Where the caller stands.
    mine: Option<CardPlace>,
    /// Who stands first.
    first: Option<CardPlace>,
    /// Who runs it.
    by: String,
    /// Whether the caller does.
    runs: bool,
    /// Objections that wait for an answer, for who runs it.
    waiting: i64,
}

/// All contests that are shown to the caller, the latest begun first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestList)]
pub(super) struct List {
    contests: Vec<Card>,
    /// Whether the caller may make one.
    may_create: bool,
}

/// Contests beyond this many are cards without places: counting each takes its time.
const COUNTED_MAX: usize = 30;

/// All contests that are shown to the caller.
#[utoipa::path(get, path = "/api/contests", operation_id = "contests", responses((status = 200, body = List)))]
pub(super) async fn contests(State(app): State<App>, caller: Caller) -> Result<Json<List>> {
    let mut conn = app.db.read().await?;
    let waiting: HashMap<ContestId, i64> = store::contest::word::waiting(&mut conn, caller.team)
        .await?
        .into_iter()
        .collect();
    drop(conn);
    let mut cards = Vec::new();
    for contest in app.contests(caller.team).await?.iter().cloned() {
        let runs = runs(&caller, &contest);
        let now = app.clock.now();
        let state = life::state(contest.state, &contest.rule, now);
        if state == Stands::Draft && !runs {
            continue;
        }
        let seen = Seen::from(&app, caller, contest).await?;
        let rule = seen.contest.rule.clone();
        let mut card = Card {
            id: seen.contest.id,
            name: rule.name.clone(),
            state,
            look: rule.look,
            kind: rule.kind.clone(),
            unit: rule.unit(),
            start: rule.start,
            end: rule.end,
            next_at: life::next_at(state, &rule, seen.appeal_until()),
            entrants: 0,
            mine: None,
            first: None,
            by: seen.name(seen.contest.by),
            runs,
            waiting: waiting
                .get(&seen.contest.id)
                .copied()
                .filter(|_| runs)
                .unwrap_or(0),
        };
        if state.is_public() && cards.len() < COUNTED_MAX {
            let shown = seen.board(&app).await?;
            let reader = Reader::new(&seen, &shown);
            card.entrants = shown.entrants();
            let place = |entrant: EntrantId| {
                let row = reader.row(shown.row(entrant)?)?;
                Some(CardPlace {
                    place: row.place,
                    score: row.score,
                    name: row.name,
                })
            };
            card.first = shown.at(0).and_then(|row| place(row.entrant));
            card.mine = shown.entrant_of(caller.member).and_then(place);
        }
        cards.push(card);
    }
    Ok(Json(List {
        contests: cards,
        may_create: caller.role != Role::Member,
    }))
}
