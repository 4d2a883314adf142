//! A season 赛季: each round's places give season points; the last round may be a final of the best.

use super::Stand;
use crate::contest::Field;
use crate::{EntrantId, Moment};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use utoipa::ToSchema;

/// How a season is set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestSeason)]
pub struct Season {
    /// What each place of a round is worth, from the first on; 1 to 50 of them, none more than the one
    /// before. Who shares a place gets the points of that place.
    pub points: Vec<i64>,
    /// How many the last round is a final for, 2 to 100; 0: everyone competes in it as before. Who is
    /// level with the last of them is in, too.
    pub finalists: i64,
    /// How many times the points the final is worth, 1 to 10.
    pub final_times: i64,
    /// When the next round begins: one moment less than there are rounds.
    pub cuts: Vec<Moment>,
}

/// Season points won in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// Who.
    pub entrant: EntrantId,
    /// The place in the round.
    pub place: u64,
    /// What it is worth.
    pub points: i64,
}

/// Who won season points, round by round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The rounds that have begun, each in order.
    pub rounds: Vec<Vec<Scored>>,
    /// Who is in the final, in the order of their numbers; none before it begins.
    pub finalists: Vec<EntrantId>,
}

/// What happened in the rounds that have begun, of `rounds` in all.
pub(super) fn play(
    season: &Season,
    fields: &[Field],
    rounds: usize,
) -> (Table, HashMap<EntrantId, Stand>) {
    let mut table = Table::default();
    let mut sums: HashMap<EntrantId, i64> = HashMap::new();
    for (round, field) in fields.iter().enumerate() {
        let is_final = round + 1 == rounds && season.finalists > 0;
        let admitted = is_final.then(|| best(&sums, season.finalists));
        let scored = scored(season, field, admitted.as_ref());
        for one in &scored {
            *sums.entry(one.entrant).or_default() += one.points;
        }
        table.rounds.push(scored);
        if let Some(finalists) = admitted {
            table.finalists = finalists.into_iter().collect();
            table.finalists.sort_unstable();
        }
    }
    let round = fields.len().saturating_sub(1);
    let stand = |(entrant, points): (EntrantId, i64)| {
        let stand = Stand {
            lead: i64::from(table.finalists.binary_search(&entrant).is_ok()),
            round,
            score: Some(points),
        };
        (entrant, stand)
    };
    let stands = sums.into_iter().map(stand).collect();
    (table, stands)
}

/// The first `count` by points, and who is level with the last of them.
fn best(sums: &HashMap<EntrantId, i64>, count: i64) -> HashSet<EntrantId> {
    let mut all: Vec<i64> = sums.values().copied().collect();
    all.sort_unstable_by_key(|points| Reverse(*points));
    let last = usize::try_from(count).unwrap_or(0).min(all.len());
    let Some(least) = last.checked_sub(1).map(|at| all[at]) else {
        return HashSet::new();
    };
    let level = sums.iter().filter(|(_, points)| **points >= least);
    level.map(|(entrant, _)| *entrant).collect()
}

/// Who wins points in a round; in a final only those admitted do, for several times the points.
fn scored(season: &Season, field: &Field, admitted: Option<&HashSet<EntrantId>>) -> Vec<Scored> {
    let times = if admitted.is_some() {
        season.final_times
    } else {
        1
    };
    let rows = field.list(0, usize::MAX);
    let rows = rows.filter(|row| admitted.is_none_or(|who| who.contains(&row.entrant)));
    let mut scored: Vec<Scored> = Vec::new();
    let (mut listed, mut before) = (0_u64, None);
    for row in rows {
        listed += 1;
        // The place among those who are in, shared as the board says.
        let place = match (before, scored.last()) {
            (Some(held), Some(last)) if held == row.place => last.place,
            _ => listed,
        };
        let worth = usize::try_from(place - 1)
            .ok()
            .and_then(|at| season.points.get(at));
        let Some(points) = worth else { break };
        before = Some(row.place);
        scored.push(Scored {
            entrant: row.entrant,
            place,
            points: points.saturating_mul(times),
        });
    }
    scored
}
