//! Posters sent to groups: as everybody may see them, within the platform's limits, never twice.

use super::{DINGTALK, HOUR, MINUTE, Story, WECOM, nothing};
use crate::contest::{publish, ranking};
use crate::facts::sales;
use serde_json::{Value, json};
use tests::on_both;

const DAY: i64 = 24 * HOUR;

fn share(poster: &Value, request: &str) -> Value {
    json!({"robots": [1], "poster": poster, "request": request})
}

fn board() -> Value {
    json!({"kind": "board", "contest": 1, "size": "wide"})
}

/// How many pictures are kept for robots.
async fn kept(story: &Story) -> usize {
    let mut conn = story.house.app.db.read().await.unwrap();
    let mut count = 0;
    for message in 1..=20 {
        let found = store::outbox::picture::of(&mut conn, story.cast.team, message).await;
        count += usize::from(found.unwrap().is_some());
    }
    count
}

async fn begin(house: tests::House) -> Story {
    let story = Story::on(house).await;
    publish(&story.house, story.cast.founder(), &ranking()).await;
    sales(
        &story.house,
        &story.cast,
        1,
        &[(3, 0, 50_000), (6, 0, 30_000)],
    )
    .await;
    story
}

#[tokio::test]
async fn a_poster_reaches_the_group_as_a_picture_and_is_logged() {
    on_both(async |house| {
        let story = begin(house).await;
        story.connect("群", WECOM, nothing()).await;
        let path = "/api/outbox/pictures";
        story.post(path, share(&board(), "a")).await.ok();
        // Sent twice by a slow line, it is queued once.
        story.post(path, share(&board(), "a")).await.ok();
        story.work().await;
        let taken = story.robots.taken();
        assert_eq!(taken.len(), 1);
        let picture = taken[0].picture().expect("a picture");
        let picture = image::load_from_memory(&picture).expect("it can be shown");
        assert_eq!((picture.width(), picture.height()), (1080, 1440));
        assert_eq!(story.last().await, "done: done 0");
        let log = story.log().await;
        assert_eq!(log[0]["kind"], "picture");
        assert!(log[0]["title"].as_str().unwrap().starts_with("战报 · "));
        assert_eq!(log[0]["may_again"], false);
        assert_eq!(kept(&story).await, 0, "it is gone once it is delivered");
        assert_eq!(story.robots.refused(), [0; 0]);
    })
    .await;
}

#[tokio::test]
async fn what_was_refused_is_sent_again_and_forgotten_after_a_month() {
    on_both(async |house| {
        let story = begin(house).await;
        story.connect("群", WECOM, nothing()).await;
        story.robots.remove(WECOM);
        let path = "/api/outbox/pictures";
        story.post(path, share(&board(), "a")).await.ok();
        story.work().await;
        assert_eq!(story.last().await, "refused: refused 93000");
        story.robots.add(WECOM, None);
        let refused = story.log().await[0]["id"].clone();
        let again = format!("/api/outbox/deliveries/{refused}/again");
        story.at(2 * MINUTE);
        story.post(&again, json!({})).await.ok();
        story.work().await;
        assert!(story.robots.taken()[0].picture().is_some());
        // The refused one could be sent again from its own bytes, until they are forgotten.
        assert_eq!(kept(&story).await, 1);
        story.at(31 * DAY);
        story.work().await;
        assert_eq!(kept(&story).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_group_sees_nobody_who_has_not_agreed_and_nothing_of_one_person_alone() {
    on_both(async |house| {
        let story = begin(house).await;
        story.connect("群", WECOM, nothing()).await;
        story.connect("钉钉群", DINGTALK, nothing()).await;
        let check = async |poster: Value, robots: &[i64], code: &str| {
            let asked = json!({"robots": robots, "poster": poster, "request": "x"});
            let answer = story.post("/api/outbox/pictures", asked).await;
            assert_eq!(answer.refused().1, code, "{poster}");
        };
        // 郑洁 has not agreed to be named; her founder may print her certificate, and not send it.
        for kind in ["win", "certificate"] {
            let of = json!({"kind": kind, "contest": 1, "entrant": 6});
            check(of, &[1], "PosterUnnamed").await;
        }
        check(
            json!({"kind": "birthday", "member": 6}),
            &[1],
            "PosterUnnamed",
        )
        .await;
        check(
            json!({"kind": "statement", "member": 3}),
            &[1],
            "PosterNotForGroup",
        )
        .await;
        let all = json!({"kind": "certificates", "contest": 1});
        check(all, &[1], "PosterNotForGroup").await;
        check(board(), &[], "AnnouncementRobots").await;
        check(board(), &[9], "NotFound").await;
        check(board(), &[1, 2], "RobotTakesNoPicture").await;
        story.work().await;
        assert!(story.robots.taken().is_empty());
        assert_eq!(kept(&story).await, 0);
    })
    .await;
}
