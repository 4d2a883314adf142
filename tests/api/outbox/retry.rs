//! Delivered at least once, never twice where the answer is known, within the platforms' limits.

use super::{DINGTALK, FEISHU, HOUR, MINUTE, SECRET, Story, WECOM, nothing};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;
use tests::on_both;

/// Announces many things at one moment and works until all are delivered; answers the order.
async fn flood(story: &Story, count: usize) -> Vec<(i64, String)> {
    for nth in 0..count {
        let body = json!({"robots": [1], "title": format!("第{nth}条"), "text": "", "request": nth.to_string()});
        story.post("/api/outbox/announcements", body).await.ok();
    }
    while let Some(next) = story.work().await {
        let clock = &story.house.app.clock;
        clock.advance_ms(next - clock.now().0);
    }
    let taken = story.robots.taken();
    taken
        .iter()
        .map(|one| (one.at - super::NOW.0, one.text()))
        .collect()
}

#[tokio::test]
async fn no_platform_is_written_to_faster_than_it_takes() {
    on_both(async |house| {
        let story = Story::on(house).await;
        story.connect("群", DINGTALK, nothing()).await;
        let told = flood(&story, 45).await;
        let order: Vec<String> = told.iter().map(|(_, text)| text.clone()).collect();
        let expected: Vec<String> = (0..45).map(|nth| format!("### 第{nth}条")).collect();
        assert_eq!(order, expected);
        // With the test message eighteen in the first minute.
        assert_eq!(told.iter().filter(|(at, _)| *at < MINUTE).count(), 17);
        assert_eq!(story.robots.refused(), [0; 0]);
    })
    .await;
}

#[tokio::test]
async fn feishu_is_written_to_five_times_a_second_and_not_at_full_hours() {
    on_both(async |house| {
        let story = Story::on(house).await;
        story.connect("群", FEISHU, nothing()).await;
        let told = flood(&story, 12).await;
        assert_eq!(told.len(), 12);
        assert!(told[0].0 >= MINUTE, "ten o'clock sharp is the rush");
        assert_eq!(story.robots.refused(), [0; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_robot_that_wants_to_be_left_alone_is() {
    on_both(async |house| {
        let story = Story::on(house).await;
        story.connect("群", DINGTALK, nothing()).await;
        story
            .robots
            .answer_next(200, r#"{"errcode":410100,"errmsg":"send too fast"}"#);
        story.announce("公告", "一").await;
        assert_eq!(story.work().await, Some(super::NOW.0 + 10 * MINUTE));
        assert_eq!(story.last().await, "waits: later 410100");
        story.at(10 * MINUTE - 1);
        story.work().await;
        assert!(story.robots.taken().is_empty());
        story.at(10 * MINUTE);
        assert_eq!(story.told().await.len(), 1);
        assert_eq!(story.last().await, "done: later 410100, done 0");
    })
    .await;
}

#[tokio::test]
async fn it_is_tried_less_and_less_often_and_given_up_after_six_hours() {
    on_both(async |house| {
        let story = Story::on(house).await;
        story.connect("群", WECOM, nothing()).await;
        for _ in 0..60 {
            story.robots.answer_next(502, "");
        }
        story.announce("公告", "一").await;
        let mut waits = Vec::new();
        while let Some(next) = story.work().await {
            let clock = &story.house.app.clock;
            waits.push((next - clock.now().0) / 1000);
            clock.advance_ms(next - clock.now().0);
        }
        assert_eq!(waits[..9], [5, 10, 20, 40, 80, 160, 320, 600, 600]);
        let log = story.log().await;
        assert_eq!(log[0]["end"], "late");
        let ended = log[0]["ended_at"].as_i64().unwrap();
        let given_up = super::NOW.0 + 6 * HOUR;
        assert!((given_up..=given_up + 10 * MINUTE).contains(&ended));
        assert_eq!(log[0]["may_again"], true);
        // Asked twice, it is sent once.
        let left = log[0]["tries"].as_array().unwrap().len();
        for _ in left..60 {
            story.house.app.work_outbox().await.unwrap();
        }
        let again = format!("/api/outbox/deliveries/{}/again", log[0]["id"]);
        story.post(&again, json!({})).await.ok();
        let twice = story.post(&again, json!({})).await.refused();
        assert_eq!(twice.1, "NothingToSendAgain");
        assert_eq!(
            story.log().await.len(),
            3,
            "the test, the lost one, the new one"
        );
    })
    .await;
}

#[tokio::test]
async fn what_nobody_knows_after_a_crash_is_sent_again_and_the_log_says_so() {
    on_both(async |house| {
        let mut story = Story::on(house).await;
        story.connect("群", DINGTALK, nothing()).await;
        story.robots.be_silent(true);
        story.announce("公告", "一").await;
        // The worker sends it; the robot takes it and does not answer; the program ends.
        let mut sent = Vec::new();
        let app = story.house.app.clone();
        let working = tokio::spawn(async move { app.work_outbox().await.map(drop) });
        while sent.is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
            sent = story.robots.taken();
        }
        working.abort();
        assert_eq!(story.last().await, "waits: open null");
        story.house.reopen(story.robots.wire()).await;
        story.robots.be_silent(false);
        // Another program on the same books might still be waiting for the answer.
        assert_eq!(story.work().await, Some(super::NOW.0 + 2 * MINUTE));
        story.at(2 * MINUTE);
        assert_eq!(story.work().await, Some(super::NOW.0 + 2 * MINUTE + 5_000));
        assert_eq!(story.last().await, "waits: unknown null");
        story.at(2 * MINUTE + 5_000);
        assert_eq!(story.told().await.len(), 1);
        assert_eq!(story.last().await, "done: unknown null, done 0");
        story.at(HOUR);
        assert!(story.told().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_long_text_is_cut_at_line_ends_and_nothing_of_it_is_lost() {
    on_both(async |house| {
        let story = Story::on(house).await;
        story.connect("群", WECOM, nothing()).await;
        let lines: Vec<String> = (0..300)
            .map(|nth| format!("第{nth}行 恭喜各位伙伴本月出单"))
            .collect();
        story.announce("名单", &lines.join("\n")).await;
        let told = story.told().await;
        assert!(told.len() > 2);
        let read: Vec<&str> = told.iter().flat_map(|text| text.lines().skip(1)).collect();
        assert_eq!(read, lines);
        assert!(told[1].starts_with(&format!("## 名单（2/{}）\n", told.len())));
        assert_eq!(story.robots.refused(), [0; 0]);
    })
    .await;
}

#[tokio::test]
async fn after_a_refusal_in_the_middle_only_the_rest_is_sent_again() {
    on_both(async |house| {
        let story = Story::on(house).await;
        story.connect("群", DINGTALK, nothing()).await;
        let lines: Vec<String> = (0..700)
            .map(|nth| format!("第{nth}行 恭喜各位伙伴"))
            .collect();
        story.announce("名单", &lines.join("\n")).await;
        let parts = story.told().await;
        assert!(parts.len() >= 2);
        story.at(2 * MINUTE);
        // The first part is taken, then the group's owner takes the robot out.
        story
            .robots
            .answer_next(200, r#"{"errcode":0,"errmsg":"ok"}"#);
        story
            .robots
            .answer_next(200, r#"{"errcode":300001,"errmsg":"token is not exist"}"#);
        story.announce("名单", &lines.join("\n")).await;
        story.work().await;
        assert_eq!(story.last().await, "refused: done 0, refused 300001");
        let log = story.log().await;
        assert_eq!(log[0]["tries"][1]["said"]["why"], "address");
        assert_eq!(story.robots.taken().len(), 0);
        story.robots.add(DINGTALK, Some(SECRET));
        story.at(4 * MINUTE);
        let again = format!("/api/outbox/deliveries/{}/again", log[0]["id"]);
        story.post(&again, json!({})).await.ok();
        let rest = story.told().await;
        let read = |parts: &[String]| -> BTreeSet<String> {
            let lines = parts.iter().flat_map(|text| text.lines().skip(1));
            lines.map(|line| line.trim().to_owned()).collect()
        };
        assert_eq!(read(&rest), read(&parts[1..]));
        let done = story.log().await[0]["id"].clone();
        let answer = story
            .post(&format!("/api/outbox/deliveries/{done}/again"), json!({}))
            .await;
        assert_eq!(answer.refused(), (409, "NothingToSendAgain".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_robot_that_is_taken_away_drops_what_waits_for_it() {
    on_both(async |house| {
        let story = Story::on(house).await;
        story.connect("群", WECOM, nothing()).await;
        story.robots.answer_next(503, "");
        story.announce("公告", "一").await;
        story.work().await;
        story
            .ask(http::Method::DELETE, "/api/outbox/robots/1", None)
            .await
            .ok();
        story.at(HOUR);
        assert!(story.told().await.is_empty());
        assert_eq!(story.last().await, "dropped: later null");
    })
    .await;
}

#[tokio::test]
async fn books_from_a_backup_do_not_send_what_was_sent_since() {
    let house = tests::House::sqlite().await;
    let story = Story::on(house).await;
    story
        .connect(
            "群",
            WECOM,
            json!({"board_at": 660, "overtakes": false, "contests": true, "praises": false, "quiet": null}),
        )
        .await;
    crate::facts::sales(&story.house, &story.cast, 1, &[(3, 0, 50_000)]).await;
    story.robots.answer_next(503, "");
    story.announce("公告", "一").await;
    story.work().await;
    let name = story.post("/api/backups", json!({})).await.ok()["name"].clone();
    story.at(HOUR);
    assert_eq!(
        story.told().await.len(),
        2,
        "the announcement and the board"
    );
    let path = format!("/api/backups/{}/restoration", name.as_str().unwrap());
    story.at(HOUR + MINUTE);
    story.post(&path, Value::Null).await.ok();
    assert!(story.told().await.is_empty());
}
