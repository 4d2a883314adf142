//! What a contest counts.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most measures of one contest.
pub const COUNTED_MAX: usize = 5;

/// One thing that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestMeasure)]
pub enum Measure {
    /// Sales less refunds, in fen.
    NetSales,
    /// Orders that count.
    Orders,
    /// Pieces of orders that count.
    Pieces,
    /// Customers whose first order in the whole team this member made.
    NewCustomers,
    /// Points earned by sales, less those taken back.
    Points,
    /// Business days on which the member checked in (打卡).
    CheckIns,
    /// The longest run of business days, one after the other, on which the member checked in.
    Streak,
    /// A number entered by hand, with evidence, once it is approved.
    Entered,
    /// People recruited. No contest may count them (禁止传销条例 art. 7(1)); it is named here only so
    /// that the refusal can say why.
    Recruits,
}

impl Measure {
    /// Those that follow from order lines, and can be limited to a category or product.
    pub fn is_of_sales(self) -> bool {
        matches!(self, Self::NetSales | Self::Orders | Self::Pieces)
    }

    /// What an order line's sums are in it; 0 where it does not follow from them.
    pub fn of_sums(self, fen: i64, orders: i64, pieces: i64) -> i64 {
        match self {
            Self::NetSales => fen,
            Self::Orders => orders,
            Self::Pieces => pieces,
            _ => 0,
        }
    }

    /// What its amounts are in.
    pub fn unit(self) -> Unit {
        match self {
            Self::NetSales => Unit::Fen,
            _ => Unit::Count,
        }
    }
}

/// What an amount or score is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestUnit)]
pub enum Unit {
    /// Whole fen.
    Fen,
    /// Whole things.
    Count,
    /// Hundredths of a contest point.
    Centi,
    /// Hundredths of a percent.
    BasisPoints,
}

/// A measure, of what, and what it is worth beside the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestCounted)]
pub struct Counted {
    /// What is counted.
    pub measure: Measure,
    /// Only lines of this category; sales measures only.
    #[serde(default)]
    pub category: Option<String>,
    /// Only lines of this product; sales measures only.
    #[serde(default)]
    pub item: Option<String>,
    /// Contest points for each yuan, or for each one, in hundredths. Without meaning when it is the
    /// only measure: then the score is the amount itself.
    #[serde(default = "one")]
    pub weight: i64,
}

fn one() -> i64 {
    100
}

impl Counted {
    /// Whether it is limited to a category or a product.
    pub fn is_limited(&self) -> bool {
        self.category.is_some() || self.item.is_some()
    }

    /// Whether a line of this product counts; its category is only asked for when it matters.
    pub fn takes<'a>(&self, item: &str, category: impl FnOnce() -> Option<&'a str>) -> bool {
        self.item.as_ref().is_none_or(|wanted| wanted == item)
            && self
                .category
                .as_deref()
                .is_none_or(|wanted| category() == Some(wanted))
    }

    /// A measure of everything, worth one point each.
    pub fn all(measure: Measure) -> Self {
        Self {
            measure,
            category: None,
            item: None,
            weight: one(),
        }
    }
}
