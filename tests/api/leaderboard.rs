//! Boards: places, neighbours, gaps, scopes, privacy, and that memory agrees with the books.

mod live;
mod privacy;
mod scope;
mod twin;
mod why;

use crate::facts::{entries, points, sales};
use serde_json::{Value, json};
use tests::{Cast, on_both};

/// A board in words: place, name or -, score.
fn said(board: &Value) -> Vec<String> {
    board["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let name = row["name"].as_str().unwrap_or("-");
            format!(
                "{}{} {name} {}",
                row["place"],
                if row["tied"] == true { "=" } else { "" },
                row["score"]
            )
        })
        .collect()
}

#[tokio::test]
async fn equal_scores_share_the_place() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(
            &house,
            &cast,
            1,
            &[
                (3, 1, 50_000),
                (5, 1, 30_000),
                (6, 2, 50_000),
                (2, 0, 10_000),
            ],
        )
        .await;
        let board = house.get(cast.founder(), "/api/board").await.ok();
        assert_eq!(
            said(&board),
            [
                "1= 陈静 50000",
                "1= 郑洁 50000",
                "3 吴芳 30000",
                "4 李丽华 10000"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_sale_recorded_later_moves_the_board() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(&house, &cast, 1, &[(3, 1, 50_000), (5, 1, 30_000)]).await;
        let before = house.get(cast.founder(), "/api/board").await.ok();
        assert_eq!(said(&before), ["1 陈静 50000", "2 吴芳 30000"]);
        sales(&house, &cast, 3, &[(5, 0, 30_000), (5, 40, 99_000)]).await;
        let after = house.get(cast.founder(), "/api/board").await.ok();
        assert_eq!(said(&after), ["1 吴芳 60000", "2 陈静 50000"]);
    })
    .await;
}

#[tokio::test]
async fn the_gap_and_the_neighbours_are_told() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(
            &house,
            &cast,
            1,
            &[(3, 1, 50_000), (2, 1, 80_000), (6, 1, 20_000)],
        )
        .await;
        let around = house.get(cast.member(), "/api/board/around").await.ok();
        assert_eq!(
            said(&around),
            ["1 李丽华 80000", "2 陈静 50000", "3 - null"]
        );
        assert_eq!(
            around["gap"],
            json!({"place": 1, "more": 30_000, "more_to_pass": 30_001})
        );
        assert_eq!(
            around["lead"],
            Value::Null,
            "what 郑洁 sold is hers to tell"
        );
        let nobody = house.get(cast.token(5), "/api/board/around").await.ok();
        assert_eq!(nobody["me"], Value::Null);
        assert_eq!(nobody["gap"]["place"], 3);
        assert_eq!(
            (&nobody["gap"]["more"], &nobody["rounded"]),
            (&json!(20_000), &json!(true))
        );
        // Nothing sold now counts for a period that is over, or for a branch one is not in.
        sales(&house, &cast, 4, &[(3, 40, 50_000), (2, 40, 80_000)]).await;
        let over = "/api/board/around?day=2026-10-15";
        let october = house.get(cast.member(), over).await.ok();
        assert_eq!(
            (&october["me"]["place"], &october["gap"]),
            (&json!(2), &Value::Null)
        );
        let elsewhere = "/api/board/around?branch=4&member=2";
        let elsewhere = house.get(cast.founder(), elsewhere).await.ok();
        assert_eq!(elsewhere["gap"], Value::Null);
        let other = house
            .get(cast.member(), "/api/board/around?member=5")
            .await
            .refused();
        assert_eq!(other, (403, "NotYours".into()));
    })
    .await;
}

#[tokio::test]
async fn places_of_the_period_before_are_told_up_to_the_same_point() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        // October: 陈静 ahead up to the 22nd; what 吴芳 sold on the 30th is after the same point.
        sales(
            &house,
            &cast,
            1,
            &[(3, 40, 50_000), (5, 35, 30_000), (5, 23, 90_000)],
        )
        .await;
        sales(
            &house,
            &cast,
            4,
            &[(5, 1, 60_000), (3, 1, 20_000), (6, 1, 10_000)],
        )
        .await;
        let board = house
            .get(cast.founder(), "/api/board?period=month")
            .await
            .ok();
        let moves: Vec<_> = board["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["place"].clone(), row["before"].clone()))
            .collect();
        assert_eq!(
            moves,
            [
                (json!(1), json!(2)),
                (json!(2), json!(1)),
                (json!(3), Value::Null)
            ]
        );
        assert_eq!(board["compared"], true);
    })
    .await;
}

#[tokio::test]
async fn orders_points_customers_and_growth_are_counted() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(&house, &cast, 1, &[(3, 40, 20_000), (5, 40, 5_000)]).await;
        // Buyers by number: 3 → 陈静; 8 is buyer 1, whom 陈静 won in October; 4 → 吴芳.
        sales(&house, &cast, 3, &[(3, 1, 25_000), (5, 1, 60_000)]).await;
        sales(&house, &cast, 8, &[(5, 0, 100)]).await;
        points(
            &house,
            &cast,
            &[(1, 3, 1, 250), (2, 5, 1, 600), (3, 5, 0, -100)],
        )
        .await;
        let board = async |measure: &str| {
            let path = format!("/api/board?measure={measure}");
            said(&house.get(cast.founder(), &path).await.ok())
        };
        assert_eq!(board("orders").await, ["1 吴芳 2", "2 陈静 1"]);
        assert_eq!(board("points").await, ["1 吴芳 500", "2 陈静 250"]);
        assert_eq!(board("new_customers").await, ["1= 陈静 1", "1= 吴芳 1"]);
        // 吴芳's October is below the least base.
        assert_eq!(board("growth").await, ["1 陈静 2500"]);
    })
    .await;
}

#[tokio::test]
async fn a_refund_lowers_the_window_of_its_sale() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(&house, &cast, 1, &[(3, 1, 50_000), (5, 1, 30_000)]).await;
        let path = "/api/board?measure=net_sales";
        assert_eq!(
            said(&house.get(cast.founder(), path).await.ok())[0],
            "1 陈静 50000"
        );
        entries(&house, &cast, &[(1, 1, "refund", 3, 1, -30_000, 0)]).await;
        let board = house.get(cast.founder(), path).await.ok();
        assert_eq!(said(&board), ["1 吴芳 30000", "2 陈静 20000"]);
        entries(&house, &cast, &[(2, 1, "refund", 3, 1, -20_000, -1)]).await;
        let board = house.get(cast.founder(), path).await.ok();
        assert_eq!(
            said(&board),
            ["1 吴芳 30000"],
            "who has nothing left has no place"
        );
    })
    .await;
}

#[tokio::test]
async fn a_board_that_cannot_be_is_refused_with_words() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        for (query, code) in [
            ("period=range&from=2026-11-01", "RangeIncomplete"),
            (
                "period=range&from=2026-11-20&to=2026-11-11",
                "RangeReversed",
            ),
            ("branch=2&tier=3", "OneScope"),
            ("branch=99", "NotFound"),
            ("tier=99", "NotFound"),
            ("measure=beauty", "BadQuery"),
            ("period=month&day=yesterday", "BadQuery"),
        ] {
            let path = format!("/api/board?{query}");
            assert_eq!(
                house.get(cast.founder(), &path).await.refused().1,
                code,
                "{query}"
            );
        }
    })
    .await;
}
