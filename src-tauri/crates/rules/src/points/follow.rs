//! Follows sales: posts the difference between what they should have earned and what the ledger says.

use super::Terms;
use super::account::{Account, Cause, maturity_id};
use super::earn::{Component, Target};
use super::lot::Pocket;
use super::posting::{Draft, InLot};
use crate::{BasisPoints, Fen, MemberId, Moment, RefundId, RulesId, SaleId};
use std::collections::{BTreeMap, HashMap};

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

/// A posting of a sale, as far as following it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The sale.
    pub sale: SaleId,
    /// For what.
    pub component: Component,
    /// Whose.
    pub member: MemberId,
    /// Whether it added points or took them back.
    pub up: bool,
    /// The member's account it touched, or the team's for what it bears.
    pub account: Account,
    /// How many.
    pub points: i64,
    /// When the sale's return window ends.
    pub matures_at: Option<Moment>,
    /// The lot it touched.
    pub lot: Option<i64>,
}

/// What the ledger says of one sale, component and member.
#[derive(Clone, Debug, Default)]
struct Standing {
    net: i64,
    pending: i64,
    matures_at: Option<Moment>,
    lots: Vec<i64>,
}

/// What the ledger must add or take back.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The sale.
    pub sale: SaleId,
    component: Component,
    /// Whose.
    pub member: MemberId,
    /// Above zero to add, below to take back.
    pub points: i64,
    at: Moment,
    is_first: bool,
    rules: Option<RulesId>,
    basis: Fen,
    rate: Option<BasisPoints>,
    standing: Standing,
    leg: i64,
}

impl Difference {
    /// When the points it takes back become, or became, available.
    pub fn matures_at(&self) -> Option<Moment> {
        self.standing.matures_at
    }
}

/// Everything by which targets and ledger differ, in the order of sales.
///
/// `posted` holds all postings of the targets' sales, and of every sale that should have earned
/// nothing.
pub fn differences(targets: &[Target], posted: &[Posted]) -> Vec<Difference> {
    let mut standings: BTreeMap<(SaleId, Component, MemberId), Standing> = BTreeMap::new();
    let mut legs: HashMap<(SaleId, Component, bool), i64> = HashMap::new();
    for row in posted {
        *legs.entry((row.sale, row.component, row.up)).or_insert(0) += 1;
        let sign = if row.up { row.points } else { -row.points };
        let held = standings
            .entry((row.sale, row.component, row.member))
            .or_default();
        held.net += sign;
        held.matures_at = held.matures_at.or(row.matures_at);
        match (row.account, row.up, row.lot) {
            (Account::Pending, _, _) => held.pending += sign,
            (Account::Available, true, Some(lot)) => held.lots.push(lot),
            _ => {}
        }
    }
    let mut found = Vec::with_capacity(targets.len());
    let mut push = |sale, component, member, target: Option<&Target>, standing: Standing| {
        let points = target.map_or(0, |t| t.points) - standing.net;
        if points != 0 {
            let is_first = standing.matures_at.is_none();
            found.push(Difference {
                sale,
                component,
                member,
                points,
                at: target.map_or(Moment(0), |t| t.at),
                is_first,
                rules: target.map(|t| t.rules),
                basis: target.map_or(Fen::ZERO, |t| t.basis),
                rate: target.and_then(|t| t.rate),
                standing,
                leg: legs
                    .get(&(sale, component, points > 0))
                    .copied()
                    .unwrap_or(0),
            });
        }
    };
    for target in targets {
        let key = (target.sale, target.component, target.member);
        let standing = standings.remove(&key).unwrap_or_default();
        push(key.0, key.1, key.2, Some(target), standing);
    }
    for ((sale, component, member), standing) in standings {
        push(sale, component, member, None, standing);
    }
    found
}

/// What the ledger knows that taking back needs; only of members who lose points.
#[derive(Clone, Debug, Default)]
pub struct Means {
    /// Their open lots.
    pub pockets: HashMap<MemberId, Pocket>,
    /// The lots that maturities made, by [`maturity_id`].
    pub matured: HashMap<i64, i64>,
    /// The latest refund of each sale, and when it happened.
    pub refunds: HashMap<SaleId, (RefundId, Moment)>,
}

/// The postings that take back what sales earned too much; they go before any [`add`].
///
/// Points still pending go back to where they came from; else the lot they became gives, then the
/// member's other lots first in first out, and what is missing the member owes or the team bears, as
/// its setting says.
pub fn take_backs(
    differences: &[Difference],
    mut means: Means,
    terms: &Terms,
    now: Moment,
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut legs = HashMap::new();
    for lost in differences.iter().filter(|d| d.points < 0) {
        let leg = legs.entry((lost.sale, lost.component)).or_insert(lost.leg);
        take_back(lost, leg, &mut means, terms, now, &mut drafts);
    }
    drafts
}

/// The posting that adds what a sale earned.
pub fn add(gained: &Difference, terms: &Terms, now: Moment) -> Draft {
    let matures_at = gained
        .standing
        .matures_at
        .unwrap_or_else(|| terms.matures_at(gained.at));
    let is_pending = matures_at > now;
    let to = if is_pending {
        Account::Pending
    } else {
        Account::Available
    };
    let key = (gained.component.up(), gained.sale.0, gained.leg);
    // What is added later, by a correction, happens when it is corrected.
    let happened_at = if gained.is_first { gained.at } else { now };
    Draft {
        rules: gained.rules,
        basis: Some(gained.basis),
        rate: gained.rate,
        matures_at: Some(matures_at),
        expires_at: if is_pending {
            None
        } else {
            terms.expires_at(matures_at)
        },
        lot: if is_pending { InLot::No } else { InLot::Own },
        ..Draft::new(
            key,
            gained.member,
            (Account::Issued, to),
            gained.points,
            happened_at,
        )
    }
}

fn take_back(
    lost: &Difference,
    leg: &mut i64,
    means: &mut Means,
    terms: &Terms,
    now: Moment,
    drafts: &mut Vec<Draft>,
) {
    let refund = means.refunds.get(&lost.sale);
    let happened_at = refund.map_or(now, |(_, at)| *at);
    let mut push = |from: Account, points: i64, lot: InLot, expires_at: Option<Moment>| {
        if points > 0 {
            let key = (lost.component.back(), lost.sale.0, *leg);
            *leg += 1;
            drafts.push(Draft {
                rules: lost.rules,
                basis: Some(lost.basis),
                rate: lost.rate,
                matures_at: lost.standing.matures_at,
                expires_at,
                lot,
                refund: refund.map(|(id, _)| *id),
                ..Draft::new(
                    key,
                    lost.member,
                    (from, Account::Issued),
                    points,
                    happened_at,
                )
            });
        }
    };
    let mut left = -lost.points;
    let became = lost
        .standing
        .matures_at
        .and_then(|at| means.matured.get(&maturity_id(lost.member, at)));
    if became.is_none() {
        let pending = left.min(lost.standing.pending);
        push(Account::Pending, pending, InLot::No, None);
        left -= pending.max(0);
    }
    let mut first = lost.standing.lots.clone();
    first.extend(became);
    let pocket = means.pockets.entry(lost.member).or_default();
    let (taken, missing) = pocket.consume_up_to(left, &first);
    for part in taken {
        push(
            Account::Available,
            part.points,
            InLot::Of(part.lot),
            part.expires_at,
        );
    }
    let last = if terms.team_bears_spent {
        Account::Borne
    } else {
        Account::Owed
    };
    push(last, missing, InLot::No, None);
}

#[cfg(test)]
#[path = "follow_tests.rs"]
mod tests;
