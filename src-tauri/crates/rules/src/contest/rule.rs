//! The rule of a contest: everything that decides who wins what. It is versioned and hashed; what is
//! not in here does not count.

use super::prize::{Prize, Shared};
use super::{Counted, Kind, Measure, Side, Unit, Who};
use crate::points::posting::text_hash;
use crate::{BasisPoints, EntrantId, Moment, TierId, Window};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a contest looks: its page, the wall, its ceremony.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestLook)]
pub enum Look {
    /// Deep red lacquer with gold.
    Festive,
    /// Ink on paper.
    Paper,
    /// Night: dark lacquer.
    Night,
}

/// What decides between equal scores, in turn. Who is equal in all of them shares the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ContestTieKey)]
pub enum TieKey {
    /// Who reached the score earlier: whose last counting order is earlier.
    Earlier,
    /// More orders.
    Orders,
    /// Higher net sales.
    Sales,
    /// A draw by the contest's seed, whose hash is published with the rule.
    Draw,
}

/// What a tier's scores are multiplied by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestHandicap)]
pub struct Handicap {
    /// The tier, as it is when the contest starts.
    pub tier: TierId,
    /// The rate; 10 000 leaves scores as they are.
    pub rate: BasisPoints,
}

/// The rule of a contest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestRule)]
pub struct Rule {
    /// Its name, 1 to 40 characters.
    pub name: String,
    /// What its leader tells the team, up to 1 000 characters.
    #[serde(default)]
    pub note: String,
    /// How it looks.
    pub look: Look,
    /// How scores become winners.
    pub kind: Kind,
    /// The first moment that counts.
    pub start: Moment,
    /// The first moment that does not count any more.
    pub end: Moment,
    /// From when on nobody sees how it goes, until it is revealed; none: it stays open.
    #[serde(default)]
    pub freeze_at: Option<Moment>,
    /// How long the result can be objected to, in hours, 0 to 240.
    pub appeal_hours: i64,
    /// Who takes part; teams have their own.
    pub who: Who,
    /// Whether people must enter themselves.
    #[serde(default)]
    pub opt_in: bool,
    /// Whether who joins the team after the start takes part.
    pub late_joiners: bool,
    /// Whether who leaves the team before the end keeps their place.
    pub leavers: bool,
    /// What counts, 1 to 5 measures.
    pub counted: Vec<Counted>,
    /// What tiers' scores are multiplied by; those not named count as they are.
    #[serde(default)]
    pub handicaps: Vec<Handicap>,
    /// The least score for any prize.
    #[serde(default)]
    pub prize_min: i64,
    /// What decides between equal scores.
    pub ties: Vec<TieKey>,
    /// What happens to prizes of shared places.
    pub shared: Shared,
    /// What can be won.
    pub prizes: Vec<Prize>,
}

impl Rule {
    /// When facts count.
    pub fn window(&self) -> Window {
        Window {
            start: self.start,
            end: self.end,
        }
    }

    /// The team that an entrant is, if the entrants are teams.
    pub fn side(&self, entrant: EntrantId) -> Option<&Side> {
        let nth = usize::try_from(entrant.0).ok()?.checked_sub(1)?;
        self.kind.teams()?.sides.get(nth)
    }

    /// Whether it counts a measure.
    pub fn counts(&self, measure: Measure) -> bool {
        self.counted
            .iter()
            .any(|counted| counted.measure == measure)
    }

    /// What scores are in.
    pub fn unit(&self) -> Unit {
        match (&self.kind, self.counted.as_slice()) {
            (Kind::Growth(_) | Kind::Attainment(_), _) => Unit::BasisPoints,
            // Season points.
            (Kind::Season(_), _) => Unit::Count,
            (_, [one]) => one.measure.unit(),
            _ => Unit::Centi,
        }
    }

    /// What amounts before growth and attainment are in.
    pub fn amount_unit(&self) -> Unit {
        match self.counted.as_slice() {
            [one] => one.measure.unit(),
            _ => Unit::Centi,
        }
    }

    /// What the rule is known by: SHA-256 over its canonical JSON, fields in the order of their
    /// declaration, no spaces.
    pub fn hash(&self) -> String {
        text_hash(&self.json())
    }

    /// As it is kept and hashed.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("plain data is always JSON")
    }
}
