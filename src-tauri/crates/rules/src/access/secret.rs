//! What makes a passphrase or a PIN good enough.

use crate::{Place, Refusal, Words};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a member signs in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SecretKind {
    /// Words or signs of one's own; what founders sign in with.
    Passphrase,
    /// Six to twelve digits.
    Pin,
}

impl SecretKind {
    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Passphrase => "passphrase",
            Self::Pin => "pin",
        }
    }
}

/// Characters of the shortest passphrase; one of only digits is a PIN.
pub const PASSPHRASE_CHARS_MIN: usize = 8;
/// Bytes of the longest, so that hashing it costs no more than any other.
pub const PASSPHRASE_BYTES_MAX: usize = 512;
/// Digits of the shortest PIN.
pub const PIN_DIGITS_MIN: usize = 6;
/// Digits of the longest.
pub const PIN_DIGITS_MAX: usize = 12;

crate::refusals! {
    /// The passphrase or PIN is too easily guessed.
    WeakSecret {} 422,
    "这个密码太容易被猜到，请按提示换一个。",
    "This secret is too easily guessed. Choose another as the hint says.";
}

/// Refuses a secret that is too short, too long, or among the first that anyone would try.
/// `known` is what others know of the member (name, phone, birthday): none of it may be the secret.
pub fn check(kind: SecretKind, secret: &str, known: &[&str]) -> Result<(), Refusal> {
    let mend = match kind {
        SecretKind::Passphrase => passphrase_mend(secret),
        SecretKind::Pin => pin_mend(secret),
    };
    let mend = mend.or_else(|| {
        known.iter().any(|known| resembles(secret, known)).then(|| {
            Words::new(
                "不要用自己的名字、手机号或生日",
                "do not use your name, phone number or birthday",
            )
        })
    });
    match mend {
        None => Ok(()),
        // What was typed is not repeated: it may be on a screen that others see.
        Some(mend) => Err(Refusal::from(WeakSecret {}).at(vec![Place {
            column: Some(kind.word().to_owned()),
            mend: Some(mend),
            ..Place::default()
        }])),
    }
}

fn passphrase_mend(secret: &str) -> Option<Words> {
    let chars: Vec<char> = secret.chars().collect();
    if chars.len() < PASSPHRASE_CHARS_MIN {
        return Some(Words::new(
            format!("至少 {PASSPHRASE_CHARS_MIN} 个字，越长越好，可以是一句话"),
            format!(
                "at least {PASSPHRASE_CHARS_MIN} characters; the longer the better, a sentence is fine"
            ),
        ));
    }
    if secret.len() > PASSPHRASE_BYTES_MAX {
        return Some(Words::new("太长了，请短一些", "too long, make it shorter"));
    }
    let lower = secret.to_lowercase();
    let mut kinds = chars.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let common = [
        "password", "passw0rd", "qwerty", "asdfgh", "iloveyou", "hongbang", "admin123",
    ];
    if kinds.len() < 4 || steps(&chars) || common.iter().any(|word| lower.starts_with(word)) {
        return Some(Words::new(
            "太常见了，请换一句别人想不到的话",
            "too common, choose words that nobody would think of",
        ));
    }
    if chars.iter().all(char::is_ascii_digit) && chars.len() < PIN_DIGITS_MAX {
        return Some(Words::new(
            "不要只用数字，请加上文字或字母",
            "not only digits, add words or letters",
        ));
    }
    None
}

fn pin_mend(secret: &str) -> Option<Words> {
    let digits: Vec<char> = secret.chars().collect();
    let length = PIN_DIGITS_MIN..=PIN_DIGITS_MAX;
    if !length.contains(&digits.len()) || !digits.iter().all(char::is_ascii_digit) {
        return Some(Words::new(
            format!("请用 {PIN_DIGITS_MIN} 到 {PIN_DIGITS_MAX} 位数字"),
            format!("use {PIN_DIGITS_MIN} to {PIN_DIGITS_MAX} digits"),
        ));
    }
    let repeats = (1..=digits.len() / 2).any(|n| {
        digits.len().is_multiple_of(n) && digits.chunks(n).all(|part| part == &digits[..n])
    });
    let mirrored = digits.chunks(2).all(|pair| pair.first() == pair.last());
    let common = [
        "147258", "258369", "159357", "520131", "131452", "168888", "123321", "112233",
    ];
    let starts_common = common.iter().any(|word| secret.starts_with(word));
    if repeats || mirrored || steps(&digits) || is_date(secret) || starts_common {
        return Some(Words::new(
            "太常见了：不要用连号、重复或日期",
            "too common: no runs, repeats or dates",
        ));
    }
    None
}

/// Each character one above or one below the one before it: 123456, fedcba98.
fn steps(chars: &[char]) -> bool {
    let by = |step: i64| {
        chars.windows(2).all(|two| {
            let (a, b) = (i64::from(u32::from(two[0])), i64::from(u32::from(two[1])));
            b - a == step || (two == ['9', '0'] && step == 1) || (two == ['0', '9'] && step == -1)
        })
    };
    by(1) || by(-1)
}

/// YYMMDD, YYYYMM(DD) or DDMMYY of a person's life.
fn is_date(digits: &str) -> bool {
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|d| d.parse::<u32>().ok());
    let day = |month: Option<u32>, day: Option<u32>| {
        month.is_some_and(|m| (1..=12).contains(&m)) && day.is_some_and(|d| (1..=31).contains(&d))
    };
    match digits.len() {
        6 => {
            day(number(2, 4), number(4, 6))
                || number(0, 4).is_some_and(|y| (1930..2040).contains(&y))
        }
        8 => {
            number(0, 4).is_some_and(|y| (1930..2040).contains(&y))
                && day(number(4, 6), number(6, 8))
        }
        _ => false,
    }
}

/// Whether a secret is a known thing of at least four characters, a piece of it, or hardly more.
fn resembles(secret: &str, known: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (secret, known) = (plain(secret), plain(known));
    let (long, short) = (secret.chars().count(), known.chars().count());
    short >= 4 && known.contains(&secret)
        || short >= 2 && secret.contains(&known) && long < short + 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(kind: SecretKind, secret: &str) -> bool {
        check(kind, secret, &["王晓燕", "13800138000", "1990-04-17"]).is_ok()
    }

    #[test]
    fn pins_that_anyone_would_try_first_are_refused() {
        for pin in [
            "12345",
            "1234567890123",
            "12a456",
            "111111",
            "123456",
            "987654",
            "890123",
            "121212",
            "123123",
            "112233",
            "900417",
            "19900417",
            "138001",
            "138000",
        ] {
            assert!(!passes(SecretKind::Pin, pin), "{pin}");
        }
        for pin in ["593817", "80264913", "740295"] {
            assert!(passes(SecretKind::Pin, pin), "{pin}");
        }
    }

    #[test]
    fn a_passphrase_is_a_sentence_of_ones_own() {
        for weak in [
            "短短短",
            "aaaaaaaaaaaa",
            "abcdefgh",
            "Password2026",
            "83920174",
            "王晓燕王晓燕",
            "13800138000",
        ] {
            assert!(!passes(SecretKind::Passphrase, weak), "{weak}");
        }
        for good in ["三月里的桃花开得早", "correct horse battery", "Xk9#vP2m"] {
            assert!(passes(SecretKind::Passphrase, good), "{good}");
        }
    }

    #[test]
    fn a_refused_secret_is_never_repeated() {
        let refusal = check(SecretKind::Pin, "123456", &[]).expect_err("weak");
        assert!(!format!("{refusal:?}").contains("123456"));
    }
}
