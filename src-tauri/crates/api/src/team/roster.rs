//! The teams in memory, kept up with every write to them.

use crate::app::App;
use crate::error::Result;
use rules::TeamId;
use rules::team::Roster;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use store::Tx;
use tokio::sync::OwnedMutexGuard;

/// The rosters of all teams asked for so far.
#[derive(Default)]
pub struct Rosters(Mutex<HashMap<TeamId, Arc<Held>>>);

#[derive(Default)]
struct Held {
    /// One writer of a team at a time, from before its transaction until memory has what it wrote.
    desk: Arc<tokio::sync::Mutex<()>>,
    roster: Mutex<Option<Arc<Roster>>>,
    /// How often it may have become another since the program started.
    revision: AtomicU64,
}

impl Held {
    fn roster(&self) -> Option<Arc<Roster>> {
        self.roster
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn set(&self, roster: Option<Arc<Roster>>) {
        if roster.is_none() {
            self.revision.fetch_add(1, Ordering::AcqRel);
        }
        *self.roster.lock().unwrap_or_else(PoisonError::into_inner) = roster;
    }

    async fn load(&self, app: &App, team: TeamId) -> Result<Arc<Roster>> {
        if let Some(roster) = self.roster() {
            return Ok(roster);
        }
        let mut conn = app.db.read().await?;
        let roster = Arc::new(store::team::roster(&mut conn, team).await?);
        self.set(Some(roster.clone()));
        Ok(roster)
    }
}

impl Rosters {
    fn of(&self, team: TeamId) -> Arc<Held> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(team).or_default().clone()
    }

    /// Forgets a team, so that the next question reads it again; after writes that went past [`Desk`].
    pub fn forget(&self, team: TeamId) {
        self.of(team).set(None);
    }

    /// How often a team may have become another since the program started.
    pub(crate) fn revision(&self, team: TeamId) -> u64 {
        self.of(team).revision.load(Ordering::Acquire)
    }

    /// Forgets all teams, after the books were exchanged.
    pub(crate) fn forget_all(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

/// The right to write a team: while it is held nobody else writes, so what its roster says stays true
/// until the transaction commits.
pub struct Desk {
    /// The team as it is.
    pub roster: Arc<Roster>,
    team: TeamId,
    held: Arc<Held>,
    _turn: OwnedMutexGuard<()>,
    /// A transaction was begun and memory does not have what it wrote.
    behind: bool,
}

impl Desk {
    /// Begins the transaction.
    pub async fn begin(&mut self, app: &App) -> Result<Tx> {
        self.behind = true;
        Ok(app.db.write_team(self.team).await?)
    }

    /// Commits, and brings memory up to what was written.
    pub async fn commit(mut self, tx: Tx, change: impl FnOnce(&mut Roster)) -> Result<()> {
        tx.commit().await?;
        // Let go of our own copy, so that nothing has to be cloned when no reader holds one.
        self.roster = Arc::default();
        let mut kept = (self.held.roster.lock()).unwrap_or_else(PoisonError::into_inner);
        if let Some(roster) = kept.as_mut() {
            change(Arc::make_mut(roster));
        }
        drop(kept);
        self.held.revision.fetch_add(1, Ordering::AcqRel);
        self.behind = false;
        Ok(())
    }

    /// Commits what leaves everybody as they are.
    pub async fn commit_as_is(mut self, tx: Tx) -> Result<()> {
        tx.commit().await?;
        self.behind = false;
        Ok(())
    }
}

impl Drop for Desk {
    /// A request given up in the middle of its commit may have been committed: read the team again.
    fn drop(&mut self) {
        if self.behind {
            self.held.set(None);
        }
    }
}

impl App {
    /// Everybody of a team, as written so far.
    pub async fn roster(&self, team: TeamId) -> Result<Arc<Roster>> {
        let held = self.rosters.of(team);
        if let Some(roster) = held.roster() {
            return Ok(roster);
        }
        // Reading waits for a writer, or what it reads could be older than what the writer adds.
        let _turn = held.desk.lock().await;
        held.load(self, team).await
    }

    /// Waits for the right to write a team; take it before the transaction begins.
    pub async fn desk(&self, team: TeamId) -> Result<Desk> {
        let held = self.rosters.of(team);
        let turn = held.desk.clone().lock_owned().await;
        Ok(Desk {
            roster: held.load(self, team).await?,
            team,
            held,
            _turn: turn,
            behind: false,
        })
    }
}
