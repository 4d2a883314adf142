//! Signatures: 钉钉 in the address by milliseconds, 飞书 in the body by seconds.

use super::Platform;
use crate::Moment;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

/// A signature with the time it was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Milliseconds or seconds since 1970, as the platform wants them.
    pub timestamp: String,
    /// Base64, not yet escaped for an address.
    pub sign: String,
}

/// Signs for a platform at a moment; 企业微信 knows no signature.
pub fn sign(platform: Platform, secret: &str, now: Moment) -> Option<Signed> {
    let (timestamp, key, message) = match platform {
        Platform::Wecom => return None,
        Platform::Dingtalk => {
            let timestamp = now.0.to_string();
            let message = format!("{timestamp}\n{secret}");
            (timestamp, secret.to_owned(), message)
        }
        Platform::Feishu => {
            let timestamp = now.0.div_euclid(1000).to_string();
            let key = format!("{timestamp}\n{secret}");
            (timestamp, key, String::new())
        }
    };
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).ok()?;
    mac.update(message.as_bytes());
    Some(Signed {
        timestamp,
        sign: STANDARD.encode(mac.finalize().into_bytes()),
    })
}

impl Signed {
    /// What a 钉钉 address has behind its token.
    pub fn query(&self) -> String {
        let sign = self
            .sign
            .replace('+', "%2B")
            .replace('/', "%2F")
            .replace('=', "%3D");
        format!("&timestamp={}&sign={sign}", self.timestamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Moment = Moment(1_795_312_800_123);

    // Computed with Python's hmac, hashlib and base64.
    #[test]
    fn signatures_are_those_of_another_program() {
        let dingtalk = sign(Platform::Dingtalk, "SECabc", AT).expect("signed");
        assert_eq!(dingtalk.timestamp, "1795312800123");
        assert_eq!(dingtalk.sign, DINGTALK);
        let feishu = sign(Platform::Feishu, "SECabc", AT).expect("signed");
        assert_eq!(feishu.timestamp, "1795312800");
        assert_eq!(feishu.sign, FEISHU);
        assert_eq!(sign(Platform::Wecom, "SECabc", AT), None);
    }

    #[test]
    fn an_address_holds_no_bare_sign_of_base64() {
        let query = Signed {
            timestamp: "1".to_owned(),
            sign: "a+b/c=".to_owned(),
        };
        assert_eq!(query.query(), "&timestamp=1&sign=a%2Bb%2Fc%3D");
    }

    const DINGTALK: &str = "VMKO/1yEr5BW3t3PpABUQOA5N+C3XWe9HmA+xMpcIIk=";
    const FEISHU: &str = "AKXCAvlX6T7rxjfG/nKl0v4aPuaeiDFAHBpniJc1iko=";
}
