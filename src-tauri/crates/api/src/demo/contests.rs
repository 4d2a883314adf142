//! The demo's contests: last month's with its prizes paid, this month's running.

use super::books::Desk;
use super::people::{FOUNDER, LEADER};
use crate::contest::base::Known;
use crate::contest::field::count;
use crate::error::Result;
use rules::contest::again::again;
use rules::contest::settle::Contributors;
use rules::contest::template::Template;
use rules::contest::{Act, Rule, Seed, State, Who, settle};
use rules::points::Terms;
use rules::{ContestId, Lang, MemberId, Moment, Period};
use std::collections::BTreeMap;
use store::Tx;
use store::contest::act::{Done, begin, contest, put};
use store::contest::pot::Order;
use store::contest::settlement::{Cause, keep};
use store::contest::{pot, word};

const DAY: i64 = 86_400_000;
const HOUR: i64 = 3_600_000;

/// Writes them as they would have been held.
pub(super) async fn write(tx: &mut Tx, desk: Desk<'_>, now: Moment) -> Result<()> {
    let calendar = desk.settings.calendar();
    let today = calendar.day(now);
    let last = calendar.window_before(Period::Month, today);
    let mut rule = Template::TopSeller.rule(&calendar, last.start.plus_ms(-DAY), Lang::Zh);
    rule.name = format!("{}月销冠", calendar.day(last.start).format("%-m"));
    let over = held(
        tx,
        desk,
        (FOUNDER, Seed([7; 32])),
        &rule,
        rule.start.plus_ms(-DAY),
        now,
    )
    .await?;
    finished(tx, desk, over, now).await?;
    rule = again(&rule, &calendar, now);
    let running = held(
        tx,
        desk,
        (FOUNDER, Seed([8; 32])),
        &rule,
        rule.start.plus_ms(-DAY),
        now,
    )
    .await?;
    for (member, hours, text) in [
        (LEADER, 200, "这个月我们队一个都不能少！"),
        (MemberId(12), 84, "还差一点就进前三了，这周加把劲。"),
        (MemberId(7), 30, "双11 的单子都发完了，退货我盯着。"),
    ] {
        let at = now.plus_ms(-hours * HOUR).max(rule.start);
        let said = (false, word::About::default(), text);
        word::say(tx, desk.team, running, said, member, at).await?;
    }
    let mut progress = Template::Progress.rule(&calendar, rule.start.plus_ms(-DAY), Lang::Zh);
    (progress.start, progress.end) = (rule.start, rule.end);
    progress.freeze_at = None;
    progress.who = Who::Branch { head: LEADER };
    held(
        tx,
        desk,
        (LEADER, Seed([9; 32])),
        &progress,
        rule.start.plus_ms(-DAY),
        now,
    )
    .await?;
    Ok(())
}

/// Begins and publishes one, and funds its pot.
async fn held(
    tx: &mut Tx,
    desk: Desk<'_>,
    (by, seed): (MemberId, Seed),
    rule: &Rule,
    at: Moment,
    now: Moment,
) -> Result<ContestId> {
    let id = begin(tx, desk.team, (by, None), rule, &seed, at).await?;
    act(tx, desk, id, (Act::Publish, State::Published), by, at).await?;
    let needed = settle::pot(rule, desk.roster.len() as i64);
    pot::level(tx, desk.team, order(desk, id, rule, now), needed).await?;
    Ok(id)
}

fn order<'a>(desk: Desk<'_>, contest: ContestId, rule: &'a Rule, now: Moment) -> Order<'a> {
    Order {
        contest,
        name: &rule.name,
        terms: Terms::from(desk.settings),
        by: FOUNDER,
        now,
    }
}

async fn act(
    tx: &mut Tx,
    desk: Desk<'_>,
    id: ContestId,
    (act, state): (Act, State),
    by: MemberId,
    at: Moment,
) -> Result<()> {
    let rule_id = contest(tx, desk.team, id)
        .await?
        .map_or(0, |contest| contest.rule_id);
    let done = Done {
        act,
        state,
        rule_id,
        reason: None,
        by,
        at,
    };
    Ok(put(tx, desk.team, id, &done).await?)
}

/// Reveals one that is over, and as far as its time to object is over, pays its prizes.
async fn finished(tx: &mut Tx, desk: Desk<'_>, id: ContestId, now: Moment) -> Result<()> {
    let Some(over) = contest(tx, desk.team, id).await? else {
        return Ok(());
    };
    let rule = over.rule.clone();
    let calendar = desk.settings.calendar();
    let people = (desk.roster, &calendar);
    let counted = count(tx, desk.team, &over, people, Known::all(over.rule.end)).await?;
    let settled = settle(&counted.field, &Contributors::new(), &BTreeMap::new(), &[]);
    let hash = settled.hash(&over.hash);
    let revealed = rule.end.plus_ms(10 * HOUR);
    let announced = revealed.plus_ms(HOUR);
    let settled_at = announced.plus_ms((rule.appeal_hours + 1) * HOUR);
    let steps = [
        (Act::Reveal, State::Revealed, revealed, None),
        (
            Act::Announce,
            State::Provisional,
            announced,
            Some(Cause::Announce),
        ),
        (Act::Finish, State::Final, settled_at, Some(Cause::Finish)),
    ];
    for (done, state, at, cause) in steps {
        if at > now {
            break;
        }
        act(tx, desk, id, (done, state), FOUNDER, at).await?;
        if let Some(cause) = cause {
            let kept = (cause, over.rule_id, hash.as_str());
            keep(tx, desk.team, id, kept, &settled, FOUNDER, at).await?;
        }
        if done == Act::Finish {
            let paid: Vec<_> = settled.points_by_member().into_iter().collect();
            pot::settle(tx, desk.team, order(desk, id, &rule, now), &paid).await?;
        }
    }
    Ok(())
}
