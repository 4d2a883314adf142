//! The shelf: who sees what, at which price, and what the founder counts.

use super::cast::{Shop, cup, with};
use serde_json::{Value, json};
use tests::on_both;

fn said(shop: &Value) -> Vec<(&str, bool)> {
    let prizes = shop["prizes"].as_array().expect("prizes");
    let of = |one: &'_ Value| one["refusal"].is_null();
    prizes
        .iter()
        .map(|one| (one["name"].as_str().unwrap_or_default(), of(one)))
        .collect()
}

#[tokio::test]
async fn everybody_sees_what_is_for_them_and_why_the_rest_is_not() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        shop.put(cup(300), 1).await;
        shop.put(
            with(cup(300), json!({ "name": "一级的锅", "tiers": [3] })),
            1,
        )
        .await;
        shop.put(
            with(cup(300), json!({ "name": "周敏队的伞", "branch": 4 })),
            1,
        )
        .await;
        shop.put(
            with(cup(300), json!({ "name": "下架的灯", "offered": false })),
            1,
        )
        .await;
        shop.put(with(cup(3_000), json!({ "name": "平板" })), 1)
            .await;
        let seen = async |member: i64| house.get(shop.token(member), "/api/prizes").await.ok();
        assert_eq!(
            said(&seen(3).await),
            [("保温杯", true), ("一级的锅", true), ("平板", false)]
        );
        assert_eq!(
            said(&seen(6).await),
            [("保温杯", true), ("一级的锅", false), ("平板", false)]
        );
        assert_eq!(
            said(&seen(5).await),
            [
                ("保温杯", false),
                ("一级的锅", false),
                ("周敏队的伞", false),
                ("平板", false)
            ]
        );
        let all = house.get(shop.token(1), "/api/prizes?all=true").await.ok();
        assert_eq!(all["prizes"].as_array().expect("prizes").len(), 5);
        let hers = seen(3).await;
        assert_eq!(
            hers["prizes"][0]["cost_fen"],
            Value::Null,
            "what it costs is the founder's"
        );
        assert_eq!(
            (&hers["prizes"][2]["missing"], &hers["prizes"][2]["days"]),
            (&json!(2_000), &json!(60))
        );
        assert_eq!(
            shop.redeem(6, 2, 1, 300, "x").await.refused().1,
            "PrizeNotForYou"
        );
    })
    .await;
}

#[tokio::test]
async fn a_wish_is_granted_at_the_price_shown_or_refused() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let limit = json!({ "limit": { "pieces": 2, "period": "month" } });
        let cup_id = shop.put(with(cup(100), limit.clone()), 9).await;
        let path = format!("/api/prizes/{cup_id}");
        let dearer = json!({ "offer": with(cup(120), limit) });
        house
            .ask(Some(shop.token(1)), http::Method::PUT, &path, Some(dearer))
            .await
            .ok();
        assert_eq!(
            shop.redeem(3, cup_id, 1, 100, "a").await.refused(),
            (409, "PriceChanged".to_owned())
        );
        shop.redeem(3, cup_id, 2, 240, "b").await.ok();
        let again = shop.redeem(3, cup_id, 2, 240, "b").await.ok();
        assert_eq!(again["id"], 1, "the same request redeems once");
        assert_eq!(
            shop.redeem(3, cup_id, 1, 120, "c").await.refused().1,
            "PrizeLimit"
        );
        // What came back counts no more, and a new month begins anew.
        shop.act(3, 1, json!({ "act": "cancel" })).await.ok();
        shop.redeem(3, cup_id, 2, 240, "d").await.ok();
        house.app.clock.advance_ms(10 * crate::points::cast::DAY);
        shop.redeem(3, cup_id, 1, 120, "e").await.ok();
        assert_eq!(shop.left(cup_id).await, 6);
        let no = shop.redeem(6, cup_id, 7, 840, "f").await.refused();
        assert_eq!(no.1, "SoldOut");
        let one = house.get(shop.token(1), &path).await.ok();
        assert_eq!(one["versions"][0]["changes"], json!(["价格：100 → 120 分"]));
        shop.holds().await;
    })
    .await;
}

#[tokio::test]
async fn an_address_and_a_member_s_own_words_go_with_whom_they_belong_to() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let pan = shop.put(with(cup(100), json!({ "ships": true })), 5).await;
        assert_eq!(
            shop.redeem(3, pan, 1, 100, "a").await.refused().1,
            "DeliverMissing"
        );
        let to = json!({ "name": "陈静", "phone": "13800000000", "address": "杭州市" });
        let wish =
            json!({ "request": "b", "pieces": 1, "points": 100, "deliver": to, "note": "周末在" });
        let path = format!("/api/prizes/{pan}/redemptions");
        house.post(shop.token(3), &path, wish).await.ok();
        let one = house.get(shop.token(2), "/api/redemptions/1").await.ok();
        assert_eq!((&one["deliver"], &one["note"]), (&to, &json!("周末在")));
        let wish = json!({ "text": "想要瑜伽垫，我住杭州" });
        let wished = house
            .post(shop.token(3), "/api/prizes/suggestions", wish)
            .await;
        assert!(wished.status.is_success());
        for path in ["/api/members/3/leaving", "/api/members/3/erasure"] {
            let body = json!({ "reason": "本人要求", "last_day": "2026-11-22" });
            let left = house.post(shop.token(1), path, body).await;
            assert!(left.status.is_success(), "{path}: {}", left.json);
            house.app.clock.advance_ms(2 * crate::points::cast::DAY);
        }
        let one = house.get(shop.token(1), "/api/redemptions/1").await.ok();
        assert_eq!(
            (&one["deliver"], &one["note"]),
            (&Value::Null, &Value::Null)
        );
        // What they wished for goes too.
        let path = "/api/prizes/suggestions";
        let wishes = house.get(shop.token(1), path).await.ok();
        assert_eq!(wishes["suggestions"], json!([]));
        shop.holds().await;
    })
    .await;
}

#[tokio::test]
async fn stock_moves_with_a_reason_and_never_below_nothing() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let cup_id = shop.put(cup(100), 3).await;
        let path = format!("/api/prizes/{cup_id}/stock");
        let shift = async |pieces: i64, reason: &str| {
            let body = json!({ "pieces": pieces, "reason": reason });
            house.post(shop.token(1), &path, body).await
        };
        assert_eq!(shift(-4, "摔坏").await.refused().1, "StockBelowZero");
        assert_eq!(shift(0, "没动").await.refused().1, "BadField");
        assert_eq!(shift(1, " ").await.refused().1, "ReasonMissing");
        let stock = shift(-1, "摔坏").await.ok();
        let moves: Vec<_> = stock["moves"]
            .as_array()
            .expect("moves")
            .iter()
            .map(|m| (&m["pieces"], &m["left"]))
            .collect();
        assert_eq!(moves, [(&json!(-1), &json!(2)), (&json!(3), &json!(3))]);
        let uncounted = shop
            .put(with(cup(100), json!({ "stocked": false })), 0)
            .await;
        shop.redeem(3, uncounted, 9, 900, "a").await.ok();
        shop.holds().await;
    })
    .await;
}

#[tokio::test]
async fn the_founder_sees_what_open_points_will_cost_and_what_runs_low() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let path = "/api/prizes/overview";
        let none = house.get(shop.token(1), path).await.ok();
        assert_eq!((&none["basis"], &none["liability_fen"]), (&json!("none"), &Value::Null));
        let cup_id = shop.put(with(cup(300), json!({ "approval": false })), 2).await;
        let shelf = house.get(shop.token(1), path).await.ok();
        // 2000 points at 45 yuan for 300.
        assert_eq!((&shelf["basis"], &shelf["liability_fen"]), (&json!("shop"), &json!(30_000)));
        let cheaper = json!({ "offer": with(cup(600), json!({ "approval": false })) });
        shop.redeem(3, cup_id, 1, 300, "a").await.ok();
        house.ask(Some(shop.token(1)), http::Method::PUT, &format!("/api/prizes/{cup_id}"), Some(cheaper)).await.ok();
        let now = house.get(shop.token(1), path).await.ok();
        assert_eq!((&now["basis"], &now["open_points"], &now["liability_fen"]), (&json!("redeemed"), &json!(1_700), &json!(25_500)));
        assert_eq!(now["months"], json!([{ "month": "2026-11", "redemptions": 1, "pieces": 1, "points": 300, "cost_fen": 4_500 }]));
        assert_eq!(now["popular"], json!([{ "prize_id": cup_id, "name": "保温杯", "pieces": 1, "points": 300 }]));
        assert_eq!(now["low"], json!([{ "prize_id": cup_id, "name": "保温杯", "left": 1 }]));
        assert_eq!(house.get(shop.token(2), path).await.refused().0, 403);
        let file = house.get(shop.token(1), "/api/prizes/export").await;
        assert!(file.status.is_success());
    })
    .await;
}

#[tokio::test]
async fn members_save_toward_a_prize_and_suggest_others() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let cup_id = shop.put(cup(3_000), 1).await;
        let saving = json!({ "prize_id": cup_id });
        let saved = house
            .ask(
                Some(shop.token(3)),
                http::Method::PUT,
                "/api/prizes/saving",
                Some(saving),
            )
            .await;
        assert!(saved.status.is_success());
        let seen = house.get(shop.token(3), "/api/prizes").await.ok();
        assert_eq!(seen["prizes"][0]["saving"], true);
        let path = "/api/prizes/suggestions";
        assert!(
            house
                .post(shop.token(3), path, json!({ "text": "想要瑜伽垫" }))
                .await
                .status
                .is_success()
        );
        assert_eq!(
            house
                .post(shop.token(3), path, json!({ "text": " " }))
                .await
                .refused()
                .1,
            "EmptyField"
        );
        assert_eq!(
            house.get(shop.token(6), path).await.ok()["suggestions"],
            json!([])
        );
        let reply = json!({ "accepted": true, "words": "下月上架", "prize_id": null });
        let answer = "/api/prizes/suggestions/1/answer";
        assert_eq!(
            house
                .post(shop.token(2), answer, reply.clone())
                .await
                .refused()
                .0,
            403
        );
        assert!(
            house
                .post(shop.token(1), answer, reply.clone())
                .await
                .status
                .is_success()
        );
        assert_eq!(
            house.post(shop.token(1), answer, reply).await.refused().0,
            404,
            "once"
        );
        let mine = house.get(shop.token(3), path).await.ok();
        assert_eq!(mine["suggestions"][0]["answer"]["words"], "下月上架");
    })
    .await;
}
