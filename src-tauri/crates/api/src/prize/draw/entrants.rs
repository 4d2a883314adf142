//! Who takes part in a draw, with how many tickets, and what there is to look at in the roster.

use super::Looker;
use crate::error::Result;
use rules::prize::draw::pick::roster as numbered;
use rules::prize::draw::plan::TICKETS_MAX;
use rules::prize::draw::{Plan, Ticket, Tickets};
use rules::team::Member;
use rules::{MemberId, Window};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use store::Conn;
use store::prize::draw::Draw;
use utoipa::ToSchema;

/// Names that are listed at most.
const NAMED_MAX: usize = 100;

/// Two who may be one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DrawDuplicate)]
pub(super) struct Duplicate {
    a: String,
    b: String,
    /// What they have in common: `phone`, `wechat` or `name`.
    why: &'static str,
}

/// What there is to look at in a roster.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DrawCheck)]
pub(super) struct Check {
    /// Two who may be one.
    duplicates: Vec<Duplicate>,
    /// Who is listed, but has left.
    left: Vec<String>,
    /// Who is of those it is for and has no ticket.
    missing: Vec<String>,
}

/// Whether somebody is of those a draw is for, as the team stands now.
pub(super) fn is_of(looker: &Looker, plan: &Plan, member: MemberId) -> bool {
    let tier = looker.roster.tier_at(member, looker.now);
    let of_tier = plan.tiers.is_empty() || tier.is_some_and(|tier| plan.tiers.contains(&tier));
    let in_branch = plan
        .branch
        .is_none_or(|head| head == member || looker.roster.tree.holds_at(head, member, looker.now));
    of_tier && in_branch
}

/// Everyone's tickets as the books stand now, by member. Whoever runs the draw takes no part in it.
pub(super) async fn roster(conn: &mut Conn, looker: &Looker, draw: &Draw) -> Result<Vec<Ticket>> {
    let plan = &draw.plan;
    let mut counts: BTreeMap<MemberId, i64> = BTreeMap::new();
    match &plan.tickets {
        Tickets::One => {
            counts.extend(looker.roster.members().map(|member| (member.id, 1)));
        }
        Tickets::Sales {
            fen,
            from,
            until,
            most,
        } => {
            let window = Window {
                start: *from,
                end: *until,
            };
            let mut net: BTreeMap<MemberId, i64> = BTreeMap::new();
            for sold in store::leaderboard::sums(conn, looker.caller.team, window).await? {
                *net.entry(sold.member).or_default() += sold.fen;
            }
            let tickets = |net: i64| (net / fen.0.max(1)).clamp(0, *most);
            counts.extend(net.into_iter().map(|(member, net)| (member, tickets(net))));
        }
        Tickets::Listed { list } => {
            for (member, count) in list {
                let sum = counts.entry(*member).or_default();
                *sum = sum.saturating_add(*count).min(TICKETS_MAX);
            }
        }
    }
    let here = |member: MemberId| {
        let found = looker.roster.member(member);
        found.is_some_and(|found| found.is_here_at(looker.now))
    };
    counts.retain(|member, _| *member != draw.by && here(*member) && is_of(looker, plan, *member));
    let coded = |(member, count)| (member, count, crate::chance::short_token());
    Ok(numbered(counts.into_iter().map(coded)))
}

/// What there is to look at in a roster.
pub(super) fn check(looker: &Looker, plan: &Plan, roster: &[Ticket]) -> Check {
    let has: HashSet<MemberId> = roster.iter().map(|ticket| ticket.member).collect();
    let entered = || looker.roster.members().filter(|m| has.contains(&m.id));
    let mut duplicates = Vec::new();
    let mut alike = |why: &'static str, key: fn(&Member) -> Option<&str>| {
        let mut first: HashMap<&str, &Member> = HashMap::new();
        for member in entered() {
            let Some(word) = key(member) else { continue };
            match first.get(word) {
                Some(other) => duplicates.push(Duplicate {
                    a: other.name.clone(),
                    b: member.name.clone(),
                    why,
                }),
                None => {
                    first.insert(word, member);
                }
            }
        }
    };
    alike("phone", |member| member.phone.as_deref());
    alike("wechat", |member| member.wechat.as_deref());
    alike("name", |member| Some(&member.name));
    let listed: HashSet<MemberId> = match &plan.tickets {
        Tickets::Listed { list } => list.iter().map(|(member, _)| *member).collect(),
        _ => HashSet::new(),
    };
    let is_here = |member: &&Member| member.is_here_at(looker.now);
    let names = |members: Vec<&Member>| {
        let names = members.into_iter().take(NAMED_MAX);
        names.map(|member| member.name.clone()).collect()
    };
    let left = looker.roster.members();
    let left = left.filter(|member| listed.contains(&member.id) && !is_here(member));
    let missing = looker.roster.members().filter(is_here);
    let missing =
        missing.filter(|member| is_of(looker, plan, member.id) && !has.contains(&member.id));
    duplicates.truncate(NAMED_MAX);
    Check {
        duplicates,
        left: names(left.collect()),
        missing: names(missing.collect()),
    }
}
