//! What the ledger says of one sale so far: which of its postings stand, at which moments, and
//! which were reversed by later ones.
//!
//! Postings of one sale, part, member and moment are a stack. One that takes back reverses the
//! newest that stand; one that adds gives back along the newest that took, before anything is new.
//! Reading the postings in their order therefore tells what each of them reversed, without any of
//! them saying so.

use super::account::Account;
use super::earn::Component;
use crate::{MemberId, Moment, SaleId};

/// A posting of a sale, as far as following it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posted {
    /// Its number.
    pub seq: i64,
    /// Of which sale, for what, whose, and when it was sold.
    pub key: Key,
    /// Whether it added points or took them back.
    pub up: bool,
    /// The account on the other side of the points' source.
    pub account: Account,
    /// How many.
    pub points: i64,
    /// When the sale's return window ends.
    pub matures_at: Option<Moment>,
    /// The lot it touched.
    pub lot: Option<i64>,
    /// When that lot runs out.
    pub expires_at: Option<Moment>,
    /// When it happened.
    pub happened_at: Moment,
}

/// What stands and falls together: when a sale is another member's or another moment's, all that was
/// posted for it before is reversed and posted anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The sale.
    pub sale: SaleId,
    /// For what.
    pub component: Component,
    /// Whose.
    pub member: MemberId,
    /// The moment it counts for.
    pub sold_at: Moment,
}

/// Points that stand, at the moment they were dated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// When.
    pub at: Moment,
    /// How many.
    pub points: i64,
}

/// A posting that took points back and stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// Where it took them.
    pub account: Account,
    /// The lot it took them from.
    pub lot: Option<i64>,
    /// When that lot runs out.
    pub expires_at: Option<Moment>,
    /// When it happened.
    pub at: Moment,
    /// What it reversed, oldest first.
    pub took: Vec<Dated>,
}

impl Back {
    /// How many points of it stand.
    pub fn points(&self) -> i64 {
        self.took.iter().map(|part| part.points).sum()
    }
}

/// What the ledger says of one key.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// What all postings add up to.
    pub net: i64,
    /// What of it was posted as pending.
    pub pending: i64,
    /// When the return window ends.
    pub matures_at: Option<Moment>,
    /// Lots that it made.
    pub lots: Vec<i64>,
    /// What stands, oldest first.
    pub ups: Vec<Dated>,
    /// What took and stands, oldest first.
    pub backs: Vec<Back>,
}

impl Standing {
    /// Whether something stands taken back at another moment than it was earned at.
    pub fn is_displaced(&self) -> bool {
        let displaced = |back: &Back| back.took.iter().any(|part| part.at != back.at);
        self.backs.iter().any(displaced)
    }

    /// Reads the next of its postings.
    pub fn read(&mut self, row: &Posted) {
        let sign = if row.up { row.points } else { -row.points };
        self.net += sign;
        self.matures_at = self.matures_at.or(row.matures_at);
        if row.account == Account::Pending {
            self.pending += sign;
        }
        if row.lot == Some(row.seq) {
            self.lots.push(row.seq);
        }
        if row.up {
            self.give(row);
        } else {
            let took = take_newest(&mut self.ups, row.points);
            self.backs.push(Back {
                account: row.account,
                lot: row.lot,
                expires_at: row.expires_at,
                at: row.happened_at,
                took,
            });
        }
    }

    fn give(&mut self, row: &Posted) {
        let mut points = row.points;
        while points > 0
            && let Some(back) = self.backs.last_mut()
        {
            let given = take_newest(&mut back.took, points);
            points -= given.iter().map(|part| part.points).sum::<i64>();
            if back.took.is_empty() {
                self.backs.pop();
            }
            self.ups.extend(given);
        }
        if points > 0 {
            self.ups.push(Dated {
                at: row.happened_at,
                points,
            });
        }
    }
}

/// Takes up to so many points off the newest end; what was taken, oldest first.
pub fn take_newest(from: &mut Vec<Dated>, mut points: i64) -> Vec<Dated> {
    let mut taken = Vec::new();
    while points > 0
        && let Some(last) = from.last_mut()
    {
        let part = last.points.min(points);
        last.points -= part;
        points -= part;
        taken.push(Dated {
            at: last.at,
            points: part,
        });
        if last.points == 0 {
            from.pop();
        }
    }
    taken.reverse();
    taken
}
