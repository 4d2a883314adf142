//! How a contest went over time: the first ten and the reader day by day, and who passed whom.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::row::Reader;
use crate::contest::seen::Seen;
use crate::contest::shown::Shown;
use crate::error::Result;
use crate::extract::Path;
use axum::Json;
use axum::extract::State;
use chrono::{Days, NaiveDate};
use rules::contest::tally::Tally;
use rules::contest::{Field, Kind, Row, Rule, Unit};
use rules::{EntrantId, Moment};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use store::contest::tally::{Ask, tallies};
use utoipa::ToSchema;

/// One entrant over time.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestSeries)]
pub(super) struct Series {
    /// None when it is hidden.
    name: Option<String>,
    mine: bool,
    /// The score at the end of each day; none without a place.
    scores: Vec<Option<i64>>,
}

/// Somebody passed somebody.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ContestOvertake)]
pub(super) struct Overtake {
    #[schema(value_type = String, format = Date)]
    pub day: NaiveDate,
    pub name: String,
    /// Who was passed; the best of several.
    pub over: String,
    /// The place that was reached.
    pub place: u64,
}

/// A contest over time.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestChart)]
pub(super) struct Chart {
    #[schema(value_type = Vec<String>)]
    days: Vec<NaiveDate>,
    /// What its scores are in.
    unit: Unit,
    /// The round it is of, from 0, where the contest has rounds: the last that has begun.
    round: Option<usize>,
    series: Vec<Series>,
    /// Newest first.
    pub feed: Vec<Overtake>,
}

/// How many lines a chart has beside the reader's own.
const LINES: usize = 10;
/// How many overtakes are told.
const FEED: usize = 30;
/// A contest of more days is shown in as many steps.
const STEPS: i64 = 31;

/// A contest over time, as far as it may be seen.
pub(super) async fn chart_of(app: &App, seen: &Seen, shown: &Shown) -> Result<Chart> {
    let counted = &shown.counted;
    // What is counted by the moment of a sale can be shown by its day.
    let reader = Reader::new(seen, shown);
    let Ground { rule, field, round } = ground(seen, shown);
    let course = counted.field.course();
    let competes = |entrant: &EntrantId| {
        round.is_none_or(|round| course.is_some_and(|course| course.is_in(round, *entrant)))
    };
    let own = reader.own.filter(competes);
    let first: Vec<EntrantId> = match round {
        None => shown
            .list(0, LINES)
            .into_iter()
            .map(|row| row.entrant)
            .collect(),
        Some(_) => {
            let all = field.list(0, usize::MAX).map(|row| row.entrant);
            all.filter(competes).take(LINES).collect()
        }
    };
    let chosen: BTreeSet<EntrantId> = first.iter().copied().chain(own).collect();
    let days = days(seen, &rule, shown.as_of);
    let chart = |days, series, feed| Chart {
        days,
        unit: rule.unit(),
        round,
        series,
        feed,
    };
    if chosen.is_empty()
        || days.is_empty()
        || matches!(rule.kind, Kind::Race { .. }) && days.len() < 2
    {
        return Ok(chart(Vec::new(), Vec::new(), Vec::new()));
    }
    let parts: Vec<_> = counted
        .parts
        .all()
        .iter()
        .filter(|part| chosen.contains(&part.entrant))
        .copied()
        .collect();
    let calendar = seen.settings.calendar();
    let mut conn = app.db.read().await?;
    let mut boards: Vec<Vec<Row>> = Vec::with_capacity(days.len());
    for day in &days {
        let end = calendar.start(day.succ_opt().unwrap_or(*day)).min(rule.end);
        let until = Rule {
            end,
            ..(*rule).clone()
        };
        let mut cut = parts.clone();
        for part in &mut cut {
            let window = &mut part.stay.window;
            window.start = window.start.max(rule.start);
            window.end = window.end.min(end);
        }
        cut.retain(|part| part.stay.window.start < part.stay.window.end);
        let ask = Ask {
            team: seen.team(),
            contest: Some(seen.contest.id),
            rule: &until,
            parts: &cut,
            upto: counted.upto(),
            before: end.min(seen.frozen_at().unwrap_or(Moment::MAX)),
        };
        let found = tallies(&mut conn, ask).await?;
        boards.push(board(field, &rule, &chosen, found));
    }
    let feed = overtakes(&reader, round, &days, &boards);
    let series = chosen_in_order(&first, own)
        .into_iter()
        .map(|entrant| Series {
            name: named(&reader, round, entrant),
            mine: reader.own == Some(entrant),
            scores: boards
                .iter()
                .map(|rows| {
                    let row = rows.iter().find(|row| row.entrant == entrant);
                    row.map(|row| row.score).filter(|_| reader.knows(entrant))
                })
                .collect(),
        });
    let series = series.collect();
    Ok(chart(days, series, feed))
}

/// What a chart is of: the contest, or the round of it that began last.
struct Ground<'a> {
    rule: Arc<Rule>,
    field: &'a Field,
    round: Option<usize>,
}

fn ground<'a>(seen: &Seen, shown: &'a Shown) -> Ground<'a> {
    let (rule, field) = (&seen.contest.rule, &shown.counted.field);
    let last = field.course().and_then(|course| {
        let round = course.fields().len().checked_sub(1)?;
        let window = *rule.rounds().get(round)?;
        Some(Ground {
            rule: Arc::new(rule.of_round(window)),
            field: &course.fields()[round],
            round: Some(round),
        })
    });
    last.unwrap_or(Ground {
        rule: rule.clone(),
        field,
        round: None,
    })
}

/// A name as the board shows it; in a round its own board has places that the contest's has not.
fn named(reader: &Reader<'_>, round: Option<usize>, entrant: EntrantId) -> Option<String> {
    match round {
        None => reader.row(reader.shown.row(entrant)?)?.name,
        Some(_) => reader.named(entrant),
    }
}

fn chosen_in_order(first: &[EntrantId], own: Option<EntrantId>) -> Vec<EntrantId> {
    let own = own.filter(|own| !first.contains(own));
    first.iter().copied().chain(own).collect()
}

/// The last days of the steps that a chart shows.
fn days(seen: &Seen, rule: &Rule, as_of: Moment) -> Vec<NaiveDate> {
    let calendar = seen.settings.calendar();
    let last = as_of.min(rule.end.plus_ms(-1));
    if last < rule.start {
        return Vec::new();
    }
    let (from, to) = (calendar.day(rule.start), calendar.day(last));
    let length = (to - from).num_days();
    let step = (length / STEPS + 1).unsigned_abs();
    let mut days: Vec<NaiveDate> = Vec::new();
    let mut day = to;
    while day >= from {
        days.push(day);
        match day.checked_sub_days(Days::new(step)) {
            Some(before) => day = before,
            None => break,
        }
    }
    days.reverse();
    days
}

/// Where the chosen stood among themselves.
fn board(
    whole: &Field,
    rule: &Arc<Rule>,
    chosen: &BTreeSet<EntrantId>,
    mut found: HashMap<EntrantId, Tally>,
) -> Vec<Row> {
    let field = Field::new(
        rule.clone(),
        *whole.seed(),
        chosen.iter().map(|n| (*n, whole.terms(*n))).collect(),
        chosen.iter().map(|n| (*n, whole.heads(*n))).collect(),
        chosen
            .iter()
            .map(|n| (*n, found.remove(n).unwrap_or_default())),
    );
    field.list(0, usize::MAX).collect()
}

fn overtakes(
    reader: &Reader<'_>,
    round: Option<usize>,
    days: &[NaiveDate],
    boards: &[Vec<Row>],
) -> Vec<Overtake> {
    let named = |entrant| named(reader, round, entrant);
    let mut feed = Vec::new();
    for (step, pair) in boards.windows(2).enumerate().rev() {
        let was = |entrant: EntrantId| {
            pair[0]
                .iter()
                .find(|row| row.entrant == entrant)
                .map(|row| row.place)
        };
        for row in &pair[1] {
            let Some(before) = was(row.entrant).filter(|before| row.place < *before) else {
                continue;
            };
            let over = pair[1].iter().find(|other| {
                other.place > row.place && was(other.entrant).is_some_and(|place| place < before)
            });
            if let Some((name, over)) =
                named(row.entrant).zip(over.and_then(|other| named(other.entrant)))
            {
                feed.push(Overtake {
                    day: days[step + 1],
                    name,
                    over,
                    place: row.place,
                });
            }
            if feed.len() == FEED {
                return feed;
            }
        }
    }
    feed
}

/// A contest over time.
#[utoipa::path(get, path = "/api/contests/{id}/chart", operation_id = "contest_chart", params(("id" = i64, Path)), responses((status = 200, body = Chart)))]
pub(super) async fn contest_chart(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Json<Chart>> {
    let seen = Seen::read(&app, caller, id).await?;
    let shown = seen.board(&app).await?;
    Ok(Json(chart_of(&app, &seen, &shown).await?))
}
