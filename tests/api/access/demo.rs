//! The demo team: opened without a passphrase at this machine, and only there.

use serde_json::json;
use tests::on_both;

#[tokio::test]
async fn the_demo_opens_without_a_passphrase_at_this_machine() {
    on_both(async |house| {
        let mut person = house.stranger();
        let me = person.post("/api/start/demo", json!({})).await.ok();
        assert_eq!(
            (&me["role"], &me["team"]["is_demo"]),
            (&json!("founder"), &json!(true))
        );
        for role in ["leader", "member"] {
            assert_eq!(
                person
                    .post("/api/start/demo", json!({ "role": role }))
                    .await
                    .ok()["role"],
                role
            );
        }
        // Opened again it is the same team, and one's own can still be begun beside it.
        assert_eq!(person.get("/api/me").await.ok()["team"]["id"], 1);
        assert_eq!(
            house.stranger().get("/api/start").await.ok()["has_team"],
            false
        );
        house.founder().await;
    })
    .await;
}

#[tokio::test]
async fn the_demo_stays_shut_to_a_foreign_name_and_to_a_proxy() {
    on_both(async |house| {
        for (name, value) in [
            ("host", "evil.example:7474"),
            ("x-forwarded-for", "203.0.113.9"),
        ] {
            let mut person = house.stranger().with_header(name, value);
            person
                .post("/api/start/demo", json!({}))
                .await
                .refused("NotYours");
            assert_eq!(person.get("/api/start").await.ok()["may_open_demo"], false);
        }
    })
    .await;
}

#[tokio::test]
async fn another_page_on_the_same_host_cannot_write() {
    on_both(async |house| {
        let mut founder = house
            .founder()
            .await
            .with_header("host", "192.168.1.8:7474");
        let mut foreign = founder
            .clone()
            .with_header("origin", "http://192.168.1.8:9999");
        foreign
            .post("/api/sign-out", json!({}))
            .await
            .refused("ForeignPage");
        founder.post("/api/sign-out", json!({})).await.ok();
    })
    .await;
}
