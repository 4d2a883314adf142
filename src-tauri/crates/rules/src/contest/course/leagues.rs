//! Leagues 联赛: groups of about equal level; after each round the first of each go up, the last down.

use super::{Stage, Stand};
use crate::contest::Field;
use crate::{EntrantId, Moment};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::HashMap;
use utoipa::ToSchema;

/// How leagues are set up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestLeagues)]
pub struct Leagues {
    /// How many a league has at most when it starts, 10 to 30.
    pub size: i64,
    /// How many go up, and as many down, after each round but the last; 1 to 5.
    pub moves: i64,
    /// How many days before the start the level is counted over, 1 to 366.
    pub recent_days: i64,
    /// When the next round begins: one moment less than there are rounds.
    pub cuts: Vec<Moment>,
}

/// What a round brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestLeagueMove)]
pub enum Move {
    /// One league up.
    Up,
    /// One league down.
    Down,
    /// The same league.
    Stay,
}

/// Someone in a league.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Who.
    pub entrant: EntrantId,
    /// The place in the league, 1, 2, 2, 4; 0 for who has none.
    pub place: u64,
    /// Where they go after the round, as it stands.
    pub moves: Move,
}

/// How many leagues so many make.
pub fn count(entrants: usize, size: i64) -> usize {
    let size = usize::try_from(size).unwrap_or(1).max(1);
    entrants.div_ceil(size).max(1)
}

/// As many leagues as needed, none more than one larger than another.
fn formed(seeds: &[EntrantId], size: i64) -> Vec<Vec<EntrantId>> {
    let leagues = count(seeds.len(), size);
    let (each, larger) = (seeds.len() / leagues, seeds.len() % leagues);
    let mut rest = seeds;
    (0..leagues)
        .map(|league| {
            let (own, others) = rest.split_at(each + usize::from(league < larger));
            rest = others;
            own.to_vec()
        })
        .collect()
}

/// The rounds that have begun, and where they bring everyone. `late`: since when who joined after the
/// start takes part, in that order; they begin in the lowest league. `ends`: when each round is over.
pub(super) fn play(
    leagues: &Leagues,
    (seeds, late): (Vec<EntrantId>, &[(Moment, EntrantId)]),
    fields: &[Field],
    (stage, ends): (Stage, &[Moment]),
) -> (Vec<Vec<Vec<Seat>>>, HashMap<EntrantId, Stand>) {
    let mut groups = formed(&seeds, leagues.size);
    let most = usize::try_from(leagues.moves).unwrap_or(0);
    let (mut rounds, mut stands) = (Vec::new(), HashMap::new());
    let mut late = late.iter().peekable();
    for (round, field) in fields.iter().enumerate().take(stage.begun) {
        let end = ends.get(round).copied().unwrap_or(Moment::MAX);
        while let Some((_, entrant)) = late.next_if(|(since, _)| *since < end) {
            if let Some(lowest) = groups.last_mut() {
                lowest.push(*entrant);
            }
        }
        for group in &mut groups {
            // Who has no place keeps the order they came in, behind the others.
            group.sort_by_cached_key(|entrant| {
                let standing = field.standing(*entrant);
                (standing.is_none(), standing)
            });
        }
        let is_last = round + 1 == ends.len();
        // Between two leagues as many go up as down; nobody does both.
        let across: Vec<usize> = groups
            .windows(2)
            .map(|two| {
                if is_last {
                    0
                } else {
                    most.min(two[0].len() / 2).min(two[1].len() / 2)
                }
            })
            .collect();
        let seats = groups.iter().enumerate().map(|(league, group)| {
            let up = league.checked_sub(1).map_or(0, |above| across[above]);
            let down = group.len() - across.get(league).copied().unwrap_or(0);
            seated(group, field, (up, down))
        });
        rounds.push(seats.collect::<Vec<_>>());
        for (league, group) in groups.iter().enumerate() {
            for entrant in group {
                let stand = Stand {
                    lead: -(league as i64),
                    round,
                    score: field.score(*entrant),
                };
                stands.insert(*entrant, stand);
            }
        }
        if round >= stage.over {
            break;
        }
        for (above, moving) in across.into_iter().enumerate() {
            let (upper, lower) = groups.split_at_mut(above + 1);
            let (upper, lower) = (&mut upper[above], &mut lower[0]);
            let from = upper.len() - moving;
            for (goes_down, goes_up) in upper[from..].iter_mut().zip(&mut lower[..moving]) {
                std::mem::swap(goes_down, goes_up);
            }
        }
    }
    (rounds, stands)
}

/// A league in order. The first `up` go up, those from `down` on go down.
fn seated(group: &[EntrantId], field: &Field, (up, down): (usize, usize)) -> Vec<Seat> {
    let mut before: Option<(Reverse<_>, u64)> = None;
    let seat = |(at, entrant): (usize, &EntrantId)| {
        let order = field
            .standing(*entrant)
            .map(|standing| Reverse(standing.order));
        let place = match (order, before) {
            (None, _) => 0,
            (Some(order), Some((held, place))) if order == held => place,
            _ => at as u64 + 1,
        };
        before = order.map(|order| (order, place));
        Seat {
            entrant: *entrant,
            place,
            moves: match at {
                at if at < up => Move::Up,
                at if at >= down => Move::Down,
                _ => Move::Stay,
            },
        }
    };
    group.iter().enumerate().map(seat).collect()
}
