//! Who stands where in a contest, and why: one order of one tuple ([`order::Standing`]).
//!
//! Who is equal in everything that the rule names shares the place and the next place is skipped (1,
//! 2, 2, 4; DOMAIN law 8). The entrant's number decides only which of two sharers is listed first.

pub mod order;
mod rounds;
pub mod seed;

pub use order::Standing;
pub use seed::Seed;

use super::course::{Course, Stand};
use super::rule::TieKey;
use super::score::{NEVER, missing, score};
use super::{Kind, Rule, Tally, Terms};
use crate::EntrantId;
use crate::leaderboard::Blocks;
use order::{LEAD, Order, SCORE, TIES};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use utoipa::ToSchema;

/// Where an entrant stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestPlace)]
pub struct Row {
    /// Who.
    pub entrant: EntrantId,
    /// One more than the number of those who stand better: 1, 2, 2, 4.
    pub place: u64,
    /// Whether others share the place.
    pub tied: bool,
    /// The score, in the rule's unit; in a race also what lies beyond the target.
    pub score: i64,
    /// What stands above the score: rounds won; the league, 0 the highest, then −1; 1 for a finalist.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub lead: i64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "asked for by serde")]
fn is_zero(value: &i64) -> bool {
    *value == 0
}

/// What it takes to reach the next better place. Amounts are in the rule's amount unit, before
/// handicap and heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestGap)]
pub struct Gap {
    /// The next better place.
    pub place: u64,
    /// How much more draws level in score with whoever holds it; 0 when only a tie key parts them.
    pub more: i64,
    /// How much more passes them whatever the tie keys say; none when nothing can: they have reached
    /// the target of a race, or the most that growth counts as.
    pub more_to_pass: Option<i64>,
}

/// Everyone in a contest, in order.
#[derive(Clone, Debug)]
pub struct Field {
    rule: Arc<Rule>,
    seed: Seed,
    terms: HashMap<EntrantId, Terms>,
    heads: HashMap<EntrantId, i64>,
    tallies: HashMap<EntrantId, Tally>,
    order: Blocks<Standing>,
    /// Its rounds, and where they bring everyone.
    course: Option<Arc<Course>>,
    stands: HashMap<EntrantId, Stand>,
}

impl Field {
    /// The field of what was counted. Who has no terms has no handicap and no base; who has no heads
    /// is one.
    pub fn new(
        rule: Arc<Rule>,
        seed: Seed,
        terms: HashMap<EntrantId, Terms>,
        heads: HashMap<EntrantId, i64>,
        tallies: impl IntoIterator<Item = (EntrantId, Tally)>,
    ) -> Self {
        let mut field = Self {
            rule,
            seed,
            terms,
            heads,
            tallies: tallies.into_iter().collect(),
            order: Blocks::default(),
            course: None,
            stands: HashMap::new(),
        };
        field.sort();
        field
    }

    fn sort(&mut self) {
        let entrants = self.tallies.keys();
        self.order = entrants.filter_map(|one| self.standing(*one)).collect();
    }

    /// The rule it follows.
    pub fn rule(&self) -> &Arc<Rule> {
        &self.rule
    }

    /// The seed of its draws.
    pub fn seed(&self) -> &Seed {
        &self.seed
    }

    /// Renews what was counted for an entrant, or adds them.
    pub fn put(&mut self, entrant: EntrantId, tally: Tally) {
        let old = self.standing(entrant);
        self.tallies.insert(entrant, tally);
        self.renew(old, entrant);
    }

    fn renew(&mut self, old: Option<Standing>, entrant: EntrantId) {
        let new = self.standing(entrant);
        if old == new {
            return;
        }
        if let Some(old) = old {
            self.order.remove(&old);
        }
        if let Some(new) = new {
            self.order.insert(new);
        }
    }

    /// How many have a place.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether nobody has a place.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// How many take part, with a place or without.
    pub fn entrants(&self) -> usize {
        self.tallies.len()
    }

    /// What was counted for an entrant; none for who does not take part.
    pub fn tally(&self, entrant: EntrantId) -> Option<&Tally> {
        self.tallies.get(&entrant)
    }

    /// An entrant's terms.
    pub fn terms(&self, entrant: EntrantId) -> Terms {
        self.terms.get(&entrant).copied().unwrap_or_default()
    }

    /// How many people an entrant is.
    pub fn heads(&self, entrant: EntrantId) -> i64 {
        self.heads.get(&entrant).copied().unwrap_or(1)
    }

    /// An entrant's score, in the rule's unit; none for who has no place.
    pub fn score(&self, entrant: EntrantId) -> Option<i64> {
        let tally = self.tallies.get(&entrant)?;
        if self.course.is_some() {
            return self.stands.get(&entrant)?.score;
        }
        score(&self.rule, tally, &self.terms(entrant), self.heads(entrant))
    }

    /// The whole of what decides where an entrant stands; none for who has no place.
    pub fn standing(&self, entrant: EntrantId) -> Option<Standing> {
        let (score, tally) = (self.score(entrant)?, self.tallies.get(&entrant)?);
        let mut standing = Standing::of(&self.rule, &self.seed, entrant, score, tally);
        standing.order[LEAD] = self.lead_of(entrant);
        Some(standing)
    }

    fn lead_of(&self, entrant: EntrantId) -> i64 {
        self.stands.get(&entrant).map_or(0, |stand| stand.lead)
    }

    /// Where an entrant stands.
    pub fn row(&self, entrant: EntrantId) -> Option<Row> {
        self.list(self.position(entrant)?, 1).next()
    }

    /// Where an entrant is listed, from 0.
    pub fn position(&self, entrant: EntrantId) -> Option<usize> {
        Some(self.order.rank(&self.standing(entrant)?))
    }

    /// `count` rows from listing position `start`, from 0, in order.
    pub fn list(&self, start: usize, count: usize) -> impl Iterator<Item = Row> + '_ {
        let above = start.checked_sub(1);
        let mut before = above.and_then(|at| Some(self.order.from_position(at).next()?.order));
        let mut values = self.order.from_position(start).peekable();
        let mut place = 0;
        (start..start.saturating_add(count)).map_while(move |position| {
            let Standing { order, entrant } = values.next()?;
            let tied_above = before == Some(order);
            let tied_below = values.peek().is_some_and(|next| next.order == order);
            if !tied_above {
                place = position as u64 + 1;
            } else if place == 0 {
                // The listing began inside a shared place.
                place = self.better(order) as u64 + 1;
            }
            before = Some(order);
            Some(Row {
                entrant,
                place,
                tied: tied_above || tied_below,
                score: self.shown(order[SCORE], entrant),
                lead: order[LEAD],
            })
        })
    }

    /// The score that belongs to a standing: a race orders by no more than its target.
    fn shown(&self, ordered: i64, entrant: EntrantId) -> i64 {
        match self.rule.kind {
            Kind::Race { .. } => self.score(entrant).unwrap_or(ordered),
            _ => ordered,
        }
    }

    /// Whoever is listed at a place, counted from 1.
    pub fn at_place(&self, place: u64) -> Option<EntrantId> {
        let index = usize::try_from(place.checked_sub(1)?).ok()?;
        Some(self.order.from_position(index).next()?.entrant)
    }

    /// How many share an entrant's place, themselves included; 0 without a place.
    pub fn sharing(&self, entrant: EntrantId) -> usize {
        self.standing(entrant).map_or(0, |own| {
            let after = Standing::last_of(own.order);
            self.order.rank(&after) - self.better(own.order)
        })
    }

    /// What an entrant needs to reach the next better place; none for the first, for who has reached
    /// the target of a race, and for whom no amount is enough: they are not in the rounds, the next
    /// better one leads by rounds, or places of rounds make the score.
    ///
    /// Who has no place yet is told what it takes to draw level with the last; in an empty field what
    /// makes a place at all.
    pub fn gap(&self, entrant: EntrantId) -> Option<Gap> {
        let tally = self.tallies.get(&entrant).copied().unwrap_or_default();
        let (terms, heads) = (self.terms(entrant), self.heads(entrant));
        let (own, lead) = (self.standing(entrant), self.lead_of(entrant));
        let is_out = self.course.is_some() && !self.stands.contains_key(&entrant);
        if is_out || matches!(self.rule.kind, Kind::Season(_)) {
            return None;
        }
        let mut lowest = [i64::MIN; TIES + order::TIES_MAX];
        lowest[LEAD] = lead;
        let next = match own {
            Some(own) if self.reached(own) => return None,
            Some(own) => Some(self.order.last_before(&Standing::first_of(own.order))?),
            None if self.lacks_orders(&tally) => return None,
            None => self.order.last_before(&Standing::last_of(lowest)),
        };
        if next.is_some_and(|next| next.order[LEAD] != lead) {
            return None;
        }
        let more = |target| {
            let more = missing(&self.rule, &tally, &terms, heads, target);
            (more != NEVER).then_some(more)
        };
        let target = next.map_or(i64::MIN, |next| next.order[SCORE]);
        let passable = next.is_none_or(|next| !self.reached(next));
        Some(Gap {
            place: next.map_or(0, |next| self.better(next.order)) as u64 + 1,
            more: more(target)?,
            more_to_pass: more(target.saturating_add(1)).filter(|_| passable),
        })
    }

    fn reached(&self, standing: Standing) -> bool {
        matches!(self.rule.kind, Kind::Race { target } if standing.order[SCORE] >= target)
    }

    fn lacks_orders(&self, tally: &Tally) -> bool {
        matches!(&self.rule.kind, Kind::Growth(growth) if tally.orders < growth.orders_min)
    }

    /// How far an entrant's score is ahead of the next lower one, in the rule's unit; none when nobody
    /// has less.
    pub fn lead(&self, entrant: EntrantId) -> Option<i64> {
        let own = self.standing(entrant)?;
        let mut lower = [i64::MAX; TIES + order::TIES_MAX];
        lower[LEAD] = own.order[LEAD];
        lower[SCORE] = own.order[SCORE].checked_sub(1)?;
        let from = self.order.rank(&Standing::first_of(lower));
        let behind = self.order.from_position(from).next()?;
        if behind.order[LEAD] != own.order[LEAD] {
            return None;
        }
        let score = self.shown(own.order[SCORE], entrant);
        Some(score.saturating_sub(behind.order[SCORE]))
    }

    /// What parted an entrant from the equal score listed right above; none when the score above is
    /// another, or nothing parts them and they share the place.
    ///
    /// Who reached the target of a race earlier stands before who reached it later.
    pub fn parted_by(&self, entrant: EntrantId) -> Option<TieKey> {
        let own = self.standing(entrant)?;
        let above = self.order.last_before(&own)?;
        let differs = own
            .order
            .iter()
            .zip(above.order)
            .position(|(a, b)| *a != b)?;
        match differs {
            LEAD | SCORE => None,
            key if key < TIES => Some(TieKey::Earlier),
            key => self.rule.ties.get(key - TIES).copied(),
        }
    }

    fn better(&self, order: Order) -> usize {
        self.order.rank(&Standing::first_of(order))
    }
}

#[cfg(test)]
mod tests;
