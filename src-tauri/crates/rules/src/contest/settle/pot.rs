//! The most that the prizes of a rule can ever pay: what the pot of a contest is funded with, so that
//! it can always pay.

use crate::contest::course::leagues;
use crate::contest::prize::To;
use crate::contest::rule::TieKey;
use crate::contest::standing::order::TIES_MAX;
use crate::contest::{Kind, Rule, Shared};
use std::collections::BTreeMap;

/// The most points the prizes can pay with so many entrants, whatever happens.
///
/// Where everyone who shares a place gets its whole prize, all might share the best place; unless a
/// draw parts the equal, then no place is shared.
pub fn pot(rule: &Rule, entrants: i64) -> i64 {
    let count = i128::from(entrants.max(0));
    let mut sum = places(rule, count);
    let mut steps: BTreeMap<i64, i128> = BTreeMap::new();
    for prize in &rule.prizes {
        let points = i128::from(prize.points.max(0));
        sum += match prize.to {
            To::Places { .. } | To::League { .. } => 0,
            To::Over { .. } => points * count,
            To::Step { score } => {
                *steps.entry(score).or_default() += points;
                0
            }
            To::Share { .. } => points * count.min(1),
            To::Draw { winners, .. } => points * i128::from(winners.max(0)).min(count),
            To::Duel if rule.shared == Shared::Each && !parted(rule) => points * (count / 2 * 2),
            To::Duel => points * (count / 2),
        };
    }
    // Each entrant is on one step.
    sum += steps.into_values().max().unwrap_or(0) * count;
    sum.min(i64::MAX.into()) as i64
}

/// Whether a draw parts all who are equal.
fn parted(rule: &Rule) -> bool {
    let mut ties = rule.ties.iter().take(TIES_MAX);
    ties.any(|key| *key == TieKey::Draw)
}

/// How many leagues so many people make.
fn leagues_of(size: i64, count: i128) -> i128 {
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    leagues::count(count, size) as i128
}

/// The most that the prizes by place can pay.
fn places(rule: &Rule, count: i128) -> i128 {
    let by_place = rule.prizes.iter().filter_map(|prize| {
        let (first, last) = prize.to.places(0)?;
        let (first, last) = (i128::from(first.max(1)), i128::from(last).min(count));
        let points = i128::from(prize.points.max(0));
        // As often as there can be leagues.
        let points = match (prize.to, &rule.kind) {
            (To::League { .. }, Kind::Leagues(leagues)) => points * leagues_of(leagues.size, count),
            _ => points,
        };
        (first <= last).then_some((first, last, points))
    });
    let by_place: Vec<(i128, i128, i128)> = by_place.collect();
    if rule.shared != Shared::Each || parted(rule) {
        let paid = |(first, last, points): &(i128, i128, i128)| (last - first + 1) * points;
        return by_place.iter().map(paid).sum();
    }
    // No place is worth more than the best of those where a prize begins.
    let worth = |place: i128| {
        let there = by_place
            .iter()
            .filter(|(first, last, _)| (*first..=*last).contains(&place));
        there.map(|(_, _, points)| *points).sum::<i128>()
    };
    let best = by_place.iter().map(|(first, _, _)| worth(*first)).max();
    best.unwrap_or(0) * count
}
