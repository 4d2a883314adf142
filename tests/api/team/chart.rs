//! The org chart: pages, as of a day, search with the way down.

use crate::facts::sales;
use serde_json::{Value, json};
use tests::{Cast, on_both};

fn said(nodes: &Value) -> Vec<String> {
    let nodes = nodes.as_array().unwrap().iter();
    nodes
        .map(|n| {
            format!(
                "{} {} {} {}",
                n["name"].as_str().unwrap(),
                n["people"],
                n["brought"],
                n["fen"]
            )
        })
        .collect()
}

#[tokio::test]
async fn branches_come_a_page_at_a_time_with_people_and_sales() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(
            &house,
            &cast,
            1,
            &[
                (3, 1, 700),
                (6, 2, 30),
                (5, 3, 5),
                (1, 0, 1),
                (3, 60, 9_000),
            ],
        )
        .await;
        let top = house.get(cast.founder(), "/api/chart").await.ok();
        assert_eq!(said(&top["people"]), ["王晓燕 6 2 736"]);
        let below = house
            .get(cast.founder(), "/api/chart?of=1&take=1")
            .await
            .ok();
        assert_eq!(
            (below["total"].as_i64(), said(&below["people"])),
            (Some(2), vec!["李丽华 3 2 730".to_owned()])
        );
        let next = house
            .get(cast.founder(), "/api/chart?of=1&skip=1")
            .await
            .ok();
        assert_eq!(said(&next["people"]), ["周敏 2 1 5"]);
        let year = house
            .get(
                cast.founder(),
                "/api/chart?first=2026-01-01&last=2026-12-31",
            )
            .await
            .ok();
        assert_eq!(said(&year["people"]), ["王晓燕 6 2 9736"]);
        let before = house
            .get(cast.founder(), "/api/chart?day=2025-12-31")
            .await
            .ok();
        assert_eq!(before["people"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn the_chart_follows_writes_and_remembers_days() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let shown = async |day: &str| {
            said(
                &house
                    .get(cast.founder(), &format!("/api/chart?of=1&day={day}"))
                    .await
                    .ok()["people"],
            )
        };
        assert_eq!(shown("2026-11-22").await, ["李丽华 3 2 0", "周敏 2 1 0"]);
        let wish =
            json!({ "member_id": 3, "sponsor_id": 4, "from": "2026-11-20", "reason": "换团队" });
        house.post(cast.founder(), "/api/moves", wish).await.ok();
        assert_eq!(shown("2026-11-22").await, ["李丽华 2 1 0", "周敏 3 2 0"]);
        assert_eq!(shown("2026-11-19").await, ["李丽华 3 2 0", "周敏 2 1 0"]);
    })
    .await;
}

#[tokio::test]
async fn search_answers_the_way_down_from_the_top() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let hits = house
            .get(cast.founder(), "/api/chart/search?text=zhengj")
            .await
            .ok();
        let way: Vec<_> = hits[0]["path"]
            .as_array()
            .unwrap()
            .iter()
            .map(|n| n["name"].as_str().unwrap())
            .collect();
        assert_eq!(way, ["王晓燕", "李丽华", "郑洁"]);
        let hits = house
            .get(cast.leader(), "/api/chart/search?text=zj")
            .await
            .ok();
        assert_eq!(hits[0]["path"].as_array().unwrap().len(), 2);
    })
    .await;
}
