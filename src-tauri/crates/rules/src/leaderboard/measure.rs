//! What a board counts.

use super::growth::{fen_to_reach, growth};
use crate::Fen;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a board counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Sales less refunds, in fen.
    #[default]
    NetSales,
    /// Orders that count.
    Orders,
    /// Points earned, less those taken back.
    Points,
    /// Customers whose first order in the whole team this member made.
    NewCustomers,
    /// Net sales against one's own period before, in basis points.
    Growth,
}

/// What was counted for one member: in the window, and in the period before for growth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// In the window.
    pub now: i64,
    /// In the period before, up to the same point; growth only.
    pub base: i64,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::NetSales,
        Self::Orders,
        Self::Points,
        Self::NewCustomers,
        Self::Growth,
    ];

    /// The score a tally gives. None has no place: nothing above zero was counted, or the past is
    /// too small to grow from.
    pub fn score(self, tally: Tally) -> Option<i64> {
        match self {
            Self::Growth => growth(Fen(tally.now), Fen(tally.base)),
            _ => (tally.now > 0).then_some(tally.now),
        }
    }

    /// How much more a tally needs for `score`: fen of net sales for growth, else the measure's unit.
    pub fn missing(self, score: i64, tally: Tally) -> i64 {
        match self {
            Self::Growth => fen_to_reach(score, Fen(tally.now), Fen(tally.base)).0,
            _ => score.saturating_sub(tally.now).max(0),
        }
    }
}
