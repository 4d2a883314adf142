//! Granting points within a budget, taking a grant back, many at once.

use super::cast::Ledger;
use rules::points::EarningRules;
use serde_json::{Value, json};
use tests::on_both;

fn wish(request: &str, member: i64, points: i64) -> Value {
    json!({ "request": request, "member_id": member, "points": points, "reason": "带新人" })
}

#[tokio::test]
async fn a_leader_grants_within_the_months_budget_and_is_told_what_is_left() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        let leader = ledger.cast.leader();
        let made = house
            .post(leader, "/api/points/grants", wish("a", 3, 800))
            .await
            .ok();
        assert_eq!(made, json!({ "id": 1, "name": "陈静", "points": 800 }));
        let again = house
            .post(leader, "/api/points/grants", wish("a", 3, 800))
            .await
            .ok();
        assert_eq!(again, made, "the same request grants once");
        assert_eq!(ledger.balance(3).await, (800, 0, 0));
        let over = house
            .post(leader, "/api/points/grants", wish("b", 3, 201))
            .await;
        assert!(
            over.json["words"]
                .as_str()
                .expect("words")
                .contains("还剩 200 分")
        );
        assert_eq!(over.refused(), (409, "GrantOverBudget".to_owned()));
        let budget = house.get(leader, "/api/points/budget").await.ok();
        assert_eq!(
            (&budget["budget"], &budget["used"]),
            (&1000.into(), &800.into())
        );
        let founder = ledger.cast.founder();
        house
            .post(founder, "/api/points/grants", wish("c", 3, 5_000))
            .await
            .ok();
        // A new month, a new budget.
        house.app.clock.advance_ms(10 * super::cast::DAY);
        house
            .post(leader, "/api/points/grants", wish("d", 3, 1_000))
            .await
            .ok();
        assert_eq!(ledger.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_grant_needs_someone_of_the_branch_points_and_a_reason() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        let post = async |token: &str, body: Value| {
            house
                .post(token, "/api/points/grants", body)
                .await
                .refused()
        };
        let cast = &ledger.cast;
        let code = |status, code: &str| (status, code.to_owned());
        assert_eq!(
            post(cast.leader(), wish("a", 5, 10)).await,
            code(404, "NotFound")
        );
        assert_eq!(
            post(cast.leader(), wish("a", 99, 10)).await,
            code(404, "NotFound")
        );
        assert_eq!(
            post(cast.leader(), wish("a", 2, 10)).await,
            code(403, "GrantToSelf")
        );
        assert_eq!(
            post(cast.leader(), wish("a", 3, 0)).await,
            code(422, "GrantOutOfBounds")
        );
        let silent = json!({ "request": "a", "member_id": 3, "points": 1, "reason": " " });
        assert_eq!(
            post(cast.leader(), silent).await,
            code(422, "ReasonMissing")
        );
        assert_eq!(
            post(cast.member(), wish("a", 3, 1)).await,
            code(403, "NotYours")
        );
    })
    .await;
}

#[tokio::test]
async fn a_grant_is_taken_back_once_by_who_made_it_or_the_founder() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        let cast = &ledger.cast;
        house
            .post(cast.leader(), "/api/points/grants", wish("a", 3, 100))
            .await
            .ok();
        let path = "/api/points/grants/1/undoing";
        let undo = json!({ "reason": "发错了" });
        let other = house
            .post(cast.token(4), path, undo.clone())
            .await
            .refused();
        assert_eq!(other, (403, "NotYours".to_owned()));
        house.post(cast.leader(), path, undo.clone()).await.ok();
        assert_eq!(ledger.balance(3).await, (0, 0, 0));
        let twice = house
            .post(cast.founder(), path, undo.clone())
            .await
            .refused();
        assert_eq!(twice, (409, "GrantTakenBack".to_owned()));
        let none = house
            .post(cast.founder(), "/api/points/grants/7/undoing", undo)
            .await
            .refused();
        assert_eq!(none, (404, "NotFound".to_owned()));
        let budget = house.get(cast.leader(), "/api/points/budget").await.ok();
        assert_eq!(budget["used"], 0, "what is taken back may be granted again");
        assert_eq!(ledger.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn many_at_once_never_pass_the_budget_together() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        let asks = (0..64).map(|i| {
            let request = i.to_string();
            let house = &house;
            let token = ledger.cast.leader();
            async move {
                let body = wish(&request, 3, 100);
                house
                    .post(token, "/api/points/grants", body)
                    .await
                    .status
                    .as_u16()
            }
        });
        let answers = futures::future::join_all(asks).await;
        let granted = answers.iter().filter(|status| **status == 200).count();
        assert_eq!(granted, 10);
        assert_eq!(ledger.balance(3).await, (1_000, 0, 0));
        assert_eq!(ledger.faults().await, Vec::<String>::new());
    })
    .await;
}
