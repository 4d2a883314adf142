//! How far the press is with a sheaf, for whoever waits; and the word to stop.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The course of one printing.
#[derive(Debug, Default)]
pub struct Course {
    begun: AtomicUsize,
    stopped: AtomicBool,
}

impl Course {
    /// How many papers are begun.
    pub fn begun(&self) -> usize {
        self.begun.load(Ordering::Relaxed)
    }

    /// Stops the press before the next paper.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it was told to stop.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// One more is begun.
    pub(crate) fn begin(&self) {
        self.begun.fetch_add(1, Ordering::Relaxed);
    }
}
