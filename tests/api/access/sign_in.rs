//! Beginning a team, signing in and out, and what guessing costs.

use serde_json::json;
use tests::{PASSPHRASE, on_both};

#[tokio::test]
async fn a_founder_begins_a_team_and_is_signed_in() {
    on_both(async |story| {
        let start = story.stranger().get("/api/start").await.ok();
        assert_eq!(start["has_team"], false);
        let founder = story.founder().await;
        let me = founder.get("/api/me").await.ok();
        assert_eq!(me["team"]["name"], "红星团队");
        assert_eq!(me["member"], json!({ "id": 1, "name": "林岚" }));
        assert_eq!(
            (&me["role"], &me["team"]["is_demo"]),
            (&json!("founder"), &json!(false))
        );
        assert_eq!(
            story.stranger().get("/api/start").await.ok()["has_team"],
            true
        );
    })
    .await;
}

#[tokio::test]
async fn a_second_team_a_weak_passphrase_and_empty_names_are_refused() {
    on_both(async |story| {
        let team = |name: &str, founder: &str, passphrase: &str| json!({ "team_name": name, "founder_name": founder, "passphrase": passphrase, "zone": "Asia/Shanghai" });
        let mut stranger = story.stranger();
        let weak = stranger.post("/api/start/team", team("红星", "林岚", "12345678")).await.refused("WeakSecret");
        assert_eq!(weak["places"][0]["column"], "passphrase");
        stranger.post("/api/start/team", team(" ", "林岚", PASSPHRASE)).await.refused("EmptyField");
        let mut nowhere = team("红星", "林岚", PASSPHRASE);
        nowhere["zone"] = json!("Moon/Crater");
        stranger.post("/api/start/team", nowhere).await.refused("BadBody");
        story.founder().await;
        stranger.post("/api/start/team", team("别的", "王芳", PASSPHRASE)).await.refused("TeamBegunAlready");
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_the_session_and_signing_in_begins_another() {
    on_both(async |story| {
        let mut founder = story.founder().await;
        let old = story
            .stranger()
            .with_token(founder.token().expect("a cookie"));
        founder.post("/api/sign-out", json!({})).await.ok();
        assert_eq!(founder.token(), None);
        old.get("/api/me").await.refused("SignInFirst");
        founder
            .post(
                "/api/sign-in",
                json!({ "login": " 林岚 ", "secret": PASSPHRASE }),
            )
            .await
            .ok();
        founder.get("/api/me").await.ok();
    })
    .await;
}

#[tokio::test]
async fn a_wrong_secret_and_an_unknown_name_are_told_alike() {
    on_both(async |story| {
        story.founder().await;
        let mut stranger = story.stranger();
        let mut try_in = async |login: &str| {
            stranger
                .post(
                    "/api/sign-in",
                    json!({ "login": login, "secret": "不是这一句话" }),
                )
                .await
                .refused("WrongSecret")
        };
        assert_eq!(try_in("林岚").await, try_in("没有这个人").await);
    })
    .await;
}

#[tokio::test]
async fn five_failures_close_a_login_for_a_quarter_of_an_hour() {
    on_both(async |story| {
        story.founder().await;
        let mut stranger = story.stranger();
        let wrong = json!({ "login": "林岚", "secret": "不是这一句话" });
        let right = json!({ "login": "林岚", "secret": PASSPHRASE });
        for _ in 0..5 {
            stranger
                .post("/api/sign-in", wrong.clone())
                .await
                .refused("WrongSecret");
            story.app.clock.advance_ms(31_000);
        }
        stranger
            .post("/api/sign-in", right.clone())
            .await
            .refused("TooManyAttempts");
        story.app.clock.advance_ms(14 * 60_000 + 30_000);
        stranger.post("/api/sign-in", right).await.ok();
        stranger
            .post("/api/sign-in", wrong)
            .await
            .refused("WrongSecret");
    })
    .await;
}

#[tokio::test]
async fn a_hundred_guesses_at_once_count_as_a_hundred() {
    on_both(async |story| {
        story.founder().await;
        let guesses = (0..40).map(|n| {
            let mut stranger = story.stranger();
            async move {
                stranger
                    .post(
                        "/api/sign-in",
                        json!({ "login": "林岚", "secret": format!("第{n}句话不对") }),
                    )
                    .await
                    .value()["code"]
                    .to_string()
            }
        });
        let answers = futures::future::join_all(guesses).await;
        let tried = answers
            .iter()
            .filter(|code| *code == "\"WrongSecret\"")
            .count();
        assert!(tried <= 3, "{tried} were tried: {answers:?}");
    })
    .await;
}
