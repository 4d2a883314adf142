//! Stories of reported sales: who may decide, what an approval makes, what taking it back takes back.

use serde_json::json;
use tests::cast::Cast;
use tests::stage::{House, NOW, on_both};

async fn reported(house: &House, token: &str) -> i64 {
    let body = json!({ "item": "燕窝", "amount_fen": 29_900, "quantity": 1, "sold_at": NOW.0 - 3_600_000 });
    house.post(token, "/api/reports", body).await.ok()["id"]
        .as_i64()
        .unwrap()
}

async fn decided(house: &House, token: &str, id: i64, act: &str) -> tests::stage::Answer {
    let body = json!({ "act": act, "reason": "照片看不清" });
    house
        .post(token, &format!("/api/reports/{id}/decision"), body)
        .await
}

async fn month(house: &House, token: &str) -> i64 {
    let board = house.get(token, "/api/board/around").await.ok();
    board["me"]["score"].as_i64().unwrap_or(0)
}

#[tokio::test]
async fn an_approval_makes_a_sale_and_reopening_takes_it_back() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let (leader, member) = (cast.token(2), cast.token(3));
        let id = reported(&house, member).await;
        assert_eq!(month(&house, member).await, 0);
        let shown = decided(&house, leader, id, "approve").await.ok();
        assert_eq!(
            (shown["standing"].as_str(), &shown["may"]),
            (Some("approved"), &json!(["reopen"]))
        );
        assert_eq!(month(&house, member).await, 29_900);
        assert_eq!(
            decided(&house, leader, id, "approve").await.refused(),
            (409, "ReportStep".into())
        );
        decided(&house, leader, id, "reopen").await.ok();
        assert_eq!(month(&house, member).await, 0);
        decided(&house, leader, id, "approve").await.ok();
        assert_eq!(month(&house, member).await, 29_900);
    })
    .await;
}

#[tokio::test]
async fn only_those_above_decide_and_only_with_a_reason_return() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let (leader, member, stranger) = (cast.token(2), cast.token(3), cast.token(4));
        let id = reported(&house, member).await;
        assert_eq!(
            decided(&house, member, id, "approve").await.refused().1,
            "ReportStep",
            "not one's own"
        );
        assert_eq!(
            decided(&house, stranger, id, "approve").await.refused().1,
            "NotFound",
            "another branch's leader"
        );
        let own = reported(&house, leader).await;
        assert_eq!(
            decided(&house, leader, own, "approve").await.refused().1,
            "ReportStep",
            "a leader's own"
        );
        decided(&house, cast.token(1), own, "approve").await.ok();
        let path = format!("/api/reports/{id}/decision");
        let bare = house
            .post(leader, &path, json!({ "act": "return", "reason": " " }))
            .await;
        assert_eq!(bare.refused(), (422, "ReturnReason".into()));
        decided(&house, leader, id, "return").await.ok();
        let seen = house.get(member, "/api/reports?mine=true").await.ok();
        assert_eq!(seen["reports"][0]["reason"], "照片看不清");
        assert_eq!(
            house.get(stranger, "/api/reports").await.ok()["reports"],
            json!([])
        );
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_a_sale_is_refused() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let body = |item: &str, fen: i64, quantity: i64, at: i64| json!({ "item": item, "amount_fen": fen, "quantity": quantity, "sold_at": at });
        for (body, code) in [
            (body(" ", 1, 1, NOW.0), "EmptyField"),
            (body("燕窝", 0, 1, NOW.0), "ReportBounds"),
            (body("燕窝", 1, 0, NOW.0), "ReportBounds"),
            (body("燕窝", 1, 1, NOW.0 + 86_400_000), "SoldLater"),
            (json!({ "item": "燕窝" }), "BadBody"),
        ] {
            assert_eq!(house.post(cast.token(3), "/api/reports", body).await.refused(), (422, code.to_owned()));
        }
    })
    .await;
}

#[tokio::test]
async fn an_approval_whose_import_was_undone_can_be_reopened() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let (founder, leader, member) = (cast.token(1), cast.token(2), cast.token(3));
        let id = reported(&house, member).await;
        decided(&house, leader, id, "approve").await.ok();
        let imports = house.get(founder, "/api/imports?all=true").await.ok();
        let import = &imports["imports"][0]["id"];
        let path = format!("/api/imports/{import}/undoing");
        house.post(founder, &path, json!({})).await.ok();
        assert_eq!(month(&house, member).await, 0);
        decided(&house, leader, id, "reopen").await.ok();
        decided(&house, leader, id, "approve").await.ok();
        assert_eq!(month(&house, member).await, 29_900);
    })
    .await;
}

#[tokio::test]
async fn a_reported_buyer_is_a_customer() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let (leader, member) = (cast.token(2), cast.token(3));
        let body = json!({ "item": "燕窝", "amount_fen": 29_900, "quantity": 1, "buyer": "王太太", "sold_at": NOW.0 - 3_600_000 });
        let id = house.post(member, "/api/reports", body).await.ok()["id"].as_i64().unwrap();
        decided(&house, leader, id, "approve").await.ok();
        let board = house.get(member, "/api/board/around?measure=new_customers").await.ok();
        assert_eq!(board["me"]["score"], 1, "{board}");
    })
    .await;
}
