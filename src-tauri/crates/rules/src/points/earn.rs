//! What sales are worth: a function of the facts as they stand and the rules of their moment.

use super::Calendars;
use super::rule::EarningRules;
use super::standing::Key;
use super::version::{Book, Version};
use crate::{BasisPoints, Fen, MemberId, Moment, RulesId, SaleId, TierId};
use std::collections::HashMap;

/// What one order line counts for now: net of refunds, for whom, when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line.
    pub sale: SaleId,
    /// Who sold it.
    pub member: MemberId,
    /// The moment it counts for.
    pub at: Moment,
    /// Its amount less refunds.
    pub fen: Fen,
    /// Which order it is of; equal for lines of one order.
    pub order: i64,
    /// Its goods' category.
    pub category: Option<String>,
}

/// The part of a sale's points a posting is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Component {
    /// By its amount.
    Amount,
    /// For the order.
    Order,
    /// For the day's first order.
    Day,
}

/// The points a line should have earned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// The line; of an order its first counting line.
    pub sale: SaleId,
    /// For what.
    pub component: Component,
    /// Whose.
    pub member: MemberId,
    /// When it counts.
    pub at: Moment,
    /// How many; 0 says that its order is below the least amount.
    pub points: i64,
    /// By which version.
    pub rules: RulesId,
    /// The net amount they were reckoned on.
    pub basis: Fen,
    /// The rate, for [`Component::Amount`].
    pub rate: Option<BasisPoints>,
}

impl Target {
    /// What of the ledger it is compared with.
    pub fn key(&self) -> Key {
        Key {
            sale: self.sale,
            component: self.component,
            member: self.member,
            sold_at: self.at,
        }
    }
}

/// An order of one member, as far as it counts.
struct Order {
    member: MemberId,
    first: SaleId,
    at: Moment,
    net: Fen,
}

/// What the lines should have earned, by line and component.
///
/// `lines` must hold every line of each order it touches and, when a rule looks at days, every order
/// of each member and day it touches. The order of the lines does not matter.
pub fn targets(
    book: &Book,
    calendars: &Calendars,
    lines: &[Line],
    tier_at: impl Fn(MemberId, Moment) -> Option<TierId>,
) -> Vec<Target> {
    let needs = book.needs();
    let orders = if needs.orders {
        orders(lines)
    } else {
        HashMap::new()
    };
    let mut targets = Vec::with_capacity(lines.len());
    for line in lines.iter().filter(|line| counts(line)) {
        let Some(version) = book.at(line.at) else {
            continue;
        };
        if needs.orders {
            let order = &orders[&(line.order, line.member)];
            if !reaches(version, order) {
                targets.push(Target {
                    sale: line.sale,
                    component: Component::Amount,
                    member: line.member,
                    at: line.at,
                    points: 0,
                    rules: version.id,
                    basis: order.net,
                    rate: None,
                });
                continue;
            }
        }
        let tier = if needs.tier {
            tier_at(line.member, line.at)
        } else {
            None
        };
        let rate = version.rules.rate(line.category.as_deref(), tier);
        let points = EarningRules::earned(line.fen, rate);
        if points > 0 {
            targets.push(Target {
                sale: line.sale,
                component: Component::Amount,
                member: line.member,
                at: line.at,
                points,
                rules: version.id,
                basis: line.fen,
                rate: Some(rate),
            });
        }
    }
    if needs.orders {
        fixed(book, calendars, orders.values(), &mut targets);
    }
    targets.sort_unstable();
    targets
}

fn counts(line: &Line) -> bool {
    line.fen > Fen::ZERO && line.member.0 > 0
}

fn reaches(version: &Version, order: &Order) -> bool {
    order.net >= version.rules.order_min_fen
}

fn orders(lines: &[Line]) -> HashMap<(i64, MemberId), Order> {
    let mut orders: HashMap<(i64, MemberId), Order> = HashMap::new();
    for line in lines.iter().filter(|line| counts(line)) {
        let order = orders
            .entry((line.order, line.member))
            .or_insert_with(|| Order {
                member: line.member,
                first: line.sale,
                at: line.at,
                net: Fen::ZERO,
            });
        order.first = order.first.min(line.sale);
        order.at = order.at.min(line.at);
        order.net = Fen(order.net.0.saturating_add(line.fen.0));
    }
    orders
}

fn fixed<'a>(
    book: &Book,
    calendars: &Calendars,
    orders: impl Iterator<Item = &'a Order>,
    targets: &mut Vec<Target>,
) {
    let mut push = |component, order: &Order, version: &Version, points: i64| {
        if points > 0 {
            targets.push(Target {
                sale: order.first,
                component,
                member: order.member,
                at: order.at,
                points,
                rules: version.id,
                basis: order.net,
                rate: None,
            });
        }
    };
    // The day's first is the first of all its orders that count, under whichever version; that
    // version then says what being the first earns.
    let mut firsts: HashMap<_, &Order> = HashMap::new();
    let days = book.needs().days;
    for order in orders {
        let version = book.at(order.at);
        if version.is_some_and(|version| !reaches(version, order)) {
            continue;
        }
        if let Some(version) = version {
            push(Component::Order, order, version, version.rules.per_order.0);
        }
        if days {
            let first = firsts
                .entry((order.member, calendars.day(order.at)))
                .or_insert(order);
            if (order.at, order.first) < (first.at, first.first) {
                *first = order;
            }
        }
    }
    for order in firsts.into_values() {
        if let Some(version) = book.at(order.at) {
            push(Component::Day, order, version, version.rules.first_of_day.0);
        }
    }
}

#[cfg(test)]
#[path = "earn_tests.rs"]
mod tests;
