//! Points mature, are paid back, run out.

use super::cast::{Ledger, at};
use rules::points::{Account, EarningRules};
use tests::on_both;

#[tokio::test]
async fn points_mature_when_the_return_window_ends_and_expire_a_year_later() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        ledger.sell(1, 3, at("2026-11-21T10:00:00"), 10_000).await;
        ledger.sell(2, 3, at("2026-11-21T20:00:00"), 5_000).await;
        ledger.follow(&[1, 2]).await;
        // Seven whole days after the sale's own: 29 November begins, 10:00 is past it.
        assert_eq!(ledger.tick_after_days(6).await, 0);
        assert_eq!(ledger.balance(3).await, (0, 150, 0));
        assert_eq!(
            ledger.tick_after_days(1).await,
            1,
            "one lot a member and day"
        );
        assert_eq!(ledger.balance(3).await, (150, 0, 0));
        assert_eq!(ledger.tick_after_days(365).await, 0);
        assert_eq!(ledger.tick_after_days(1).await, 1);
        assert_eq!(ledger.balance(3).await, (0, 0, 0));
        assert_eq!(ledger.account(Account::Expired).await, 150);
        assert_eq!(ledger.tick_after_days(0).await, 0);
        assert_eq!(ledger.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_team_whose_books_cannot_be_read_does_not_keep_the_others_waiting() {
    on_both(async |house| {
        let mut tx = house.app.db.write().await.expect("a transaction");
        let settings = rules::team::Settings::default();
        let now = house.app.clock.now();
        store::setting::begin_team(&mut tx, "坏了的", &settings, false, now)
            .await
            .expect("a team");
        store::on!(tx, c => {
            sqlx::query("update team set settings = '{' where id = 1")
                .execute(c)
                .await
                .expect("a statement of the test");
        });
        tx.commit().await.expect("it commits");
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        assert_eq!(ledger.team.0, 2, "the broken one comes first");
        ledger.sell(1, 3, at("2026-11-21T10:00:00"), 10_000).await;
        ledger.follow(&[1]).await;
        house.app.clock.advance_ms(8 * super::cast::DAY);
        house
            .app
            .tick_all_points()
            .await
            .expect("the teams are known");
        assert_eq!(ledger.balance(3).await, (100, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn what_is_owed_is_paid_back_by_the_next_points() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        let old = at("2026-10-01T10:00:00");
        ledger.sell(1, 3, old, 10_000).await;
        ledger.follow(&[1]).await;
        ledger.spend(3, 80).await;
        ledger.refund(1, 10_000).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(3).await, (0, 0, -80));
        ledger.sell(2, 3, old.plus_days(1), 5_000).await;
        ledger.follow(&[2]).await;
        ledger.tick_after_days(0).await;
        assert_eq!(ledger.balance(3).await, (0, 0, -30));
        ledger.sell(3, 3, old.plus_days(2), 5_000).await;
        ledger.follow(&[3]).await;
        ledger.tick_after_days(0).await;
        assert_eq!(ledger.balance(3).await, (20, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn a_team_that_bears_used_points_leaves_the_member_at_zero() {
    on_both(async |house| {
        let mut ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        ledger.settings.refund_of_spent = rules::team::setting::RefundOfSpent::Bear;
        let old = at("2026-10-01T10:00:00");
        ledger.sell(1, 3, old, 10_000).await;
        ledger.follow(&[1]).await;
        ledger.spend(3, 80).await;
        ledger.refund(1, 10_000).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(3).await, (0, 0, 0));
        assert_eq!(ledger.account(Account::Borne).await, -80);
    })
    .await;
}

#[tokio::test]
async fn a_sale_of_long_ago_earns_and_runs_out_at_once() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        ledger.sell(1, 3, at("2024-03-01T10:00:00"), 10_000).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(3).await, (0, 0, 0));
        assert_eq!(ledger.account(Account::Expired).await, 100);
        assert_eq!(ledger.tick_after_days(0).await, 0);
        assert_eq!(ledger.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn days_that_begin_hours_apart_mature_each_for_itself_in_one_tick() {
    on_both(async |house| {
        let mut ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        ledger.sell(1, 3, at("2026-11-21T10:00:00"), 10_000).await;
        ledger.follow(&[1]).await;
        // The team moves its business day to four: the same day's sales mature at two moments.
        ledger.settings.day_shift_minutes = 240;
        ledger.sell(2, 3, at("2026-11-21T12:00:00"), 5_000).await;
        ledger.follow(&[2]).await;
        assert_eq!(ledger.tick_after_days(10).await, 2);
        assert_eq!(ledger.balance(3).await, (150, 0, 0));
        // A refund takes the lot that its own sale became.
        ledger.refund(1, 10_000).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(3).await, (50, 0, 0));
        assert_eq!(ledger.faults().await, Vec::<String>::new());
    })
    .await;
}
