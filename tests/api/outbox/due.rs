//! What is due when: boards, contest news, overtakes, quiet hours.

use super::{DINGTALK, HOUR, MINUTE, Story, WECOM, nothing};
use crate::contest::{act, publish, ranking};
use crate::facts::sales;
use http::Method;
use serde_json::{Value, json};
use tests::on_both;

#[tokio::test]
async fn the_board_of_the_evening_is_sent_once() {
    on_both(async |house| {
        let mut story = Story::on(house).await;
        let mut plan = nothing();
        plan["board_at"] = json!(21 * 60);
        story.connect("群", WECOM, plan).await;
        // 陈静 and 李丽华 have agreed to be named, 吴芳 has not.
        let sold = [(3, 0, 123_456_789), (2, 0, 50_000), (5, 0, 70_000)];
        sales(&story.house, &story.cast, 1, &sold).await;
        assert!(story.told().await.is_empty());
        story.at(11 * HOUR - 1);
        assert!(story.told().await.is_empty());
        assert_eq!(story.work().await, Some(super::NOW.0 + 11 * HOUR));
        story.at(11 * HOUR);
        assert_eq!(
            story.told().await,
            ["## 11月22日 龙虎榜\n第1名 陈静 1,234,567.89元\n第2名 一位伙伴\n第3名 李丽华 500.00元\n\n共 3 人上榜，数据截至11月22日 21:00"]
        );
        // Not again: not now, not later, not after a restart.
        story.at(11 * HOUR + MINUTE);
        assert!(story.told().await.is_empty());
        story.house.reopen(story.robots.wire()).await;
        assert!(story.told().await.is_empty());
        // A day on which nobody sold anything has no board.
        story.at(35 * HOUR);
        assert!(story.told().await.is_empty());
        assert_eq!(story.last().await, "done: done 0");
    })
    .await;
}

#[tokio::test]
async fn a_board_whose_hour_was_slept_through_goes_while_it_is_news() {
    on_both(async |house| {
        let story = Story::on(house).await;
        let mut plan = nothing();
        plan["board_at"] = json!(21 * 60);
        story.connect("群", WECOM, plan.clone()).await;
        sales(
            &story.house,
            &story.cast,
            1,
            &[(3, 0, 50_000), (2, -1, 60_000)],
        )
        .await;
        // Woken past midnight: still the board of the evening before, as far as that day goes.
        story.at(15 * HOUR);
        let told = story.told().await;
        assert_eq!(told.len(), 1);
        assert!(
            told[0].contains("11月22日 龙虎榜\n第1名 陈静 500.00元\n\n共 1 人"),
            "{told:?}"
        );
        // Woken the next morning but one: what was due the evening before is old.
        story.at(35 * HOUR + 6 * HOUR);
        assert!(story.told().await.is_empty());
        // A robot that is told of boards since an hour after does not get that day's.
        story.at(48 * HOUR + 12 * HOUR);
        sales(&story.house, &story.cast, 10, &[(3, -2, 50_000)]).await;
        story.connect("新群", DINGTALK, plan).await;
        let told = story.told().await;
        assert_eq!(told.len(), 1, "the old robot's alone: {told:?}");
    })
    .await;
}

fn contest_only(quiet: Value) -> Value {
    json!({"board_at": null, "overtakes": false, "contests": true, "praises": false, "quiet": quiet})
}

#[tokio::test]
async fn what_happens_to_a_contest_is_told_once_each() {
    on_both(async |house| {
        let story = Story::on(house).await;
        let founder = story.cast.founder();
        let mut rule = ranking();
        rule["name"] = json!("从前的");
        publish(&story.house, founder, &rule).await;
        story.at(MINUTE);
        story.connect("群", WECOM, contest_only(Value::Null)).await;
        assert!(story.told().await.is_empty(), "what was before is no news");
        // A draft that is put away was nobody's to know.
        rule["name"] = json!("草稿");
        let draft = crate::contest::begin(&story.house, founder, &rule).await;
        act(&story.house, founder, &draft, "cancel").await.ok();
        rule["name"] = json!("冲刺赛");
        let path = publish(&story.house, founder, &rule).await;
        sales(&story.house, &story.cast, 1, &[(3, 0, 50_000), (2, 0, 60_000)]).await;
        assert_eq!(
            story.told().await,
            ["## 新竞赛：冲刺赛\n11月22日 09:00 开始，11月22日 11:00 截止\n11月22日 10:30 起封榜"]
        );
        story.at(HOUR / 2);
        let told = story.told().await;
        assert_eq!(told.len(), 2, "both are frozen: {told:?}");
        assert_eq!(
            told[1],
            "## 封榜：冲刺赛\n11月22日 10:30 起封榜，11月22日 11:00 截止，截止后揭榜。\n封榜时：\n第1名 李丽华 600.00元\n第2名 陈静 500.00元"
        );
        story.at(HOUR);
        assert!(story.told().await.is_empty());
        act(&story.house, founder, &path, "reveal").await.ok();
        assert_eq!(
            story.told().await,
            ["## 揭榜：冲刺赛\n第1名 李丽华 600.00元\n第2名 陈静 500.00元"]
        );
        act(&story.house, founder, &path, "announce").await.ok();
        story.at(30 * HOUR);
        act(&story.house, founder, &path, "finish").await.ok();
        assert_eq!(
            story.told().await,
            ["## 最终结果：冲刺赛\n第1名 李丽华 600.00元\n第2名 陈静 500.00元\n结果已定。"]
        );
        assert!(story.told().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_contest_that_is_called_off_says_why() {
    on_both(async |house| {
        let story = Story::on(house).await;
        story.connect("群", WECOM, contest_only(Value::Null)).await;
        let path = publish(&story.house, story.cast.founder(), &ranking()).await;
        act(&story.house, story.cast.founder(), &path, "cancel")
            .await
            .ok();
        let told = story.told().await;
        assert_eq!(told.last().unwrap(), "## 竞赛取消：冲刺赛\n原因：按规则");
    })
    .await;
}

/// A contest that begins two days on.
fn next_day() -> Value {
    let mut rule = ranking();
    rule["name"] = json!("明天的");
    rule["freeze_at"] = Value::Null;
    rule["start"] = json!(super::NOW.0 + 48 * HOUR);
    rule["end"] = json!(super::NOW.0 + 50 * HOUR);
    rule
}

#[tokio::test]
async fn in_quiet_hours_only_a_person_is_heard() {
    on_both(async |house| {
        let story = Story::on(house).await;
        let quiet = json!({"from": 9 * 60, "until": 8 * 60});
        story.connect("群", WECOM, contest_only(quiet)).await;
        publish(&story.house, story.cast.founder(), &ranking()).await;
        assert!(story.told().await.is_empty());
        let log = story.log().await;
        assert_eq!(log[0]["due_at"], super::NOW.0 + 22 * HOUR);
        assert_eq!(log[0]["end"], Value::Null);
        story.announce("现在就说", "开会").await;
        assert_eq!(story.told().await, ["## 现在就说\n开会"]);
        story.at(22 * HOUR - 1);
        assert!(story.told().await.is_empty());
        story.at(22 * HOUR);
        let told = story.told().await;
        assert!(told[0].contains("新竞赛：冲刺赛"), "{told:?}");
        // What could not be delivered before them waits for their end too.
        story.robots.answer_next(503, "");
        publish(&story.house, story.cast.founder(), &next_day()).await;
        story.work().await;
        story.at(23 * HOUR);
        assert!(story.told().await.is_empty());
        assert_eq!(story.last().await, "waits: later null");
        story.at(24 * HOUR);
        assert!(story.told().await.is_empty());
        story.at(46 * HOUR);
        let told = story.told().await;
        assert!(told[0].contains("新竞赛：明天的"), "{told:?}");
        // A board in quiet hours is refused when it is planned.
        let plan = json!({"board_at": 21 * 60, "overtakes": false, "contests": false, "praises": false, "quiet": {"from": 1200, "until": 480}});
        let put = json!({"name": "群", "plan": plan});
        let answer = story.ask(Method::PUT, "/api/outbox/robots/1", Some(put)).await;
        assert_eq!(answer.json["places"][0]["column"], "board_at");
        assert_eq!(answer.refused().1, "RobotPlanOutOfBounds");
    })
    .await;
}

#[tokio::test]
async fn who_passed_whom_among_the_first_is_told_at_most_every_ten_minutes() {
    on_both(async |house| {
        let story = Story::on(house).await;
        let plan = json!({"board_at": null, "overtakes": true, "contests": false, "praises": false, "quiet": null});
        story.connect("群", WECOM, plan).await;
        let mut rule = ranking();
        rule["freeze_at"] = Value::Null;
        publish(&story.house, story.cast.founder(), &rule).await;
        sales(&story.house, &story.cast, 1, &[(2, 0, 60_000), (3, 0, 50_000)]).await;
        assert!(story.told().await.is_empty(), "where they begin is no news");
        story.at(11 * MINUTE);
        sales(&story.house, &story.cast, 3, &[(3, 0, 20_000)]).await;
        assert_eq!(
            story.told().await,
            ["## 冲刺赛：第1名换人\n陈静 超过 李丽华，升到第1名\n数据截至11月22日 10:11"]
        );
        // Passed back at once, and again: only what stands ten minutes later is told.
        sales(&story.house, &story.cast, 4, &[(2, 0, 30_000)]).await;
        assert!(story.told().await.is_empty());
        assert_eq!(story.work().await, Some(super::NOW.0 + 21 * MINUTE));
        sales(&story.house, &story.cast, 5, &[(4, 0, 90_500)]).await;
        story.at(21 * MINUTE);
        assert_eq!(
            story.told().await,
            ["## 冲刺赛：第1名换人\n周敏 超过 李丽华，升到第1名\n李丽华 超过 陈静，升到第2名\n数据截至11月22日 10:21"]
        );
        // Who has not agreed to be named passes in silence.
        story.at(40 * MINUTE);
        sales(&story.house, &story.cast, 6, &[(5, 0, 900_000)]).await;
        assert!(story.told().await.is_empty());
    })
    .await;
}
