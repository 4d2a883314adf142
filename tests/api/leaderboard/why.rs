//! Every score opens to its facts, and they add up to it.

use crate::facts::{entries, placement, points, sales};
use serde_json::Value;
use tests::{Cast, on_both};

/// The facts in words: what was counted, or why nothing was.
fn said(why: &Value) -> Vec<String> {
    why["facts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fact| {
            let order = fact["order_no"].as_str().unwrap_or("-");
            match fact["left_out"].as_str() {
                Some(reason) => format!("{order} {reason}"),
                None => format!("{order} {}", fact["counted"]),
            }
        })
        .collect()
}

#[tokio::test]
async fn facts_say_what_counted_and_what_did_not() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(
            &house,
            &cast,
            1,
            &[
                (3, 5, 50_000),
                (3, 3, 20_000),
                (3, 1, 8_000),
                (3, 40, 9_000),
                (6, 1, 70_000),
            ],
        )
        .await;
        entries(
            &house,
            &cast,
            &[
                (1, 1, "refund", 3, 5, -10_000, 0),
                (2, 2, "refund", 3, 3, -20_000, -1),
            ],
        )
        .await;
        let why = house.get(cast.member(), "/api/board/why").await.ok();
        assert_eq!(said(&why), ["A3 8000", "A2 nothing_left", "A1 40000"]);
        assert_eq!(
            why["facts"][2]["parts"],
            serde_json::json!([
                {"cause": "sale", "by": 50_000}, {"cause": "refund", "by": -10_000}
            ])
        );
        assert_eq!(
            (&why["counted"], &why["place"]["place"]),
            (&Value::from(48_000), &Value::from(2))
        );
        let orders = house
            .get(cast.member(), "/api/board/why?measure=orders")
            .await
            .ok();
        assert_eq!(said(&orders), ["A3 1", "A2 nothing_left", "A1 1"]);
        let customers = house
            .get(cast.member(), "/api/board/why?measure=new_customers")
            .await
            .ok();
        assert_eq!(said(&customers), ["A3 1", "A2 nothing_left", "A1 1"]);
        placement(&house, &cast, 50, 3, 4, 2).await;
        let branch = house
            .get(cast.founder(), "/api/board/why?branch=4&member=3")
            .await
            .ok();
        assert_eq!(
            said(&branch),
            ["A3 8000", "A2 outside_scope", "A1 outside_scope"]
        );
        let other = house
            .get(cast.member(), "/api/board/why?member=6")
            .await
            .refused();
        assert_eq!(other, (403, "NotYours".into()));
    })
    .await;
}

#[tokio::test]
async fn points_open_to_their_postings_and_a_tie_to_its_sharers() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        points(
            &house,
            &cast,
            &[
                (1, 3, 2, 300),
                (2, 3, 1, -50),
                (3, 6, 1, 250),
                (4, 3, 50, 7),
            ],
        )
        .await;
        let why = house
            .get(cast.member(), "/api/board/why?measure=points")
            .await
            .ok();
        let counted: Vec<_> = why["facts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| f["counted"].clone())
            .collect();
        assert_eq!(counted, [-50, 300]);
        assert_eq!(
            (&why["sharing"], &why["counted"]),
            (&Value::from(2), &Value::from(250))
        );
    })
    .await;
}
