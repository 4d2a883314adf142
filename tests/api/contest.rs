//! Contests from draft to paid prizes, on both databases.

mod duel;
mod freeze;
mod life;
mod monitor;
mod rounds;
mod title;
mod twin;
mod wall;

use serde_json::{Value, json};
use tests::stage::NOW;
use tests::{Cast, House};

/// An hour in milliseconds.
pub const HOUR: i64 = 3_600_000;

/// A ranking by net sales from an hour ago to an hour ahead, frozen for its last half hour, with
/// prizes of 500, 300 and 200 points and a day to object.
pub fn ranking() -> Value {
    json!({
        "name": "冲刺赛", "look": "festive", "kind": {"is": "ranking"},
        "start": NOW.0 - HOUR, "end": NOW.0 + HOUR, "freeze_at": NOW.0 + HOUR / 2, "appeal_hours": 24,
        "who": {"is": "everyone"}, "late_joiners": true, "leavers": true,
        "counted": [{"measure": "net_sales"}], "ties": ["earlier"], "shared": "split",
        "prizes": [
            {"to": {"is": "places", "first": 1, "last": 1}, "points": 500},
            {"to": {"is": "places", "first": 2, "last": 2}, "points": 300},
            {"to": {"is": "places", "first": 3, "last": 3}, "points": 200},
        ],
    })
}

/// Begins a contest, a draft; answers its path.
pub async fn begin(house: &House, token: &str, rule: &Value) -> String {
    let body = json!({"rule": rule});
    let begun = house.post(token, "/api/contests", body).await.ok();
    format!("/api/contests/{}", begun["id"])
}

/// Begins a contest and publishes it; answers its path.
pub async fn publish(house: &House, token: &str, rule: &Value) -> String {
    let path = begin(house, token, rule).await;
    let done = json!({"act": "publish", "accepts_warnings": true});
    house.post(token, &format!("{path}/acts"), done).await.ok();
    path
}

/// Does something with a contest.
pub async fn act(house: &House, token: &str, path: &str, act: &str) -> tests::stage::Answer {
    let body = json!({"act": act, "reason": "按规则", "unsynced_reason": "没有更多订单"});
    house.post(token, &format!("{path}/acts"), body).await
}

/// `place name score` of a board.
pub fn said(board: &Value) -> Vec<String> {
    let rows = board["rows"].as_array().unwrap().iter();
    rows.map(|row| {
        format!(
            "{} {} {}",
            row["place"],
            row["name"].as_str().unwrap_or("-"),
            row["score"]
        )
    })
    .collect()
}

/// What members can use.
pub async fn available(house: &House, cast: &Cast, member: i64) -> i64 {
    let path = format!("/api/points/members/{member}");
    let purse = house.get(cast.founder(), &path).await.ok();
    purse["available"].as_i64().unwrap()
}
