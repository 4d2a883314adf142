//! What a member's own desk is told: what happened for them, and nothing that a page does not say.

use crate::contest::{act, publish, ranking};
use crate::prize::cast::{Shop, cup};
use serde_json::{Value, json};
use tests::{House, on_both};

const HOUR: i64 = 3_600_000;

/// The notices of a member, the latest first: `redemption 1 保温杯 approved`.
async fn told(house: &House, token: &str) -> Vec<String> {
    let answer = house.get(token, "/api/notices").await.ok();
    let all = answer["notices"].as_array().expect("notices").iter();
    let word = |one: &Value, field: &str| one[field].as_str().unwrap_or_default().to_owned();
    let line = |one: &Value| {
        let fields = ["what", "who", "thing", "state"].map(|field| word(one, field));
        let filled: Vec<String> = fields.into_iter().filter(|word| !word.is_empty()).collect();
        filled.join(" ")
    };
    all.map(line).collect()
}

#[tokio::test]
async fn each_is_told_what_happened_for_them() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let cups = shop.put(cup(100), 3).await;
        let asked = shop.one(3, cups, 100, "a").await;
        let waits = ["asked 陈静 保温杯 requested"];
        assert_eq!(told(&house, shop.token(2)).await, waits);
        assert_eq!(told(&house, shop.token(1)).await, waits);
        // Of another branch, or no leader.
        assert!(told(&house, shop.token(4)).await.is_empty());
        assert!(told(&house, shop.token(3)).await.is_empty());
        house.app.clock.advance_ms(HOUR);
        shop.act(2, asked, json!({"act": "approve"})).await.ok();
        assert!(told(&house, shop.token(2)).await.is_empty());
        assert_eq!(
            told(&house, shop.token(3)).await,
            ["redemption 保温杯 approved"]
        );
        house.app.clock.advance_ms(HOUR);
        // Who is thanked knows by whom, also by one who has not agreed to be named.
        let wish = json!({
            "request": "a", "to": [{"member_id": 3, "name": "陈静"}], "value": "成长",
            "words": "带新人很耐心", "points": 0,
        });
        house.post(shop.token(6), "/api/praises", wish).await.ok();
        assert_eq!(
            told(&house, shop.token(3)).await,
            ["praise 郑洁 成长", "redemption 保温杯 approved"]
        );
        let report = json!({
            "item": "面膜", "category": null, "amount_fen": 9_900, "quantity": 1, "buyer": null,
            "note": null, "sold_at": house.app.clock.now().0 - HOUR,
        });
        house.post(shop.token(6), "/api/reports", report).await.ok();
        assert_eq!(told(&house, shop.token(2)).await, ["report 郑洁 面膜"]);
        // A day later it is no news.
        house.app.clock.advance_ms(25 * HOUR);
        assert!(told(&house, shop.token(3)).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_frozen_contest_is_told_of_when_it_is_revealed() {
    on_both(async |house| {
        let cast = tests::Cast::enter(&house).await;
        let path = publish(&house, cast.founder(), &ranking()).await;
        house.app.clock.advance_ms(HOUR / 2);
        crate::facts::sales(&house, &cast, 1, &[(3, 0, 50_000)]).await;
        assert!(told(&house, cast.member()).await.is_empty());
        house.app.clock.advance_ms(HOUR / 2);
        assert!(told(&house, cast.member()).await.is_empty());
        act(&house, cast.founder(), &path, "reveal").await.ok();
        assert_eq!(told(&house, cast.member()).await, ["revealed 冲刺赛"]);
    })
    .await;
}
