//! The back-test: what a rule would have done in past months, before anyone is promised anything.

use super::{Award, Rule};
use crate::{BasisPoints, MemberId, Window};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A past stretch, settled under the rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// From when to when.
    pub window: Window,
    /// What would have been won.
    pub winners: Vec<Award>,
    /// How many would have taken part.
    pub entrants: usize,
    /// How many of them would have had a place.
    pub placed: usize,
    /// Who would have counted for an entrant.
    pub members: Vec<MemberId>,
}

/// What a rule would have done in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// Each stretch.
    pub months: Vec<Month>,
    /// Who would have won: in how many stretches, how many points in all. The most valuable first.
    pub winners: Vec<(MemberId, usize, i64)>,
    /// How many took part at least once and never won anything.
    pub never: usize,
    /// How many took part at least once.
    pub took_part: usize,
    /// The share of all prizes' value that goes to the three who won most, rounded down; 0 without
    /// prizes. A point is valued at one fen beside what things cost.
    pub top3_share: BasisPoints,
    /// All points.
    pub points: i64,
    /// What all things cost, in fen.
    pub cost_fen: i64,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    times: usize,
    points: i64,
    cost_fen: i64,
}

impl Sum {
    fn add(&mut self, award: &Award, rule: &Rule) {
        self.points = self.points.saturating_add(award.points);
        let cost = rule.prizes.get(award.prize).map_or(0, |p| p.cost_fen);
        if award.thing.is_some() {
            self.cost_fen = self.cost_fen.saturating_add(cost);
        }
    }

    fn value(&self) -> i128 {
        i128::from(self.points) + i128::from(self.cost_fen)
    }
}

/// What a rule would have done.
pub fn replay(rule: &Rule, months: Vec<Month>) -> Replay {
    let mut sums: BTreeMap<MemberId, Sum> = BTreeMap::new();
    let mut all = Sum::default();
    let mut took_part: BTreeSet<MemberId> = BTreeSet::new();
    for month in &months {
        took_part.extend(&month.members);
        let mut once: BTreeSet<MemberId> = BTreeSet::new();
        for award in &month.winners {
            let sum = sums.entry(award.member).or_default();
            sum.times += usize::from(once.insert(award.member));
            sum.add(award, rule);
            all.add(award, rule);
        }
    }
    let mut winners: Vec<(MemberId, Sum)> = sums.iter().map(|(id, sum)| (*id, *sum)).collect();
    winners.sort_by_key(|(id, sum)| (Reverse(sum.value()), Reverse(sum.times), *id));
    let top: i128 = winners.iter().take(3).map(|(_, sum)| sum.value()).sum();
    let share = if all.value() > 0 {
        top * 10_000 / all.value()
    } else {
        0
    };
    Replay {
        winners: winners
            .iter()
            .map(|(id, sum)| (*id, sum.times, sum.points))
            .collect(),
        never: took_part.iter().filter(|id| !sums.contains_key(id)).count(),
        took_part: took_part.len(),
        top3_share: BasisPoints(share.clamp(0, 10_000) as i64),
        points: all.points,
        cost_fen: all.cost_fen,
        months,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contest::cast::rule;
    use crate::contest::prize::{Prize, To};
    use crate::contest::{Kind, Shared};
    use crate::{EntrantId, Moment};

    fn month(members: &[i64], won: &[(i64, i64, Option<&str>)]) -> Month {
        let award = |(member, points, thing): &(i64, i64, Option<&str>)| Award {
            entrant: EntrantId(*member),
            member: MemberId(*member),
            prize: 0,
            place: 1,
            points: *points,
            thing: thing.map(str::to_owned),
        };
        Month {
            window: Window {
                start: Moment(0),
                end: Moment(1),
            },
            winners: won.iter().map(award).collect(),
            entrants: members.len(),
            placed: members.len(),
            members: members.iter().map(|id| MemberId(*id)).collect(),
        }
    }

    fn cup() -> Rule {
        let prize = Prize {
            to: To::Places { first: 1, last: 9 },
            points: 0,
            thing: Some("奖杯".into()),
            cost_fen: 400,
            title: None,
        };
        Rule {
            prizes: vec![prize],
            shared: Shared::Each,
            ..rule(Kind::Ranking)
        }
    }

    #[test]
    fn it_says_who_would_have_won_how_often_and_what_it_would_have_cost() {
        let months = vec![
            month(
                &[1, 2, 3, 4, 5],
                &[(1, 100, Some("奖杯")), (1, 50, None), (2, 100, None)],
            ),
            month(
                &[1, 2, 6],
                &[(1, 100, None), (2, 40, None), (3, 60, None), (4, 50, None)],
            ),
        ];
        let told = replay(&cup(), months);
        let winners: Vec<(i64, usize, i64)> = told
            .winners
            .iter()
            .map(|(id, times, points)| (id.0, *times, *points))
            .collect();
        assert_eq!(winners, [(1, 2, 250), (2, 2, 140), (3, 1, 60), (4, 1, 50)]);
        assert_eq!((told.took_part, told.never), (6, 2));
        assert_eq!((told.points, told.cost_fen), (500, 400));
        assert_eq!(told.top3_share, BasisPoints(850 * 10_000 / 900));
    }

    #[test]
    fn without_prizes_nothing_is_concentrated() {
        let told = replay(&cup(), vec![month(&[1], &[])]);
        assert_eq!((told.top3_share, told.never), (BasisPoints(0), 1));
        assert_eq!(replay(&cup(), Vec::new()).took_part, 0);
    }
}
