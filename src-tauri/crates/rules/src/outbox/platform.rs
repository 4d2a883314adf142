//! The platforms whose group robots can be written to, and what each takes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most bytes of a picture, before it is written in base64. 企业微信 says 2 MB and not which; this is
/// the smaller.
pub const PICTURE_BYTES_MAX: usize = 2_000_000;

/// A platform with group robots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RobotPlatform)]
pub enum Platform {
    /// 企业微信.
    Wecom,
    /// 钉钉.
    Dingtalk,
    /// 飞书.
    Feishu,
}

impl Platform {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Wecom, Self::Dingtalk, Self::Feishu];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Wecom => "wecom",
            Self::Dingtalk => "dingtalk",
            Self::Feishu => "feishu",
        }
    }

    /// The platform of a word, `None` for any other.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wecom => "企业微信",
            Self::Dingtalk => "钉钉",
            Self::Feishu => "飞书",
        }
    }

    /// The one host that its robots are reached at.
    pub fn host(self) -> &'static str {
        match self {
            Self::Wecom => "qyapi.weixin.qq.com",
            Self::Dingtalk => "oapi.dingtalk.com",
            Self::Feishu => "open.feishu.cn",
        }
    }

    /// What a robot's address has before its token.
    pub(super) fn before_token(self) -> &'static str {
        match self {
            Self::Wecom => "/cgi-bin/webhook/send?key=",
            Self::Dingtalk => "/robot/send?access_token=",
            Self::Feishu => "/open-apis/bot/v2/hook/",
        }
    }

    /// The most bytes of one message: 企业微信 counts the text, the others the whole body.
    pub fn bytes_max(self) -> usize {
        match self {
            Self::Wecom => 4096,
            Self::Dingtalk | Self::Feishu => 20_000,
        }
    }

    /// Whether a robot of it can be given a secret to sign with.
    pub fn signs(self) -> bool {
        self != Self::Wecom
    }

    /// Whether its robots take a picture's bytes. 钉钉 wants a public address, 飞书 an app of one's own.
    pub fn takes_pictures(self) -> bool {
        self == Self::Wecom
    }

    /// Messages in a minute: the platforms take 20 (飞书 100) and lose, refuse or block what is more.
    pub fn per_minute(self) -> usize {
        18
    }

    /// Messages in a second, where that is limited.
    pub fn per_second(self) -> Option<usize> {
        (self == Self::Feishu).then_some(5)
    }
}
