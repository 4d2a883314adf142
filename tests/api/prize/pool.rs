//! Several save together for a prize.

use super::cast::{Shop, cup};
use serde_json::{Value, json};
use tests::on_both;

const DAY: i64 = crate::points::cast::DAY;

async fn open(shop: &Shop<'_>, prize: i64, by: i64, days: i64) -> i64 {
    let until = shop.house.app.clock.now().plus_days(days).0;
    let plan = json!({ "pieces": 1, "until": until, "branch": null });
    let path = format!("/api/prizes/{prize}/pools");
    let pool = shop.house.post(shop.token(by), &path, plan).await.ok();
    pool["id"].as_i64().expect("a number")
}

async fn put(shop: &Shop<'_>, pool: i64, member: i64, points: i64, request: &str) -> tests::Answer {
    let part = json!({ "request": request, "points": points });
    let path = format!("/api/pools/{pool}/parts");
    shop.house.post(shop.token(member), &path, part).await
}

#[tokio::test]
async fn together_it_is_enough_and_the_prize_is_handed_over() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let prize = shop.put(cup(1_500), 1).await;
        let pool = open(&shop, prize, 2, 10).await;
        assert_eq!(shop.left(prize).await, 0, "its piece is set aside");
        let one = put(&shop, pool, 3, 900, "a").await.ok();
        assert_eq!(
            (&one["held"], &one["mine"], &one["state"]),
            (&json!(900), &json!(900), &json!("open"))
        );
        put(&shop, pool, 3, 900, "a").await.ok();
        assert_eq!(
            shop.ledger.balance(3).await.0,
            100,
            "the same request puts in once"
        );
        // 吴芳 is of another branch, and sees nothing of it.
        assert_eq!(
            put(&shop, pool, 5, 10, "b").await.refused().1,
            "PoolNotForYou"
        );
        assert_eq!(
            house.get(shop.token(5), "/api/pools").await.ok()["pools"],
            json!([])
        );
        assert_eq!(
            put(&shop, pool, 6, 601, "c").await.refused().1,
            "PoolTooMuch"
        );
        let one = put(&shop, pool, 6, 600, "d").await.ok();
        assert_eq!(
            (&one["state"], &one["parts"]),
            (&json!("reached"), &json!([]))
        );
        let seen = house.get(shop.token(2), "/api/pools").await.ok();
        let parts: Vec<_> = seen["pools"][0]["parts"]
            .as_array()
            .expect("parts")
            .iter()
            .map(|p| &p["points"])
            .collect();
        assert_eq!(parts, [&json!(900), &json!(600)]);
        assert_eq!(seen["pools"][0]["may"], json!(["hand_over", "cancel"]));
        let act = format!("/api/pools/{pool}/acts");
        let no = house
            .post(shop.token(3), &act, json!({ "act": "hand_over" }))
            .await
            .refused();
        assert_eq!(no.0, 403);
        house
            .post(shop.token(2), &act, json!({ "act": "hand_over" }))
            .await
            .ok();
        assert_eq!(
            (
                shop.ledger.balance(3).await.0,
                shop.ledger.balance(6).await.0
            ),
            (100, 400)
        );
        shop.holds().await;
        let silent = house
            .post(shop.token(2), &act, json!({ "act": "cancel" }))
            .await
            .refused();
        assert_eq!(silent.1, "RedemptionReason");
        let back = json!({ "act": "cancel", "reason": "杯子碎了" });
        house.post(shop.token(1), &act, back).await.ok();
        assert_eq!(
            (
                shop.ledger.balance(3).await.0,
                shop.ledger.balance(6).await.0
            ),
            (1_000, 1_000)
        );
        assert_eq!(shop.left(prize).await, 1);
        shop.holds().await;
    })
    .await;
}

#[tokio::test]
async fn a_goal_that_is_missed_gives_everyone_their_points_back_once() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let before = (shop.lots(3).await, shop.lots(6).await);
        let prize = shop.put(cup(1_500), 1).await;
        let pool = open(&shop, prize, 1, 10).await;
        put(&shop, pool, 3, 900, "a").await.ok();
        put(&shop, pool, 6, 100, "b").await.ok();
        house
            .app
            .tick_points(shop.ledger.team)
            .await
            .expect("a tick");
        assert_eq!(shop.ledger.balance(3).await.0, 100, "its time is not over");
        house.app.clock.advance_ms(10 * DAY);
        // Before anything has said so, nobody can put in any more.
        assert_eq!(put(&shop, pool, 6, 1, "c").await.refused().1, "PoolStep");
        for _ in 0..2 {
            house
                .app
                .tick_points(shop.ledger.team)
                .await
                .expect("a tick");
            assert_eq!((shop.lots(3).await, shop.lots(6).await), before);
            assert_eq!(shop.left(prize).await, 1);
        }
        let seen = house.get(shop.token(3), "/api/pools").await.ok();
        let said: (&Value, &Value) = (&seen["pools"][0]["state"], &seen["pools"][0]["may"]);
        assert_eq!(said, (&json!("missed"), &json!([])));
        shop.holds().await;
    })
    .await;
}

#[tokio::test]
async fn who_changes_their_mind_takes_their_points_out_while_it_is_open() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let before = shop.lots(3).await;
        let prize = shop.put(cup(1_500), 1).await;
        let pool = open(&shop, prize, 1, 10).await;
        put(&shop, pool, 3, 400, "a").await.ok();
        put(&shop, pool, 3, 300, "b").await.ok();
        put(&shop, pool, 6, 100, "c").await.ok();
        let path = format!("/api/pools/{pool}/parts");
        let out = async |member: i64| {
            let token = Some(shop.token(member));
            house.ask(token, http::Method::DELETE, &path, None).await
        };
        let one = out(3).await.ok();
        assert_eq!((&one["held"], &one["mine"]), (&json!(100), &json!(0)));
        assert_eq!(shop.lots(3).await, before);
        put(&shop, pool, 3, 900, "d").await.ok();
        put(&shop, pool, 6, 500, "e").await.ok();
        assert_eq!(out(3).await.refused().1, "PoolStep", "it is reached");
        shop.holds().await;
    })
    .await;
}

#[tokio::test]
async fn who_saves_along_does_not_decide_about_it_and_the_prize_has_its_own_bounds() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        shop.grant(2, 1_000).await;
        let prize = shop.put(cup(600), 2).await;
        let pool = open(&shop, prize, 2, 10).await;
        let one = put(&shop, pool, 2, 600, "a").await.ok();
        assert_eq!(
            (&one["state"], &one["may"]),
            (&json!("reached"), &json!([]))
        );
        let act = format!("/api/pools/{pool}/acts");
        let no = house
            .post(shop.token(2), &act, json!({ "act": "hand_over" }))
            .await;
        assert_eq!(no.refused().1, "PoolStep");
        house
            .post(shop.token(1), &act, json!({ "act": "hand_over" }))
            .await
            .ok();
        // What only 一级代理 may have neither a leader opens a pool for, nor others join.
        let tiered = super::cast::with(cup(600), json!({ "tiers": [3] }));
        let tiered = shop.put(tiered, 2).await;
        let until = house.app.clock.now().plus_days(3).0;
        let plan = json!({ "pieces": 1, "until": until, "branch": null });
        let path = format!("/api/prizes/{tiered}/pools");
        let no = house
            .post(shop.token(2), &path, plan.clone())
            .await
            .refused();
        assert_eq!(no.1, "PrizeNotForYou");
        let pool = house.post(shop.token(1), &path, plan).await.ok()["id"].as_i64();
        let pool = pool.expect("a number");
        assert_eq!(
            put(&shop, pool, 6, 100, "b").await.refused().1,
            "PoolNotForYou"
        );
        put(&shop, pool, 3, 600, "c").await.ok();
        // Pools stand in the workbook, with who put in how much.
        let file = house.get(shop.token(1), "/api/prizes/export").await;
        let tables = sheet::read("shop.xlsx", &file.bytes).expect("a workbook");
        let pools = format!("{:?}", tables[1]);
        for words in ["合力", "李丽华 600", "陈静 600", "已交付"] {
            assert!(pools.contains(words), "{words}: {pools}");
        }
        // Pools stand in what prizes cost.
        let seen = house.get(shop.token(1), "/api/prizes/overview").await.ok();
        assert_eq!(
            (&seen["months"][0]["points"], &seen["months"][0]["cost_fen"]),
            (&json!(1_200), &json!(9_000))
        );
        shop.holds().await;
    })
    .await;
}
