//! What robots are sent, on both databases, against a stand-in for the three platforms.

mod birthday;
mod connect;
mod due;
mod freeze;
mod notices;
mod picture;
mod praise;
mod retry;
mod unsure;

use http::Method;
use serde_json::{Value, json};
use tests::stage::{Answer, NOW};
use tests::{Cast, House, StandIn};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 3_600_000;

pub const WECOM: &str = "693a91f6-aaaa-bbbb-cccc-0ec2sifa0001";
pub const DINGTALK: &str = "566cc69da782ec33e42541b09b08551f2fbe864eb8008112e994b43887d40002";
pub const FEISHU: &str = "4f6e8ac2-dddd-eeee-ffff-1b1b1b1b0003";
pub const SECRET: &str = "SEC8a7f0d9e6c5b4a392817065f4e3d2c1b";

/// The address of a robot as its app shows it.
pub fn address(token: &str) -> String {
    match token {
        DINGTALK => format!("https://oapi.dingtalk.com/robot/send?access_token={token}"),
        FEISHU => format!("https://open.feishu.cn/open-apis/bot/v2/hook/{token}"),
        _ => format!("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={token}"),
    }
}

/// A plan with everything in it and no quiet hours.
pub fn everything() -> Value {
    json!({
        "board_at": 21 * 60, "overtakes": true, "contests": true, "praises": true,
        "birthdays_at": 9 * 60, "quiet": null,
    })
}

/// A plan with nothing in it.
pub fn nothing() -> Value {
    json!({
        "board_at": null, "overtakes": false, "contests": false, "praises": false,
        "birthdays_at": null, "quiet": null,
    })
}

/// The cast in a house whose robots are those of a stand-in.
pub struct Story {
    pub house: House,
    pub cast: Cast,
    pub robots: StandIn,
}

impl Story {
    /// On a fresh house.
    pub async fn on(mut house: House) -> Self {
        let robots = StandIn::new(house.app.clock.clone()).await;
        house.reopen(robots.wire()).await;
        let cast = Cast::enter(&house).await;
        robots.add(WECOM, None);
        robots.add(DINGTALK, Some(SECRET));
        robots.add(FEISHU, Some(SECRET));
        Self {
            house,
            cast,
            robots,
        }
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.house.post(self.cast.founder(), path, body).await
    }

    pub async fn get(&self, path: &str) -> Value {
        self.house.get(self.cast.founder(), path).await.ok()
    }

    pub async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let founder = Some(self.cast.founder());
        self.house.ask(founder, method, path, body).await
    }

    /// Connects a robot and forgets that it was tried.
    pub async fn connect(&self, name: &str, token: &str, plan: Value) {
        let secret = (token != WECOM).then_some(SECRET);
        let body = json!({"name": name, "address": address(token), "secret": secret, "plan": plan});
        self.post("/api/outbox/robots", body).await.ok();
        let taken = self.robots.taken();
        assert_eq!(taken.len(), 1, "the test message");
    }

    /// Sends an announcement to the first robot.
    pub async fn announce(&self, title: &str, text: &str) {
        let request = format!("{title}{}", self.house.app.clock.now().0);
        let body = json!({"robots": [1], "title": title, "text": text, "request": request});
        self.post("/api/outbox/announcements", body).await.ok();
    }

    /// Works until nothing may go now; answers when the next may.
    pub async fn work(&self) -> Option<i64> {
        let next = self.house.app.work_outbox().await.unwrap();
        next.map(|at| at.0)
    }

    /// What groups were told since it was last asked.
    pub async fn told(&self) -> Vec<String> {
        self.work().await;
        self.robots.taken().iter().map(|one| one.text()).collect()
    }

    /// Moves the clock to a time after the beginning of the story.
    pub fn at(&self, ms: i64) {
        let clock = &self.house.app.clock;
        clock.advance_ms(NOW.0 + ms - clock.now().0);
    }

    /// The delivery log.
    pub async fn log(&self) -> Vec<Value> {
        let page = self.get("/api/outbox/deliveries").await;
        page["rows"].as_array().unwrap().clone()
    }

    /// The last message's end and how each try went: `refused: done 0, refused 310000`.
    pub async fn last(&self) -> String {
        let log = self.log().await;
        let tries: Vec<String> = log[0]["tries"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                let said = &one["said"];
                let outcome = said["outcome"].as_str().unwrap_or("open");
                format!("{outcome} {}", said["code"])
            })
            .collect();
        format!(
            "{}: {}",
            log[0]["end"].as_str().unwrap_or("waits"),
            tries.join(", ")
        )
    }
}
