//! Groups are told whose birthday or joining day it is; and so are the members on their home page.

use super::{HOUR, Story, WECOM, nothing};
use http::Method;
use rules::team::Settings;
use rules::team::setting::BoardNames;
use serde_json::{Value, json};
use tests::on_both;

/// Writes a member's birthday.
async fn born(story: &Story, member: i64, name: &str, birthday: &str) {
    let wish = json!({"profile": {"name": name, "birthday": birthday}, "joined": "2026-01-01"});
    let path = format!("/api/members/{member}");
    story.ask(Method::PUT, &path, Some(wish)).await.ok();
}

async fn birthdays(story: &Story) {
    let mut plan = nothing();
    plan["birthdays_at"] = json!(9 * 60);
    story.connect("群", WECOM, plan).await;
}

#[tokio::test]
async fn a_morning_names_who_has_agreed_and_no_age() {
    on_both(async |house| {
        let story = Story::on(house).await;
        birthdays(&story).await;
        born(&story, 3, "陈静", "1990-11-23").await;
        // 郑洁 has not agreed to be named.
        born(&story, 6, "郑洁", "11-23").await;
        born(&story, 2, "李丽华", "1988-02-29").await;
        story.at(23 * HOUR - 1);
        assert!(story.told().await.is_empty());
        assert_eq!(story.work().await, Some(super::NOW.0 + 23 * HOUR));
        story.at(23 * HOUR);
        assert_eq!(story.told().await, ["## 11月23日 好日子\n生日快乐：陈静"]);
        assert!(story.told().await.is_empty());
        // Nobody's day, no message.
        story.at(47 * HOUR);
        assert!(story.told().await.is_empty());
        assert_eq!(story.log().await.len(), 2, "the test and the birthday");
        // All joined on the first of January.
        story.at((40 * 24 - 1) * HOUR);
        assert_eq!(
            story.told().await,
            ["## 1月1日 好日子\n入队 1 周年：王晓燕、李丽华、陈静、周敏"]
        );
        // 2027 has no 29 February.
        story.at((98 * 24 - 1) * HOUR);
        assert_eq!(story.told().await, ["## 2月28日 好日子\n生日快乐：李丽华"]);
    })
    .await;
}

#[tokio::test]
async fn where_boards_name_nobody_no_morning_does_and_who_left_is_not_named() {
    on_both(async |house| {
        let story = Story::on(house).await;
        birthdays(&story).await;
        born(&story, 3, "陈静", "11-23").await;
        born(&story, 4, "周敏", "11-24").await;
        let leaving = json!({"last_day": "2026-11-22", "reason": "回老家"});
        story.post("/api/members/4/leaving", leaving).await.ok();
        let set = async |names: BoardNames| {
            let settings = Settings {
                board_names: names,
                ..Settings::default()
            };
            let body = json!({"settings": settings, "reason": "更稳妥"});
            story
                .ask(Method::PUT, "/api/settings", Some(body))
                .await
                .ok();
        };
        set(BoardNames::OwnRankOnly).await;
        story.at(23 * HOUR);
        assert!(story.told().await.is_empty());
        let preview = json!({"platform": "wecom", "kind": "birthday"});
        let shown = story
            .post("/api/outbox/preview", preview.clone())
            .await
            .ok();
        assert_eq!(shown["parts"], json!([]));
        set(BoardNames::Consented).await;
        let shown = story.post("/api/outbox/preview", preview).await.ok();
        assert_eq!(shown["parts"][0]["lines"], json!(["生日快乐：陈静"]));
        story.at(47 * HOUR);
        assert!(story.told().await.is_empty());
    })
    .await;
}

/// What a member reads of others: `11-23 陈静 birthday card`.
async fn read(story: &Story, member: i64) -> (Vec<String>, Vec<String>) {
    let token = story.cast.token(member);
    let answer = story.house.get(token, "/api/occasions").await.ok();
    let all = |field: &str| answer[field].as_array().unwrap().clone();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let own = all("own").iter().map(|one| word(&one["what"])).collect();
    let others = all("others");
    let others = others.iter().map(|one| {
        let card = if one["card"] == true { " card" } else { "" };
        let years = one["years"].as_i64();
        let years = years.map_or_else(String::new, |years| format!(" {years}"));
        let (day, name, what) = (word(&one["day"]), word(&one["name"]), word(&one["what"]));
        format!("{} {name} {what}{years}{card}", &day[5..])
    });
    (own, others.collect())
}

#[tokio::test]
async fn the_home_page_tells_leaders_of_their_branch_and_others_of_who_agreed() {
    on_both(async |house| {
        let story = Story::on(house).await;
        born(&story, 3, "陈静", "1990-11-22").await;
        born(&story, 6, "郑洁", "11-28").await;
        born(&story, 5, "吴芳", "11-24").await;
        born(&story, 4, "周敏", "11-29").await;
        let founder = read(&story, 1).await.1;
        assert_eq!(
            founder,
            [
                "11-22 陈静 birthday card",
                "11-24 吴芳 birthday card",
                "11-28 郑洁 birthday card"
            ]
        );
        assert_eq!(
            read(&story, 2).await.1,
            ["11-22 陈静 birthday card", "11-28 郑洁 birthday card"],
            "吴芳 is of another branch and has not agreed"
        );
        let (own, others) = read(&story, 3).await;
        assert_eq!((own, others), (vec!["birthday".to_owned()], Vec::new()));
        assert_eq!(read(&story, 5).await.1, ["11-22 陈静 birthday"]);
        // The day on which somebody joined.
        let wish = json!({"profile": {"name": "周敏"}, "joined": "2025-11-25"});
        let joined = story.ask(Method::PUT, "/api/members/4", Some(wish)).await;
        joined.ok();
        assert_eq!(
            read(&story, 6).await.1,
            ["11-22 陈静 birthday", "11-25 周敏 joining 1"]
        );
    })
    .await;
}
