//! The order of a contest.

use super::Seed;
use crate::EntrantId;
use crate::contest::rule::TieKey;
use crate::contest::{Kind, Rule, Tally};
use std::cmp::{Ordering, Reverse};

/// How many tie keys the order has room for: as many as there are.
pub const TIES_MAX: usize = 4;

/// One entrant's standing. Its order is the contest's: everything in `order` from high to low, then
/// the entrant's number from low to high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The score; in a race no more than its target, then for who reached it how early; then the
    /// rule's tie keys in turn. What decides nothing is 0.
    pub order: [i64; 6],
    /// Who.
    pub entrant: EntrantId,
}

impl Standing {
    /// The standing of a score and what was counted.
    pub fn of(rule: &Rule, seed: &Seed, entrant: EntrantId, score: i64, tally: &Tally) -> Self {
        let mut order = [0; 6];
        order[0] = score;
        if let Kind::Race { target } = rule.kind {
            order[0] = score.min(target);
            // Refunds may have taken back what once reached it; then the moment means nothing.
            let at = tally.reached_at.filter(|_| score >= target);
            order[1] = at.map_or(i64::MIN, |at| at.0.saturating_neg());
        }
        let keys = rule.ties.iter().take(TIES_MAX);
        for (place, key) in order[2..].iter_mut().zip(keys) {
            *place = match key {
                TieKey::Earlier => tally.last_at.map_or(i64::MIN, |at| at.0.saturating_neg()),
                TieKey::Orders => tally.orders,
                TieKey::Sales => tally.fen,
                TieKey::Draw => seed.lot(entrant),
            };
        }
        Self { order, entrant }
    }

    /// Stands before everyone whose order is `order` or lower.
    pub fn first_of(order: [i64; 6]) -> Self {
        Self {
            order,
            entrant: EntrantId(i64::MIN),
        }
    }

    /// Stands behind everyone whose order is `order` or higher.
    pub fn last_of(order: [i64; 6]) -> Self {
        Self {
            order,
            entrant: EntrantId(i64::MAX),
        }
    }

    fn key(&self) -> (Reverse<[i64; 6]>, EntrantId) {
        (Reverse(self.order), self.entrant)
    }
}

impl Ord for Standing {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Standing {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
