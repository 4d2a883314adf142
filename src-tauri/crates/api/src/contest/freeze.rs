//! Freezes as the rest of the house knows them: while a contest is frozen, boards over its time show
//! what they showed when it froze, and members are not told that anything happened (DOMAIN law 11).

use crate::app::App;
use crate::error::Result;
use rules::contest::State as Stands;
use rules::contest::life;
use rules::{ContestId, Moment, TeamId, Window};

/// A contest that is frozen now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Freeze {
    /// Which.
    pub contest: ContestId,
    /// Since when.
    pub at: Moment,
}

impl App {
    /// The freeze that a window's boards are under, the earliest of several.
    pub(crate) async fn freeze_over(&self, team: TeamId, window: Window) -> Result<Option<Freeze>> {
        let now = self.clock.now();
        let contests = self.contests(team).await?;
        let frozen = contests.iter().filter(|contest| {
            let theirs = contest.rule.window();
            life::state(contest.state, &contest.rule, now) == Stands::Frozen
                && theirs.start < window.end
                && window.start < theirs.end
        });
        let frozen = frozen.filter_map(|contest| {
            Some(Freeze {
                contest: contest.id,
                at: contest.rule.freeze_at?,
            })
        });
        Ok(frozen.min_by_key(|freeze| freeze.at))
    }

    /// Whether anything of a team is frozen now.
    pub(crate) async fn is_frozen(&self, team: TeamId) -> Result<bool> {
        Ok(self.freeze_over(team, Window::ALL).await?.is_some())
    }
}
