//! What people do with a contest: publish, reveal, announce, make final, put away, call off.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::block::{Block, refusals};
use crate::contest::draft::{could_enter, within};
use crate::contest::one::One;
use crate::contest::seen::Seen;
use crate::contest::settled::settled;
use crate::contest::title;
use crate::error::{Result, refuse};
use crate::extract::{Json, Language, Path};
use axum::extract::State;
use rules::Period;
use rules::access::Role;
use rules::contest::check::{check, risks};
use rules::contest::life::{Act, ContestReason, NotOverYet};
use rules::contest::rule::Rule;
use rules::contest::settle;
use rules::points::Terms;
use rules::points::grant::{GrantOverBudget, check_reason};
use rules::refusal::BadField;
use serde::Deserialize;
use store::Tx;
use store::contest::act::Done;
use store::contest::settlement::{self, Cause};
use utoipa::ToSchema;

/// What is to be done with a contest.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestActAsked)]
pub(super) struct Asked {
    act: Act,
    /// Why: needed to call it off.
    reason: Option<String>,
    /// Whether what the guard says was read; needed to publish a rule it says something of.
    #[serde(default)]
    accepts_warnings: bool,
    /// Why it can be final although an order file does not reach past its end.
    unsynced_reason: Option<String>,
}

rules::refusals! {
    /// The guard has something to say, and nobody said they read it.
    WarningsUnread { words: String } 409,
    "发布前请先确认：{words}",
    "Before publishing, confirm that you have read this: {words}";

    /// It would have ended before it is published.
    EndsPast {} 422,
    "竞赛的结束时间已经过了，请改到将来再发布。",
    "The contest would already be over. Move its end into the future, then publish.";
}

/// Brings a contest's pot to what its rule can ever pay; a leader's pots count towards their budget.
pub(super) async fn fund(app: &App, tx: &mut Tx, seen: &Seen, rule: &Rule) -> Result<()> {
    let entrants = could_enter(app, &seen.caller, rule).await?;
    let needed = settle::pot(rule, entrants as i64);
    let (team, by) = (seen.team(), seen.contest.by);
    let held = store::contest::pot::pot(tx, team, seen.contest.id)
        .await?
        .held;
    if seen.caller.role != Role::Founder && needed > held {
        let calendar = seen.settings.calendar();
        let month = calendar.window(Period::Month, calendar.day(seen.now));
        let used = store::points::grant::granted_in(tx, team, by, month).await?
            + store::contest::pot::funded_in(tx, team, by, month).await?;
        let budget = seen.settings.grant_budget_points;
        if used + needed - held > budget {
            return refuse(GrantOverBudget {
                asked: needed - held,
                left: (budget - used).max(0),
                budget,
            });
        }
    }
    store::contest::pot::level(tx, team, order(seen, rule), needed).await?;
    Ok(())
}

pub(super) fn order<'a>(seen: &Seen, rule: &'a Rule) -> store::contest::pot::Order<'a> {
    store::contest::pot::Order {
        contest: seen.contest.id,
        name: &rule.name,
        terms: Terms::from(&*seen.settings),
        by: seen.caller.member,
        now: seen.now,
    }
}

/// Does something with a contest.
#[utoipa::path(post, path = "/api/contests/{id}/acts", operation_id = "act_on_contest", params(("id" = i64, Path)), request_body = Asked, responses((status = 200, body = One)))]
pub(super) async fn act_on_contest(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
    Path(id): Path<i64>,
    Json(asked): Json<Asked>,
) -> Result<axum::Json<One>> {
    let seen = Seen::read(&app, caller, id).await?;
    seen.step(asked.act)?;
    let reason = asked
        .reason
        .as_deref()
        .map(str::trim)
        .filter(|reason| !reason.is_empty());
    match asked.act {
        Act::Publish => publish(&app, &seen, &asked).await?,
        Act::Reveal => {
            if seen.now < seen.contest.rule.end {
                return refuse(NotOverYet {});
            }
            plain(&app, &seen, asked.act, reason).await?;
            app.ceremonies.end(seen.team(), seen.contest.id);
        }
        Act::Announce => announce(&app, &seen, reason).await?,
        Act::Finish => finish(&app, &seen, &asked).await?,
        Act::Archive => plain(&app, &seen, asked.act, reason).await?,
        Act::Cancel => {
            if check_reason(reason.unwrap_or_default()).is_err() {
                return refuse(ContestReason {});
            }
            let mut tx = app.db.write_team(seen.team()).await?;
            let seen = Seen::of(&app, &mut tx, caller, id).await?;
            put(&mut tx, &seen, asked.act, reason).await?;
            store::contest::pot::level(&mut tx, seen.team(), order(&seen, &seen.contest.rule), 0)
                .await?;
            tx.commit().await?;
        }
        _ => {
            return refuse(BadField {
                field: "act".to_owned(),
                read: format!("{:?}", asked.act),
                mend_zh: "这件事在别处做。".to_owned(),
                mend_en: "this is done elsewhere.".to_owned(),
            });
        }
    }
    app.fields.note(caller.team);
    let seen = Seen::read(&app, caller, id).await?;
    Ok(axum::Json(One::of(&app, &seen, lang).await?))
}

/// Records an act that the table allows at this moment.
async fn put(tx: &mut Tx, seen: &Seen, act: Act, reason: Option<&str>) -> Result<()> {
    let done = Done {
        act,
        state: seen.step(act)?,
        rule_id: seen.contest.rule_id,
        reason: reason.map(str::to_owned),
        by: seen.caller.member,
        at: seen.now,
    };
    store::contest::act::put(tx, seen.team(), seen.contest.id, &done).await?;
    Ok(())
}

/// Records an act without more to it, against what the books say now.
async fn plain(app: &App, seen: &Seen, act: Act, reason: Option<&str>) -> Result<()> {
    let mut tx = app.db.write_team(seen.team()).await?;
    let seen = Seen::of(app, &mut tx, seen.caller, seen.contest.id.0).await?;
    put(&mut tx, &seen, act, reason).await?;
    tx.commit().await?;
    Ok(())
}

async fn publish(app: &App, seen: &Seen, asked: &Asked) -> Result<()> {
    let mut tx = app.db.write_team(seen.team()).await?;
    let seen = Seen::of(app, &mut tx, seen.caller, seen.contest.id.0).await?;
    let rule = &seen.contest.rule;
    check(rule)?;
    within(app, &seen.caller, rule).await?;
    title::may_promise(&mut tx, &seen, (&[], rule)).await?;
    if rule.end <= seen.now {
        return refuse(EndsPast {});
    }
    if let Some(risk) = risks(rule).into_iter().next()
        && !asked.accepts_warnings
    {
        let words = risk.words;
        let mut no = rules::Refusal::from(WarningsUnread {
            words: String::new(),
        });
        no.words.zh.push_str(&words.zh);
        no.words.en.push_str(&words.en);
        return refuse(no);
    }
    put(&mut tx, &seen, Act::Publish, None).await?;
    fund(app, &mut tx, &seen, rule).await?;
    tx.commit().await?;
    Ok(())
}

async fn announce(app: &App, seen: &Seen, reason: Option<&str>) -> Result<()> {
    let now = settled(app, seen).await?;
    let mut tx = app.db.write_team(seen.team()).await?;
    let seen = Seen::of(app, &mut tx, seen.caller, seen.contest.id.0).await?;
    put(&mut tx, &seen, Act::Announce, reason).await?;
    keep(
        &mut tx,
        &seen,
        Cause::Announce,
        (&now.settlement, &now.hash),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

async fn keep(
    tx: &mut Tx,
    seen: &Seen,
    cause: Cause,
    (result, hash): (&rules::contest::Settlement, &str),
) -> Result<()> {
    let kept = (cause, seen.contest.rule_id, hash);
    let by = seen.caller.member;
    settlement::keep(tx, seen.team(), seen.contest.id, kept, result, by, seen.now).await?;
    Ok(())
}

async fn finish(app: &App, seen: &Seen, asked: &Asked) -> Result<()> {
    let waived = asked
        .unsynced_reason
        .as_deref()
        .map(str::trim)
        .filter(|reason| !reason.is_empty());
    let found = refusals(app, seen, true).await?;
    let stands = |block: Block| !(block == Block::Unsynced && waived.is_some());
    if let Some((_, no)) = found.into_iter().find(|(block, _)| stands(*block)) {
        return refuse(no);
    }
    let now = settled(app, seen).await?;
    let before = seen.contest.rule_id;
    let mut tx = app.db.write_team(seen.team()).await?;
    let seen = Seen::of(app, &mut tx, seen.caller, seen.contest.id.0).await?;
    // What was written while the result was computed could change it.
    let marks = store::leaderboard::marks(&mut tx, seen.team()).await?;
    let waiting = store::contest::word::waiting(&mut tx, seen.team()).await?;
    let objected = waiting
        .iter()
        .any(|(contest, _)| *contest == seen.contest.id);
    if marks != now.counted.marks() || before != seen.contest.rule_id || objected {
        return refuse(Moved {});
    }
    put(
        &mut tx,
        &seen,
        Act::Finish,
        waived.or(asked.reason.as_deref()),
    )
    .await?;
    keep(&mut tx, &seen, Cause::Finish, (&now.settlement, &now.hash)).await?;
    let prizes: Vec<_> = now.settlement.points_by_member().into_iter().collect();
    store::contest::pot::settle(
        &mut tx,
        seen.team(),
        order(&seen, &seen.contest.rule),
        &prizes,
    )
    .await?;
    let results = (None, &now.settlement);
    title::level(&mut tx, &seen, &seen.contest.rule, results, "").await?;
    tx.commit().await?;
    Ok(())
}

rules::refusals! {
    /// The books changed while the result was computed.
    Moved {} 409,
    "计算结果的同时账本有了新数据，什么都没有改动。请再试一次。",
    "The books changed while the result was computed; nothing was done. Try again.";
}
