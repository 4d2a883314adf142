//! Contests of rounds: knock-out, leagues, a season. Each round is a ranking of its own time by the
//! same measures; what its places mean for the next makes the kind.
//!
//! All rounds follow from the facts, the early ones too: a refund may still change who goes on.

pub mod bracket;
pub mod leagues;
pub mod season;

pub use bracket::{Bracket, Pair};
pub use leagues::{Leagues, Move, Seat};
pub use season::{Scored, Season, Table};

use super::standing::Seed;
use super::{Field, Kind, Rule, Tally};
use crate::{EntrantId, Moment, Window};
use std::cmp::Reverse;
use std::collections::HashMap;

const DAY_MS: i64 = 86_400_000;

/// How far the rounds of a contest are at a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stage {
    /// How many have begun; the first counts as begun from the beginning.
    pub begun: usize,
    /// How many are over.
    pub over: usize,
}

/// Someone who takes part, as rounds see them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub entrant: EntrantId,
    /// What they did before the contest, in the rule's amount unit.
    pub level: i64,
    /// Since when they take part.
    pub since: Moment,
}

/// Where rounds bring somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    /// What stands above every score: rounds won; the league, 0 the highest, below it −1 and so on;
    /// 1 for who is in the final of a season.
    pub lead: i64,
    /// The round that decides between equal leads, from 0.
    pub round: usize,
    /// Their score; none for who has no place.
    pub score: Option<i64>,
}

/// How the rounds went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plan {
    /// By round: the pairs, from the top of the bracket.
    Bracket(Vec<Vec<Pair>>),
    /// By round: the leagues, the highest first, each in order.
    Leagues(Vec<Vec<Vec<Seat>>>),
    /// By round: who won season points; and the finalists.
    Season(Table),
}

/// Rounds, with what was counted in each.
#[derive(Clone, Debug)]
pub struct Course {
    entries: Vec<Entry>,
    stage: Stage,
    fields: Vec<Field>,
    plan: Plan,
    stands: HashMap<EntrantId, Stand>,
}

impl Rule {
    /// Its rounds, one after the other; its whole time where the kind has none.
    pub fn rounds(&self) -> Vec<Window> {
        let cuts = self.kind.cuts().unwrap_or_default();
        let starts = [self.start].into_iter().chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain([self.end]);
        starts
            .zip(ends)
            .map(|(start, end)| Window { start, end })
            .collect()
    }

    /// How far its rounds are at a moment; always the same where the kind has none.
    pub fn stage(&self, now: Moment) -> Stage {
        if self.kind.cuts().is_none() {
            return Stage { begun: 1, over: 0 };
        }
        let rounds = self.rounds();
        let begun = rounds.iter().filter(|round| round.start <= now).count();
        Stage {
            begun: begun.max(1),
            over: rounds.iter().filter(|round| round.end <= now).count(),
        }
    }

    /// The ranking that one of its rounds is.
    pub fn of_round(&self, round: Window) -> Self {
        Self {
            kind: Kind::Ranking,
            start: round.start,
            end: round.end,
            freeze_at: None,
            prizes: Vec::new(),
            ..self.clone()
        }
    }

    /// Whether who is in it, and where, stands from its start on.
    pub fn is_formed_at_start(&self) -> bool {
        matches!(self.kind, Kind::Bracket(_) | Kind::Leagues(_))
    }

    /// When the level is counted that brackets are seeded and leagues are formed by.
    pub fn level_window(&self) -> Option<Window> {
        let days = match &self.kind {
            Kind::Bracket(bracket) if !bracket.drawn => bracket.recent_days,
            Kind::Leagues(leagues) => leagues.recent_days,
            _ => return None,
        };
        Some(Window {
            start: self.start.plus_ms(days.saturating_mul(-DAY_MS)),
            end: self.start,
        })
    }
}

impl Course {
    /// The course of these rounds; `fields` has one for each that has begun.
    pub(super) fn new(
        rule: &Rule,
        seed: &Seed,
        entries: Vec<Entry>,
        stage: Stage,
        fields: Vec<Field>,
    ) -> Self {
        let mut entries = entries;
        entries.sort_unstable_by_key(|entry| entry.entrant);
        let mut course = Self {
            entries,
            stage,
            fields,
            plan: Plan::Bracket(Vec::new()),
            stands: HashMap::new(),
        };
        course.play(rule, seed);
        course
    }

    /// How the rounds went.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Each round's own board, those that have begun.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// Whether somebody competes in a round that has begun, from 0.
    pub fn is_in(&self, round: usize, entrant: EntrantId) -> bool {
        match &self.plan {
            Plan::Bracket(rounds) => rounds.get(round).is_some_and(|pairs| {
                let mut held = pairs.iter().flat_map(|pair| [pair.first, pair.second]);
                held.any(|one| one == Some(entrant))
            }),
            Plan::Leagues(rounds) => rounds.get(round).is_some_and(|leagues| {
                let mut seats = leagues.iter().flatten();
                seats.any(|seat| seat.entrant == entrant)
            }),
            Plan::Season(table) => {
                let is_final = round == self.stage.begun.saturating_sub(1);
                !is_final || table.finalists.is_empty() || table.finalists.contains(&entrant)
            }
        }
    }

    /// What somebody did before the contest, in the rule's amount unit.
    pub fn level(&self, entrant: EntrantId) -> Option<i64> {
        let found = self
            .entries
            .binary_search_by_key(&entrant, |entry| entry.entrant);
        found.ok().map(|at| self.entries[at].level)
    }

    /// The round that decides for somebody between equal leads, from 0; none for who is not in it.
    pub fn deciding(&self, entrant: EntrantId) -> Option<usize> {
        Some(self.stands.get(&entrant)?.round)
    }

    /// The season points somebody won in a round, from 0.
    pub fn points(&self, round: usize, entrant: EntrantId) -> Option<i64> {
        let Plan::Season(table) = &self.plan else {
            return None;
        };
        let mut scored = table.rounds.get(round)?.iter();
        let found = scored.find(|one| one.entrant == entrant);
        found.map(|one| one.points)
    }

    /// Where the rounds bring everyone who is in them.
    pub(super) fn stands(&self) -> &HashMap<EntrantId, Stand> {
        &self.stands
    }

    /// Renews what was counted in a round.
    pub(super) fn put(&mut self, round: usize, entrant: EntrantId, tally: Tally) {
        if let Some(field) = self.fields.get_mut(round) {
            field.put(entrant, tally);
        }
    }

    /// What decides beside the lead: the tally of the deciding round; in a season all rounds'.
    pub(super) fn tally(&self, entrant: EntrantId) -> Tally {
        let of = |field: &Field| field.tally(entrant).copied().unwrap_or_default();
        if !matches!(self.plan, Plan::Season(_)) {
            let round = self.stands.get(&entrant).map_or(0, |stand| stand.round);
            return self.fields.get(round).map_or_else(Tally::default, of);
        }
        let mut sum = Tally::default();
        for tally in self.fields.iter().map(of) {
            for (sum, amount) in sum.amounts.iter_mut().zip(tally.amounts) {
                *sum = sum.saturating_add(amount);
            }
            sum.orders += tally.orders;
            sum.fen = sum.fen.saturating_add(tally.fen);
            sum.last_at = sum.last_at.max(tally.last_at);
        }
        sum
    }

    /// Everyone who takes part.
    pub(super) fn entrants(&self) -> impl Iterator<Item = EntrantId> + '_ {
        self.entries.iter().map(|entry| entry.entrant)
    }

    /// Plays the rounds from the first.
    pub(super) fn play(&mut self, rule: &Rule, seed: &Seed) {
        let (fields, stage) = (&self.fields, self.stage);
        let in_time = |entry: &&Entry| entry.since <= rule.start;
        let seeded = |drawn: bool| {
            let mut seeds: Vec<&Entry> = self.entries.iter().filter(in_time).collect();
            let level = |entry: &Entry| if drawn { 0 } else { entry.level };
            seeds.sort_by_cached_key(|entry| {
                let lot = seed.lot(entry.entrant);
                (Reverse((level(entry), lot)), entry.entrant)
            });
            seeds.iter().map(|entry| entry.entrant).collect::<Vec<_>>()
        };
        (self.plan, self.stands) = match &rule.kind {
            Kind::Bracket(bracket) => {
                let (rounds, stands) =
                    bracket::play(bracket, &seeded(bracket.drawn), fields, stage);
                (Plan::Bracket(rounds), stands)
            }
            Kind::Leagues(leagues) => {
                let late: Vec<(Moment, EntrantId)> = {
                    let late = self.entries.iter().filter(|entry| !in_time(entry));
                    let mut late: Vec<_> = late.map(|one| (one.since, one.entrant)).collect();
                    late.sort_unstable();
                    late
                };
                let ends: Vec<Moment> = rule.rounds().iter().map(|round| round.end).collect();
                let all = (seeded(false), late.as_slice());
                let (rounds, stands) = leagues::play(leagues, all, fields, (stage, &ends));
                (Plan::Leagues(rounds), stands)
            }
            Kind::Season(season) => {
                let rounds = rule.rounds().len();
                let (table, stands) = season::play(season, fields, rounds);
                (Plan::Season(table), stands)
            }
            _ => (Plan::Bracket(Vec::new()), HashMap::new()),
        };
    }
}

#[cfg(test)]
mod tests;
