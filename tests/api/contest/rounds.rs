//! Contests of rounds: who meets whom stands from the start on, who goes on follows the orders, and a
//! refund reaches every round.

use super::{HOUR, act, available, publish, ranking, said};
use crate::facts::{entries, sales_at};
use serde_json::{Value, json};
use tests::stage::NOW;
use tests::{Cast, House, on_both};

/// Two rounds, from an hour ago to three hours ahead.
fn rounds(kind: Value) -> Value {
    let mut rule = ranking();
    rule["end"] = json!(NOW.0 + 3 * HOUR);
    rule["freeze_at"] = Value::Null;
    rule["kind"] = kind;
    rule["kind"]["cuts"] = json!([NOW.0 + HOUR]);
    rule
}

fn knock_out() -> Value {
    rounds(json!({"is": "bracket", "size": 4, "recent_days": 30}))
}

/// Order lines: member, hours from the beginning of the story, fen.
async fn sold(house: &House, cast: &Cast, first: i64, lines: &[(i64, i64, i64)]) {
    let lines: Vec<_> = lines
        .iter()
        .map(|(member, hours, fen)| (*member, NOW.plus_ms(hours * HOUR), *fen))
        .collect();
    sales_at(house, cast, first, &lines).await;
}

/// What everyone but 郑洁 sold two days before the story.
async fn before(house: &House, cast: &Cast) {
    let lines = [
        (1, -48, 900),
        (2, -48, 800),
        (3, -48, 700),
        (4, -48, 600),
        (5, -48, 500),
    ];
    sold(house, cast, 1, &lines).await;
    house.app.clock.advance_ms(1_000);
}

async fn course(house: &House, cast: &Cast, path: &str) -> Value {
    house
        .get(cast.founder(), &format!("{path}/course"))
        .await
        .ok()
}

/// `first score : second score > winner` of each pair of a round.
fn pairs(course: &Value, round: usize) -> Vec<String> {
    let name = |who: &Value| format!("{} {}", who["name"], who["score"]);
    let pairs = course["bracket"][round].as_array().unwrap().iter();
    let said = pairs.map(|pair| {
        format!(
            "{} : {} > {}",
            name(&pair["first"]),
            name(&pair["second"]),
            pair["winner"]
        )
    });
    said.map(|said| said.replace('"', "").replace("null", "-"))
        .collect()
}

/// Which round the chart is of, and where each of its lines ends.
async fn charted(house: &House, cast: &Cast, path: &str) -> (i64, Vec<String>) {
    let chart = house.get(cast.founder(), &format!("{path}/chart")).await;
    let chart = chart.ok();
    let lines = chart["series"].as_array().unwrap().iter().map(|line| {
        let end = line["scores"].as_array().unwrap().last().unwrap();
        let said = format!("{} {end}", line["name"].as_str().unwrap());
        said.replace("null", "-")
    });
    (chart["round"].as_i64().unwrap(), lines.collect())
}

#[tokio::test]
async fn a_knock_out_is_played_corrected_by_a_refund_and_paid() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        before(&house, &cast).await;
        let path = publish(&house, cast.founder(), &knock_out()).await;
        let seeded = ["王晓燕 - : 周敏 - > -", "李丽华 - : 陈静 - > -"];
        assert_eq!(pairs(&course(&house, &cast, &path).await, 0), seeded);
        house.app.clock.advance_ms(1_000);
        // An order of before that is brought in late changes nobody's opponent.
        sold(&house, &cast, 11, &[(5, -24, 90_000)]).await;
        assert_eq!(pairs(&course(&house, &cast, &path).await, 0), seeded);
        sold(
            &house,
            &cast,
            21,
            &[(4, 0, 5_000), (1, 0, 3_000), (3, 0, 1_000), (5, 0, 7_000)],
        )
        .await;
        let now = course(&house, &cast, &path).await;
        assert_eq!(
            pairs(&now, 0),
            ["王晓燕 3000 : 周敏 5000 > -", "李丽华 - : 陈静 1000 > -"]
        );
        let board = house
            .get(cast.founder(), &format!("{path}/board"))
            .await
            .ok();
        // Who is not in it has no place.
        assert_eq!(
            said(&board),
            ["1 周敏 5000", "2 王晓燕 3000", "3 陈静 1000"]
        );
        assert_eq!(
            charted(&house, &cast, &path).await,
            (
                0,
                vec!["周敏 5000".into(), "王晓燕 3000".into(), "陈静 1000".into()]
            )
        );
        house.app.clock.advance_ms(HOUR);
        let now = course(&house, &cast, &path).await;
        assert_eq!(
            pairs(&now, 0),
            ["王晓燕 3000 : 周敏 5000 > 2", "李丽华 - : 陈静 1000 > 2"]
        );
        assert_eq!(pairs(&now, 1), ["周敏 - : 陈静 - > -"]);
        sold(&house, &cast, 31, &[(3, 1, 2_000), (1, 1, 4_000)]).await;
        // Of the second round only who is in it is charted, with what was sold in it.
        let charted = charted(&house, &cast, &path).await;
        assert_eq!(charted, (1, vec!["陈静 2000".into()]));
        // What was given back of the first round lets the other go on, with what she sold since.
        entries(&house, &cast, &[(1, 21, "refund", 4, 0, -5_000, -1)]).await;
        let now = course(&house, &cast, &path).await;
        assert_eq!(pairs(&now, 0)[0], "王晓燕 3000 : 周敏 - > 1");
        assert_eq!(pairs(&now, 1), ["王晓燕 4000 : 陈静 2000 > -"]);
        house.app.clock.advance_ms(2 * HOUR);
        assert_eq!(
            pairs(&course(&house, &cast, &path).await, 1),
            ["王晓燕 4000 : 陈静 2000 > 1"]
        );
        let won: Vec<Value> = {
            let board = house
                .get(cast.founder(), &format!("{path}/board"))
                .await
                .ok();
            let rows = board["rows"].as_array().unwrap().iter();
            rows.map(|row| json!([row["name"], row["place"], row["lead"]]))
                .collect()
        };
        assert_eq!(won, [json!(["王晓燕", 1, 2]), json!(["陈静", 2, 1])]);
        act(&house, cast.founder(), &path, "announce").await.ok();
        house.app.clock.advance_ms(25 * HOUR);
        let settlement = format!("{path}/settlement");
        let settled = house.get(cast.founder(), &settlement).await.ok();
        assert_eq!(settled["second_agrees"], true);
        act(&house, cast.founder(), &path, "finish").await.ok();
        assert_eq!(available(&house, &cast, 1).await, 500);
        assert_eq!(available(&house, &cast, 3).await, 300);
        let file = house
            .get(cast.founder(), &format!("{settlement}.xlsx"))
            .await;
        assert!(file.status.is_success());
        house.app.clock.advance_ms(1_000);
        // A later refund changes nothing of what stands until somebody says so.
        entries(&house, &cast, &[(2, 23, "refund", 3, 0, -1_000, -1)]).await;
        let stands = course(&house, &cast, &path).await;
        assert_eq!(pairs(&stands, 1), ["王晓燕 4000 : 陈静 2000 > 1"]);
        let changes = format!("{path}/change");
        let change = house.get(cast.founder(), &changes).await.ok();
        let body = json!({"hash": change["proposed"]["hash"], "applies": true, "reason": "退款"});
        house.post(cast.founder(), &changes, body).await.ok();
        let turned = course(&house, &cast, &path).await;
        assert_eq!(pairs(&turned, 1), ["王晓燕 4000 : 李丽华 - > 1"]);
        assert_eq!(available(&house, &cast, 3).await, 0);
        assert_eq!(available(&house, &cast, 2).await, 300);
    })
    .await;
}

#[tokio::test]
async fn who_enters_a_knock_out_does_so_before_it_starts() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut rule = knock_out();
        rule["opt_in"] = json!(true);
        rule["start"] = json!(NOW.0 + HOUR / 2);
        rule["kind"]["cuts"] = json!([NOW.0 + 2 * HOUR]);
        let path = publish(&house, cast.founder(), &rule).await;
        let entry = format!("{path}/entry");
        for by in [2, 3] {
            house
                .post(cast.token(by), &entry, json!({"enters": true}))
                .await
                .ok();
        }
        assert_eq!(pairs(&course(&house, &cast, &path).await, 0).len(), 2);
        house.app.clock.advance_ms(HOUR);
        for enters in [true, false] {
            let no = house
                .post(cast.token(3), &entry, json!({"enters": enters}))
                .await;
            assert_eq!(no.refused(), (409, "EntryClosed".to_owned()));
        }
    })
    .await;
}

#[tokio::test]
async fn leagues_and_seasons_show_the_round_and_its_prizes() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        before(&house, &cast).await;
        let mut rule = rounds(json!({"is": "leagues", "size": 10, "moves": 1, "recent_days": 30}));
        rule["prizes"] = json!([{"to": {"is": "league", "first": 1, "last": 2}, "points": 50}]);
        let leagues = publish(&house, cast.founder(), &rule).await;
        let season = json!({"is": "season", "points": [5, 3, 1], "finalists": 2, "final_times": 2});
        let season = publish(&house, cast.founder(), &rounds(season)).await;
        house.app.clock.advance_ms(1_000);
        sold(
            &house,
            &cast,
            21,
            &[(4, 0, 5_000), (1, 0, 3_000), (3, 0, 1_000)],
        )
        .await;
        let league = course(&house, &cast, &leagues).await["league"].clone();
        assert_eq!((&league["leagues"], &league["own"]), (&json!(1), &json!(0)));
        let seats = league["seats"].as_array().unwrap().iter();
        let seats: Vec<String> = seats
            .map(|seat| format!("{} {} {}", seat["place"], seat["name"], seat["moves"]))
            .collect();
        assert_eq!(seats.len(), 6);
        assert_eq!(seats[0], r#"1 "周敏" "stay""#);
        assert_eq!(seats[3], r#"null "李丽华" "stay""#);
        house.app.clock.advance_ms(HOUR);
        sold(
            &house,
            &cast,
            31,
            &[(3, 1, 9_000), (1, 1, 2_000), (4, 1, 1_000)],
        )
        .await;
        let table = course(&house, &cast, &season).await["season"].clone();
        let rows = table.as_array().unwrap().iter();
        let rows: Vec<String> = rows
            .map(|row| {
                format!(
                    "{} {} {} {}",
                    row["name"], row["points"], row["sum"], row["is_finalist"]
                )
            })
            .collect();
        // The final is for the first two of before: 周敏 and 王晓燕.
        let expected = [
            r#""王晓燕" [3,10] 13 true"#,
            r#""周敏" [5,6] 11 true"#,
            r#""陈静" [1,null] 1 false"#,
        ];
        assert_eq!(rows, expected);
        house.app.clock.advance_ms(2 * HOUR);
        for path in [&leagues, &season] {
            act(&house, cast.founder(), path, "announce").await.ok();
        }
        house.app.clock.advance_ms(25 * HOUR);
        for path in [&leagues, &season] {
            let settled = house
                .get(cast.founder(), &format!("{path}/settlement"))
                .await
                .ok();
            assert_eq!(settled["second_agrees"], true);
            act(&house, cast.founder(), path, "finish").await.ok();
        }
        // 陈静: first of the league; 王晓燕: second, and first of the season.
        assert_eq!(available(&house, &cast, 3).await, 50 + 200);
        assert_eq!(available(&house, &cast, 1).await, 50 + 500);
        let none = house.get(cast.founder(), "/api/contests/99/course").await;
        assert_eq!(none.refused().0, 404);
    })
    .await;
}

#[tokio::test]
async fn a_run_of_check_ins_counts_in_each_round_by_itself() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut rule =
            rounds(json!({"is": "season", "points": [5, 3], "finalists": 0, "final_times": 1}));
        rule["end"] = json!(NOW.0 + 120 * HOUR);
        // Three days, then two.
        rule["kind"]["cuts"] = json!([NOW.0 + 62 * HOUR]);
        rule["counted"] = json!([{"measure": "streak"}]);
        let path = publish(&house, cast.founder(), &rule).await;
        // 1: a run over the cut. 2: two days at the beginning. 3: with a gap.
        for today in [vec![1, 2, 3], vec![1, 2], vec![1, 3], vec![1, 3], vec![]] {
            for by in today {
                let check = format!("{path}/check-ins");
                house.post(cast.token(by), &check, json!({})).await.ok();
            }
            house.app.clock.advance_ms(24 * HOUR);
        }
        let table = course(&house, &cast, &path).await["season"].clone();
        let rows = table.as_array().unwrap().iter();
        let rows: Vec<String> = rows
            .map(|row| format!("{} {}", row["name"], row["points"]))
            .collect();
        let expected = [
            r#""王晓燕" [5,5]"#,
            r#""陈静" [null,5]"#,
            r#""李丽华" [3,null]"#,
        ];
        assert_eq!(rows, expected);
        act(&house, cast.founder(), &path, "announce").await.ok();
        house.app.clock.advance_ms(25 * HOUR);
        let settled = house
            .get(cast.founder(), &format!("{path}/settlement"))
            .await
            .ok();
        assert_eq!(settled["second_agrees"], true);
    })
    .await;
}
