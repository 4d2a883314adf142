//! An order line as its exports tell of it, and what it contributes to boards and totals.

use super::State;
use crate::{Fen, MemberId, Moment};
use std::collections::BTreeSet;

/// What one export says of one order line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    /// What was sold.
    pub item: &'a str,
    /// Its category.
    pub category: Option<&'a str>,
    /// Where the order stands.
    pub state: State,
    /// The amount that the team counts.
    pub amount: Fen,
    /// Money given back so far.
    pub refunded: Fen,
    /// Number of pieces.
    pub pieces: i64,
    /// Who sold it, as the shop names them.
    pub seller: Option<&'a str>,
    /// Who bought it: the same number for the same customer.
    pub buyer: Option<i64>,
    /// When it was placed.
    pub placed: Option<Moment>,
    /// When it was paid.
    pub paid: Option<Moment>,
    /// When it was finished.
    pub finished: Option<Moment>,
}

impl Reading<'_> {
    /// The moment the line counts for: when it was paid, else placed, else finished, else `known`,
    /// when it was exported.
    pub fn at(&self, known: Moment) -> Moment {
        self.paid.or(self.placed).or(self.finished).unwrap_or(known)
    }
}

/// Nobody yet: the seller of a line is not matched to a member.
pub const NOBODY: MemberId = MemberId(0);

/// What a line adds to its member at its moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Contribution {
    /// Whose; [`NOBODY`] while the seller is not matched.
    pub member: MemberId,
    /// When.
    pub at: Moment,
    /// Net amount.
    pub fen: i64,
    /// 1 on the first line of an order that counts for its member.
    pub orders: i64,
    /// Pieces.
    pub pieces: i64,
}

/// A line of an order, as far as its contribution needs.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    /// Whose.
    pub member: MemberId,
    /// When.
    pub at: Moment,
    /// Where it stands; `None` when every import that told of it was undone.
    pub state: Option<State>,
    /// The amount before refunds.
    pub amount: Fen,
    /// Refunds so far.
    pub refunded: Fen,
    /// Pieces.
    pub pieces: i64,
}

impl Counted {
    /// What is left of the amount: nothing unless the order was paid and not closed, never below zero.
    pub fn net(&self) -> i64 {
        match self.state {
            Some(state) if state.counts() => (self.amount.0 - self.refunded.0).max(0),
            _ => 0,
        }
    }
}

/// What the lines of one order contribute, line by line in the given order.
///
/// An order counts once for each member with something left of it, on their first such line. Pieces
/// of a line count while anything of it is left.
pub fn contributions(lines: &[Counted]) -> Vec<Contribution> {
    let mut seen = BTreeSet::new();
    lines
        .iter()
        .map(|line| contribution(line, || seen.insert(line.member)))
        .collect()
}

/// What one line contributes; `is_first` is asked, of a line with something left, whether it is its
/// member's first such line of the order.
pub fn contribution(line: &Counted, is_first: impl FnOnce() -> bool) -> Contribution {
    let fen = line.net();
    let counts = fen > 0;
    Contribution {
        member: line.member,
        at: line.at,
        fen,
        orders: i64::from(counts && is_first()),
        pieces: if counts { line.pieces } else { 0 },
    }
}

/// The corrections that bring what is written to what should count: one row when member and moment
/// stay, else one that takes back and one that gives.
pub fn corrections(written: Contribution, target: Contribution) -> Vec<Contribution> {
    let is_nothing = |c: &Contribution| (c.fen, c.orders, c.pieces) == (0, 0, 0);
    let rows = if (written.member, written.at) == (target.member, target.at) {
        vec![Contribution {
            fen: target.fen - written.fen,
            orders: target.orders - written.orders,
            pieces: target.pieces - written.pieces,
            ..target
        }]
    } else {
        let back = Contribution {
            fen: -written.fen,
            orders: -written.orders,
            pieces: -written.pieces,
            ..written
        };
        vec![back, target]
    };
    rows.into_iter().filter(|row| !is_nothing(row)).collect()
}

/// The refunds a line should have in all, when the file that holds says `told` and the last refund by
/// hand made it `by_hand` in all: a file may or may not know of it yet, so the larger holds.
pub fn refunds_due(told: Fen, by_hand: Fen) -> Fen {
    told.max(by_hand)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(member: i64, amount: i64, refunded: i64, state: Option<State>) -> Counted {
        Counted {
            member: MemberId(member),
            at: Moment(1),
            state,
            amount: Fen(amount),
            refunded: Fen(refunded),
            pieces: 2,
        }
    }

    fn told(lines: &[Counted]) -> Vec<(i64, i64, i64)> {
        contributions(lines)
            .iter()
            .map(|c| (c.fen, c.orders, c.pieces))
            .collect()
    }

    #[test]
    fn an_order_counts_once_on_its_first_line_with_something_left() {
        let paid = Some(State::Paid);
        assert_eq!(
            told(&[line(1, 100, 0, paid), line(1, 50, 0, paid)]),
            [(100, 1, 2), (50, 0, 2)]
        );
        assert_eq!(
            told(&[line(1, 100, 100, paid), line(1, 50, 10, paid)]),
            [(0, 0, 0), (40, 1, 2)]
        );
        assert_eq!(
            told(&[line(1, 100, 0, paid), line(2, 50, 0, paid)]),
            [(100, 1, 2), (50, 1, 2)]
        );
        assert_eq!(
            told(&[line(1, 100, 0, Some(State::Unpaid)), line(1, 5, 0, None)]),
            [(0, 0, 0); 2]
        );
    }

    fn any_counted() -> impl Strategy<Value = Counted> {
        (1i64..4, 0i64..3, 0i64..1000, 0i64..1500, 0usize..6).prop_map(
            |(member, at, amount, refunded, state)| Counted {
                at: Moment(at),
                ..line(member, amount, refunded, State::ALL.get(state).copied())
            },
        )
    }

    proptest! {
        /// What is written plus its corrections is the target, for every member and moment.
        #[test]
        fn corrections_reach_the_target(from in any_counted(), to in any_counted()) {
            let (from, to) = (contributions(&[from])[0], contributions(&[to])[0]);
            let mut sums = std::collections::BTreeMap::new();
            for row in std::iter::once(from).chain(corrections(from, to)) {
                let sum = sums.entry((row.member, row.at)).or_insert((0, 0, 0));
                *sum = (sum.0 + row.fen, sum.1 + row.orders, sum.2 + row.pieces);
            }
            for (key, sum) in sums {
                let due = if key == (to.member, to.at) { (to.fen, to.orders, to.pieces) } else { (0, 0, 0) };
                prop_assert_eq!(sum, due);
            }
        }

        /// An order never counts more often than it has members, nor more money than was paid.
        #[test]
        fn an_order_is_never_more_than_it_is(lines in proptest::collection::vec(any_counted(), 1..6)) {
            let sum = contributions(&lines);
            let members: BTreeSet<_> = lines.iter().map(|l| l.member).collect();
            prop_assert!(sum.iter().map(|c| c.orders).sum::<i64>() <= members.len() as i64);
            prop_assert!(sum.iter().map(|c| c.fen).sum::<i64>() <= lines.iter().map(|l| l.amount.0).sum());
        }
    }
}
