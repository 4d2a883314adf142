//! Who wins, as a pure function of what was fixed before.

use super::plan::Plan;
use crate::MemberId;
use crate::contest::standing::Seed;
use crate::points::posting::text_hash;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::HashSet;
use utoipa::ToSchema;

/// Somebody's place on the roster: their tickets are the numbers from `first` on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DrawTicket)]
pub struct Ticket {
    /// Whose.
    pub member: MemberId,
    /// The first of their tickets, from 1.
    pub first: i64,
    /// How many they have.
    pub count: i64,
    /// What stands for them in the published roster, by chance and known to them alone: who has how
    /// many tickets is nobody else's to read.
    pub code: String,
}

/// What a draw is checked by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof<'a> {
    /// Secret until the draw.
    pub seed: Seed,
    /// The roster, in the order of its tickets.
    pub roster: &'a [Ticket],
    /// The text of the rule, as it was hashed.
    pub rule: &'a str,
    /// The public word that is mixed in; empty when there is none.
    pub public: &'a str,
}

/// One number of the sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DrawLot)]
pub struct Lot {
    /// Its place in the sequence, from 0.
    pub number: i64,
    /// The ticket that was drawn.
    pub ticket: i64,
    /// Its holder.
    pub member: MemberId,
    /// The prize it won, by its place in the plan; none: the holder had won already, or was absent.
    pub prize: Option<usize>,
}

/// Somebody who won.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DrawWinner)]
pub struct Winner {
    /// The place of the number in the sequence.
    pub number: i64,
    /// The ticket.
    pub ticket: i64,
    /// Who.
    pub member: MemberId,
    /// What, by its place in the plan.
    pub prize: usize,
}

/// Gives everyone their tickets, in the order they stand in, each with their code.
pub fn roster(counts: impl IntoIterator<Item = (MemberId, i64, String)>) -> Vec<Ticket> {
    let mut next = 1;
    let of = |(member, count, code): (MemberId, i64, String)| {
        let first = next;
        next += count;
        Ticket {
            member,
            first,
            count,
            code,
        }
    };
    let with = counts.into_iter().filter(|(_, count, _)| *count > 0);
    with.map(of).collect()
}

/// The text of a roster that is hashed: one line each, `first-last code`, so that it names nobody.
pub fn roster_text(roster: &[Ticket]) -> String {
    let line = |t: &Ticket| format!("{}-{} {}\n", t.first, t.first + t.count - 1, t.code);
    roster.iter().map(line).collect()
}

/// How often the sequence is asked before a draw gives up; it is never reached while somebody is left.
const NUMBERS_MAX: i64 = 10_000_000;

/// The sequence while it is drawn.
struct Sequence<'a> {
    roster: &'a [Ticket],
    base: String,
    total: u64,
    wins_again: bool,
    next: i64,
    /// Who has won, or had.
    won: HashSet<MemberId>,
    /// Who was absent.
    out: HashSet<MemberId>,
    lots: Vec<Lot>,
}

impl Sequence<'_> {
    /// Goes on to the next number whose holder can win, and gives them the prize; none when nobody is
    /// left.
    fn give(&mut self, prize: usize) {
        // Numbers from here on would favour the first tickets.
        let bound = u64::MAX - u64::MAX % self.total;
        while self.next < NUMBERS_MAX {
            let gone = if self.wins_again {
                &self.out
            } else {
                &self.won
            };
            if gone.len() == self.roster.len() {
                return;
            }
            let number = self.next;
            self.next += 1;
            let value = value(&self.base, number);
            if value >= bound {
                continue;
            }
            let ticket = i64::try_from(value % self.total).unwrap_or(0) + 1;
            let Some(member) = holder(self.roster, ticket) else {
                return;
            };
            let barred =
                self.out.contains(&member) || (!self.wins_again && self.won.contains(&member));
            self.lots.push(Lot {
                number,
                ticket,
                member,
                prize: (!barred).then_some(prize),
            });
            if !barred {
                self.won.insert(member);
                return;
            }
        }
    }
}

/// Draws: the numbers of the sequence, each with what became of it. Every prize goes to the next number
/// that can win, in the order of the plan; then, for each number in `absent` in its order, the prize of
/// its holder, who was not there, goes to the next number after all of them. So whoever won keeps what
/// they won, whoever else is absent.
pub fn pick(plan: &Plan, proof: &Proof<'_>, absent: &[i64]) -> Vec<Lot> {
    let tickets: i64 = proof.roster.iter().map(|ticket| ticket.count).sum();
    let Some(total) = u64::try_from(tickets).ok().filter(|total| *total > 0) else {
        return Vec::new();
    };
    let mut sequence = Sequence {
        roster: proof.roster,
        base: base(proof),
        total,
        wins_again: plan.wins_again,
        next: 0,
        won: HashSet::new(),
        out: HashSet::new(),
        lots: Vec::new(),
    };
    for (nth, share) in plan.prizes.iter().enumerate() {
        for _ in 0..share.count {
            sequence.give(nth);
        }
    }
    for number in absent {
        let lots = &mut sequence.lots;
        let Some(lot) = lots.iter_mut().find(|lot| lot.number == *number) else {
            continue;
        };
        let (member, vacant) = (lot.member, lot.prize.take());
        sequence.out.insert(member);
        if let Some(prize) = vacant {
            sequence.give(prize);
        }
    }
    sequence.lots
}

/// Those who won, in the order they were drawn.
pub fn winners(lots: &[Lot]) -> Vec<Winner> {
    let of = |lot: &Lot| {
        Some(Winner {
            number: lot.number,
            ticket: lot.ticket,
            member: lot.member,
            prize: lot.prize?,
        })
    };
    lots.iter().filter_map(of).collect()
}

fn holder(roster: &[Ticket], ticket: i64) -> Option<MemberId> {
    let after = roster.partition_point(|t| t.first <= ticket);
    roster.get(after.checked_sub(1)?).map(|t| t.member)
}

/// What is the same of every number: `seed roster-hash rule-hash public`, as text.
fn base(proof: &Proof<'_>) -> String {
    let seed = proof.seed.hex();
    let roster = text_hash(&roster_text(proof.roster));
    let rule = text_hash(proof.rule);
    format!("{seed} {roster} {rule} {}", proof.public)
}

fn value(base: &str, number: i64) -> u64 {
    let digest = Sha256::digest(format!("{base} {number}").as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::super::plan::plan;
    use super::*;
    use proptest::prelude::*;

    fn rostered(counts: impl IntoIterator<Item = (MemberId, i64)>) -> Vec<Ticket> {
        let of = |(member, count): (MemberId, i64)| (member, count, member.to_string());
        roster(counts.into_iter().map(of))
    }

    fn proof<'a>(seed: u8, roster: &'a [Ticket]) -> Proof<'a> {
        Proof {
            seed: Seed([seed; 32]),
            roster,
            rule: "rule",
            public: "",
        }
    }

    #[test]
    fn a_draw_is_the_same_whoever_computes_it() {
        let roster = rostered([(MemberId(3), 2), (MemberId(5), 1), (MemberId(9), 4)]);
        assert_eq!(roster_text(&roster), "1-2 3\n3-3 5\n4-7 9\n");
        let said: Vec<_> = pick(&plan(&[("小奖", 1), ("大奖", 1)]), &proof(7, &roster), &[])
            .into_iter()
            .map(|lot| (lot.number, lot.ticket, lot.member.0, lot.prize))
            .collect();
        // Computed with Python's hashlib, from the words of this module's description alone.
        assert_eq!(said, [(0, 6, 9, Some(0)), (1, 3, 5, Some(1))]);
    }

    #[test]
    fn every_ticket_is_drawn_about_as_often() {
        let roster = rostered((1..=5).map(|n| (MemberId(n), 1)));
        let mut counts = [0_i64; 6];
        for seed in 0..=255_u8 {
            for round in 0..8 {
                let public = round.to_string();
                let proof = Proof {
                    public: &public,
                    ..proof(seed, &roster)
                };
                let first = pick(&plan(&[("奖", 1)]), &proof, &[])[0];
                counts[usize::try_from(first.ticket).expect("small")] += 1;
            }
        }
        // 2048 draws, 410 each; five sigma are 91.
        assert!(
            counts[1..].iter().all(|n| (319..=501).contains(n)),
            "{counts:?}"
        );
    }

    proptest! {
        #[test]
        fn each_prize_has_its_winner_and_nobody_wins_twice(
            counts in proptest::collection::vec(0_i64..5, 1..12),
            prizes in proptest::collection::vec(1_i64..4, 1..4),
            seed in 0_u8..255,
            again in proptest::bool::ANY,
            misses in 0_usize..3,
        ) {
            let roster = rostered((1..).map(MemberId).zip(counts));
            let names: Vec<(&str, i64)> = prizes.iter().map(|n| ("奖", *n)).collect();
            let plan = Plan { wins_again: again, ..plan(&names) };
            let proof = proof(seed, &roster);
            // Whoever is absent, all others keep what they won.
            let mut absent: Vec<i64> = Vec::new();
            let mut lots = pick(&plan, &proof, &absent);
            for miss in 0..misses {
                let won = winners(&lots);
                let Some(gone) = won.get(usize::from(seed) * (miss + 1) % won.len().max(1)) else { break };
                absent.push(gone.number);
                let after = winners(&pick(&plan, &proof, &absent));
                for kept in won.iter().filter(|w| w.number != gone.number) {
                    prop_assert!(after.contains(kept), "{:?} of {:?}", kept, after);
                }
                let new: Vec<_> = after.iter().filter(|w| !won.contains(w)).collect();
                prop_assert!(new.len() <= 1 && new.iter().all(|w| w.prize == gone.prize));
                lots = pick(&plan, &proof, &absent);
            }
            let won = winners(&lots);
            prop_assert!(won.iter().all(|w| !absent.contains(&w.number)));
            let people: HashSet<_> = won.iter().map(|w| w.member).collect();
            if !again {
                prop_assert_eq!(people.len(), won.len());
            }
            let all: i64 = prizes.iter().sum();
            let left = i64::try_from(roster.len().saturating_sub(absent.len())).expect("few");
            let count = i64::try_from(won.len()).expect("few");
            match again {
                false => prop_assert_eq!(count, all.min(left)),
                true => prop_assert!(count <= all && (left == 0 || count == all)),
            }
            // The slow twin: every number by itself.
            for lot in &lots {
                let digest = Sha256::digest(format!("{} {}", base(&proof), lot.number).as_bytes());
                let value = digest[..8].iter().fold(0_u128, |sum, byte| sum * 256 + u128::from(*byte));
                let total: i64 = roster.iter().map(|t| t.count).sum();
                prop_assert_eq!(value % u128::try_from(total).expect("some") + 1, u128::try_from(lot.ticket).expect("some"));
                let mine = roster.iter().find(|t| (t.first..t.first + t.count).contains(&lot.ticket));
                prop_assert_eq!(mine.map(|t| t.member), Some(lot.member));
            }
        }
    }
}
