//! The wall: what it celebrates.

use super::{publish, ranking};
use crate::facts::{entries, sales};
use serde_json::{Value, json};
use tests::{Cast, on_both};

#[tokio::test]
async fn the_largest_order_is_what_refunds_and_corrections_left_the_largest() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut rule = ranking();
        rule["freeze_at"] = Value::Null;
        let path = publish(&house, cast.founder(), &rule).await;
        let link = house
            .post(cast.founder(), &format!("{path}/walls"), json!({}))
            .await
            .ok();
        let wall = format!(
            "/api{}",
            link["path"].as_str().unwrap().replace("wall", "walls")
        );
        let record = async || house.get("", &wall).await.ok()["record"].clone();
        assert_eq!(record().await, Value::Null);
        sales(
            &house,
            &cast,
            1,
            &[
                (3, 0, 50_000),
                (2, 0, 60_000),
                (1, 0, 55_000),
                (3, 30, 90_000),
            ],
        )
        .await;
        assert_eq!(
            record().await,
            json!({"name": "李丽华", "member_id": 2, "fen": 60_000})
        );
        // Half of it is given back; the next one was another's after all.
        entries(
            &house,
            &cast,
            &[
                (1, 2, "refund", 2, 0, -30_000, 0),
                (2, 3, "match", 1, 0, -55_000, -1),
                (3, 3, "match", 4, 0, 55_000, 1),
            ],
        )
        .await;
        assert_eq!(
            record().await,
            json!({"name": "周敏", "member_id": 4, "fen": 55_000})
        );
        // Where nothing of sales counts there is none.
        rule["counted"] = json!([{"measure": "check_ins"}]);
        let path = publish(&house, cast.founder(), &rule).await;
        let link = house
            .post(cast.founder(), &format!("{path}/walls"), json!({}))
            .await
            .ok();
        let wall = format!(
            "/api{}",
            link["path"].as_str().unwrap().replace("wall", "walls")
        );
        assert_eq!(house.get("", &wall).await.ok()["record"], Value::Null);
    })
    .await;
}
