//! What a later settlement changes about an earlier one: the change set that a person applies or
//! rejects as one (DOMAIN law 10).

use super::Settlement;
use crate::contest::Row;
use crate::{EntrantId, MemberId};
use std::collections::BTreeMap;

/// What changes between two settlements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Whose row is another, by number: before, after.
    pub moved: Vec<(EntrantId, Option<Row>, Option<Row>)>,
    /// Who wins something else, by number: points more or less, things won in addition, things not
    /// won any more.
    pub awards: Vec<(MemberId, i64, Vec<String>, Vec<String>)>,
}

impl Difference {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.moved.is_empty() && self.awards.is_empty()
    }
}

/// What `after` changes about `before`.
pub fn difference(before: &Settlement, after: &Settlement) -> Difference {
    let mut rows: BTreeMap<EntrantId, (Option<Row>, Option<Row>)> = BTreeMap::new();
    for row in &before.rows {
        rows.entry(row.entrant).or_default().0 = Some(*row);
    }
    for row in &after.rows {
        rows.entry(row.entrant).or_default().1 = Some(*row);
    }
    let (old, new) = (won(before), won(after));
    let mut members: Vec<MemberId> = old.keys().chain(new.keys()).copied().collect();
    members.sort();
    members.dedup();
    let changed = |member: MemberId| {
        let nothing = Won::default();
        let (old, new) = (
            old.get(&member).unwrap_or(&nothing),
            new.get(&member).unwrap_or(&nothing),
        );
        let points = new.points.saturating_sub(old.points);
        let (gained, lost) = (new.beyond(old), old.beyond(new));
        let same = points == 0 && gained.is_empty() && lost.is_empty();
        (!same).then_some((member, points, gained, lost))
    };
    Difference {
        moved: rows
            .into_iter()
            .filter(|(_, (before, after))| before != after)
            .map(|(entrant, (before, after))| (entrant, before, after))
            .collect(),
        awards: members.into_iter().filter_map(changed).collect(),
    }
}

/// What a member wins in all.
#[derive(Default)]
struct Won<'a> {
    points: i64,
    things: BTreeMap<&'a str, usize>,
}

impl Won<'_> {
    /// The things here that are not there, each as often as it is more.
    fn beyond(&self, other: &Self) -> Vec<String> {
        let more = |(thing, count): (&&str, &usize)| {
            let there = other.things.get(thing).copied().unwrap_or(0);
            vec![(*thing).to_owned(); count.saturating_sub(there)]
        };
        self.things.iter().flat_map(more).collect()
    }
}

fn won(settlement: &Settlement) -> BTreeMap<MemberId, Won<'_>> {
    let mut all: BTreeMap<MemberId, Won<'_>> = BTreeMap::new();
    for award in &settlement.awards {
        let won = all.entry(award.member).or_default();
        won.points = won.points.saturating_add(award.points);
        if let Some(thing) = &award.thing {
            *won.things.entry(thing).or_default() += 1;
        }
    }
    all
}
