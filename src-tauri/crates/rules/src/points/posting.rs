//! One posting: a transfer between two accounts, chained to the one before it (DOMAIN laws 5 and 6).

use super::account::{Account, Cause};
use super::because::Because;
use crate::{BasisPoints, Fen, MemberId, Moment, RulesId, TeamId};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// SHA-256 over the hash before and a posting's canonical bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What the first posting of a team is chained to.
    pub const START: Self = Self([0; 32]);

    /// As 64 hexadecimal digits.
    pub fn hex(&self) -> String {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = String::with_capacity(64);
        for byte in self.0 {
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        text
    }

    /// Reads 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut bytes = [0; 32];
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }
}

/// Which lot of available points a posting touches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InLot {
    /// None: no available points move.
    #[default]
    No,
    /// It makes one, named after its own number.
    Own,
    /// It takes from, or gives back to, the lot of this number.
    Of(i64),
}

/// A posting before it has its number and its place in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Why.
    pub cause: Cause,
    /// Which one of that cause.
    pub cause_id: i64,
    /// Which part of that one.
    pub leg: i64,
    /// Whose statement shows it, and who owns the members' accounts in it.
    pub member: MemberId,
    /// Where the points come from.
    pub from: Account,
    /// Where they go.
    pub to: Account,
    /// How many, above zero.
    pub points: i64,
    /// By which version of the earning rules.
    pub rules: Option<RulesId>,
    /// The net amount the rate was applied to.
    pub basis: Option<Fen>,
    /// Points per yuan; 10 000 is one point.
    pub rate: Option<BasisPoints>,
    /// When the return window of what earned them ends.
    pub matures_at: Option<Moment>,
    /// When the lot runs out.
    pub expires_at: Option<Moment>,
    /// The lot of available points.
    pub lot: InLot,
    /// The moment the sale counts for.
    pub sold_at: Option<Moment>,
    /// After what the sale was followed.
    pub because: Option<Because>,
    /// A person's reason.
    pub reason: Option<String>,
    /// Who did it, if a person did.
    pub by: Option<MemberId>,
    /// When it happened.
    pub happened_at: Moment,
}

/// A posting as the ledger keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// Its number, without gaps from 1.
    pub seq: i64,
    /// What it says.
    pub draft: Draft,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// The chain up to and with it.
    pub hash: Hash,
}

impl Draft {
    /// A transfer with nothing optional said.
    pub fn new(
        key: (Cause, i64, i64),
        member: MemberId,
        (from, to): (Account, Account),
        points: i64,
        happened_at: Moment,
    ) -> Self {
        let (cause, cause_id, leg) = key;
        Self {
            cause,
            cause_id,
            leg,
            member,
            from,
            to,
            points,
            rules: None,
            basis: None,
            rate: None,
            matures_at: None,
            expires_at: None,
            lot: InLot::No,
            sold_at: None,
            because: None,
            reason: None,
            by: None,
            happened_at,
        }
    }

    /// The idempotency key.
    pub fn key(&self) -> (Cause, i64, i64) {
        (self.cause, self.cause_id, self.leg)
    }

    /// What it adds to a member's account.
    pub fn effect(&self, account: Account) -> i64 {
        let plus = if self.to == account { self.points } else { 0 };
        let minus = if self.from == account { self.points } else { 0 };
        plus - minus
    }

    /// The number of the lot it touches when it is posted as `seq`.
    pub fn lot_number(&self, seq: i64) -> Option<i64> {
        match self.lot {
            InLot::No => None,
            InLot::Own => Some(seq),
            InLot::Of(lot) => Some(lot),
        }
    }

    /// Gives the draft its number and chains it to the posting before.
    pub fn chained(self, team: TeamId, seq: i64, recorded_at: Moment, before: &Hash) -> Posting {
        let hash = chain(before, team, seq, recorded_at, &self);
        Posting {
            seq,
            draft: self,
            recorded_at,
            hash,
        }
    }
}

/// The hash of a draft posted as `seq` after `before`.
///
/// Canonical bytes: the hash before, then every field in the table's order; numbers as eight bytes,
/// big end first; an absent one as the byte 0, a present one as the byte 1 before it; a text as its
/// length in bytes and its UTF-8.
pub fn chain(before: &Hash, team: TeamId, seq: i64, recorded_at: Moment, d: &Draft) -> Hash {
    let mut bytes = Bytes(Vec::with_capacity(256));
    bytes.0.extend_from_slice(&before.0);
    for number in [
        team.0,
        seq,
        d.cause.number(),
        d.cause_id,
        d.leg,
        d.member.0,
        d.from.number(),
        d.to.number(),
        d.points,
    ] {
        bytes.number(number);
    }
    for number in [
        d.rules.map(|x| x.0),
        d.basis.map(|x| x.0),
        d.rate.map(|x| x.0),
        d.matures_at.map(|x| x.0),
        d.expires_at.map(|x| x.0),
        d.lot_number(seq),
        d.sold_at.map(|x| x.0),
        d.because.map(|x| x.numbers().0),
        d.because.map(|x| x.numbers().1),
        d.by.map(|x| x.0),
    ] {
        bytes.maybe(number);
    }
    bytes.text(d.reason.as_deref());
    bytes.number(d.happened_at.0);
    bytes.number(recorded_at.0);
    Hash(Sha256::digest(&bytes.0).into())
}

struct Bytes(Vec<u8>);

impl Bytes {
    fn number(&mut self, number: i64) {
        self.0.extend_from_slice(&number.to_be_bytes());
    }

    fn maybe(&mut self, number: Option<i64>) {
        self.0.push(u8::from(number.is_some()));
        if let Some(number) = number {
            self.number(number);
        }
    }

    fn text(&mut self, text: Option<&str>) {
        self.maybe(text.map(|t| i64::try_from(t.len()).unwrap_or(i64::MAX)));
        self.0.extend_from_slice(text.unwrap_or("").as_bytes());
    }
}

/// SHA-256 of a text, as 64 hexadecimal digits.
pub fn text_hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            write!(text, "{byte:02x}").expect("writing to a String cannot fail");
            text
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ImportId;

    fn draft() -> Draft {
        let accounts = (Account::Issued, Account::Pending);
        Draft::new(
            (Cause::Sale, 7, 0),
            MemberId(3),
            accounts,
            128,
            Moment(1_000),
        )
    }

    #[test]
    fn a_hash_reads_back_from_its_digits() {
        let hash = chain(&Hash::START, TeamId(1), 1, Moment(5), &draft());
        assert_eq!(Hash::from_hex(&hash.hex()), Some(hash));
        assert_eq!(Hash::from_hex("zz"), None);
    }

    #[test]
    fn every_field_is_in_the_hash() {
        let base = draft();
        let some = Some(1);
        let changed = [
            Draft {
                cause: Cause::Order,
                ..base.clone()
            },
            Draft {
                cause_id: 8,
                ..base.clone()
            },
            Draft {
                leg: 1,
                ..base.clone()
            },
            Draft {
                member: MemberId(4),
                ..base.clone()
            },
            Draft {
                from: Account::Borne,
                ..base.clone()
            },
            Draft {
                to: Account::Available,
                ..base.clone()
            },
            Draft {
                points: 129,
                ..base.clone()
            },
            Draft {
                rules: some.map(RulesId),
                ..base.clone()
            },
            Draft {
                basis: some.map(Fen),
                ..base.clone()
            },
            Draft {
                rate: some.map(BasisPoints),
                ..base.clone()
            },
            Draft {
                matures_at: some.map(Moment),
                ..base.clone()
            },
            Draft {
                expires_at: some.map(Moment),
                ..base.clone()
            },
            Draft {
                lot: InLot::Own,
                ..base.clone()
            },
            Draft {
                sold_at: some.map(Moment),
                ..base.clone()
            },
            Draft {
                because: Some(Because::Match),
                ..base.clone()
            },
            Draft {
                because: some.map(ImportId).map(Because::Import),
                ..base.clone()
            },
            Draft {
                because: some.map(ImportId).map(Because::Undo),
                ..base.clone()
            },
            Draft {
                by: some.map(MemberId),
                ..base.clone()
            },
            Draft {
                reason: Some(String::new()),
                ..base.clone()
            },
            Draft {
                happened_at: Moment(2),
                ..base.clone()
            },
        ];
        let hash = |d: &Draft| chain(&Hash::START, TeamId(1), 1, Moment(5), d).hex();
        let mut all: Vec<String> = changed.iter().map(hash).collect();
        all.push(hash(&base));
        all.push(chain(&Hash::START, TeamId(2), 1, Moment(5), &base).hex());
        all.push(chain(&Hash::START, TeamId(1), 2, Moment(5), &base).hex());
        all.push(chain(&Hash::START, TeamId(1), 1, Moment(6), &base).hex());
        all.push(chain(&Hash([1; 32]), TeamId(1), 1, Moment(5), &base).hex());
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
