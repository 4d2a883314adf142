//! Branches and tiers, as they were at the moment of each sale.

use super::said;
use crate::facts::{placement, points, sales};
use tests::{Cast, on_both};

#[tokio::test]
async fn a_move_takes_no_past_sale_along() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        // 陈静 sells under 李丽华, moves to 周敏 five days ago, sells on.
        sales(
            &house,
            &cast,
            1,
            &[
                (3, 10, 50_000),
                (3, 2, 20_000),
                (6, 3, 10_000),
                (5, 3, 15_000),
            ],
        )
        .await;
        let branch = async |root: i64, measure: &str| {
            let path = format!("/api/board?branch={root}&measure={measure}");
            said(&house.get(cast.founder(), &path).await.ok())
        };
        assert_eq!(
            branch(2, "net_sales").await,
            ["1 陈静 70000", "2 郑洁 10000"]
        );
        placement(&house, &cast, 50, 3, 4, 5).await;
        assert_eq!(
            branch(2, "net_sales").await,
            ["1 陈静 50000", "2 郑洁 10000"]
        );
        assert_eq!(
            branch(4, "net_sales").await,
            ["1 陈静 20000", "2 吴芳 15000"]
        );
        sales(&house, &cast, 5, &[(3, 1, 5_000), (3, 20, 7_000)]).await;
        assert_eq!(
            branch(2, "net_sales").await,
            ["1 陈静 57000", "2 郑洁 10000"]
        );
        assert_eq!(
            branch(4, "net_sales").await,
            ["1 陈静 25000", "2 吴芳 15000"]
        );
        assert_eq!(branch(4, "orders").await, ["1 陈静 2", "2 吴芳 1"]);
        points(
            &house,
            &cast,
            &[(1, 3, 10, 100), (2, 3, 2, 30), (3, 5, 2, 40)],
        )
        .await;
        assert_eq!(branch(4, "points").await, ["1 吴芳 40", "2 陈静 30"]);
    })
    .await;
}

#[tokio::test]
async fn a_tier_counts_who_was_of_it_then() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(
            &house,
            &cast,
            1,
            &[(3, 10, 50_000), (5, 3, 15_000), (2, 3, 90_000)],
        )
        .await;
        let board = house.get(cast.founder(), "/api/board?tier=3").await.ok();
        assert_eq!(said(&board), ["1 陈静 50000", "2 吴芳 15000"]);
    })
    .await;
}
