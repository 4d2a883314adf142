use super::*;
use crate::contest::cast::{counting, rule, tally};
use crate::contest::kind::{Growth, Targets, Teams};
use crate::contest::{Counted, Measure};
use crate::team::{Member, MemberTier};
use crate::{Moment, TierId};
use proptest::prelude::*;

fn weighted(weights: &[(Measure, i64)]) -> Rule {
    let counted = weights.iter().map(|(measure, weight)| Counted {
        weight: *weight,
        ..Counted::all(*measure)
    });
    Rule {
        counted: counted.collect(),
        ..rule(Kind::Ranking)
    }
}

fn growth(growth_max: i64, orders_min: i64) -> Kind {
    Kind::Growth(Growth {
        periods: 3,
        base_min: 1,
        growth_max: BasisPoints(growth_max),
        orders_min,
    })
}

fn based(base: i64) -> Terms {
    Terms {
        base: Some(base),
        ..Terms::default()
    }
}

fn handicapped(rate: i64) -> Terms {
    Terms {
        handicap: BasisPoints(rate),
        base: None,
    }
}

#[test]
fn weights_are_for_each_yuan_or_each_one_and_the_sum_is_rounded_once() {
    // 1 point a yuan, 5 points an order.
    let rule = weighted(&[(Measure::NetSales, 100), (Measure::Orders, 500)]);
    let tally = tally(&[12_345, 2]);
    assert_eq!(rule.unit(), Unit::Centi);
    assert_eq!(amount(&rule, &tally, &Terms::default(), 1), 12_345 + 1_000);
    // Half a point for 1.99 yuan is 0.995 points: each rounded by itself would lose twice.
    let halves = weighted(&[(Measure::NetSales, 50), (Measure::Points, 1)]);
    assert_eq!(
        amount(&halves, &self::tally(&[199, 1]), &Terms::default(), 1),
        100
    );
}

#[test]
fn a_handicap_multiplies_and_rounds_down() {
    let rule = rule(Kind::Ranking);
    assert_eq!(
        amount(&rule, &tally(&[999]), &handicapped(12_500), 1),
        1_248
    );
    assert_eq!(score(&rule, &tally(&[1]), &handicapped(9_000), 1), None);
}

#[test]
fn a_handicap_is_of_the_tier_at_the_start() {
    let mut rule = rule(Kind::Ranking);
    rule.handicaps.push(super::super::rule::Handicap {
        tier: TierId(2),
        rate: BasisPoints(8_000),
    });
    let tier = |id, tier, from: Moment| MemberTier {
        id,
        member: MemberId(1),
        tier: TierId(tier),
        from,
    };
    let of = |from: Moment| {
        let member = Member::new(MemberId(1), "林晓", Moment(0));
        let tiers = [tier(1, 1, Moment(0)), tier(2, 2, from)];
        let roster = Roster::of([member], [], [], tiers);
        terms(&rule, &roster, EntrantId(1), None).handicap.0
    };
    assert_eq!(of(rule.start), 8_000);
    assert_eq!(of(rule.start.plus_ms(1)), 10_000);
    let nobody = terms(&rule, &Roster::default(), EntrantId(9), Some(3));
    assert_eq!(nobody, based(3));
}

#[test]
fn a_team_is_divided_by_its_heads_only_where_the_rule_says_so() {
    let teams = |per_head| {
        rule(Kind::Teams(Teams {
            sides: Vec::new(),
            per_head,
            pays_head: false,
        }))
    };
    let (whole, by_head) = (teams(false), teams(true));
    assert_eq!(
        score(&whole, &tally(&[100]), &Terms::default(), 3),
        Some(100)
    );
    assert_eq!(
        score(&by_head, &tally(&[100]), &Terms::default(), 3),
        Some(33)
    );
    assert_eq!(
        score(&by_head, &tally(&[100]), &Terms::default(), 0),
        Some(100)
    );
}

#[test]
fn growth_is_capped_may_be_negative_and_needs_orders_and_a_base() {
    let rule = rule(growth(30_000, 2));
    let says = |amount, orders, terms| {
        let counted = Tally {
            orders,
            ..tally(&[amount])
        };
        score(&rule, &counted, &terms, 1)
    };
    assert_eq!(says(124_999, 2, based(100_000)), Some(2_499));
    assert_eq!(says(99_999, 2, based(100_000)), Some(-1));
    assert_eq!(says(900_000, 2, based(100_000)), Some(30_000));
    assert_eq!(says(124_999, 1, based(100_000)), None);
    assert_eq!(says(124_999, 2, Terms::default()), None);
    assert_eq!(says(0, 2, based(100_000)), None);
}

#[test]
fn attainment_is_of_ones_own_target() {
    let rule = rule(Kind::Attainment(Targets {
        everyone: 1,
        tiers: Vec::new(),
        members: Vec::new(),
    }));
    let says = |amount, terms| score(&rule, &tally(&[amount]), &terms, 1);
    assert_eq!(says(29_999, based(30_000)), Some(9_999));
    assert_eq!(says(1, based(30_000)), Some(0), "little is a place");
    assert_eq!(says(29_999, Terms::default()), None);
}

#[test]
fn who_has_nothing_above_zero_has_no_place() {
    let rule = rule(Kind::Ranking);
    let says = |amount| score(&rule, &tally(&[amount]), &Terms::default(), 1);
    assert_eq!([says(0), says(-5), says(1)], [None, None, Some(1)]);
}

#[test]
fn what_cannot_be_reached_is_never() {
    let capped = rule(growth(30_000, 0));
    let never = [
        missing(&capped, &tally(&[5]), &based(10), 1, 30_001),
        missing(&capped, &tally(&[5]), &Terms::default(), 1, 3),
        missing(&rule(Kind::Ranking), &tally(&[5]), &handicapped(0), 1, 9),
    ];
    assert_eq!(never, [NEVER; 3]);
}

#[test]
fn the_largest_numbers_stay_inside() {
    let rule = weighted(&[(Measure::NetSales, i64::MAX), (Measure::Orders, i64::MAX)]);
    let most = tally(&[i64::MAX, i64::MAX]);
    assert_eq!(amount(&rule, &most, &handicapped(i64::MAX), 1), i64::MAX);
    let least = tally(&[i64::MIN, i64::MIN]);
    assert_eq!(missing(&rule, &least, &handicapped(1), 1, i64::MAX), NEVER);
}

fn kinds() -> impl Strategy<Value = Kind> {
    let targets = Targets {
        everyone: 1,
        tiers: Vec::new(),
        members: Vec::new(),
    };
    let teams = Teams {
        sides: Vec::new(),
        per_head: true,
        pays_head: false,
    };
    proptest::sample::select(vec![
        Kind::Ranking,
        growth(1_000_000_000, 0),
        Kind::Attainment(targets),
        Kind::Teams(teams),
    ])
}

proptest! {
    #[test]
    fn what_is_missing_is_enough_and_one_less_is_not(
        kind in kinds(), have in -5_000i64..500_000, rate in 1i64..30_000, base in 1i64..300_000,
        heads in 1i64..20, target in -10_000i64..50_000,
    ) {
        let rule = counting(kind, Measure::NetSales);
        let terms = Terms { handicap: BasisPoints(rate), base: Some(base) };
        let says = |amount: i64| score(&rule, &tally(&[amount]), &terms, heads);
        let more = missing(&rule, &tally(&[have]), &terms, heads, target);
        prop_assert!(says(have + more) >= Some(target), "{:?}", says(have + more));
        prop_assert!(says(have + more).is_some());
        if more > 0 {
            prop_assert!(says(have + more - 1) < Some(target) || says(have + more - 1).is_none());
        }
    }

    #[test]
    fn points_missing_of_several_measures_are_enough(
        have in 0i64..500_000, orders in 0i64..50, weight in 1i64..900, rate in 1i64..30_000,
        target in 1i64..1_000_000,
    ) {
        let rule = weighted(&[(Measure::NetSales, weight), (Measure::Orders, 100)]);
        let terms = handicapped(rate);
        let more = missing(&rule, &tally(&[have, orders]), &terms, 1, target);
        // An order is worth a hundred hundredths of a point.
        let done = tally(&[have, orders + up(more.into(), 100) as i64]);
        prop_assert!(score(&rule, &done, &terms, 1) >= Some(target));
    }

    #[test]
    fn more_never_scores_less(
        kind in kinds(), have in -5_000i64..500_000, more in 0i64..9_000, rate in 0i64..30_000,
        base in 1i64..300_000, heads in 1i64..20,
    ) {
        let rule = counting(kind, Measure::NetSales);
        let terms = Terms { handicap: BasisPoints(rate), base: Some(base) };
        let says = |amount: i64| score(&rule, &tally(&[amount]), &terms, heads);
        prop_assert!(says(have) <= says(have + more));
    }
}
