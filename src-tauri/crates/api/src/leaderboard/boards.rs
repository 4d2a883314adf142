//! The boards in memory: built when first asked for, fed with what was recorded since, at every ask.
//!
//! Nobody hands a board its facts. A write only says that the team's facts or people changed (the
//! route's tags do it), and a board that is asked again reads what has a higher number than it has
//! seen. So a board can be late by no write, count none twice, and need not trust any writer.

use crate::app::App;
use crate::contest::Freeze;
use crate::error::Result;
use crate::leaderboard::count;
use crate::routes::Tag;
use bytes::Bytes;
use rules::leaderboard::{Board, Measure, Scope};
use rules::{TeamId, Window};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};
use store::leaderboard::Marks;

/// Which board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Whose.
    pub team: TeamId,
    /// What it counts.
    pub measure: Measure,
    /// Whose facts count.
    pub scope: Scope,
    /// When.
    pub window: Window,
    /// For growth, the period it grows from; the window itself for every other measure.
    pub base: Window,
    /// The freeze of a contest over its time: nothing recorded since counts.
    pub frozen: Option<Freeze>,
}

/// How often a team's facts and its people or settings changed since the program started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Version {
    pub facts: u64,
    pub people: u64,
}

#[derive(Default)]
struct Changes {
    facts: AtomicU64,
    people: AtomicU64,
}

impl Changes {
    fn version(&self) -> Version {
        Version {
            facts: self.facts.load(Ordering::Acquire),
            people: self.people.load(Ordering::Acquire),
        }
    }
}

/// A board with how far it was fed.
pub(super) struct Held {
    pub board: Board,
    pub marks: Marks,
    pub version: Version,
}

/// The place of one board in memory.
pub(super) struct Slot {
    /// One request builds or feeds it; the others wait for that one.
    turn: tokio::sync::Mutex<()>,
    held: RwLock<Option<Held>>,
    changes: Arc<Changes>,
    used: AtomicU64,
}

/// Which answer was written out: the board, the one it is compared with, where it starts, how many
/// rows. Only answers that do not depend on who reads them are kept.
pub(super) type PageKey = (Key, Key, usize, usize);

/// All boards asked for lately.
#[derive(Default)]
pub struct Boards {
    slots: Mutex<HashMap<Key, Arc<Slot>>>,
    changes: Mutex<HashMap<TeamId, Arc<Changes>>>,
    pages: Mutex<HashMap<PageKey, (Version, Bytes)>>,
    uses: AtomicU64,
}

/// At most so many boards stay in memory …
const BOARDS_MAX: usize = 512;
/// … with at most so many members on all of them together, at some 60 bytes each.
const WEIGHT_MAX: usize = 8_000_000;
/// At most so many written answers stay, of at most a few tens of kilobytes each.
const PAGES_MAX: usize = 512;

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Boards {
    /// Forgets all, after the books were exchanged.
    pub(crate) fn forget_all(&self) {
        lock(&self.slots).clear();
        lock(&self.pages).clear();
    }

    /// Takes note of what a write made stale.
    pub fn note(&self, team: TeamId, tags: &[Tag]) {
        let changes = self.changes(team);
        if tags.contains(&Tag::Sale) || tags.contains(&Tag::Points) {
            changes.facts.fetch_add(1, Ordering::AcqRel);
        }
        if tags.contains(&Tag::Team) || tags.contains(&Tag::Setting) {
            changes.people.fetch_add(1, Ordering::AcqRel);
        }
    }

    fn changes(&self, team: TeamId) -> Arc<Changes> {
        lock(&self.changes).entry(team).or_default().clone()
    }

    fn slot(&self, key: Key) -> Arc<Slot> {
        let now = self.uses.fetch_add(1, Ordering::Relaxed);
        let mut slots = lock(&self.slots);
        if let Some(slot) = slots.get(&key) {
            slot.used.store(now, Ordering::Relaxed);
            return slot.clone();
        }
        make_room(&mut slots);
        let slot = Arc::new(Slot {
            turn: tokio::sync::Mutex::default(),
            held: RwLock::default(),
            changes: self.changes(key.team),
            used: AtomicU64::new(now),
        });
        slots.insert(key, slot.clone());
        slot
    }

    /// An answer as it was written out, if nothing of the team has changed since.
    pub(super) fn page(&self, key: &PageKey, version: Version) -> Option<Bytes> {
        let pages = lock(&self.pages);
        let (written, body) = pages.get(key)?;
        (*written == version).then(|| body.clone())
    }

    /// Keeps an answer for those who ask the same.
    pub(super) fn keep_page(&self, key: PageKey, version: Version, body: Bytes) {
        let mut pages = lock(&self.pages);
        if pages.len() >= PAGES_MAX {
            pages.clear();
        }
        pages.insert(key, (version, body));
    }

    /// How often a team's facts and its people or settings changed since the program started.
    pub(crate) fn counters(&self, team: TeamId) -> (u64, u64) {
        let Version { facts, people } = self.version(team);
        (facts, people)
    }

    /// What has changed of a team so far.
    pub(super) fn version(&self, team: TeamId) -> Version {
        self.changes(team).version()
    }
}

/// Lets go of the boards that were not asked for the longest.
fn make_room(slots: &mut HashMap<Key, Arc<Slot>>) {
    let mut by_use: Vec<(u64, Key, usize)> = slots
        .iter()
        .map(|(key, slot)| (slot.used.load(Ordering::Relaxed), *key, slot.weight()))
        .collect();
    by_use.sort_unstable_by_key(|(used, ..)| *used);
    let mut weight: usize = by_use.iter().map(|(.., weight)| weight).sum();
    let mut count = by_use.len();
    for (_, key, freed) in by_use {
        if count < BOARDS_MAX && weight < WEIGHT_MAX {
            break;
        }
        slots.remove(&key);
        weight -= freed;
        count -= 1;
    }
}

impl Slot {
    fn get(&self) -> RwLockReadGuard<'_, Option<Held>> {
        self.held.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn weight(&self) -> usize {
        self.get().as_ref().map_or(0, |held| held.board.weight())
    }

    fn is_fresh(&self, key: &Key) -> bool {
        let version = self.changes.version();
        // What is frozen stays as it was.
        if key.frozen.is_some() && self.get().is_some() {
            return true;
        }
        self.get()
            .as_ref()
            .is_some_and(|held| held.version == version)
    }

    /// Reads the board. A board that is not there yet reads as an empty one.
    pub fn read<T>(&self, measure: Measure, ask: impl FnOnce(&Board) -> T) -> T {
        match self.get().as_ref() {
            Some(held) => ask(&held.board),
            None => ask(&Board::new(measure, [])),
        }
    }

    async fn freshen(&self, app: &App, key: &Key) -> Result<()> {
        let _turn = self.turn.lock().await;
        if self.is_fresh(key) {
            return Ok(());
        }
        let upto = match key.frozen {
            Some(freeze) => Some(
                app.freeze_marks(key.team, freeze.contest, freeze.at)
                    .await?,
            ),
            None => None,
        };
        // Noted before the books are opened: what is recorded meanwhile makes the board stale again.
        let version = self.changes.version();
        let known = self.get().as_ref().map(|held| (held.marks, held.version));
        let roster = app.roster(key.team).await?;
        let mut conn = app.db.read().await?;
        let marks = store::leaderboard::marks(&mut conn, key.team).await?;
        if let Some((from, seen)) = known
            && (seen.people == version.people || key.scope == Scope::Team)
            && let Some(changes) = count::since(&mut conn, key, &roster, from, marks).await?
        {
            let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
            if let Some(held) = held.as_mut() {
                for change in changes {
                    held.board.apply(change);
                }
                held.marks = marks;
                held.version = version;
            }
            return Ok(());
        }
        let counted = count::all(&mut conn, key, &roster, upto).await?;
        let board = Board::new(key.measure, counted);
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = Some(Held {
            board,
            marks,
            version,
        });
        Ok(())
    }
}

impl App {
    /// A board that knows everything recorded before it was asked for.
    pub(super) async fn board(&self, key: Key) -> Result<Arc<Slot>> {
        let slot = self.boards.slot(key);
        if !slot.is_fresh(&key) {
            slot.freshen(self, &key).await?;
        }
        Ok(slot)
    }
}
