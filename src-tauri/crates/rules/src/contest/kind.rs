//! The kinds of contest.

use super::course::{Bracket, Leagues, Season};
use crate::{BasisPoints, MemberId, Moment, TierId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How scores become winners.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
#[schema(as = ContestKind)]
pub enum Kind {
    /// The higher score first.
    Ranking,
    /// Who reaches the target first; who does not, by score behind those who did.
    Race {
        /// The score to reach.
        target: i64,
    },
    /// Everyone who reaches the line wins; nobody loses.
    Line {
        /// The score to reach.
        line: i64,
    },
    /// 阶梯: each reaches the highest step they can; the steps are the prizes'.
    Steps,
    /// 进步之星: growth against one's own baseline, in basis points.
    Growth(Growth),
    /// Attainment of one's own target, in basis points.
    Attainment(Targets),
    /// Team against team.
    Teams(Teams),
    /// 1v1 PK by consent: ranked as in a ranking; besides, who challenged and who accepted fight.
    Pk {
        /// How long a challenge can be answered, in hours, 1 to 240.
        accept_hours: i64,
    },
    /// Knock-out 淘汰赛: in each round two meet, one goes on.
    Bracket(Bracket),
    /// Leagues 联赛: groups of about equal level, with promotion and relegation.
    Leagues(Leagues),
    /// A season 赛季 of rounds that give season points, with a final.
    Season(Season),
}

/// How growth is reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestGrowth)]
pub struct Growth {
    /// How many stretches before the contest, each as long as it, the baseline is the median of; 1 to 12.
    pub periods: i64,
    /// A baseline is at least this much, in the measure's unit; above zero.
    pub base_min: i64,
    /// A growth counts as at most this much.
    pub growth_max: BasisPoints,
    /// Who has fewer orders than this in the contest has no place.
    pub orders_min: i64,
}

/// Everyone's own target, in the measure's unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestTargets)]
pub struct Targets {
    /// For who has no other; above zero.
    pub everyone: i64,
    /// For those who are of a tier when the contest starts.
    #[serde(default)]
    pub tiers: Vec<TierTarget>,
    /// For one person.
    #[serde(default)]
    pub members: Vec<MemberTarget>,
}

/// A tier's target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestTierTarget)]
pub struct TierTarget {
    /// Which tier.
    pub tier: TierId,
    /// What each of them is to reach.
    pub target: i64,
}

/// One person's target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestMemberTarget)]
pub struct MemberTarget {
    /// Who.
    pub member: MemberId,
    /// What they are to reach.
    pub target: i64,
}

/// Which teams, and how a team's score is made of its members'.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestTeams)]
pub struct Teams {
    /// The teams, 2 to 200; a team's number is its place in this list, from 1.
    pub sides: Vec<Side>,
    /// Whether the score is the sum divided by how many people the team has, rounded down.
    #[serde(default)]
    pub per_head: bool,
    /// Whether a team's prize goes to its head instead of being shared by its members.
    #[serde(default)]
    pub pays_head: bool,
}

/// One team of a contest: a branch as it is at each sale, or people chosen for this contest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContestSide)]
pub struct Side {
    /// Its name.
    pub name: String,
    /// Whose branch it is; none for chosen people. Of two branches inside each other a sale counts for the
    /// nearer head.
    #[serde(default)]
    pub head: Option<MemberId>,
    /// The chosen people.
    #[serde(default)]
    pub members: Vec<MemberId>,
}

impl Kind {
    /// Whether the entrants are teams.
    pub fn teams(&self) -> Option<&Teams> {
        match self {
            Self::Teams(teams) => Some(teams),
            _ => None,
        }
    }
    /// When its rounds change; none for the kinds without rounds.
    pub fn cuts(&self) -> Option<&[Moment]> {
        match self {
            Self::Bracket(Bracket { cuts, .. })
            | Self::Leagues(Leagues { cuts, .. })
            | Self::Season(Season { cuts, .. }) => Some(cuts),
            _ => None,
        }
    }

    /// The same, to move them.
    pub(super) fn cuts_mut(&mut self) -> &mut [Moment] {
        match self {
            Self::Bracket(Bracket { cuts, .. })
            | Self::Leagues(Leagues { cuts, .. })
            | Self::Season(Season { cuts, .. }) => cuts,
            _ => &mut [],
        }
    }
}
