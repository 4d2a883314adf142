//! Badges (勋章): what a member has achieved, as a function of their orders as they stand.
//!
//! Nothing is handed out and nothing can drift: who sells earns, and an order that is refunded or turns
//! out to be another's carries its badge away by itself. Orders count net of refunds, on the business
//! day they were sold.

use crate::points::Calendars;
use crate::{Fen, Moment, SaleId, Words};
use chrono::{Datelike as _, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What can be achieved, in the order in which it is shown.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Badge {
    /// A first order.
    FirstOrder,
    /// Ten orders in a day.
    TenADay,
    /// An order on each of three days in a row.
    ThreeDays,
    /// On each of seven.
    SevenDays,
    /// On each of thirty.
    ThirtyDays,
    /// A hundred orders in all.
    Hundred,
    /// A thousand.
    Thousand,
    /// An order of 1000 yuan.
    OrderOfThousand,
    /// An order of 10000 yuan.
    OrderOfTenThousand,
    /// 10000 yuan in a month.
    MonthOfTenThousand,
    /// 100000 yuan in a month.
    MonthOfHundredThousand,
    /// A year with the team.
    Year,
}

/// What a badge asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    /// So many orders in a day.
    Day(i64),
    /// So many days in a row.
    Streak(i64),
    /// So many orders in all.
    Orders(i64),
    /// An order of so much.
    Order(i64),
    /// So much in a month.
    Month(i64),
    /// So many years.
    Years(u32),
}

impl Badge {
    /// All of them, in their order.
    pub const ALL: [Self; 12] = [
        Self::FirstOrder,
        Self::TenADay,
        Self::ThreeDays,
        Self::SevenDays,
        Self::ThirtyDays,
        Self::Hundred,
        Self::Thousand,
        Self::OrderOfThousand,
        Self::OrderOfTenThousand,
        Self::MonthOfTenThousand,
        Self::MonthOfHundredThousand,
        Self::Year,
    ];

    fn asks(self) -> Asks {
        match self {
            Self::FirstOrder => Asks::Orders(1),
            Self::TenADay => Asks::Day(10),
            Self::ThreeDays => Asks::Streak(3),
            Self::SevenDays => Asks::Streak(7),
            Self::ThirtyDays => Asks::Streak(30),
            Self::Hundred => Asks::Orders(100),
            Self::Thousand => Asks::Orders(1_000),
            Self::OrderOfThousand => Asks::Order(100_000),
            Self::OrderOfTenThousand => Asks::Order(1_000_000),
            Self::MonthOfTenThousand => Asks::Month(1_000_000),
            Self::MonthOfHundredThousand => Asks::Month(10_000_000),
            Self::Year => Asks::Years(1),
        }
    }

    /// What it is called.
    pub fn name(self) -> Words {
        let (zh, en) = match self {
            Self::FirstOrder => ("首单", "First order"),
            Self::TenADay => ("一日十单", "Ten in a day"),
            Self::ThreeDays => ("连续三天", "Three days in a row"),
            Self::SevenDays => ("连续七天", "Seven days in a row"),
            Self::ThirtyDays => ("连续三十天", "Thirty days in a row"),
            Self::Hundred => ("百单", "A hundred orders"),
            Self::Thousand => ("千单", "A thousand orders"),
            Self::OrderOfThousand => ("单笔过千", "An order of 1,000"),
            Self::OrderOfTenThousand => ("单笔过万", "An order of 10,000"),
            Self::MonthOfTenThousand => ("月破万", "10,000 in a month"),
            Self::MonthOfHundredThousand => ("月破十万", "100,000 in a month"),
            Self::Year => ("满一年", "A year with us"),
        };
        Words::new(zh, en)
    }

    /// How it is earned.
    pub fn how(self) -> Words {
        match self.asks() {
            Asks::Orders(1) => Words::new("卖出第一单", "Sell a first order"),
            Asks::Day(n) => Words::new(
                format!("一天卖出 {n} 单"),
                format!("Sell {n} orders in a day"),
            ),
            Asks::Streak(n) => Words::new(
                format!("连续 {n} 天每天出单"),
                format!("Sell on each of {n} days in a row"),
            ),
            Asks::Orders(n) => Words::new(
                format!("累计卖出 {} 单", grouped(n)),
                format!("Sell {} orders in all", grouped(n)),
            ),
            Asks::Order(fen) => Words::new(
                format!("一单净额达到 {} 元", grouped(fen / 100)),
                format!("An order of {} yuan net", grouped(fen / 100)),
            ),
            Asks::Month(fen) => Words::new(
                format!("一个月净销售额达到 {} 元", grouped(fen / 100)),
                format!("{} yuan net in a month", grouped(fen / 100)),
            ),
            Asks::Years(_) => Words::new("加入团队满一年", "Be with the team for a year"),
        }
    }

    /// What its progress is counted in.
    pub fn unit(self) -> Unit {
        match self.asks() {
            Asks::Day(_) | Asks::Orders(_) => Unit::Orders,
            Asks::Streak(_) | Asks::Years(_) => Unit::Days,
            Asks::Order(_) | Asks::Month(_) => Unit::Fen,
        }
    }
}

/// Whole thousands apart, of numbers below a million.
fn grouped(n: i64) -> String {
    match n {
        ..1_000 => n.to_string(),
        _ => format!("{},{:03}", n / 1_000, n % 1_000),
    }
}

/// What progress is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = BadgeUnit)]
pub enum Unit {
    /// Orders.
    Orders,
    /// Days.
    Days,
    /// Money.
    Fen,
}

/// An order that counts, net of refunds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    /// When it was sold.
    pub at: Moment,
    /// Its first line.
    pub sale: SaleId,
    /// What it counts.
    pub fen: Fen,
}

/// A badge somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earned {
    /// Which.
    pub badge: Badge,
    /// The business day on which it was first earned.
    pub day: NaiveDate,
    /// How often: days, stretches, orders or months that would earn it.
    pub times: i64,
    /// The order with which it was first earned.
    pub sale: Option<SaleId>,
    /// What that order, or month, came to.
    pub fen: Option<Fen>,
}

/// How far somebody is on the way to a badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// To which.
    pub badge: Badge,
    /// What there is.
    pub have: i64,
    /// What it takes.
    pub need: i64,
}

/// What somebody has achieved, and what comes next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Badges {
    /// What they have, in the catalogue's order.
    pub earned: Vec<Earned>,
    /// What they do not have yet.
    pub ahead: Vec<Ahead>,
}

type Month = (i32, u32);

/// A member's orders, put in order by day and month.
struct Book {
    orders: Vec<(NaiveDate, Order)>,
    days: BTreeMap<NaiveDate, i64>,
    months: BTreeMap<Month, i64>,
    joined: NaiveDate,
    today: NaiveDate,
}

/// A member's badges by their orders, in whatever order they come.
pub fn badges(
    orders: &[Order],
    calendars: &Calendars,
    joined: NaiveDate,
    today: NaiveDate,
) -> Badges {
    let mut sorted: Vec<Order> = orders
        .iter()
        .filter(|o| o.fen > Fen::ZERO)
        .copied()
        .collect();
    sorted.sort_unstable();
    let orders: Vec<_> = sorted.iter().map(|o| (calendars.day(o.at), *o)).collect();
    let (mut days, mut months) = (BTreeMap::new(), BTreeMap::new());
    for (day, order) in &orders {
        *days.entry(*day).or_insert(0) += 1;
        let month: &mut i64 = months.entry((day.year(), day.month())).or_default();
        *month = month.saturating_add(order.fen.0);
    }
    let book = Book {
        orders,
        days,
        months,
        joined,
        today,
    };
    let mut found = Badges::default();
    for badge in Badge::ALL {
        match book.earned(badge) {
            Some(earned) => found.earned.push(earned),
            None => found.ahead.push(book.ahead(badge)),
        }
    }
    found
}

impl Book {
    fn earned(&self, badge: Badge) -> Option<Earned> {
        let by = |(day, order): &(NaiveDate, Order), times: i64, fen| Earned {
            badge,
            day: *day,
            times,
            sale: Some(order.sale),
            fen,
        };
        let nth = |n: i64| self.orders.get(usize::try_from(n - 1).ok()?);
        match badge.asks() {
            Asks::Orders(n) => nth(n).map(|order| by(order, 1, None)),
            Asks::Order(fen) => {
                let large = || self.orders.iter().filter(|(_, order)| order.fen.0 >= fen);
                let first = large().next()?;
                Some(by(first, count(large()), Some(first.1.fen)))
            }
            Asks::Day(n) => {
                let full = || self.days.iter().filter(|(_, orders)| **orders >= n);
                let (day, _) = full().next()?;
                let before = self.orders.partition_point(|(other, _)| other < day);
                let last = before + usize::try_from(n - 1).ok()?;
                Some(by(self.orders.get(last)?, count(full()), None))
            }
            Asks::Month(fen) => {
                let full = || self.months.iter().filter(|(_, sum)| **sum >= fen);
                let (month, sum) = full().next()?;
                let mut so_far = 0_i64;
                let theirs = self.orders.iter();
                let reached = theirs
                    .filter(|(day, _)| (day.year(), day.month()) == *month)
                    .find(|(_, order)| {
                        so_far = so_far.saturating_add(order.fen.0);
                        so_far >= fen
                    })?;
                Some(by(reached, count(full()), Some(Fen(*sum))))
            }
            Asks::Streak(n) => {
                let runs = self.runs();
                let long = || runs.iter().filter(|(_, length)| *length >= n);
                let (start, _) = long().next()?;
                let day = *start + chrono::Days::new(u64::try_from(n - 1).ok()?);
                Some(Earned {
                    badge,
                    day,
                    times: count(long()),
                    sale: None,
                    fen: None,
                })
            }
            Asks::Years(n) => {
                let day = self.joined.checked_add_months(Months::new(12 * n))?;
                (day <= self.today).then_some(Earned {
                    badge,
                    day,
                    times: 1,
                    sale: None,
                    fen: None,
                })
            }
        }
    }

    fn ahead(&self, badge: Badge) -> Ahead {
        let (have, need) = match badge.asks() {
            Asks::Orders(n) => (count(self.orders.iter()), n),
            Asks::Order(fen) => {
                let all = self.orders.iter().map(|(_, order)| order.fen.0);
                (all.max().unwrap_or(0), fen)
            }
            Asks::Day(n) => (self.days.get(&self.today).copied().unwrap_or(0), n),
            Asks::Month(fen) => {
                let month = (self.today.year(), self.today.month());
                (self.months.get(&month).copied().unwrap_or(0), fen)
            }
            Asks::Streak(n) => (self.running(), n),
            Asks::Years(n) => {
                let day = self.joined.checked_add_months(Months::new(12 * n));
                let need = day.map_or(0, |day| (day - self.joined).num_days());
                ((self.today - self.joined).num_days().max(0), need)
            }
        };
        Ahead { badge, have, need }
    }

    /// Stretches of days in a row on which something was sold: the first day and how many.
    fn runs(&self) -> Vec<(NaiveDate, i64)> {
        let mut runs: Vec<(NaiveDate, i64)> = Vec::new();
        let mut before: Option<NaiveDate> = None;
        for day in self.days.keys() {
            match runs.last_mut() {
                Some((_, length)) if before.and_then(|b| b.succ_opt()) == Some(*day) => {
                    *length += 1
                }
                _ => runs.push((*day, 1)),
            }
            before = Some(*day);
        }
        runs
    }

    /// How long the stretch is that today can go on.
    fn running(&self) -> i64 {
        let runs = self.runs();
        let last = runs.last().filter(|(start, length)| {
            let behind = (self.today - *start).num_days() - length;
            behind <= 0
        });
        last.map_or(0, |(_, length)| *length)
    }
}

fn count<T>(all: impl Iterator<Item = T>) -> i64 {
    i64::try_from(all.count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
