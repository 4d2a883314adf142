//! The order of a board.

use crate::MemberId;
use std::cmp::{Ordering, Reverse};

/// One member's standing. Its order is the board's: score from high to low, then member id.
///
/// The SQL twin says `order by score desc, member_id`; a test compares the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What the board counts, in its measure's unit.
    pub score: i64,
    /// Who.
    pub member: MemberId,
}

impl Standing {
    /// Stands before everyone whose score is `score` or lower.
    pub fn first_of(score: i64) -> Self {
        Self {
            score,
            member: MemberId(i64::MIN),
        }
    }

    fn key(&self) -> (Reverse<i64>, MemberId) {
        (Reverse(self.score), self.member)
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
