//! The way to the robots: one HTTPS request to the platform's own host, no redirects, short waits.

use super::seal::Secrets;
use rules::Moment;
use rules::outbox::{Answer, Outcome, Part, Platform, body, sign};
use std::sync::OnceLock;
use std::time::Duration;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How long an answer may take, connection included.
const ANSWER: Duration = Duration::from_secs(20);
/// The same of a picture, which a slow line takes a while to carry; less than a try is waited for.
const ANSWER_TO_PICTURE: Duration = Duration::from_secs(80);
/// No robot's answer is longer.
const ANSWER_BYTES_MAX: usize = 64 << 10;

/// The way to the robots.
#[derive(Default)]
pub struct Wire {
    /// Where a stand-in for all platforms listens; none: the platforms themselves.
    stand_in: Option<String>,
    /// Made when first needed; none where this machine has no certificates.
    client: OnceLock<Option<reqwest::Client>>,
}

impl Wire {
    /// To a stand-in for all platforms, for tests: `http://127.0.0.1:1234`. It is asked for
    /// `/host/path` of what would be asked of the platform.
    pub fn to_stand_in(address: impl Into<String>) -> Self {
        Self {
            stand_in: Some(address.into()),
            ..Self::default()
        }
    }

    fn client(&self) -> Option<&reqwest::Client> {
        let made = || {
            // Only the first provider of a program counts; ours is the only one.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let client = reqwest::Client::builder()
                .user_agent("hongbang")
                .redirect(reqwest::redirect::Policy::none())
                .https_only(self.stand_in.is_none())
                .connect_timeout(CONNECT);
            let client = match self.stand_in {
                Some(_) => client.no_proxy(),
                None => client,
            };
            let client = client.build().map_err(reqwest::Error::without_url);
            client
                .inspect_err(|error| tracing::error!("no way to the robots: {error}"))
                .ok()
        };
        self.client.get_or_init(made).as_ref()
    }

    /// Sends a part and says what the robot answered. What is said holds no secret.
    pub(super) async fn post(
        &self,
        platform: Platform,
        secrets: &Secrets,
        part: &Part,
        now: Moment,
    ) -> Answer {
        let signed = secrets
            .secret
            .as_deref()
            .and_then(|secret| sign(platform, secret, now));
        let mut path = secrets.address(platform).path();
        if platform == Platform::Dingtalk
            && let Some(signed) = &signed
        {
            path.push_str(&signed.query());
        }
        let host = platform.host();
        let address = match &self.stand_in {
            Some(stand_in) => format!("{stand_in}/{host}{path}"),
            None => format!("https://{host}{path}"),
        };
        let body = body(platform, part, signed.as_ref());
        let patience = match part.picture {
            Some(_) => ANSWER_TO_PICTURE,
            None => ANSWER,
        };
        let answer = self.ask(platform, address, body, patience).await;
        Answer {
            words: secrets.out_of(&answer.words),
            ..answer
        }
    }

    async fn ask(
        &self,
        platform: Platform,
        address: String,
        body: String,
        patience: Duration,
    ) -> Answer {
        let silent = |outcome| Answer {
            outcome,
            code: None,
            words: String::new(),
            wait_ms: None,
        };
        let Some(client) = self.client() else {
            return silent(Outcome::Later);
        };
        let request = client
            .post(address)
            .timeout(patience)
            .header("content-type", "application/json; charset=utf-8")
            .body(body);
        let mut response = match request.send().await {
            Ok(response) => response,
            Err(error) => {
                // Without a connection nothing was sent; later than that nobody knows.
                let connected = !error.is_connect();
                // The address holds the token.
                tracing::info!("a robot did not answer: {}", error.without_url());
                return silent(if connected {
                    Outcome::Unknown
                } else {
                    Outcome::Later
                });
            }
        };
        let status = response.status().as_u16();
        let wait = ["retry-after", "x-ogw-ratelimit-reset"]
            .iter()
            .find_map(|name| {
                let value = response.headers().get(*name)?;
                value.to_str().ok()?.trim().parse().ok()
            });
        let mut bytes = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if bytes.len() < ANSWER_BYTES_MAX => bytes.extend(chunk),
                Ok(_) => break,
                Err(_) => return silent(Outcome::Unknown),
            }
        }
        Answer::read(platform, status, wait, &String::from_utf8_lossy(&bytes))
    }
}
