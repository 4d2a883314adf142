//! What to look at before a contest is final: nothing in clean books, the planted cases in others.

use super::{HOUR, publish, ranking};
use crate::facts::{ago, entries};
use rules::Moment;
use serde_json::{Value, json};
use store::dialect::Cell::Int;
use tests::order::{Order, orders};
use tests::stage::NOW;
use tests::{Cast, House, on_both};

async fn sold(house: &House, cast: &Cast, lines: &[(i64, i64, Moment, i64, i64)]) {
    let lines = lines.iter().map(|(id, member, at, fen, buyer)| Order {
        id: *id,
        member: *member,
        at: *at,
        fen: *fen,
        buyer: Some(*buyer),
    });
    orders(house, cast.team, lines).await;
    house.app.tell(cast.team, &[api::routes::Tag::Sale]);
}

async fn refund(house: &House, cast: &Cast, sale: i64, fen: i64) {
    let columns = [
        "team_id",
        "id",
        "sale_id",
        "fen",
        "happened_at",
        "recorded_at",
    ];
    let (team, now) = (cast.team.0, NOW.0);
    let row = [team, sale, sale, fen, now, now].map(Int);
    house.rows("refund", columns, [row]).await;
}

/// `kind name members sale_ids`.
fn said(findings: &Value) -> Vec<String> {
    let findings = findings["findings"].as_array().unwrap().iter();
    let one = |f: &Value| {
        format!(
            "{} {} {} {}",
            f["kind"], f["name"], f["members"], f["sale_ids"]
        )
        .replace('"', "")
    };
    findings.map(one).collect()
}

#[tokio::test]
async fn the_monitors_find_what_was_planted_and_nothing_in_clean_books() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut rule = ranking();
        (rule["start"], rule["end"]) = (json!(ago(20).0), json!(NOW.0 + HOUR / 2));
        rule["freeze_at"] = json!(NOW.0 + HOUR / 4);
        let path = publish(&house, cast.founder(), &rule).await;
        let monitors = format!("{path}/monitors");
        // Two months ago 郑洁 sold for 100 yuan, of which 20 were given back.
        let clean = [
            (1, 6, ago(60), 10_000, 1),
            (2, 3, ago(9), 50_000, 2),
            (3, 5, ago(8), 40_000, 3),
            (4, 6, ago(7), 10_000, 4),
        ];
        sold(&house, &cast, &clean).await;
        refund(&house, &cast, 1, 2_000).await;
        entries(&house, &cast, &[(1, 1, "reading", 6, 60, -2_000, 0)]).await;
        let found = house.get(cast.founder(), &monitors).await.ok();
        assert_eq!(found, json!({"findings": []}));
        // 吴芳 buys from herself; of 郑洁's sales most come in the last minutes.
        let late = NOW.plus_ms(-60_000);
        let planted = [
            (5, 5, ago(2), 30_000, sheet::orders::buyer("吴芳")),
            (6, 6, late, 5_000, 6),
            (7, 6, late, 5_000, 7),
            (8, 6, late, 5_000, 8),
        ];
        sold(&house, &cast, &planted).await;
        let found = house.get(cast.founder(), &monitors).await.ok();
        let own = "own_purchase 吴芳 [吴芳] [5]".to_owned();
        let last = "last_hour 郑洁 [郑洁] [6,7,8]".to_owned();
        assert_eq!(said(&found), [own, last.clone()]);
        let words = |nth: usize| found["findings"][nth]["words"].as_str().unwrap().to_owned();
        assert!(
            words(0).contains("就是第 2 名，不是第 1 名"),
            "{}",
            words(0)
        );
        assert!(words(1).contains("有 20.0% 退了款"), "{}", words(1));
        // What was given back again is nothing to look at.
        entries(&house, &cast, &[(2, 5, "refund", 5, 2, -30_000, -1)]).await;
        let found = house.get(cast.founder(), &monitors).await.ok();
        assert_eq!(said(&found), [last]);
        // Whoever does not run it is shown nothing, frozen or not.
        for ms in [0, HOUR / 4] {
            house.app.clock.advance_ms(ms);
            for token in [cast.leader(), cast.member()] {
                assert_eq!(house.get(token, &monitors).await.refused().0, 403);
            }
        }
        let runs = house.get(cast.founder(), &monitors).await.ok();
        assert_eq!(said(&runs).len(), 1);
    })
    .await;
}
