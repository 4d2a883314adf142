//! The one place that asks the system for the time.

use rules::Moment;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The time of the house: the system's, or one that is set, so that tests and pictures repeat.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands until it is set again.
    pub fn set_to(at: Moment) -> Self {
        Self(Some(Arc::new(AtomicI64::new(at.0))))
    }

    /// A clock that stands at a time that a person wrote on a command line.
    pub fn standing(written: &str) -> Result<Self, String> {
        chrono::DateTime::parse_from_rfc3339(written)
            .map(|time| Self::set_to(time.to_utc().into()))
            .map_err(|why| format!("{why}; write it like 2026-11-22T10:00:00+08:00"))
    }

    /// Now.
    #[allow(clippy::disallowed_methods, reason = "this is the one place that asks")]
    pub fn now(&self) -> Moment {
        match &self.0 {
            Some(at) => Moment(at.load(Ordering::Relaxed)),
            None => chrono::Utc::now().into(),
        }
    }

    /// Moves a set clock on; the system's does not listen.
    pub fn advance_ms(&self, ms: i64) {
        if let Some(at) = &self.0 {
            at.fetch_add(ms, Ordering::Relaxed);
        }
    }
}
