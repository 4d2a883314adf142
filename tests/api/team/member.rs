//! Members: added, found, changed, left, erased; tiers.

use crate::facts::sales;
use http::Method;
use serde_json::{Value, json};
use tests::{Cast, House, on_both};

fn names(list: &Value) -> Vec<&str> {
    list["members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m["name"].as_str().unwrap())
        .collect()
}

async fn found(house: &House, token: &str, query: &str) -> Value {
    house
        .get(token, &format!("/api/members?{query}"))
        .await
        .ok()
}

fn new(name: &str, phone: &str) -> Value {
    json!({ "profile": { "name": name, "phone": phone }, "sponsor_id": 2, "tier_id": 3, "joined": "2026-11-20" })
}

#[tokio::test]
async fn someone_new_stands_under_their_sponsor_and_is_found_by_every_way_of_typing() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let wish = new("曾小雨", "+86 199-1000-1234");
        let id = house.post(cast.founder(), "/api/members", wish).await.ok()["id"]
            .as_i64()
            .unwrap();
        for text in ["曾小雨", "cengxiaoyu", "zxy", "1234", "zengxy"] {
            assert_eq!(
                names(&found(&house, cast.founder(), &format!("text={text}")).await),
                ["曾小雨"],
                "{text}"
            );
        }
        let page = house
            .get(cast.founder(), &format!("/api/members/{id}"))
            .await
            .ok();
        assert_eq!(page["member"]["phone"], "19910001234");
        assert_eq!(
            page["above"].as_array().unwrap().last().unwrap()["name"],
            "李丽华"
        );
        assert_eq!(page["tier_id"], 3);
        // Her leader brought her in and may know her phone; the phone finds nobody for others.
        assert_eq!(
            names(&found(&house, cast.leader(), "text=1234").await),
            ["曾小雨"]
        );
        assert_eq!(
            names(&found(&house, cast.token(4), "text=1234").await),
            [""; 0]
        );
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_kept_is_refused_and_nothing_is_written() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let first = house
            .post(cast.founder(), "/api/members", new("曾小雨", "19910001234"))
            .await;
        first.ok();
        let add = async |wish: Value| {
            house
                .post(cast.founder(), "/api/members", wish)
                .await
                .refused()
        };
        assert_eq!(
            add(new("别人", "19910001234")).await,
            (409, "PhoneTaken".into())
        );
        assert_eq!(
            add(new(" ", "19910001235")).await,
            (422, "ProfileUnusable".into())
        );
        let wish = |key: &str, value: Value| {
            let mut wish = new("甲", "19910009999");
            wish[key] = value;
            wish
        };
        assert_eq!(
            add(wish("sponsor_id", json!(999))).await,
            (404, "NoSuchMember".into())
        );
        assert_eq!(
            add(wish("tier_id", json!(999))).await,
            (404, "NoSuchTier".into())
        );
        assert_eq!(
            add(wish("joined", json!("2026-11-23"))).await,
            (422, "JoinedInFuture".into())
        );
        assert_eq!(
            add(wish("joined", json!("2026-13-01"))).await,
            (422, "BadBody".into())
        );
        assert_eq!(found(&house, cast.founder(), "").await["total"], 7);
    })
    .await;
}

#[tokio::test]
async fn a_changed_profile_leaves_a_masked_trace_with_who_and_when() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let wish = json!({ "profile": { "name": "陈静", "phone": "19910001234" }, "joined": "2025-12-31" });
        house.ask(Some(cast.founder()), Method::PUT, "/api/members/3", Some(wish)).await.ok();
        let page = house.get(cast.founder(), "/api/members/3").await.ok();
        assert_eq!(page["member"]["phone"], "19910001234");
        // Joined a day earlier: placement and tier hold from then.
        assert_eq!(page["placements"].as_array().unwrap().len(), 2);
        assert_eq!(page["tiers"].as_array().unwrap().len(), 2);
        let seen = house.get(cast.member(), "/api/members/3").await.ok();
        assert_eq!(seen["member"]["phone"], "19910001234");
        assert_eq!(seen["above"], json!([{ "id": 2, "name": "李丽华" }]));
        let traces = traces(&house).await;
        assert!(traces.contains("199****1234") && !traces.contains("19910001234"), "{traces}");
    })
    .await;
}

/// Everything the record of changes says.
async fn traces(house: &House) -> String {
    let mut conn = house.app.db.read().await.unwrap();
    let rows: Vec<(Option<String>, Option<String>)> = store::on!(conn, c =>
        sqlx::query_as("select before, after from record order by id").fetch_all(c).await.unwrap());
    format!("{rows:?}")
}

#[tokio::test]
async fn leaving_keeps_the_past_and_erasure_keeps_the_sums() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(&house, &cast, 1, &[(3, 1, 50_000)]).await;
        let post = async |path: &str, body: Value| house.post(cast.founder(), path, body).await;
        let why = json!({ "reason": "本人要求" });
        assert_eq!(
            post("/api/members/3/erasure", why.clone()).await.refused(),
            (409, "HasNotLeft".into())
        );
        let leaving = json!({ "last_day": "2026-11-22", "reason": "" });
        assert_eq!(
            post("/api/members/3/leaving", leaving).await.refused(),
            (422, "ReasonMissing".into())
        );
        let leaving = json!({ "last_day": "2026-11-22", "reason": "回老家" });
        assert_eq!(
            post("/api/members/1/leaving", leaving.clone())
                .await
                .refused(),
            (409, "FounderStays".into())
        );
        post("/api/members/3/leaving", leaving.clone()).await.ok();
        assert_eq!(
            post("/api/members/3/leaving", leaving).await.refused(),
            (409, "HasLeftAlready".into())
        );
        // Whoever left is signed out.
        assert_eq!(house.get(cast.member(), "/api/me").await.status, 401);
        assert_eq!(found(&house, cast.founder(), "here=left").await["total"], 1);
        post("/api/members/3/erasure", why.clone()).await.ok();
        let page = house.get(cast.founder(), "/api/members/3").await.ok();
        assert_eq!(
            (&page["member"]["name"], &page["member"]["phone"]),
            (&json!("已离队·3"), &Value::Null)
        );
        let wish = json!({ "profile": { "name": "陈静" }, "joined": "2026-01-01" });
        let again = house
            .ask(
                Some(cast.founder()),
                Method::PUT,
                "/api/members/3",
                Some(wish),
            )
            .await;
        assert_eq!(again.refused(), (409, "MemberIsErased".into()));
        assert!(!traces(&house).await.contains("陈静"));
        let chart = house.get(cast.founder(), "/api/chart").await.ok();
        assert_eq!(
            (&chart["people"][0]["fen"], &chart["people"][0]["people"]),
            (&json!(50_000), &json!(5))
        );
    })
    .await;
}

#[tokio::test]
async fn who_comes_back_is_here_again() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let leaving = json!({ "last_day": "2026-11-20", "reason": "休息" });
        house
            .post(cast.founder(), "/api/members/6/leaving", leaving)
            .await
            .ok();
        let refused = house
            .post(cast.founder(), "/api/members/3/return", json!({}))
            .await
            .refused();
        assert_eq!(refused, (409, "HasNotLeft".into()));
        house
            .post(cast.founder(), "/api/members/6/return", json!({}))
            .await
            .ok();
        assert_eq!(found(&house, cast.founder(), "here=left").await["total"], 0);
    })
    .await;
}

#[tokio::test]
async fn tiers_are_named_ordered_coloured_and_retired() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let put = async |path: &str, body: Value| {
            house
                .ask(Some(cast.founder()), Method::PUT, path, Some(body))
                .await
        };
        let look = |name: &str, colour: &str| json!({ "name": name, "colour": colour });
        let taken = house
            .post(cast.founder(), "/api/tiers", look("总代", "#112233"))
            .await;
        assert_eq!(taken.refused(), (409, "TierNameTaken".into()));
        let bad = house
            .post(cast.founder(), "/api/tiers", look("三级代理", "red"))
            .await;
        assert_eq!(bad.refused(), (422, "TierUnusable".into()));
        let tier = house
            .post(cast.founder(), "/api/tiers", look("三级代理", "#112233"))
            .await
            .ok();
        let id = tier["id"].as_i64().unwrap();
        put(&format!("/api/tiers/{id}"), look("三级", "#112244"))
            .await
            .ok();
        assert_eq!(
            put("/api/tiers/order", json!([1, 2])).await.refused(),
            (422, "TierOrderIncomplete".into())
        );
        put("/api/tiers/order", json!([1, 2, id, 3, 4])).await.ok();
        put(
            &format!("/api/tiers/{id}/retirement"),
            json!({ "retired": true }),
        )
        .await
        .ok();
        let tiers = house.get(cast.member(), "/api/tiers").await.ok();
        let shown: Vec<_> = tiers
            .as_array()
            .unwrap()
            .iter()
            .map(|t| t["name"].as_str().unwrap())
            .collect();
        assert_eq!(shown, ["创始人", "总代", "三级", "一级代理", "二级代理"]);
        assert_eq!(tiers[3]["members"], 2);
        let wish = json!({ "tier_id": id, "from": "2026-11-01", "reason": "试试" });
        let refused = house
            .post(cast.founder(), "/api/members/3/tier", wish)
            .await
            .refused();
        assert_eq!(refused, (409, "TierIsRetired".into()));
        let wish = json!({ "tier_id": 2, "from": "2026-11-01", "reason": "业绩达标" });
        let shown = house
            .post(cast.founder(), "/api/members/3/tier/preview", wish.clone())
            .await
            .ok();
        assert_eq!(
            (&shown["tier_before"], &shown["until"]),
            (&json!(3), &Value::Null)
        );
        house
            .post(cast.founder(), "/api/members/3/tier", wish.clone())
            .await
            .ok();
        let again = house
            .post(cast.founder(), "/api/members/3/tier", wish)
            .await
            .refused();
        assert_eq!(again, (409, "TierChangesNothing".into()));
        assert_eq!(
            house.get(cast.founder(), "/api/members/3").await.ok()["tier_id"],
            2
        );
    })
    .await;
}

#[tokio::test]
async fn a_seller_is_one_member_only() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let put = async |id: i64, body: Value| {
            let path = format!("/api/members/{id}/sellers");
            house
                .ask(Some(cast.founder()), Method::PUT, &path, Some(body))
                .await
        };
        let seller = json!([{ "shop": "douyin", "key": "7592255573464590000" }]);
        put(3, seller.clone()).await.ok();
        assert_eq!(
            put(5, seller.clone()).await.refused(),
            (409, "SellerTaken".into())
        );
        assert_eq!(
            put(5, json!([{ "shop": "", "key": "1" }])).await.refused(),
            (422, "SellerUnusable".into())
        );
        put(3, json!([])).await.ok();
        put(5, seller.clone()).await.ok();
        assert_eq!(
            house.get(cast.founder(), "/api/members/5").await.ok()["sellers"],
            seller
        );
    })
    .await;
}
