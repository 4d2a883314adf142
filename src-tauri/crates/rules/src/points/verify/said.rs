//! What the books say beside the ledger, and the postings have to agree with.

use crate::Moment;

/// How one person gave another points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gift {
    /// A grant.
    Grant,
    /// A share of a praise.
    Praise,
}

/// What is said of a gift, or of its taking back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Whose.
    pub member: i64,
    /// How many points.
    pub points: i64,
    /// By whom.
    pub by: i64,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
}

/// What points are kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// A redemption.
    Redemption,
    /// A part of a pool.
    Part,
}

/// What lies in the accounts for one of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Redeemed {
    /// Whose it is.
    pub member: i64,
    /// Points set aside.
    pub reserved: i64,
    /// Points used.
    pub used: i64,
}
