//! One customer's purchase in several orders: worth looking at where orders count.

use super::{Facts, Kind, Line, Weighed, stake, total};
use crate::contest::{Kind as ContestKind, Measure, Rule, Tally};
use crate::{EntrantId, Fen, MemberId, Moment, Words};
use std::collections::BTreeMap;

/// Orders of one customer at one member that begin within so long are looked at together.
const TOGETHER_MS: i64 = 30 * 60_000;
/// So many of them are worth looking at; fewer only where a prize hangs on it.
const MANY: usize = 3;

/// An order, with its lines.
struct Order<'a> {
    at: Moment,
    lines: Vec<&'a Line>,
}

pub(super) fn find(facts: &Facts<'_>, lines: &[&Line]) -> Vec<Weighed> {
    let rule = facts.field.rule();
    if !counts_orders(rule) {
        return Vec::new();
    }
    type Of = (EntrantId, MemberId, i64);
    let mut buyers: BTreeMap<Of, BTreeMap<(&str, &str), Order<'_>>> = BTreeMap::new();
    for line in lines.iter().copied() {
        let Some(buyer) = line.buyer else { continue };
        let theirs = buyers
            .entry((line.entrant, line.member, buyer))
            .or_default();
        let order = theirs.entry((&line.shop, &line.order_no)).or_insert(Order {
            at: line.at,
            lines: Vec::new(),
        });
        order.at = order.at.min(line.at);
        order.lines.push(line);
    }
    let found = buyers.into_iter().filter_map(|((entrant, ..), theirs)| {
        let counting = theirs.into_values().filter(|order| counts(rule, order));
        of_one(facts, entrant, counting.collect())
    });
    found.collect()
}

/// Whether one more order brings somebody forward. As a tie key it does so only between equals, and
/// nearly every rule names it: that is no reason to split.
fn counts_orders(rule: &Rule) -> bool {
    let measured = rule
        .counted
        .iter()
        .any(|one| one.measure == Measure::Orders);
    measured || needs_orders(rule)
}

fn needs_orders(rule: &Rule) -> bool {
    matches!(&rule.kind, ContestKind::Growth(growth) if growth.orders_min > 1)
}

/// Whether an order is one of those that count.
fn counts(rule: &Rule, order: &Order<'_>) -> bool {
    let sum = stake::sum(&order.lines);
    let measured = rule.counted.iter().zip(sum.amounts);
    let measured = measured.filter(|(one, _)| one.measure == Measure::Orders);
    (needs_orders(rule) && sum.orders > 0) || measured.into_iter().any(|(_, orders)| orders > 0)
}

/// What one customer ordered from one member.
fn of_one(facts: &Facts<'_>, entrant: EntrantId, mut orders: Vec<Order<'_>>) -> Option<Weighed> {
    orders.sort_by_key(|order| order.at);
    let together = together(&orders);
    if together.is_empty() {
        return None;
    }
    let most = most_at_once(&orders);
    let stake = stake::less(
        facts.field,
        entrant,
        &joined(facts.field.rule(), &together),
        ["并成一单算", "Counted as one order"],
    );
    if most < MANY && stake.is_none() {
        return None;
    }
    let count: usize = together.iter().map(|one| one.len()).sum();
    let lines: Vec<&Line> = together
        .iter()
        .flat_map(|one| *one)
        .flat_map(|order| &order.lines)
        .copied()
        .collect();
    let (times, yuan) = (together.len(), Fen(total(&lines)).yuan());
    let said = Words::new(
        format!(
            "同一位客户在 30 分钟内接连下单，有 {times} 次，共 {count} 单，最多一次 {most} 单，合计 {yuan} 元。"
        ),
        format!(
            "One customer placed several orders within 30 minutes, {times} time(s): {count} orders in all, at most {most} at once, {yuan} yuan."
        ),
    );
    let maybe = Words::new(
        "可能是把一单拆开，也可能是漏买后补单。",
        "It may be one purchase in parts, or something forgotten and ordered after.",
    );
    Some(Weighed::about(
        Kind::SplitOrders,
        entrant,
        &lines,
        [said, maybe],
        stake,
    ))
}

/// The most orders within [`TOGETHER_MS`], wherever that begins.
fn most_at_once(orders: &[Order<'_>]) -> usize {
    let mut from = 0;
    let ends = orders.iter().enumerate().map(|(i, order)| {
        while orders[from].at.plus_ms(TOGETHER_MS) <= order.at {
            from += 1;
        }
        i + 1 - from
    });
    ends.max().unwrap_or(0)
}

/// Stretches of at least two orders, each within [`TOGETHER_MS`] of its first, from the earliest on.
fn together<'a, 'b>(mut orders: &'a [Order<'b>]) -> Vec<&'a [Order<'b>]> {
    let mut found = Vec::new();
    while let [first, ..] = orders {
        let until = first.at.plus_ms(TOGETHER_MS);
        let count = orders.iter().take_while(|order| order.at < until).count();
        let (stretch, rest) = orders.split_at(count.max(1));
        if stretch.len() > 1 {
            found.push(stretch);
        }
        orders = rest;
    }
    found
}

/// By how much less would count if each stretch were one order.
fn joined(rule: &Rule, together: &[&[Order<'_>]]) -> Tally {
    let mut less = Tally::default();
    for stretch in together {
        let lines: Vec<&Line> = stretch
            .iter()
            .flat_map(|order| &order.lines)
            .copied()
            .collect();
        let sum = stake::sum(&lines);
        let beyond_one = |orders: i64| orders.saturating_sub(1).max(0);
        less.orders = less.orders.saturating_add(beyond_one(sum.orders));
        let amounts = rule.counted.iter().zip(&mut less.amounts).zip(sum.amounts);
        for ((counted, less), orders) in amounts {
            if counted.measure == Measure::Orders {
                *less = less.saturating_add(beyond_one(orders));
            }
        }
    }
    less
}
