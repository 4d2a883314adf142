//! Titles that a contest's result gives.

use super::{Ask, Award, Plan};
use crate::team::Roster;
use crate::{AwardId, MemberId, Moment};
use chrono::NaiveDate;

/// What the winners of a title are given, each with the givings that it ends: from today on, or from the day on
/// which the same title ends that they hold. Who left, who holds it for good and, where it travels, several who
/// won it together get nothing by themselves; nor does who would get it before somebody who has it later: a
/// person decides then.
pub fn won(
    plan: &Plan,
    given: &[Award],
    roster: &Roster,
    winners: &[MemberId],
    (now, today): (Moment, NaiveDate),
    reason: &str,
) -> Vec<(Ask, Vec<AwardId>)> {
    if plan.travels && winners.len() > 1 {
        return Vec::new();
    }
    let gives = |member: &MemberId| {
        let from = begins(plan, given, *member, today)?;
        let ask = Ask {
            to: vec![*member],
            from,
            until: plan.until(from),
            reason: reason.to_owned(),
        };
        let ends = ask.check(plan, given, roster, now).ok()?;
        let ends = ends.into_iter().map(|award| award.id).collect();
        Some((ask, ends))
    };
    winners.iter().filter_map(gives).collect()
}

/// The first day from which somebody can be given a title for its term; none: they hold it for good.
fn begins(
    plan: &Plan,
    given: &[Award],
    member: MemberId,
    mut from: NaiveDate,
) -> Option<NaiveDate> {
    let own = || given.iter().filter(|award| award.member == member);
    while let Some(held) = own().find(|award| award.meets(from, plan.until(from))) {
        from = held.last()?;
    }
    Some(from)
}
