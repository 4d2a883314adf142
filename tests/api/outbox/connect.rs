//! Connecting robots; their secrets stay secret.

use super::{DINGTALK, FEISHU, HOUR, SECRET, Story, WECOM, address, everything, nothing};
use http::Method;
use serde_json::json;
use tests::on_both;

#[tokio::test]
async fn each_platform_s_robot_is_connected_with_a_test_message() {
    on_both(async |house| {
        let story = Story::on(house).await;
        for (name, token) in [("微信群", WECOM), ("钉钉群", DINGTALK), ("飞书群", FEISHU)] {
            let secret = (token != WECOM).then_some(SECRET);
            let body = json!({"name": name, "address": address(token), "secret": secret, "plan": everything()});
            story.post("/api/outbox/robots", body).await.ok();
            let taken = story.robots.taken();
            assert_eq!(taken.len(), 1);
            assert_eq!(taken[0].token, token);
            assert!(taken[0].text().contains("「红榜队」的战报和通知会发到这个群"));
        }
        let list = story.get("/api/outbox/robots").await;
        let said: Vec<String> = list["robots"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                format!(
                    "{} {} {} {} {} {}",
                    one["name"], one["platform"], one["tail"], one["signs"], one["locked"], one["last"]["outcome"]
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                r#""微信群" "wecom" "0001" false false "done""#,
                r#""钉钉群" "dingtalk" "0002" true false "done""#,
                r#""飞书群" "feishu" "0003" true false "done""#,
            ]
        );
        // Taken away, nothing of it is left but its name in the log.
        story.ask(Method::DELETE, "/api/outbox/robots/2", None).await.ok();
        let list = story.get("/api/outbox/robots").await;
        assert_eq!(list["robots"].as_array().unwrap().len(), 2);
        let gone = story.post("/api/outbox/robots/2/test", json!({})).await;
        assert_eq!(gone.refused(), (404, "NotFound".to_owned()));
        assert_eq!(story.log().await[1]["robot"], "钉钉群");
    })
    .await;
}

#[tokio::test]
async fn a_robot_that_refuses_is_not_saved_and_its_own_words_say_why() {
    on_both(async |house| {
        let story = Story::on(house).await;
        let check = async |token: &str, secret: Option<&str>, code: &str, words: &str, column: &str| {
            let body = json!({"name": "群", "address": address(token), "secret": secret, "plan": nothing()});
            let answer = story.post("/api/outbox/robots", body).await;
            let problem = answer.json.clone();
            assert_eq!(answer.refused().1, code);
            assert!(problem["words"].as_str().unwrap().contains(words), "{problem}");
            if !column.is_empty() {
                assert_eq!(problem["places"][0]["column"], column);
            }
        };
        check(DINGTALK, Some("SECwrong"), "RobotRefuses", "sign not match（310000）", "secret").await;
        check(DINGTALK, None, "RobotRefuses", "sign not match", "secret").await;
        check(FEISHU, Some("SECwrong"), "RobotRefuses", "sign match fail", "secret").await;
        check(&"0".repeat(36), None, "RobotRefuses", "invalid webhook url", "address").await;
        // Its first answer is no robot's.
        story.robots.answer_next(502, "<html>bad gateway</html>");
        check(WECOM, None, "RobotRefuses", "HTTP 502", "").await;
        let list = story.get("/api/outbox/robots").await;
        assert_eq!(list["robots"], json!([]));
        assert!(story.log().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn no_other_address_is_ever_asked() {
    on_both(async |house| {
        let story = Story::on(house).await;
        for address in [
            "http://127.0.0.1:7474/api/me",
            "https://127.0.0.1/cgi-bin/webhook/send?key=693a91f6-aaaa-bbbb-cccc-0ec2sifa0001",
            "https://qyapi.weixin.qq.com@127.0.0.1/cgi-bin/webhook/send?key=693a91f6-aaaa-bbbb",
            "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=../../token",
        ] {
            let body = json!({"name": "群", "address": address, "plan": nothing()});
            let answer = story.post("/api/outbox/robots", body).await;
            assert_eq!(
                answer.refused(),
                (422, "NoRobotAddress".to_owned()),
                "{address}"
            );
        }
        assert!(story.robots.taken().is_empty());
    })
    .await;
}

#[tokio::test]
async fn only_the_founder_has_to_do_with_robots() {
    on_both(async |house| {
        let story = Story::on(house).await;
        story.connect("群", WECOM, nothing()).await;
        for token in [story.cast.leader(), story.cast.member()] {
            for (method, path) in [
                (Method::GET, "/api/outbox/robots"),
                (Method::GET, "/api/outbox/deliveries"),
                (Method::POST, "/api/outbox/robots"),
                (Method::PUT, "/api/outbox/robots/1"),
                (Method::DELETE, "/api/outbox/robots/1"),
                (Method::POST, "/api/outbox/robots/1/test"),
                (Method::POST, "/api/outbox/preview"),
                (Method::POST, "/api/outbox/announcements"),
                (Method::POST, "/api/outbox/pictures"),
                (Method::POST, "/api/outbox/deliveries/1/again"),
            ] {
                let body = (method != Method::GET).then(|| json!({}));
                let answer = story.house.ask(Some(token), method, path, body).await;
                assert_eq!(answer.refused().0, 403, "{path}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_secret_is_in_no_answer_no_row_and_no_backup() {
    on_both(async |house| {
        let story = Story::on(house).await;
        story.connect("群", DINGTALK, everything()).await;
        let put = json!({
            "name": "群二", "plan": nothing(),
            "reach": {"address": address(DINGTALK), "secret": SECRET},
        });
        story
            .ask(Method::PUT, "/api/outbox/robots/1", Some(put))
            .await
            .ok();
        // A platform that repeats what it was asked does not make it known.
        story.robots.taken();
        let echo = json!({"errcode": 300_001, "errmsg": format!("no {DINGTALK} with {SECRET}")});
        story.robots.answer_next(200, &echo.to_string());
        story.announce("公告", "正文").await;
        story.work().await;
        assert_eq!(story.last().await, "refused: refused 300001");
        let mut seen = String::new();
        for path in [
            "/api/outbox/robots",
            "/api/outbox/deliveries",
            "/api/record",
            "/api/me",
        ] {
            seen.push_str(&story.get(path).await.to_string());
        }
        let mut conn = story.house.app.db.read().await.unwrap();
        for robot in store::outbox::robot::robots(&mut conn, story.cast.team)
            .await
            .unwrap()
        {
            seen.push_str(&robot.link.sealed);
        }
        drop(conn);
        let key = std::fs::read(story.house.folder().join("outbox.key")).unwrap();
        assert_eq!(key.len(), 32);
        let mut files = vec![seen.into_bytes()];
        if story.house.app.db.file().is_some() {
            story.post("/api/backups", json!({})).await.ok();
            let backups = std::fs::read_dir(story.house.folder().join("backups")).unwrap();
            files.extend(backups.map(|file| std::fs::read(file.unwrap().path()).unwrap()));
            assert!(files.len() >= 2);
        }
        for bytes in &files {
            let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
            assert!(!holds(DINGTALK.as_bytes()) && !holds(SECRET.as_bytes()));
            assert!(!holds(&key));
        }
        // Without its key, as after a move to another machine, a robot waits to be told its address again.
        std::fs::remove_file(story.house.folder().join("outbox.key")).unwrap();
        let list = story.get("/api/outbox/robots").await;
        assert_eq!(list["robots"][0]["locked"], true);
        let test = story.post("/api/outbox/robots/1/test", json!({})).await;
        assert_eq!(test.refused(), (409, "RobotLocked".to_owned()));
        story.announce("再来", "一次").await;
        story.work().await;
        assert_eq!(story.last().await, "waits: ");
        let put = json!({
            "name": "群二", "plan": nothing(),
            "reach": {"address": address(DINGTALK), "secret": SECRET},
        });
        story
            .ask(Method::PUT, "/api/outbox/robots/1", Some(put))
            .await
            .ok();
        story.work().await;
        let texts: Vec<String> = story.robots.taken().iter().map(|one| one.text()).collect();
        assert!(texts.iter().any(|text| text.contains("再来")), "{texts:?}");
    })
    .await;
}

#[tokio::test]
async fn a_preview_is_what_is_sent_byte_for_byte() {
    on_both(async |house| {
        let story = Story::on(house).await;
        story.connect("群", DINGTALK, nothing()).await;
        let text = "一\n二 \"三\" <四>\n".repeat(600);
        let asked =
            json!({"platform": "dingtalk", "kind": "announcement", "title": "通知", "text": text});
        let preview = story.post("/api/outbox/preview", asked).await.ok();
        let parts = preview["parts"].as_array().unwrap();
        assert!(parts.len() > 1);
        story.announce("通知", &text).await;
        story.work().await;
        let sent = story.robots.taken();
        assert_eq!(sent.len(), parts.len());
        for (sent, part) in sent.iter().zip(parts) {
            assert_eq!(part["body"], sent.body.as_str());
            assert!(part["bytes"].as_u64().unwrap() <= 20_000);
        }
    })
    .await;
}

#[tokio::test]
async fn an_announcement_hangs_on_the_first_page_until_its_time_or_its_end() {
    on_both(async |house| {
        let story = Story::on(house).await;
        let now = story.house.app.clock.now().0;
        let ask = |hangs: bool, until: Option<i64>, request: &str| {
            json!({
                "robots": [], "title": " 双11 排班 ", "text": "晚上八点集合", "hangs": hangs,
                "until": until, "request": request,
            })
        };
        let post = async |body| story.post("/api/outbox/announcements", body).await;
        assert_eq!(
            post(ask(false, None, "a")).await.refused().1,
            "AnnouncementRobots"
        );
        let over = post(ask(true, Some(now), "a")).await;
        assert_eq!(over.refused().1, "AnnouncementUntil");
        post(ask(true, Some(now + HOUR), "a")).await.ok();
        post(ask(true, Some(now + HOUR), "a")).await.ok();
        post(ask(true, None, "b")).await.ok();
        let hung = async |reader: i64| {
            let token = story.cast.token(reader);
            let list = story.house.get(token, "/api/announcements").await.ok();
            list["announcements"].as_array().expect("a list").clone()
        };
        let seen = hung(5).await;
        assert_eq!(seen.len(), 2, "asked twice, hung once");
        assert_eq!(seen[0]["title"], "双11 排班");
        assert_eq!(seen[0]["by"], "王晓燕");
        let path = format!("/api/announcements/{}/ending", seen[0]["id"]);
        let end = async |by: i64| {
            let token = story.cast.token(by);
            story.house.post(token, &path, json!({})).await
        };
        assert_eq!(end(5).await.refused().1, "NotYours");
        end(1).await.ok();
        assert_eq!(end(1).await.refused().0, 404);
        assert_eq!(hung(5).await.len(), 1);
        story.house.app.clock.advance_ms(HOUR);
        assert!(hung(5).await.is_empty());
    })
    .await;
}
