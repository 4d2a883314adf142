//! What one window writes, another sees within a second.

use api::routes::Tag;
use futures::StreamExt as _;
use serde_json::json;
use std::time::Duration;
use tests::stage::NOW;
use tests::{Cast, on_both};

#[tokio::test]
async fn an_approved_sale_reaches_another_window_within_a_second() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let board = async || house.get(cast.token(6), "/api/board").await.ok();
        assert_eq!(board().await["count"], 0);
        let body =
            json!({"item": "面霜", "amount_fen": 8_800, "quantity": 1, "sold_at": NOW.0 - 1});
        let report = house.post(cast.member(), "/api/reports", body).await.ok();
        let mut events = Box::pin(house.app.live.listen(cast.team));
        let path = format!("/api/reports/{}/decision", report["id"]);
        let seen = async {
            loop {
                if events.next().await.unwrap().contains(&Tag::Leaderboard) {
                    return board().await;
                }
            }
        };
        let within = Duration::from_secs(1);
        let (_, seen) = tokio::join!(
            house.post(cast.leader(), &path, json!({"act": "approve"})),
            tokio::time::timeout(within, seen)
        );
        let rows = &seen.expect("told within a second")["rows"];
        assert_eq!(
            (&rows[0]["name"], &rows[0]["score"]),
            (&json!("陈静"), &json!(8_800))
        );
    })
    .await;
}
