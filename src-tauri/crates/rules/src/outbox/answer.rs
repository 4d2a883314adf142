//! What a robot's answer means. Codes: 企业微信 developer.work.weixin.qq.com 全局错误码; 钉钉
//! open.dingtalk.com 自定义机器人 错误码; 飞书 open.feishu.cn 自定义机器人使用指南.

use super::Platform;
use crate::Words;
use crate::refusal::Place;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// How sending a part went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = OutboxOutcome)]
pub enum Outcome {
    /// The robot took it.
    Done,
    /// The robot will never take it.
    Refused,
    /// Not now.
    Later,
    /// Nobody knows: the way there broke, or this program ended meanwhile.
    Unknown,
}

impl Outcome {
    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Later => "later",
            Self::Unknown => "unknown",
        }
    }

    /// The outcome of a word, `None` for any other.
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Done, Self::Refused, Self::Later, Self::Unknown];
        all.into_iter().find(|outcome| outcome.word() == word)
    }
}

/// Why a robot said no, as far as a person can mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RobotWhy)]
pub enum Why {
    /// No robot has this address: it was removed, or copied wrong.
    Address,
    /// It wants a signature and got none, or a wrong one; or this machine's clock is wrong.
    Signature,
    /// Its group only takes messages with certain words.
    Keyword,
    /// It only takes messages from certain machines.
    Machine,
    /// The message is too long.
    TooLong,
    /// Too many messages in too short a time.
    TooFast,
    /// The platform found the words improper.
    Words,
    /// Something else.
    Other,
}

/// A robot's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it means.
    pub outcome: Outcome,
    /// The platform's code.
    pub code: Option<i64>,
    /// The platform's words, one line.
    pub words: String,
    /// How long the platform wants to be left alone.
    pub wait_ms: Option<i64>,
}

/// The most characters of a platform's words that are kept.
const WORDS_MAX: usize = 200;
/// No platform means to be left alone for longer.
const WAIT_MS_MAX: i64 = 3_600_000;

impl Answer {
    /// Reads what came back: the HTTP status, the seconds that a header asks to wait, the body.
    pub fn read(platform: Platform, status: u16, wait_s: Option<i64>, body: &str) -> Self {
        let json: Value = serde_json::from_str(body).unwrap_or_default();
        let (code, words) = match platform {
            Platform::Wecom | Platform::Dingtalk => (&json["errcode"], &json["errmsg"]),
            // An older form of the answer is in capitals.
            Platform::Feishu if json["code"].is_null() => {
                (&json["StatusCode"], &json["StatusMessage"])
            }
            Platform::Feishu => (&json["code"], &json["msg"]),
        };
        let code = code.as_i64();
        let words = words
            .as_str()
            .map_or_else(|| format!("HTTP {status}"), one_line);
        let outcome = match code {
            Some(0) if status < 400 => Outcome::Done,
            Some(code) if is_later(platform, code) => Outcome::Later,
            Some(0) | None if status == 404 || status == 403 || status == 400 => Outcome::Refused,
            Some(0) | None => Outcome::Later,
            Some(_) if status == 429 || status >= 500 => Outcome::Later,
            Some(_) => Outcome::Refused,
        };
        let asked = wait_s.map(|wait| wait.saturating_mul(1000));
        let known = code.and_then(|code| block_ms(platform, code));
        let wait = asked.max(known).filter(|_| outcome == Outcome::Later);
        Self {
            outcome,
            code,
            words,
            wait_ms: wait.map(|wait| wait.clamp(1_000, WAIT_MS_MAX)),
        }
    }
}

/// Whether a code asks to come again later.
fn is_later(platform: Platform, code: i64) -> bool {
    match platform {
        // System busy; too many calls.
        Platform::Wecom => matches!(code, -1 | 45009 | 45033 | 6000),
        // System busy; 88 holds the gateway's flow control; too fast.
        Platform::Dingtalk => matches!(code, -1 | 88 | 130_101 | 410_100),
        // Limited by frequency, by concurrency, or too many requests to the whole platform.
        Platform::Feishu => matches!(code, 9499 | 11232 | 11233 | 11247 | 99_991_400),
    }
}

/// How long a platform refuses everything after this code.
fn block_ms(platform: Platform, code: i64) -> Option<i64> {
    match (platform, code) {
        (Platform::Wecom, 45009 | 45033) => Some(60_000),
        (Platform::Dingtalk, 130_101 | 410_100) => Some(600_000),
        (Platform::Feishu, 11232 | 11233 | 11247 | 9499 | 99_991_400) => Some(60_000),
        _ => None,
    }
}

/// Why a robot said no.
pub fn why(platform: Platform, code: Option<i64>, words: &str) -> Why {
    let Some(code) = code else {
        return Why::Other;
    };
    let says = |part: &str| words.to_lowercase().contains(part);
    match (platform, code) {
        (Platform::Wecom, 93000 | 40001 | 40014) => Why::Address,
        (Platform::Wecom, 40058 | 45002) => Why::TooLong,
        (Platform::Dingtalk, 300_001 | 300_005 | 400_013 | 400_101 | 400_102 | 400_106) => {
            Why::Address
        }
        (Platform::Dingtalk, 460_101) => Why::TooLong,
        (Platform::Dingtalk, 430_101..=430_104 | 410_101) => Why::Words,
        (Platform::Dingtalk, 310_000) if says("keyword") => Why::Keyword,
        (Platform::Dingtalk, 310_000) if says("whitelist") || says("ip") => Why::Machine,
        (Platform::Dingtalk, 310_000) => Why::Signature,
        (Platform::Feishu, 19001) => Why::Address,
        (Platform::Feishu, 19021) => Why::Signature,
        (Platform::Feishu, 19022) => Why::Machine,
        (Platform::Feishu, 19024) => Why::Keyword,
        (Platform::Feishu, 11246 | 30005 | 230_025) => Why::TooLong,
        (platform, code) if is_later(platform, code) && code > 0 => Why::TooFast,
        _ => Why::Other,
    }
}

impl Why {
    /// What a person can do about it, as the place of a refusal.
    pub fn places(self) -> Vec<Place> {
        let (column, zh, en) = match self {
            Self::Address => (
                "address",
                "地址不对，或机器人已被移出群：请在群设置里重新复制整条地址",
                "the address is wrong, or the robot was removed from its group: copy the whole address again",
            ),
            Self::Signature => (
                "secret",
                "签名不对：请核对密钥（加签 · 签名校验），也请核对这台电脑的时间",
                "the signature is wrong: check the secret, and this machine's clock",
            ),
            Self::Keyword => (
                "address",
                "机器人设了关键词，没有关键词的消息都会被拒收：请在它的安全设置里改用加签",
                "the robot refuses messages without its keywords: use a signature in its security settings instead",
            ),
            Self::Machine => (
                "address",
                "机器人限制了 IP 地址：请把这台电脑的公网地址加进白名单，或改用加签",
                "the robot only takes messages from certain addresses: add this machine's, or use a signature instead",
            ),
            Self::TooFast => (
                "address",
                "发得太快，平台暂时不收：请过几分钟再试",
                "too many messages in a short time: try again in some minutes",
            ),
            Self::TooLong | Self::Words | Self::Other => return Vec::new(),
        };
        vec![Place {
            column: Some(column.to_owned()),
            mend: Some(Words::new(zh, en)),
            ..Place::default()
        }]
    }
}

fn one_line(text: &str) -> String {
    let shown = text.replace(|c: char| c.is_control(), " ");
    shown.trim().chars().take(WORDS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(platform: Platform, status: u16, wait: Option<i64>, body: &str, said: &str) {
        let read = Answer::read(platform, status, wait, body);
        let why = why(platform, read.code, &read.words);
        let wait = read.wait_ms.map_or(0, |ms| ms / 1000);
        let found = format!("{:?} {wait} {why:?} {}", read.outcome, read.words);
        assert_eq!(found, said);
    }

    #[test]
    fn wecom_s_answers() {
        let check = |body: &str, said: &str| check(Platform::Wecom, 200, None, body, said);
        check(r#"{"errcode":0,"errmsg":"ok"}"#, "Done 0 Other ok");
        check(
            r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#,
            "Refused 0 Address invalid webhook url",
        );
        check(
            r#"{"errcode":40058,"errmsg":"markdown.content exceed max length 4096"}"#,
            "Refused 0 TooLong markdown.content exceed max length 4096",
        );
        check(
            r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#,
            "Later 60 TooFast api freq out of limit",
        );
        check(
            r#"{"errcode":-1,"errmsg":"system busy"}"#,
            "Later 0 Other system busy",
        );
    }

    #[test]
    fn dingtalk_s_answers() {
        let check = |body: &str, said: &str| check(Platform::Dingtalk, 200, None, body, said);
        check(
            r#"{"errcode":310000,"errmsg":"sign not match"}"#,
            "Refused 0 Signature sign not match",
        );
        check(
            r#"{"errcode":310000,"errmsg":"keywords not in content"}"#,
            "Refused 0 Keyword keywords not in content",
        );
        check(
            r#"{"errcode":300001,"errmsg":"token is not exist"}"#,
            "Refused 0 Address token is not exist",
        );
        check(
            r#"{"errcode":460101,"errmsg":"message too long"}"#,
            "Refused 0 TooLong message too long",
        );
        check(
            r#"{"errcode":410100,"errmsg":"send too fast"}"#,
            "Later 600 TooFast send too fast",
        );
    }

    #[test]
    fn feishu_s_answers() {
        let check = |status, wait, body: &str, said: &str| {
            check(Platform::Feishu, status, wait, body, said);
        };
        check(
            200,
            None,
            r#"{"StatusCode":0,"StatusMessage":"success","code":0,"msg":"success"}"#,
            "Done 0 Other success",
        );
        check(
            200,
            None,
            r#"{"StatusCode":0,"StatusMessage":"success"}"#,
            "Done 0 Other success",
        );
        check(
            200,
            None,
            r#"{"code":19021,"msg":"sign match fail or timestamp is not within one hour from current time"}"#,
            "Refused 0 Signature sign match fail or timestamp is not within one hour from current time",
        );
        check(
            400,
            None,
            r#"{"code":11232,"msg":"frequency limited psm"}"#,
            "Later 60 TooFast frequency limited psm",
        );
        check(
            429,
            Some(300),
            r#"{"code":9499,"msg":"too many request"}"#,
            "Later 300 TooFast too many request",
        );
    }

    #[test]
    fn what_is_no_answer_of_a_robot_is_asked_again_unless_the_address_is_wrong() {
        check(
            Platform::Wecom,
            502,
            None,
            "<html>",
            "Later 0 Other HTTP 502",
        );
        check(Platform::Wecom, 200, None, "", "Later 0 Other HTTP 200");
        check(Platform::Feishu, 404, None, "", "Refused 0 Other HTTP 404");
        check(Platform::Wecom, 302, None, "", "Later 0 Other HTTP 302");
        check(
            Platform::Feishu,
            503,
            Some(1_000_000),
            "",
            "Later 3600 Other HTTP 503",
        );
    }
}
