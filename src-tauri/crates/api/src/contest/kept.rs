//! The teams' contests as they were read last, until something is done with one.

use crate::app::App;
use crate::error::Result;
use rules::{ContestId, TeamId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::contest::act::Contest;
use store::leaderboard::Marks;

/// With the count of changes they were read at.
type Read = (u64, Arc<[Contest]>);

/// The teams' contests.
#[derive(Default)]
pub(super) struct Kept(Mutex<HashMap<TeamId, Read>>);

/// What a second computation is made of: the rule's version, how far the books reached, how often
/// people and contests of the team changed.
pub(super) type MadeOf = (i64, Marks, u64, u64);

/// Second computations: each reads every fact, so none is made twice of the same.
#[derive(Default)]
pub(super) struct Seconds(Mutex<HashMap<(TeamId, ContestId), (MadeOf, bool)>>);

impl Seconds {
    /// Whether the second computation of exactly this agreed, if it was made.
    pub fn known(&self, of: (TeamId, ContestId), made_of: MadeOf) -> Option<bool> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, agrees) = *kept.get(&of)?;
        (known == made_of).then_some(agrees)
    }

    /// Remembers one.
    pub fn keep(&self, of: (TeamId, ContestId), made_of: MadeOf, agrees: bool) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(of, (made_of, agrees));
    }
}

impl App {
    /// All contests of a team, the latest begun first.
    pub(super) async fn contests(&self, team: TeamId) -> Result<Arc<[Contest]>> {
        // Noted before the books are opened: what is done meanwhile makes them stale again.
        let version = self.fields.version(team);
        let lock = || {
            let kept = &self.fields.kept.0;
            kept.lock().unwrap_or_else(PoisonError::into_inner)
        };
        let known = lock().get(&team).cloned();
        if let Some((_, contests)) = known.filter(|(seen, _)| *seen == version) {
            return Ok(contests);
        }
        let mut conn = self.db.read().await?;
        let contests = store::contest::act::contests(&mut conn, team).await?;
        let contests: Arc<[Contest]> = contests.into();
        lock().insert(team, (version, contests.clone()));
        Ok(contests)
    }
}
