//! Records (团队纪录): honours that hold themselves. Each has one holder and travels by itself to whoever
//! beats it; as a function of the facts, a refund gives it back to who held it before.
//!
//! A record must be beaten: who reaches the same later does not take it. Those who reached it on the same day,
//! or in the same month, hold it together.

use super::badge::Unit;
use crate::{MemberId, Words};
use chrono::{Datelike as _, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What there is a record of, in the order in which they are shown.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// The most sold in the month before this one: it travels every month.
    LastMonth,
    /// The largest order.
    LargestOrder,
    /// The most orders in a day.
    DayOrders,
    /// The most sold in a day.
    DaySales,
    /// The most sold in a month.
    MonthSales,
    /// The most days in a row with an order.
    LongestRun,
}

impl Record {
    /// What it is called.
    pub fn name(self) -> Words {
        let (zh, en) = match self {
            Self::LastMonth => ("上月销冠", "Last month's first"),
            Self::LargestOrder => ("最大一单", "Largest order"),
            Self::DayOrders => ("单日最多单", "Most orders in a day"),
            Self::DaySales => ("单日最高销售额", "Most sold in a day"),
            Self::MonthSales => ("单月最高销售额", "Most sold in a month"),
            Self::LongestRun => ("最长连续出单", "Longest run of days"),
        };
        Words::new(zh, en)
    }

    /// What its value is counted in.
    pub fn unit(self) -> Unit {
        match self {
            Self::DayOrders => Unit::Orders,
            Self::LongestRun => Unit::Days,
            _ => Unit::Fen,
        }
    }
}

/// A record as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub record: Record,
    /// Who holds it; several who reached it together.
    pub members: Vec<MemberId>,
    /// The business day on which it was reached: of a month its first, of a run its last.
    pub day: NaiveDate,
    /// Fen, orders or days.
    pub value: i64,
}

/// What a member sold on a business day, net of refunds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sold {
    /// Fen.
    pub fen: i64,
    /// Orders.
    pub orders: i64,
}

/// The best so far: more wins, then the earlier day.
#[derive(Default)]
struct Best(Option<(i64, NaiveDate, Vec<MemberId>)>);

impl Best {
    fn offer(&mut self, member: MemberId, day: NaiveDate, value: i64) {
        if value <= 0 {
            return;
        }
        match &mut self.0 {
            Some((best, since, members)) if (*best, *since) == (value, day) => members.push(member),
            Some((best, since, _)) if (value, *since) <= (*best, day) => {}
            best => *best = Some((value, day, vec![member])),
        }
    }

    fn held(self, record: Record) -> Option<Held> {
        let (value, day, mut members) = self.0?;
        members.sort_unstable();
        members.dedup();
        Some(Held {
            record,
            members,
            day,
            value,
        })
    }
}

/// The records of a team by what each member sold on each day, in whatever order it comes, and by orders: who,
/// on which day, how many fen.
pub fn records(
    sold: &BTreeMap<(MemberId, NaiveDate), Sold>,
    orders: impl IntoIterator<Item = (MemberId, NaiveDate, i64)>,
    today: NaiveDate,
) -> Vec<Held> {
    let mut best: BTreeMap<Record, Best> = BTreeMap::new();
    let mut offer = |record, member, day, value| {
        let best = best.entry(record).or_default();
        best.offer(member, day, value);
    };
    for (member, day, fen) in orders {
        offer(Record::LargestOrder, member, day, fen);
    }
    let mut months: BTreeMap<(MemberId, NaiveDate), i64> = BTreeMap::new();
    let mut run: Option<(MemberId, NaiveDate, i64)> = None;
    for ((member, day), sold) in sold {
        offer(Record::DayOrders, *member, *day, sold.orders);
        offer(Record::DaySales, *member, *day, sold.fen);
        let month = months.entry((*member, first_of(*day))).or_default();
        *month = month.saturating_add(sold.fen);
        if sold.orders > 0 {
            let before =
                run.filter(|(who, last, _)| who == member && last.succ_opt() == Some(*day));
            let length = before.map_or(1, |(.., length)| length + 1);
            run = Some((*member, *day, length));
            offer(Record::LongestRun, *member, *day, length);
        }
    }
    let last = first_of(today).checked_sub_months(Months::new(1));
    for ((member, month), fen) in months {
        offer(Record::MonthSales, member, month, fen);
        if Some(month) == last {
            offer(Record::LastMonth, member, month, fen);
        }
    }
    best.into_iter()
        .filter_map(|(record, best)| best.held(record))
        .collect()
}

fn first_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

#[cfg(test)]
mod tests;
