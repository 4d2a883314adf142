//! The seed of a contest's draws: chosen and its hash published before the start, told at the end,
//! so that anyone can draw again.

use crate::EntrantId;
use crate::points::posting::Hash;
use sha2::{Digest, Sha256};

/// 32 random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(pub [u8; 32]);

impl Seed {
    /// As 64 hexadecimal digits.
    pub fn hex(&self) -> String {
        Hash(self.0).hex()
    }

    /// Reads 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        Hash::from_hex(text).map(|bytes| Self(bytes.0))
    }

    /// What is published before the start: SHA-256 over the bytes, as 64 hexadecimal digits.
    pub fn hash(&self) -> String {
        Hash(Sha256::digest(self.0).into()).hex()
    }

    /// What an entrant draws when equal scores are parted: the top 62 bits of SHA-256 over the seed and
    /// the entrant's number (eight bytes, big end first). The higher stands first.
    pub fn lot(&self, entrant: EntrantId) -> i64 {
        let digest = self.drawn(&[entrant.0]);
        let top = digest[..8]
            .iter()
            .fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        (top >> 2) as i64
    }

    /// SHA-256 over the seed and numbers, eight bytes each, big end first.
    pub fn drawn(&self, numbers: &[i64]) -> [u8; 32] {
        let mut hasher = Sha256::new_with_prefix(self.0);
        for number in numbers {
            hasher.update(number.to_be_bytes());
        }
        hasher.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::points::posting::text_hash;

    #[test]
    fn a_seed_reads_back_from_its_digits() {
        let seed = Seed([7; 32]);
        assert_eq!(Seed::from_hex(&seed.hex()), Some(seed));
        assert_eq!(Seed::from_hex("07"), None);
    }

    #[test]
    fn its_published_hash_is_the_plain_hash_of_its_bytes() {
        // 32 bytes that are also a text, so that any tool can check it.
        let text = "0123456789abcdef0123456789abcdef";
        let seed = Seed(text.as_bytes().try_into().expect("32 bytes"));
        assert_eq!(seed.hash(), text_hash(text));
    }

    #[test]
    fn a_lot_is_the_beginning_of_a_hash_that_anyone_can_compute() {
        let seed = Seed([0; 32]);
        let mut bytes = [0; 40];
        bytes[39] = 5;
        let digest = Hash(Sha256::digest(bytes).into()).hex();
        let top = u64::from_str_radix(&digest[..16], 16).expect("digits");
        assert_eq!(seed.lot(EntrantId(5)), (top >> 2) as i64);
        assert_ne!(seed.lot(EntrantId(5)), seed.lot(EntrantId(6)));
        assert_ne!(seed.lot(EntrantId(5)), Seed([1; 32]).lot(EntrantId(5)));
    }
}
