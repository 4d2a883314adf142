//! A robot's address as a person copies it out of the app. Only its token is kept; where a message
//! goes is made of the platform's own host and that token, so that no address of anybody's choosing
//! is ever asked.

use super::Platform;

/// The platform and the token of a robot's address. The token is a secret: it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    /// Whose robot.
    pub platform: Platform,
    /// What stands for the robot in its address.
    pub token: String,
}

crate::refusals! {
    /// Not the address of a group robot that we know.
    NoRobotAddress {} 422,
    "这不是群机器人的地址。请在群设置里打开机器人，复制整条 Webhook 地址（https 开头）再粘贴：企业微信、钉钉、飞书都可以。",
    "This is no group robot's address. Open the robot in the group's settings, copy its whole webhook address (it begins with https) and paste it: WeCom, DingTalk or Feishu.";
}

/// No token that a platform gives out is longer.
const TOKEN_MAX: usize = 200;

impl Address {
    /// Reads a pasted address.
    pub fn read(text: &str) -> Result<Self, NoRobotAddress> {
        let found = Platform::ALL.into_iter().find_map(|platform| {
            let rest = text.trim().strip_prefix("https://")?;
            let rest = rest.strip_prefix(platform.host())?;
            let rest = rest.strip_prefix(platform.before_token())?;
            // What else a person copied along, such as an earlier signature, is not part of it.
            let token = rest.split(['&', '#']).next().unwrap_or_default();
            is_token(token).then(|| Self {
                platform,
                token: token.to_owned(),
            })
        });
        found.ok_or(NoRobotAddress {})
    }

    /// The path and query that a message is posted to, without a signature.
    pub fn path(&self) -> String {
        format!("{}{}", self.platform.before_token(), self.token)
    }

    /// The last four characters: enough to tell robots apart, too few to use one.
    pub fn tail(&self) -> &str {
        // A token is ASCII.
        &self.token[self.token.len().saturating_sub(4)..]
    }
}

fn is_token(text: &str) -> bool {
    (16..=TOKEN_MAX).contains(&text.len())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";

    #[test]
    fn each_platform_is_known_by_its_address() {
        let check = |text: &str, platform| {
            let Ok(read) = Address::read(text) else {
                panic!("{text} is an address");
            };
            assert!(read.platform == platform && read.token == KEY && read.tail() == "5aaa");
            assert!(text.trim().contains(&read.path()), "{text}");
        };
        check(
            &format!(" https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}\n"),
            Platform::Wecom,
        );
        check(
            &format!("https://oapi.dingtalk.com/robot/send?access_token={KEY}&timestamp=1&sign=x"),
            Platform::Dingtalk,
        );
        check(
            &format!("https://open.feishu.cn/open-apis/bot/v2/hook/{KEY}"),
            Platform::Feishu,
        );
    }

    #[test]
    fn no_other_host_path_or_scheme_is_an_address() {
        for text in [
            "",
            "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=",
            "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=../../../../admin/x",
            "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0",
            "https://qyapi.weixin.qq.com@10.0.0.1/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0",
            "https://qyapi.weixin.qq.com.evil.cn/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0",
            "https://127.0.0.1/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0",
            "https://open.feishu.cn/open-apis/bot/hook/693a91f6-7xxx-4bc4-97a0",
            "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa",
        ] {
            assert!(Address::read(text).is_err(), "{text}");
        }
    }
}
