//! The second, slow, obvious way to reckon what sales should have earned; `verify` uses it.
//!
//! It shares no step with [`super::earn`]: each order's lines stand together in a list, each rule is
//! read as a person would read it.

use super::Calendars;
use super::earn::{Component, Line};
use super::standing::Key;
use super::version::Book;
use crate::{MemberId, Moment, SaleId, TierId};
use std::collections::BTreeMap;

/// What each line should have earned; nothing is left out but zero.
pub type Earned = BTreeMap<Key, i64>;

/// Reckons lines that stand with all lines of their orders, and with all orders of their days.
pub fn recount(
    book: &Book,
    calendars: &Calendars,
    lines: &[Line],
    tier_at: impl Fn(MemberId, Moment) -> Option<TierId>,
) -> Earned {
    let mut earned = Earned::new();
    let key = |sale, component, member, sold_at| Key {
        sale,
        component,
        member,
        sold_at,
    };
    let mut orders: BTreeMap<(MemberId, i64), Vec<&Line>> = BTreeMap::new();
    for line in lines {
        if line.member.0 > 0 && line.fen.0 > 0 {
            orders
                .entry((line.member, line.order))
                .or_default()
                .push(line);
        }
    }
    // The first order of each member's business day, as (moment, first line, points).
    let mut firsts: BTreeMap<(MemberId, String), (Moment, SaleId, i64)> = BTreeMap::new();
    for ((member, _), lines) in orders {
        let mut total = 0;
        let mut start = lines[0].at;
        let mut first = lines[0].sale;
        for line in &lines {
            total += line.fen.0;
            start = start.min(line.at);
            first = first.min(line.sale);
        }
        for line in &lines {
            let Some(version) = in_force(book, line.at) else {
                continue;
            };
            if total < version.rules.order_min_fen.0 {
                continue;
            }
            let tier = tier_at(member, line.at);
            let mut best: Option<(u8, i64)> = None;
            for rate in &version.rules.rates {
                if rate.tier.is_some() && rate.tier != tier {
                    continue;
                }
                if rate.category.is_some() && rate.category != line.category {
                    continue;
                }
                let rank = 2 * u8::from(rate.category.is_some()) + u8::from(rate.tier.is_some());
                if best.is_none_or(|(held, _)| rank > held) {
                    best = Some((rank, rate.points_per_yuan.0));
                }
            }
            let rate = best.map_or(0, |(_, rate)| rate);
            let points = i128::from(line.fen.0) * i128::from(rate) / 1_000_000;
            let points = i64::try_from(points).unwrap_or(i64::MAX);
            earned.insert(key(line.sale, Component::Amount, member, line.at), points);
        }
        let version = in_force(book, start);
        let (mut per_order, mut first_of_day) = (0, 0);
        if let Some(version) = version {
            if total < version.rules.order_min_fen.0 {
                continue;
            }
            per_order = version.rules.per_order.0;
            first_of_day = version.rules.first_of_day.0;
        }
        earned.insert(key(first, Component::Order, member, start), per_order);
        let day = calendars.day(start).to_string();
        let held = firsts
            .entry((member, day))
            .or_insert((start, first, first_of_day));
        if (start, first) < (held.0, held.1) {
            *held = (start, first, first_of_day);
        }
    }
    for ((member, _), (start, first, points)) in firsts {
        earned.insert(key(first, Component::Day, member, start), points);
    }
    earned.retain(|_, points| *points > 0);
    earned
}

fn in_force(book: &Book, at: Moment) -> Option<&super::Version> {
    let mut found = None;
    for version in book.versions() {
        if version.from_at <= at {
            found = Some(version);
        }
    }
    found
}
