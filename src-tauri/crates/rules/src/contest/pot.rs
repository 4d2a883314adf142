//! A contest's pot in the ledger: funded when it is published, paid from when it is final, and empty
//! after that. What is in it is always what was put in, less what was paid, plus what was taken back.

use crate::points::lot::Pocket;
use crate::points::{Account, Cause, Draft, InLot, Terms};
use crate::sale::line::NOBODY;
use crate::{ContestId, MemberId, Moment};
use std::collections::HashMap;

/// The number of the next posting under each cause of one contest, so that no cause posts twice.
#[derive(Clone, Debug, Default)]
pub struct Legs(pub HashMap<Cause, i64>);

impl Legs {
    fn next(&mut self, cause: Cause) -> i64 {
        let leg = self.0.entry(cause).or_default();
        *leg += 1;
        *leg - 1
    }
}

/// What is posted for one contest.
#[derive(Clone, Debug)]
pub struct Desk<'a> {
    /// Which contest.
    pub contest: ContestId,
    /// Its name, which statements show.
    pub name: &'a str,
    /// The team's terms.
    pub terms: Terms,
    /// Who acts.
    pub by: MemberId,
    /// When.
    pub now: Moment,
    /// How far its postings are numbered.
    pub legs: Legs,
    /// What is to be posted.
    pub drafts: Vec<Draft>,
}

impl Desk<'_> {
    fn push(
        &mut self,
        cause: Cause,
        member: MemberId,
        accounts: (Account, Account),
        points: i64,
    ) -> &mut Draft {
        let leg = self.legs.next(cause);
        self.drafts.push(Draft {
            by: Some(self.by),
            reason: Some(self.name.to_owned()),
            ..Draft::new(
                (cause, self.contest.0, leg),
                member,
                accounts,
                points,
                self.now,
            )
        });
        self.drafts.last_mut().expect("one was just added")
    }

    /// Brings what is in the pot to what it needs.
    pub fn level(&mut self, held: i64, needed: i64) {
        if needed > held {
            self.push(
                Cause::PotFund,
                NOBODY,
                (Account::Issued, Account::Pot),
                needed - held,
            );
        }
        if needed < held {
            self.push(
                Cause::PotBack,
                NOBODY,
                (Account::Pot, Account::Issued),
                held - needed,
            );
        }
    }

    /// Pays a prize; it can be used at once.
    pub fn pay(&mut self, member: MemberId, points: i64) {
        if points > 0 {
            let expires_at = self.terms.expires_at(self.now);
            let draft = self.push(
                Cause::Prize,
                member,
                (Account::Pot, Account::Available),
                points,
            );
            draft.lot = InLot::Own;
            draft.expires_at = expires_at;
        }
    }

    /// Takes a prize back into the pot: from the lots it made and what ran out of them, then first in
    /// first out; what is used already the member owes or the team bears.
    pub fn take_back(&mut self, member: MemberId, points: i64, pocket: &mut Pocket, own: &[i64]) {
        let (taken, missing) = pocket.take_back(points, own);
        for (from, part) in taken {
            let draft = self.push(Cause::PrizeBack, member, (from, Account::Pot), part.points);
            draft.lot = InLot::Of(part.lot);
            draft.expires_at = part.expires_at;
        }
        if missing > 0 {
            let from = if self.terms.team_bears_spent {
                Account::Borne
            } else {
                Account::Owed
            };
            self.push(Cause::PrizeBack, member, (from, Account::Pot), missing);
        }
    }

    /// What the postings add to the pot.
    pub fn effect(&self) -> i64 {
        self.drafts
            .iter()
            .map(|draft| draft.effect(Account::Pot))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::lot::Lot;
    use proptest::prelude::*;

    fn desk() -> Desk<'static> {
        Desk {
            contest: ContestId(1),
            name: "月度销冠",
            terms: Terms::default(),
            by: MemberId(1),
            now: Moment(1_000_000),
            legs: Legs::default(),
            drafts: Vec::new(),
        }
    }

    proptest! {
        #[test]
        fn a_pot_that_was_levelled_to_what_is_paid_is_empty_after_paying_and_taking_back(
            prizes in proptest::collection::vec((1i64..6, 1i64..1_000), 0..12),
            changes in proptest::collection::vec((1i64..6, -300i64..300), 0..12),
            spent in 0i64..1_000,
            spare in 0i64..5_000,
        ) {
            let mut desk = desk();
            let needed: i64 = prizes.iter().map(|(_, points)| points).sum();
            desk.level(0, needed + spare);
            desk.level(needed + spare, needed);
            for (member, points) in &prizes {
                desk.pay(MemberId(*member), *points);
            }
            prop_assert_eq!(desk.effect(), 0);
            // Whatever was spent meanwhile, a change set balances too.
            let back: i64 = changes.iter().map(|(_, by)| -by.min(&0)).sum();
            let more: i64 = changes.iter().map(|(_, by)| by.max(&0)).sum();
            desk.level(0, (more - back).max(0));
            for (member, by) in changes.iter().filter(|(_, by)| *by < 0) {
                let lot = Lot { number: 7, left: spent / 2, expired: spent / 3, touched: 1, ..Lot::default() };
                desk.take_back(MemberId(*member), -by, &mut Pocket::new(vec![lot]), &[7]);
            }
            for (member, by) in changes.iter().filter(|(_, by)| *by > 0) {
                desk.pay(MemberId(*member), *by);
            }
            desk.level(desk.effect(), 0);
            prop_assert_eq!(desk.effect(), 0);
            let keys: std::collections::HashSet<_> = desk.drafts.iter().map(|d| d.key()).collect();
            prop_assert_eq!(keys.len(), desk.drafts.len(), "every posting has its own key");
        }
    }
}
