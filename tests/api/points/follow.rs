//! What sales earn reaches the ledger, once.

use super::cast::{DAY, Ledger, at};
use rules::points::{Account, EarningRules, Points, Rate};
use rules::{BasisPoints, Fen, TierId};
use store::points::Which;
use tests::on_both;

#[tokio::test]
async fn a_sale_earns_pending_points_and_following_again_changes_nothing() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        ledger.sell(1, 1, at("2026-11-21T10:00:00"), 12_850).await;
        assert_eq!(ledger.follow(&[1]).await, 1);
        assert_eq!(ledger.follow(&[1]).await, 0);
        assert_eq!(ledger.balance(1).await, (0, 128, 0));
    })
    .await;
}

#[tokio::test]
async fn a_refund_takes_back_what_its_part_earned() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        let sold = at("2026-11-21T10:00:00");
        ledger.sell(1, 1, sold, 12_850).await;
        ledger.follow(&[1]).await;
        ledger.refund(1, 2_860).await;
        assert_eq!(ledger.follow(&[1]).await, 1);
        assert_eq!(ledger.balance(1).await, (0, 99, 0));
        ledger.refund(1, 9_990).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(1).await, (0, 0, 0));
        assert_eq!(ledger.account(Account::Issued).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_refund_of_an_old_sale_takes_the_lot_it_became() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        let sold = at("2026-09-01T10:00:00");
        ledger.sell(1, 1, sold, 10_000).await;
        ledger.sell(2, 1, sold.plus_days(1), 5_000).await;
        ledger.follow(&[1, 2]).await;
        assert_eq!(ledger.balance(1).await, (150, 0, 0));
        ledger.refund(2, 5_000).await;
        ledger.follow(&[2]).await;
        assert_eq!(ledger.balance(1).await, (100, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn a_sale_matched_to_another_member_moves_its_points() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        let sold = at("2026-11-21T10:00:00");
        ledger.sell(1, 1, sold, 10_000).await;
        ledger.follow(&[1]).await;
        ledger.rematch(1, 2).await;
        assert_eq!(ledger.follow(&[1]).await, 2);
        assert_eq!(
            (ledger.balance(1).await, ledger.balance(2).await),
            ((0, 0, 0), (0, 100, 0))
        );
    })
    .await;
}

fn all_kinds() -> EarningRules {
    let rate = |category: Option<&str>, tier: Option<i64>, points| Rate {
        category: category.map(str::to_owned),
        tier: tier.map(TierId),
        points_per_yuan: BasisPoints(points),
    };
    EarningRules {
        rates: vec![
            rate(None, None, 10_000),
            rate(None, Some(3), 5_000),
            rate(Some("精华"), None, 20_000),
        ],
        per_order: Points(5),
        first_of_day: Points(10),
        order_min_fen: Fen(1_000),
    }
}

#[tokio::test]
async fn category_tier_order_and_first_of_day_all_count() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, all_kinds()).await;
        let sold = at("2026-11-21T10:00:00");
        ledger.sell_of(1, "A", 1, sold, 10_000, Some("精华")).await;
        ledger.sell_of(2, "A", 1, sold, 2_000, None).await;
        ledger.sell_of(3, "B", 3, sold, 10_000, None).await;
        ledger.sell_of(4, "C", 3, sold.plus_ms(1), 999, None).await;
        ledger.follow_which(Which::Since(sold)).await;
        assert_eq!(ledger.balance(1).await, (0, 200 + 20 + 5 + 10, 0));
        assert_eq!(ledger.balance(3).await, (0, 50 + 5 + 10, 0));
    })
    .await;
}

#[tokio::test]
async fn an_earlier_order_takes_the_days_first_from_a_later_one() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, all_kinds()).await;
        let sold = at("2026-11-21T10:00:00");
        ledger.sell(1, 1, sold, 10_000).await;
        ledger.follow(&[1]).await;
        ledger.sell(2, 1, sold.plus_ms(-DAY / 24), 2_000).await;
        // Only the new line is named, yet the other order's bonus moves to it.
        ledger.follow(&[2]).await;
        assert_eq!(ledger.balance(1).await, (0, 100 + 20 + 5 + 5 + 10, 0));
        assert_eq!(ledger.follow(&[1, 2]).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_later_line_of_an_order_lifts_it_over_the_least_amount() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, all_kinds()).await;
        let sold = at("2026-11-21T10:00:00");
        ledger.sell_of(1, "A", 1, sold, 600, None).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(1).await, (0, 0, 0));
        ledger.sell_of(2, "A", 1, sold, 400, None).await;
        ledger.follow(&[2]).await;
        assert_eq!(ledger.balance(1).await, (0, 6 + 4 + 5 + 10, 0));
    })
    .await;
}
