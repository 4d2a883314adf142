//! Where an order stands, whatever its shop calls it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The state of an order line.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Ordered, not paid.
    Unpaid,
    /// Paid, not yet shipped.
    Paid,
    /// On its way.
    Shipped,
    /// Received and done.
    Finished,
    /// Cancelled, or given back whole.
    Closed,
}

impl State {
    /// All states, in the order of an order's life.
    pub const ALL: [Self; 5] = [
        Self::Unpaid,
        Self::Paid,
        Self::Shipped,
        Self::Finished,
        Self::Closed,
    ];

    /// As it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unpaid => "unpaid",
            Self::Paid => "paid",
            Self::Shipped => "shipped",
            Self::Finished => "finished",
            Self::Closed => "closed",
        }
    }

    /// From what is kept.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether an order in this state has been paid and not been taken back.
    pub fn counts(self) -> bool {
        matches!(self, Self::Paid | Self::Shipped | Self::Finished)
    }
}
