//! Titles as prizes: promised by who may give them, given by the result, moved by a change.

use super::{HOUR, act, begin, publish, ranking};
use crate::facts::{entries, sales};
use axum::http::Method;
use serde_json::{Value, json};
use tests::{Cast, House, on_both};

const CHAMPION: &str = "月度销冠";

async fn title(house: &House, cast: &Cast, change: Value) -> i64 {
    let mut plan = crate::honour::title::plan(CHAMPION);
    for (key, value) in change.as_object().unwrap() {
        plan[key] = value.clone();
    }
    let body = json!({ "plan": plan });
    let made = house.post(cast.founder(), "/api/titles", body).await.ok();
    made["id"].as_i64().unwrap()
}

/// The first three win points, the first the title.
fn promising(title: i64) -> Value {
    let mut rule = ranking();
    rule["prizes"][0]["thing"] = json!(CHAMPION);
    rule["prizes"][0]["title"] = json!(title);
    rule
}

/// `title: who until` of a title's holders, as the founder reads them.
async fn holders(house: &House, cast: &Cast, title: i64) -> Vec<String> {
    let list = house.get(cast.founder(), "/api/titles").await.ok();
    let cards = list["titles"].as_array().unwrap();
    let card = cards.iter().find(|card| card["id"] == title).unwrap();
    let said = |one: &Value, key: &str| one[key].as_str().unwrap_or("–").to_owned();
    let holders = card["holders"].as_array().unwrap().iter();
    holders
        .map(|one| {
            format!(
                "{} {} {}",
                said(one, "name"),
                said(one, "reason"),
                one["contest_id"]
            )
        })
        .collect()
}

/// From running to final; 郑洁 sold most, then 陈静.
async fn settle(house: &House, cast: &Cast, path: &str) {
    sales(house, cast, 1, &[(6, 0, 90_000), (3, 0, 50_000)]).await;
    house.app.clock.advance_ms(2 * HOUR);
    for done in ["reveal", "announce"] {
        act(house, cast.founder(), path, done).await.ok();
    }
    house.app.clock.advance_ms(25 * HOUR);
    act(house, cast.founder(), path, "finish").await.ok();
}

#[tokio::test]
async fn a_result_gives_the_title_and_a_change_takes_it_back_and_gives_it_on() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let id = title(&house, &cast, json!({})).await;
        let path = publish(&house, cast.founder(), &promising(id)).await;
        settle(&house, &cast, &path).await;
        let contest = path.rsplit('/').next().unwrap();
        assert_eq!(
            holders(&house, &cast, id).await,
            [format!("郑洁 冲刺赛 {contest}")]
        );
        let settled = house
            .get(cast.founder(), &format!("{path}/settlement"))
            .await
            .ok();
        let first = &settled["awards"][0];
        assert_eq!(
            (&first["title_id"], &first["is_given"], &first["thing"]),
            (&json!(id), &json!(true), &json!(CHAMPION))
        );
        assert_eq!(settled["awards"][1]["title_id"], Value::Null);
        // Others read of it once its holder agrees; the holder sees it at once.
        let read = house.get(cast.member(), "/api/titles").await.ok();
        assert_eq!(read["titles"][0]["holders"], json!([]));
        let hall = house.get(cast.token(6), "/api/honours/6").await.ok();
        assert_eq!(hall["titles"][0]["contest_id"].to_string(), contest);
        // The order that won is refunded: the title moves with the prize, and not before.
        entries(&house, &cast, &[(1, 1, "refund", 6, 0, -90_000, -1)]).await;
        assert_eq!(holders(&house, &cast, id).await.len(), 1);
        change(&house, &cast, &path).await;
        assert_eq!(
            holders(&house, &cast, id).await,
            [format!("陈静 冲刺赛 {contest}")]
        );
        let hall = house.get(cast.token(6), "/api/honours/6").await.ok();
        let lost = &hall["titles"][0];
        assert_eq!(
            (&lost["standing"], &lost["ended"]),
            (&json!("taken_back"), &json!("退款"))
        );
    })
    .await;
}

async fn change(house: &House, cast: &Cast, path: &str) {
    let path = format!("{path}/change");
    let shown = house.get(cast.founder(), &path).await.ok();
    let body = json!({"hash": shown["proposed"]["hash"], "applies": true, "reason": "退款"});
    house.post(cast.founder(), &path, body).await.ok();
}

#[tokio::test]
async fn what_a_person_took_back_a_later_change_of_others_does_not_give_again() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let id = title(&house, &cast, json!({})).await;
        let path = publish(&house, cast.founder(), &promising(id)).await;
        settle(&house, &cast, &path).await;
        let hall = house.get(cast.token(6), "/api/honours/6").await.ok();
        let end = format!("/api/awards/{}/ending", hall["titles"][0]["award_id"]);
        let reason = json!({ "reason": "刷单" });
        house.post(cast.founder(), &end, reason).await.ok();
        entries(&house, &cast, &[(1, 2, "refund", 3, 0, -20_000, 0)]).await;
        change(&house, &cast, &path).await;
        assert_eq!(holders(&house, &cast, id).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_travelling_title_that_went_on_is_not_drawn_back_by_a_change_of_the_older_contest() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let id = title(&house, &cast, json!({"travels": true})).await;
        let path = publish(&house, cast.founder(), &promising(id)).await;
        settle(&house, &cast, &path).await;
        let today = rules::Calendar::default().day(house.app.clock.now());
        let later = json!({ "to": [4], "from": today.succ_opt(), "reason": "十一月第一" });
        let give = format!("/api/titles/{id}/awards");
        house.post(cast.founder(), &give, later).await.ok();
        house.app.clock.advance_ms(48 * HOUR);
        assert_eq!(holders(&house, &cast, id).await, ["周敏 十一月第一 null"]);
        entries(&house, &cast, &[(1, 1, "refund", 6, 0, -90_000, -1)]).await;
        change(&house, &cast, &path).await;
        assert_eq!(holders(&house, &cast, id).await, ["周敏 十一月第一 null"]);
    })
    .await;
}

#[tokio::test]
async fn a_travelling_title_stays_where_several_share_it_and_the_result_says_so() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let id = title(&house, &cast, json!({"travels": true})).await;
        let mut rule = promising(id);
        rule["prizes"][0]["to"]["last"] = json!(2);
        let path = publish(&house, cast.founder(), &rule).await;
        settle(&house, &cast, &path).await;
        assert_eq!(holders(&house, &cast, id).await, Vec::<String>::new());
        let settled = house
            .get(cast.founder(), &format!("{path}/settlement"))
            .await
            .ok();
        let first = &settled["awards"][0];
        assert_eq!(
            (&first["title_id"], &first["is_given"]),
            (&json!(id), &json!(false))
        );
    })
    .await;
}

#[tokio::test]
async fn a_title_is_promised_by_who_may_give_it_while_it_is_given_under_its_name() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let id = title(&house, &cast, json!({})).await;
        let mut branch = promising(id);
        branch["who"] = json!({"is": "branch", "head": 2});
        branch["prizes"].as_array_mut().unwrap().truncate(1);
        branch["prizes"][0]["points"] = json!(0);
        let path = begin(&house, cast.leader(), &branch).await;
        let no = act(&house, cast.leader(), &path, "publish").await.refused();
        assert_eq!(no, (403, "NotYours".to_owned()));
        // Renamed since it was chosen.
        let path = begin(&house, cast.founder(), &promising(id)).await;
        let plan = json!({ "plan": crate::honour::title::plan("季度销冠") });
        let title = format!("/api/titles/{id}");
        house
            .ask(Some(cast.founder()), Method::PUT, &title, Some(plan))
            .await
            .ok();
        let answer = act(&house, cast.founder(), &path, "publish").await;
        assert_eq!(answer.refused(), (422, "PrizeTitle".to_owned()));
    })
    .await;
}
