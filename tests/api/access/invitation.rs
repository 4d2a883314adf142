//! Invitations: once, in time, for whom one may invite; and what accepting changes.

use serde_json::{Value, json};
use tests::{Cast, House, Person, on_both};

const PIN: &str = "593817";
const DAY_MS: i64 = 86_400_000;

fn person(house: &House, token: &str) -> Person {
    house.stranger().with_token(token)
}

async fn invite(by: &mut Person, member: i64) -> Value {
    by.post(
        "/api/invitations",
        json!({ "member_id": member, "address": "http://192.168.1.8:7474" }),
    )
    .await
    .ok()
}

fn token_of(link: &Value) -> String {
    let link = link["link"].as_str().expect("a link");
    link.split_once('#')
        .expect("a secret behind #")
        .1
        .to_owned()
}

#[tokio::test]
async fn a_member_accepts_sets_a_pin_and_signs_in_with_it() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let link = invite(&mut person(&house, cast.founder()), 3).await;
        assert!(
            link["link"]
                .as_str()
                .is_some_and(|l| l.starts_with("http://192.168.1.8:7474/invitation#"))
        );
        assert!(link["qr"].as_str().is_some_and(|qr| qr.contains("<svg")));
        let token = token_of(&link);
        let mut newcomer = house.stranger();
        let face = newcomer
            .post("/api/invitation/reading", json!({ "token": token }))
            .await
            .ok();
        assert_eq!(
            (&face["member_name"], &face["secret"]),
            (&json!("陈静"), &json!("pin"))
        );
        let accept =
            |pin: &str| json!({ "token": token, "secret": pin, "consents_to_board": false });
        newcomer
            .post("/api/invitation/acceptance", accept("123456"))
            .await
            .refused("WeakSecret");
        let me = newcomer
            .post("/api/invitation/acceptance", accept(PIN))
            .await
            .ok();
        assert_eq!(me["member"]["name"], "陈静");
        let account = newcomer.get("/api/me/account").await.ok();
        assert_eq!(
            (&account["consents_to_board"], &account["secret"]),
            (&json!(false), &json!("pin"))
        );
        // Used up, and the session that 陈静 had before has ended.
        house
            .stranger()
            .post("/api/invitation/acceptance", accept("740295"))
            .await
            .refused("InvitationUsed");
        person(&house, cast.member())
            .get("/api/me")
            .await
            .refused("SignInFirst");
        house
            .stranger()
            .post("/api/sign-in", json!({ "login": "陈静", "secret": PIN }))
            .await
            .ok();
    })
    .await;
}

#[tokio::test]
async fn an_invitation_ends_by_time_by_hand_and_by_a_newer_one() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut founder = person(&house, cast.founder());
        let mut stranger = house.stranger();
        let first = invite(&mut founder, 3).await;
        let second = invite(&mut founder, 3).await;
        let mut read = async |link: &Value| {
            stranger
                .post(
                    "/api/invitation/reading",
                    json!({ "token": token_of(link) }),
                )
                .await
        };
        read(&first).await.refused("InvitationRevoked");
        read(&second).await.ok();
        founder
            .delete(&format!("/api/invitations/{}", second["id"]))
            .await
            .ok();
        read(&second).await.refused("InvitationRevoked");
        founder
            .delete(&format!("/api/invitations/{}", second["id"]))
            .await
            .refused("InvitationRevoked");
        let third = invite(&mut founder, 3).await;
        house.app.clock.advance_ms(7 * DAY_MS);
        read(&third).await.refused("InvitationExpired");
        read(&json!({ "link": "x#nonsense" }))
            .await
            .refused("InvitationUnknown");
    })
    .await;
}

#[tokio::test]
async fn nobody_invites_upwards_or_outside_their_branch() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut leader = person(&house, cast.leader());
        let invite = |member: i64| json!({ "member_id": member, "address": "http://192.168.1.8" });
        leader.post("/api/invitations", invite(6)).await.ok();
        leader
            .post("/api/invitations", invite(2))
            .await
            .refused("NotYours");
        leader
            .post("/api/invitations", invite(5))
            .await
            .refused("NotFound");
        leader
            .post("/api/invitations", invite(1))
            .await
            .refused("NotFound");
        person(&house, cast.member())
            .post("/api/invitations", invite(3))
            .await
            .refused("NotYours");
        // In process there is no address that a phone could open.
        leader
            .post("/api/invitations", json!({ "member_id": 6 }))
            .await
            .refused("NoAddress");
        let seen = leader.get("/api/invitations").await.ok();
        assert_eq!(seen["invitations"].as_array().map(Vec::len), Some(1));
    })
    .await;
}

#[tokio::test]
async fn a_link_made_for_a_plain_member_ends_when_they_become_more() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let link = invite(&mut person(&house, cast.leader()), 3).await;
        let role = json!({ "member_id": 3, "role": "leader", "reason": "带新人" });
        let mut founder = person(&house, cast.founder());
        founder.post("/api/roles", role).await.ok();
        let accept = json!({ "token": token_of(&link), "secret": PIN, "consents_to_board": false });
        house
            .stranger()
            .post("/api/invitation/acceptance", accept)
            .await
            .refused("InvitationRevoked");
    })
    .await;
}
