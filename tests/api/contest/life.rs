//! The whole life of a contest: published, watched, frozen, revealed, objected to, final, changed.

use super::{HOUR, act, available, begin, publish, ranking, said};
use crate::facts::{entries, sales};
use rules::points::verify::Check;
use serde_json::{Value, json};
use store::points::verify::verify;
use tests::{Cast, House, on_both};

async fn state(house: &House, token: &str, path: &str) -> Value {
    house.get(token, path).await.ok()["state"].clone()
}

async fn verified(house: &House, cast: &Cast) {
    let mut conn = house.app.db.read().await.unwrap();
    let settings = rules::team::Settings::default();
    let roster = house.app.roster(cast.team).await.unwrap();
    let checked = verify(
        &mut conn,
        cast.team,
        &[],
        (&roster, &settings),
        &|_, _, _| {},
    )
    .await
    .unwrap();
    // Sales were written straight into the books, without the readings they follow from.
    let mut faults = checked
        .faults
        .into_iter()
        .filter(|fault| fault.check != Check::Facts);
    assert_eq!(faults.next(), None, "the ledger adds up");
}

#[tokio::test]
async fn a_contest_goes_from_a_draft_to_paid_prizes_and_a_refund_changes_it_as_one() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let founder = cast.founder();
        // A draft is its maker's alone.
        let path = begin(&house, founder, &ranking()).await;
        assert_eq!(house.get(cast.member(), &path).await.refused().0, 404);
        act(&house, founder, &path, "publish").await.ok();
        let shown = house.get(cast.member(), &path).await.ok();
        assert_eq!(
            (&shown["state"], &shown["pot"]["funded"]),
            (&json!("running"), &json!(1_000))
        );
        assert_eq!(shown["rule_hash"].as_str().unwrap().len(), 64);
        assert_eq!(shown["is_final"], false);
        // Orders while it runs.
        sales(
            &house,
            &cast,
            1,
            &[
                (3, 0, 50_000),
                (5, 0, 30_000),
                (6, 0, 20_000),
                (2, 0, 20_000),
            ],
        )
        .await;
        let board = house.get(founder, &format!("{path}/board")).await.ok();
        assert_eq!(
            said(&board),
            [
                "1 陈静 50000",
                "2 吴芳 30000",
                "3 李丽华 20000",
                "3 郑洁 20000"
            ]
        );
        let mine = house
            .get(cast.token(6), &format!("{path}/around"))
            .await
            .ok();
        assert_eq!(mine["me"]["place"], 3);
        assert_eq!(mine["at_risk_fen"], 20_000);
        // It freezes: later orders move nothing that anybody sees.
        house.app.clock.advance_ms(HOUR / 2);
        assert_eq!(state(&house, cast.member(), &path).await, "frozen");
        sales(&house, &cast, 11, &[(6, 0, 90_000)]).await;
        let frozen = house
            .get(cast.member(), &format!("{path}/board"))
            .await
            .ok();
        assert_eq!(frozen["rows"][0]["score"], 50_000);
        assert_eq!(frozen["frozen"], true);
        let no = act(&house, founder, &path, "reveal").await.refused();
        assert_eq!(no, (409, "NotOverYet".to_owned()));
        // The ceremony: from the bottom up, then it is revealed.
        house.app.clock.advance_ms(HOUR);
        let ceremony = house.get(founder, &format!("{path}/ceremony")).await.ok();
        let steps = ceremony["steps"].as_array().unwrap();
        assert_eq!(steps.last().unwrap()["place"], 1);
        assert_eq!(steps.last().unwrap()["name"], "郑洁");
        assert_eq!(steps.last().unwrap()["prizes"][0]["points"], 500);
        act(&house, founder, &path, "reveal").await.ok();
        act(&house, founder, &path, "announce").await.ok();
        // Objections, tied to a row; it is not final before they are answered and the time is over.
        let objection = json!({"entrant_id": 3, "text": "少算了一单"});
        house
            .post(cast.member(), &format!("{path}/objections"), objection)
            .await
            .ok();
        let one = house.get(founder, &path).await.ok();
        let codes: Vec<&str> = one["blockers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|b| b["code"].as_str().unwrap())
            .collect();
        assert_eq!(codes, ["appeal", "objections"]);
        house.app.clock.advance_ms(25 * HOUR);
        let no = act(&house, founder, &path, "finish").await.refused();
        assert_eq!(no.1, "ObjectionsOpen");
        let talk = house.get(founder, &format!("{path}/talk")).await.ok();
        let answer = format!("{path}/objections/{}/answer", talk["objections"][0]["id"]);
        let words = json!({"upheld": false, "text": "那一单在截止之后"});
        house.post(founder, &answer, words).await.ok();
        act(&house, founder, &path, "finish").await.ok();
        assert_eq!(state(&house, cast.member(), &path).await, "final");
        let paid = [
            available(&house, &cast, 6).await,
            available(&house, &cast, 3).await,
        ];
        assert_eq!(paid, [500, 300]);
        let pot = &house.get(founder, &path).await.ok()["pot"];
        assert_eq!(
            (&pot["paid"], &pot["funded"]),
            (&json!(1_000), &json!(1_000))
        );
        verified(&house, &cast).await;
        // A refund of the order that won: a proposal, applied as one.
        let none = house.get(founder, &format!("{path}/change")).await.ok();
        assert_eq!(none["proposed"], Value::Null);
        entries(&house, &cast, &[(1, 11, "refund", 6, 0, -90_000, -1)]).await;
        let board = house.get(founder, &format!("{path}/board")).await.ok();
        assert_eq!(
            board["rows"][0]["name"], "郑洁",
            "a result stands until somebody changes it"
        );
        // Its ceremony can be rehearsed as it was, and is not held again.
        let ceremony = format!("{path}/ceremony");
        let rehearsal = format!("{ceremony}?rehearsal=true");
        let past = house.get(founder, &rehearsal).await.ok();
        // Said before the first step, which would go to the wall otherwise.
        assert_eq!(
            (&past["rehearsal"], &past["running"]),
            (&json!(true), &json!(false))
        );
        let first = past["steps"].as_array().unwrap().last().unwrap();
        assert_eq!(
            (&first["name"], &first["place"]),
            (&json!("郑洁"), &json!(1))
        );
        let again = house.get(founder, &ceremony).await.refused();
        assert_eq!(again, (409, "ContestStep".to_owned()));
        let others = house.get(cast.member(), &rehearsal).await.refused();
        assert_eq!(others.0, 403);
        let change = house.get(founder, &format!("{path}/change")).await.ok();
        let proposed = &change["proposed"];
        assert_eq!(proposed["moved"][0]["name"], "李丽华");
        let body = json!({"hash": proposed["hash"], "applies": true, "reason": "退款"});
        house
            .post(founder, &format!("{path}/change"), body.clone())
            .await
            .ok();
        let paid = [
            available(&house, &cast, 3).await,
            available(&house, &cast, 5).await,
            available(&house, &cast, 6).await,
        ];
        // 郑洁 and 李丽华 share the third place: their 200 are split.
        assert_eq!(paid, [500, 300, 100]);
        let board = house.get(founder, &format!("{path}/board")).await.ok();
        assert_eq!(said(&board)[0], "1 陈静 50000");
        let again = house
            .post(founder, &format!("{path}/change"), body)
            .await
            .refused();
        assert_eq!(again.1, "ChangeMoved");
        verified(&house, &cast).await;
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_contest_gives_its_pot_back_and_says_why() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let path = publish(&house, cast.founder(), &ranking()).await;
        let no = house
            .post(
                cast.founder(),
                &format!("{path}/acts"),
                json!({"act": "cancel"}),
            )
            .await;
        assert_eq!(no.refused().1, "ContestReason");
        act(&house, cast.founder(), &path, "cancel").await.ok();
        let one = house.get(cast.member(), &path).await.ok();
        assert_eq!(
            (&one["state"], &one["pot"]["funded"]),
            (&json!("cancelled"), &json!(0))
        );
        assert_eq!(one["cancelled_reason"], "按规则");
        let no = act(&house, cast.founder(), &path, "publish")
            .await
            .refused();
        assert_eq!(no, (409, "ContestStep".to_owned()));
        verified(&house, &cast).await;
    })
    .await;
}

#[tokio::test]
async fn a_rule_that_the_law_forbids_is_refused_and_one_that_worries_it_warns() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut rule = ranking();
        rule["counted"][0]["measure"] = json!("recruits");
        let path = begin(&house, cast.founder(), &rule).await;
        assert_eq!(
            act(&house, cast.founder(), &path, "publish")
                .await
                .refused()
                .1,
            "RecruitsCounted"
        );
        let mut rule = ranking();
        rule["kind"] = json!({"is": "teams", "pays_head": true, "sides": [
            {"name": "甲队", "head": 2}, {"name": "乙队", "head": 4}]});
        let said = house
            .post(cast.founder(), "/api/contests/check", json!({"rule": rule}))
            .await
            .ok();
        assert_eq!(said["warnings"][0]["code"], "upline_paid");
        assert_eq!(said["warnings"][0]["offers_personal_scoring"], true);
        let path = begin(&house, cast.founder(), &rule).await;
        assert_eq!(
            act(&house, cast.founder(), &path, "publish")
                .await
                .refused()
                .1,
            "WarningsUnread"
        );
    })
    .await;
}

#[tokio::test]
async fn a_leader_runs_contests_of_their_branch_within_their_budget() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut rule = ranking();
        let publishes = json!({"act": "publish", "accepts_warnings": true});
        let path = format!("{}/acts", begin(&house, cast.leader(), &rule).await);
        assert_eq!(
            house
                .post(cast.leader(), &path, publishes.clone())
                .await
                .refused()
                .1,
            "NotYours"
        );
        rule["who"] = json!({"is": "branch", "head": 2});
        let path = format!("{}/acts", begin(&house, cast.leader(), &rule).await);
        house
            .post(cast.leader(), &path, publishes.clone())
            .await
            .ok();
        // The month's 1 000 points are in that pot.
        let path = format!("{}/acts", begin(&house, cast.leader(), &rule).await);
        let no = house.post(cast.leader(), &path, publishes).await.refused();
        assert_eq!(no, (409, "GrantOverBudget".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_wall_shows_what_every_member_sees_until_its_link_is_taken_back() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let path = publish(&house, cast.founder(), &ranking()).await;
        sales(&house, &cast, 1, &[(3, 0, 50_000), (5, 0, 30_000)]).await;
        let made = house
            .post(cast.founder(), &format!("{path}/walls"), json!({}))
            .await
            .ok();
        let wall = format!(
            "/api/walls/{}",
            made["path"].as_str().unwrap().trim_start_matches("/wall/")
        );
        let screen = house.ask(None, http::Method::GET, &wall, None).await.ok();
        assert_eq!(said(&screen), ["1 陈静 50000", "2 - null"]);
        let link = format!("{path}/walls/{}", made["id"]);
        let gone = house
            .ask(Some(cast.founder()), http::Method::DELETE, &link, None)
            .await;
        assert!(gone.status.is_success());
        assert_eq!(
            house
                .ask(None, http::Method::GET, &wall, None)
                .await
                .refused()
                .0,
            404
        );
    })
    .await;
}

#[tokio::test]
async fn a_back_test_replays_the_months_before() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        sales(
            &house,
            &cast,
            1,
            &[(3, 30, 50_000), (5, 31, 30_000), (6, 61, 70_000)],
        )
        .await;
        let mut rule = ranking();
        // November 2026 in Shanghai.
        rule["start"] = json!(1_793_462_400_000_i64);
        rule["end"] = json!(1_796_054_400_000_i64);
        rule["freeze_at"] = Value::Null;
        let body = json!({"rule": rule, "months": 3});
        let begun = house
            .post(cast.founder(), "/api/contests/replays", body)
            .await
            .ok();
        let path = format!("/api/contests/replays/{}", begun["id"]);
        let told = loop {
            let told = house.get(cast.founder(), &path).await.ok();
            assert_eq!(told["failed"], false);
            if told["finished"] == true {
                break told;
            }
            tokio::task::yield_now().await;
        };
        let october = &told["months"][0];
        assert_eq!(
            (&october["placed"], &october["winners"][0]["name"]),
            (&json!(2), &json!("陈静"))
        );
        assert_eq!(told["summary"]["points"], 500 + 300 + 500);
        assert_eq!(told["summary"]["never"], 3);
        assert_eq!(house.get(cast.leader(), &path).await.refused().0, 404);
    })
    .await;
}
