//! Moving branches: preview, refusals, undo; the past counts where it counted.

use crate::facts::sales;
use serde_json::{Value, json};
use tests::{Cast, House, on_both};

fn wish(member: i64, sponsor: i64, from: &str) -> Value {
    json!({ "member_id": member, "sponsor_id": sponsor, "from": from, "reason": "换团队" })
}

/// Net sales of a branch in November, as the chart says.
async fn branch(house: &House, cast: &Cast, id: i64) -> i64 {
    let path = format!("/api/chart/search?id={id}&first=2026-11-01&last=2026-11-22");
    let hits = house.get(cast.founder(), &path).await.ok();
    hits[0]["path"].as_array().unwrap().last().unwrap()["fen"]
        .as_i64()
        .unwrap()
}

#[tokio::test]
async fn a_move_counts_from_its_day_on_and_can_be_taken_back() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        // 陈静 sold on the 12th and on the 21st.
        sales(&house, &cast, 1, &[(3, 10, 10_000), (3, 1, 2_000)]).await;
        assert_eq!(
            (
                branch(&house, &cast, 2).await,
                branch(&house, &cast, 4).await
            ),
            (12_000, 0)
        );
        let shown = house
            .post(
                cast.founder(),
                "/api/moves/preview",
                wish(3, 4, "2026-11-20"),
            )
            .await
            .ok();
        assert_eq!(
            (&shown["people"], &shown["fen"], &shown["orders"]),
            (&json!(1), &json!(2_000), &json!(1))
        );
        assert_eq!(shown["leaves"], json!([{ "id": 2, "name": "李丽华" }]));
        assert_eq!(shown["joins"], json!([{ "id": 4, "name": "周敏" }]));
        assert_eq!(branch(&house, &cast, 4).await, 0);
        let moved = house
            .post(cast.founder(), "/api/moves", wish(3, 4, "2026-11-20"))
            .await
            .ok();
        assert_eq!(
            (
                branch(&house, &cast, 2).await,
                branch(&house, &cast, 4).await
            ),
            (10_000, 2_000)
        );
        assert_eq!(branch(&house, &cast, 1).await, 12_000);
        let undo = format!("/api/moves/{}/undoing", moved["id"]);
        house.post(cast.founder(), &undo, json!({})).await.ok();
        assert_eq!(
            (
                branch(&house, &cast, 2).await,
                branch(&house, &cast, 4).await
            ),
            (12_000, 0)
        );
        let again = house.post(cast.founder(), &undo, json!({})).await.refused();
        assert_eq!(again, (409, "MoveIsOvertaken".into()));
        let page = house.get(cast.founder(), "/api/members/3").await.ok();
        let steps: Vec<_> = page["placements"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| {
                (
                    p["sponsor"]["name"].as_str().unwrap(),
                    p["holds"].as_bool().unwrap(),
                )
            })
            .collect();
        assert_eq!(steps, [("李丽华", true), ("周敏", false), ("李丽华", true)]);
    })
    .await;
}

#[tokio::test]
async fn a_circle_is_refused_with_its_chain_and_the_rest_by_name() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let go = async |wish: Value| house.post(cast.founder(), "/api/moves", wish).await;
        let circle = go(wish(2, 3, "2026-11-20")).await;
        assert!(
            circle.json["words"]
                .as_str()
                .unwrap()
                .contains("李丽华 → 陈静 → 李丽华"),
            "{}",
            circle.json
        );
        assert_eq!(circle.refused(), (409, "SponsorCycle".into()));
        assert_eq!(
            go(wish(3, 2, "2026-11-20")).await.refused(),
            (409, "MoveChangesNothing".into())
        );
        assert_eq!(
            go(wish(3, 4, "2025-11-20")).await.refused(),
            (422, "MoveBeforeJoining".into())
        );
        assert_eq!(
            go(wish(3, 99, "2026-11-20")).await.refused(),
            (404, "NoSuchMember".into())
        );
        let mut silent = wish(3, 4, "2026-11-20");
        silent["reason"] = json!(" ");
        assert_eq!(go(silent).await.refused(), (422, "ReasonMissing".into()));
        let leaving = json!({ "last_day": "2026-11-10", "reason": "离开" });
        house
            .post(cast.founder(), "/api/members/5/leaving", leaving)
            .await
            .ok();
        assert_eq!(
            go(wish(3, 5, "2026-11-20")).await.refused(),
            (422, "SponsorHasLeft".into())
        );
    })
    .await;
}
