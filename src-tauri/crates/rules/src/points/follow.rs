//! Follows sales: posts the difference between what they should have earned and what the ledger
//! says, along what the ledger did before.

mod desk;

use super::account::Cause;
use super::because::Because;
use super::earn::{Component, Line, Target};
use super::lot::Pocket;
use super::posting::Draft;
use super::standing::{Key, Posted, Standing};
use super::{Calendars, Terms};
use crate::{MemberId, Moment, RefundId, SaleId};
use desk::{Desk, Moved};
use std::collections::{BTreeMap, HashMap, HashSet};

impl Component {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Amount, Self::Order, Self::Day];

    /// The cause that adds points for it.
    pub fn up(self) -> Cause {
        match self {
            Self::Amount => Cause::Sale,
            Self::Order => Cause::Order,
            Self::Day => Cause::Day,
        }
    }

    /// The cause that takes them back.
    pub fn back(self) -> Cause {
        match self {
            Self::Amount => Cause::SaleBack,
            Self::Order => Cause::OrderBack,
            Self::Day => Cause::DayBack,
        }
    }

    /// The component a cause is about, and whether it adds; `None` for causes that are not sales'.
    pub fn of(cause: Cause) -> Option<(Self, bool)> {
        Self::ALL.into_iter().find_map(|c| match cause {
            cause if cause == c.up() => Some((c, true)),
            cause if cause == c.back() => Some((c, false)),
            _ => None,
        })
    }
}

/// What the ledger must add or take back under one key.
#[derive(Clone, Debug)]
pub struct Difference {
    /// Of what.
    pub key: Key,
    /// Above zero to add, below to take back; zero to put what was taken back where it was earned.
    pub points: i64,
    /// What the sale should have earned instead; none: nothing at all.
    target: Option<Target>,
    standing: Standing,
}

impl Difference {
    /// Whose.
    pub fn member(&self) -> MemberId {
        self.key.member
    }

    /// When the points it is about become, or became, available.
    pub fn matures_at(&self) -> Option<Moment> {
        self.standing.matures_at
    }

    /// Whether it is about points that the ledger posted before.
    pub fn is_old(&self) -> bool {
        self.standing.matures_at.is_some()
    }
}

/// Everything by which targets and ledger differ.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// In the order of sales.
    pub all: Vec<Difference>,
    /// How many postings sales have: added, taken back.
    legs: HashMap<(SaleId, Component), [i64; 2]>,
    /// Who earns for the day's first order, and when that was.
    days: Vec<(MemberId, Moment)>,
}

/// Compares targets with the ledger. `posted` holds all postings, in their order, of the targets'
/// sales and of every sale that should have earned nothing. Of an `undone` sale, one that no import
/// tells of any more, nothing stays in any period, even when a refund had taken all of it back.
pub fn changes(targets: &[Target], posted: &[Posted], undone: &HashSet<SaleId>) -> Changes {
    let mut standings: BTreeMap<Key, Standing> = BTreeMap::new();
    let mut found = Changes::default();
    for row in posted {
        let legs = (row.key.sale, row.key.component);
        found.legs.entry(legs).or_default()[usize::from(!row.up)] += 1;
        standings.entry(row.key).or_default().read(row);
    }
    found.all.reserve(targets.len());
    for target in targets {
        if target.component == Component::Day {
            found.days.push((target.member, target.at));
        }
        let key = target.key();
        let standing = standings.remove(&key).unwrap_or_default();
        if target.points != standing.net {
            found.all.push(Difference {
                key,
                points: target.points - standing.net,
                target: Some(*target),
                standing,
            });
        }
    }
    for (key, standing) in standings {
        if standing.net != 0 || undone.contains(&key.sale) && standing.is_displaced() {
            found.all.push(Difference {
                key,
                points: -standing.net,
                target: None,
                standing,
            });
        }
    }
    found
}

/// A refund that is new, and the line it changed, itself or through its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refunded {
    /// The refund.
    pub refund: RefundId,
    /// When the money was given back.
    pub at: Moment,
    order: i64,
    member: MemberId,
    sold_at: Moment,
}

/// The lines that new refunds, given by their lines, change: those and the others of their orders.
pub fn refunded(
    lines: &[Line],
    new: &HashMap<SaleId, (RefundId, Moment)>,
) -> HashMap<SaleId, Refunded> {
    if new.is_empty() {
        return HashMap::new();
    }
    let of_order: HashMap<i64, (RefundId, Moment)> = lines
        .iter()
        .filter_map(|line| Some((line.order, *new.get(&line.sale)?)))
        .collect();
    let of_line = lines.iter().filter_map(|line| {
        let (refund, at) = *new.get(&line.sale).or(of_order.get(&line.order))?;
        let changed = Refunded {
            refund,
            at,
            order: line.order,
            member: line.member,
            sold_at: line.at,
        };
        Some((line.sale, changed))
    });
    of_line.collect()
}

/// What the ledger knows that taking and giving back need.
#[derive(Clone, Debug, Default)]
pub struct Means {
    /// The lots of members who lose points.
    pub pockets: HashMap<MemberId, Pocket>,
    /// What is pending of them, by when it matures.
    pub pending: HashMap<(MemberId, Moment), i64>,
    /// The lots that maturities made and when each runs out, by [`super::account::maturity_id`].
    pub matured: HashMap<i64, Vec<(i64, Option<Moment>)>>,
    /// New refunds of the sales that lose points.
    pub refunds: HashMap<SaleId, Refunded>,
}

/// After what, by which settings and when sales are followed.
#[derive(Clone, Copy, Debug)]
pub struct Follow<'a> {
    /// After what.
    pub because: Because,
    /// The team's settings.
    pub terms: &'a Terms,
    /// Its business days.
    pub calendars: &'a Calendars,
    /// Now.
    pub now: Moment,
}

impl Changes {
    /// The postings that bring the ledger to the targets.
    ///
    /// First, what was earned too much: a refund takes it at the refund's own moment; whatever else
    /// takes it does so at the moments of the postings it reverses, and where nothing is left
    /// reverses earlier takings too, so that every period is as if the sale had not been. It is taken
    /// where it lies: pending, in the lot it became, among what ran out of that lot; then from the
    /// member's other lots, first in first out; what is missing the member owes or the team bears.
    ///
    /// Then, what was earned too little: given back along what took it, then added anew.
    pub fn drafts(self, means: Means, follow: Follow<'_>) -> impl Iterator<Item = Draft> {
        let moved = Moved::of(&self.all, &means, &follow);
        let (lost, gained): (Vec<Difference>, Vec<Difference>) =
            self.all.into_iter().partition(|d| d.points <= 0);
        let mut desk = Desk {
            legs: self.legs,
            days: self.days,
            means,
            follow,
        };
        let mut backs = Vec::new();
        for lost in lost {
            desk.take_back(lost, &mut backs);
        }
        let gains = gained.into_iter().flat_map(move |gained| {
            let moved = moved.with(&gained.key, &desk);
            desk.gain(gained, moved)
        });
        backs.into_iter().chain(gains)
    }
}

#[cfg(test)]
#[path = "follow_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "follow_always.rs"]
mod always;

#[cfg(test)]
#[path = "follow_ledger.rs"]
mod ledger;
