//! The ceremony: a frozen board turned into the last one, from the bottom up, in the order of the
//! ICPC resolver. All steps are computed first, so that they can be played, undone and played again.
//!
//! The lowest of those not yet revealed is revealed next and moves to where they now belong. That
//! order follows from the frozen board alone, and what the audience sees is a function of the frozen
//! board and of those revealed (DOMAIN law 11). A place is final once everyone who could still take
//! it, or fall behind it, is known: scores may fall too, by refunds.

use super::{Field, Settlement};
use crate::EntrantId;
use crate::leaderboard::Blocks;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// One step of the ceremony: someone is revealed, or someone revealed earlier has their final place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestStep)]
pub struct Step {
    /// Who.
    pub entrant: EntrantId,
    /// Where they were listed, from 0.
    pub from: usize,
    /// Where they are listed now.
    pub to: usize,
    /// The score the audience knew.
    pub score_before: Option<i64>,
    /// The score it knows now; none for who has no place any more.
    pub score: Option<i64>,
    /// The place in the end; 0 for who has none.
    pub place: u64,
    /// Whether that place is settled with this step: nothing that follows changes it.
    pub is_final: bool,
    /// The rule's prizes that are won at it, told with the final step.
    pub prizes: Vec<usize>,
}

/// The steps from a frozen board to the last one. Each entrant with a place on either is revealed
/// once and becomes final once, by that same step or a later one.
pub fn steps(frozen: &Field, last: &Field, settlement: &Settlement) -> Vec<Step> {
    let goal = goal(frozen, last);
    let mut prizes: BTreeMap<EntrantId, BTreeSet<usize>> = BTreeMap::new();
    for award in &settlement.awards {
        prizes.entry(award.entrant).or_default().insert(award.prize);
    }
    let places: BTreeMap<EntrantId, u64> = settlement
        .rows
        .iter()
        .map(|row| (row.entrant, row.place))
        .collect();
    let step = |entrant: EntrantId, from: usize, to: usize, score_before: Option<i64>| Step {
        entrant,
        from,
        to,
        score_before,
        score: last.score(entrant),
        place: places.get(&entrant).copied().unwrap_or(0),
        is_final: false,
        prizes: Vec::new(),
    };
    let mut screen = Screen::new(frozen, last);
    let mut revealed: BTreeSet<EntrantId> = BTreeSet::new();
    let mut steps: Vec<Step> = Vec::new();
    // How many from the top are not final yet.
    let mut rest = goal.len();
    for entrant in screen.list().into_iter().rev() {
        let from = screen.position(entrant);
        screen.reveal(entrant, last);
        revealed.insert(entrant);
        let to = screen.position(entrant);
        steps.push(step(entrant, from, to, frozen.score(entrant)));
        while let Some(bottom) = rest.checked_sub(1) {
            let held = screen.at(bottom);
            if held != Some(goal[bottom]) || !revealed.contains(&goal[bottom]) {
                break;
            }
            // Who is settled by being revealed needs no other step.
            if steps.last().is_none_or(|step| step.entrant != goal[bottom]) {
                let score = last.score(goal[bottom]);
                steps.push(step(goal[bottom], bottom, bottom, score));
            }
            if let Some(settled) = steps.last_mut() {
                settled.is_final = true;
                let won = prizes.get(&goal[bottom]).into_iter().flatten();
                settled.prizes = won.copied().collect();
            }
            rest = bottom;
        }
    }
    steps
}

/// The list as the audience sees it after `upto` steps: who, the score that is known, whether it is
/// the last one.
pub fn shown(
    frozen: &Field,
    last: &Field,
    steps: &[Step],
    upto: usize,
) -> Vec<(EntrantId, Option<i64>, bool)> {
    let mut screen = Screen::new(frozen, last);
    let revealed: BTreeSet<EntrantId> = steps.iter().take(upto).map(|s| s.entrant).collect();
    for entrant in &revealed {
        screen.reveal(*entrant, last);
    }
    let row = |entrant| {
        let score = screen.placed.score(entrant);
        (entrant, score, revealed.contains(&entrant))
    };
    screen.list().into_iter().map(row).collect()
}

/// Everyone with a place in the end, in order; then those who lost theirs, by number.
fn goal(frozen: &Field, last: &Field) -> Vec<EntrantId> {
    let mut goal: Vec<EntrantId> = last.list(0, usize::MAX).map(|row| row.entrant).collect();
    let all = frozen.list(0, usize::MAX).map(|row| row.entrant);
    let mut lost: Vec<EntrantId> = all.filter(|e| last.score(*e).is_none()).collect();
    lost.sort();
    goal.extend(lost);
    goal
}

/// What is on the screen: those with a place, and behind them by number those without one, who had
/// one before or will have one.
struct Screen {
    placed: Field,
    unplaced: Blocks<EntrantId>,
}

impl Screen {
    fn new(frozen: &Field, last: &Field) -> Self {
        let new = last.list(0, usize::MAX).map(|row| row.entrant);
        Self {
            unplaced: new.filter(|e| frozen.score(*e).is_none()).collect(),
            placed: frozen.clone(),
        }
    }

    fn reveal(&mut self, entrant: EntrantId, last: &Field) {
        self.placed.take(entrant, last);
        if self.placed.score(entrant).is_some() {
            self.unplaced.remove(&entrant);
        } else {
            self.unplaced.insert(entrant);
        }
    }

    fn position(&self, entrant: EntrantId) -> usize {
        let behind = || self.placed.len() + self.unplaced.rank(&entrant);
        self.placed.position(entrant).unwrap_or_else(behind)
    }

    fn at(&self, position: usize) -> Option<EntrantId> {
        match position.checked_sub(self.placed.len()) {
            Some(behind) => self.unplaced.from_position(behind).next(),
            None => self.placed.at_place(position as u64 + 1),
        }
    }

    fn list(&self) -> Vec<EntrantId> {
        let placed = self.placed.list(0, usize::MAX).map(|row| row.entrant);
        placed.chain(self.unplaced.from_position(0)).collect()
    }
}

#[cfg(test)]
mod tests;
