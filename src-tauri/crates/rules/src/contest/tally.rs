//! What was counted for an entrant.

use super::Rule;
use super::counted::COUNTED_MAX;
use super::who::Parts;
use crate::{EntrantId, MemberId, Moment};
use std::collections::BTreeMap;

/// What was counted for an entrant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// An amount for each of the rule's measures, in its unit.
    pub amounts: [i64; COUNTED_MAX],
    /// Orders that count, for tie keys and the least activity.
    pub orders: i64,
    /// Net sales in fen, for tie keys.
    pub fen: i64,
    /// The moment of the last line that still counts for something.
    pub last_at: Option<Moment>,
    /// When the sum first reached the target of a race.
    pub reached_at: Option<Moment>,
}

/// What one order line, or what stands for one, brings: the slow way's input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Who brought it.
    pub member: MemberId,
    /// When it counts.
    pub at: Moment,
    /// Which order line it belongs to; facts of one line add up. 0: none.
    pub line: i64,
    /// For each of the rule's measures.
    pub amounts: [i64; COUNTED_MAX],
    /// Orders.
    pub orders: i64,
    /// Fen.
    pub fen: i64,
}

/// The tallies of all entrants: each fact by itself, in any order.
pub fn tallies(rule: &Rule, parts: &Parts, facts: &[Fact]) -> BTreeMap<EntrantId, Tally> {
    let mut tallies: BTreeMap<EntrantId, Tally> = parts
        .entrants()
        .into_keys()
        .map(|e| (e, Tally::default()))
        .collect();
    let mut lines: BTreeMap<(EntrantId, i64, Moment), i64> = BTreeMap::new();
    let mut counting: BTreeMap<EntrantId, Vec<(Moment, i64)>> = BTreeMap::new();
    let by_member = parts.by_member();
    for fact in facts.iter().filter(|fact| rule.window().holds(fact.at)) {
        let theirs = by_member.get(&fact.member).into_iter().flatten();
        let mut then = theirs.filter(|part| part.stay.window.holds(fact.at));
        let Some(entrant) = then.next().map(|part| part.entrant) else {
            continue;
        };
        let tally = tallies.entry(entrant).or_default();
        for (sum, amount) in tally.amounts.iter_mut().zip(fact.amounts) {
            *sum = sum.saturating_add(amount);
        }
        tally.orders += fact.orders;
        tally.fen = tally.fen.saturating_add(fact.fen);
        if fact.line > 0 {
            // A line that is corrected to another moment is taken back at the first: that moment counts
            // for nothing any more.
            *lines.entry((entrant, fact.line, fact.at)).or_default() += fact.fen;
        }
        counting
            .entry(entrant)
            .or_default()
            .push((fact.at, fact.amounts[0]));
    }
    for ((entrant, _, at), fen) in lines {
        if fen > 0
            && let Some(tally) = tallies.get_mut(&entrant)
        {
            tally.last_at = tally.last_at.max(Some(at));
        }
    }
    if let super::Kind::Race { target } = rule.kind {
        for (entrant, facts) in counting {
            if let Some(tally) = tallies.get_mut(&entrant) {
                tally.reached_at = reached(facts, target);
            }
        }
    }
    tallies
}

/// When the sum of amounts first was at least `target` for good: no later moment is below it.
pub fn reached(mut amounts: Vec<(Moment, i64)>, target: i64) -> Option<Moment> {
    amounts.sort_unstable();
    let mut sum = 0_i64;
    let mut since = None;
    for (i, (at, amount)) in amounts.iter().enumerate() {
        sum = sum.saturating_add(*amount);
        // What happens in one moment happens together.
        if amounts.get(i + 1).is_some_and(|next| next.0 == *at) {
            continue;
        }
        since = match since {
            _ if sum < target => None,
            None => Some(*at),
            reached => reached,
        };
    }
    since
}

#[cfg(test)]
#[path = "tally_tests.rs"]
mod tests;
