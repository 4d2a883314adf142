//! Backups: made, opened again, refused when they are none.

use axum::body::Body;
use http::Method;
use serde_json::json;
use tests::{House, PASSPHRASE, Person, on_both};

async fn upload(person: &mut Person, path: &str, bytes: Vec<u8>) -> tests::person::Told {
    person
        .send(
            Method::POST,
            path,
            Body::from(bytes),
            Some("application/octet-stream"),
        )
        .await
}

#[tokio::test]
async fn a_backup_brings_the_books_back_and_signs_everybody_out() {
    let house = House::sqlite().await;
    let mut founder = house.founder().await;
    let backup = founder.post("/api/backups", json!({})).await.ok();
    let name = backup["name"].as_str().expect("a name").to_owned();
    let bytes = founder
        .get(&format!("/api/backups/{name}"))
        .await
        .bytes
        .to_vec();
    let member = json!({ "name": "后来的人", "sponsor": 1, "joined": "2026-11-20" });
    founder.post("/api/members", member).await;
    founder
        .post(&format!("/api/backups/{name}/restoration"), json!({}))
        .await
        .ok();
    founder.get("/api/me").await.refused("SignInFirst");
    founder
        .post(
            "/api/sign-in",
            json!({ "login": "林岚", "secret": PASSPHRASE }),
        )
        .await
        .ok();
    assert_eq!(
        house
            .app
            .roster(rules::TeamId(1))
            .await
            .expect("a roster")
            .len(),
        1
    );
    // What was opened is verified behind the answer.
    let report = loop {
        let answer = founder.get("/api/verification").await.ok();
        if answer["running"].is_null() {
            break answer["report"].clone();
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(report["faults"], json!([]), "{report}");
    // The books that were replaced lie beside.
    let names = founder.get("/api/backups").await.ok();
    assert!(
        names["backups"].to_string().contains("before-restore-"),
        "{names}"
    );

    // On another machine it opens at the first start.
    let other = House::sqlite().await;
    let mut newcomer = other.stranger();
    upload(&mut newcomer, "/api/start/backup", bytes.clone())
        .await
        .ok();
    assert_eq!(newcomer.get("/api/start").await.ok()["has_team"], true);
    newcomer
        .post(
            "/api/sign-in",
            json!({ "login": "林岚", "secret": PASSPHRASE }),
        )
        .await
        .ok();
    upload(&mut newcomer, "/api/start/backup", bytes)
        .await
        .refused("RestoreBySigningIn");
}

#[tokio::test]
async fn what_is_no_backup_changes_nothing() {
    let house = House::sqlite().await;
    let mut founder = house.founder().await;
    let made = founder.post("/api/backups", json!({})).await.ok();
    let name = made["name"].as_str().expect("a name");
    let mut whole = founder
        .get(&format!("/api/backups/{name}"))
        .await
        .bytes
        .to_vec();
    upload(
        &mut founder,
        "/api/backups/restoration",
        b"name,phone\n".to_vec(),
    )
    .await
    .refused("NoBackup");
    upload(&mut founder, "/api/backups/restoration", Vec::new())
        .await
        .refused("NoBackup");
    let half = whole.len() / 2;
    whole.truncate(half);
    let cut = upload(&mut founder, "/api/backups/restoration", whole)
        .await
        .value();
    assert!(
        ["NoBackup", "DamagedBackup"].contains(&cut["code"].as_str().unwrap_or_default()),
        "{cut}"
    );
    founder
        .post("/api/backups/..%2F..%2Fetc%2Fpasswd/restoration", json!({}))
        .await
        .refused("NotFound");
    founder.get("/api/me").await.ok();
}

#[tokio::test]
async fn the_day_has_one_automatic_backup_and_seven_are_kept() {
    let house = House::sqlite().await;
    let founder = house.founder().await;
    for _ in 0..9 {
        house.app.back_up_today().await.expect("a backup");
        house
            .app
            .back_up_today()
            .await
            .expect("none the second time");
        house.app.clock.advance_ms(86_400_000);
    }
    let backups = founder.get("/api/backups").await.ok();
    let automatic = backups["backups"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|b| b["is_automatic"] == true)
        .count();
    assert_eq!(automatic, 7);
}

#[tokio::test]
async fn on_postgres_the_command_is_told() {
    on_both(async |house| {
        if house.app.db.file().is_some() {
            return;
        }
        let mut founder = house.founder().await;
        assert!(
            founder.get("/api/backups").await.ok()["command"]
                .as_str()
                .is_some_and(|c| c.contains("pg_dump"))
        );
        founder
            .post("/api/backups", json!({}))
            .await
            .refused("BackupOnServer");
    })
    .await;
}
