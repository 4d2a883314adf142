//! Answers that are known and not written down yet: where writing fails they are kept and written
//! before the next try, so that nothing is sent twice whose answer is known.

use crate::app::App;
use crate::error::Result;
use rules::TeamId;
use rules::outbox::{Answer, End};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::outbox::{attempt, message};

/// How a try went, and what became of its message.
#[derive(Clone)]
pub(super) struct Known {
    pub answer: Answer,
    pub end: Option<(i64, End)>,
}

/// What is known, by try.
#[derive(Default)]
pub(super) struct Unwritten(Mutex<HashMap<(TeamId, i64), Known>>);

impl Unwritten {
    fn held(&self) -> MutexGuard<'_, HashMap<(TeamId, i64), Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl App {
    /// Writes down how a try went; where that fails it stays known.
    pub(super) async fn note_answer(&self, team: TeamId, attempt: i64, known: Known) -> Result<()> {
        self.outbox.unwritten.held().insert((team, attempt), known);
        self.note_known(team, attempt).await.map(drop)
    }

    /// Writes down how a try went if that is known; says whether it was.
    pub(super) async fn note_known(&self, team: TeamId, attempt: i64) -> Result<bool> {
        let known = self.outbox.unwritten.held().get(&(team, attempt)).cloned();
        let Some(known) = known else {
            return Ok(false);
        };
        let now = self.clock.now();
        let mut tx = self.db.write_team(team).await?;
        attempt::answer(&mut tx, team, attempt, &known.answer, now).await?;
        if let Some((message, end)) = known.end {
            message::end(&mut tx, team, message, end, now).await?;
        }
        tx.commit().await?;
        self.outbox.unwritten.held().remove(&(team, attempt));
        Ok(true)
    }
}
