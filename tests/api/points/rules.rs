//! Versions of the earning rules: previewed, published, kept.

use super::cast::{Ledger, at};
use rules::points::EarningRules;
use serde_json::{Value, json};
use tests::on_both;

fn wish(rate: i64, from: Option<&str>, seen: i64) -> Value {
    json!({
        "rules": {
            "rates": [{ "category": null, "tier": null, "points_per_yuan": rate }],
            "per_order": 0, "first_of_day": 0, "order_min_fen": 0
        },
        "from": from, "reason": "双十一加倍", "sales_seen": seen
    })
}

#[tokio::test]
async fn rules_of_a_day_to_come_leave_what_is_posted_alone() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        ledger.sell(1, 3, at("2026-11-21T10:00:00"), 10_000).await;
        ledger.follow(&[1]).await;
        let founder = ledger.cast.founder();
        let tomorrow = wish(20_000, Some("2026-11-23"), 0);
        let seen = house
            .post(founder, "/api/points/rules/preview", tomorrow.clone())
            .await
            .ok();
        assert_eq!((&seen["sales"], &seen["raised"]), (&0.into(), &0.into()));
        assert_eq!(
            (&seen["compared_before"], &seen["compared_after"]),
            (&100.into(), &200.into())
        );
        assert_eq!(seen["added"], json!(["每笔销售，净额每 1 元得 2 分"]));
        house
            .post(founder, "/api/points/rules", tomorrow)
            .await
            .ok();
        assert_eq!(ledger.balance(3).await, (0, 100, 0));
        ledger.sell(2, 3, at("2026-11-22T09:00:00"), 10_000).await;
        ledger.sell(3, 3, at("2026-11-23T00:00:00"), 10_000).await;
        ledger.follow(&[2, 3]).await;
        assert_eq!(ledger.balance(3).await, (0, 100 + 100 + 200, 0));
        // A refund of the old sale is reckoned by the version it was sold under.
        ledger.refund(1, 5_000).await;
        ledger.follow(&[1]).await;
        assert_eq!(ledger.balance(3).await, (0, 50 + 100 + 200, 0));
        assert_eq!(ledger.faults().await, Vec::<String>::new());
        let shown = house
            .get(ledger.cast.member(), "/api/points/rules")
            .await
            .ok();
        let ids: Vec<&Value> = shown["versions"]
            .as_array()
            .expect("versions")
            .iter()
            .map(|v| &v["id"])
            .collect();
        assert_eq!(ids, [&json!(2), &json!(1)]);
        assert_eq!(shown["versions"][1]["in_force"], true);
    })
    .await;
}

#[tokio::test]
async fn back_dated_rules_show_everything_they_change_and_wait_for_that_to_be_seen() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        for (sale, member) in [(1, 3), (2, 5)] {
            ledger
                .sell(sale, member, at("2026-11-21T10:00:00"), 10_000)
                .await;
        }
        ledger.follow(&[1, 2]).await;
        let founder = ledger.cast.founder();
        let back = |seen| wish(20_000, Some("2026-11-21"), seen);
        let seen = house
            .post(founder, "/api/points/rules/preview", back(0))
            .await
            .ok();
        assert_eq!((&seen["sales"], &seen["raised"]), (&2.into(), &200.into()));
        assert_eq!(
            seen["changes"][0],
            json!({ "member_id": 3, "name": "陈静", "before": 100, "after": 200 })
        );
        let unseen = house
            .post(founder, "/api/points/rules", back(0))
            .await
            .refused();
        assert_eq!(unseen, (409, "RulesPreviewStale".to_owned()));
        assert_eq!(
            ledger.balance(3).await,
            (0, 100, 0),
            "a refusal writes nothing"
        );
        house.post(founder, "/api/points/rules", back(2)).await.ok();
        assert_eq!(ledger.balance(3).await, (0, 200, 0));
        assert_eq!(ledger.faults().await, Vec::<String>::new());
        let same = house
            .post(founder, "/api/points/rules", back(0))
            .await
            .refused();
        assert_eq!(same, (409, "RulesUnchanged".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn rules_that_cannot_stand_are_refused_with_their_places() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        let founder = ledger.cast.founder();
        let mut wrong = wish(-1, None, 0);
        let answer = house
            .post(founder, "/api/points/rules/preview", wrong.clone())
            .await;
        assert_eq!(answer.json["places"][0]["column"], "points_per_yuan");
        assert_eq!(answer.refused(), (422, "EarningRulesWrong".to_owned()));
        wrong["rules"]["rates"] = json!([{ "category": null, "tier": 77, "points_per_yuan": 1 }]);
        let answer = house.post(founder, "/api/points/rules", wrong).await;
        assert_eq!(answer.json["places"][0]["column"], "tier");
        let mut silent = wish(20_000, None, 0);
        silent["reason"] = json!("");
        let answer = house
            .post(founder, "/api/points/rules", silent)
            .await
            .refused();
        assert_eq!(answer, (422, "ReasonMissing".to_owned()));
        let leader = house
            .post(ledger.cast.leader(), "/api/points/rules", wish(1, None, 0))
            .await;
        assert_eq!(leader.refused(), (403, "NotYours".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn verification_runs_behind_the_answer_and_reports() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        ledger.sell(1, 3, at("2026-11-21T10:00:00"), 10_000).await;
        ledger.follow(&[1]).await;
        let founder = ledger.cast.founder();
        house
            .post(founder, "/api/verification", json!({}))
            .await
            .ok();
        let report = loop {
            let answer = house.get(founder, "/api/verification").await.ok();
            if answer["running"].is_null() {
                break answer["report"].clone();
            }
            tokio::task::yield_now().await;
        };
        assert_eq!(
            (&report["postings"], &report["sales"], &report["faults"]),
            (&1.into(), &1.into(), &json!([]))
        );
        let refused = house
            .get(ledger.cast.leader(), "/api/verification")
            .await
            .refused();
        assert_eq!(refused, (403, "NotYours".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn what_a_version_changed_is_kept_with_it_and_told_to_all() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        let sold = at("2026-11-21T10:00:00");
        for (sale, member, fen) in [(1, 3, 10_000), (2, 5, 30_000), (3, 3, 5_000)] {
            ledger.sell(sale, member, sold, fen).await;
        }
        ledger.follow(&[1, 2, 3]).await;
        let founder = ledger.cast.founder();
        let back = wish(20_000, Some("2026-11-21"), 3);
        house.post(founder, "/api/points/rules", back).await.ok();
        // A later sale, and a version of a day to come, change nothing of what is kept.
        ledger.sell(4, 3, sold, 20_000).await;
        let next = wish(30_000, Some("2026-12-01"), 0);
        house.post(founder, "/api/points/rules", next).await.ok();
        let told = async |token: &str| {
            let shown = house.get(token, "/api/points/rules").await.ok();
            [0, 1, 2].map(|place| shown["versions"][place]["told"].clone())
        };
        let [coming, kept, first] = told(ledger.cast.member()).await;
        assert_eq!(first, json!(null));
        assert_eq!(
            (&coming["sales"], &coming["members"]),
            (&0.into(), &0.into())
        );
        let all = json!({
            "sales": 3, "members": 2, "raised": 450, "lowered": 0,
            "own_sales": 2, "own_points": 150, "most": []
        });
        assert_eq!(kept, all, "others' points are theirs");
        let [_, kept, _] = told(founder).await;
        let (first, second) = (&kept["most"][0], &kept["most"][1]);
        assert_eq!(
            (&first["name"], &first["points"]),
            (&json!("吴芳"), &json!(300))
        );
        assert_eq!(
            (&second["name"], &second["sales"]),
            (&json!("陈静"), &json!(2))
        );
    })
    .await;
}
