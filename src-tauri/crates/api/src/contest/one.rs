//! One contest: its rule, where it stands, what the caller may do with it and why not.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::block::{Blocker, blockers};
use crate::contest::seen::Seen;
use crate::error::Result;
use crate::extract::{Language, Path};
use axum::Json;
use axum::extract::State;
use rules::contest::check::{RiskCode, risks};
use rules::contest::life::{Act, NotOverYet, Side, State as Stands, may, next_at};
use rules::contest::rule::Rule;
use rules::contest::{Kind, Measure, Unit, settle};
use rules::{ContestId, Lang, Moment};
use serde::Serialize;
use store::Conn;
use utoipa::ToSchema;

/// What the caller may do; with a refusal, why it cannot be done now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestMay)]
pub(super) struct May {
    pub act: Act,
    pub refusal: Option<String>,
}

/// Something the guard says about the rule, in the caller's language.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestWarning)]
pub(super) struct Warning {
    pub code: RiskCode,
    pub words: String,
    /// Whether counting one's own sales instead mends it.
    pub offers_personal_scoring: bool,
}

/// A version of the rule.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestRuleVersion)]
pub(super) struct Version {
    id: i64,
    hash: String,
    at: Moment,
    by: String,
    reason: Option<String>,
    /// The parts of the rule it changed.
    changes: Vec<String>,
}

/// A contest's pot.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestPot)]
pub(super) struct Pot {
    /// The most points its prizes can pay.
    needed: i64,
    /// What was put in.
    funded: i64,
    /// What was paid from it.
    paid: i64,
}

/// A contest.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Contest)]
pub(super) struct One {
    id: ContestId,
    state: Stands,
    rule: Rule,
    /// The number of the rule's version.
    rule_id: i64,
    rule_hash: String,
    /// What scores are in.
    unit: Unit,
    /// What amounts before growth and attainment are in.
    amount_unit: Unit,
    by: String,
    runs: bool,
    /// From its publishing on.
    versions: Vec<Version>,
    next_at: Option<Moment>,
    now: Moment,
    entrants: usize,
    /// Whether the caller entered; none where nobody needs to, or they cannot.
    entered: Option<bool>,
    /// The hash of the seed that draws and ties are decided by.
    seed_hash: String,
    /// The seed itself, once the result is final.
    seed: Option<String>,
    may: Vec<May>,
    /// Why it cannot be final yet, for who runs it.
    blockers: Vec<Blocker>,
    warnings: Vec<Warning>,
    pot: Pot,
    /// Until when the result can be objected to.
    appeal_until: Option<Moment>,
    /// Whether the result stands; until then boards say that it does not.
    is_final: bool,
    /// The hash of the result that was announced or stands.
    result_hash: Option<String>,
    /// Why it was called off.
    cancelled_reason: Option<String>,
}

/// What the guard has to say, in a language.
pub(super) fn warnings(rule: &Rule, lang: Lang) -> Vec<Warning> {
    let risks = risks(rule).into_iter();
    risks
        .map(|risk| Warning {
            code: risk.code,
            words: risk.words.say(lang).to_owned(),
            offers_personal_scoring: risk.code == RiskCode::UplinePaid,
        })
        .collect()
}

impl One {
    /// A contest as the caller may see it.
    pub async fn of(app: &App, seen: &Seen, lang: Lang) -> Result<Self> {
        let counted = seen.shown(app).await?;
        let mut conn = app.db.read().await?;
        let (team, id) = (seen.team(), seen.contest.id);
        let rule = &*seen.contest.rule;
        let blockers =
            if seen.runs() && matches!(seen.state, Stands::Revealed | Stands::Provisional) {
                drop(conn);
                let found = blockers(app, seen, lang).await?;
                conn = app.db.read().await?;
                found
            } else {
                Vec::new()
            };
        let pot = store::contest::pot::pot(&mut conn, team, id).await?;
        let seed = store::contest::act::seed(&mut conn, team, id).await?;
        let entered = store::contest::part::entered(&mut conn, team, id).await?;
        let kept = store::contest::settlement::last(&mut conn, team, id, false).await?;
        let can_enter = rule.opt_in && seen.sides.contains(&Side::Entrant);
        let is_final = seen.state.is_final();
        Ok(Self {
            id,
            state: seen.state,
            rule: rule.clone(),
            rule_id: seen.contest.rule_id,
            rule_hash: seen.contest.hash.clone(),
            unit: rule.unit(),
            amount_unit: rule.amount_unit(),
            by: seen.name(seen.contest.by),
            runs: seen.runs(),
            versions: versions(&mut conn, seen).await?,
            next_at: next_at(seen.state, rule, seen.appeal_until()),
            now: seen.now,
            entrants: counted.members.len(),
            entered: can_enter.then(|| entered.contains(&seen.caller.member)),
            seed_hash: seed.hash(),
            seed: is_final.then(|| seed.hex()),
            may: may_do(seen, &blockers, lang),
            blockers,
            warnings: if seen.runs() {
                warnings(rule, lang)
            } else {
                Vec::new()
            },
            pot: Pot {
                needed: settle::pot(rule, counted.members.len() as i64),
                funded: pot.funded,
                paid: pot.paid,
            },
            appeal_until: seen.appeal_until(),
            is_final,
            result_hash: kept.map(|kept| kept.hash),
            cancelled_reason: (seen.state == Stands::Cancelled)
                .then(|| seen.contest.reason.clone())
                .flatten(),
        })
    }
}

/// What the caller may do. What time or the books do not allow yet is named with its reason.
fn may_do(seen: &Seen, blockers: &[Blocker], lang: Lang) -> Vec<May> {
    let rule = &seen.contest.rule;
    may(seen.state, &seen.sides)
        .into_iter()
        .filter(|act| match act {
            Act::Enter => seen.can_enter(),
            Act::Challenge | Act::Respond => matches!(rule.kind, Kind::Pk { .. }),
            Act::CheckIn => rule.counts(Measure::CheckIns) || rule.counts(Measure::Streak),
            Act::Tell | Act::Judge => rule.counts(Measure::Entered),
            Act::Present | Act::Reveal if seen.state == Stands::Frozen => true,
            Act::Present => rule.freeze_at.is_some(),
            _ => true,
        })
        .map(|act| {
            let waits = seen.state == Stands::Frozen && seen.now < rule.end;
            let refusal = match act {
                Act::Reveal if waits => {
                    let no = rules::Refusal::from(NotOverYet {});
                    Some(no.words.say(lang).to_owned())
                }
                Act::Finish => blockers.first().map(|blocker| blocker.words.clone()),
                _ => None,
            };
            May { act, refusal }
        })
        .collect()
}

async fn versions(conn: &mut Conn, seen: &Seen) -> Result<Vec<Version>> {
    let all = store::contest::act::versions(conn, seen.team(), seen.contest.id).await?;
    let acts = store::contest::act::acts(conn, seen.team(), seen.contest.id).await?;
    let Some(published) = acts.iter().find(|done| done.act == Act::Publish) else {
        return Ok(Vec::new());
    };
    let mut before: Option<serde_json::Value> = None;
    let mut told = Vec::new();
    for version in all
        .into_iter()
        .filter(|version| version.id >= published.rule_id)
    {
        let now = serde_json::to_value(&*version.rule).unwrap_or_default();
        told.push(Version {
            id: version.id,
            hash: version.hash,
            at: version.at,
            by: seen.name(version.by),
            reason: version.reason,
            changes: before
                .as_ref()
                .map_or_else(Vec::new, |before| changed(before, &now)),
        });
        before = Some(now);
    }
    Ok(told)
}

/// The names of the parts in which two rules differ.
pub(super) fn changed(before: &serde_json::Value, after: &serde_json::Value) -> Vec<String> {
    let Some(parts) = after.as_object() else {
        return Vec::new();
    };
    let differs = parts
        .iter()
        .filter(|(name, value)| before.get(name) != Some(value));
    differs.map(|(name, _)| name.clone()).collect()
}

/// One contest.
#[utoipa::path(get, path = "/api/contests/{id}", operation_id = "contest", params(("id" = i64, Path)), responses((status = 200, body = One)))]
pub(super) async fn contest(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
    Path(id): Path<i64>,
) -> Result<Json<One>> {
    let seen = Seen::read(&app, caller, id).await?;
    Ok(Json(One::of(&app, &seen, lang).await?))
}
