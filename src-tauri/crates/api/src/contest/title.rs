//! Titles as prizes: who may promise them, and how a result gives them.

use crate::contest::seen::Seen;
use crate::error::{Result, refuse};
use rules::access::{NotYours, Role};
use rules::contest::rule::Rule;
use rules::contest::{Prize, Settlement};
use rules::honour::title::{Award, End, Standing, Why, won};
use rules::refusal::Place;
use rules::{MemberId, Refusal, TitleId};
use std::collections::{BTreeMap, BTreeSet};
use store::honour::title::{Source, Which, awards, titles};
use store::{Conn, Tx};

rules::refusals! {
    /// A prize's title is not given any more, or is called otherwise by now.
    PrizeTitle { read: String } 422,
    "奖品里的称号“{read}”已经停用或改了名，请在奖品里重新选择。",
    "The title \"{read}\" among the prizes is not given any more or has another name. Choose it again among the prizes.";
}

/// Refuses to promise a title that is none, or that the caller may not give. What was promised before stays.
pub(super) async fn may_promise(
    conn: &mut Conn,
    seen: &Seen,
    (before, rule): (&[Prize], &Rule),
) -> Result<()> {
    let is_promised = |prize: &Prize| {
        let same = |was: &Prize| was.title == prize.title && was.thing == prize.thing;
        prize.title.is_none() || before.iter().any(same)
    };
    if rule.prizes.iter().all(is_promised) {
        return Ok(());
    }
    let all = titles(conn, seen.team()).await?;
    for (row, prize) in (1..).zip(&rule.prizes) {
        let Some(id) = prize.title.filter(|_| !is_promised(prize)) else {
            continue;
        };
        let name = prize.thing.as_deref().unwrap_or_default();
        let found = all
            .iter()
            .find(|title| title.id == id && !title.is_closed && title.plan.name == name);
        let Some(title) = found else {
            let no = Refusal::from(PrizeTitle {
                read: name.to_owned(),
            });
            return refuse(no.at(vec![Place {
                column: Some("prizes".to_owned()),
                row: Some(row),
                ..Place::default()
            }]));
        };
        if seen.caller.role != Role::Founder && !title.plan.by_leaders {
            return refuse(NotYours {});
        }
    }
    Ok(())
}

/// Who wins which title.
fn winners(rule: &Rule, result: &Settlement) -> BTreeMap<TitleId, BTreeSet<MemberId>> {
    let titled = rule.prizes.iter().filter_map(|prize| prize.title);
    let mut winners: BTreeMap<_, _> = titled.map(|title| (title, BTreeSet::new())).collect();
    for award in result.awards.iter().filter(|award| award.thing.is_some()) {
        let title = rule.prizes.get(award.prize).and_then(|prize| prize.title);
        if let Some(won) = title.and_then(|title| winners.get_mut(&title)) {
            won.insert(award.member);
        }
    }
    winners
}

/// What the contest gave of a title, also what was taken back since.
fn of_contest<'a>(given: &'a [Award], seen: &Seen) -> Vec<&'a Award> {
    let contest = Some(seen.contest.id);
    let own = given.iter().filter(|award| award.contest == contest);
    own.collect()
}

fn taken_back(award: &Award) -> bool {
    let end = award.end.as_ref();
    end.is_some_and(|end| end.why == Why::TakenBack)
}

/// Brings the titles from what a result said before, if it was final, to what it says: who wins one now gets it,
/// who does not win it any more gives it back. What a person decided of who won before and now stays. The
/// transaction must hold the team.
pub(super) async fn level(
    tx: &mut Tx,
    seen: &Seen,
    rule: &Rule,
    (before, result): (Option<&Settlement>, &Settlement),
    reason: &str,
) -> Result<()> {
    let (team, by, now) = (seen.team(), seen.caller.member, seen.now);
    let today = seen.settings.calendar().day(now);
    let mut all = None;
    let won_before = before
        .map(|before| winners(rule, before))
        .unwrap_or_default();
    for (id, won_by) in winners(rule, result) {
        let plans = match &mut all {
            Some(plans) => plans,
            none => none.insert(titles(tx, team).await?),
        };
        let Some(title) = plans.iter().find(|title| title.id == id) else {
            continue;
        };
        let which = Which {
            title: Some(id),
            ..Which::default()
        };
        let given = awards(tx, team, which).await?;
        for award in of_contest(&given, seen) {
            let stands = matches!(award.standing(today), Standing::Held | Standing::Ahead);
            if !stands || award.end.is_some() || won_by.contains(&award.member) {
                continue;
            }
            let end = End {
                day: today,
                why: Why::TakenBack,
                reason: reason.to_owned(),
            };
            store::honour::title::end(tx, team, award.id, &end, by, now).await?;
        }
        let own = of_contest(&given, seen);
        // A travelling title that went on to a later one stays there.
        let went_on = own.iter().any(|award| {
            let end = award.end.as_ref();
            title.plan.travels && end.is_some_and(|end| end.why == Why::Passed)
        });
        let shared = title.plan.travels && won_by.len() > 1;
        let is_new = |member: &MemberId| {
            let won_before = won_before.get(&id).is_some_and(|won| won.contains(member));
            let has = |award: &&Award| award.member == *member && !taken_back(award);
            !won_before && !own.iter().any(has)
        };
        let winners: Vec<MemberId> = match went_on || shared {
            true => Vec::new(),
            false => won_by.iter().copied().filter(is_new).collect(),
        };
        let given = awards(tx, team, which).await?;
        let (roster, at) = (&seen.roster, (now, today));
        let name = rule.name.trim();
        for (ask, ends) in won(&title.plan, &given, roster, &winners, at, name) {
            let source = Source {
                contest: Some(seen.contest.id),
                ..Source::default()
            };
            store::honour::title::give(tx, team, (id, source), &ask, &ends, by, now).await?;
        }
    }
    Ok(())
}

/// Who was given which of the contest's titles, by the result or, once it was over, by a person.
pub(super) async fn given(conn: &mut Conn, seen: &Seen) -> Result<BTreeSet<(TitleId, MemberId)>> {
    let rule = &seen.contest.rule;
    if rule.prizes.iter().all(|prize| prize.title.is_none()) {
        return Ok(BTreeSet::new());
    }
    let all = awards(conn, seen.team(), Which::default()).await?;
    let by_hand = all
        .iter()
        .filter(|award| award.contest.is_none() && award.at >= rule.end && !taken_back(award));
    let own = of_contest(&all, seen);
    let given = own.into_iter().filter(|award| !taken_back(award));
    Ok(given
        .chain(by_hand)
        .map(|award| (award.title, award.member))
        .collect())
}
