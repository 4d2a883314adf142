//! Groups are told who praised whom: once, a moment later, together, and not what was taken back.

use super::{HOUR, MINUTE, Story, WECOM, nothing};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use tests::on_both;

fn praises_only(quiet: Value) -> Value {
    let mut plan = nothing();
    plan["praises"] = json!(true);
    plan["quiet"] = quiet;
    plan
}

const NAMES: [&str; 6] = ["王晓燕", "李丽华", "陈静", "周敏", "吴芳", "郑洁"];

static NUMBER: AtomicU64 = AtomicU64::new(1);

/// One praises others; answers the praise's number.
async fn thank(story: &Story, by: usize, to: &[usize], words: &str) -> i64 {
    let whom = |id: &usize| json!({"member_id": id, "name": NAMES[id - 1]});
    let request = NUMBER.fetch_add(1, Ordering::Relaxed).to_string();
    let wish = json!({
        "request": request, "to": to.iter().map(whom).collect::<Vec<_>>(), "value": "成长",
        "words": words, "points": 0,
    });
    let token = story.cast.token(by as i64);
    let made = story.house.post(token, "/api/praises", wish).await.ok();
    made["id"].as_i64().expect("a number")
}

async fn take_back(story: &Story, by: usize, praise: i64) {
    let path = format!("/api/praises/{praise}/undoing");
    let token = story.cast.token(by as i64);
    let body = json!({"reason": ""});
    let taken = story.house.post(token, &path, body).await;
    assert!(taken.status.is_success(), "{}", taken.json);
}

#[tokio::test]
async fn a_praise_is_told_once_a_minute_later_and_the_next_after_ten() {
    on_both(async |house| {
        let mut story = Story::on(house).await;
        thank(&story, 3, &[2], "从前的").await;
        story.at(MINUTE);
        let plan = praises_only(Value::Null);
        story.connect("群", WECOM, plan).await;
        assert!(story.told().await.is_empty(), "what was before is no news");
        thank(&story, 3, &[2], "带新人很耐心").await;
        assert!(story.told().await.is_empty());
        assert_eq!(story.work().await, Some(super::NOW.0 + 2 * MINUTE));
        story.at(2 * MINUTE);
        assert_eq!(
            story.told().await,
            ["## 陈静 表扬了 李丽华\n成长：带新人很耐心"]
        );
        story.house.reopen(story.robots.wire()).await;
        assert!(story.told().await.is_empty());
        // Who has not agreed to be named is counted; between two of them nothing is told.
        story.at(3 * MINUTE);
        thank(&story, 6, &[5], "悄悄的").await;
        thank(&story, 4, &[3, 5], "一起熬夜").await;
        assert_eq!(story.work().await, Some(super::NOW.0 + 12 * MINUTE));
        story.at(12 * MINUTE);
        assert_eq!(
            story.told().await,
            ["## 周敏 表扬了 陈静 等 2 位\n成长：一起熬夜"]
        );
        thank(&story, 5, &[6], "还是悄悄的").await;
        story.at(40 * MINUTE);
        assert!(story.told().await.is_empty());
        assert_eq!(story.work().await, None);
        let preview = json!({"platform": "wecom", "kind": "praise"});
        let shown = story.post("/api/outbox/preview", preview).await.ok();
        assert_eq!(shown["parts"][0]["title"], "周敏 表扬了 陈静 等 2 位");
    })
    .await;
}

/// Thirty praises at once among all six, each in other words; two of them are between unnamed people.
async fn burst(story: &Story, words: &str) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for nth in 0..30 {
        let (by, after) = (nth % 6, nth / 6 + 1);
        let to = (by + after) % 6;
        let words = format!("{nth}{words}");
        thank(story, by + 1, &[to + 1], &words).await;
        if by.min(to) < 4 {
            said.insert(words);
        }
    }
    said
}

#[tokio::test]
async fn a_burst_of_praises_is_no_burst_of_messages() {
    on_both(async |house| {
        let story = Story::on(house).await;
        let plan = praises_only(Value::Null);
        story.connect("群", WECOM, plan).await;
        let said = burst(&story, "个谢谢").await;
        story.at(MINUTE);
        let told = story.told().await;
        assert_eq!(told.len(), 1);
        assert!(
            told[0].starts_with("## 新的表扬 28 条\n王晓燕 表扬了 李丽华（成长）\n0个谢谢\n\n")
        );
        let read = |told: &[String]| -> BTreeSet<String> {
            let lines = told.iter().flat_map(|text| text.lines());
            let own = lines.filter(|line| line.contains("个谢谢"));
            own.map(str::to_owned).collect()
        };
        assert_eq!(read(&told), said);
        // Long ones take several messages, each whole, ten minutes apart.
        story.at(11 * MINUTE);
        let said = burst(&story, &format!("个谢谢{}", "谢".repeat(200))).await;
        let mut told = Vec::new();
        for minutes in 12..90 {
            story.at(minutes * MINUTE);
            let now = story.told().await;
            assert!(now.len() <= 1);
            told.extend(now);
        }
        assert!((2..=6).contains(&told.len()), "{}", told.len());
        assert_eq!(read(&told), said);
        assert!(
            told.iter()
                .all(|text| text.len() <= 4096 && !text.contains("（1/"))
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_back_before_it_is_sent_is_not_sent() {
    on_both(async |house| {
        let story = Story::on(house).await;
        let plan = praises_only(Value::Null);
        story.connect("群", WECOM, plan).await;
        let regretted = thank(&story, 3, &[2], "写错了").await;
        take_back(&story, 3, regretted).await;
        story.at(MINUTE);
        assert!(story.told().await.is_empty());
        assert_eq!(story.log().await.len(), 1, "the test alone");
        // One of two is taken back while the robot cannot be reached.
        thank(&story, 3, &[2], "还在的").await;
        let regretted = thank(&story, 2, &[4], "不在的").await;
        story.robots.answer_next(503, "");
        story.at(2 * MINUTE);
        assert!(story.told().await.is_empty());
        assert!(
            story.log().await[0]["title"]
                .as_str()
                .unwrap()
                .contains("2 条")
        );
        take_back(&story, 2, regretted).await;
        story.at(3 * MINUTE);
        assert_eq!(story.told().await, ["## 陈静 表扬了 李丽华\n成长：还在的"]);
        // Then all of them: nothing is sent, and nothing is kept of what it said.
        let regretted = thank(&story, 4, &[2], "全没了").await;
        story.robots.answer_next(503, "");
        story.at(13 * MINUTE);
        assert!(story.told().await.is_empty());
        take_back(&story, 4, regretted).await;
        story.at(14 * MINUTE);
        assert!(story.told().await.is_empty());
        assert_eq!(story.last().await, "dropped: later null");
        let log = story.log().await;
        assert_eq!(
            (&log[0]["title"], &log[0]["may_again"]),
            (&Value::Null, &json!(false))
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_sent_again_can_still_be_taken_back() {
    on_both(async |house| {
        let story = Story::on(house).await;
        let plan = praises_only(Value::Null);
        story.connect("群", WECOM, plan).await;
        thank(&story, 3, &[2], "还在的").await;
        let regretted = thank(&story, 2, &[4], "不在的").await;
        story
            .robots
            .answer_next(200, r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#);
        story.at(MINUTE);
        assert!(story.told().await.is_empty());
        let log = story.log().await;
        assert_eq!(log[0]["end"], "refused");
        take_back(&story, 2, regretted).await;
        let again = format!("/api/outbox/deliveries/{}/again", log[0]["id"]);
        story.post(&again, json!({})).await.ok();
        assert_eq!(story.told().await, ["## 陈静 表扬了 李丽华\n成长：还在的"]);
    })
    .await;
}

#[tokio::test]
async fn praises_of_the_night_are_one_message_in_the_morning() {
    on_both(async |house| {
        let story = Story::on(house).await;
        let quiet = json!({"from": 22 * 60, "until": 8 * 60});
        story.connect("群", WECOM, praises_only(quiet)).await;
        story.at(12 * HOUR);
        thank(&story, 3, &[2], "夜里一").await;
        story.at(15 * HOUR);
        thank(&story, 2, &[3], "夜里二").await;
        assert_eq!(story.work().await, Some(super::NOW.0 + 22 * HOUR));
        story.at(22 * HOUR - 1);
        assert!(story.told().await.is_empty());
        story.at(22 * HOUR);
        assert_eq!(
            story.told().await,
            ["## 新的表扬 2 条\n陈静 表扬了 李丽华（成长）\n夜里一\n\n李丽华 表扬了 陈静（成长）\n夜里二"]
        );
    })
    .await;
}
