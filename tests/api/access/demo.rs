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
        for kind in ["placement", "tier"] {
            let record = person.get(&format!("/api/record?kind={kind}")).await.ok();
            for row in record["rows"].as_array().unwrap() {
                let named = row["subject"].is_string() && !row["after"].is_number();
                assert!(named, "{row}");
            }
        }
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

#[tokio::test]
async fn the_demo_has_something_to_show_and_its_ledger_holds() {
    on_both(async |house| {
        let mut founder = house.stranger();
        founder.post("/api/start/demo", json!({})).await.ok();
        let reports = founder.get("/api/reports?standing=waiting").await.ok();
        assert_eq!(reports["reports"].as_array().map(Vec::len), Some(5));
        let report = house
            .app
            .verify(rules::TeamId(1), &[], &|_, _, _| {})
            .await
            .expect("verified");
        assert_eq!(report.fault_count, 0, "{:?}", report.faults);
        let board = founder
            .get("/api/board?measure=net_sales&period=month")
            .await
            .ok();
        assert!(
            board["rows"].as_array().is_some_and(|rows| rows.len() > 20),
            "{board}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_same_clock_gives_the_same_books() {
    let heads = async || {
        let house = tests::House::sqlite().await;
        let mut founder = house.stranger();
        founder.post("/api/start/demo", json!({})).await.ok();
        let mut conn = house.app.db.read().await.expect("a snapshot");
        let store::Conn::Sqlite(conn) = &mut conn else {
            unreachable!("SQLite was opened")
        };
        let head: String = sqlx::query_scalar("select hash from posting order by seq desc limit 1")
            .fetch_one(&mut **conn)
            .await
            .expect("postings");
        let sales: String = sqlx::query_scalar(
            "select group_concat(order_no || item || state || fen || at || member_id) from sale",
        )
        .fetch_one(&mut **conn)
        .await
        .expect("sales");
        (head, sales)
    };
    assert_eq!(heads().await, heads().await);
}
