//! Titles and rights: who may give them, who holds them, who reads of it.

use super::praise::Thankful;
use axum::http::Method;
use serde_json::{Value, json};
use tests::{Answer, on_both};

/// A title for a month, given by the founder alone.
pub fn plan(name: &str) -> Value {
    json!({
        "name": name, "words": "本月净销售第一", "brings": "", "is_right": false,
        "travels": false, "months": 1, "by_leaders": false,
    })
}

impl Thankful<'_> {
    pub async fn title(&self, change: Value) -> i64 {
        let mut plan = plan("月度销冠");
        for (key, value) in change.as_object().expect("changes") {
            plan[key] = value.clone();
        }
        let body = json!({ "plan": plan });
        let made = self.house.post(self.token(1), "/api/titles", body).await;
        made.ok()["id"].as_i64().expect("a number")
    }

    pub async fn award(&self, by: i64, title: i64, to: &[i64], from: &str) -> Answer {
        let path = format!("/api/titles/{title}/awards");
        let body = json!({ "to": to, "from": from, "reason": "十一月净销售第一" });
        self.house.post(self.token(by), &path, body).await
    }

    pub async fn titles(&self, reader: i64) -> Vec<Value> {
        let list = self.house.get(self.token(reader), "/api/titles").await.ok();
        list["titles"].as_array().expect("titles").clone()
    }

    /// Who holds a title, as a reader sees it: name, from, until, standing.
    async fn holders(&self, reader: i64, title: i64) -> Vec<String> {
        let titles = self.titles(reader).await;
        let Some(found) = titles.iter().find(|one| one["id"] == title) else {
            return Vec::new();
        };
        let holders = found["holders"].as_array().expect("holders").iter();
        let said = |one: &Value, key: &str| one[key].as_str().unwrap_or("–").to_owned();
        holders
            .map(|one| ["name", "from", "until", "standing"].map(|key| said(one, key)))
            .map(|parts| parts.join(" "))
            .collect()
    }

    async fn award_id(&self, member: i64) -> i64 {
        let path = format!("/api/honours/{member}");
        let hall = self.house.get(self.token(member), &path).await.ok();
        hall["titles"][0]["award_id"].as_i64().expect("a title")
    }

    async fn agree(&self, by: i64, award: i64, agreed: bool) -> Answer {
        let path = format!("/api/awards/{award}/consent");
        self.put(by, &path, json!({ "agreed": agreed })).await
    }
}

#[tokio::test]
async fn a_title_is_its_holders_until_they_agree_to_be_read_of() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let title = team.title(json!({})).await;
        team.award(1, title, &[6], "2026-10-23").await.ok();
        let held = ["郑洁 2026-10-23 2026-11-23 held"];
        assert_eq!(team.holders(6, title).await, held);
        assert_eq!(team.holders(2, title).await, held, "her leader");
        assert!(team.holders(4, title).await.is_empty());
        assert_eq!(team.titles(4).await[0]["hidden"], 1);
        let award = team.award_id(6).await;
        assert_eq!(team.agree(4, award, true).await.refused().0, 404);
        assert_eq!(team.agree(2, award, true).await.refused().0, 403);
        team.agree(6, award, true).await.ok();
        // 郑洁 is not named on boards, but agreed to be named here; her hall stays closed.
        assert_eq!(team.holders(4, title).await, held);
        assert_eq!(
            team.titles(4).await[0]["holders"][0]["member_id"],
            Value::Null
        );
        team.agree(6, award, false).await.ok();
        assert!(team.holders(4, title).await.is_empty());
        house.app.clock.advance_ms(86_400_000);
        assert!(team.holders(6, title).await.is_empty(), "its month is over");
        let hall = house.get(team.token(6), "/api/honours/6").await.ok();
        assert_eq!(hall["titles"][0]["standing"], "over");
    })
    .await;
}

#[tokio::test]
async fn a_travelling_title_is_passed_on_and_taken_back_with_a_reason() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let title = team.title(json!({ "travels": true, "months": null })).await;
        let answer = team.award(1, title, &[3, 4], "2026-11-22").await;
        assert_eq!(answer.refused().1, "TitlePeople");
        team.award(1, title, &[3], "2026-11-01").await.ok();
        team.award(1, title, &[4], "2026-11-20").await.ok();
        assert_eq!(team.holders(1, title).await, ["周敏 2026-11-20 – held"]);
        let hall = house.get(team.token(3), "/api/honours/3").await.ok();
        assert_eq!(hall["titles"][0]["standing"], "passed");
        assert_eq!(hall["titles"][0]["until"], "2026-11-20");
        let early = team.award(1, title, &[2], "2026-11-10").await;
        assert_eq!(early.refused().1, "TitleSince");
        let award = team.award_id(4).await;
        let path = format!("/api/awards/{award}/ending");
        let end = async |reason: &str| {
            let body = json!({ "reason": reason });
            house.post(team.token(1), &path, body).await
        };
        assert_eq!(end(" ").await.refused().1, "ReasonMissing");
        end("发错了人").await.ok();
        assert_eq!(end("再来一次").await.refused().1, "TitleOver");
        assert!(team.holders(1, title).await.is_empty());
        let hall = house.get(team.token(4), "/api/honours/4").await.ok();
        assert_eq!(hall["titles"][0]["ended"], "发错了人");
    })
    .await;
}

#[tokio::test]
async fn a_leader_gives_what_they_may_within_their_branch() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let own = team.title(json!({ "by_leaders": true })).await;
        let founders = team.title(json!({ "name": "年度销冠" })).await;
        let code = async |by, title, to: &[i64]| {
            let answer = team.award(by, title, to, "2026-11-22").await;
            answer.refused().1
        };
        assert_eq!(code(2, founders, &[3]).await, "NotYours");
        assert_eq!(code(2, own, &[5]).await, "NotYours");
        assert_eq!(
            code(2, own, &[2]).await,
            "NotYours",
            "nobody honours themselves"
        );
        team.award(2, own, &[3, 6], "2026-11-22").await.ok();
        assert_eq!(code(1, own, &[3]).await, "TitleHeld");
        assert_eq!(team.holders(2, own).await.len(), 2);
        let answer = house
            .post(
                team.token(2),
                "/api/titles",
                json!({ "plan": plan("新人王") }),
            )
            .await;
        assert_eq!(answer.refused().1, "NotYours");
        // Closed, it is kept by who has it and given to nobody any more.
        let path = format!("/api/titles/{own}");
        house
            .ask(Some(team.token(1)), Method::DELETE, &path, None)
            .await
            .ok();
        assert_eq!(code(1, own, &[4]).await, "TitleClosed");
        assert_eq!(team.holders(3, own).await.len(), 1);
        assert!(team.holders(4, own).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_right_is_known_to_who_has_it_and_who_leads_them() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let right = team
            .title(json!({ "name": "优先培训", "is_right": true }))
            .await;
        team.award(1, right, &[3], "2026-11-22").await.ok();
        let knows = async |reader| team.holders(reader, right).await.len() == 1;
        assert!(knows(1).await && knows(2).await && knows(3).await);
        for reader in [4, 5, 6] {
            assert!(team.titles(reader).await.is_empty());
        }
        let award = team.award_id(3).await;
        assert_eq!(team.agree(3, award, true).await.refused().1, "NotYours");
        let hall = house.get(team.token(4), "/api/honours/3").await.ok();
        assert_eq!(hall["titles"], json!([]));
        let hall = house.get(team.token(2), "/api/honours/3").await.ok();
        assert_eq!(hall["titles"][0]["title"], "优先培训");
    })
    .await;
}

#[tokio::test]
async fn a_title_without_a_name_or_with_a_strange_term_says_where() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let make = async |plan: Value| {
            let body = json!({ "plan": plan });
            house.post(team.token(1), "/api/titles", body).await
        };
        assert_eq!(make(plan(" ")).await.refused().1, "EmptyField");
        let mut strange = plan("月度销冠");
        strange["months"] = json!(61);
        let answer = make(strange).await;
        assert_eq!(answer.refused().1, "TitleOutOfBounds");
        assert!(team.titles(1).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_title_has_its_certificate_for_who_may_read_of_it_until_it_is_taken_back() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let title = team.title(json!({})).await;
        team.award(1, title, &[6], "2026-11-01").await.ok();
        let award = team.award_id(6).await;
        let path = format!("/api/posters/picture?kind=certificate&award={award}");
        for reader in [1, 2, 6] {
            let picture = house.get(team.token(reader), &path).await;
            assert!(picture.status.is_success(), "{}", picture.json);
            assert!(picture.bytes.starts_with(b"\x89PNG"));
        }
        assert_eq!(house.get(team.token(4), &path).await.refused().0, 404);
        let right = team
            .title(json!({ "name": "优先培训", "is_right": true }))
            .await;
        team.award(1, right, &[3], "2026-11-01").await.ok();
        let private = format!(
            "/api/posters/picture?kind=certificate&award={}",
            team.award_id(3).await
        );
        assert_eq!(house.get(team.token(3), &private).await.refused().0, 404);
        let ending = json!({ "reason": "月份填错了" });
        let end = format!("/api/awards/{award}/ending");
        house.post(team.token(1), &end, ending).await.ok();
        let gone = house.get(team.token(6), &path).await.refused();
        assert_eq!(gone, (409, "PosterTakenBack".to_owned()));
    })
    .await;
}
