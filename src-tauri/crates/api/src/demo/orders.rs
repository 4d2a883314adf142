//! A year of orders, with seasons, regular customers and refunds.

use super::chance::Chance;
use super::goods::{GOODS, Good};
use chrono::{Datelike as _, NaiveDate, Weekday};
use rules::team::Member;
use rules::{Calendar, MemberId, Moment};

/// How far back orders go, in days.
pub(super) const DAYS: i64 = 372;
/// Shops, with how many orders in a hundred come from each.
pub(super) const SHOPS: [(&str, i64); 3] = [("douyin", 52), ("kuaituantuan", 30), ("taobao", 18)];

const HOUR: i64 = 3_600_000;

/// One order line, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) shop: &'static str,
    pub(super) order_no: String,
    pub(super) line_no: i64,
    pub(super) good: usize,
    pub(super) quantity: i64,
    pub(super) fen: i64,
    pub(super) buyer: i64,
    pub(super) placed_at: Moment,
    /// None: never paid.
    pub(super) paid_at: Option<Moment>,
    /// Who sold it; nobody when the shop's seller is not matched.
    pub(super) member: Option<MemberId>,
    pub(super) refund: Option<Refund>,
}

/// Money given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refund {
    pub(super) fen: i64,
    pub(super) at: Moment,
    pub(super) reason: &'static str,
}

/// Every line up to a moment, in the order of ordering.
pub(super) fn orders(calendar: Calendar, now: Moment, members: &[Member]) -> Vec<Line> {
    let mut chance = Chance::of(0x686f_6e67);
    let today = calendar.day(now);
    let weights: Vec<i64> = members
        .iter()
        .map(|member| zeal(member.id, &mut chance))
        .collect();
    let mut lines = Vec::new();
    let mut number = 0;
    for back in (0..=DAYS).rev() {
        let day = today - chrono::Days::new(back.unsigned_abs());
        let season = season(day) * (1000 - back) / 1000;
        let start = calendar.start(day);
        for (member, weight) in members.iter().zip(&weights) {
            let open = chance.between(0, 99_999);
            let likely = weight * season / 100;
            let at = start.plus_ms(hour(&mut chance) * HOUR + chance.between(0, HOUR - 1));
            if !member.is_here_at(at) || open >= likely {
                continue;
            }
            // On great days the same person sells several times.
            for more in 0..=(likely - open) / 40_000 {
                number += 1;
                let at = at.plus_ms(more * 17 * 60_000);
                order(&mut chance, &mut lines, number, member.id, at);
            }
        }
    }
    lines.retain(|line| line.placed_at <= now && line.paid_at.is_none_or(|paid| paid <= now));
    for line in &mut lines {
        line.refund = line.refund.take().filter(|refund| refund.at <= now);
    }
    lines.sort_by(|a, b| {
        (a.placed_at, &a.order_no, a.line_no).cmp(&(b.placed_at, &b.order_no, b.line_no))
    });
    lines
}

/// How eager somebody is, as orders in 100 000 days of an ordinary season: a few sell much, most a little.
fn zeal(member: MemberId, chance: &mut Chance) -> i64 {
    let base = match member.0 {
        1 => 12_000,
        2..=6 => 42_000,
        7..=24 => 24_000,
        _ => 12_000,
    };
    base * *chance.of_list(&[20, 45, 60, 80, 100, 100, 130, 170, 240, 320]) / 100
}

/// The season of a day in hundredths of an ordinary one.
fn season(day: NaiveDate) -> i64 {
    let great = match (day.month(), day.day()) {
        (11, 11) => 480,
        (6, 18) => 400,
        (11, 1..=10) | (6, 10..=17) => 190,
        (12, 10..=12) | (3, 5..=8) => 210,
        (9, 9) | (8, 18) => 170,
        (2, 1..=14) => 45,
        (1, 20..=31) => 70,
        _ => 100,
    };
    match day.weekday() {
        Weekday::Sat | Weekday::Sun => great * 125 / 100,
        _ => great,
    }
}

/// An hour of the day: few in the morning, most in the evening.
fn hour(chance: &mut Chance) -> i64 {
    *chance.of_list(&[
        8, 9, 10, 10, 11, 12, 12, 13, 14, 15, 16, 18, 19, 19, 20, 20, 20, 21, 21, 21, 22, 22, 23,
    ])
}

fn order(chance: &mut Chance, lines: &mut Vec<Line>, number: i64, member: MemberId, at: Moment) {
    let roll = chance.between(0, 99);
    let shop = match roll {
        0..52 => SHOPS[0].0,
        52..82 => SHOPS[1].0,
        _ => SHOPS[2].0,
    };
    let order_no = match shop {
        "douyin" => format!("69{:014}{:03}", number * 7_919 + 3_141_592, member.0),
        "kuaituantuan" => format!("周末团{:02}-{number}", number % 90 + 1),
        _ => format!("28{:013}{:04}", number * 104_729 + 271_828, member.0),
    };
    // Everybody has customers of their own, who come again.
    let buyer = member.0 * 1000 + chance.between(1, 60).min(chance.between(1, 60));
    let paid_at = (!chance.percent(2)).then(|| at.plus_ms(chance.between(5, 600) * 1000));
    let unmatched = chance.between(0, 999) < 4;
    let count = if chance.percent(22) { 2 } else { 1 };
    for line_no in 1..=count {
        let good = pick(chance);
        let quantity = *chance.of_list(&[1, 1, 1, 1, 2, 2, 3]);
        let cut = *chance.of_list(&[100, 100, 100, 95, 90, 85]);
        let fen = GOODS[good].yuan * quantity * cut;
        let refund = refund(chance, paid_at, fen, count == 1);
        lines.push(Line {
            shop,
            order_no: order_no.clone(),
            line_no,
            good,
            quantity,
            fen,
            buyer,
            placed_at: at,
            paid_at,
            member: (!unmatched).then_some(member),
            refund,
        });
    }
}

fn pick(chance: &mut Chance) -> usize {
    let all: usize = GOODS.iter().map(|good: &Good| good.often).sum();
    let mut at = chance.below(all);
    for (index, good) in GOODS.iter().enumerate() {
        if at < good.often {
            return index;
        }
        at -= good.often;
    }
    0
}

/// Four in a hundred come back, a third of them in part; whole ones only of orders of one line.
fn refund(chance: &mut Chance, paid: Option<Moment>, fen: i64, alone: bool) -> Option<Refund> {
    let (comes, part) = (chance.percent(4), chance.percent(34) || !alone);
    let at = paid?.plus_ms(chance.between(20, 220) * HOUR);
    let reason = *chance.of_list(&["不想要了", "包装破损", "过敏不适", "发错颜色", "七天无理由"]);
    comes.then_some(Refund {
        fen: if part { fen / 2 } else { fen },
        at,
        reason,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::people::people;

    fn year(now: Moment) -> Vec<Line> {
        let calendar = Calendar::default();
        orders(calendar, now, &people(calendar, now).members)
    }

    const NOW: Moment = Moment(1_795_312_800_000);

    #[test]
    fn the_same_moment_gives_the_same_year() {
        assert_eq!(year(NOW), year(NOW));
    }

    #[test]
    fn nothing_lies_in_the_future_and_today_has_begun() {
        let lines = year(NOW);
        assert!(
            lines
                .iter()
                .all(|line| line.paid_at.unwrap_or(line.placed_at) <= NOW)
        );
        assert!(lines.iter().any(|line| line.refund.is_some()));
        assert!(
            (4_000..12_000).contains(&lines.len()),
            "{} lines",
            lines.len()
        );
    }

    #[test]
    fn double_eleven_towers_over_an_ordinary_day() {
        let calendar = Calendar::default();
        let lines = year(NOW);
        let on = |day: &str| {
            let day: NaiveDate = day.parse().expect("a day");
            lines
                .iter()
                .filter(|line| calendar.day(line.placed_at) == day)
                .count()
        };
        assert!(
            on("2026-11-11") > 3 * on("2026-10-21"),
            "{} {}",
            on("2026-11-11"),
            on("2026-10-21")
        );
    }
}
