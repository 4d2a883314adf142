use super::*;
use crate::Calendar;
use crate::points::{Points, Rate};
use proptest::prelude::*;
use std::collections::BTreeMap;

const DAY: i64 = 86_400_000;

fn line(sale: i64, member: i64, at: i64, fen: i64, order: i64) -> Line {
    Line {
        sale: SaleId(sale),
        member: MemberId(member),
        at: Moment(at),
        fen: Fen(fen),
        order,
        category: None,
    }
}

fn book(rules: EarningRules) -> Book {
    Book::new(vec![Version {
        id: RulesId(1),
        from_at: Moment::MIN,
        hash: rules.hash(),
        rules,
        reason: String::new(),
        by: None,
        recorded_at: Moment(0),
    }])
}

fn all() -> EarningRules {
    EarningRules {
        rates: vec![
            Rate {
                category: None,
                tier: None,
                points_per_yuan: BasisPoints(10_000),
            },
            Rate {
                category: None,
                tier: Some(TierId(2)),
                points_per_yuan: BasisPoints(15_000),
            },
        ],
        per_order: Points(5),
        first_of_day: Points(10),
        order_min_fen: Fen(2_000),
    }
}

fn even_is_two(member: MemberId, _: Moment) -> Option<TierId> {
    (member.0 % 2 == 0).then_some(TierId(2))
}

fn of(lines: &[Line]) -> Vec<(i64, Component, i64)> {
    let found = targets(
        &book(all()),
        &Calendar::default().into(),
        lines,
        even_is_two,
    );
    found
        .iter()
        .filter(|t| t.points > 0)
        .map(|t| (t.sale.0, t.component, t.points))
        .collect()
}

#[test]
fn an_order_earns_by_amount_for_itself_and_for_the_days_first() {
    let lines = [
        line(1, 2, 1_000, 10_050, 7),
        line(2, 2, 1_000, 900, 7),
        line(3, 2, 2_000, 2_000, 8),
    ];
    use Component::{Amount, Day, Order};
    assert_eq!(
        of(&lines),
        [
            (1, Amount, 150),
            (1, Order, 5),
            (1, Day, 10),
            (2, Amount, 13),
            (3, Amount, 30),
            (3, Order, 5)
        ]
    );
}

#[test]
fn the_next_order_becomes_the_days_first_when_the_first_counts_no_more() {
    let lines = [line(1, 1, 1_000, 0, 7), line(2, 1, 2_000, 5_000, 8)];
    use Component::{Amount, Day, Order};
    assert_eq!(of(&lines), [(2, Amount, 50), (2, Order, 5), (2, Day, 10)]);
}

#[test]
fn an_order_below_the_least_amount_earns_nothing() {
    assert_eq!(
        of(&[line(1, 1, 0, 1_000, 7), line(2, 1, 0, 999, 7)]),
        Vec::new()
    );
}

#[test]
fn a_line_of_nobody_earns_nothing() {
    assert_eq!(of(&[line(1, 0, 0, 50_000, 7)]), Vec::new());
}

/// The slow obvious twin: each line asks all others.
fn slowly(lines: &[Line]) -> BTreeMap<(i64, Component), i64> {
    let (rules, calendar) = (all(), Calendar::default());
    let counting: Vec<&Line> = lines
        .iter()
        .filter(|l| l.fen.0 > 0 && l.member.0 > 0)
        .collect();
    let order_of = |line: &Line| -> Vec<&Line> {
        let same = |other: &&&Line| other.order == line.order && other.member == line.member;
        counting.iter().filter(same).copied().collect()
    };
    let net = |line: &Line| order_of(line).iter().map(|l| l.fen.0).sum::<i64>();
    let start = |line: &Line| order_of(line).iter().map(|l| l.at).min().unwrap_or(line.at);
    let is_first_line = |line: &Line| order_of(line).iter().all(|l| line.sale <= l.sale);
    let mut found = BTreeMap::new();
    for line in &counting {
        if net(line) < rules.order_min_fen.0 {
            continue;
        }
        let rate = rules.rate(None, even_is_two(line.member, line.at));
        found.insert(
            (line.sale.0, Component::Amount),
            line.fen.0 * rate.0 / 1_000_000,
        );
        if is_first_line(line) {
            found.insert((line.sale.0, Component::Order), 5);
            let first_today = counting
                .iter()
                .filter(|l| l.member == line.member && is_first_line(l))
                .filter(|l| net(l) >= rules.order_min_fen.0)
                .filter(|l| calendar.day(start(l)) == calendar.day(start(line)))
                .all(|l| (start(line), line.sale) <= (start(l), l.sale));
            if first_today {
                found.insert((line.sale.0, Component::Day), 10);
            }
        }
    }
    found.retain(|_, points| *points > 0);
    found
}

proptest! {
    #[test]
    fn targets_agree_with_asking_every_line(
        facts in proptest::collection::vec((0i64..3, 0i64..3 * DAY, 0i64..4_000, 0i64..6), 0..24),
        turn in any::<prop::sample::Index>(),
    ) {
        let mut lines: Vec<Line> = facts.iter().enumerate()
            .map(|(i, (member, at, fen, order))| line(i as i64 + 1, *member, *at, *fen, *order)).collect();
        let twin = slowly(&lines);
        if !lines.is_empty() {
            // The order of facts does not matter.
            let by = turn.index(lines.len());
            lines.rotate_left(by);
        }
        let found: BTreeMap<_, _> = of(&lines).into_iter().map(|(sale, part, points)| ((sale, part), points)).collect();
        prop_assert_eq!(&found, &twin);
        let recounted = super::super::recount::recount(&book(all()), &Calendar::default().into(), &lines, even_is_two);
        let recounted: BTreeMap<_, _> = recounted.into_iter().map(|(key, points)| ((key.sale.0, key.component), points)).collect();
        prop_assert_eq!(&recounted, &twin);
    }
}
