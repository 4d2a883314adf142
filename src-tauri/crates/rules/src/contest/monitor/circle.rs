//! The same customers at several members. Whether members buy from each other in a ring cannot be told
//! from buyer numbers; that customers are shared can.

use super::{Facts, Kind, Line, Weighed, most, stake, total};
use crate::{Fen, MemberId, Words};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap, HashSet};

/// One customer at so many members on one business day is worth looking at.
const MEMBERS_MIN: usize = 3;
/// Of fewer customers a share says nothing.
const BUYERS_MIN: usize = 5;
/// A buyer at more members than this (`散客`) says nothing about any two of them.
const COMMON: usize = 20;

pub(super) fn find(facts: &Facts<'_>, lines: &[&Line]) -> Vec<Weighed> {
    let mut found = spread(facts, lines);
    found.extend(shared(facts, lines));
    found
}

/// Customers who bought from several members on one business day.
fn spread(facts: &Facts<'_>, lines: &[&Line]) -> Vec<Weighed> {
    let mut buyers: BTreeMap<i64, BTreeMap<NaiveDate, Vec<&Line>>> = BTreeMap::new();
    for line in lines.iter().copied() {
        if let Some(buyer) = line.buyer {
            let days = buyers.entry(buyer).or_default();
            days.entry(facts.calendar.day(line.at))
                .or_default()
                .push(line);
        }
    }
    let found = buyers.into_values().filter_map(|mut days| {
        days.retain(|_, lines| members(lines) >= MEMBERS_MIN);
        let counts = days.iter().map(|(day, lines)| (members(lines), *day));
        // The day with the most members, of equals the first.
        let (count, day) = counts.max_by_key(|(count, day)| (*count, std::cmp::Reverse(*day)))?;
        let times = days.len();
        let lines: Vec<&Line> = days.into_values().flatten().collect();
        let yuan = Fen(total(&lines)).yuan();
        let said = Words::new(
            format!("同一位客户在 {day} 一天内向 {count} 位成员下单；这样的日子有 {times} 天，共 {yuan} 元。"),
            format!("One customer bought from {count} members on {day}; there are {times} such day(s), {yuan} yuan in all."),
        );
        let maybe = Words::new(
            "可能是互相凑单，也可能是几位客户用了同一个买家名。",
            "Orders may have been placed for each other, or several customers share one buyer name.",
        );
        about(facts, &lines, [said, maybe])
    });
    found.collect()
}

/// Pairs of members, most of whose customers are the same.
fn shared(facts: &Facts<'_>, lines: &[&Line]) -> Vec<Weighed> {
    let mut sellers: HashMap<i64, HashSet<MemberId>> = HashMap::new();
    for line in lines {
        if let Some(buyer) = line.buyer {
            sellers.entry(buyer).or_default().insert(line.member);
        }
    }
    sellers.retain(|_, sellers| sellers.len() <= COMMON);
    let mut buyers: HashMap<MemberId, HashSet<i64>> = HashMap::new();
    for (buyer, sellers) in &sellers {
        for seller in sellers {
            buyers.entry(*seller).or_default().insert(*buyer);
        }
    }
    buyers.retain(|_, buyers| buyers.len() >= BUYERS_MIN);
    let mut pairs: BTreeMap<(MemberId, MemberId), usize> = BTreeMap::new();
    for sellers in sellers.values() {
        let known = sellers.iter().filter(|seller| buyers.contains_key(seller));
        let mut known: Vec<MemberId> = known.copied().collect();
        known.sort_unstable();
        for (i, one) in known.iter().enumerate() {
            for other in &known[i + 1..] {
                *pairs.entry((*one, *other)).or_default() += 1;
            }
        }
    }
    pairs.retain(|(one, other), same| *same * 2 > buyers[one].len().max(buyers[other].len()));
    let mut of: HashMap<MemberId, Vec<&Line>> = HashMap::new();
    for line in lines.iter().copied() {
        if buyers.contains_key(&line.member) {
            of.entry(line.member).or_default().push(line);
        }
    }
    let found = pairs.into_iter().filter_map(|((one, other), same)| {
        let (ones, others) = (&buyers[&one], &buyers[&other]);
        let both = |line: &&&Line| line.buyer.is_some_and(|b| ones.contains(&b) && others.contains(&b));
        let lines = of[&one].iter().chain(&of[&other]).filter(both);
        let lines: Vec<&Line> = lines.copied().collect();
        let (a, b) = (ones.len(), others.len());
        let yuan = Fen(total(&lines)).yuan();
        let said = Words::new(
            format!("两位成员的客户一半以上相同：各有 {a} 位和 {b} 位客户，其中 {same} 位相同，这些客户共买了 {yuan} 元。"),
            format!("More than half of two members' customers are the same: of {a} and {b} customers {same} are shared, with {yuan} yuan."),
        );
        let maybe = Words::new(
            "可能是互相凑单，也可能是一家人或接手了客户。",
            "Orders may have been placed for each other; or they are of one family, or took customers over.",
        );
        about(facts, &lines, [said, maybe])
    });
    found.collect()
}

fn about(facts: &Facts<'_>, lines: &[&Line], words: [Words; 2]) -> Option<Weighed> {
    let entrant = most(lines)?;
    let stake = stake::without(facts.field, entrant, lines);
    Some(Weighed::about(Kind::Circle, entrant, lines, words, stake))
}

fn members(lines: &[&Line]) -> usize {
    let members: HashSet<MemberId> = lines.iter().map(|line| line.member).collect();
    members.len()
}
