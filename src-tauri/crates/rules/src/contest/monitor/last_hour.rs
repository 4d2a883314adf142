//! Much of what was sold, in the last hour: orders placed to win may come back after it.

use super::{Facts, Kind, Line, Weighed, orders, percent, stake, total};
use crate::{EntrantId, Fen, Words};
use std::collections::BTreeMap;

const HOUR_MS: i64 = 3_600_000;
/// In a contest shorter than this an hour is too much of it to stand out.
const CONTEST_MIN_MS: i64 = 12 * HOUR_MS;
/// More than so much of all is worth looking at, in percent.
const SHARE_MAX: i128 = 30;
/// Fewer orders may be chance.
const ORDERS_MIN: usize = 3;

pub(super) fn find(facts: &Facts<'_>, lines: &[&Line]) -> Vec<Weighed> {
    let window = facts.field.rule().window();
    if window.end.0.saturating_sub(window.start.0) < CONTEST_MIN_MS {
        return Vec::new();
    }
    let mut all: BTreeMap<EntrantId, Vec<&Line>> = BTreeMap::new();
    for line in lines {
        all.entry(line.entrant).or_default().push(line);
    }
    let found = all
        .into_iter()
        .filter_map(|(entrant, lines)| of_one(facts, entrant, &lines));
    found.collect()
}

fn of_one(facts: &Facts<'_>, entrant: EntrantId, lines: &[&Line]) -> Option<Weighed> {
    let from = facts.field.rule().end.plus_ms(-HOUR_MS);
    let late: Vec<&Line> = lines
        .iter()
        .filter(|line| line.at >= from)
        .copied()
        .collect();
    let (sum, all, count) = (total(&late), total(lines), orders(&late));
    if i128::from(sum) * 100 <= i128::from(all) * SHARE_MAX || count < ORDERS_MIN {
        return None;
    }
    let (yuan, share) = (Fen(sum).yuan(), percent(sum, all));
    let said = Words::new(
        format!("最后一小时有 {count} 单、{yuan} 元，占净销售额的 {share}。"),
        format!("The last hour has {count} orders of {yuan} yuan, {share} of the net sales."),
    );
    let before = facts
        .before
        .get(&entrant)
        .filter(|before| before.sold_fen > 0);
    let odds = match before {
        Some(before) => {
            let rate = percent(before.refunded_fen, before.sold_fen);
            Words::new(
                format!("赛前 90 天的销售额有 {rate} 退了款：退货期过后再定榜更稳妥。"),
                format!(
                    "Of the sales of the 90 days before, {rate} were refunded: the result is safer once the return window has passed."
                ),
            )
        }
        None => Words::new(
            "赛前 90 天没有销售，无从比较退款。",
            "There were no sales in the 90 days before to tell refunds from.",
        ),
    };
    let stake = stake::without(facts.field, entrant, &late);
    Some(Weighed::about(
        Kind::LastHour,
        entrant,
        &late,
        [said, odds],
        stake,
    ))
}
