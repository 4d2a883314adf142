//! What later facts would change of a result that stands: proposed, then applied or rejected as one.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::acts::order;
use crate::contest::row::Reader;
use crate::contest::seen::Seen;
use crate::contest::settled::settled;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use rules::access::NotYours;
use rules::contest::life::{Act, ContestReason};
use rules::contest::settle::{Difference, difference};
use rules::points::grant::check_reason;
use rules::{MemberId, Moment};
use serde::{Deserialize, Serialize};
use store::contest::settlement::{self, Cause};
use utoipa::ToSchema;

/// Who would stand elsewhere.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestMoved)]
pub(super) struct Moved {
    name: String,
    before: Option<u64>,
    after: Option<u64>,
    score_before: Option<i64>,
    score_after: Option<i64>,
}

/// Who would win something else.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestAwardChange)]
pub(super) struct AwardChange {
    member_id: MemberId,
    name: String,
    /// More, or less.
    points: i64,
    gained: Vec<String>,
    lost: Vec<String>,
}

/// What later facts would change.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestProposed)]
pub(super) struct Proposed {
    /// What the result would be known by.
    hash: String,
    /// The first hundred.
    moved: Vec<Moved>,
    /// How many would stand elsewhere.
    moved_count: usize,
    awards: Vec<AwardChange>,
    /// Points that would be paid more, or less.
    points: i64,
}

/// A change that was decided on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestChangeDecided)]
pub(super) struct Decided {
    id: i64,
    applied: bool,
    reason: String,
    by: String,
    at: Moment,
    moved: i64,
}

/// What later facts would change, and what was decided before.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestChange)]
pub(super) struct Change {
    /// None while nothing would change, or the same was rejected.
    proposed: Option<Proposed>,
    past: Vec<Decided>,
}

const MOVED: usize = 100;

/// The change that stands open.
struct Pending {
    hash: String,
    difference: Difference,
    before: rules::contest::Settlement,
    after: rules::contest::Settlement,
}

async fn pending(app: &App, seen: &Seen) -> Result<Option<Pending>> {
    let now = settled(app, seen).await?;
    let mut conn = app.db.read().await?;
    let kept = settlement::last(&mut conn, seen.team(), seen.contest.id, true).await?;
    let Some(kept) = kept.filter(|kept| kept.hash != now.hash) else {
        return Ok(None);
    };
    let decided = settlement::changes(&mut conn, seen.team(), seen.contest.id).await?;
    if decided
        .first()
        .is_some_and(|last| last.applied == 0 && last.hash == now.hash)
    {
        return Ok(None);
    }
    let difference = difference(&kept.settlement, &now.settlement);
    Ok((!difference.is_empty()).then_some(Pending {
        hash: now.hash,
        difference,
        before: kept.settlement,
        after: now.settlement,
    }))
}

async fn show(app: &App, seen: &Seen) -> Result<axum::Json<Change>> {
    let pending = pending(app, seen).await?;
    let board = seen.board(app).await?;
    let reader = Reader::new(seen, &board);
    let proposed = pending.map(
        |Pending {
             hash, difference, ..
         }| Proposed {
            hash,
            moved_count: difference.moved.len(),
            moved: difference
                .moved
                .iter()
                .take(MOVED)
                .map(|(entrant, before, after)| Moved {
                    name: reader.name(*entrant),
                    before: before.map(|row| row.place),
                    after: after.map(|row| row.place),
                    score_before: before.map(|row| row.score),
                    score_after: after.map(|row| row.score),
                })
                .collect(),
            points: difference.awards.iter().map(|(_, points, ..)| points).sum(),
            awards: difference
                .awards
                .into_iter()
                .map(|(member, points, gained, lost)| AwardChange {
                    member_id: member,
                    name: seen.name(member),
                    points,
                    gained,
                    lost,
                })
                .collect(),
        },
    );
    let mut conn = app.db.read().await?;
    let past = settlement::changes(&mut conn, seen.team(), seen.contest.id).await?;
    Ok(axum::Json(Change {
        proposed,
        past: past
            .into_iter()
            .map(|change| Decided {
                id: change.id,
                applied: change.applied == 1,
                reason: change.reason,
                by: seen.name(MemberId(change.by_id)),
                at: Moment(change.recorded_at),
                moved: change.moved,
            })
            .collect(),
    }))
}

/// What later facts would change of a result that stands.
#[utoipa::path(get, path = "/api/contests/{id}/change", operation_id = "contest_change", params(("id" = i64, Path)), responses((status = 200, body = Change)))]
pub(super) async fn contest_change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::Json<Change>> {
    let seen = Seen::read(&app, caller, id).await?;
    if !seen.runs() {
        return refuse(NotYours {});
    }
    seen.step(Act::Change)?;
    show(&app, &seen).await
}

/// A decision on a proposed change.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestChanging)]
pub(super) struct Changing {
    /// The proposal, as it was shown.
    hash: String,
    applies: bool,
    reason: String,
}

rules::refusals! {
    /// The proposal is not the one that was shown.
    ChangeMoved {} 409,
    "要变更的内容已经不是刚才看到的了，请刷新后再决定。",
    "What would change is not what was shown any more. Refresh and decide again.";
}

/// Applies a proposed change, or rejects it, as one.
#[utoipa::path(post, path = "/api/contests/{id}/change", operation_id = "decide_contest_change", params(("id" = i64, Path)), request_body = Changing, responses((status = 200, body = Change)))]
pub(super) async fn decide_contest_change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(changing): Json<Changing>,
) -> Result<axum::Json<Change>> {
    let seen = Seen::read(&app, caller, id).await?;
    seen.step(Act::Change)?;
    let reason = changing.reason.trim();
    if check_reason(reason).is_err() {
        return refuse(ContestReason {});
    }
    let found = pending(&app, &seen)
        .await?
        .filter(|pending| pending.hash == changing.hash);
    let Some(found) = found else {
        return refuse(ChangeMoved {});
    };
    let mut tx = app.db.write_team(caller.team).await?;
    let seen = Seen::of(&app, &mut tx, caller, id).await?;
    seen.step(Act::Change)?;
    let (team, contest) = (caller.team, seen.contest.id);
    let last = settlement::changes(&mut tx, team, contest).await?;
    if last.first().is_some_and(|last| last.hash == found.hash) {
        return refuse(ChangeMoved {});
    }
    let decided = (
        found.hash.as_str(),
        found.difference.moved.len() as i64,
        changing.applies,
    );
    settlement::decide(
        &mut tx,
        team,
        contest,
        decided,
        (caller.member, reason),
        seen.now,
    )
    .await?;
    if changing.applies {
        let kept = (Cause::Change, seen.contest.rule_id, found.hash.as_str());
        settlement::keep(
            &mut tx,
            team,
            contest,
            kept,
            &found.after,
            caller.member,
            seen.now,
        )
        .await?;
        let changes: Vec<(MemberId, i64)> = found
            .difference
            .awards
            .iter()
            .map(|(member, points, ..)| (*member, *points))
            .collect();
        store::contest::pot::settle(&mut tx, team, order(&seen, &seen.contest.rule), &changes)
            .await?;
        let results = (Some(&found.before), &found.after);
        let rule = &seen.contest.rule;
        crate::contest::title::level(&mut tx, &seen, rule, results, reason).await?;
    }
    tx.commit().await?;
    show(&app, &seen).await
}
