//! A contest in the real window: a template published, and one that ran meanwhile brought to its
//! prizes, to a refund and to what the refund changes.

use crate::window::{Window, folder};
use api::app::Door;
use api::{App, Clock, Config};
use serde_json::json;
use std::path::Path;
use tests::Person;

const DAY: i64 = 86_400_000;

/// The demo's founder at books that no window has open.
async fn founder(data: &Path, clock: Clock) -> (App, Person) {
    let app = App::open(Config {
        db: data.join(api::folder::BOOKS).display().to_string(),
        data_dir: data.to_owned(),
        clock,
        door: Door::InProcess,
        demo: true,
    })
    .await
    .expect("the books open");
    let mut founder = Person::new(app.router());
    founder.post("/api/start/demo", json!({})).await.ok();
    (app, founder)
}

/// The demo's books as they were three days ago, with a contest that has ended since.
async fn three_days_ago(data: &Path) {
    let then = Clock::system().now().plus_days(-3);
    let (app, mut founder) = founder(data, Clock::set_to(then)).await;
    // Nobody's report waits when it ends.
    let waiting = founder.get("/api/reports?standing=waiting").await.ok();
    for report in waiting["reports"].as_array().expect("reports") {
        let path = format!("/api/reports/{}/decision", report["id"]);
        founder.post(&path, json!({"act": "approve"})).await.ok();
    }
    let rule = json!({
        "name": "窗口杯", "look": "festive", "kind": {"is": "ranking"},
        "start": then.0 - 20 * DAY, "end": then.0 + DAY, "freeze_at": then.0 + DAY / 2,
        "appeal_hours": 0, "who": {"is": "everyone"}, "late_joiners": true, "leavers": true,
        "counted": [{"measure": "net_sales"}], "ties": ["earlier"], "shared": "split",
        "prizes": [{"to": {"is": "places", "first": 1, "last": 1}, "points": 500}],
    });
    let begun = founder
        .post("/api/contests", json!({"rule": rule}))
        .await
        .ok();
    let acts = format!("/api/contests/{}/acts", begun["id"]);
    let publish = json!({"act": "publish", "accepts_warnings": true});
    founder.post(&acts, publish).await.ok();
    app.stop().await;
}

/// Gives back all that the first sold in the contest of that name.
async fn refund(data: &Path, name: &str) {
    let (app, mut founder) = founder(data, Clock::system()).await;
    let contests = founder.get("/api/contests").await.ok();
    let mut cards = contests["contests"].as_array().expect("cards").iter();
    let card = cards
        .find(|card| card["name"] == name)
        .expect("it is there");
    let path = format!("/api/contests/{}", card["id"]);
    let board = founder.get(&format!("{path}/board?count=1")).await.ok();
    let first = &board["rows"][0]["entrant_id"];
    let why = founder
        .get(&format!("{path}/why?entrant={first}"))
        .await
        .ok();
    let now = app.clock.now().0;
    for fact in why["facts"].as_array().expect("facts") {
        if fact["fen"].as_i64() > Some(0) {
            let path = format!("/api/sales/{}/refunds", fact["sale_id"]);
            let back = json!({"fen": fact["fen"], "happened_at": now});
            founder.post(&path, back).await.ok();
        }
    }
    app.stop().await;
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only desktop"]
async fn a_contest_is_held_in_the_window() {
    let data = folder("contest");
    three_days_ago(&data).await;
    let window = Window::open(&data, &["--demo"]).await;
    // A template, published with nothing but presses.
    window.press("竞赛").await;
    window.press("办一场竞赛").await;
    window.press("冲刺周").await;
    window.press("发布").await;
    window.asks(ACCEPT).await;
    window.asks(PUBLISH).await;
    window.reads("已发布").await;
    // The one that has ended: revealed, announced, final.
    window.press("竞赛").await;
    window.press("窗口杯").await;
    window.reads("封榜中").await;
    for (act, state) in [("揭榜", "已揭榜"), ("公示结果", "公示期")] {
        window.asks(&acting(act)).await;
        window.reads(state).await;
    }
    window.asks(&acting("定榜发奖")).await;
    window.reads("奖励已经入账").await;
    window.close().await;
    // A refund of what the first sold is a change as one, applied with a reason.
    refund(&data, "窗口杯").await;
    let another_day = Window::open(&data, &["--demo"]).await;
    another_day.press("竞赛").await;
    another_day.press("窗口杯").await;
    another_day.asks(APPLY).await;
    another_day.reads("已执行的变更").await;
    another_day.close().await;
}

/// Ticks what the guard wants to have read, if it says anything.
const ACCEPT: &str = r#"
    const done = arguments[arguments.length - 1];
    const look = () => {
        const publish = document.querySelector(".contest-publish .ant-btn-primary");
        if (!publish) return setTimeout(look, 25);
        document.querySelector(".contest-publish input[type=checkbox]")?.click();
        done(true);
    };
    look();
"#;

/// Publishes, as soon as the button may be pressed.
const PUBLISH: &str = r#"
    const done = arguments[arguments.length - 1];
    const look = () => {
        const publish = document.querySelector(".contest-publish .ant-btn-primary");
        if (!publish || publish.disabled) return setTimeout(look, 25);
        publish.click();
        done(true);
    };
    look();
"#;

/// Does something with the contest: its button, a reason where one is asked for, the dialog's button.
fn acting(act: &str) -> String {
    format!(
        r#"
    const done = arguments[arguments.length - 1];
    const named = (place) => [...document.querySelectorAll(place)]
        .find((button) => button.textContent.replace(/\s/g, "") === "{act}" && !button.disabled);
    // The page may be drawn anew when its answers come: what was pressed before is pressed again.
    const look = () => {{
        const sure = named("[role=dialog] button");
        if (!document.querySelector("[role=dialog]")) {{
            named(".page-actions button")?.click();
            return setTimeout(look, 100);
        }}
        const reason = document.querySelector("[role=dialog] textarea");
        if (reason && !reason.value) {{
            const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
            set.call(reason, "平台对账已完成");
            reason.dispatchEvent(new Event("input", {{ bubbles: true }}));
            return setTimeout(look, 25);
        }}
        if (!sure) return setTimeout(look, 25);
        sure.click();
        done(true);
    }};
    look();
"#
    )
}

/// Applies the change that a refund proposes, with a reason.
const APPLY: &str = r#"
    const done = arguments[arguments.length - 1];
    const look = () => {
        const apply = [...document.querySelectorAll("button")]
            .find((button) => button.textContent.replace(/\s/g, "") === "全部执行");
        const reason = apply?.closest("form, .sheet")?.querySelector("input, textarea");
        if (!reason) return setTimeout(look, 25);
        if (!reason.value) {
            const kind = reason instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
            Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(reason, "退货");
            reason.dispatchEvent(new Event("input", { bubbles: true }));
        }
        if (apply.disabled) return setTimeout(look, 25);
        apply.click();
        done(true);
    };
    look();
"#;
