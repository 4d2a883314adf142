use super::*;
use crate::Lang;
use proptest::prelude::*;

fn rate(category: Option<&str>, tier: Option<i64>, points: i64) -> Rate {
    Rate {
        category: category.map(str::to_owned),
        tier: tier.map(TierId),
        points_per_yuan: BasisPoints(points),
    }
}

fn rules() -> EarningRules {
    EarningRules {
        rates: vec![
            rate(None, None, 10_000),
            rate(None, Some(1), 12_000),
            rate(Some("面膜"), None, 15_000),
            rate(Some("面膜"), Some(1), 20_000),
        ],
        per_order: Points(5),
        first_of_day: Points(10),
        order_min_fen: Fen(3_000),
    }
}

#[test]
fn the_most_specific_rate_holds() {
    let rules = rules();
    let of = |category, tier: Option<i64>| rules.rate(category, tier.map(TierId)).0;
    assert_eq!(of(Some("面膜"), Some(1)), 20_000);
    assert_eq!(of(Some("面膜"), Some(2)), 15_000);
    assert_eq!(of(Some("精华"), Some(1)), 12_000);
    assert_eq!(of(None, None), 10_000);
    assert_eq!(EarningRules::default().rate(None, None).0, 0);
}

#[test]
fn a_line_earns_whole_points_and_parts_are_dropped() {
    let said = [
        (12_800, 12_000),
        (99, 10_000),
        (100, 10_000),
        (-500, 10_000),
    ];
    let earned = said.map(|(fen, rate)| EarningRules::earned(Fen(fen), BasisPoints(rate)));
    assert_eq!(earned, [153, 0, 1, 0]);
}

#[test]
fn rules_read_as_plain_words() {
    let said: Vec<String> = rules()
        .words(|_| "一级代理".to_owned())
        .iter()
        .map(|words| words.say(Lang::Zh).to_owned())
        .collect();
    assert_eq!(
        said,
        [
            "每笔销售，净额每 1 元得 1 分",
            "“一级代理”的销售，净额每 1 元得 1.2 分",
            "品类“面膜”，净额每 1 元得 1.5 分",
            "“一级代理”卖出品类“面膜”，净额每 1 元得 2 分",
            "几条都合适时按最具体的算：先看品类加等级，再看品类，再看等级，最后看通用",
            "每个订单另加 5 分",
            "每个营业日的第一单另加 10 分",
            "净额不满 30.00 元的订单不计分",
            "按每行商品的净额（实付减退款）计算，不足 1 分的部分舍去",
        ]
    );
}

#[test]
fn the_order_of_rates_does_not_change_the_hash() {
    let mut turned = rules();
    turned.rates.reverse();
    assert_eq!(turned.hash(), rules().hash());
    turned.per_order = Points(6);
    assert_ne!(turned.hash(), rules().hash());
}

#[test]
fn every_part_that_cannot_stand_is_named_at_once() {
    let wrong = EarningRules {
        rates: vec![
            rate(None, None, -1),
            rate(None, None, 10_000),
            rate(Some(" "), None, 1),
        ],
        per_order: Points(-5),
        first_of_day: Points(2_000_000),
        order_min_fen: Fen(-1),
    };
    let refusal = wrong.check().expect_err("it is all wrong");
    let named: Vec<_> = refusal
        .places
        .iter()
        .map(|p| (p.row, p.column.as_deref().unwrap_or_default()))
        .collect();
    assert_eq!(
        named,
        [
            (Some(1), "points_per_yuan"),
            (Some(2), "category"),
            (Some(3), "category"),
            (None, "per_order"),
            (None, "first_of_day"),
            (None, "order_min_fen"),
        ]
    );
    assert_eq!(rules().check(), Ok(()));
}

proptest! {
    #[test]
    fn a_refund_never_earns(fen in 0i64..10_000_000, back in 0i64..10_000_000, rate in 0i64..100_000) {
        let rate = BasisPoints(rate);
        let less = EarningRules::earned(Fen(fen - back.min(fen)), rate);
        prop_assert!(less <= EarningRules::earned(Fen(fen), rate));
    }

    #[test]
    fn a_decimal_reads_back(rate in 0i64..2_000_000) {
        let text = decimal(BasisPoints(rate));
        let read: f64 = text.parse().expect("a number");
        prop_assert!((read * 10_000.0 - rate as f64).abs() < 1e-6);
    }
}
