//! What was earned and is no more: undone, matched to others, refunded, and given back again.

use super::cast::{Ledger, Tale, at};
use rules::points::{Account, EarningRules, Points, Rate};
use rules::team::setting::RefundOfSpent;
use rules::{BasisPoints, Fen};
use tests::on_both;

#[tokio::test]
async fn undoing_an_import_of_long_ago_leaves_no_debt_and_no_trace_on_any_board() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        ledger.sell(1, 3, at("2024-03-01T10:00:00"), 10_000).await;
        ledger.follow(&[1]).await;
        ledger.sell(2, 3, at("2026-10-01T10:00:00"), 5_000).await;
        ledger.follow(&[2]).await;
        assert_eq!(ledger.balance(3).await, (50, 0, 0));
        assert_eq!(ledger.account(Account::Expired).await, 100);
        ledger.undo(1).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(3).await, (50, 0, 0));
        assert_eq!(ledger.account(Account::Expired).await, 0);
        assert_eq!(ledger.board().await, ["3 2026-10-01 50"]);
        assert_eq!(ledger.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_match_leaves_every_period_as_if_the_sale_had_always_been_the_others() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        ledger.sell(1, 3, at("2026-10-05T10:00:00"), 10_000).await;
        ledger.follow(&[1]).await;
        ledger.refund(1, 3_000).await;
        ledger.follow(&[1]).await;
        let refunded = ["3 2026-10-05 100", "3 2026-11-22 -30"];
        assert_eq!(ledger.board().await, refunded);
        ledger.rematch(1, 5).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.board().await, ["5 2026-10-05 70"]);
        // The refund of then is not why the first lost it now.
        let page = house
            .get(ledger.cast.member(), "/api/points/members/3/statement")
            .await
            .ok();
        let lines = page["lines"].as_array().expect("lines");
        let why = |line: &serde_json::Value| line["why"].as_str().unwrap_or("").to_owned();
        let why: Vec<String> = lines.iter().map(why).collect();
        assert!(why.iter().any(|why| why.contains("更换归属后")), "{why:?}");
        let after_refund = why.iter().filter(|why| why.contains("退款后"));
        assert_eq!(after_refund.count(), 1, "{why:?}");
        assert_eq!(ledger.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_sale_of_another_day_takes_its_points_and_its_window_there() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        ledger.sell(1, 3, at("2026-10-31T23:00:00"), 10_000).await;
        ledger.follow(&[1]).await;
        let tale = Tale {
            sale: 1,
            order: "1",
            at: at("2026-11-21T10:00:00"),
            fen: 10_000,
            category: None,
        };
        ledger.tell(tale).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.board().await, ["3 2026-11-21 100"]);
        assert_eq!(ledger.balance(3).await, (0, 100, 0));
        assert_eq!(ledger.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn what_the_team_bore_is_not_given_a_second_time() {
    on_both(async |house| {
        let mut ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        ledger.settings.refund_of_spent = RefundOfSpent::Bear;
        ledger.sell(1, 3, at("2026-10-01T10:00:00"), 10_000).await;
        ledger.follow(&[1]).await;
        ledger.spend(3, 80).await;
        ledger.refund(1, 10_000).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(3).await, (0, 0, 0));
        ledger.refund(1, -10_000).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(3).await, (20, 0, 0));
        assert_eq!(ledger.account(Account::Borne).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_debt_that_is_none_any_more_gives_back_what_paid_it_with_its_old_expiry() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        ledger.sell(1, 3, at("2026-10-01T10:00:00"), 10_000).await;
        ledger.follow(&[1]).await;
        ledger.spend(3, 100).await;
        ledger.refund(1, 10_000).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(3).await, (0, 0, -100));
        ledger.sell(2, 3, at("2026-10-02T10:00:00"), 6_000).await;
        ledger.follow(&[2]).await;
        assert_eq!(ledger.balance(3).await, (0, 0, -40));
        ledger.refund(1, -10_000).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(3).await, (60, 0, 0));
        let purse = house
            .get(ledger.cast.member(), "/api/points/members/3")
            .await
            .ok();
        // The second sale's points: a year after the tenth of October, when they could be used.
        let until = at("2027-10-11T00:00:00").0;
        assert_eq!(purse["expiring"][0]["at"], until, "{purse}");
    })
    .await;
}

#[tokio::test]
async fn an_order_refunded_whole_and_then_undone_is_in_no_period() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        ledger.sell(1, 3, at("2026-10-05T10:00:00"), 10_000).await;
        ledger.follow(&[1]).await;
        ledger.refund(1, 10_000).await;
        ledger.follow(&[1]).await;
        assert_eq!(
            ledger.board().await,
            ["3 2026-10-05 100", "3 2026-11-22 -100"]
        );
        ledger.undo(1).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.board().await, Vec::<String>::new());
        assert_eq!(ledger.follow(&[1]).await, 0);
        assert_eq!(ledger.balance(3).await, (0, 0, 0));
        assert_eq!(ledger.faults().await, Vec::<String>::new());
    })
    .await;
}

fn firsts(order_min: i64) -> EarningRules {
    EarningRules {
        first_of_day: Points(10),
        order_min_fen: Fen(order_min),
        ..EarningRules::one_a_yuan()
    }
}

#[tokio::test]
async fn a_bonus_that_a_late_refund_moves_on_counts_once_in_its_old_period() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, firsts(0)).await;
        ledger.sell(1, 3, at("2026-10-05T10:00:00"), 10_000).await;
        ledger.follow(&[1]).await;
        ledger.sell(2, 3, at("2026-10-05T12:00:00"), 5_000).await;
        ledger.follow(&[2]).await;
        let october = ["3 2026-10-05 110", "3 2026-10-05 50"];
        assert_eq!(ledger.board().await, october);
        ledger.refund(1, 10_000).await;
        ledger.follow(&[1]).await;
        let after = ["3 2026-10-05 110", "3 2026-10-05 50", "3 2026-11-22 -100"];
        assert_eq!(ledger.board().await, after);
        assert_eq!(ledger.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn rules_of_the_afternoon_do_not_pay_a_day_that_began_in_the_morning() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        let mut tx = ledger.write().await;
        let noon = at("2026-11-21T12:00:00");
        store::points::rule::publish(&mut tx, ledger.team, &firsts(0), noon, "首单", None, noon)
            .await
            .expect("rules");
        tx.commit().await.expect("it commits");
        ledger.sell(1, 3, at("2026-11-21T09:00:00"), 1_000).await;
        ledger.follow(&[1]).await;
        ledger.sell(2, 3, at("2026-11-21T15:00:00"), 1_000).await;
        ledger.follow(&[2]).await;
        assert_eq!(ledger.balance(3).await, (0, 20, 0));
        ledger.sell(3, 3, at("2026-11-22T09:00:00"), 1_000).await;
        ledger.follow(&[3]).await;
        assert_eq!(ledger.balance(3).await, (0, 40, 0));
        assert_eq!(ledger.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_changed_business_day_leaves_the_days_before_it_as_they_were() {
    on_both(async |house| {
        let mut ledger = Ledger::begin(&house, firsts(0)).await;
        // Two evenings that would be one if the day began at four.
        ledger.sell(1, 3, at("2026-11-20T22:00:00"), 1_000).await;
        ledger.follow(&[1]).await;
        ledger.sell(2, 3, at("2026-11-21T02:00:00"), 1_000).await;
        ledger.follow(&[2]).await;
        assert_eq!(ledger.balance(3).await, (0, 40, 0));
        let before = ledger.settings.clone();
        ledger.settings.day_shift_minutes = 240;
        let mut tx = ledger.write().await;
        let (by, now) = (rules::MemberId(1), house.app.clock.now());
        store::setting::change(
            &mut tx,
            ledger.team,
            &before,
            &ledger.settings,
            by,
            "夜场",
            now,
        )
        .await
        .expect("a change");
        tx.commit().await.expect("it commits");
        assert_eq!(ledger.faults().await, Vec::<String>::new());
        assert_eq!(ledger.follow(&[1, 2]).await, 0, "nothing old moves");
        // From the change on a night belongs to its evening.
        house.app.clock.advance_ms(2 * super::cast::DAY);
        ledger.sell(3, 3, at("2026-11-23T22:00:00"), 1_000).await;
        ledger.follow(&[3]).await;
        ledger.sell(4, 3, at("2026-11-24T02:00:00"), 1_000).await;
        ledger.follow(&[4]).await;
        assert_eq!(ledger.balance(3).await, (0, 40 + 30, 0));
        assert_eq!(ledger.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn the_category_is_that_of_the_telling_that_holds() {
    on_both(async |house| {
        let rate = |category: Option<&str>, points| Rate {
            category: category.map(str::to_owned),
            tier: None,
            points_per_yuan: BasisPoints(points),
        };
        let rules = EarningRules {
            rates: vec![rate(None, 10_000), rate(Some("精华"), 20_000)],
            ..EarningRules::default()
        };
        let ledger = Ledger::begin(&house, rules).await;
        let tale = |category| Tale {
            sale: 1,
            order: "1",
            at: at("2026-11-21T10:00:00"),
            fen: 1_000,
            category,
        };
        ledger
            .sell_of(1, "1", 3, tale(None).at, 1_000, Some("精华"))
            .await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(3).await, (0, 20, 0));
        let plain = ledger.tell(tale(None)).await.id.expect("an import");
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(3).await, (0, 10, 0));
        // A third export says what the first did: a sighting, not a reading.
        let third = ledger.tell(tale(Some("精华"))).await.id.expect("an import");
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(3).await, (0, 20, 0));
        ledger.undo(third.0).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(3).await, (0, 10, 0));
        ledger.undo(plain.0).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(3).await, (0, 20, 0));
        assert_eq!(ledger.faults().await, Vec::<String>::new());
    })
    .await;
}
