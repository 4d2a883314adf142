//! The slow and obvious reading of what the monitors look at, and that they agree with it.

use super::*;
use crate::contest::settle;
use proptest::prelude::*;
use std::collections::BTreeSet;

type Found = BTreeSet<(Kind, Vec<i64>)>;

fn minutes(rule: &Rule, line: &Line) -> i64 {
    (line.at.0 - rule.start.0) / MINUTE
}

/// Every rule of the monitors, each fact against each.
fn slow(rule: &Rule, lines: &[Line], own: &[(i64, i64)]) -> Found {
    let lines: Vec<&Line> = lines.iter().filter(|line| line.fen > 0).collect();
    let bought = |line: &Line, buyer: i64| line.buyer == Some(buyer);
    let of = |member: i64| lines.iter().filter(move |line| line.member.0 == member);
    let mut found = Found::new();
    for buyer in 1..10 {
        for member in 1..5 {
            let begins = |order: i64| {
                let theirs = of(member).filter(|line| bought(line, buyer));
                let theirs = theirs.filter(|line| line.order_no == order.to_string());
                theirs.map(|line| minutes(rule, line)).min()
            };
            let begins: Vec<i64> = (0..40).filter_map(begins).collect();
            let three = begins.iter().any(|at| {
                let near = begins
                    .iter()
                    .filter(|other| (*at..*at + 30).contains(other));
                near.count() >= 3
            });
            if three && rule.counted[0].measure == Measure::Orders {
                found.insert((Kind::SplitOrders, vec![member, buyer]));
            }
        }
        for day in 0..2 {
            let on = |line: &&&Line| minutes(rule, line) / 1_440 == day && bought(line, buyer);
            let members: BTreeSet<i64> =
                lines.iter().filter(on).map(|line| line.member.0).collect();
            if members.len() >= 3 {
                found.insert((Kind::Circle, vec![buyer]));
            }
        }
    }
    let buyers =
        |member: i64| -> BTreeSet<i64> { of(member).filter_map(|line| line.buyer).collect() };
    for member in 1..5 {
        if of(member).any(|line| {
            own.iter()
                .any(|(one, key)| *one == member && bought(line, *key))
        }) {
            found.insert((Kind::OwnPurchase, vec![member]));
        }
        for other in member + 1..5 {
            let (a, b) = (buyers(member), buyers(other));
            let same = a.intersection(&b).count();
            if a.len() >= 5 && b.len() >= 5 && same * 2 > a.len() && same * 2 > b.len() {
                found.insert((Kind::Circle, vec![member, other]));
            }
        }
        let late: Vec<&&Line> = of(member)
            .filter(|line| minutes(rule, line) >= 2 * 1_440 - 60)
            .collect();
        let orders: BTreeSet<&str> = late.iter().map(|line| line.order_no.as_str()).collect();
        let sum = |fen: Vec<i64>| fen.into_iter().sum::<i64>();
        let (part, all) = (
            sum(late.iter().map(|line| line.fen).collect()),
            sum(of(member).map(|line| line.fen).collect()),
        );
        if part * 10 > all * 3 && orders.len() >= 3 {
            found.insert((Kind::LastHour, vec![member]));
        }
    }
    found
}

/// What was found, named as the slow reading names it.
fn named(lines: &[Line], found: &[Finding]) -> Found {
    let buyer = |one: &Finding| {
        let line = lines.iter().find(|line| line.sale == one.sales[0]);
        line.and_then(|line| line.buyer).expect("a known buyer")
    };
    let name = |one: &Finding| match one.kind {
        Kind::SplitOrders => vec![one.entrant.0, buyer(one)],
        Kind::Circle if one.members.len() > 2 => vec![buyer(one)],
        Kind::Circle => one.members.iter().map(|member| member.0).collect(),
        _ => vec![one.entrant.0],
    };
    found.iter().map(|one| (one.kind, name(one))).collect()
}

/// Close together, so that every rule is met often: members, buyers, minutes, orders, yuan.
fn any_told() -> impl Strategy<Value = Vec<Told>> {
    let minutes = prop_oneof![0..60i64, 1_420..1_460i64, 2_790..2_880i64];
    proptest::collection::vec((1..5i64, 0..8i64, minutes, 0..40i64, -1..30i64), 0..60)
}

proptest! {
    #[test]
    fn what_is_found_is_what_the_slow_reading_finds(told in any_told(), by_orders: bool, own in proptest::collection::vec((1..5i64, 1..8i64), 0..4)) {
        let measure = if by_orders { Measure::Orders } else { Measure::NetSales };
        let rule = contest(ContestKind::Ranking, measure);
        let lines = lines(&rule, &told);
        let found = look(&rule, &lines, &own, &[]);
        prop_assert_eq!(named(&lines, &found), slow(&rule, &lines, &own));
    }

    #[test]
    fn the_same_facts_in_any_order_give_the_same_findings(told in any_told(), own in proptest::collection::vec((1..5i64, 1..8i64), 0..4), turn in 0..60usize) {
        let mut rule = contest(ContestKind::Ranking, Measure::Orders);
        rule.prizes = vec![prize(To::Places { first: 1, last: 2 })];
        let facts = lines(&rule, &told);
        let mut turned: Vec<Line> = facts.iter().rev().cloned().collect();
        let by = turn.min(turned.len());
        turned.rotate_left(by);
        prop_assert_eq!(look(&rule, &facts, &own, &[]), look(&rule, &turned, &own, &[]));
    }

    #[test]
    fn something_hangs_on_an_order_when_settling_without_it_gives_other_prizes(scores in proptest::collection::vec(1..12i64, 1..8), taken in 1..12i64, bar in 0..5i64, steps in (1..12i64, 1..12i64, 1..12i64), last in 1..4i64) {
        let mut rule = contest(ContestKind::Ranking, Measure::NetSales);
        rule.prize_min = bar;
        rule.shared = crate::contest::Shared::Each;
        rule.prizes = vec![
            prize(To::Places { first: 1, last: 1 }),
            prize(To::Places { first: 2, last: 1 + last }),
            prize(To::Over { score: steps.0 }),
            prize(To::Step { score: steps.1 }),
            prize(To::Step { score: steps.2 }),
        ];
        let of = |score: &i64| Tally { fen: *score, ..crate::contest::cast::tally(&[*score]) };
        let tallies = (1..).zip(&scores).map(|(n, score)| (EntrantId(n), of(score)));
        let (terms, heads) = (HashMap::new(), HashMap::new());
        let field = Field::new(Arc::new(rule), Seed([3; 32]), terms, heads, tallies);
        let prizes = |field: &Field| -> BTreeSet<usize> {
            let settled = settle(field, &BTreeMap::new(), &BTreeMap::new(), &[]);
            let mine = settled.awards.iter().filter(|award| award.entrant == EntrantId(1));
            mine.map(|award| award.prize).collect()
        };
        let mut without = field.clone();
        without.put(EntrantId(1), of(&(scores[0] - taken)));
        let stake = stake::less(&field, EntrantId(1), &of(&taken), ["没有这些", "Without them"]);
        prop_assert_eq!(stake.is_some(), prizes(&field) != prizes(&without));
        if let (Some(words), Some(row)) = (stake, without.row(EntrantId(1))) && words.en.contains("it would be") {
            let said = format!("it would be place {},", row.place);
            prop_assert!(words.en.contains(&said), "{}", words.en);
        }
    }
}
