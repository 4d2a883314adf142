//! From places and scores to prizes: who wins what. A function of the field and of what was decided
//! about shared places, so that settling again is settling from nothing.

pub mod difference;
mod fought;
mod payee;
pub mod pot;
mod winner;

pub use difference::{Difference, difference};
pub use fought::{Fought, Pair, fought};
pub use pot::pot;

use super::{Field, Row};
use crate::points::posting::text_hash;
use crate::{EntrantId, MemberId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What one person wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestAward)]
pub struct Award {
    /// For whom they competed.
    pub entrant: EntrantId,
    /// Who gets it.
    pub member: MemberId,
    /// Which of the rule's prizes, from 0; of points put together from several the first of them.
    pub prize: usize,
    /// The place it is won at; where a shared place was decided, the decided one.
    pub place: u64,
    /// How many points.
    pub points: i64,
    /// What else.
    pub thing: Option<String>,
}

/// A shared place that touches different prizes, and nobody has decided the order yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestOpenTie)]
pub struct OpenTie {
    /// The place.
    pub place: u64,
    /// Who share it.
    pub entrants: Vec<EntrantId>,
}

/// By shared place, in which order its holders get the prizes. One that does not name exactly the
/// holders decides nothing: they have changed since.
pub type Decisions = BTreeMap<u64, Vec<EntrantId>>;

/// The members of each entrant, with what each contributed.
pub type Contributors = BTreeMap<EntrantId, Vec<(MemberId, i64)>>;

/// Who stands where and wins what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestSettlement)]
pub struct Settlement {
    /// Everyone who has a place, in order.
    pub rows: Vec<Row>,
    /// Everything that is won, by place, entrant, prize and member.
    pub awards: Vec<Award>,
    /// What must be decided first. While there is any, its holders win nothing by place.
    pub open: Vec<OpenTie>,
    /// How the duels of a PK end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duels: Vec<Fought>,
}

impl Settlement {
    /// What the result is known by: SHA-256 over the canonical JSON of the rule's hash and the
    /// settlement, fields in the order of their declaration, no spaces.
    pub fn hash(&self, rule_hash: &str) -> String {
        text_hash(&serde_json::to_string(&(rule_hash, self)).expect("plain data is always JSON"))
    }

    /// The points each member wins, those who win some.
    pub fn points_by_member(&self) -> BTreeMap<MemberId, i64> {
        let mut sums: BTreeMap<MemberId, i64> = BTreeMap::new();
        for award in self.awards.iter().filter(|award| award.points > 0) {
            *sums.entry(award.member).or_default() += award.points;
        }
        sums
    }

    /// All points together.
    pub fn points(&self) -> i64 {
        let points = self.awards.iter().map(|award| award.points);
        points.fold(0, i64::saturating_add)
    }
}

/// Settles a field. `members` is read for teams only: what each contributed decides how a team's
/// points are shared; `pairs`, the accepted duels in any order, for a PK only.
pub fn settle(
    field: &Field,
    members: &Contributors,
    decisions: &Decisions,
    pairs: &[Pair],
) -> Settlement {
    let rows: Vec<Row> = field.list(0, usize::MAX).collect();
    let duels = fought(field, pairs);
    let (wins, open) = winner::wins(field, &rows, decisions, &duels);
    let teams = field.rule().kind.teams();
    let mut awards: Vec<Award> = match teams {
        Some(teams) => {
            let paid = |win| payee::paid(win, teams, members);
            wins.into_iter().flat_map(paid).collect()
        }
        None => wins.into_iter().map(payee::own).collect(),
    };
    awards.retain(|award| award.points != 0 || award.thing.is_some());
    awards.sort_by_key(|award| (award.place, award.entrant, award.prize, award.member));
    Settlement {
        rows,
        awards,
        open,
        duels,
    }
}

#[cfg(test)]
mod tests;
