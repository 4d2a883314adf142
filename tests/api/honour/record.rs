//! The team's records: counted from the facts, given back by a refund, named as boards name people.

use crate::facts::{entries, sales};
use serde_json::{Value, json};
use tests::{Cast, House, on_both};

/// `record holders value day` as a reader sees them.
async fn records(house: &House, token: &str) -> Vec<String> {
    let list = house.get(token, "/api/records").await.ok();
    let said = |one: &Value| {
        let holders = one["holders"].as_array().unwrap().iter();
        let names: Vec<&str> = holders
            .map(|who| who["name"].as_str().unwrap_or("?"))
            .collect();
        let record = one["record"].as_str().unwrap();
        format!("{record} {} {}", names.join("+"), one["value"])
    };
    list["records"]
        .as_array()
        .unwrap()
        .iter()
        .map(said)
        .collect()
}

#[tokio::test]
async fn an_order_that_turns_out_to_be_of_another_day_counts_from_that_day() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(&house, &cast, 1, &[(3, 5, 50_000), (6, 3, 50_000)]).await;
        let of = async || records(&house, cast.founder()).await[0].clone();
        assert_eq!(of().await, "largest_order 陈静 50000");
        let moved = [
            (1, 1, "reading", 3, 5, -50_000, -1),
            (2, 1, "reading", 3, 1, 50_000, 1),
        ];
        entries(&house, &cast, &moved).await;
        assert_eq!(of().await, "largest_order 郑洁 50000");
    })
    .await;
}

#[tokio::test]
async fn a_record_goes_to_who_beats_it_and_a_refund_gives_it_back() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        assert_eq!(records(&house, cast.founder()).await, Vec::<String>::new());
        sales(
            &house,
            &cast,
            1,
            &[(3, 0, 50_000), (3, 0, 10_000), (6, 0, 90_000)],
        )
        .await;
        let before = [
            "largest_order 郑洁 90000",
            "day_orders 陈静 2",
            "day_sales 郑洁 90000",
            "month_sales 郑洁 90000",
            "longest_run 陈静+郑洁 1",
        ];
        assert_eq!(records(&house, cast.founder()).await, before);
        let list = house.get(cast.token(6), "/api/records").await.ok();
        let mine: Vec<bool> = list["records"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["mine"] == json!(true))
            .collect();
        assert_eq!(mine, [true, false, true, true, true]);
        entries(&house, &cast, &[(1, 3, "refund", 6, 0, -90_000, -1)]).await;
        let after = [
            "largest_order 陈静 50000",
            "day_orders 陈静 2",
            "day_sales 陈静 60000",
            "month_sales 陈静 60000",
            "longest_run 陈静 1",
        ];
        assert_eq!(records(&house, cast.founder()).await, after);
    })
    .await;
}
