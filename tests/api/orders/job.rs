//! An import on its way: its progress, cancelling it, and taking all that came in together back at once.

use super::{choices, confirm, net, preview, sample, send};
use http::Method;
use serde_json::{Value, json};
use std::time::Duration;
use tests::House;
use tests::person::Person;
use tests::stage::on_both;

/// Waits until an import is over.
async fn over(founder: &Person, id: i64) -> Value {
    loop {
        let path = format!("/api/uploads/{id}/progress");
        let progress = founder.get(&path).await.ok();
        let phase = progress["phase"].as_str().unwrap();
        if ["done", "failed", "cancelled"].contains(&phase) {
            return progress;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_cancelled_import_writes_nothing_and_can_be_confirmed_again() {
    on_both(async |house| {
        let mut founder = house.founder().await;
        let (id, chosen, _) = preview(&mut founder, "douyin_1790000000_early.csv").await;
        let waiting = founder
            .get(&format!("/api/uploads/{id}/progress"))
            .await
            .ok();
        assert_eq!(
            (&waiting["phase"], &waiting["done"]),
            (&json!("waiting"), &json!(0))
        );
        let path = format!("/api/uploads/{id}/import");
        let begun = founder.post(&path, chosen.clone()).await.ok();
        assert_eq!(begun["phase"], "reading", "{begun}");
        founder
            .post(&path, chosen.clone())
            .await
            .refused("ImportRunning");
        founder
            .post(&format!("/api/uploads/{id}/cancel"), json!({}))
            .await
            .ok();
        let ended = over(&founder, id).await;
        assert_eq!(ended["phase"], "cancelled", "{ended}");
        assert_eq!(ended["problem"]["code"], "ImportCancelled", "{ended}");
        assert_eq!(net(&founder, "").await, 0);
        assert_eq!(founder.get("/api/imports").await.ok()["imports"], json!([]));
        // Confirmed again it comes in whole.
        confirm(&mut founder, id, chosen.clone()).await;
        let ended = over(&founder, id).await;
        assert_eq!(
            (&ended["done"], &ended["total"]),
            (&json!(1188), &json!(1188))
        );
        assert_eq!(net(&founder, "").await, 29_472_648 - 1_506_548);
        founder.post(&path, chosen).await.refused("ImportRunning");
    })
    .await;
}

#[tokio::test]
async fn what_is_refused_while_it_is_read_ends_the_job_with_its_words() {
    on_both(async |house| {
        let mut founder = house.founder().await;
        let text = b"\xe8\xae\xa2\xe5\x8d\x95\xe5\x8f\xb7,\xe9\x87\x91\xe9\xa2\x9d\n1,5\n";
        let upload = send(&mut founder, "/api/uploads", "a.csv", text).await;
        let id = upload["id"].as_i64().unwrap();
        let mut chosen = choices(&upload);
        let columns = json!([{ "field": "order_no", "column": "无此列" }]);
        chosen["tables"][0]["mapping"]["columns"] = columns;
        founder
            .post(&format!("/api/uploads/{id}/import"), chosen)
            .await
            .ok();
        let ended = over(&founder, id).await;
        assert_eq!(ended["phase"], "failed", "{ended}");
        assert!(
            ended["problem"]["title"].is_string() || ended["problem"]["code"].is_string(),
            "{ended}"
        );
        founder
            .send(
                Method::DELETE,
                &format!("/api/uploads/{id}"),
                axum::body::Body::empty(),
                None,
            )
            .await;
        founder
            .get(&format!("/api/uploads/{id}/progress"))
            .await
            .refused("UploadGone");
    })
    .await;
}

#[tokio::test]
async fn tables_that_came_in_together_are_told_once_and_undone_as_one() {
    on_both(async |house| {
        let mut founder = house.founder().await;
        let upload = send(
            &mut founder,
            "/api/uploads",
            "九月.zip",
            &sample("made/gbk_names.zip"),
        )
        .await;
        let id = upload["id"].as_i64().unwrap();
        let chosen = choices(&upload);
        let shown = founder
            .post(&format!("/api/uploads/{id}/preview"), chosen.clone())
            .await
            .ok();
        let done = confirm(&mut founder, id, chosen).await;
        for key in ["new", "changed", "refunds", "refused"] {
            assert_eq!(shown[key], done[key], "{key}: {shown} {done}");
        }
        let imports = founder.get("/api/imports").await.ok()["imports"]
            .as_array()
            .unwrap()
            .clone();
        assert_eq!(imports.len(), done["imports"].as_array().unwrap().len());
        assert!(
            imports.len() > 1 && imports.iter().all(|one| one["together"] == imports.len()),
            "{imports:?}"
        );
        assert_ne!(net(&founder, "").await, 0);
        let path = format!("/api/imports/{}/undoing", imports[0]["id"]);
        founder.post(&path, json!({})).await.ok();
        assert_eq!(net(&founder, "").await, 0);
        founder.post(&path, json!({})).await.refused("ImportUndone");
    })
    .await;
}

#[tokio::test]
async fn an_order_in_two_tables_is_new_once() {
    on_both(async |house| {
        let mut founder = house.founder().await;
        let bytes = sample("made/gbk_names.zip");
        let upload = send(&mut founder, "/api/uploads", "九月.zip", &bytes).await;
        let id = upload["id"].as_i64().unwrap();
        // The same table twice in one choice is the same order twice in one upload.
        let mut chosen = choices(&upload);
        let table = chosen["tables"][0].clone();
        let path = format!("/api/uploads/{id}/preview");
        chosen["tables"] = json!([table]);
        let once = founder.post(&path, chosen.clone()).await.ok();
        chosen["tables"] = json!([table, table]);
        let twice = founder.post(&path, chosen).await.ok();
        for key in ["new", "new_fen", "refunds", "refund_fen", "changed"] {
            assert_eq!(once[key], twice[key], "{key}");
        }
    })
    .await;
}

#[tokio::test]
async fn on_a_full_disk_nothing_is_written_and_with_room_again_all_is() {
    let house = House::sqlite().await;
    let mut founder = house.founder().await;
    let (id, chosen, _) = preview(&mut founder, "douyin_1790000000_early.csv").await;
    // As many pages as there are, so that SQLite meets what it meets on a full disk.
    let pages = room(&house, 1).await;
    founder
        .post(&format!("/api/uploads/{id}/import"), chosen.clone())
        .await
        .ok();
    let ended = over(&founder, id).await;
    assert_eq!(ended["problem"]["code"], "DiskFull", "{ended}");
    assert_eq!(founder.get("/api/imports").await.ok()["imports"], json!([]));
    room(&house, pages * 1_000).await;
    confirm(&mut founder, id, chosen).await;
    assert_eq!(net(&founder, "").await, 29_472_648 - 1_506_548);
}

/// Sets the most pages that the file may have, at least those it has; returns how many that is.
async fn room(house: &House, pages: i64) -> i64 {
    let mut tx = house.app.db.write().await.unwrap();
    let most = sqlx::AssertSqlSafe(format!("pragma max_page_count = {pages}"));
    store::on!(tx, c => sqlx::query_scalar(most).fetch_one(c).await.unwrap())
}
