//! Rounds: nominations with evidence, a secret vote, a decision that gives the title.

use super::praise::Thankful;
use serde_json::{Value, json};
use tests::{Answer, on_both};

const HOUR: i64 = 3_600_000;

impl Thankful<'_> {
    async fn call(&self, by: i64, title: i64, vote: bool, branch: Option<i64>) -> Answer {
        let now = self.house.app.clock.now().0;
        let plan = json!({
            "words": "十一月最佳协作", "nominate_until": now + HOUR,
            "vote_until": vote.then_some(now + 2 * HOUR), "branch": branch,
        });
        let body = json!({ "title_id": title, "plan": plan });
        let path = "/api/title-rounds";
        self.house.post(self.token(by), path, body).await
    }

    async fn round(&self, reader: i64, round: i64) -> Value {
        let path = format!("/api/title-rounds/{round}");
        self.house.get(self.token(reader), &path).await.ok()
    }

    async fn nominate(&self, by: i64, round: i64, member: i64) -> Answer {
        let name = self.ledger.roster.name(rules::MemberId(member));
        let path = format!("/api/title-rounds/{round}/nominations");
        let body = json!({ "member_id": member, "name": name, "evidence": "周末帮三个区补货" });
        self.house.post(self.token(by), &path, body).await
    }

    async fn vote(&self, by: i64, round: i64, nomination: i64) -> Answer {
        let path = format!("/api/title-rounds/{round}/vote");
        self.put(by, &path, json!({ "nomination": nomination }))
            .await
    }

    async fn decide(
        &self,
        by: i64,
        round: i64,
        nominations: &[i64],
        against: Option<&str>,
    ) -> Answer {
        let path = format!("/api/title-rounds/{round}/ending");
        let body = json!({
            "act": "decide", "nominations": nominations, "reason": "三个区的补货都靠她",
            "against": against,
        });
        self.house.post(self.token(by), &path, body).await
    }
}

fn id(made: &Value) -> i64 {
    made["id"].as_i64().expect("a number")
}

fn code(answer: Answer) -> String {
    answer.refused().1
}

#[tokio::test]
async fn from_nominations_over_a_secret_vote_to_the_title() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let title = team.title(json!({ "name": "协作之星" })).await;
        let round = id(&team.call(1, title, true, None).await.ok());
        team.nominate(3, round, 4).await.ok();
        team.nominate(5, round, 4).await.ok();
        team.nominate(4, round, 2).await.ok();
        assert_eq!(code(team.nominate(3, round, 4).await), "NominationKnown");
        assert_eq!(code(team.vote(5, round, 1).await), "RoundStep", "not yet");
        house.app.clock.advance_ms(HOUR);
        assert_eq!(code(team.nominate(3, round, 2).await), "RoundStep");
        for (by, nomination) in [(1, 3), (3, 1), (3, 3), (5, 1), (6, 3)] {
            team.vote(by, round, nomination).await.ok();
        }
        assert_eq!(code(team.vote(2, round, 3).await), "VoteForSelf");
        assert_eq!(code(team.vote(2, round, 9).await), "VoteForNobody");
        // Nobody knows the count before the vote is over, who runs the round neither.
        for reader in [1, 2, 6] {
            let seen = team.round(reader, round).await;
            for one in seen["nominees"].as_array().expect("nominees") {
                assert_eq!((&one["votes"], &one["place"]), (&Value::Null, &Value::Null));
            }
            assert_eq!(seen["nominees"][0]["who"]["name"], "周敏", "as nominated");
        }
        let seen = team.round(3, round).await;
        assert_eq!(seen["nominees"][1]["my_vote"], true);
        house.app.clock.advance_ms(HOUR);
        let seen = team.round(6, round).await;
        let count = |n: usize| {
            (
                seen["nominees"][n]["who"]["name"].clone(),
                seen["nominees"][n]["votes"].clone(),
            )
        };
        assert_eq!(count(0), (json!("李丽华"), json!(3)));
        assert_eq!(count(1), (json!("周敏"), json!(1)));
        assert_eq!(seen["may"], json!([]));
        assert_eq!(code(team.decide(2, round, &[3], None).await), "NotYours");
        let against = team.decide(1, round, &[1], None).await;
        assert_eq!(code(against), "DecideAgainstVote");
        let done = team.decide(1, round, &[3], None).await.ok();
        assert_eq!(
            (&done["state"], &done["nominees"][0]["chosen"]),
            (&json!("decided"), &json!(true))
        );
        let hall = house.get(team.token(2), "/api/honours/2").await.ok();
        assert_eq!(hall["titles"][0]["title"], "协作之星");
        assert_eq!(hall["titles"][0]["reason"], "三个区的补货都靠她");
        assert_eq!(code(team.decide(1, round, &[3], None).await), "RoundStep");
    })
    .await;
}

#[tokio::test]
async fn a_nomination_is_taken_back_by_who_it_concerns() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let title = team.title(json!({ "name": "协作之星" })).await;
        let round = id(&team.call(1, title, false, None).await.ok());
        team.nominate(3, round, 4).await.ok();
        team.nominate(3, round, 2).await.ok();
        let back = async |by: i64, seq: i64| {
            let path = format!("/api/title-rounds/{round}/nominations/{seq}/undoing");
            house.post(team.token(by), &path, json!({})).await
        };
        assert_eq!(code(back(5, 1).await), "NotYours");
        back(4, 1).await.ok();
        assert_eq!(back(4, 1).await.refused().0, 404);
        team.nominate(3, round, 4).await.ok();
        back(3, 3).await.ok();
        house.app.clock.advance_ms(HOUR);
        assert_eq!(
            code(team.decide(1, round, &[1], None).await),
            "DecideNominee"
        );
        team.decide(1, round, &[2], None).await.ok();
        let seen = team.round(5, round).await;
        assert_eq!(seen["nominees"].as_array().map(Vec::len), Some(1));
        assert_eq!(seen["voters"], Value::Null, "there was no vote");
    })
    .await;
}

#[tokio::test]
async fn a_leaders_round_is_of_their_branch() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let title = team.title(json!({ "by_leaders": true })).await;
        assert_eq!(code(team.call(2, title, false, Some(4)).await), "NotYours");
        let round = id(&team.call(2, title, false, None).await.ok());
        let path = format!("/api/title-rounds/{round}");
        assert_eq!(house.get(team.token(4), &path).await.refused().0, 404);
        assert_eq!(code(team.nominate(3, round, 4).await), "NominationOutside");
        // 郑洁 is not named on boards; who calls her by her name knows her.
        team.nominate(3, round, 6).await.ok();
        let seen = team.round(6, round).await;
        assert_eq!(seen["nominees"][0]["mine"], true);
        let cancel = format!("{path}/ending");
        let body = json!({ "act": "cancel", "reason": "并到下个月" });
        assert_eq!(
            code(house.post(team.token(3), &cancel, body.clone()).await),
            "NotYours"
        );
        let done = house.post(team.token(2), &cancel, body).await.ok();
        assert_eq!(
            (&done["state"], &done["reason"]),
            (&json!("cancelled"), &json!("并到下个月"))
        );
        let rounds = house.get(team.token(4), "/api/title-rounds").await.ok();
        assert_eq!(rounds["rounds"], json!([]));
    })
    .await;
}
