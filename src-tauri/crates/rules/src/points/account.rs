//! The accounts a posting moves points between, and why it does.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! numbered {
    ($(#[$doc:meta])* $name:ident { $($(#[$note:meta])* $variant:ident = $number:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$note])* $variant = $number,)* }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The number kept in the ledger.
            pub const fn number(self) -> i64 {
                self as i64
            }

            /// Which one a number of the ledger is.
            pub fn from_number(number: i64) -> Option<Self> {
                match number {
                    $($number => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

numbered! {
    /// An account. The first four are each member's; the others are the team's.
    Account {
        /// A member's points that can be used.
        Available = 1,
        /// A member's points whose sale can still be returned.
        Pending = 2,
        /// A member's points set aside for something asked for.
        Reserved = 3,
        /// What a member owes after a refund took points already used; never above zero.
        Owed = 4,
        /// Where points come from and what is taken back goes to.
        Issued = 5,
        /// Points used.
        Redeemed = 6,
        /// Points that ran out.
        Expired = 7,
        /// Refunds of used points that the team bears.
        Borne = 8,
        /// A contest's pot; which contest is the posting's cause.
        Pot = 9,
    }
}

numbered! {
    /// Why a posting was made. With its number within the cause and a leg it is the posting's
    /// idempotency key: the same cause never posts twice.
    Cause {
        /// A sale's amount earned points. Numbered by the sale.
        Sale = 1,
        /// An order earned its fixed points. Numbered by the order's first counting line.
        Order = 2,
        /// An order was a business day's first. Numbered by the order's first counting line.
        Day = 3,
        /// The sale counts for less: a refund, a correction, an import taken back.
        SaleBack = 4,
        /// The order counts no more, or for someone else.
        OrderBack = 5,
        /// The order is the day's first no more.
        DayBack = 6,
        /// The return window ended. Numbered by member and moment, see [`maturity_id`].
        Maturity = 7,
        /// A lot ran out. Numbered by the lot.
        Expiry = 8,
        /// A person granted points. Numbered by the grant.
        Grant = 9,
        /// A grant taken back. Numbered by the grant.
        GrantBack = 10,
        /// Newly available points paid back what was owed. Numbered by the lot.
        Repayment = 11,
        /// A contest's pot is funded. Numbered by the contest, nobody's.
        PotFund = 12,
        /// What a contest's pot does not need any more. Numbered by the contest, nobody's.
        PotBack = 13,
        /// A contest's prize. Numbered by the contest.
        Prize = 14,
        /// A contest's prize taken back into its pot. Numbered by the contest.
        PrizeBack = 15,
        /// Points set aside for a prize of the shop. Numbered by the redemption, as are the next three.
        Redeem = 16,
        /// The redemption was approved: its points are used.
        RedeemUse = 17,
        /// The approval was undone: its points are set aside again.
        RedeemUnuse = 18,
        /// The redemption came to nothing: its points go back to the lots they came from.
        RedeemBack = 19,
        /// Points put into a pool for a prize. Numbered by the part, as are the next two.
        PoolIn = 20,
        /// The pool has what its prize costs: its points are used.
        PoolUse = 21,
        /// The pool came to nothing, or the part was taken out: the points go back to their lots.
        PoolBack = 22,
        /// Somebody praised with points. Numbered by the share of who was praised, as is the next.
        Praise = 23,
        /// A praise taken back.
        PraiseBack = 24,
    }
}

impl Account {
    /// Whether each member has one of these.
    pub fn is_members(self) -> bool {
        self <= Self::Owed
    }
}

/// Room for the seconds of a moment in a [`maturity_id`]: until the year 2286.
const SECONDS: i64 = 10_000_000_000;

/// The number of the maturing of one member's points at one moment, under [`Cause::Maturity`].
///
/// It is made of the exact moment, which is a whole second: the starts of two business days can be
/// less than a day apart, when clocks change or the team moves its business day.
pub fn maturity_id(member: crate::MemberId, matures_at: crate::Moment) -> i64 {
    member.0 * SECONDS + matures_at.0.div_euclid(1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_as_what_they_were() {
        assert!(
            Account::ALL
                .iter()
                .all(|a| Account::from_number(a.number()) == Some(*a))
        );
        assert!(
            Cause::ALL
                .iter()
                .all(|c| Cause::from_number(c.number()) == Some(*c))
        );
        assert_eq!(Account::from_number(0), None);
    }

    #[test]
    fn maturities_of_days_that_begin_less_than_a_day_apart_have_numbers_of_their_own() {
        let id = |calendar: crate::Calendar, day: &str| {
            let day = day.parse().expect("a day");
            maturity_id(crate::MemberId(100_000), calendar.start(day))
        };
        // London puts its clocks forward on 29 March 2026: that day is 23 hours long.
        let london = crate::Calendar {
            zone: chrono_tz::Europe::London,
            day_shift_minutes: 0,
        };
        assert_ne!(id(london, "2026-03-29"), id(london, "2026-03-30"));
        // The team moves the beginning of its day from midnight to four.
        let plain = crate::Calendar::default();
        let shifted = crate::Calendar {
            day_shift_minutes: 240,
            ..plain
        };
        assert_ne!(id(plain, "2026-11-22"), id(shifted, "2026-11-22"));
        assert_eq!(id(plain, "2026-11-22") / SECONDS, 100_000);
    }

    #[test]
    fn four_accounts_are_members_own() {
        let own: Vec<_> = Account::ALL.iter().filter(|a| a.is_members()).collect();
        assert_eq!(own.len(), 4);
    }
}
