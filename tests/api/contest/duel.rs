//! PK by consent: challenged, declined, accepted, timed out; settled, and settled again after a refund.

use super::{HOUR, act, available, publish, ranking};
use crate::facts::{entries, sales};
use serde_json::{Value, json};
use tests::stage::Answer;
use tests::{Cast, House, on_both};

async fn challenge(house: &House, cast: &Cast, path: &str, from: i64, to: i64) -> Answer {
    let body = json!({"member_id": to});
    let token = cast.token(from);
    house.post(token, &format!("{path}/duels"), body).await
}

async fn answer(house: &House, token: &str, path: &str, duel: i64, act: &str) -> Answer {
    let path = format!("{path}/duels/{duel}/answer");
    house.post(token, &path, json!({"act": act})).await
}

/// `challenger place score, challenged place score: state end [may]` of each.
fn said(duels: &Value) -> Vec<String> {
    let one = |who: &Value| format!("{} {} {}", who["name"], who["place"], who["score"]);
    let duels = duels["duels"].as_array().unwrap().iter();
    let said = duels.map(|duel| {
        format!(
            "{}, {}: {} {} {}",
            one(&duel["challenger"]),
            one(&duel["challenged"]),
            duel["state"],
            duel["end"],
            duel["may"]
        )
    });
    said.map(|said| said.replace('"', "").replace("null", "-"))
        .collect()
}

async fn seen(house: &House, cast: &Cast, path: &str, by: i64) -> Vec<String> {
    let duels = house.get(cast.token(by), &format!("{path}/duels")).await;
    said(&duels.ok())
}

#[tokio::test]
async fn who_is_challenged_and_accepts_fights_and_a_refund_turns_the_duel() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut rule = ranking();
        rule["kind"] = json!({"is": "pk", "accept_hours": 1});
        rule["prizes"] = json!([
            {"to": {"is": "duel"}, "points": 60},
            {"to": {"is": "over", "score": 40_000}, "points": 10},
        ]);
        let path = publish(&house, cast.founder(), &rule).await;
        let one = house.get(cast.founder(), &path).await.ok();
        // Three pairs of six, and ten for each of them.
        assert_eq!(one["pot"]["funded"], 3 * 60 + 6 * 10);
        // One open challenge each, to somebody one knows of.
        let duels = challenge(&house, &cast, &path, 3, 2).await.ok();
        assert_eq!(duels["may_challenge"], false);
        for (from, to, code) in [
            (3, 4, "DuelOwn"),
            (4, 2, "DuelTaken"),
            (6, 6, "DuelWhom"),
            (6, 5, "DuelWhom"),
            (6, 99, "DuelWhom"),
        ] {
            let no = challenge(&house, &cast, &path, from, to).await.refused();
            assert_eq!(no.1, code, "{from} {to}");
        }
        let open = |may: &str| vec![format!("陈静 - -, 李丽华 - -: waiting - {may}")];
        assert_eq!(seen(&house, &cast, &path, 3).await, open("[withdraw]"));
        assert_eq!(
            seen(&house, &cast, &path, 2).await,
            open("[accept,decline]")
        );
        assert_eq!(seen(&house, &cast, &path, 1).await, open("[]"));
        assert!(seen(&house, &cast, &path, 4).await.is_empty());
        // It is answered once, by the challenged.
        let asked = [
            (3, "accept", "DuelStep"),
            (5, "accept", "NotFound"),
            (2, "withdraw", "DuelStep"),
            (2, "time_out", "DuelStep"),
        ];
        for (by, act, code) in asked {
            let no = answer(&house, cast.token(by), &path, 1, act).await;
            assert_eq!(no.refused().1, code, "{by} {act}");
        }
        answer(&house, cast.token(2), &path, 1, "decline")
            .await
            .ok();
        let no = answer(&house, cast.token(2), &path, 1, "accept").await;
        assert_eq!(no.refused(), (409, "DuelStep".to_owned()));
        // Two pairs, and one who is never answered.
        challenge(&house, &cast, &path, 6, 2).await.ok();
        answer(&house, cast.token(2), &path, 2, "accept").await.ok();
        challenge(&house, &cast, &path, 3, 4).await.ok();
        answer(&house, cast.token(4), &path, 3, "accept").await.ok();
        challenge(&house, &cast, &path, 1, 5).await.ok();
        sales(
            &house,
            &cast,
            1,
            &[
                (6, 0, 50_000),
                (2, 0, 30_000),
                (3, 0, 20_000),
                (4, 0, 20_000),
            ],
        )
        .await;
        // 郑洁 has not agreed to be named: her pair knows her, others see what the board shows.
        let pair = |first: &str, end: &str| format!("{first}, 李丽华 2 30000: accepted {end} []");
        assert_eq!(
            seen(&house, &cast, &path, 2).await[1],
            pair("郑洁 1 50000", "-")
        );
        assert_eq!(seen(&house, &cast, &path, 4).await[0], pair("- - -", "-"));
        // While it is frozen nobody learns more, and nobody challenges.
        house.app.clock.advance_ms(HOUR / 2);
        let mut before = Vec::new();
        for by in 1..=6 {
            before.push(seen(&house, &cast, &path, by).await);
        }
        sales(&house, &cast, 11, &[(2, 0, 90_000)]).await;
        for (by, was) in (1..=6).zip(&before) {
            assert_eq!(&seen(&house, &cast, &path, by).await, was, "{by}");
        }
        let no = challenge(&house, &cast, &path, 5, 6).await.refused();
        assert_eq!(no.1, "ContestStep");
        // Time ends what nobody answered.
        house.app.clock.advance_ms(HOUR);
        let late = answer(&house, cast.token(5), &path, 4, "accept").await;
        assert_eq!(late.refused().1, "DuelStep");
        act(&house, cast.founder(), &path, "reveal").await.ok();
        let duels = seen(&house, &cast, &path, 1).await;
        assert_eq!(
            duels[1..],
            [
                "郑洁 2 50000, 李丽华 1 120000: accepted challenged []",
                "陈静 3 20000, 周敏 3 20000: accepted draw []",
                "王晓燕 - -, 吴芳 - -: timed_out - []",
            ]
        );
        act(&house, cast.founder(), &path, "announce").await.ok();
        house.app.clock.advance_ms(25 * HOUR);
        let settlement = format!("{path}/settlement");
        let settled = house.get(cast.founder(), &settlement).await.ok();
        assert_eq!(settled["second_agrees"], true);
        act(&house, cast.founder(), &path, "finish").await.ok();
        let paid = async || {
            let mut paid = Vec::new();
            for member in 1..=6 {
                paid.push(available(&house, &cast, member).await);
            }
            paid
        };
        assert_eq!(paid().await, [0, 70, 30, 30, 0, 10]);
        // The order that won is given back: the duel turns, once somebody says so.
        entries(&house, &cast, &[(1, 11, "refund", 2, 0, -90_000, -1)]).await;
        let stands = "郑洁 2 50000, 李丽华 1 120000: accepted challenged []";
        assert_eq!(seen(&house, &cast, &path, 1).await[1], stands);
        let changes = format!("{path}/change");
        let change = house.get(cast.founder(), &changes).await.ok();
        let body = json!({"hash": change["proposed"]["hash"], "applies": true, "reason": "退款"});
        house.post(cast.founder(), &changes, body).await.ok();
        assert_eq!(paid().await, [0, 0, 30, 30, 0, 70]);
        let turned = pair("郑洁 1 50000", "challenger");
        assert_eq!(seen(&house, &cast, &path, 1).await[1], turned);
        let file = format!("{settlement}.xlsx");
        assert!(house.get(cast.founder(), &file).await.status.is_success());
    })
    .await;
}

#[tokio::test]
async fn a_ranking_has_no_duels_and_who_left_is_fought_no_more() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let path = publish(&house, cast.founder(), &ranking()).await;
        let none = house.get(cast.member(), &format!("{path}/duels")).await;
        assert_eq!(none.ok(), json!({"duels": [], "may_challenge": false}));
        let no = challenge(&house, &cast, &path, 3, 2).await.refused();
        assert_eq!(no, (409, "NoDuels".to_owned()));
        // Before it starts challenges can be made; who leaves is fought no more.
        let mut rule = ranking();
        rule["kind"] = json!({"is": "pk", "accept_hours": 240});
        rule["opt_in"] = json!(true);
        rule["start"] = json!(rule["end"].as_i64().unwrap() - HOUR);
        let path = publish(&house, cast.founder(), &rule).await;
        let enter = async |by: i64, enters: bool| {
            let path = format!("{path}/entry");
            let body = json!({"enters": enters});
            house.post(cast.token(by), &path, body).await.ok()
        };
        enter(3, true).await;
        let no = challenge(&house, &cast, &path, 3, 2).await.refused();
        assert_eq!(no.1, "DuelWhom", "she has not entered");
        enter(2, true).await;
        let made = challenge(&house, &cast, &path, 3, 2).await.ok();
        let until = &made["duels"][0]["until"];
        assert_eq!(until, &rule["end"], "not beyond the contest");
        let number = made["duels"][0]["id"].as_i64().unwrap();
        enter(3, false).await;
        let no = answer(&house, cast.token(2), &path, number, "accept").await;
        assert_eq!(no.refused().1, "DuelGone");
        let taken = answer(&house, cast.token(3), &path, number, "withdraw").await;
        assert_eq!(taken.ok()["duels"][0]["state"], "withdrawn");
    })
    .await;
}
