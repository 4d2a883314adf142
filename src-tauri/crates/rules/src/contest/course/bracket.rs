//! Knock-out 淘汰赛: in each round two meet, and who stands better in it goes on.

use super::{Stage, Stand};
use crate::contest::Field;
use crate::{EntrantId, Moment};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::HashMap;
use utoipa::ToSchema;

/// How a knock-out is set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestBracket)]
pub struct Bracket {
    /// How many there is room for: 4, 8, 16, 32 or 64. Where fewer take part, the best begin with a
    /// round without an opponent.
    pub size: i64,
    /// Whether lots decide who is in and who meets whom. Else it is the level before the contest: the
    /// best are in, and they meet as late as can be.
    #[serde(default)]
    pub drawn: bool,
    /// How many days before the start the level is counted over, 1 to 366.
    pub recent_days: i64,
    /// When the next round begins: one moment less than there are rounds.
    pub cuts: Vec<Moment>,
}

/// Two who meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The one listed above; none where nobody is.
    pub first: Option<EntrantId>,
    /// The one listed below.
    pub second: Option<EntrantId>,
    /// Who goes on; none before the round is over.
    pub winner: Option<EntrantId>,
}

/// How many rounds a bracket of a size takes.
pub fn rounds(size: i64) -> Option<usize> {
    matches!(size, 4 | 8 | 16 | 32 | 64).then(|| size.trailing_zeros() as usize)
}

/// Which seed stands where, from the top, so that the best two can only meet in the last round.
fn slots(size: usize) -> Vec<usize> {
    let mut slots = vec![0];
    while slots.len() < size {
        let last = slots.len() * 2 - 1;
        slots = slots.iter().flat_map(|seed| [*seed, last - seed]).collect();
    }
    slots
}

/// The rounds that have begun, and where they bring everyone who is in.
pub(super) fn play(
    bracket: &Bracket,
    seeds: &[EntrantId],
    fields: &[Field],
    stage: Stage,
) -> (Vec<Vec<Pair>>, HashMap<EntrantId, Stand>) {
    let size = usize::try_from(bracket.size).unwrap_or(0);
    let seeds = &seeds[..seeds.len().min(size)];
    let mut left: Vec<Option<EntrantId>> = slots(size)
        .into_iter()
        .map(|seed| seeds.get(seed).copied())
        .collect();
    let rank: HashMap<EntrantId, usize> = (0..).zip(seeds).map(|(n, seed)| (*seed, n)).collect();
    let mut stands: HashMap<EntrantId, Stand> = HashMap::new();
    let mut rounds = Vec::new();
    for (round, field) in fields.iter().enumerate().take(stage.begun) {
        let is_over = round < stage.over;
        let better = |first: EntrantId, second: EntrantId| {
            let order = |entrant| field.standing(entrant).map(|standing| standing.order);
            match order(first).cmp(&order(second)) {
                Ordering::Greater => first,
                Ordering::Less => second,
                // Equal in everything, or nobody did anything: the better seed goes on.
                Ordering::Equal => *[first, second]
                    .iter()
                    .min_by_key(|one| rank[one])
                    .unwrap_or(&first),
            }
        };
        let pairs: Vec<Pair> = left
            .chunks(2)
            .map(|pair| {
                let (first, second) = (pair[0], pair.get(1).copied().flatten());
                let on = match (first, second) {
                    (Some(first), Some(second)) => Some(better(first, second)),
                    (one, other) => one.or(other),
                };
                Pair {
                    first,
                    second,
                    winner: on.filter(|_| is_over),
                }
            })
            .collect();
        for pair in &pairs {
            for entrant in [pair.first, pair.second].into_iter().flatten() {
                let won = round + usize::from(pair.winner == Some(entrant));
                let score = field.score(entrant).or((won > 0).then_some(0));
                let stand = Stand {
                    lead: won as i64,
                    round,
                    score,
                };
                stands.insert(entrant, stand);
            }
        }
        left = pairs.iter().map(|pair| pair.winner).collect();
        rounds.push(pairs);
        if !is_over || left.len() < 2 {
            break;
        }
    }
    (rounds, stands)
}
