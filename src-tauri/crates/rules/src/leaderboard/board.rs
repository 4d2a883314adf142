//! A board: tallies, their order, places, gaps.

use super::{Blocks, Measure, Standing, Tally};
use crate::MemberId;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

/// A change of what counts for a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whose.
    pub member: MemberId,
    /// More or less in the window, more or less in the period before.
    pub by: Tally,
}

/// Where a member stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = BoardPlace)]
pub struct Place {
    /// Who.
    pub member: MemberId,
    /// One more than the number of better scores: 1, 2, 2, 4.
    pub place: u64,
    /// Whether others have the same score.
    pub tied: bool,
    /// The score, in the measure's unit.
    pub score: i64,
}

/// What it takes to reach the next better place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = BoardGap)]
pub struct Gap {
    /// The next better place.
    pub place: u64,
    /// How much more draws level with it, which shares it: in the measure's unit; for growth in fen
    /// of net sales.
    pub more: i64,
    /// How much more passes whoever holds it now.
    pub more_to_pass: i64,
}

/// One measure over one window and scope.
#[derive(Clone, Debug)]
pub struct Board {
    measure: Measure,
    tallies: HashMap<MemberId, Tally>,
    order: Blocks<Standing>,
}

impl Board {
    /// A board of what was counted. A member named twice counts with the sum.
    pub fn new(measure: Measure, counted: impl IntoIterator<Item = Change>) -> Self {
        let mut tallies: HashMap<MemberId, Tally> = HashMap::new();
        for change in counted {
            add(tallies.entry(change.member).or_default(), change.by);
        }
        let standings = tallies.iter().filter_map(|(member, tally)| {
            let (score, member) = (measure.score(*tally)?, *member);
            Some(Standing { score, member })
        });
        Self {
            measure,
            order: standings.collect(),
            tallies,
        }
    }

    /// Counts a change in.
    pub fn apply(&mut self, change: Change) {
        let member = change.member;
        let tally = self.tallies.entry(member).or_default();
        let old = self.measure.score(*tally);
        add(tally, change.by);
        let new = self.measure.score(*tally);
        if *tally == Tally::default() {
            self.tallies.remove(&member);
        }
        if old == new {
            return;
        }
        if let Some(score) = old {
            self.order.remove(&Standing { score, member });
        }
        if let Some(score) = new {
            self.order.insert(Standing { score, member });
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

    /// How many members are remembered, with a place or without.
    pub fn weight(&self) -> usize {
        self.tallies.len()
    }

    /// What was counted for a member.
    pub fn tally(&self, member: MemberId) -> Tally {
        self.tallies.get(&member).copied().unwrap_or_default()
    }

    /// The place of a member, none when they have none.
    pub fn place(&self, member: MemberId) -> Option<Place> {
        let position = self.position(member)?;
        self.list(position, 1).next()
    }

    /// The place number alone, for arrows.
    pub fn rank(&self, member: MemberId) -> Option<u64> {
        let score = self.measure.score(*self.tallies.get(&member)?)?;
        Some(self.better(score) as u64 + 1)
    }

    /// Where a member is listed, from 0.
    pub fn position(&self, member: MemberId) -> Option<usize> {
        let score = self.measure.score(*self.tallies.get(&member)?)?;
        Some(self.order.rank(&Standing { score, member }))
    }

    /// `count` places from listing position `start`, from 0, in order.
    pub fn list(&self, start: usize, count: usize) -> impl Iterator<Item = Place> + '_ {
        let mut before = start
            .checked_sub(1)
            .and_then(|at| self.order.from_position(at).next())
            .map(|standing| standing.score);
        let mut values = self.order.from_position(start).peekable();
        let mut place = 0;
        (start..start.saturating_add(count)).map_while(move |position| {
            let Standing { score, member } = values.next()?;
            let tied_above = before == Some(score);
            let tied_below = values.peek().is_some_and(|next| next.score == score);
            if !tied_above {
                place = position as u64 + 1;
            } else if place == 0 {
                // The listing began inside a shared place.
                place = self.better(score) as u64 + 1;
            }
            before = Some(score);
            Some(Place {
                member,
                place,
                tied: tied_above || tied_below,
                score,
            })
        })
    }

    /// What the member needs to reach the next better place; none for the first.
    ///
    /// Who has no place yet is told what it takes to draw level with the last; on an empty board one
    /// unit makes the first. None also for growth without a sufficient past: no sale of now mends it.
    pub fn gap(&self, member: MemberId) -> Option<Gap> {
        let tally = self.tally(member);
        let score = self.measure.score(tally);
        if score.is_none() && self.measure == Measure::Growth {
            return None;
        }
        let here = Standing::first_of(score.unwrap_or(i64::MIN));
        let next = self.order.last_before(&here).map(|next| next.score);
        if next.is_none() && score.is_some() {
            return None;
        }
        let target = next.unwrap_or(1);
        Some(Gap {
            place: self.better(target) as u64 + 1,
            more: self.measure.missing(target, tally),
            more_to_pass: self.measure.missing(target.saturating_add(1), tally),
        })
    }

    /// How much a place is ahead of the next lower score, in the measure's unit; none for the last.
    pub fn lead(&self, score: i64) -> Option<i64> {
        let next = Standing::first_of(score.checked_sub(1)?);
        let behind = self.order.from_position(self.order.rank(&next)).next()?;
        Some(score.saturating_sub(behind.score))
    }

    /// Whoever stands first at a place, counted from 1.
    pub fn at_place(&self, place: u64) -> Option<MemberId> {
        let index = usize::try_from(place.checked_sub(1)?).ok()?;
        self.list(index, 1).next().map(|found| found.member)
    }

    /// How many have exactly this score.
    pub fn sharing(&self, score: i64) -> usize {
        let next = score.checked_sub(1).map(Standing::first_of);
        next.map_or(self.len(), |next| self.order.rank(&next)) - self.better(score)
    }

    fn better(&self, score: i64) -> usize {
        self.order.rank(&Standing::first_of(score))
    }
}

fn add(tally: &mut Tally, by: Tally) {
    tally.now = tally.now.saturating_add(by.now);
    tally.base = tally.base.saturating_add(by.base);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The board, slowly and obviously: sort, then count the better ones for every row.
    fn twin(measure: Measure, changes: &[Change]) -> Vec<Place> {
        let mut tallies: Vec<(MemberId, Tally)> = Vec::new();
        for change in changes {
            match tallies
                .iter_mut()
                .find(|(member, _)| *member == change.member)
            {
                Some((_, tally)) => add(tally, change.by),
                None => tallies.push((change.member, change.by)),
            }
        }
        let mut scores: Vec<(i64, MemberId)> = tallies
            .iter()
            .filter_map(|(member, tally)| Some((-measure.score(*tally)?, *member)))
            .collect();
        scores.sort();
        let same = |score| scores.iter().filter(|(other, _)| *other == score).count();
        let better = |score| scores.iter().filter(|(other, _)| *other < score).count();
        scores
            .iter()
            .map(|(score, member)| Place {
                member: *member,
                place: better(*score) as u64 + 1,
                tied: same(*score) > 1,
                score: -score,
            })
            .collect()
    }

    fn board(scores: &[i64]) -> Board {
        let counted = (1..).zip(scores).map(|(id, now)| Change {
            member: MemberId(id),
            by: Tally { now: *now, base: 0 },
        });
        Board::new(Measure::Orders, counted)
    }

    fn changes() -> impl Strategy<Value = Vec<Change>> {
        let one = (1i64..40, -30i64..60, 0i64..30_000).prop_map(|(id, now, base)| Change {
            member: MemberId(id),
            by: Tally { now, base },
        });
        proptest::collection::vec(one, 0..120)
    }

    #[test]
    fn ties_share_the_place_and_the_next_is_skipped() {
        let places: Vec<(i64, u64, bool)> = board(&[5, 9, 7, 7, 0])
            .list(0, 10)
            .map(|p| (p.member.0, p.place, p.tied))
            .collect();
        assert_eq!(
            places,
            [(2, 1, false), (3, 2, true), (4, 2, true), (1, 4, false)]
        );
    }

    #[test]
    fn a_gap_names_the_next_better_place_and_what_it_takes() {
        let board = board(&[5, 9, 7, 7, 0]);
        let gap = |id| {
            board
                .gap(MemberId(id))
                .map(|g| (g.place, g.more, g.more_to_pass))
        };
        assert_eq!(gap(2), None, "the first has nobody to pass");
        assert_eq!(gap(4), Some((1, 2, 3)));
        assert_eq!(gap(1), Some((2, 2, 3)));
        assert_eq!(
            gap(5),
            Some((4, 5, 6)),
            "who has no place draws level with the last"
        );
        assert_eq!(
            (board.lead(9), board.lead(7), board.lead(5)),
            (Some(2), Some(2), None)
        );
        let empty = Board::new(Measure::Orders, []);
        assert_eq!(
            empty.gap(MemberId(1)).map(|g| (g.place, g.more)),
            Some((1, 1))
        );
    }

    proptest! {
        #[test]
        fn the_index_is_the_sort(measure in proptest::sample::select(&Measure::ALL), changes in changes(), start in 0usize..50) {
            let all = twin(measure, &changes);
            let mut fed = Board::new(measure, []);
            for change in &changes {
                fed.apply(*change);
            }
            let built = Board::new(measure, changes.iter().copied());
            for board in [&fed, &built] {
                prop_assert_eq!(board.len(), all.len());
                let listed: Vec<Place> = board.list(start, 11).collect();
                let expected: Vec<Place> = all.iter().skip(start).take(11).copied().collect();
                prop_assert_eq!(listed, expected);
                for (position, place) in all.iter().enumerate() {
                    prop_assert_eq!(board.place(place.member), Some(*place));
                    prop_assert_eq!(board.rank(place.member), Some(place.place));
                    prop_assert_eq!(board.position(place.member), Some(position));
                }
            }
        }

        #[test]
        fn the_order_of_facts_does_not_matter(changes in changes().prop_shuffle(), seed in changes()) {
            let mut one = Board::new(Measure::NetSales, seed);
            let mut other = one.clone();
            for change in &changes { one.apply(*change); }
            for change in changes.iter().rev() { other.apply(*change); }
            prop_assert!(one.list(0, 100).eq(other.list(0, 100)));
        }

        #[test]
        fn doing_what_the_gap_says_reaches_its_place(
            measure in proptest::sample::select(&Measure::ALL), changes in changes(), id in 1i64..41,
        ) {
            let mut board = Board::new(measure, changes);
            let member = MemberId(id);
            if let Some(gap) = board.gap(member) {
                prop_assert!(board.rank(member).is_none_or(|now| now > gap.place));
                let mut passed = board.clone();
                board.apply(Change { member, by: Tally { now: gap.more, base: 0 } });
                prop_assert_eq!(board.rank(member), Some(gap.place));
                passed.apply(Change { member, by: Tally { now: gap.more_to_pass, base: 0 } });
                prop_assert!(passed.rank(member) <= Some(gap.place));
            }
        }
    }
}
