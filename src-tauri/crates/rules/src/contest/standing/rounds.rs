//! A field of rounds: what they say stands above what is counted.

use super::order::{LEAD, TIES, TIES_MAX};
use super::{Field, Seed};
use crate::EntrantId;
use crate::contest::course::{Course, Entry, Stage};
use crate::contest::{Rule, Tally, Terms};
use std::collections::HashMap;
use std::sync::Arc;

impl Field {
    /// The field of a contest of rounds: what was counted in each that has begun. In a contest without
    /// rounds, of the first.
    pub fn of_rounds(
        rule: Arc<Rule>,
        seed: Seed,
        terms: HashMap<EntrantId, Terms>,
        heads: HashMap<EntrantId, i64>,
        (entries, stage): (Vec<Entry>, Stage),
        mut rounds: Vec<HashMap<EntrantId, Tally>>,
    ) -> Self {
        if rule.kind.cuts().is_none() {
            let tallies = rounds.drain(..).next().unwrap_or_default();
            return Self::new(rule, seed, terms, heads, tallies);
        }
        let fields = rule.rounds().into_iter().zip(rounds);
        let fields = fields.map(|(window, tallies)| {
            let round = Arc::new(rule.of_round(window));
            Self::new(round, seed, terms.clone(), heads.clone(), tallies)
        });
        let course = Course::new(&rule, &seed, entries, stage, fields.collect());
        let mut field = Self::new(rule, seed, terms, heads, []);
        field.follow(course);
        field
    }

    /// Takes over what rounds say.
    fn follow(&mut self, course: Course) {
        let tallies = course.entrants().map(|one| (one, course.tally(one)));
        self.tallies = tallies.collect();
        self.stands = course.stands().clone();
        self.course = Some(Arc::new(course));
        self.sort();
    }

    /// Its rounds, if it has such.
    pub fn course(&self) -> Option<&Course> {
        self.course.as_deref()
    }

    /// Renews what was counted in rounds, from 0; without rounds all is counted in the first.
    pub fn put_all(&mut self, tallies: impl IntoIterator<Item = (usize, EntrantId, Tally)>) {
        let Some(course) = self.course.take() else {
            for (_, entrant, tally) in tallies {
                self.put(entrant, tally);
            }
            return;
        };
        let mut course = Arc::unwrap_or_clone(course);
        for (round, entrant, tally) in tallies {
            course.put(round, entrant, tally);
        }
        course.play(&self.rule, &self.seed);
        self.follow(course);
    }

    /// What was counted for an entrant in a round, from 0; without rounds in all.
    pub fn tally_in(&self, round: usize, entrant: EntrantId) -> Option<&Tally> {
        match &self.course {
            Some(course) => course.fields().get(round)?.tally(entrant),
            None => self.tally(entrant),
        }
    }

    /// The same before anybody did anything.
    pub fn emptied(&self) -> Self {
        let mut empty = self.clone();
        for tally in empty.tallies.values_mut() {
            *tally = Tally::default();
        }
        empty.stands.clear();
        empty.sort();
        empty
    }

    /// How many stand above those of a lead.
    pub fn above(&self, lead: i64) -> u64 {
        let mut best = [i64::MAX; TIES + TIES_MAX];
        best[LEAD] = lead;
        self.better(best) as u64
    }

    /// Takes over from another field of the same rule all that it says of an entrant; nothing of who
    /// does not take part in it.
    pub fn take(&mut self, entrant: EntrantId, from: &Self) {
        let old = self.standing(entrant);
        self.terms.insert(entrant, from.terms(entrant));
        self.heads.insert(entrant, from.heads(entrant));
        let tally = from.tally(entrant).copied().unwrap_or_default();
        self.tallies.insert(entrant, tally);
        match from.stands.get(&entrant) {
            Some(stand) => self.stands.insert(entrant, *stand),
            None => self.stands.remove(&entrant),
        };
        self.renew(old, entrant);
    }
}
