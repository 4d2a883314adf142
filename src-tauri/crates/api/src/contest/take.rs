//! What those who take part do: enter, check in (打卡), tell numbers that are approved.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::one::One;
use crate::contest::seen::Seen;
use crate::error::{Result, refuse};
use crate::extract::{Json, Language, Path};
use axum::extract::State;
use chrono::NaiveDate;
use rules::access::NotYours;
use rules::contest::Measure;
use rules::contest::life::Act;
use rules::contest::streak::runs;
use rules::refusal::{NotFound, filled};
use rules::{MemberId, Moment};
use serde::{Deserialize, Serialize};
use store::contest::part;
use utoipa::ToSchema;

/// Whether to enter, or to leave again.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestEntering)]
pub(super) struct Entering {
    enters: bool,
}

rules::refusals! {
    /// Nobody needs to enter.
    NoEntry {} 409,
    "这场竞赛不用报名，符合条件的人都已参加。",
    "Nobody needs to enter this contest; whoever fits takes part.";

    /// Pairs or leagues are formed.
    EntryClosed {} 409,
    "已经开赛，对阵或分组已定，不能再报名或退出。",
    "It has started and pairs or leagues are formed; nobody can enter or leave any more.";

    /// Nothing of this kind counts.
    NotCounted {} 409,
    "这场竞赛不计这一项。",
    "This contest does not count that.";
}

/// Enters the caller, or lets them leave again.
#[utoipa::path(post, path = "/api/contests/{id}/entry", operation_id = "enter_contest", params(("id" = i64, Path)), request_body = Entering, responses((status = 200, body = One)))]
pub(super) async fn enter_contest(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
    Path(id): Path<i64>,
    Json(entering): Json<Entering>,
) -> Result<axum::Json<One>> {
    let mut tx = app.db.write_team(caller.team).await?;
    let seen = Seen::of(&app, &mut tx, caller, id).await?;
    seen.step(Act::Enter)?;
    if !seen.contest.rule.opt_in {
        return refuse(NoEntry {});
    }
    if !seen.can_enter() {
        return refuse(EntryClosed {});
    }
    let who = (caller.member, entering.enters);
    part::enter(&mut tx, caller.team, seen.contest.id, who, seen.now).await?;
    tx.commit().await?;
    app.fields.note(caller.team);
    let seen = Seen::read(&app, caller, id).await?;
    Ok(axum::Json(One::of(&app, &seen, lang).await?))
}

/// The caller's check-ins.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestCheckIns)]
pub(super) struct CheckIns {
    #[schema(value_type = Vec<String>)]
    days: Vec<NaiveDate>,
    /// Whether they checked in today.
    today: bool,
    /// Their longest run of days.
    longest: i64,
    /// The run that goes on today or ended yesterday.
    running: i64,
}

async fn check_ins(app: &App, seen: &Seen) -> Result<axum::Json<CheckIns>> {
    let mut conn = app.db.read().await?;
    let days = part::check_ins(&mut conn, seen.team(), seen.contest.id, seen.caller.member).await?;
    let days: Vec<NaiveDate> = days.iter().filter_map(|day| day.parse().ok()).collect();
    let today = seen.settings.calendar().day(seen.now);
    let (runs, before) = (runs(&days), days.last().copied());
    let goes_on = before.is_some_and(|last| last == today || last.succ_opt() == Some(today));
    Ok(axum::Json(CheckIns {
        today: before == Some(today),
        days,
        longest: runs.longest,
        running: if goes_on { runs.last } else { 0 },
    }))
}

/// The caller's check-ins.
#[utoipa::path(get, path = "/api/contests/{id}/check-ins", operation_id = "contest_check_ins", params(("id" = i64, Path)), responses((status = 200, body = CheckIns)))]
pub(super) async fn contest_check_ins(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::Json<CheckIns>> {
    let seen = Seen::read(&app, caller, id).await?;
    check_ins(&app, &seen).await
}

/// Checks the caller in for today.
#[utoipa::path(post, path = "/api/contests/{id}/check-ins", operation_id = "check_in_contest", params(("id" = i64, Path)), responses((status = 200, body = CheckIns)))]
pub(super) async fn check_in_contest(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::Json<CheckIns>> {
    let mut tx = app.db.write_team(caller.team).await?;
    let seen = Seen::of(&app, &mut tx, caller, id).await?;
    counts(&seen, &[Measure::CheckIns, Measure::Streak])?;
    seen.step(Act::CheckIn)?;
    let day = seen.settings.calendar().day(seen.now).to_string();
    part::check_in(
        &mut tx,
        caller.team,
        seen.contest.id,
        (caller.member, &day),
        seen.now,
    )
    .await?;
    tx.commit().await?;
    check_ins(&app, &seen).await
}

fn counts(seen: &Seen, measures: &[Measure]) -> Result<()> {
    let counted = &seen.contest.rule.counted;
    if counted
        .iter()
        .any(|counted| measures.contains(&counted.measure))
    {
        return Ok(());
    }
    refuse(NotCounted {})
}

/// A number entered by hand.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestToldNumber)]
pub(super) struct Told {
    id: i64,
    member_id: MemberId,
    name: String,
    amount: i64,
    evidence: String,
    at: Moment,
    by: String,
    /// None while it waits.
    approved: Option<bool>,
    reason: Option<String>,
    decided_by: Option<String>,
}

/// Numbers entered by hand, the latest first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestToldNumbers)]
pub(super) struct Numbers {
    numbers: Vec<Told>,
}

async fn numbers(app: &App, seen: &Seen) -> Result<axum::Json<Numbers>> {
    let mut conn = app.db.read().await?;
    let all = part::numbers(&mut conn, seen.team(), seen.contest.id).await?;
    let name = |id: i64| seen.name(MemberId(id));
    let shown = all
        .into_iter()
        .filter(|n| seen.runs() || n.member_id == seen.caller.member.0);
    Ok(axum::Json(Numbers {
        numbers: shown
            .map(|n| Told {
                id: n.id,
                member_id: MemberId(n.member_id),
                name: name(n.member_id),
                amount: n.amount,
                evidence: n.evidence,
                at: Moment(n.at),
                by: name(n.by_id),
                approved: n.approved.map(|approved| approved == 1),
                reason: n.reason,
                decided_by: n.decided_by.map(name),
            })
            .collect(),
    }))
}

/// Numbers entered by hand: everyone's for who runs the contest, else one's own.
#[utoipa::path(get, path = "/api/contests/{id}/numbers", operation_id = "contest_numbers", params(("id" = i64, Path)), responses((status = 200, body = Numbers)))]
pub(super) async fn contest_numbers(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::Json<Numbers>> {
    let seen = Seen::read(&app, caller, id).await?;
    numbers(&app, &seen).await
}

/// A number to enter.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestTelling)]
pub(super) struct Telling {
    /// Whose; the caller's own when left out.
    member_id: Option<MemberId>,
    amount: i64,
    /// What shows it.
    evidence: String,
}

/// Enters a number with its evidence; it counts once it is approved.
#[utoipa::path(post, path = "/api/contests/{id}/numbers", operation_id = "tell_contest_number", params(("id" = i64, Path)), request_body = Telling, responses((status = 200, body = Numbers)))]
pub(super) async fn tell_contest_number(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(telling): Json<Telling>,
) -> Result<axum::Json<Numbers>> {
    let mut tx = app.db.write_team(caller.team).await?;
    let seen = Seen::of(&app, &mut tx, caller, id).await?;
    counts(&seen, &[Measure::Entered])?;
    let member = telling.member_id.unwrap_or(caller.member);
    if member != caller.member && !seen.runs() {
        return refuse(NotYours {});
    }
    if member == caller.member {
        seen.step(Act::Tell)?;
    } else {
        seen.step(Act::Judge)?;
    }
    let told = (
        member,
        telling.amount,
        filled("evidence", &telling.evidence)?,
    );
    part::tell(
        &mut tx,
        caller.team,
        seen.contest.id,
        told,
        caller.member,
        seen.now,
    )
    .await?;
    tx.commit().await?;
    numbers(&app, &seen).await
}

/// A decision on a number.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestJudging)]
pub(super) struct Judging {
    approved: bool,
    reason: Option<String>,
}

/// Decides on a number; nobody decides on their own.
#[utoipa::path(post, path = "/api/contests/{id}/numbers/{number}/decision", operation_id = "judge_contest_number", params(("id" = i64, Path), ("number" = i64, Path)), request_body = Judging, responses((status = 200, body = Numbers)))]
pub(super) async fn judge_contest_number(
    State(app): State<App>,
    caller: Caller,
    Path((id, number)): Path<(i64, i64)>,
    Json(judging): Json<Judging>,
) -> Result<axum::Json<Numbers>> {
    let mut tx = app.db.write_team(caller.team).await?;
    let seen = Seen::of(&app, &mut tx, caller, id).await?;
    seen.step(Act::Judge)?;
    let all = part::numbers(&mut tx, caller.team, seen.contest.id).await?;
    let Some(told) = all.iter().find(|told| told.id == number) else {
        return refuse(NotFound {
            what: "这个数字 · the number".to_owned(),
        });
    };
    if told.member_id == caller.member.0 {
        return refuse(NotYours {});
    }
    let reason = judging.reason.as_deref().map(str::trim);
    let judged = (number, judging.approved);
    part::judge(
        &mut tx,
        caller.team,
        judged,
        (caller.member, reason),
        seen.now,
    )
    .await?;
    tx.commit().await?;
    app.fields.note(caller.team);
    numbers(&app, &seen).await
}
