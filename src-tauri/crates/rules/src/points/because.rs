//! Why the ledger followed a sale: each posting of a sale says which change of facts or rules it
//! belongs to.

use crate::{CategoryId, ImportId, MemberId, RefundId, RulesId};

/// The change that a sale was followed after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Because {
    /// An import told of it, for the first time or anew.
    Import(ImportId),
    /// Money was given back.
    Refund(RefundId),
    /// A seller was matched to a member, or to nobody.
    Match,
    /// An import was taken back.
    Undo(ImportId),
    /// A version of the earning rules was published.
    Rules(RulesId),
    /// A member's tier was dated.
    Tier(MemberId),
    /// Goods were given a category.
    Category(CategoryId),
}

impl Because {
    /// The two numbers kept in the ledger: which kind, and which one of that kind.
    pub fn numbers(self) -> (i64, i64) {
        match self {
            Self::Import(import) => (1, import.0),
            Self::Refund(refund) => (2, refund.0),
            Self::Match => (3, 0),
            Self::Undo(import) => (4, import.0),
            Self::Rules(rules) => (5, rules.0),
            Self::Tier(member) => (6, member.0),
            Self::Category(category) => (7, category.0),
        }
    }

    /// Which one two numbers of the ledger are.
    pub fn from_numbers(kind: i64, id: i64) -> Option<Self> {
        Some(match kind {
            1 => Self::Import(ImportId(id)),
            2 => Self::Refund(RefundId(id)),
            3 => Self::Match,
            4 => Self::Undo(ImportId(id)),
            5 => Self::Rules(RulesId(id)),
            6 => Self::Tier(MemberId(id)),
            7 => Self::Category(CategoryId(id)),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_as_what_they_were() {
        for because in [
            Because::Import(ImportId(7)),
            Because::Refund(RefundId(7)),
            Because::Match,
            Because::Undo(ImportId(7)),
            Because::Rules(RulesId(7)),
            Because::Tier(MemberId(7)),
            Because::Category(CategoryId(7)),
        ] {
            let (kind, id) = because.numbers();
            assert_eq!(Because::from_numbers(kind, id), Some(because));
        }
        assert_eq!(Because::from_numbers(0, 7), None);
    }
}
