//! Roles: given and taken at once, with a reason, and never without a founder.

use serde_json::json;
use tests::{Cast, on_both};

#[tokio::test]
async fn a_role_holds_from_the_next_request_on() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut founder = house.stranger().with_token(cast.founder());
        let member = house.stranger().with_token(cast.member());
        member.get("/api/invitations").await.refused("NotYours");
        let give =
            |role: &str, reason: &str| json!({ "member_id": 3, "role": role, "reason": reason });
        founder
            .post("/api/roles", give("leader", " "))
            .await
            .refused("EmptyField");
        founder
            .post("/api/roles", give("leader", "带五个新人"))
            .await
            .ok();
        member.get("/api/invitations").await.ok();
        founder
            .post("/api/roles", give("leader", "再来一次"))
            .await
            .refused("RoleUnchanged");
        founder
            .post("/api/roles", give("founder", "太快了"))
            .await
            .refused("FounderNeedsPassphrase");
        founder
            .post("/api/roles", give("member", "先专心自己的单"))
            .await
            .ok();
        member.get("/api/invitations").await.refused("NotYours");
        let record = founder.get("/api/record?kind=role").await.ok();
        assert_eq!(record["rows"][0]["reason"], "先专心自己的单");
        assert_eq!(
            (&record["rows"][0]["before"], &record["rows"][0]["after"]),
            (&json!("leader"), &json!("member"))
        );
    })
    .await;
}

#[tokio::test]
async fn the_last_founder_stays_until_the_team_is_handed_over() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut founder = house.stranger().with_token(cast.founder());
        let down = json!({ "member_id": 1, "role": "member", "reason": "想歇歇" });
        founder
            .post("/api/roles", down)
            .await
            .refused("LastFounder");
        assert!(founder.get("/api/roles").await.ok()[0]["stays"].is_string());
        let over = json!({ "member_id": 2, "reason": "交给丽华" });
        founder
            .post("/api/roles/hand-over", over.clone())
            .await
            .refused("FounderNeedsPassphrase");
        // 李丽华 comes in by an invitation and takes a passphrase instead of a PIN.
        let invite = json!({ "member_id": 2, "address": "http://a" });
        let link = founder.post("/api/invitations", invite).await.ok();
        let token = link["link"]
            .as_str()
            .and_then(|l| l.split_once('#'))
            .expect("a link")
            .1
            .to_owned();
        let mut next = house.stranger();
        let accept = json!({ "token": token, "secret": "740295", "consents_to_board": true });
        next.post("/api/invitation/acceptance", accept).await.ok();
        let secret =
            json!({ "current": "740295", "kind": "passphrase", "secret": "丽华最爱喝桂花茶" });
        next.put(
            "/api/me/secret",
            json!({ "current": "111222", "kind": "passphrase", "secret": "丽华最爱喝桂花茶" }),
        )
        .await
        .refused("NotYourSecret");
        next.put("/api/me/secret", secret).await.ok();
        founder.post("/api/roles/hand-over", over).await.ok();
        assert_eq!(next.get("/api/me").await.ok()["role"], "founder");
        assert_eq!(founder.get("/api/me").await.ok()["role"], "leader");
    })
    .await;
}

#[tokio::test]
async fn who_leaves_is_out_at_once_and_comes_back_with_nothing() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut founder = house.stranger().with_token(cast.founder());
        let leader = house.stranger().with_token(cast.leader());
        leader.get("/api/me").await.ok();
        let leaving = json!({ "last_day": "2026-11-21", "reason": "回老家" });
        founder.post("/api/members/2/leaving", leaving).await.ok();
        leader.get("/api/me").await.refused("SignInFirst");
        founder.post("/api/members/2/return", json!({})).await.ok();
        leader.get("/api/me").await.refused("SignInFirst");
        let roles = founder.get("/api/roles").await.ok();
        assert!(
            roles
                .as_array()
                .is_some_and(|all| all.iter().all(|holder| holder["member_id"] != 2))
        );
    })
    .await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one_or_all() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut here = house.stranger().with_token(cast.member());
        let there = house
            .stranger()
            .with_token(house.sign_in(cast.team, rules::MemberId(3)).await);
        let account = here.get("/api/me/account").await.ok();
        let sessions = account["sessions"].as_array().expect("a list");
        assert_eq!(sessions.len(), 2);
        let other = sessions
            .iter()
            .find(|s| s["is_this"] == false)
            .expect("the other");
        here.delete(&format!("/api/me/sessions/{}", other["id"]))
            .await
            .ok();
        there.get("/api/me").await.refused("SignInFirst");
        // Another member's session is not mine to end.
        here.delete("/api/me/sessions/1").await.refused("NotFound");
        here.delete("/api/me/sessions").await.ok();
        assert_eq!(here.token(), None);
    })
    .await;
}
