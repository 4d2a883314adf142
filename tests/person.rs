//! A person at a browser: requests through the router, with the cookie they were given.

use crate::stage::House;
use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;

/// The passphrase of a founder who began a team through the API.
pub const PASSPHRASE: &str = "三月里的桃花开得早";

impl House {
    /// Somebody who is not signed in.
    pub fn stranger(&self) -> Person {
        Person::new(self.router.clone())
    }

    /// Begins the team 红星团队 through the API and answers its founder 林岚, signed in.
    pub async fn founder(&self) -> Person {
        let mut founder = self.stranger();
        let team = serde_json::json!({
            "team_name": "红星团队", "founder_name": "林岚", "passphrase": PASSPHRASE,
            "zone": "Asia/Shanghai",
        });
        founder.post("/api/start/team", team).await.ok();
        founder
    }
}

/// A person with a browser of their own.
#[derive(Clone)]
pub struct Person {
    router: axum::Router,
    cookie: Option<String>,
    headers: Vec<(&'static str, String)>,
}

/// What a person's request was answered with.
#[derive(Debug)]
pub struct Told {
    /// The request, for the words of a failure.
    asked: String,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: http::HeaderMap,
    /// The body.
    pub bytes: bytes::Bytes,
}

impl Person {
    /// Somebody who is not signed in.
    pub fn new(router: axum::Router) -> Self {
        Self {
            router,
            cookie: None,
            headers: Vec::new(),
        }
    }

    /// The same person with a session's token.
    pub fn with_token(mut self, token: impl Into<String>) -> Self {
        self.cookie = Some(token.into());
        self
    }

    /// The same person, whose browser sends one more header with every request.
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The session's token, when signed in.
    pub fn token(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Told {
        self.clone()
            .send(Method::GET, path, Body::empty(), None)
            .await
    }

    /// Writes; a cookie in the answer is kept.
    pub async fn post(&mut self, path: &str, body: Value) -> Told {
        self.json(Method::POST, path, body).await
    }

    /// Replaces.
    pub async fn put(&mut self, path: &str, body: Value) -> Told {
        self.json(Method::PUT, path, body).await
    }

    /// Takes away.
    pub async fn delete(&mut self, path: &str) -> Told {
        self.send(Method::DELETE, path, Body::empty(), None).await
    }

    /// Sends JSON.
    pub async fn json(&mut self, method: Method, path: &str, body: Value) -> Told {
        self.send(
            method,
            path,
            Body::from(body.to_string()),
            Some("application/json"),
        )
        .await
    }

    /// Sends anything.
    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Body,
        kind: Option<&str>,
    ) -> Told {
        let asked = format!("{method} {path}");
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = &self.cookie {
            request = request.header(header::COOKIE, format!("{}={token}", api::caller::COOKIE));
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let request = request.body(body).expect("a request");
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router never fails");
        let (parts, body) = response.into_parts();
        if let Some(set) = parts.headers.get(header::SET_COOKIE) {
            let set = set.to_str().expect("a cookie of ours");
            let value = set.split(';').next().and_then(|pair| pair.split_once('='));
            self.cookie = value
                .map(|(_, token)| token.to_owned())
                .filter(|token| !token.is_empty());
        }
        let bytes = body.collect().await.expect("a whole body").to_bytes();
        Told {
            asked,
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }
}

impl Told {
    /// The body as JSON, null when there is none.
    pub fn value(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
    }

    /// The body of an answer that must be good.
    #[track_caller]
    pub fn ok(self) -> Value {
        let Self { asked, status, .. } = &self;
        assert!(status.is_success(), "{asked}: {status} {}", self.value());
        self.value()
    }

    /// The problem of an answer that must be refused with this code, and says so in words.
    #[track_caller]
    pub fn refused(self, code: &str) -> Value {
        let (problem, Self { asked, status, .. }) = (self.value(), &self);
        assert_eq!(problem["code"], code, "{asked}: {status} {problem}");
        assert!(
            problem["words"]
                .as_str()
                .is_some_and(|words| !words.is_empty()),
            "{asked}: no words"
        );
        problem
    }
}
