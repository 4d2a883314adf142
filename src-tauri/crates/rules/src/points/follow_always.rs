//! What always holds of following, whatever happens to sales.

use super::ledger::{DAY, Ledger, line};
use super::*;
use crate::points::account::Account;
use crate::{Fen, ImportId};
use Account::{Available, Borne, Expired, Issued, Owed, Pending};
use proptest::prelude::*;

/// A change of one of six sales: which, who sold it, for how much, what kind of change, and how many
/// days went by before it.
type Step = (usize, i64, i64, u8, i64);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec((0usize..6, 1i64..3, 0i64..9_000, 0u8..4, 0i64..25), 1..24)
}

/// Plays steps on six sales, maturing and letting run out as time goes by.
fn play(ledger: &mut Ledger, lines: &mut [Line], steps: &[Step], refunds: bool) -> Moment {
    let mut now = Moment(0);
    for (sale, member, fen, kind, days) in steps {
        now = now.plus_days(*days);
        let line = &mut lines[*sale];
        let is_refund = refunds && *kind == 0 && *fen < line.fen.0;
        match kind {
            0 => line.fen = Fen(*fen),
            1 => line.member = MemberId(*member),
            2 => line.at = line.at.plus_ms(fen * 10_000 - 45_000_000),
            _ => line.fen = Fen(0),
        }
        let refunded: Vec<i64> = is_refund.then_some(line.sale.0).into_iter().collect();
        ledger.refund(lines, now, &refunded);
        let count = ledger.postings.len();
        ledger.follow(lines, now);
        assert_eq!(
            ledger.postings.len(),
            count,
            "following again changes nothing"
        );
        ledger.mature(now);
    }
    now
}

fn six() -> Vec<Line> {
    (0..6).map(|i| line(i + 1, 1, i, 5_000)).collect()
}

/// A ledger whose points run out after a month.
fn brief() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.terms.expire_months = 1;
    ledger
}

proptest! {
    /// The slow obvious twin follows once, from nothing.
    #[test]
    fn following_step_by_step_ends_where_following_once_does(steps in steps(), refunds in any::<bool>()) {
        let (mut ledger, mut lines) = (brief(), six());
        let now = play(&mut ledger, &mut lines, &steps, refunds);
        let mut once = brief();
        once.follow(&lines, now);
        for member in 1..3 {
            let earned = |ledger: &Ledger| -> i64 {
                let board = ledger.board();
                board.iter().filter(|((m, _), _)| m.0 == member).map(|(_, points)| points).sum()
            };
            prop_assert_eq!(earned(&ledger), earned(&once));
            prop_assert!(ledger.of(Available, member) >= 0);
            prop_assert!(ledger.of(Pending, member) >= 0);
            prop_assert_eq!(ledger.of(Owed, member), 0, "who spends nothing owes nothing");
        }
        if !refunds {
            prop_assert_eq!(ledger.board(), once.board(), "every period as if it had always been so");
            for member in 1..3 {
                prop_assert_eq!(ledger.of(Pending, member), once.of(Pending, member));
                prop_assert_eq!(ledger.of(Available, member), once.of(Available, member));
            }
        }
        let all: i64 = Account::ALL.iter().map(|a| {
            if a.is_members() { ledger.of(*a, 1) + ledger.of(*a, 2) } else { ledger.of(*a, 0) }
        }).sum();
        prop_assert_eq!(all, 0, "every posting balances");
        // Undoing everything leaves nothing, in no period and on no account.
        ledger.follow_after(&[], now, Because::Undo(ImportId(1)), &[]);
        prop_assert_eq!(ledger.board(), BTreeMap::new());
        let count = ledger.postings.len();
        ledger.follow_after(&[], now, Because::Undo(ImportId(2)), &[]);
        prop_assert_eq!(ledger.postings.len(), count, "undoing again changes nothing");
        prop_assert_eq!([Issued, Expired, Borne].map(|a| ledger.of(a, 0)), [0; 3]);
        prop_assert_eq!(ledger.of(Available, 1) + ledger.of(Available, 2), 0);
    }

    /// The slow obvious twin was never refunded.
    #[test]
    fn a_refund_that_is_taken_back_leaves_everything_as_it_was(
        spends in proptest::collection::vec((0i64..30, 1i64..3, 1i64..120), 0..6),
        refund in (0usize..6, 0i64..5_000, 5i64..60, 0i64..40),
        team_bears_spent in any::<bool>(),
    ) {
        let (sale, left, on_day, later) = refund;
        let (mut ledger, mut twin) = (brief(), brief());
        for ledger in [&mut ledger, &mut twin] {
            ledger.terms.team_bears_spent = team_bears_spent;
            let mut spends = spends.clone();
            spends.sort_unstable();
            ledger.follow(&six(), Moment(6 * DAY));
            for (day, member, points) in &spends {
                ledger.mature(Moment(day * DAY));
                ledger.spend(*member, *points);
            }
        }
        let now = Moment((30 + on_day) * DAY);
        let mut lines = six();
        ledger.mature(now);
        twin.mature(now);
        lines[sale].fen = Fen(left);
        ledger.refund(&lines, now, &[sale as i64 + 1]);
        // New sales pay what is owed meanwhile.
        let then = now.plus_days(later);
        let mut more = six();
        more.push(line(7, 1, 20 + on_day, 3_000));
        lines.push(line(7, 1, 20 + on_day, 3_000));
        ledger.follow(&lines, now);
        twin.follow(&more, now);
        ledger.mature(then);
        twin.mature(then);
        ledger.follow(&more, then);
        prop_assert_eq!(ledger.estate(1), twin.estate(1));
        prop_assert_eq!(ledger.board(), twin.board());
    }
}
