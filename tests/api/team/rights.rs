//! Who sees and changes whom.

use http::Method;
use serde_json::{Value, json};
use tests::{Cast, on_both};

#[tokio::test]
async fn a_leader_sees_their_branch_and_a_member_themselves() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let see = async |who: i64, whom: i64| {
            house
                .get(cast.token(who), &format!("/api/members/{whom}"))
                .await
                .status
                .as_u16()
        };
        for (who, whom, status) in [
            (1, 5, 200),
            (2, 3, 200),
            (2, 5, 404),
            (2, 1, 404),
            (3, 3, 200),
            (3, 2, 404),
            (3, 6, 404),
            (2, 99, 404),
        ] {
            assert_eq!(see(who, whom).await, status, "{who} looks at {whom}");
        }
        let list = house.get(cast.leader(), "/api/members").await.ok();
        assert_eq!(list["total"], 3);
        assert_eq!(
            house.get(cast.member(), "/api/members").await.refused(),
            (403, "NotYours".into())
        );
        let chart = house.get(cast.leader(), "/api/chart").await.ok();
        assert_eq!(chart["people"][0]["name"], "李丽华");
        let refused = house.get(cast.leader(), "/api/chart?of=4").await.refused();
        assert_eq!(refused, (404, "NoSuchMember".into()));
        let hits = house
            .get(cast.leader(), "/api/chart/search?text=wf")
            .await
            .ok();
        assert_eq!(hits, json!([]));
    })
    .await;
}

#[tokio::test]
async fn contacts_deeper_than_one_step_are_masked_for_a_leader() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let wish = json!({ "profile": { "name": "小孙", "phone": "19910001234", "wechat": "wx_sun" }, "sponsor_id": 3, "tier_id": 4, "joined": "2026-11-20" });
        let id = house.post(cast.founder(), "/api/members", wish).await.ok()["id"].clone();
        let page = house.get(cast.leader(), &format!("/api/members/{id}")).await.ok();
        assert_eq!((&page["member"]["phone"], &page["member"]["wechat"]), (&json!("199****1234"), &json!("wx***")));
        assert_eq!(page["masked"], true);
        let line = house.get(cast.leader(), "/api/members?text=xs").await.ok();
        assert_eq!(line["members"][0]["phone"], "199****1234");
    })
    .await;
}

#[tokio::test]
async fn only_the_founder_changes_the_team() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let empty: Value = json!({});
        for (method, path) in [
            (Method::POST, "/api/members"),
            (Method::PUT, "/api/members/3"),
            (Method::POST, "/api/members/3/tier"),
            (Method::POST, "/api/members/3/leaving"),
            (Method::POST, "/api/members/3/erasure"),
            (Method::POST, "/api/moves"),
            (Method::POST, "/api/tiers"),
            (Method::POST, "/api/roster"),
        ] {
            let answer = house
                .ask(Some(cast.leader()), method, path, Some(empty.clone()))
                .await;
            assert_eq!(answer.refused(), (403, "NotYours".into()), "{path}");
        }
    })
    .await;
}
