//! A member's hall: badges by what stands in the books, praise, and who may see what of it.

use super::praise::Thankful;
use crate::contest::{HOUR, publish, ranking};
use crate::points::cast::at;
use rules::Moment;
use serde_json::{Value, json};
use tests::on_both;

async fn hall(team: &Thankful<'_>, reader: i64, member: i64) -> Value {
    let path = format!("/api/honours/{member}");
    team.house.get(team.token(reader), &path).await.ok()
}

fn badges(hall: &Value) -> Vec<(&str, &str, i64)> {
    let all = hall["badges"].as_array().expect("badges");
    all.iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap();
            (text("badge"), text("day"), one["times"].as_i64().unwrap())
        })
        .collect()
}

/// Noon of a day of November 2026.
fn noon(day: i64) -> Moment {
    at(&format!("2026-11-{day:02}T12:00:00"))
}

#[tokio::test]
async fn badges_stand_and_fall_with_the_orders_that_earn_them() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        let ledger = &team.ledger;
        ledger.sell(1, 3, noon(10), 5_000).await;
        // One order of two lines.
        ledger.sell_of(2, "A", 3, noon(11), 60_000, None).await;
        ledger.sell_of(3, "A", 3, noon(11), 45_000, None).await;
        ledger.sell(4, 3, noon(12), 8_000).await;
        let own = hall(&team, 3, 3).await;
        let all = [
            ("first_order", "2026-11-10", 1),
            ("three_days", "2026-11-12", 1),
            ("order_of_thousand", "2026-11-11", 1),
        ];
        assert_eq!(badges(&own), all);
        assert_eq!(own["badges"][2]["fen"], 105_000);
        assert_eq!(own["badges"][2]["sale_id"], 2);
        assert_eq!(own["ahead"][0]["badge"], "ten_a_day");
        // A refund of one line takes the large order's badge, the whole of it the days in a row, too.
        ledger.refund(3, 10_000).await;
        let own = hall(&team, 3, 3).await;
        assert_eq!(badges(&own), all[..2]);
        assert_eq!(own["lost"], json!(["单笔过千"]));
        ledger.refund(3, 35_000).await;
        ledger.refund(2, 60_000).await;
        assert_eq!(badges(&hall(&team, 3, 3).await), all[..1]);
        // An order that was another's counts there.
        ledger.rematch(1, 6).await;
        let first = badges(&hall(&team, 3, 3).await)[0].1.to_owned();
        assert_eq!(first, "2026-11-12");
        let other = hall(&team, 6, 6).await;
        assert_eq!(badges(&other), [("first_order", "2026-11-10", 1)]);
    })
    .await;
}

#[tokio::test]
async fn others_see_what_names_allow_and_progress_is_for_who_leads() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        team.ledger.sell(1, 3, noon(10), 150_000).await;
        team.given(4, &[3], 0, "a").await;
        let seen = hall(&team, 4, 3).await;
        assert_eq!(seen["praised"], json!([{ "value": "成长", "count": 1 }]));
        assert_eq!(badges(&seen).len(), 2);
        assert_eq!((&seen["ahead"], &seen["mine"]), (&json!([]), &json!(false)));
        assert_eq!(seen["badges"][1]["sale_id"], Value::Null);
        let led = hall(&team, 2, 3).await;
        assert_eq!(led["ahead"].as_array().map(Vec::len), Some(10));
        assert_eq!(led["badges"][1]["sale_id"], 1);
        // 郑洁 is not named to 周敏, and so has no hall for her.
        let path = "/api/honours/6";
        assert_eq!(house.get(team.token(4), path).await.refused().0, 404);
        hall(&team, 6, 6).await;
    })
    .await;
}

#[tokio::test]
async fn a_badge_earned_behind_a_freeze_is_its_owners_secret() {
    on_both(async |house| {
        let team = Thankful::begin(&house).await;
        team.ledger.sell(1, 3, noon(10), 5_000).await;
        publish(&house, team.token(1), &ranking()).await;
        house.app.clock.advance_ms(HOUR / 2);
        team.ledger.sell(2, 3, noon(11), 150_000).await;
        assert_eq!(badges(&hall(&team, 3, 3).await).len(), 2);
        for reader in [1, 2, 4] {
            let seen = hall(&team, reader, 3).await;
            assert_eq!(badges(&seen), [("first_order", "2026-11-10", 1)]);
            assert!(seen["frozen_at"].is_i64());
        }
    })
    .await;
}
