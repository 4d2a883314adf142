use super::*;
use crate::contest::cast::counting;
use crate::contest::kind::Growth;
use crate::contest::prize::To;
use crate::contest::{Kind as ContestKind, Prize, Seed, Tally};
use crate::{BasisPoints, Lang};
use std::sync::Arc;

#[path = "tests/slow.rs"]
mod slow;

const MINUTE: i64 = 60_000;

/// Two days of September, counted so.
pub(super) fn contest(kind: ContestKind, measure: Measure) -> Rule {
    let calendar = Calendar::default();
    let day = |text: &str| calendar.start(text.parse().expect("a day"));
    Rule {
        start: day("2026-09-01"),
        end: day("2026-09-03"),
        ..counting(kind, measure)
    }
}

pub(super) fn prize(to: To) -> Prize {
    Prize {
        to,
        points: 0,
        thing: Some("杯子".into()),
        cost_fen: 0,
        title: None,
    }
}

/// A line of member, buyer (0: hidden), minutes after the start, order, yuan.
pub(super) type Told = (i64, i64, i64, i64, i64);

pub(super) fn lines(rule: &Rule, told: &[Told]) -> Vec<Line> {
    let mut begun = HashSet::new();
    let lines = (1..)
        .zip(told)
        .map(|(sale, (member, buyer, minutes, order, yuan))| {
            let (fen, first) = (
                yuan * 100,
                *yuan > 0 && begun.insert((*member, *buyer, *order)),
            );
            let mut amounts = [0; COUNTED_MAX];
            amounts[0] = match rule.counted[0].measure {
                Measure::Orders => i64::from(first),
                _ => fen,
            };
            Line {
                sale: SaleId(sale),
                shop: "微店".into(),
                order_no: order.to_string(),
                member: MemberId(*member),
                entrant: EntrantId(*member),
                buyer: Some(*buyer).filter(|buyer| *buyer > 0),
                at: rule.start.plus_ms(minutes * MINUTE),
                fen,
                orders: i64::from(first),
                amounts,
            }
        });
    lines.collect()
}

pub(super) fn field(rule: Rule, lines: &[Line]) -> Field {
    let mut theirs: BTreeMap<EntrantId, Vec<&Line>> = BTreeMap::new();
    for line in lines {
        theirs.entry(line.entrant).or_default().push(line);
    }
    let tallies = theirs.into_iter().map(|(entrant, lines)| {
        let last_at = lines.iter().map(|line| line.at).max();
        (
            entrant,
            Tally {
                last_at,
                ..stake::sum(&lines)
            },
        )
    });
    let (terms, heads) = (HashMap::new(), HashMap::new());
    Field::new(Arc::new(rule), Seed([3; 32]), terms, heads, tallies)
}

pub(super) fn look(
    rule: &Rule,
    lines: &[Line],
    own: &[(i64, i64)],
    before: &[(i64, Before)],
) -> Vec<Finding> {
    let mut keys: HashMap<MemberId, Vec<i64>> = HashMap::new();
    for (member, key) in own {
        keys.entry(MemberId(*member)).or_default().push(*key);
    }
    findings(&Facts {
        field: &field(rule.clone(), lines),
        calendar: &Calendar::default(),
        lines,
        own: &keys,
        before: &before.iter().map(|(e, b)| (EntrantId(*e), *b)).collect(),
    })
}

/// Findings as their kind, entrant, sales and first sentences.
fn said(rule: &Rule, told: &str, own: &[(i64, i64)], before: &[(i64, Before)]) -> Vec<String> {
    let told = told.split(',').map(|row| {
        let mut cells = row
            .split_whitespace()
            .map(|cell| cell.parse().expect("a number"));
        let mut next = || cells.next().expect("five numbers");
        (next(), next(), next(), next(), next())
    });
    let told: Vec<Told> = told.collect();
    let found = look(rule, &lines(rule, &told), own, before);
    let said = found.into_iter().map(|one| {
        let sales: Vec<String> = one.sales.iter().map(SaleId::to_string).collect();
        format!(
            "{:?} {} {}: {}",
            one.kind,
            one.entrant,
            sales.join(" "),
            one.words.say(Lang::En)
        )
    });
    said.collect()
}

#[test]
fn three_orders_of_one_customer_within_half_an_hour_are_found_where_orders_count() {
    let told = "1 7 0 1 10, 1 7 10 2 10, 1 7 29 3 10, 1 7 59 4 10, 1 8 30 5 10";
    let rule = contest(ContestKind::Ranking, Measure::Orders);
    assert_eq!(
        said(&rule, told, &[], &[]),
        [
            "SplitOrders 1 1 2 3: One customer placed several orders within 30 minutes, 1 time(s): 3 orders in all, at most 3 at once, 30.00 yuan. It may be one purchase in parts, or something forgotten and ordered after."
        ]
    );
    let by_sales = contest(ContestKind::Ranking, Measure::NetSales);
    assert!(said(&by_sales, told, &[], &[]).is_empty());
    let late = "1 7 0 1 10, 1 7 10 2 10, 1 7 30 3 10";
    assert!(said(&rule, late, &[], &[]).is_empty(), "half-open");
    let lines = "1 7 0 1 10, 1 7 1 1 10, 1 7 2 1 10";
    assert!(
        said(&rule, lines, &[], &[]).is_empty(),
        "one order of three lines"
    );
    let refunded = "1 7 0 1 10, 1 7 1 2 10, 1 7 2 3 0";
    assert!(
        said(&rule, refunded, &[], &[]).is_empty(),
        "what counts nothing"
    );
    let hidden = "1 0 0 1 10, 1 0 1 2 10, 1 0 2 3 10";
    assert!(
        said(&rule, hidden, &[], &[]).is_empty(),
        "nobody knows who bought"
    );
}

#[test]
fn two_orders_are_found_only_where_a_prize_hangs_on_them() {
    let mut rule = contest(ContestKind::Steps, Measure::Orders);
    rule.prizes = vec![prize(To::Step { score: 3 })];
    let told = "1 7 0 1 10, 1 7 5 2 10, 1 8 50 3 10";
    assert_eq!(
        said(&rule, told, &[], &[]),
        [
            "SplitOrders 1 1 2: One customer placed several orders within 30 minutes, 1 time(s): 2 orders in all, at most 2 at once, 20.00 yuan. Counted as one order, the 3 that win a prize would not be reached. It may be one purchase in parts, or something forgotten and ordered after."
        ]
    );
    rule.prizes = vec![prize(To::Step { score: 2 })];
    assert!(said(&rule, told, &[], &[]).is_empty());
}

#[test]
fn the_least_orders_of_growth_are_a_reason_to_split_too() {
    let growth = |orders_min| {
        ContestKind::Growth(Growth {
            periods: 3,
            base_min: 1,
            growth_max: BasisPoints(30_000),
            orders_min,
        })
    };
    let told = "1 7 0 1 10, 1 7 1 2 10, 1 7 2 3 10";
    let kinds = |orders_min| {
        said(
            &contest(growth(orders_min), Measure::NetSales),
            told,
            &[],
            &[],
        )
        .len()
    };
    assert_eq!((kinds(3), kinds(1)), (1, 0));
}

#[test]
fn a_buyer_written_like_the_seller_is_found_and_no_other() {
    let mut rule = contest(ContestKind::Ranking, Measure::NetSales);
    rule.prizes = vec![prize(To::Places { first: 1, last: 1 })];
    let told = "1 7 0 1 60, 1 8 9 2 50, 2 7 9 3 80";
    assert_eq!(
        said(&rule, told, &[(1, 6), (1, 7)], &[]),
        [
            "OwnPurchase 1 1: In 1 order(s) of 60.00 yuan the buyer is written as the seller's own name, phone or WeChat ID. Without them, it would be place 2, not place 1, and another prize. It may be an own purchase, a customer of the same name, or an order placed for a customer."
        ]
    );
    assert!(
        said(&rule, told, &[], &[]).is_empty(),
        "one customer alone is no finding"
    );
}

#[test]
fn one_customer_at_three_members_on_one_business_day_is_found() {
    let rule = contest(ContestKind::Ranking, Measure::NetSales);
    let told = "1 7 0 1 10, 2 7 700 2 30, 3 7 1439 3 10, 3 7 1440 4 10, 1 8 0 5 10, 2 8 0 6 10, 3 8 1440 7 10";
    assert_eq!(
        said(&rule, told, &[], &[]),
        [
            "Circle 2 1 2 3: One customer bought from 3 members on 2026-09-01; there are 1 such day(s), 50.00 yuan in all. Orders may have been placed for each other, or several customers share one buyer name."
        ]
    );
}

#[test]
fn two_members_most_of_whose_customers_are_the_same_are_found() {
    let rule = contest(ContestKind::Ranking, Measure::NetSales);
    let row = |member: i64, buyers: &[i64]| -> Vec<Told> {
        buyers
            .iter()
            .map(|b| (member, *b, member * 10, *b, 10))
            .collect()
    };
    let found = |one: &[i64], other: &[i64]| {
        let told = [row(1, one), row(2, other)].concat();
        look(&rule, &lines(&rule, &told), &[], &[])
    };
    let five = [1, 2, 3, 4, 5];
    let pair = found(&five, &[1, 2, 3, 8, 9]);
    assert_eq!(pair.len(), 1);
    assert_eq!(pair[0].members, [MemberId(1), MemberId(2)]);
    assert_eq!(
        pair[0].words.en,
        "More than half of two members' customers are the same: of 5 and 5 customers 3 are shared, with 60.00 yuan. Orders may have been placed for each other; or they are of one family, or took customers over."
    );
    assert!(
        found(&five, &[1, 2, 3, 7, 8, 9]).is_empty(),
        "half of one is not more than half"
    );
    assert!(
        found(&five[..4], &five).is_empty(),
        "four customers say nothing"
    );
}

#[test]
fn a_last_hour_with_much_of_all_is_found_with_the_refunds_before() {
    let mut rule = contest(ContestKind::Ranking, Measure::NetSales);
    let told = "1 0 5 1 69, 1 0 2820 2 10, 1 0 2850 3 10, 1 0 2879 4 11";
    let before = Before {
        sold_fen: 3_000,
        refunded_fen: 100,
    };
    assert_eq!(
        said(&rule, told, &[], &[(1, before)]),
        [
            "LastHour 1 2 3 4: The last hour has 3 orders of 31.00 yuan, 31.0% of the net sales. Of the sales of the 90 days before, 3.3% were refunded: the result is safer once the return window has passed."
        ]
    );
    let nothing = said(&rule, told, &[], &[]);
    assert!(
        nothing[0].ends_with("There were no sales in the 90 days before to tell refunds from.")
    );
    let just = "1 0 5 1 70, 1 0 2820 2 10, 1 0 2850 3 10, 1 0 2879 4 10";
    assert!(said(&rule, just, &[], &[]).is_empty(), "no more than 30 %");
    let few = "1 0 5 1 1, 1 0 2820 2 10, 1 0 2850 3 10";
    assert!(
        said(&rule, few, &[], &[]).is_empty(),
        "two orders may be chance"
    );
    rule.start = rule.end.plus_ms(-11 * 60 * MINUTE);
    assert!(said(&rule, "1 0 601 2 10, 1 0 602 3 10, 1 0 603 4 10", &[], &[]).is_empty());
}

#[test]
fn where_no_order_counts_there_is_nothing_to_look_at() {
    let rule = contest(ContestKind::Ranking, Measure::CheckIns);
    let told = "1 7 0 1 10, 2 7 700 2 30, 3 7 1439 3 10";
    assert!(said(&rule, told, &[(1, 7)], &[]).is_empty());
}

#[test]
fn a_prize_weighs_more_than_money_and_no_more_than_fifty_are_named() {
    let mut rule = contest(ContestKind::Steps, Measure::NetSales);
    rule.prizes = vec![prize(To::Over { score: 500 })];
    let rich = "1 7 0 1 900, 1 8 0 2 900, 2 9 0 3 5";
    let found = said(&rule, rich, &[(1, 7), (2, 9)], &[]);
    assert!(found[0].starts_with("OwnPurchase 2 3") && found[1].starts_with("OwnPurchase 1 1"));
    let told: Vec<Told> = (1..=60).map(|n| (n, n, 0, n, n)).collect();
    let own: Vec<(i64, i64)> = (1..=60).map(|n| (n, n)).collect();
    let found = look(&rule, &lines(&rule, &told), &own, &[]);
    assert_eq!(found.len(), FINDINGS_MAX);
    assert_eq!(found[0].entrant, EntrantId(60));
}
