//! Why an entrant stands where they stand: what was counted and weighed, against what, which orders,
//! and what decided between equal scores.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::board::{Distances, distances};
use crate::contest::fact::{Fact, facts};
use crate::contest::row::{Reader, Row};
use crate::contest::seen::Seen;
use crate::error::{Result, refuse};
use crate::extract::{Language, Path, Query};
use axum::Json;
use axum::extract::State;
use rules::access::NotYours;
use rules::contest::rule::TieKey;
use rules::contest::score::amount;
use rules::contest::{Baseline, Field, Kind, Measure, Rule, Unit};
use rules::refusal::NotFound;
use rules::{BasisPoints, EntrantId, Window};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Whose score, and which part of its facts.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Whose; the caller's own when left out.
    entrant: Option<EntrantId>,
    /// How many facts to pass over.
    #[serde(default)]
    start: u32,
}

/// What one measure brought.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestWhyPart)]
pub(super) struct Part {
    #[schema(inline)]
    measure: Measure,
    category: Option<String>,
    item: Option<String>,
    /// In the measure's unit.
    amount: i64,
    /// Contest points for each yuan or each one, in hundredths.
    weight: i64,
    /// What it adds, in hundredths of a point; none when it is the only measure.
    points: Option<i64>,
}

/// What was done in a stretch before the contest.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestWhyPast)]
pub(super) struct Past {
    window: Window,
    /// In the contest's amount unit.
    amount: i64,
}

/// A round by itself.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestWhyRound)]
pub(super) struct Round {
    window: Window,
    /// In the contest's amount unit; none without one.
    score: Option<i64>,
    /// The season points it brought.
    points: Option<i64>,
}

/// Why an entrant stands where they stand.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestWhy)]
pub(super) struct Why {
    name: String,
    row: Option<Row>,
    /// How many have a place.
    count: usize,
    /// How many share theirs, themselves included.
    sharing: usize,
    unit: Unit,
    amount_unit: Unit,
    parts: Vec<Part>,
    /// What the sum is multiplied by.
    handicap: BasisPoints,
    /// By how many people it is divided; 1 unless a team's score is by head.
    heads: i64,
    /// The sum after that, rounded down: the one rounding place.
    amount: i64,
    /// Growth's baseline, and how it came about.
    #[schema(inline)]
    base: Option<Baseline>,
    pasts: Vec<Past>,
    /// The rounds that have begun, in a contest of such.
    rounds: Vec<Round>,
    /// Which of them decides, from 0; then the parts are of that round alone. None in a season.
    deciding: Option<usize>,
    /// Attainment's target.
    target: Option<i64>,
    /// The score that follows; none without a place.
    score: Option<i64>,
    /// What decided against the equal score listed right above.
    parted_by: Option<TieKey>,
    rule_id: i64,
    rule_hash: String,
    #[serde(flatten)]
    distances: Distances,
    /// Order lines, newest first.
    facts: Vec<Fact>,
    more: bool,
}

/// Why an entrant stands where they stand.
#[utoipa::path(get, path = "/api/contests/{id}/why", operation_id = "contest_why", params(("id" = i64, Path), Which), responses((status = 200, body = Why)))]
pub(super) async fn contest_why(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
    Path(id): Path<i64>,
    Query(which): Query<Which>,
) -> Result<Json<Why>> {
    let seen = Seen::read(&app, caller, id).await?;
    let shown = seen.board(&app).await?;
    let reader = Reader::new(&seen, &shown);
    let Some(entrant) = which.entrant.or(reader.own) else {
        return refuse(NotFound {
            what: "你的名次 · your place".to_owned(),
        });
    };
    if !reader.opens(entrant) {
        return refuse(NotYours {});
    }
    let (rule, counted) = (&seen.contest.rule, &shown.counted);
    let (field, bases) = (&counted.field, &counted.bases);
    let tally = field.tally(entrant).copied().unwrap_or_default();
    let (terms, heads) = (field.terms(entrant), field.heads(entrant));
    let single = rule.counted.len() == 1;
    let parts = rule
        .counted
        .iter()
        .zip(tally.amounts)
        .map(|(counted, amount)| Part {
            measure: counted.measure,
            category: counted.category.clone(),
            item: counted.item.clone(),
            amount,
            weight: counted.weight,
            points: (!single).then(|| weighed(counted.measure, amount, counted.weight)),
        });
    let per_head = rule.kind.teams().is_some_and(|teams| teams.per_head);
    let base = bases.growth.get(&entrant).cloned();
    let pasts = bases.pasts.iter().map(|(window, amounts)| Past {
        window: *window,
        amount: amounts.get(&entrant).copied().unwrap_or(0),
    });
    let deciding = field.course().and_then(|course| course.deciding(entrant));
    let (facts, more) = facts(&app, &seen, &shown, entrant, which.start, lang).await?;
    Ok(Json(Why {
        name: reader.name(entrant),
        row: shown.row(entrant).and_then(|row| reader.row(row)),
        count: shown.len(),
        sharing: field.sharing(entrant),
        unit: rule.unit(),
        amount_unit: rule.amount_unit(),
        parts: parts.collect(),
        handicap: terms.handicap,
        heads: if per_head { heads } else { 1 },
        amount: amount(rule, &tally, &terms, heads),
        target: terms.base.filter(|_| base.is_none()),
        base,
        pasts: pasts.collect(),
        rounds: rounds(rule, field, entrant),
        deciding: deciding.filter(|_| !matches!(rule.kind, Kind::Season(_))),
        score: field.score(entrant),
        parted_by: field.parted_by(entrant),
        rule_id: seen.contest.rule_id,
        rule_hash: seen.contest.hash.clone(),
        distances: distances(&app, &reader, entrant).await?,
        facts,
        more,
    }))
}

/// What each round was to an entrant.
fn rounds(rule: &Rule, field: &Field, entrant: EntrantId) -> Vec<Round> {
    let Some(course) = field.course() else {
        return Vec::new();
    };
    let fields = course.fields().iter().enumerate().zip(rule.rounds());
    let of = |((nth, field), window): ((usize, &Field), Window)| Round {
        window,
        score: field.score(entrant),
        points: course.points(nth, entrant),
    };
    fields.map(of).collect()
}

/// What a measure's amount is worth, in hundredths of a point: for each yuan or each one.
fn weighed(measure: Measure, amount: i64, weight: i64) -> i64 {
    let whole = i128::from(amount) * i128::from(weight);
    let points = match measure.unit() {
        Unit::Fen => whole.div_euclid(100),
        _ => whole,
    };
    points.clamp(i64::MIN.into(), i64::MAX.into()) as i64
}
