//! Earning rules: what a sale is worth, said in plain words and kept under a hash (DOMAIN law 9).
//!
//! Only sales earn. There is no field for people brought in, joining or a first purchase, so no rule
//! can reward them.

use super::Points;
use super::posting::text_hash;
use crate::{BasisPoints, Fen, Place, Refusal, TierId, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// How many points a yuan earns, for all goods and tiers or for those named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
pub struct Rate {
    /// Goods of this category only.
    pub category: Option<String>,
    /// Sellers who are of this tier at the moment of the sale only.
    pub tier: Option<TierId>,
    /// Points per yuan of net amount, in ten-thousandths: 10 000 is one point.
    pub points_per_yuan: BasisPoints,
}

/// One version of a team's earning rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EarningRules {
    /// Rates; the most specific one that fits holds: category and tier, else category, else tier,
    /// else the general one. A sale that none fits earns nothing by its amount.
    pub rates: Vec<Rate>,
    /// Points of every order, beside its amount's.
    pub per_order: Points,
    /// Points of a member's first order of a business day.
    pub first_of_day: Points,
    /// Orders whose net amount is below this earn nothing.
    pub order_min_fen: Fen,
}

/// Most points per yuan a rate may give, in ten-thousandths: 100 points.
const RATE_MAX: i64 = 1_000_000;
/// Most points an order or a first order may give.
const FIXED_MAX: i64 = 1_000_000;
/// Highest least amount of an order: a million yuan.
const ORDER_MIN_MAX: i64 = 100_000_000;
/// Most rates in one version.
const RATES_MAX: usize = 200;

crate::refusals! {
    /// Some parts of the earning rules cannot stand.
    EarningRulesWrong {} 422,
    "积分规则里有填得不对的地方，什么都没有改动：请按各项的提示改正。",
    "Some parts of the earning rules cannot stand and nothing was changed: mend each as it says.";
}

impl EarningRules {
    /// One point per yuan, for everyone and everything.
    pub fn one_a_yuan() -> Self {
        Self {
            rates: vec![Rate {
                category: None,
                tier: None,
                points_per_yuan: BasisPoints(10_000),
            }],
            ..Self::default()
        }
    }

    /// The rate that holds for goods of a category sold by someone of a tier.
    pub fn rate(&self, category: Option<&str>, tier: Option<TierId>) -> BasisPoints {
        let fits = self.rates.iter().filter(|rate| {
            (rate.category.is_none() || rate.category.as_deref() == category)
                && (rate.tier.is_none() || rate.tier == tier)
        });
        // The order of what is more specific, as the field's doc says.
        let holds = fits.max_by_key(|rate| (rate.category.is_some(), rate.tier.is_some()));
        holds.map_or(BasisPoints(0), |rate| rate.points_per_yuan)
    }

    /// What a line of this net amount earns at a rate.
    ///
    /// The one rounding place of this rule: whole points of one order line's net amount, the part of
    /// a point is dropped.
    pub fn earned(net: Fen, rate: BasisPoints) -> i64 {
        // fen × ten-thousandths of a point per yuan = 1/1 000 000 of a point.
        let exact = i128::from(net.0.max(0)) * i128::from(rate.0.max(0)) / 1_000_000;
        i64::try_from(exact).unwrap_or(i64::MAX)
    }

    /// The same rules with rates in their canonical order and names without blanks around them.
    pub fn tidied(mut self) -> Self {
        for rate in &mut self.rates {
            if let Some(category) = &mut rate.category {
                *category = category.trim().to_owned();
            }
        }
        self.rates.sort();
        self
    }

    /// The text that is kept and hashed.
    pub fn canonical(&self) -> String {
        serde_json::to_string(&self.clone().tidied()).expect("plain data is always JSON")
    }

    /// SHA-256 of the canonical text, hexadecimal.
    pub fn hash(&self) -> String {
        text_hash(&self.canonical())
    }

    /// Refuses what cannot stand, naming every such part.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut places = Vec::new();
        let mut seen = BTreeSet::new();
        if self.rates.len() > RATES_MAX {
            places.push(wrong("rates", self.rates.len(), 0, RATES_MAX as i64));
        }
        for (i, rate) in self.rates.iter().enumerate() {
            let row = |mut place: Place| {
                place.row = u32::try_from(i + 1).ok();
                place
            };
            if !(0..=RATE_MAX).contains(&rate.points_per_yuan.0) {
                let read = rate.points_per_yuan.0;
                places.push(row(wrong("points_per_yuan", read, 0, RATE_MAX)));
            }
            let category = rate.category.as_deref().map(str::trim);
            if category.is_some_and(|name| name.is_empty() || name.chars().count() > 100) {
                places.push(row(said(
                    "category",
                    category.unwrap_or_default(),
                    "品类名要有 1 到 100 个字；若对所有品类都算，请选“全部品类”",
                    "a category has 1 to 100 characters; choose \"all categories\" for every one",
                )));
            }
            if !seen.insert((category, rate.tier)) {
                places.push(row(said(
                    "category",
                    category.unwrap_or("*"),
                    "同一品类和等级只能有一条比例，请删去一条",
                    "one category and tier can have one rate only; remove one",
                )));
            }
        }
        for (name, read, most) in [
            ("per_order", self.per_order.0, FIXED_MAX),
            ("first_of_day", self.first_of_day.0, FIXED_MAX),
            ("order_min_fen", self.order_min_fen.0, ORDER_MIN_MAX),
        ] {
            if !(0..=most).contains(&read) {
                places.push(wrong(name, read, 0, most));
            }
        }
        if places.is_empty() {
            return Ok(());
        }
        Err(Refusal::from(EarningRulesWrong {}).at(places))
    }

    /// The rules in plain words, one sentence a part.
    pub fn words(&self, tier_name: impl Fn(TierId) -> String) -> Vec<Words> {
        let mut said: Vec<Words> = Vec::new();
        for rate in self.clone().tidied().rates {
            let points = decimal(rate.points_per_yuan);
            let unit = if points == "1" { "point" } else { "points" };
            let tier = rate.tier.map(&tier_name);
            let (zh, en) = match (&rate.category, &tier) {
                (None, None) => ("每笔销售".to_owned(), "Every sale".to_owned()),
                (None, Some(t)) => (format!("“{t}”的销售"), format!("Sales by {t}")),
                (Some(c), None) => (format!("品类“{c}”"), format!("Goods of \"{c}\"")),
                (Some(c), Some(t)) => (
                    format!("“{t}”卖出品类“{c}”"),
                    format!("Goods of \"{c}\" sold by {t}"),
                ),
            };
            said.push(Words::new(
                format!("{zh}，净额每 1 元得 {points} 分"),
                format!("{en}: {points} {unit} per yuan of net amount"),
            ));
        }
        if self.rates.len() > 1 {
            said.push(Words::new(
                "几条都合适时按最具体的算：先看品类加等级，再看品类，再看等级，最后看通用",
                "When several fit, the most specific holds: category and tier, then category, then tier, then general",
            ));
        }
        let Points(per_order) = self.per_order;
        if per_order > 0 {
            said.push(Words::new(
                format!("每个订单另加 {per_order} 分"),
                format!("{per_order} points more for every order"),
            ));
        }
        let Points(first) = self.first_of_day;
        if first > 0 {
            said.push(Words::new(
                format!("每个营业日的第一单另加 {first} 分"),
                format!("{first} points more for the first order of a business day"),
            ));
        }
        if self.order_min_fen > Fen::ZERO {
            let least = self.order_min_fen.yuan();
            said.push(Words::new(
                format!("净额不满 {least} 元的订单不计分"),
                format!("Orders with a net amount below {least} yuan earn nothing"),
            ));
        }
        said.push(Words::new(
            "按每行商品的净额（实付减退款）计算，不足 1 分的部分舍去",
            "Reckoned on each order line's net amount (paid less refunds); parts of a point are dropped",
        ));
        said
    }
}

/// Ten-thousandths as a decimal without needless zeros: 12 000 reads `1.2`.
pub fn decimal(rate: BasisPoints) -> String {
    let text = format!("{}.{:04}", rate.0 / 10_000, rate.0 % 10_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn wrong(column: &str, read: impl ToString, least: i64, most: i64) -> Place {
    said(
        column,
        &read.to_string(),
        format!("请填 {least} 到 {most} 的整数"),
        format!("give a whole number from {least} to {most}"),
    )
}

fn said(column: &str, read: &str, zh: impl Into<String>, en: impl Into<String>) -> Place {
    Place {
        column: Some(column.to_owned()),
        read: Some(read.to_owned()),
        mend: Some(Words::new(zh, en)),
        ..Place::default()
    }
}

#[cfg(test)]
#[path = "rule_tests.rs"]
mod tests;
