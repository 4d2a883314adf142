//! The order of a contest.

use super::Seed;
use crate::EntrantId;
use crate::contest::rule::TieKey;
use crate::contest::{Kind, Rule, Tally};
use std::cmp::{Ordering, Reverse};

/// How many tie keys the order has room for: as many as there are.
pub const TIES_MAX: usize = 4;

/// Where the lead of rounds stands in the order.
pub const LEAD: usize = 0;
/// Where the score stands in the order.
pub const SCORE: usize = 1;
/// Where the tie keys begin.
pub const TIES: usize = 3;
/// As long as the order is.
pub type Order = [i64; TIES + TIES_MAX];

/// One entrant's standing. Its order is the contest's: everything in `order` from high to low, then
/// the entrant's number from low to high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The lead that rounds gave; the score, in a race no more than its target; for who reached that,
    /// how early; then the rule's tie keys in turn. What decides nothing is 0.
    pub order: Order,
    /// Who.
    pub entrant: EntrantId,
}

impl Standing {
    /// The standing of a score and what was counted, without a lead.
    pub fn of(rule: &Rule, seed: &Seed, entrant: EntrantId, score: i64, tally: &Tally) -> Self {
        let mut order = Order::default();
        order[SCORE] = score;
        if let Kind::Race { target } = rule.kind {
            order[SCORE] = score.min(target);
            // Refunds may have taken back what once reached it; then the moment means nothing.
            let at = tally.reached_at.filter(|_| score >= target);
            order[SCORE + 1] = at.map_or(i64::MIN, |at| at.0.saturating_neg());
        }
        let keys = rule.ties.iter().take(TIES_MAX);
        for (place, key) in order[TIES..].iter_mut().zip(keys) {
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
    pub fn first_of(order: Order) -> Self {
        Self {
            order,
            entrant: EntrantId(i64::MIN),
        }
    }

    /// Stands behind everyone whose order is `order` or higher.
    pub fn last_of(order: Order) -> Self {
        Self {
            order,
            entrant: EntrantId(i64::MAX),
        }
    }

    fn key(&self) -> (Reverse<Order>, EntrantId) {
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
