//! Which entrant wins which prize.

use super::{Decisions, Fought, OpenTie};
use crate::contest::prize::To;
use crate::contest::{Field, Kind, Prize, Row, Rule, Shared};
use crate::{EntrantId, allocate};
use std::collections::HashMap;

/// What an entrant wins, before it is shared among the members of a team.
#[derive(Clone, Debug)]
pub(super) struct Win {
    pub(super) entrant: EntrantId,
    pub(super) prize: usize,
    pub(super) place: u64,
    pub(super) points: i64,
    pub(super) thing: Option<String>,
}

impl Win {
    fn of(row: &Row, prize: usize, points: i64, thing: Option<&String>) -> Self {
        Self {
            entrant: row.entrant,
            prize,
            place: row.place,
            points,
            thing: thing.cloned(),
        }
    }
}

/// Everything that is won, and the shared places that wait for a decision.
pub(super) fn wins(
    field: &Field,
    rows: &[Row],
    decisions: &Decisions,
    duels: &[Fought],
) -> (Vec<Win>, Vec<OpenTie>) {
    let rule = field.rule();
    let line = match rule.kind {
        Kind::Line { line } => line.max(rule.prize_min),
        _ => rule.prize_min,
    };
    let admitted = |row: &&Row| row.score >= line;
    let rows: Vec<Row> = rows.iter().filter(admitted).copied().collect();
    let (mut wins, mut open) = (Vec::new(), Vec::new());
    let mut above = 0;
    let mut league = None;
    for group in rows.chunk_by(|a, b| a.place == b.place) {
        if league.replace(group[0].lead) != Some(group[0].lead) {
            above = group[0].place - 1;
        }
        match by_place(rule, group, above, decisions) {
            Ok(won) => wins.extend(won),
            Err(tie) => open.push(tie),
        }
    }
    for (i, prize) in rule.prizes.iter().enumerate() {
        let least = |score| rows.iter().filter(move |row| row.score >= score);
        let each = |row: &Row| Win::of(row, i, prize.points, prize.thing.as_ref());
        match prize.to {
            To::Places { .. } | To::League { .. } => {}
            To::Over { score } => wins.extend(least(score).map(each)),
            To::Step { score } => {
                let highest = |row: &&Row| step(rule, row.score) == Some(score);
                wins.extend(least(score).filter(highest).map(each));
            }
            To::Share { score, evenly } => {
                let sharers: Vec<&Row> = least(score).collect();
                let weight = |row: &&Row| if evenly { 1 } else { row.score };
                let weights: Vec<i64> = sharers.iter().map(weight).collect();
                let parts = shares(prize.points, weights);
                let won = sharers.iter().zip(parts);
                wins.extend(won.map(|(row, part)| Win::of(row, i, part, prize.thing.as_ref())));
            }
            To::Draw { score, winners } => {
                let number = i64::try_from(i).unwrap_or(i64::MAX);
                let mut lots: Vec<([u8; 32], &Row)> = least(score)
                    .map(|row| (field.seed().drawn(&[number, row.entrant.0]), row))
                    .collect();
                lots.sort_by_key(|(lot, row)| (*lot, row.entrant));
                let winners = usize::try_from(winners).unwrap_or(0);
                wins.extend(lots.iter().take(winners).map(|(_, row)| each(row)));
            }
            To::Duel => wins.extend(by_duel(rule, &rows, duels, (i, prize))),
        }
    }
    (wins, open)
}

/// What the winners of duels win, and both of a draw.
fn by_duel(rule: &Rule, rows: &[Row], duels: &[Fought], (i, prize): (usize, &Prize)) -> Vec<Win> {
    let rows: HashMap<EntrantId, &Row> = rows.iter().map(|row| (row.entrant, row)).collect();
    let mut wins = Vec::new();
    for duel in duels {
        // Those of a draw are equal in score: either both can win a prize or neither.
        let (won, parts) = match duel.winner {
            Some(winner) => (vec![winner], vec![prize.points]),
            None => {
                let parts = match rule.shared {
                    Shared::Each => vec![prize.points; 2],
                    // Whoever runs the contest decides places, not duels.
                    Shared::Split | Shared::Decide => shares(prize.points, vec![1; 2]),
                };
                (vec![duel.challenger, duel.challenged], parts)
            }
        };
        let won = won
            .iter()
            .zip(parts)
            .filter_map(|(entrant, part)| Some((*rows.get(entrant)?, part)));
        wins.extend(won.map(|(row, part)| Win::of(row, i, part, prize.thing.as_ref())));
    }
    wins
}

/// Parts by weight that add up; even ones where no weight is above zero. What cannot be divided goes
/// to those listed earlier.
pub(super) fn shares(points: i64, weights: Vec<i64>) -> Vec<i64> {
    if weights.iter().any(|weight| *weight > 0) {
        allocate(points, &weights)
    } else {
        allocate(points, &vec![1; weights.len()])
    }
}

/// Where the highest step begins that a score reaches.
fn step(rule: &Rule, reached: i64) -> Option<i64> {
    let begins = rule.prizes.iter().filter_map(|prize| match prize.to {
        To::Step { score } => Some(score),
        _ => None,
    });
    begins.filter(|score| *score <= reached).max()
}

/// The prizes of a place, with their numbers; `above`: how many places lie above its league.
fn prizes_of(rule: &Rule, place: u64, above: u64) -> impl Iterator<Item = (usize, &Prize)> {
    let place = i64::try_from(place).unwrap_or(i64::MAX);
    let numbered = rule.prizes.iter().enumerate();
    numbered.filter(move |(_, prize)| {
        let places = prize.to.places(above);
        places.is_some_and(|(first, last)| (first..=last).contains(&place))
    })
}

/// What those who share a place win by it.
fn by_place(
    rule: &Rule,
    group: &[Row],
    above: u64,
    decisions: &Decisions,
) -> Result<Vec<Win>, OpenTie> {
    let place = group[0].place;
    let at = |row: &Row, place: u64| {
        let row = Row { place, ..*row };
        let prizes = prizes_of(rule, place, above);
        let won =
            prizes.map(move |(i, prize)| Win::of(&row, i, prize.points, prize.thing.as_ref()));
        won.collect::<Vec<Win>>()
    };
    if group.len() == 1 {
        return Ok(at(&group[0], place));
    }
    match rule.shared {
        Shared::Each => Ok(group.iter().flat_map(|row| at(row, place)).collect()),
        Shared::Split => Ok(split(rule, group, above)),
        Shared::Decide => {
            let entrants: Vec<EntrantId> = group.iter().map(|row| row.entrant).collect();
            let order = if all_alike(rule, group, above) {
                // Whoever is first gets the same: there is nothing to decide, and all keep the place.
                return Ok(group.iter().flat_map(|row| at(row, place)).collect());
            } else {
                decisions
                    .get(&place)
                    .filter(|order| names(order, &entrants))
            };
            let Some(order) = order else {
                return Err(OpenTie { place, entrants });
            };
            let index = |row: &Row| order.iter().position(|e| *e == row.entrant).unwrap_or(0);
            let decided = |row: &Row| at(row, place + index(row) as u64);
            Ok(group.iter().flat_map(decided).collect())
        }
    }
}

/// Whether an order names exactly the holders of a place.
fn names(order: &[EntrantId], holders: &[EntrantId]) -> bool {
    let mut order = order.to_vec();
    order.sort();
    let mut holders = holders.to_vec();
    holders.sort();
    order == holders
}

/// Whether all places that a group covers have the same prizes.
fn all_alike(rule: &Rule, group: &[Row], above: u64) -> bool {
    let place = group[0].place;
    let last = place + group.len() as u64 - 1;
    let first: Vec<usize> = prizes_of(rule, place, above).map(|(i, _)| i).collect();
    // Only where a prize begins or ends can two places next to each other differ.
    let edges = rule.prizes.iter().filter_map(|prize| {
        let (first, last) = prize.to.places(above)?;
        Some([first, last.saturating_add(1)])
    });
    let mut edges = edges.flatten().filter_map(|edge| u64::try_from(edge).ok());
    edges.all(|edge| {
        let inside = place < edge && edge <= last;
        !inside
            || prizes_of(rule, edge, above)
                .map(|(i, _)| i)
                .eq(first.iter().copied())
    })
}

/// The points of all places a group covers, put together and split evenly; a thing of the shared
/// place goes to each.
fn split(rule: &Rule, group: &[Row], above: u64) -> Vec<Win> {
    let place = i64::try_from(group[0].place).unwrap_or(i64::MAX);
    let end = place.saturating_add(group.len() as i64 - 1);
    let mut pool: i128 = 0;
    let mut carrier = None;
    let mut things = Vec::new();
    for (i, prize) in rule.prizes.iter().enumerate() {
        let Some((first, last)) = prize.to.places(above) else {
            continue;
        };
        let covered = i128::from(last.min(end)) - i128::from(first.max(place)) + 1;
        if covered > 0 {
            pool += covered * i128::from(prize.points);
            if prize.points > 0 {
                carrier = carrier.or(Some(i));
            }
        }
        if (first..=last).contains(&place) && prize.thing.is_some() {
            things.push(i);
        }
    }
    let pool = pool.clamp(0, i64::MAX.into()) as i64;
    let parts = shares(pool, vec![1; group.len()]);
    let mut wins = Vec::new();
    for (row, part) in group.iter().zip(parts) {
        if let Some(i) = carrier {
            let thing = rule.prizes[i]
                .thing
                .as_ref()
                .filter(|_| things.contains(&i));
            wins.push(Win::of(row, i, part, thing));
        }
        for i in things.iter().filter(|i| Some(**i) != carrier) {
            wins.push(Win::of(row, *i, 0, rule.prizes[*i].thing.as_ref()));
        }
    }
    wins
}
