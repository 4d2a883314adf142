//! Names as a group may read them: a group is read by everybody, also by who is in no team.

use crate::app::App;
use crate::error::Result;
use rules::leaderboard::shown_face;
use rules::team::{Roster, Settings};
use rules::{MemberId, TeamId};
use std::sync::Arc;

/// Somebody who is not named.
pub(super) const SOMEBODY: &str = "一位伙伴";

/// Who may be named to a viewer who is nobody (DOMAIN law 12).
pub(super) struct Names {
    pub roster: Arc<Roster>,
    pub settings: Arc<Settings>,
}

impl Names {
    /// The names of a team.
    pub async fn of(app: &App, team: TeamId) -> Result<Self> {
        Ok(Self {
            roster: app.roster(team).await?,
            settings: app.settings(team).await?,
        })
    }

    /// A name, if it may be told.
    pub fn of_member(&self, member: MemberId) -> Option<&str> {
        let found = self.roster.member(member)?;
        shown_face(&self.settings, false, found.consents_to_board).then_some(&found.name)
    }

    /// Several people in a few words, `陈静、李丽华 等 3 位`; who may not be named is counted.
    pub fn of_several(&self, members: impl Iterator<Item = MemberId>) -> String {
        let all: Vec<Option<&str>> = members.map(|member| self.of_member(member)).collect();
        let named: Vec<&str> = all.iter().copied().flatten().collect();
        match (named.len(), all.len()) {
            (0, 1) => SOMEBODY.to_owned(),
            (0, count) => format!("{count} 位伙伴"),
            (some, count) if some == count => named.join("、"),
            (_, count) => format!("{} 等 {count} 位", named.join("、")),
        }
    }
}
