//! Prizes: what can be won, and by whom.

use crate::TitleId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What can be won, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestPrize)]
pub struct Prize {
    /// Who wins it.
    pub to: To,
    /// Points for each winner; for a share of a pot, the whole pot. 0: none.
    #[serde(default)]
    pub points: i64,
    /// Something else for each winner: a thing, a badge, a title.
    #[serde(default)]
    pub thing: Option<String>,
    /// What one such thing costs, in fen; for the back-test.
    #[serde(default)]
    pub cost_fen: i64,
    /// Which of the team's titles or rights each winner is given once it is final; its name is the thing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<TitleId>,
}

/// Who wins a prize. Who has less than the least score for a prize wins none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
#[schema(as = ContestPrizeTo)]
pub enum To {
    /// Places from `first` to `last`, counted from 1.
    Places {
        /// The first.
        first: i64,
        /// The last.
        last: i64,
    },
    /// The same places in each league, as the last round leaves it.
    League {
        /// The first.
        first: i64,
        /// The last.
        last: i64,
    },
    /// Everyone whose score is at least so much.
    Over {
        /// The score.
        score: i64,
    },
    /// A step 阶梯: everyone whose highest step it is.
    Step {
        /// The score where it begins.
        score: i64,
    },
    /// A part of the pot for everyone whose score is at least so much, by their scores or evenly.
    Share {
        /// The score.
        score: i64,
        /// Whether all get the same.
        evenly: bool,
    },
    /// So many drawn from those whose score is at least so much.
    Draw {
        /// The score.
        score: i64,
        /// How many.
        winners: i64,
    },
    /// The winner of each accepted duel. In a draw both get half of the points, or all where each of a
    /// shared place gets its prize; a thing goes to each.
    Duel,
}

impl To {
    /// From which to which place of the whole board a prize by place goes, for those of a league with
    /// so many places above it.
    pub fn places(self, above: u64) -> Option<(i64, i64)> {
        let above = i64::try_from(above).unwrap_or(i64::MAX);
        match self {
            Self::Places { first, last } => Some((first, last)),
            Self::League { first, last } => {
                Some((first.saturating_add(above), last.saturating_add(above)))
            }
            _ => None,
        }
    }
}

/// What happens to prizes of places that several share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestSharedPrize)]
pub enum Shared {
    /// The points of all places they cover are put together and split evenly; a thing goes to each.
    Split,
    /// Each gets the prize of the shared place; the places they cover beyond it give none.
    Each,
    /// Whoever runs the contest decides the order, with a reason, before it becomes final.
    Decide,
}
