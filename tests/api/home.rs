//! The first page's numbers, by role.

use crate::facts::{hours_ago, placement, sales, sales_at};
use serde_json::{Value, json};
use tests::{Cast, on_both};

fn fen(home: &Value) -> [i64; 5] {
    ["today", "yesterday", "week_ago", "month", "month_before"]
        .map(|field| home[field]["fen"].as_i64().unwrap())
}

#[tokio::test]
async fn today_stands_beside_yesterday_up_to_the_same_hour() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        // It is ten in the morning: what was sold yesterday at noon is after the same point.
        let lines = [
            (3, hours_ago(1), 10_000),
            (6, hours_ago(25), 20_000),
            (5, hours_ago(22), 40_000),
            (2, hours_ago(7 * 24 + 2), 80_000),
        ];
        sales_at(&house, &cast, 1, &lines).await;
        sales(&house, &cast, 5, &[(5, 33, 160_000)]).await;
        let home = async |token: &str| house.get(token, "/api/home").await.ok();
        let founder = home(cast.founder()).await;
        assert_eq!(founder["of"], "team");
        assert_eq!(fen(&founder), [10_000, 20_000, 80_000, 150_000, 160_000]);
        let days = founder["days"].as_array().unwrap();
        assert_eq!(days.len(), 30);
        assert_eq!(
            days[28],
            json!({"day": "2026-11-21", "fen": 60_000, "orders": 2})
        );
        let leader = home(cast.leader()).await;
        assert_eq!(
            (&leader["of"], fen(&leader)),
            (&json!("branch"), [10_000, 20_000, 80_000, 110_000, 0])
        );
        let member = home(cast.member()).await;
        assert_eq!(
            (&member["of"], fen(&member)),
            (&json!("own"), [10_000, 0, 0, 10_000, 0])
        );
        placement(&house, &cast, 50, 3, 4, 3).await;
        assert_eq!(
            fen(&home(cast.leader()).await)[0],
            0,
            "陈静 sold today under 周敏"
        );
    })
    .await;
}
