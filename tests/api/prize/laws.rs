//! What must hold whatever people do: nobody gets what is not there, and the books prove it.

use super::cast::{Shop, cup, with};
use crate::points::cast::Ledger;
use futures::future::join_all;
use serde_json::json;
use store::database::Raw;
use tests::on_both;

#[tokio::test]
async fn of_many_who_want_the_last_ones_at_once_exactly_so_many_get_one() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        for member in [2, 4, 5] {
            shop.grant(member, 1_000).await;
        }
        let cup = shop
            .put(with(cup(100), json!({ "approval": false })), 7)
            .await;
        let members = [2, 3, 4, 5, 6];
        let wishes = (0..40).map(|n| {
            let request = format!("r{n}");
            let shop = &shop;
            async move { shop.redeem(members[n % 5], cup, 1, 100, &request).await }
        });
        let answers = join_all(wishes).await;
        let got = answers.iter().filter(|answer| answer.status.is_success());
        assert_eq!(got.count(), 7);
        let refused = answers
            .into_iter()
            .filter(|answer| !answer.status.is_success());
        for answer in refused {
            assert_eq!(answer.refused(), (409, "SoldOut".to_owned()));
        }
        assert_eq!(shop.left(cup).await, 0);
        let mut sum = 0;
        for member in members {
            sum += shop.ledger.balance(member).await.0;
        }
        assert_eq!(sum, 5_000 - 700);
        shop.holds().await;
    })
    .await;
}

#[tokio::test]
async fn two_who_spend_the_same_points_at_once_spend_them_once() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let cup = shop.put(cup(600), 9).await;
        let both = join_all(["a", "b"].map(|request| shop.redeem(3, cup, 1, 600, request))).await;
        let got = both.iter().filter(|answer| answer.status.is_success());
        assert_eq!(got.count(), 1);
        assert_eq!(
            (shop.ledger.balance(3).await.0, shop.left(cup).await),
            (400, 8)
        );
        shop.holds().await;
    })
    .await;
}

#[tokio::test]
async fn a_refund_of_points_that_are_set_aside_is_owed_until_they_come_back() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, rules::points::EarningRules::one_a_yuan()).await;
        ledger
            .sell(1, 3, crate::points::cast::at("2026-11-21T10:00:00"), 10_000)
            .await;
        ledger.follow(&[1]).await;
        ledger.tick_after_days(10).await;
        let shop = Shop {
            ledger,
            house: &house,
        };
        assert_eq!(shop.ledger.balance(3).await, (100, 0, 0));
        let cup = shop.put(cup(100), 1).await;
        let id = shop.one(3, cup, 100, "a").await;
        shop.ledger.refund(1, 6_000).await;
        shop.ledger.follow(&[1]).await;
        assert_eq!(shop.ledger.balance(3).await, (0, 0, -60));
        shop.act(3, id, json!({ "act": "cancel" })).await.ok();
        assert_eq!(shop.ledger.balance(3).await, (40, 0, 0));
        shop.holds().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_changes_a_redemption_or_a_stock_behind_the_books_is_found() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let cup = shop.put(cup(100), 3).await;
        shop.one(3, cup, 100, "a").await;
        shop.holds().await;
        let tamper = async |table: &str, statement: &'static str| {
            let mut tx = shop.ledger.write().await;
            match tx.raw() {
                Raw::Sqlite(c) => {
                    let text = format!("drop trigger if exists {table}_no_update");
                    sqlx::query(sqlx::AssertSqlSafe(text))
                        .execute(c)
                        .await
                        .expect("dropped");
                }
                Raw::Postgres(c) => {
                    let text = format!("drop trigger if exists {table}_no_change on {table}");
                    sqlx::query(sqlx::AssertSqlSafe(text))
                        .execute(c)
                        .await
                        .expect("dropped");
                }
            }
            store::on!(tx, c => sqlx::query(statement).execute(c).await.map(drop)).expect("done");
            tx.commit().await.expect("it commits");
            shop.ledger.faults().await.len()
        };
        assert_eq!(
            tamper("redemption", "update redemption set points = 50").await,
            1
        );
        assert_eq!(
            tamper("redemption", "update redemption set points = 100").await,
            0
        );
        assert_eq!(
            tamper(
                "prize_stock",
                "update prize_stock set pieces_left = 9 where seq = 2"
            )
            .await,
            1
        );
    })
    .await;
}
