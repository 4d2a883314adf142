//! All versions of a team's earning rules: which one a moment stands under.

use super::rule::EarningRules;
use crate::sale::Categories;
use crate::{MemberId, Moment, RulesId};

/// One version, as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub id: RulesId,
    /// In force from then until the next one.
    pub from_at: Moment,
    /// What it says.
    pub rules: EarningRules,
    /// SHA-256 of its canonical text.
    pub hash: String,
    /// Why it was made.
    pub reason: String,
    /// Who made it; none: the house, when the team began.
    pub by: Option<MemberId>,
    /// When it was recorded.
    pub recorded_at: Moment,
}

/// All versions of a team, and the categories that its rates may look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    versions: Vec<Version>,
    categories: Categories,
}

/// What reckoning by a book must know of a sale beside its amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Its category.
    pub category: bool,
    /// Its seller's tier.
    pub tier: bool,
    /// The order's other lines.
    pub orders: bool,
    /// The seller's other orders of that business day.
    pub days: bool,
}

impl Book {
    /// A book of these versions.
    pub fn new(mut versions: Vec<Version>) -> Self {
        // Of two from the same moment the later recorded one holds.
        versions.sort_by_key(|version| (version.from_at, version.id));
        Self {
            versions,
            categories: Categories::default(),
        }
    }

    /// The book of a team that says of its goods what categories they are of.
    pub fn knowing(self, categories: Categories) -> Self {
        Self { categories, ..self }
    }

    /// What the team says of its goods.
    pub fn categories(&self) -> &Categories {
        &self.categories
    }

    /// All versions by the moment they are in force from.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// The version a moment stands under.
    pub fn at(&self, at: Moment) -> Option<&Version> {
        let after = self.versions.partition_point(|v| v.from_at <= at);
        after.checked_sub(1).map(|i| &self.versions[i])
    }

    /// The version that comes after one: the one holds until the other begins, and never did when both
    /// begin at the same moment.
    pub fn after(&self, id: RulesId) -> Option<&Version> {
        let place = self.versions.iter().position(|version| version.id == id)?;
        self.versions.get(place + 1)
    }

    /// The version of a number.
    pub fn version(&self, id: RulesId) -> Option<&Version> {
        self.versions.iter().find(|version| version.id == id)
    }

    /// The book with one more version.
    pub fn with(&self, version: Version) -> Self {
        let mut versions = self.versions.clone();
        versions.push(version);
        Self::new(versions).knowing(self.categories.clone())
    }

    /// What any of its versions must know of a sale.
    pub fn needs(&self) -> Needs {
        let rules = || self.versions.iter().map(|version| &version.rules);
        let rates = || rules().flat_map(|rules| &rules.rates);
        let days = rules().any(|rules| rules.first_of_day.0 > 0);
        Needs {
            category: rates().any(|rate| rate.category.is_some()),
            tier: rates().any(|rate| rate.tier.is_some()),
            orders: days || rules().any(|r| r.per_order.0 > 0 || r.order_min_fen.0 > 0),
            days,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(id: i64, from: i64) -> Version {
        Version {
            id: RulesId(id),
            from_at: Moment(from),
            rules: EarningRules::one_a_yuan(),
            hash: String::new(),
            reason: String::new(),
            by: None,
            recorded_at: Moment(0),
        }
    }

    #[test]
    fn a_version_holds_from_its_moment_until_the_next() {
        let book = Book::new(vec![version(2, 100), version(1, 0), version(3, 100)]);
        let at = |at| book.at(Moment(at)).map(|v| v.id.0);
        assert_eq!(
            [at(-1), at(0), at(99), at(100)],
            [None, Some(1), Some(1), Some(3)]
        );
        let after = |id| book.after(RulesId(id)).map(|v| v.id.0);
        assert_eq!([after(1), after(2), after(3)], [Some(2), Some(3), None]);
    }
}
