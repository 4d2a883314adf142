//! How accepted duels end: by score, then the rule's tie keys.

use crate::EntrantId;
use crate::contest::{Field, Kind};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Two who fight: the challenger, the challenged.
pub type Pair = (EntrantId, EntrantId);

/// How a duel ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestFought)]
pub struct Fought {
    /// Who challenged.
    pub challenger: EntrantId,
    /// Whom.
    pub challenged: EntrantId,
    /// Who stands better; none in a draw.
    pub winner: Option<EntrantId>,
}

/// How these duels end, in the order of their numbers. Who has no place, or takes part no more, stands
/// behind whoever has one. Nobody fights twice: of several pairs of one person the first counts.
pub fn fought(field: &Field, pairs: &[Pair]) -> Vec<Fought> {
    if !matches!(field.rule().kind, Kind::Pk { .. }) {
        return Vec::new();
    }
    let mut pairs = pairs.to_vec();
    pairs.sort_unstable();
    let mut busy: BTreeSet<EntrantId> = BTreeSet::new();
    pairs.retain(|(a, b)| {
        let free = a != b && !busy.contains(a) && !busy.contains(b);
        if free {
            busy.extend([*a, *b]);
        }
        free
    });
    let ends = pairs.into_iter().map(|(challenger, challenged)| {
        let order = |entrant| field.standing(entrant).map(|standing| standing.order);
        let winner = match order(challenger).cmp(&order(challenged)) {
            Ordering::Greater => Some(challenger),
            Ordering::Less => Some(challenged),
            Ordering::Equal => None,
        };
        Fought {
            challenger,
            challenged,
            winner,
        }
    });
    ends.collect()
}

#[cfg(test)]
#[path = "fought_tests.rs"]
mod tests;
