use super::*;
use crate::contest::cast::rule;
use crate::contest::{Kind, Who};
use crate::team::{Member, Roster};
use proptest::prelude::*;
use std::collections::HashSet;

/// A contest of members 1 to 3 from moment 5 to 15; 4 is in the team and takes no part.
fn contest(kind: Kind) -> (Rule, Parts) {
    let rule = Rule {
        who: Who::Chosen {
            members: (1..=3).map(MemberId).collect(),
        },
        start: Moment(5),
        end: Moment(15),
        ..rule(kind)
    };
    let team = (1..=4).map(|id| Member::new(MemberId(id), "林晓", Moment(0)));
    let parts = Parts::of(
        &rule,
        &Roster::of(team, [], [], []),
        &HashSet::new(),
        Moment::MAX,
    );
    (rule, parts)
}

fn fact(member: i64, at: i64, line: i64, fen: i64) -> Fact {
    let mut amounts = [0; COUNTED_MAX];
    amounts[0] = fen;
    Fact {
        member: MemberId(member),
        at: Moment(at),
        line,
        amounts,
        orders: fen.signum(),
        fen,
    }
}

fn counted(facts: &[Fact]) -> BTreeMap<EntrantId, Tally> {
    let (rule, parts) = contest(Kind::Ranking);
    tallies(&rule, &parts, facts)
}

#[test]
fn everyone_who_takes_part_has_a_tally_and_nobody_else() {
    let none = counted(&[fact(4, 10, 1, 700), fact(9, 10, 2, 700)]);
    assert_eq!(none.len(), 3);
    assert!(none.values().all(|tally| *tally == Tally::default()));
}

#[test]
fn the_window_is_half_open() {
    let facts = [4, 5, 14, 15].map(|at| fact(1, at, at, 1 << at));
    let tally = counted(&facts)[&EntrantId(1)];
    assert_eq!(tally.amounts[0], (1 << 5) + (1 << 14));
    assert_eq!(
        (tally.orders, tally.fen, tally.last_at),
        (2, (1 << 5) + (1 << 14), Some(Moment(14)))
    );
}

#[test]
fn the_last_line_is_the_last_that_still_counts() {
    let last = |facts: &[Fact]| counted(facts)[&EntrantId(1)].last_at.map(|at| at.0);
    assert_eq!(
        last(&[fact(1, 6, 1, 50), fact(1, 9, 2, 30), fact(1, 9, 2, -30)]),
        Some(6)
    );
    // Told again with another day: taken back at the first and given at the second.
    let moved = [fact(1, 12, 1, 50), fact(1, 12, 1, -50), fact(1, 7, 1, 50)];
    assert_eq!(last(&moved), Some(7));
    assert_eq!(
        last(&[fact(1, 9, 0, 30)]),
        None,
        "what is no line is no order"
    );
}

#[test]
fn a_target_is_reached_when_the_sum_stays_there() {
    let at = |facts: &[(i64, i64)], target| {
        let facts = facts
            .iter()
            .map(|(at, amount)| (Moment(*at), *amount))
            .collect();
        reached(facts, target).map(|at| at.0)
    };
    assert_eq!(at(&[(3, 60), (1, 50), (2, 50)], 100), Some(2));
    assert_eq!(
        at(&[(1, 120), (2, -30), (3, 20)], 100),
        Some(3),
        "it was below in between"
    );
    assert_eq!(
        at(&[(1, 120), (1, -30), (3, 20)], 100),
        Some(3),
        "one moment is one"
    );
    assert_eq!(at(&[(1, 120), (2, -30)], 100), None);
    assert_eq!(at(&[], 1), None);
}

proptest! {
    #[test]
    fn the_same_facts_in_any_order_give_the_same_tallies(
        (facts, shuffled) in proptest::collection::vec((1i64..6, 0i64..20, 0i64..6, -50i64..90), 0..40)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        let (rule, parts) = contest(Kind::Race { target: 100 });
        let all = |rows: &[(i64, i64, i64, i64)]| {
            let facts: Vec<Fact> = rows.iter().map(|(m, at, line, fen)| fact(*m, *at, *line, *fen)).collect();
            tallies(&rule, &parts, &facts)
        };
        let one = all(&facts);
        prop_assert_eq!(&one, &all(&shuffled));
        for tally in one.values() {
            prop_assert_eq!(tally.reached_at.is_some(), tally.amounts[0] >= 100);
        }
    }
}
