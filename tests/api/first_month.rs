//! A team's first month, from nothing: its roster, all its shops' files, then the board, a statement, a
//! refund and the verification agree with one another.

use crate::orders::{import, net, with_roster};
use futures::StreamExt as _;
use serde_json::{Value, json};
use std::time::Duration;
use tests::Person;
use tests::stage::{NOW, on_both};

/// What all files come to.
const FILES: [&str; 5] = [
    "douyin_1790000000_early.csv",
    "douyin_1791200000_late.csv",
    "taobao_ExportOrderList.csv",
    "kuaituantuan.xlsx",
    "youzan.csv",
];

/// Everybody's score of the year.
async fn board(reader: &Person, measure: &str) -> Vec<Value> {
    let path = format!("/api/board?period=year&count=500&measure={measure}");
    let board = reader.get(&path).await.ok();
    board["rows"].as_array().unwrap().clone()
}

fn sum(rows: &[Value]) -> i64 {
    rows.iter().map(|row| row["score"].as_i64().unwrap()).sum()
}

async fn verified(founder: &mut Person) -> Value {
    founder.post("/api/verification", json!({})).await.ok();
    loop {
        let answer = founder.get("/api/verification").await.ok();
        if answer["running"].is_null() {
            return answer["report"].clone();
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_team_s_first_month_adds_up() {
    on_both(async |house| {
        let mut founder = with_roster(&house).await;
        for file in FILES {
            import(&mut founder, file).await;
        }
        let sales = board(&founder, "net_sales").await;
        let whole = net(&founder, "").await;
        assert!(whole > 40_000_000, "{whole}");
        assert_eq!(sum(&sales), whole, "every sale stands on the board");

        // The first of the board, explained: their sales and their points come to their scores.
        let first = &sales[0];
        let member = first["member_id"].as_i64().unwrap();
        let own = format!("member={member}");
        assert_eq!(first["score"], net(&founder, &own).await);
        let points = board(&founder, "points").await;
        let earned = points
            .iter()
            .find(|row| row["member_id"] == member)
            .unwrap();
        let statement = format!("/api/points/members/{member}/statement");
        let last = &founder.get(&statement).await.ok()["lines"][0];
        let held = ["available_after", "pending_after"].map(|of| last[of].as_i64().unwrap());
        assert_eq!(earned["score"], held[0] + held[1], "{last}");

        // What did not count says why, as its shop's file does.
        let why = format!("/api/board/why?period=year&member={member}");
        let facts = founder.get(&why).await.ok()["facts"]
            .as_array()
            .unwrap()
            .clone();
        let mut closed = 0;
        for fact in facts.iter().filter(|fact| fact["left_out"] == "closed") {
            let sale = founder
                .get(&format!("/api/sales/{}", fact["sale_id"]))
                .await
                .ok();
            assert_eq!(sale["sale"]["state"], "closed", "{fact} {sale}");
            closed += 1;
        }
        assert!(closed > 0, "a closed order is among the latest hundred");

        // They come in by invitation, and see their own place move when the founder writes a refund.
        let invite = json!({ "member_id": member, "address": "http://a" });
        let link = founder.post("/api/invitations", invite).await.ok();
        let token = link["link"]
            .as_str()
            .unwrap()
            .split_once('#')
            .unwrap()
            .1
            .to_owned();
        let mut newcomer = house.stranger();
        let accept = json!({ "token": token, "secret": "593817", "consents_to_board": true });
        newcomer
            .post("/api/invitation/acceptance", accept)
            .await
            .ok();
        let mine = "/api/board/around?period=year";
        let before = newcomer.get(mine).await.ok();
        assert_eq!(before["me"]["score"], first["score"]);

        let listed = founder.get(&format!("/api/sales?{own}")).await.ok();
        let listed = listed["sales"].as_array().unwrap();
        let sale = listed
            .iter()
            .find(|sale| sale["net_fen"].as_i64() > Some(1_000))
            .unwrap();
        let team = rules::TeamId(
            founder.get("/api/me").await.ok()["team"]["id"]
                .as_i64()
                .unwrap(),
        );
        let mut events = Box::pin(house.app.live.listen(team));
        let refund = json!({ "fen": 1_000, "reason": "漏发一件", "happened_at": NOW.0 });
        let path = format!("/api/sales/{}/refunds", sale["id"]);
        founder.post(&path, refund).await.ok();
        let told = tokio::time::timeout(Duration::from_secs(1), events.next()).await;
        assert!(told.expect("within a second").is_some());
        let after = newcomer.get(mine).await.ok();
        let lower = first["score"].as_i64().unwrap() - 1_000;
        assert_eq!(after["me"]["score"], lower);
        assert_eq!(net(&founder, "").await, whole - 1_000);
        assert_eq!(sum(&board(&founder, "net_sales").await), whole - 1_000);

        let report = verified(&mut founder).await;
        assert_eq!(report["faults"], json!([]), "{report}");
        newcomer.get("/api/verification").await.refused("NotYours");
    })
    .await;
}
