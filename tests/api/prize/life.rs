//! The life of a redemption, its points and its pieces.

use super::cast::{Shop, cup, with};
use rules::team::Settings;
use serde_json::{Value, json};
use tests::on_both;

fn act(act: &str) -> Value {
    json!({ "act": act, "reason": "说明", "carrier": null, "tracking_no": null, "prize_id": null, "points": null })
}

fn acts(one: &Value) -> Vec<&str> {
    let may = one["may"].as_array().expect("a list");
    may.iter().filter_map(|may| may["act"].as_str()).collect()
}

#[tokio::test]
async fn from_the_wish_to_the_hand_over_every_step_stands_in_the_ledger() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let cup = shop.put(cup(300), 2).await;
        let made = shop.redeem(3, cup, 2, 600, "a").await.ok();
        assert_eq!(
            (&made["state"], &made["points"]),
            (&json!("requested"), &json!(600))
        );
        assert_eq!(acts(&made), ["cancel"]);
        assert_eq!(
            (shop.ledger.balance(3).await.0, shop.left(cup).await),
            (400, 0)
        );
        let id = made["id"].as_i64().expect("a number");
        // Whoever leads her sees it at the desk, another leader does not.
        let desk = "/api/redemptions?whose=desk&state=waiting";
        let waits = house.get(shop.token(2), desk).await.ok();
        assert_eq!(waits["rows"][0]["member"], "陈静");
        assert_eq!(house.get(shop.token(4), desk).await.ok()["rows"], json!([]));
        let path = format!("/api/redemptions/{id}");
        assert_eq!(house.get(shop.token(4), &path).await.refused().0, 404);
        assert_eq!(house.get(shop.token(6), &path).await.refused().0, 404);
        let shipped =
            json!({ "act": "ship", "carrier": "顺丰", "tracking_no": "SF1", "reason": null });
        let no = shop.act(2, id, shipped.clone()).await.refused();
        assert_eq!(no, (409, "RedemptionStep".to_owned()), "it is not approved");
        let one = shop.act(2, id, act("approve")).await.ok();
        assert_eq!(
            acts(&one),
            ["undo_approval", "ship", "hand_over", "replace", "cancel"]
        );
        let nameless =
            json!({ "act": "ship", "carrier": "顺丰", "tracking_no": " ", "reason": null });
        assert_eq!(
            shop.act(2, id, nameless).await.refused().1,
            "CarrierMissing"
        );
        shop.act(2, id, shipped).await.ok();
        let one = shop.act(3, id, act("receive")).await.ok();
        assert_eq!(
            (&one["state"], &one["tracking_no"]),
            (&json!("received"), &json!("SF1"))
        );
        let done: Vec<_> = one["acts"]
            .as_array()
            .expect("acts")
            .iter()
            .map(|a| &a["act"])
            .collect();
        assert_eq!(done, ["request", "approve", "ship", "receive"]);
        let why: Vec<_> = one["entries"]
            .as_array()
            .expect("entries")
            .iter()
            .map(|e| &e["why"])
            .collect();
        assert_eq!(
            why,
            [
                "兑换“保温杯”，预留 600 分（兑换单 1）",
                "兑换“保温杯”已批准，用掉预留的 600 分"
            ]
        );
        assert_eq!(
            (shop.ledger.balance(3).await.0, shop.left(cup).await),
            (400, 0)
        );
        shop.holds().await;
    })
    .await;
}

#[tokio::test]
async fn what_comes_to_nothing_gives_points_pieces_and_expiry_back_exactly() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        // A second lot, which runs out later.
        house.app.clock.advance_ms(20 * crate::points::cast::DAY);
        shop.grant(3, 500).await;
        let cup = shop.put(cup(1_200), 3).await;
        let before = shop.lots(3).await;
        assert_eq!(before.len(), 2);
        let way = async |request: &str, steps: &[(i64, &str)]| {
            let id = shop.one(3, cup, 1_200, request).await;
            assert_eq!(
                (shop.ledger.balance(3).await.0, shop.left(cup).await),
                (300, 2)
            );
            for (who, step) in steps {
                shop.act(*who, id, act(step)).await.ok();
            }
            assert_eq!(shop.lots(3).await, before, "{steps:?}");
            assert_eq!(shop.left(cup).await, 3, "{steps:?}");
            shop.holds().await;
        };
        way("a", &[(3, "cancel")]).await;
        way("b", &[(2, "reject")]).await;
        way("c", &[(2, "approve"), (1, "cancel")]).await;
        way(
            "d",
            &[
                (2, "approve"),
                (1, "undo_approval"),
                (2, "approve"),
                (2, "undo_approval"),
                (3, "cancel"),
            ],
        )
        .await;
        way(
            "e",
            &[
                (2, "approve"),
                (2, "hand_over"),
                (3, "receive"),
                (2, "return"),
            ],
        )
        .await;
    })
    .await;
}

#[tokio::test]
async fn points_that_ran_out_meanwhile_come_back_and_run_out() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let cup = shop.put(cup(1_000), 1).await;
        let id = shop.one(3, cup, 1_000, "a").await;
        // They run out after twelve months; her leader signs in again.
        house.app.clock.advance_ms(400 * crate::points::cast::DAY);
        let leader = house.sign_in(shop.ledger.team, rules::MemberId(2)).await;
        let path = format!("/api/redemptions/{id}/acts");
        house.post(&leader, &path, act("reject")).await.ok();
        assert_eq!(shop.ledger.balance(3).await, (0, 0, 0));
        let founder = house.sign_in(shop.ledger.team, rules::MemberId(1)).await;
        let path = format!("/api/prizes/{cup}/stock");
        assert_eq!(house.get(&founder, &path).await.ok()["left"], 1);
        shop.holds().await;
    })
    .await;
}

#[tokio::test]
async fn another_prize_in_its_place_costs_its_own_price() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let cup_id = shop.put(cup(300), 1).await;
        let pan = shop.put(with(cup(450), json!({ "name": "煎锅" })), 1).await;
        let dear = shop.put(with(cup(5_000), json!({ "name": "平板" })), 1).await;
        let id = shop.one(3, cup_id, 300, "a").await;
        shop.act(2, id, act("approve")).await.ok();
        let replace = |prize: i64, points: i64| {
            json!({ "act": "replace", "reason": "杯子缺货", "prize_id": prize, "points": points })
        };
        // A price that is not the shown one, or not to be paid, leaves all as it was.
        assert_eq!(shop.act(2, id, replace(pan, 400)).await.refused().1, "PriceChanged");
        assert_eq!(shop.act(2, id, replace(dear, 5_000)).await.refused().1, "NotEnoughPoints");
        assert_eq!((shop.ledger.balance(3).await.0, shop.left(cup_id).await), (700, 0));
        let one = shop.act(2, id, replace(pan, 450)).await.ok();
        assert_eq!(one["state"], "replaced");
        let next = one["replaced_by"].as_i64().expect("another");
        let next = house.get(shop.token(3), &format!("/api/redemptions/{next}")).await.ok();
        assert_eq!((&next["state"], &next["prize"]), (&json!("approved"), &json!("煎锅")));
        assert_eq!(next["replaces"], id);
        assert_eq!(shop.ledger.balance(3).await.0, 550);
        assert_eq!((shop.left(cup_id).await, shop.left(pan).await), (1, 0));
        shop.holds().await;
    })
    .await;
}

#[tokio::test]
async fn two_people_approve_what_is_worth_much_and_nobody_their_own() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let settings = Settings {
            two_approvals_from_fen: Some(rules::Fen(9_000)),
            ..Settings::default()
        };
        let body = json!({ "settings": settings, "reason": "两人审批" });
        house
            .ask(
                Some(shop.token(1)),
                http::Method::PUT,
                "/api/settings",
                Some(body),
            )
            .await
            .ok();
        // Without approval for one, but two cost as much as needs two people.
        let cup = shop
            .put(with(cup(100), json!({ "approval": false })), 5)
            .await;
        let small = shop.redeem(3, cup, 1, 100, "a").await.ok();
        assert_eq!(small["state"], "approved");
        let large = shop.redeem(3, cup, 2, 200, "b").await.ok();
        assert_eq!(
            (&large["state"], &large["needs_two"]),
            (&json!("requested"), &json!(true))
        );
        let id = large["id"].as_i64().expect("a number");
        let one = shop.act(2, id, act("approve")).await.ok();
        assert_eq!(one["state"], "seconding");
        assert!(one["may"][0]["refusal"].is_string(), "{}", one["may"]);
        assert_eq!(
            shop.act(2, id, act("approve")).await.refused(),
            (403, "SecondPerson".to_owned())
        );
        assert_eq!(
            shop.act(1, id, act("approve")).await.ok()["state"],
            "approved"
        );
        shop.grant(2, 500).await;
        let own = shop.redeem(2, cup, 2, 200, "c").await.ok();
        assert_eq!(acts(&own), ["cancel"]);
        let own = own["id"].as_i64().expect("a number");
        assert_eq!(
            shop.act(2, own, act("approve")).await.refused().1,
            "RedemptionStep"
        );
        shop.holds().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_refused_or_taken_back_has_a_reason() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let cup = shop.put(cup(100), 1).await;
        let id = shop.one(3, cup, 100, "a").await;
        let silent = json!({ "act": "reject", "reason": " " });
        assert_eq!(
            shop.act(2, id, silent).await.refused().1,
            "RedemptionReason"
        );
        let one = shop.act(3, id, json!({ "act": "cancel" })).await.ok();
        assert_eq!(one["state"], "cancelled", "members need none to call off");
    })
    .await;
}

#[tokio::test]
async fn a_founder_without_another_founder_is_at_the_desk_for_their_own() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let founder = rules::MemberId(1);
        // Nobody grants to themselves; a prize of a contest would do as well.
        let mut tx = shop.ledger.write().await;
        let ask = rules::points::grant::Ask {
            request: "own".to_owned(),
            member: founder,
            points: 500,
            reason: "开业".to_owned(),
            by: rules::MemberId(2),
            budget: None,
            month: rules::Window::ALL,
            terms: rules::points::Terms::default(),
        };
        let now = house.app.clock.now();
        let made = store::points::grant::grant(&mut tx, shop.ledger.team, &[&ask], now).await;
        made.expect("a grant")[0].as_ref().expect("granted");
        tx.commit().await.expect("it commits");
        let cup = shop.put(cup(100), 2).await;
        let own = shop.redeem(1, cup, 1, 100, "a").await.ok();
        assert_eq!(acts(&own), ["approve", "reject", "cancel"]);
        let id = own["id"].as_i64().expect("a number");
        shop.act(1, id, act("approve")).await.ok();
        let one = shop.act(1, id, act("hand_over")).await.ok();
        assert_eq!(one["state"], "handed_over");
        shop.holds().await;
    })
    .await;
}

#[tokio::test]
async fn a_request_has_a_plain_key_and_no_text_a_character_that_cannot_be_kept() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let cup = shop.put(cup(100), 2).await;
        let long = "x".repeat(65);
        for request in ["", "a b", long.as_str()] {
            let no = shop.redeem(3, cup, 1, 100, request).await.refused();
            assert_eq!(no, (422, "RequestKey".to_owned()));
        }
        let no = shop.redeem(3, cup, 1, 100, "a\0b").await.refused();
        assert_eq!(no, (422, "BadBody".to_owned()));
    })
    .await;
}
