//! What a verification checks, and what it finds.

use crate::Words;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is being checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// Every posting carries the hash of the one before it; none is missing.
    Chain,
    /// Every posting can have been made by its cause.
    Postings,
    /// Lots and pending days never hold less than nothing, debts never more.
    Lots,
    /// What is kept as balance is what the postings add up to.
    Balances,
    /// Every grant has its posting, and every such posting its grant.
    Grants,
    /// Every redemption's points lie where its state says, and every prize has the stock its moves add up to.
    Redemptions,
    /// Every line counts what its readings, refunds and matches say.
    Facts,
    /// Every version of the earning rules has the hash it was published under.
    Rules,
    /// Every sale's postings add up to what its facts are worth.
    Sales,
}

impl Check {
    /// All, in the order they are made.
    pub const ALL: [Self; 9] = [
        Self::Chain,
        Self::Postings,
        Self::Lots,
        Self::Balances,
        Self::Grants,
        Self::Redemptions,
        Self::Facts,
        Self::Rules,
        Self::Sales,
    ];
}

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Found by which check.
    pub check: Check,
    /// The number of the posting, sale, member, grant or version it is about.
    pub number: i64,
    /// What does not hold.
    pub words: Words,
}

impl Fault {
    /// A fault with its words.
    pub fn new(check: Check, number: i64, zh: String, en: String) -> Self {
        Self {
            check,
            number,
            words: Words::new(zh, en),
        }
    }
}
