//! Stories of order files through the API: previewed, confirmed, again, newer, older, undone.

mod again;
mod job;
mod wizard;

use axum::body::Body;
use http::Method;
use serde_json::{Value, json};
use tests::person::Person;
use tests::stage::on_both;

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/samples/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

async fn send(person: &mut Person, path: &str, name: &str, bytes: &[u8]) -> Value {
    let head = format!(
        "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    );
    let body = [head.as_bytes(), bytes, b"\r\n--b--\r\n"].concat();
    let kind = Some("multipart/form-data; boundary=b");
    person
        .send(Method::POST, path, Body::from(body), kind)
        .await
        .ok()
}

/// The choices the wizard would send at once: every known table as it was recognised.
fn choices(upload: &Value) -> Value {
    let tables = upload["tables"].as_array().unwrap().iter();
    let tables = tables
        .filter(|table| table["known_by"] != "nothing")
        .map(|table| {
            let exported = table["exported_at"].as_i64().unwrap_or(1_795_000_000_000);
            let mut mapping = table["mapping"].clone();
            if table["needs_group"] == true && mapping["group"].is_null() {
                mapping["group"] = table["groups"][0].clone();
            }
            json!({ "index": table["index"], "mapping": mapping, "exported_at": exported })
        });
    json!({ "tables": tables.collect::<Vec<_>>() })
}

async fn preview(founder: &mut Person, name: &str) -> (i64, Value, Value) {
    let upload = send(founder, "/api/uploads", name, &sample(name)).await;
    let id = upload["id"].as_i64().unwrap();
    let chosen = choices(&upload);
    let path = format!("/api/uploads/{id}/preview");
    (id, chosen.clone(), founder.post(&path, chosen).await.ok())
}

pub async fn import(founder: &mut Person, name: &str) -> Value {
    let (id, chosen, _) = preview(founder, name).await;
    confirm(founder, id, chosen).await
}

async fn confirm(founder: &mut Person, id: i64, chosen: Value) -> Value {
    founder
        .post(&format!("/api/uploads/{id}/import"), chosen)
        .await
        .ok();
    loop {
        let progress = founder
            .get(&format!("/api/uploads/{id}/progress"))
            .await
            .ok();
        match progress["phase"].as_str().unwrap() {
            "done" => return progress["outcome"].clone(),
            "failed" | "cancelled" => panic!("{progress}"),
            _ => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
        }
    }
}

/// Imports a csv exported on a day of October 2026.
async fn confirm_text(founder: &mut Person, text: &str, day: i64) -> Value {
    let upload = send(founder, "/api/uploads", "orders.csv", text.as_bytes()).await;
    let mut chosen = choices(&upload);
    chosen["tables"][0]["exported_at"] = json!(1_791_000_000_000 + day * 86_400_000);
    confirm(founder, upload["id"].as_i64().unwrap(), chosen).await
}

/// What was given back on the only sale there is.
async fn refunds(founder: &Person) -> Vec<i64> {
    let sales = founder.get("/api/sales").await.ok();
    let sale = &sales["sales"][0]["id"];
    let page = founder.get(&format!("/api/sales/{sale}")).await.ok();
    let refunds = page["refunds"].as_array().unwrap().iter();
    refunds
        .map(|refund| refund["fen"].as_i64().unwrap())
        .collect()
}

pub async fn with_roster(house: &tests::House) -> Person {
    let mut founder = house.founder().await;
    let choices = "--b\r\ncontent-disposition: form-data; name=\"choices\"\r\n\r\n{\"new_tiers\":[\"创始人\",\"总代\",\"一级代理\",\"二级代理\"]}\r\n";
    let head =
        "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"roster.xlsx\"\r\n\r\n";
    let body = [
        choices.as_bytes(),
        head.as_bytes(),
        &sample("roster.xlsx"),
        b"\r\n--b--\r\n",
    ]
    .concat();
    let kind = Some("multipart/form-data; boundary=b");
    let taken = founder
        .send(Method::POST, "/api/roster", Body::from(body), kind)
        .await
        .ok();
    assert_eq!(taken["new"], 36, "{taken}");
    founder
}

fn counts(of: &Value) -> [i64; 4] {
    ["new", "changed", "unchanged", "refunds"].map(|key| of[key].as_i64().unwrap())
}

/// What counts over all sales that a page of 100 after the other lists.
pub async fn net(founder: &Person, query: &str) -> i64 {
    let (mut sum, mut before) = (0, String::new());
    loop {
        let page = founder
            .get(&format!("/api/sales?{query}{before}"))
            .await
            .ok();
        let sales = page["sales"].as_array().unwrap();
        sum += sales
            .iter()
            .map(|sale| sale["net_fen"].as_i64().unwrap())
            .sum::<i64>();
        match page["next"].as_str() {
            Some(next) => before = format!("&before={next}"),
            None => return sum,
        }
    }
}

#[tokio::test]
async fn a_first_export_a_newer_one_and_an_older_one_leave_what_the_newer_says() {
    on_both(async |house| {
        let mut founder = with_roster(&house).await;
        let (id, chosen, shown) = preview(&mut founder, "douyin_1790000000_early.csv").await;
        assert_eq!(counts(&shown), [1188, 0, 0, 62], "{shown}");
        assert_eq!(
            net(&founder, "").await,
            0,
            "nothing is written before confirming"
        );
        assert!(
            shown["sellers"]
                .as_array()
                .unwrap()
                .iter()
                .all(|seller| seller["known"] == "matched")
        );
        assert_eq!(
            counts(&confirm(&mut founder, id, chosen).await),
            [1188, 0, 0, 62]
        );
        assert_eq!(net(&founder, "").await, 29_472_648 - 1_506_548);
        // Again: nothing changes, and nothing is recorded.
        assert_eq!(
            counts(&import(&mut founder, "douyin_1790000000_early.csv").await),
            [0, 0, 1188, 0]
        );
        let imports = founder.get("/api/imports").await.ok();
        assert_eq!(imports["imports"].as_array().unwrap().len(), 1);
        // Newer: 388 lines went on and 35 more refunds.
        let newer = counts(&import(&mut founder, "douyin_1791200000_late.csv").await);
        assert_eq!((newer[0], newer[3]), (0, 35));
        assert_eq!(net(&founder, "").await, 29_472_648 - 2_336_760);
        // Older again: nothing.
        import(&mut founder, "douyin_1790000000_early.csv").await;
        assert_eq!(net(&founder, "").await, 29_472_648 - 2_336_760);
        // The newer taken back: as before it.
        let imports = founder.get("/api/imports").await.ok();
        let late = imports["imports"]
            .as_array()
            .unwrap()
            .iter()
            .find(|import| import["file_name"] == "douyin_1791200000_late.csv")
            .unwrap()["id"]
            .clone();
        founder
            .post(&format!("/api/imports/{late}/undoing"), json!({}))
            .await
            .ok();
        assert_eq!(net(&founder, "").await, 29_472_648 - 1_506_548);
        founder
            .post(&format!("/api/imports/{late}/undoing"), json!({}))
            .await
            .refused("ImportUndone");
    })
    .await;
}

#[tokio::test]
async fn every_sample_comes_in_with_its_sellers() {
    on_both(async |house| {
        let mut founder = with_roster(&house).await;
        for (name, lines, net_fen) in [
            ("taobao_ExportOrderList.csv", 177, 5_418_610),
            ("youzan.csv", 146, 5_012_341 - 578_641),
            ("kuaituantuan.xlsx", 189, 4_492_200 - 305_898),
        ] {
            let (id, chosen, shown) = preview(&mut founder, name).await;
            assert_eq!(shown["new"], lines, "{shown}");
            let unknown = shown["sellers"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|seller| seller["known"] == "unknown" || seller["known"] == "suggested");
            assert_eq!(unknown.count(), 0, "{}", shown["sellers"]);
            let shop = chosen["tables"][0]["mapping"]["shop"]
                .as_str()
                .unwrap()
                .to_owned();
            confirm(&mut founder, id, chosen).await;
            assert_eq!(
                net(&founder, &format!("shop={shop}")).await,
                net_fen,
                "{name}"
            );
            assert_eq!(net(&founder, &format!("shop={shop}&nobody=true")).await, 0);
        }
        assert_eq!(
            founder.get("/api/sellers").await.ok()["unmatched"],
            json!([])
        );
    })
    .await;
}

#[tokio::test]
async fn an_own_table_is_mapped_matched_by_hand_and_remembered() {
    on_both(async |house| {
        let mut founder = house.founder().await;
        let text = "日期\t业务员\t单号\t品名\t件数\t金额\t进展\n2026/9/1\t小王\tA1\t茶\t2\t136\t搞定\n2026/9/2\t小王\tA2\t茶\t1\t68\t搞定\n2026/9/2\t小李\tA3\t茶\t1\tx\t搞定\n";
        let upload = founder.post("/api/uploads/paste", json!({ "text": text })).await.ok();
        assert_eq!(upload["tables"][0]["known_by"], "guessed");
        let mut chosen = choices(&upload);
        let id = upload["id"].as_i64().unwrap();
        let columns = chosen["tables"][0]["mapping"]["columns"].as_array_mut().unwrap();
        columns.retain(|column| column["column"] != "进展");
        columns.push(json!({ "field": "state", "column": "进展" }));
        let shown = founder.post(&format!("/api/uploads/{id}/preview"), chosen.clone()).await.ok();
        assert_eq!((&shown["refused"], &shown["words"][0]["word"]["word"]), (&json!(3), &json!("搞定")), "{shown}");
        chosen["tables"][0]["mapping"]["states"] = json!([{ "word": "搞定", "meaning": { "state": "finished" } }]);
        chosen["matches"] = json!([{ "shop": "other", "key": "小王", "member": 1 }]);
        let shown = founder.post(&format!("/api/uploads/{id}/preview"), chosen.clone()).await.ok();
        assert_eq!((&shown["new"], &shown["refused"]), (&json!(2), &json!(1)), "{shown}");
        confirm(&mut founder, id, chosen).await;
        assert_eq!(net(&founder, "member=1").await, 20_400);
        let again = founder.post("/api/uploads/paste", json!({ "text": text })).await.ok();
        assert_eq!(again["tables"][0]["known_by"], "remembered");
    })
    .await;
}

#[tokio::test]
async fn a_sale_by_hand_is_refunded_in_part_and_taken_back() {
    on_both(async |house| {
        let mut founder = house.founder().await;
        let sold = json!({ "member": 1, "item": "燕窝", "amount_fen": 29_900, "quantity": 1, "sold_at": tests::stage::NOW.0 - 3_600_000 });
        let made = founder.post("/api/sales", sold).await.ok();
        let (sale, import) = (made["sale"].clone(), made["import"].clone());
        let refund = json!({ "fen": 10_000, "reason": "漏发", "happened_at": tests::stage::NOW.0 });
        let page = founder.post(&format!("/api/sales/{sale}/refunds"), refund).await.ok();
        assert_eq!((&page["sale"]["net_fen"], &page["refunds"][0]["is_by_hand"]), (&json!(19_900), &json!(true)));
        let more = json!({ "fen": 20_000, "happened_at": tests::stage::NOW.0 });
        founder.post(&format!("/api/sales/{sale}/refunds"), more).await.refused("RefundTooLarge");
        // Without a time it is now; ahead of now it is none.
        let now = founder.post(&format!("/api/sales/{sale}/refunds"), json!({ "fen": 900 })).await.ok();
        assert_eq!(now["sale"]["net_fen"], 19_000);
        let ahead = json!({ "fen": 900, "happened_at": tests::stage::NOW.0 + 86_400_000 });
        founder.post(&format!("/api/sales/{sale}/refunds"), ahead).await.refused("RefundLater");
        founder.post(&format!("/api/imports/{import}/undoing"), json!({ "reason": "录错了" })).await.ok();
        assert_eq!(net(&founder, "").await, 0);
    })
    .await;
}
