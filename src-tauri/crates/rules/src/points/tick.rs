//! What time alone does to the ledger: points mature, pay back what is owed, run out.

use super::Terms;
use super::account::{Account, Cause, maturity_id};
use super::lot::{Pocket, Taken};
use super::posting::{Draft, InLot};
use crate::{MemberId, Moment};

/// A member's pending points that become available at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Whose.
    pub member: MemberId,
    /// When.
    pub matures_at: Moment,
    /// How many.
    pub points: i64,
}

impl Bucket {
    /// The posting that makes it a lot; `leg` counts earlier ones of the same moment.
    pub fn mature(&self, terms: &Terms, leg: i64) -> Draft {
        let id = maturity_id(self.member, self.matures_at);
        Draft {
            matures_at: Some(self.matures_at),
            expires_at: terms.expires_at(self.matures_at),
            lot: InLot::Own,
            ..Draft::new(
                (Cause::Maturity, id, leg),
                self.member,
                (Account::Pending, Account::Available),
                self.points,
                self.matures_at,
            )
        }
    }
}

/// Pays back what a member owes (`owed` is below zero) from the lots that run out first; above zero
/// more was paid back than is owed any more, and goes back to the lots that paid it.
pub fn repay(member: MemberId, owed: i64, pocket: &mut Pocket, now: Moment) -> Vec<Draft> {
    let (taken, accounts) = if owed > 0 {
        let given = pocket.take_repayments_back(owed);
        (given, (Account::Owed, Account::Available))
    } else {
        let (taken, _) = pocket.consume_up_to(-owed);
        (taken, (Account::Available, Account::Owed))
    };
    let of = |part: &Taken| from_lot(Cause::Repayment, member, accounts, part, now);
    taken.iter().map(of).collect()
}

/// Takes what has run out.
pub fn expire(member: MemberId, pocket: &mut Pocket, now: Moment) -> Vec<Draft> {
    let of = |part: &Taken| {
        let accounts = (Account::Available, Account::Expired);
        let at = part.expires_at.unwrap_or(now);
        from_lot(Cause::Expiry, member, accounts, part, at)
    };
    pocket.expire(now).iter().map(of).collect()
}

fn from_lot(
    cause: Cause,
    member: MemberId,
    accounts: (Account, Account),
    part: &Taken,
    happened_at: Moment,
) -> Draft {
    Draft {
        expires_at: part.expires_at,
        lot: InLot::Of(part.lot),
        ..Draft::new(
            (cause, part.lot, part.leg),
            member,
            accounts,
            part.points,
            happened_at,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::lot::Lot;

    fn pocket() -> Pocket {
        let lot = |number, expires, left| Lot {
            number,
            expires_at: Some(Moment(expires)),
            left,
            touched: 1,
            ..Lot::default()
        };
        Pocket::new(vec![lot(1, 100, 30), lot(2, 200, 50)])
    }

    fn said(drafts: &[Draft]) -> Vec<(i64, i64, i64)> {
        let of = |d: &Draft| (d.cause_id, d.leg, d.points);
        drafts.iter().map(of).collect()
    }

    #[test]
    fn what_is_owed_is_paid_from_the_lot_that_runs_out_first() {
        let mut pocket = pocket();
        let drafts = repay(MemberId(1), -40, &mut pocket, Moment(10));
        assert_eq!(said(&drafts), [(1, 1, 30), (2, 1, 10)]);
        assert_eq!(pocket.available(), 40);
    }

    #[test]
    fn lots_run_out_at_their_moment_and_once() {
        let mut pocket = pocket();
        assert_eq!(said(&expire(MemberId(1), &mut pocket, Moment(99))), []);
        let drafts = expire(MemberId(1), &mut pocket, Moment(150));
        assert_eq!(said(&drafts), [(1, 1, 30)]);
        assert_eq!(drafts[0].happened_at, Moment(100));
        assert_eq!(said(&expire(MemberId(1), &mut pocket, Moment(150))), []);
    }
}
