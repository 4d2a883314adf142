//! How far an import is, and the word to stop it.

use rules::{ImportId, Refusal};
use serde::Serialize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use utoipa::ToSchema;

/// What an import is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// It was not confirmed yet.
    #[default]
    Waiting,
    /// It reads the file.
    Reading,
    /// It writes lines.
    Writing,
    /// Points follow.
    Points,
    /// It is in the books.
    Done,
    /// It was cancelled; nothing was written.
    Cancelled,
    /// It was refused or failed; nothing was written.
    Failed,
}

/// What an import brought.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct ImportOutcome {
    /// The imports made, one a table that brought something.
    pub imports: Vec<ImportId>,
    pub new: i64,
    pub changed: i64,
    pub unchanged: i64,
    pub refunds: i64,
    pub refused: i64,
}

/// The state of one import.
#[derive(Default)]
pub struct Job {
    state: Mutex<State>,
    done: AtomicUsize,
    total: AtomicUsize,
    cancelled: AtomicBool,
}

#[derive(Clone, Default)]
struct State {
    phase: Phase,
    outcome: Option<ImportOutcome>,
    refusal: Option<Refusal>,
}

/// A job as it is told.
pub struct Told {
    pub phase: Phase,
    pub done: usize,
    pub total: usize,
    pub outcome: Option<ImportOutcome>,
    pub refusal: Option<Refusal>,
}

impl Job {
    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Begins; `false` when it runs already or is done.
    pub fn begin(&self) -> bool {
        self.cancelled.store(false, Ordering::Relaxed);
        self.done.store(0, Ordering::Relaxed);
        self.with(|state| {
            let free = matches!(
                state.phase,
                Phase::Waiting | Phase::Cancelled | Phase::Failed
            );
            if free {
                *state = State {
                    phase: Phase::Reading,
                    ..State::default()
                };
            }
            free
        })
    }

    /// Says what it does now.
    pub fn turn(&self, phase: Phase) {
        self.with(|state| state.phase = phase);
    }

    /// How many lines there are to write.
    pub fn expect(&self, total: usize) {
        self.total.store(total, Ordering::Relaxed);
    }

    /// How many are written; says whether to go on.
    pub fn go_on(&self, done: usize) -> bool {
        self.done.store(done, Ordering::Relaxed);
        !self.cancelled.load(Ordering::Relaxed)
    }

    /// Asks it to stop.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Ends it.
    pub fn end(&self, phase: Phase, outcome: Option<ImportOutcome>, refusal: Option<Refusal>) {
        self.with(|state| {
            *state = State {
                phase,
                outcome,
                refusal,
            }
        });
    }

    /// Whether it is at work.
    pub fn is_running(&self) -> bool {
        self.with(|state| matches!(state.phase, Phase::Reading | Phase::Writing | Phase::Points))
    }

    /// How far it is.
    pub fn tell(&self) -> Told {
        let state = self.with(|state| state.clone());
        Told {
            phase: state.phase,
            done: self.done.load(Ordering::Relaxed),
            total: self.total.load(Ordering::Relaxed),
            outcome: state.outcome,
            refusal: state.refusal,
        }
    }
}
