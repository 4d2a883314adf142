//! A stand-in for the three platforms' robots: it keeps their limits, checks their signatures, and
//! answers with their codes. Written from the platforms' papers, not from our own rules.

use api::Clock;
use api::outbox::Wire;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac as _};
use md5::{Digest as _, Md5};
use serde_json::{Value, json};
use sha2::Sha256;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// A robot of a group.
#[derive(Clone, Default)]
struct Robot {
    secret: Option<String>,
    /// When it was written to, whatever came of it.
    asked: Vec<i64>,
    blocked_until: i64,
}

/// What a robot took.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Its token.
    pub token: String,
    /// The body as it came.
    pub body: String,
    /// When.
    pub at: i64,
}

impl Taken {
    /// What the group sees, if it is a picture.
    pub fn picture(&self) -> Option<Vec<u8>> {
        let body: Value = serde_json::from_str(&self.body).expect("JSON");
        let base64 = body["image"]["base64"].as_str()?;
        Some(STANDARD.decode(base64).expect("base64"))
    }

    /// What the group reads: title and lines.
    pub fn text(&self) -> String {
        let body: Value = serde_json::from_str(&self.body).expect("JSON");
        if body["msgtype"] == "image" {
            return "[图片]".to_owned();
        }
        if let Some(text) = body["markdown"]["content"].as_str() {
            return text.to_owned();
        }
        if let Some(text) = body["markdown"]["text"].as_str() {
            return text.to_owned();
        }
        let post = &body["content"]["post"]["zh_cn"];
        let line = |spans: &Value| {
            let spans = spans.as_array().expect("a paragraph").iter();
            spans
                .map(|span| span["text"].as_str().expect("words"))
                .collect::<String>()
        };
        let lines = post["content"].as_array().expect("paragraphs").iter();
        let lines: Vec<String> = lines.map(line).collect();
        format!(
            "{}\n{}",
            post["title"].as_str().expect("a title"),
            lines.join("\n")
        )
    }
}

struct Held {
    clock: Clock,
    robots: Mutex<HashMap<String, Robot>>,
    taken: Mutex<Vec<Taken>>,
    /// Codes of what was refused.
    refused: Mutex<Vec<i64>>,
    /// Answers instead of its own, the next last.
    instead: Mutex<Vec<(u16, String)>>,
    /// Whether it takes messages and does not answer.
    is_silent: watch::Sender<bool>,
}

/// A stand-in, listening until it is dropped.
pub struct StandIn {
    /// `http://127.0.0.1:1234`
    pub address: String,
    held: Arc<Held>,
    listening: tokio::task::JoinHandle<()>,
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl StandIn {
    /// Listens, by this clock.
    pub async fn new(clock: Clock) -> Self {
        let held = Arc::new(Held {
            clock,
            robots: Mutex::default(),
            taken: Mutex::default(),
            refused: Mutex::default(),
            instead: Mutex::default(),
            is_silent: watch::Sender::new(false),
        });
        let router = Router::new()
            .route("/qyapi.weixin.qq.com/cgi-bin/webhook/send", post(wecom))
            .route("/oapi.dingtalk.com/robot/send", post(dingtalk))
            .route(
                "/open.feishu.cn/open-apis/bot/v2/hook/{token}",
                post(feishu),
            )
            .with_state(held.clone());
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("its address"));
        let listening = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("it serves");
        });
        Self {
            address,
            held,
            listening,
        }
    }

    /// The way to it.
    pub fn wire(&self) -> Wire {
        Wire::to_stand_in(&self.address)
    }

    /// Puts a robot into a group.
    pub fn add(&self, token: &str, secret: Option<&str>) {
        let robot = Robot {
            secret: secret.map(str::to_owned),
            ..Robot::default()
        };
        lock(&self.held.robots).insert(token.to_owned(), robot);
    }

    /// Takes a robot out of its group.
    pub fn remove(&self, token: &str) {
        lock(&self.held.robots).remove(token);
    }

    /// Everything that was taken since it was last asked.
    pub fn taken(&self) -> Vec<Taken> {
        std::mem::take(&mut lock(&self.held.taken))
    }

    /// The codes of everything that was refused since it was last asked.
    pub fn refused(&self) -> Vec<i64> {
        std::mem::take(&mut lock(&self.held.refused))
    }

    /// Answers the next with this instead, without taking it.
    pub fn answer_next(&self, status: u16, body: &str) {
        lock(&self.held.instead).insert(0, (status, body.to_owned()));
    }

    /// Takes messages from now on and answers none, or answers again.
    pub fn be_silent(&self, is_silent: bool) {
        self.held.is_silent.send_replace(is_silent);
    }
}

impl Held {
    /// What is wrong with writing to a robot now; counts it.
    fn pace(&self, token: &str, most: usize, block: i64) -> Option<Robot> {
        let now = self.clock.now().0;
        let mut robots = lock(&self.robots);
        let robot = robots.get_mut(token)?;
        let mut seen = robot.clone();
        robot.asked.push(now);
        robot.asked.retain(|at| now - at < 60_000);
        if robot.asked.len() > most {
            robot.blocked_until = now + block;
        }
        seen.blocked_until = robot.blocked_until;
        seen.asked = robot.asked.clone();
        Some(seen)
    }

    fn refuse(&self, status: u16, code: i64, answer: Value) -> Response {
        lock(&self.refused).push(code);
        let status = StatusCode::from_u16(status).expect("a status");
        (status, answer.to_string()).into_response()
    }

    fn no(&self, code: i64, words: &str) -> Response {
        self.refuse(200, code, json!({"errcode": code, "errmsg": words}))
    }

    fn feishu_no(&self, status: u16, code: i64, words: &str) -> Response {
        self.refuse(
            status,
            code,
            json!({"code": code, "data": {}, "msg": words}),
        )
    }

    async fn take(&self, token: &str, body: String, answer: Value) -> Response {
        if let Some((status, body)) = lock(&self.instead).pop() {
            let status = StatusCode::from_u16(status).expect("a status");
            return (status, body).into_response();
        }
        lock(&self.taken).push(Taken {
            token: token.to_owned(),
            body,
            at: self.clock.now().0,
        });
        let mut silent = self.is_silent.subscribe();
        // Its sender lives as long as the stand-in.
        let _ = silent.wait_for(|silent| !*silent).await;
        answer.to_string().into_response()
    }
}

fn hmac(key: &str, message: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("any key");
    mac.update(message.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

/// `timestamp` is told in milliseconds; a signature is good for an hour.
fn is_fresh(clock: &Clock, timestamp: i64) -> bool {
    (clock.now().0 - timestamp).abs() <= 3_600_000
}

type Asked = Query<HashMap<String, String>>;

async fn wecom(State(held): State<Arc<Held>>, Query(asked): Asked, body: String) -> Response {
    let token = asked.get("key").cloned().unwrap_or_default();
    let Some(robot) = held.pace(&token, 20, 60_000) else {
        return held.no(
            93000,
            "invalid webhook url, hint: [1795312800], from ip: 1.2.3.4",
        );
    };
    if robot.asked.len() > 20 || robot.blocked_until > held.clock.now().0 {
        return held.no(45009, "api freq out of limit");
    }
    let Ok(json) = serde_json::from_str::<Value>(&body) else {
        return held.no(44004, "empty content");
    };
    let fault = match json["msgtype"].as_str() {
        Some("image") => no_image(&json["image"]),
        Some("markdown") => no_markdown(&json["markdown"]),
        _ => Some((40008, "invalid message type")),
    };
    if let Some((code, words)) = fault {
        return held.no(code, words);
    }
    held.take(&token, body, json!({"errcode": 0, "errmsg": "ok"}))
        .await
}

/// What 企业微信 has against a text.
fn no_markdown(markdown: &Value) -> Option<(i64, &'static str)> {
    match markdown["content"].as_str() {
        None => Some((44004, "empty content")),
        Some(content) if content.len() > 4096 => {
            Some((40058, "markdown.content exceed max length 4096"))
        }
        Some(_) => None,
    }
}

/// What 企业微信 has against a picture: JPG or PNG, 2 MB before base64, with the bytes' MD5 in small letters.
fn no_image(image: &Value) -> Option<(i64, &'static str)> {
    let bytes = image["base64"]
        .as_str()
        .and_then(|text| STANDARD.decode(text).ok());
    let Some(bytes) = bytes else {
        return Some((40063, "some parameters are empty or invalid base64"));
    };
    if bytes.len() > 2 << 20 {
        return Some((40009, "invalid image size"));
    }
    if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") && !bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Some((40137, "invalid image format"));
    }
    let md5: String = Md5::digest(&bytes)
        .iter()
        .map(|one| format!("{one:02x}"))
        .collect();
    (image["md5"] != md5).then_some((301_019, "image md5 mismatch"))
}

async fn dingtalk(State(held): State<Arc<Held>>, Query(asked): Asked, body: String) -> Response {
    let token = asked.get("access_token").cloned().unwrap_or_default();
    let Some(robot) = held.pace(&token, 20, 600_000) else {
        return held.no(300_001, "token is not exist");
    };
    if robot.blocked_until > held.clock.now().0 {
        return held.no(410_100, "send too fast, exceed 20 times per minute");
    }
    if let Some(secret) = &robot.secret {
        let said = asked.get("timestamp").zip(asked.get("sign"));
        let Some((timestamp, sign)) = said else {
            return held.no(
                310_000,
                "sign not match, more: [https://ding-doc.dingtalk.com]",
            );
        };
        if !is_fresh(&held.clock, timestamp.parse().unwrap_or_default()) {
            return held.no(310_000, "invalid timestamp");
        }
        if *sign != hmac(secret, &format!("{timestamp}\n{secret}")) {
            return held.no(310_000, "sign not match");
        }
    }
    if body.len() > 20_000 {
        return held.no(460_101, "message too long, exceed 20000 bytes");
    }
    let Ok(json) = serde_json::from_str::<Value>(&body) else {
        return held.no(40035, "缺少参数 json");
    };
    let markdown = &json["markdown"];
    if !markdown["title"].is_string() || !markdown["text"].is_string() {
        return held.no(400_105, "unsupported msgtype");
    }
    held.take(&token, body, json!({"errcode": 0, "errmsg": "ok"}))
        .await
}

async fn feishu(
    State(held): State<Arc<Held>>,
    Path(token): Path<String>,
    body: String,
) -> Response {
    let Some(robot) = held.pace(&token, 100, 0) else {
        return held.feishu_no(
            200,
            19001,
            "param invalid: incoming webhook access token invalid",
        );
    };
    let now = held.clock.now().0;
    let last_second = robot.asked.iter().filter(|at| now - **at < 1000).count();
    let sharp = now.div_euclid(60_000) % 30 == 0;
    if robot.asked.len() > 100 || last_second > 5 || sharp && robot.asked.len() > 1 {
        return held.feishu_no(
            400,
            11232,
            "frequency limited psm[lark.oapi.app_platform_runtime]",
        );
    }
    let Ok(json) = serde_json::from_str::<Value>(&body) else {
        return held.feishu_no(400, 9499, "Bad Request");
    };
    if body.len() > 20_480 {
        return held.feishu_no(400, 11246, "invalid content: too long");
    }
    if let Some(secret) = &robot.secret {
        let timestamp = json["timestamp"].as_str().unwrap_or_default();
        let seconds: i64 = timestamp.parse().unwrap_or_default();
        let good = hmac(&format!("{timestamp}\n{secret}"), "");
        if !is_fresh(&held.clock, seconds * 1000) || json["sign"] != good {
            return held.feishu_no(
                200,
                19021,
                "sign match fail or timestamp is not within one hour from current time",
            );
        }
    }
    if json["msg_type"] != "post" {
        return held.feishu_no(200, 19002, "params error, msg_type need");
    }
    let answer = json!({"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"});
    held.take(&token, body, answer).await
}
