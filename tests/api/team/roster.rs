//! Rosters: the samples, running twice, refusals, all or nothing.

use axum::body::Body;
use http::{Request, header};
use serde_json::{Value, json};
use tests::{Answer, House, on_both};

async fn send(
    house: &House,
    token: &str,
    path: &str,
    file: (&str, &[u8]),
    choices: Value,
) -> Answer {
    let mut body = Vec::new();
    let (name, bytes) = file;
    body.extend_from_slice(
        format!(
            "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        )
        .as_bytes(),
    );
    body.extend_from_slice(bytes);
    body.extend_from_slice(format!("\r\n--B\r\nContent-Disposition: form-data; name=\"choices\"\r\n\r\n{choices}\r\n--B--\r\n").as_bytes());
    let request = Request::post(path)
        .header(header::COOKIE, format!("hongbang={token}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=B");
    house.send(request.body(Body::from(body)).unwrap()).await
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/samples/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A team that was just begun by 王晓燕, with no phone known.
async fn begun(house: &House) -> String {
    use rules::team::{Member, Placement};
    use rules::{MemberId, team::Settings};
    let now = house.app.clock.now();
    let mut tx = house.app.db.write().await.unwrap();
    let team = store::setting::begin_team(&mut tx, "红星", &Settings::default(), false, now)
        .await
        .unwrap();
    let id = store::team::take_ids(&mut tx, team, 1).await.unwrap();
    assert_eq!(id, MemberId(1));
    store::team::add(&mut tx, team, &[Member::new(id, "王晓燕", now)], now)
        .await
        .unwrap();
    let row = Placement {
        id: 0,
        member: id,
        sponsor: None,
        from: now,
    };
    let note = store::team::Note {
        by: Some(id),
        at: now,
        reason: None,
    };
    store::team::place(&mut tx, team, vec![row], note)
        .await
        .unwrap();
    store::access::role::give(
        &mut tx,
        team,
        id,
        rules::access::Role::Founder,
        None,
        None,
        now,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    house.sign_in(team, id).await
}

fn counts(answer: &Value) -> [i64; 4] {
    ["new", "changed", "unchanged", "refused"].map(|key| answer[key].as_i64().unwrap())
}

#[tokio::test]
async fn the_sample_rosters_come_in_cleanly_and_twice_changes_nothing() {
    on_both(async |house| {
        let founder = begun(&house).await;
        let (xlsx, gbk) = (sample("roster.xlsx"), sample("roster_gbk.csv"));
        let preview = async |file, choices: Value| {
            send(&house, &founder, "/api/roster/preview", file, choices)
                .await
                .ok()
        };
        let first = preview(("roster.xlsx", xlsx.as_slice()), json!({})).await;
        assert_eq!(
            first["unknown_tiers"],
            json!(["创始人", "总代", "一级代理", "二级代理"])
        );
        let create = json!({ "new_tiers": first["unknown_tiers"] });
        let shown = preview(("roster.xlsx", xlsx.as_slice()), create.clone()).await;
        assert_eq!(counts(&shown), [35, 1, 0, 0]);
        assert_eq!(house.get(&founder, "/api/members").await.ok()["total"], 1);
        let confirm =
            json!({ "new_tiers": first["unknown_tiers"], "fingerprint": shown["fingerprint"] });
        let taken = send(
            &house,
            &founder,
            "/api/roster",
            ("roster.xlsx", &xlsx),
            confirm,
        )
        .await
        .ok();
        assert_eq!(counts(&taken), [35, 1, 0, 0]);
        let members = house.get(&founder, "/api/members?take=200").await.ok();
        assert_eq!(members["total"], 36);
        // The other file says the same; nothing changes, and memory agrees with the database.
        let again = preview(("roster_gbk.csv", gbk.as_slice()), json!({})).await;
        assert_eq!(counts(&again), [0, 0, 36, 0]);
        let team = rules::TeamId(1);
        house.app.rosters.forget(team);
        assert_eq!(
            house.get(&founder, "/api/members?take=200").await.ok(),
            members
        );
        let chart = house.get(&founder, "/api/chart").await.ok();
        assert_eq!(
            (&chart["total"], &chart["people"][0]["people"]),
            (&json!(1), &json!(36))
        );
        let found = house.get(&founder, "/api/members?text=gwj").await.ok();
        assert_eq!(found["members"][0]["sponsor"]["name"], "马国庆");
        let page = house.get(&founder, "/api/members/1").await.ok();
        assert_eq!(
            (&page["member"]["phone"], &page["sellers"][0]["key"]),
            (&json!("19910000000"), &json!("7592255573464590000"))
        );
    })
    .await;
}

#[tokio::test]
async fn orders_that_came_before_the_roster_find_their_sellers() {
    on_both(async |house| {
        use store::dialect::Cell::{Int, MaybeInt, Text};
        let founder = begun(&house).await;
        let columns = [
            "team_id",
            "id",
            "import_id",
            "shop",
            "order_no",
            "line_no",
            "item",
            "state",
            "amount_fen",
            "refunded_fen",
            "quantity",
            "seller_key",
            "buyer_key",
            "paid_at",
            "member_id",
            "at",
            "fen",
            "orders",
            "pieces",
            "recorded_at",
        ];
        let at = house.app.clock.now().0 - 3_600_000;
        let line = [
            Int(1),
            Int(1),
            Int(1),
            Text("douyin"),
            Text("A1"),
            Text("1"),
            Text("面霜"),
            Text("paid"),
            Int(12_800),
            Int(0),
            Int(1),
            Text("7592255573464590911"),
            MaybeInt(None),
            MaybeInt(Some(at)),
            Int(0),
            Int(at),
            Int(12_800),
            Int(1),
            Int(1),
            Int(at),
        ];
        let import = [
            "team_id",
            "id",
            "kind",
            "shop",
            "exported_at",
            "rows_new",
            "rows_changed",
            "rows_unchanged",
            "rows_refused",
            "refunds",
            "first_sale_id",
            "recorded_at",
        ];
        let file = [
            Int(1),
            Int(1),
            Text("file"),
            Text("douyin"),
            Int(at),
            Int(1),
            Int(0),
            Int(0),
            Int(0),
            Int(0),
            Int(1),
            Int(at),
        ];
        house.rows("import", import, [file]).await;
        house.rows("sale", columns, [line]).await;
        let file = ("roster.xlsx", &*sample("roster.xlsx"));
        let tiers = json!({ "new_tiers": ["创始人", "总代", "一级代理", "二级代理"] });
        send(&house, &founder, "/api/roster", file, tiers)
            .await
            .ok();
        let found = house.get(&founder, "/api/members?text=李丽华").await.ok();
        let path = format!("/api/members/{}", found["members"][0]["id"]);
        assert_eq!(house.get(&founder, &path).await.ok()["month_fen"], 12_800);
    })
    .await;
}

const BAD: &str = "姓名,手机号,推荐人,代理等级\n甲,13800000001,丙,\n乙,13800000002,甲,\n丙,13800000003,乙,\n丁,13800000004,没有的人,\n戊,13800000004,王晓燕,\n己,13800000006,王晓燕,神级\n庚,13800000007,王晓燕,\n辛,138****0008,王晓燕,\n壬,12,王晓燕,\n";

#[tokio::test]
async fn refused_rows_say_why_and_hold_the_file_back_unless_left_out() {
    on_both(async |house| {
        let founder = begun(&house).await;
        let file = ("roster.csv", BAD.as_bytes());
        let shown = send(&house, &founder, "/api/roster/preview", file, json!({}))
            .await
            .ok();
        let rows: Vec<String> = shown["rows"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|row| row["outcome"] == "refused")
            .map(|row| {
                format!(
                    "{} {}",
                    row["row"],
                    row["refusals"][0]["code"].as_str().unwrap()
                )
            })
            .collect();
        assert_eq!(
            rows,
            [
                "10 Unreadable",
                "2 SponsorCycle",
                "3 SponsorCycle",
                "4 SponsorCycle",
                "5 SponsorUnknown",
                "6 SameAsRow",
                "7 TierUnknown"
            ]
        );
        let held = send(&house, &founder, "/api/roster", file, json!({})).await;
        assert_eq!(held.json["places"].as_array().unwrap().len(), 7);
        assert_eq!(held.refused(), (409, "RosterRowsRefused".into()));
        let stale = json!({ "skip_refused": true, "fingerprint": "0" });
        let stale = send(&house, &founder, "/api/roster", file, stale)
            .await
            .refused();
        assert_eq!(stale, (409, "RosterPlanChanged".into()));
        assert_eq!(house.get(&founder, "/api/members").await.ok()["total"], 1);
        let taken = send(
            &house,
            &founder,
            "/api/roster",
            file,
            json!({ "skip_refused": true }),
        )
        .await
        .ok();
        assert_eq!(counts(&taken), [2, 0, 0, 7]);
        assert_eq!(house.get(&founder, "/api/members").await.ok()["total"], 3);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_roster_is_refused_with_a_sentence() {
    on_both(async |house| {
        let founder = begun(&house).await;
        let code = async |bytes: &[u8]| {
            let answer = send(
                &house,
                &founder,
                "/api/roster/preview",
                ("a.csv", bytes),
                json!({}),
            )
            .await;
            assert!(!answer.json["words"].as_str().unwrap().is_empty());
            answer.refused().1
        };
        assert_eq!(code(b"%PDF-1.4").await, "RosterUnreadable");
        assert_eq!(code("姓名,手机号\n".as_bytes()).await, "RosterIsEmpty");
        assert_eq!(code("1,2\n3,4\n".as_bytes()).await, "RosterUnreadable");
        let nothing = house.post(&founder, "/api/roster/preview", json!({})).await;
        assert!(nothing.status.is_client_error());
    })
    .await;
}

#[tokio::test]
async fn columns_of_unknown_names_are_said_once_and_remembered() {
    on_both(async |house| {
        let founder = begun(&house).await;
        let file = (
            "花名册.csv",
            "小伙伴,打给TA,带TA的人,抖\n李丽华,13800000001,王晓燕,7592\n".as_bytes(),
        );
        let look = async |choices: Value| {
            send(&house, &founder, "/api/roster/preview", file, choices)
                .await
                .ok()
        };
        let shown = look(json!({})).await;
        assert_eq!(
            (&shown["needs_columns"], &shown["columns"]),
            (&json!(true), &json!([]))
        );
        assert_eq!(
            shown["headings"],
            json!(["小伙伴", "打给TA", "带TA的人", "抖"])
        );
        let unsaid = send(&house, &founder, "/api/roster", file, json!({}))
            .await
            .refused();
        assert_eq!(unsaid, (422, "RosterUnreadable".to_owned()));
        let shown = look(json!({ "columns": [{ "field": "phone", "heading": "打给TA" }] })).await;
        assert_eq!(shown["needs_columns"], true, "nobody has a name yet");
        let columns = json!([
            { "field": "name", "heading": "小伙伴" },
            { "field": "phone", "heading": "打给TA" },
            { "field": "sponsor", "heading": "带TA的人" },
            { "field": { "seller": "douyin" }, "heading": "抖" },
        ]);
        let shown = look(json!({ "columns": columns })).await;
        assert_eq!(
            (&shown["needs_columns"], counts(&shown)),
            (&json!(false), [1, 0, 0, 0])
        );
        let again = look(json!({})).await;
        assert_eq!(again["needs_columns"], true, "looking remembers nothing");
        let said = json!({ "columns": columns, "fingerprint": shown["fingerprint"] });
        send(&house, &founder, "/api/roster", file, said).await.ok();
        let again = look(json!({})).await;
        assert_eq!(
            (&again["columns"], counts(&again)),
            (&columns, [0, 0, 1, 0])
        );
        let members = house.get(&founder, "/api/members?text=0001").await.ok();
        assert!(members.to_string().contains("李丽华"), "{members}");
    })
    .await;
}
