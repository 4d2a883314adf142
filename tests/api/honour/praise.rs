//! Praise as it is given and taken back, on the ledger.

use crate::points::cast::Ledger;
use axum::http::Method;
use futures::future::join_all;
use rules::points::EarningRules;
use rules::team::Settings;
use serde_json::{Value, json};
use tests::{Answer, House, on_both};

const HOUR: i64 = 3_600_000;

/// A team that gives 100 points a month and praises each other twice at most.
pub struct Thankful<'a> {
    pub ledger: Ledger<'a>,
    pub house: &'a House,
}

impl<'a> Thankful<'a> {
    pub async fn begin(house: &'a House) -> Self {
        let ledger = Ledger::begin(house, EarningRules::one_a_yuan()).await;
        let one = Self { ledger, house };
        let settings = Settings {
            praise_budget_points: 100,
            praise_pair_max: 2,
            ..Settings::default()
        };
        one.set(&settings).await;
        one
    }

    pub async fn set(&self, settings: &Settings) {
        let body = json!({ "settings": settings, "reason": "鼓励互相感谢" });
        self.put(1, "/api/settings", body).await.ok();
    }

    pub fn token(&self, member: i64) -> &str {
        self.ledger.cast.token(member)
    }

    /// What a praise is answered with; everyone is called by their name.
    pub async fn praise(&self, by: i64, to: &[i64], points: i64, request: &str) -> Answer {
        let roster = &self.ledger.roster;
        let whom = |id: &i64| json!({ "member_id": id, "name": roster.name(rules::MemberId(*id)) });
        let wish = json!({
            "request": request, "to": to.iter().map(whom).collect::<Vec<_>>(), "value": "成长",
            "words": " 带新人很耐心 ", "points": points,
        });
        self.house.post(self.token(by), "/api/praises", wish).await
    }

    pub async fn given(&self, by: i64, to: &[i64], points: i64, request: &str) -> i64 {
        let made = self.praise(by, to, points, request).await.ok();
        made["id"].as_i64().expect("a number")
    }

    pub async fn back(&self, by: i64, praise: i64, reason: &str) -> Answer {
        let path = format!("/api/praises/{praise}/undoing");
        let body = json!({ "reason": reason });
        self.house.post(self.token(by), &path, body).await
    }

    pub async fn put(&self, by: i64, path: &str, body: Value) -> Answer {
        let token = Some(self.token(by));
        self.house.ask(token, Method::PUT, path, Some(body)).await
    }

    pub async fn left(&self, member: i64) -> i64 {
        let path = "/api/praises/giving";
        let giving = self.house.get(self.token(member), path).await.ok();
        giving["left"].as_i64().expect("a number")
    }

    pub async fn wall(&self, member: i64, query: &str) -> Vec<Value> {
        let path = format!("/api/praises{query}");
        let wall = self.house.get(self.token(member), &path).await.ok();
        wall["praises"].as_array().expect("praises").clone()
    }

    async fn available(&self, member: i64) -> i64 {
        self.ledger.balance(member).await.0
    }

    async fn holds(&self) {
        assert_eq!(self.ledger.faults().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_praise_brings_its_points_once_and_the_statement_says_who_and_why() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let first = team.given(3, &[6, 2, 6], 20, "a").await;
        assert_eq!(team.given(3, &[6, 2], 20, "a").await, first, "asked again");
        assert_eq!((team.available(6).await, team.available(2).await), (20, 20));
        assert_eq!(team.left(3).await, 60);
        assert_eq!(team.left(6).await, 100, "each has their own");
        let path = "/api/points/members/6/statement?kind=praised";
        let statement = house.get(team.token(6), path).await.ok();
        assert_eq!(
            statement["lines"][0]["why"],
            "陈静 表扬：成长 · 带新人很耐心"
        );
        team.holds().await;
    })
    .await;
}

#[tokio::test]
async fn a_budget_is_spent_together_and_lapses_with_the_month() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let asks = ["a", "b", "c", "d"].map(|request| team.praise(2, &[3, 6], 25, request));
        let answers = join_all(asks).await;
        let given = answers.iter().filter(|answer| answer.status.is_success());
        assert_eq!(given.count(), 2, "of four at once two fit");
        assert_eq!(team.left(2).await, 0);
        let no = team.praise(2, &[4], 1, "e").await.refused();
        assert_eq!(no, (409, "PraiseOverBudget".to_owned()));
        team.given(2, &[4], 0, "f").await;
        house.app.clock.advance_ms(9 * 24 * HOUR);
        assert_eq!(team.left(2).await, 100, "a new month, nothing carried over");
        team.holds().await;
    })
    .await;
}

#[tokio::test]
async fn a_pair_praises_each_other_so_often_a_month_in_both_directions_together() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let first = team.given(3, &[6], 10, "a").await;
        team.given(6, &[3], 10, "a").await;
        let no = team.praise(3, &[2, 6], 0, "b").await.refused();
        assert_eq!(no, (409, "PraisePair".to_owned()));
        // One that was taken back counts no more.
        team.back(3, first, "").await.ok();
        team.given(6, &[3], 0, "b").await;
        let no = team.praise(3, &[6], 0, "c").await.refused();
        assert_eq!(no.1, "PraisePair");
        house.app.clock.advance_ms(9 * 24 * HOUR);
        team.given(3, &[6], 0, "d").await;
    })
    .await;
}

#[tokio::test]
async fn taken_back_its_points_go_and_the_budget_returns() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let praise = team.given(3, &[6, 2], 30, "a").await;
        // 郑洁 used some of hers meanwhile: she owes what is gone.
        team.ledger.spend(6, 20).await;
        let no = team.back(6, praise, "").await.refused();
        assert_eq!(no, (403, "PraiseStands".to_owned()));
        team.back(3, praise, "").await.ok();
        assert_eq!((team.available(2).await, team.left(3).await), (0, 100));
        assert_eq!(team.ledger.balance(6).await, (0, 0, -20));
        assert!(team.wall(1, "").await.is_empty());
        let no = team.back(3, praise, "").await.refused();
        assert_eq!(no.0, 404);
        // All but the story's own short way of spending.
        assert_eq!(team.ledger.faults().await, ["Postings 3"]);
    })
    .await;
}

#[tokio::test]
async fn after_a_day_only_who_leads_its_receivers_takes_it_back_and_says_why() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let praise = team.given(3, &[6], 30, "a").await;
        let other = team.given(3, &[4], 0, "b").await;
        house.app.clock.advance_ms(24 * HOUR);
        assert_eq!(team.back(3, praise, "").await.refused().1, "PraiseStands");
        // 李丽华 leads 郑洁, not 周敏, who leads herself no more than anyone.
        assert_eq!(
            team.back(2, other, "错了").await.refused().1,
            "PraiseStands"
        );
        assert_eq!(
            team.back(4, other, "错了").await.refused().1,
            "PraiseStands"
        );
        assert_eq!(team.back(2, praise, " ").await.refused().1, "ReasonMissing");
        team.back(2, praise, "和事实不符").await.ok();
        team.back(1, other, "重复了").await.ok();
        assert_eq!(team.available(6).await, 0);
        team.holds().await;
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_praised_is_refused_by_its_rule() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let code = async |answer: Answer| answer.refused().1;
        assert_eq!(code(team.praise(3, &[3], 0, "a").await).await, "PraiseSelf");
        assert_eq!(code(team.praise(3, &[], 0, "a").await).await, "PraiseTo");
        assert_eq!(code(team.praise(3, &[2], -1, "a").await).await, "PraisePoints");
        assert_eq!(code(team.praise(3, &[2], 0, "a b").await).await, "RequestKey");
        // A number alone praises nobody whose name is not shown.
        let wish = json!({
            "request": "x", "to": [{ "member_id": 5, "name": "谁" }], "value": "成长", "words": "好",
        });
        let answer = house.post(team.token(3), "/api/praises", wish).await;
        assert_eq!(answer.refused().0, 404);
        team.set(&Settings {
            praise_values: vec!["利他".to_owned()],
            ..Settings::default()
        })
        .await;
        assert_eq!(code(team.praise(3, &[2], 0, "a").await).await, "PraiseValue");
    })
    .await;
}
