//! What a redemption posts: its points go from where they lay to where its new state has them, lot by
//! lot, and back to the very lots they came from with the expiry these had.

use super::life::Holding;
use crate::points::lot::{NotEnoughPoints, Pocket, Taken};
use crate::points::{Account, Cause, Draft, InLot};
use crate::{MemberId, Moment, RedemptionId};

/// What the points are for, with its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// A redemption.
    Redemption(RedemptionId),
    /// A part of a pool.
    Part(i64),
}

/// A redemption, or a part of a pool, as the ledger knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// Which.
    pub of: For,
    /// Whose.
    pub member: MemberId,
    /// The prize's name, which statements show.
    pub name: String,
    /// The parts of the member's lots that were set aside.
    pub parts: Vec<Taken>,
}

/// Who acts, when, and how often this redemption was approved before: the leg of the next use, so that
/// no cause posts twice.
#[derive(Clone, Copy, Debug)]
pub struct Acting {
    /// Who; none for the shop itself.
    pub by: Option<MemberId>,
    /// When.
    pub now: Moment,
    /// Approvals posted before.
    pub uses: i64,
}

fn account(holding: Holding) -> Account {
    match holding {
        Holding::Reserved => Account::Reserved,
        Holding::Used => Account::Redeemed,
        Holding::Back => Account::Available,
    }
}

/// Takes the price from the pocket, first in first out, or refuses.
pub fn take(pocket: &mut Pocket, points: i64) -> Result<Vec<Taken>, NotEnoughPoints> {
    pocket.consume(points)
}

impl Purchase {
    /// Sets the parts aside.
    pub fn reserve(&self, acting: Acting) -> Vec<Draft> {
        self.lots(
            self.cause(Holding::Back, Holding::Reserved),
            (Account::Available, Account::Reserved),
            acting,
        )
    }

    /// Moves the points from where the one state has them to where the other does.
    pub fn moved(&self, from: Holding, to: Holding, acting: Acting) -> Vec<Draft> {
        let (cause, accounts) = (self.cause(from, to), (account(from), account(to)));
        match (from, to) {
            (Holding::Reserved, Holding::Used) => {
                vec![self.whole(cause, accounts, acting.uses, acting)]
            }
            // An approval that is undone is the one that was posted last.
            (Holding::Used, Holding::Reserved) => {
                vec![self.whole(cause, accounts, acting.uses - 1, acting)]
            }
            (Holding::Reserved | Holding::Used, Holding::Back) => {
                self.lots(cause, accounts, acting)
            }
            (Holding::Reserved, Holding::Reserved)
            | (Holding::Used, Holding::Used)
            | (Holding::Back, _) => Vec::new(),
        }
    }

    fn cause(&self, from: Holding, to: Holding) -> Cause {
        match (self.of, from, to) {
            (For::Redemption(_), Holding::Back, _) => Cause::Redeem,
            (For::Redemption(_), _, Holding::Back) => Cause::RedeemBack,
            (For::Redemption(_), _, Holding::Used) => Cause::RedeemUse,
            (For::Redemption(_), _, Holding::Reserved) => Cause::RedeemUnuse,
            (For::Part(_), Holding::Back, _) => Cause::PoolIn,
            (For::Part(_), _, Holding::Back) => Cause::PoolBack,
            (For::Part(_), ..) => Cause::PoolUse,
        }
    }

    fn whole(&self, cause: Cause, accounts: (Account, Account), leg: i64, acting: Acting) -> Draft {
        let points = self.parts.iter().map(|part| part.points).sum();
        self.draft((cause, leg), accounts, points, acting)
    }

    fn lots(&self, cause: Cause, accounts: (Account, Account), acting: Acting) -> Vec<Draft> {
        let of = |(leg, part): (i64, &Taken)| Draft {
            lot: InLot::Of(part.lot),
            expires_at: part.expires_at,
            ..self.draft((cause, leg), accounts, part.points, acting)
        };
        (0..).zip(&self.parts).map(of).collect()
    }

    fn number(&self) -> i64 {
        match self.of {
            For::Redemption(id) => id.0,
            For::Part(id) => id,
        }
    }

    fn draft(
        &self,
        (cause, leg): (Cause, i64),
        accounts: (Account, Account),
        points: i64,
        acting: Acting,
    ) -> Draft {
        Draft {
            reason: Some(self.name.clone()),
            by: acting.by,
            ..Draft::new(
                (cause, self.number(), leg),
                self.member,
                accounts,
                points,
                acting.now,
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::life::{STEPS, State};
    use super::*;
    use crate::points::lot::Lot;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn pocket(lots: &[(i64, i64)]) -> Pocket {
        let lots = (1..).zip(lots).map(|(number, (expires, left))| Lot {
            number,
            expires_at: (*expires > 0).then_some(Moment(*expires)),
            left: *left,
            touched: 1,
            ..Lot::default()
        });
        Pocket::new(lots.collect())
    }

    proptest! {
        /// Whatever way a redemption goes through the table, its points lie where its state says, no
        /// cause posts twice, and what comes back comes back to its lots as it was.
        #[test]
        fn points_lie_where_the_state_says(
            lots in proptest::collection::vec((0i64..5, 1i64..40), 1..6),
            points in 1i64..120,
            way in proptest::collection::vec(0usize..100, 0..12),
        ) {
            let before = pocket(&lots);
            let mut after = before.clone();
            let Ok(parts) = take(&mut after, points) else {
                prop_assert!(points > before.available());
                return Ok(());
            };
            let one = Purchase { of: For::Redemption(RedemptionId(7)), member: MemberId(1), name: "保温杯".to_owned(), parts };
            let acting = |uses| Acting { by: None, now: Moment(9), uses };
            let mut drafts = one.reserve(acting(0));
            let (mut state, mut uses) = (State::Requested, 0);
            for choice in way {
                let steps: Vec<_> = STEPS.iter().filter(|(from, ..)| *from == state).collect();
                let Some((.., to)) = steps.get(choice % steps.len().max(1)) else { break };
                let posted = one.moved(state.holding(), to.holding(), acting(uses));
                uses += posted.iter().filter(|d| d.cause == Cause::RedeemUse).count() as i64;
                drafts.extend(posted);
                state = *to;
                let at = |account| drafts.iter().map(|d| d.effect(account)).sum::<i64>();
                let lies = match state.holding() {
                    Holding::Reserved => (-points, points, 0),
                    Holding::Used => (-points, 0, points),
                    Holding::Back => (0, 0, 0),
                };
                prop_assert_eq!((at(Account::Available), at(Account::Reserved), at(Account::Redeemed)), lies);
            }
            let keys: HashSet<_> = drafts.iter().map(Draft::key).collect();
            prop_assert_eq!(keys.len(), drafts.len(), "every posting has its own key");
            if state.holding() == Holding::Back {
                for part in &one.parts {
                    after.give_back(part);
                }
                let left = |p: &Pocket| p.lots().iter().map(|l| (l.number, l.expires_at, l.left)).collect::<Vec<_>>();
                prop_assert_eq!(left(&before), left(&after));
            }
        }
    }
}
