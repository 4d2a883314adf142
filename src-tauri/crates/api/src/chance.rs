//! The one place that asks the system for random bytes.

use rand::TryRngCore as _;
use rand::rngs::OsRng;

/// Random bytes from the operating system.
#[allow(clippy::disallowed_methods, reason = "this is the one place that asks")]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    OsRng
        .try_fill_bytes(&mut bytes)
        .expect("an operating system without random bytes cannot keep secrets");
    bytes
}

/// A fresh secret token: 32 random bytes as 64 hexadecimal digits.
pub fn token() -> String {
    hex(&bytes::<32>())
}

/// A fresh secret for a link that a person may have to scan: 16 random bytes as 32 hexadecimal digits.
pub fn short_token() -> String {
    hex(&bytes::<16>())
}

/// The hash a token is kept under: SHA-256, hexadecimal.
pub fn token_hash(token: &str) -> String {
    use sha2::Digest as _;
    hex(&sha2::Sha256::digest(token.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            write!(text, "{byte:02x}").expect("writing to a String cannot fail");
            text
        })
}
