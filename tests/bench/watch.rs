//! Measuring time: the one place of the bench that asks for it.

use std::time::{Duration, Instant};

/// How long something takes.
#[allow(clippy::disallowed_methods, reason = "a bench measures")]
pub fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = work();
    (start.elapsed(), made)
}

/// The moment something begins.
#[allow(clippy::disallowed_methods, reason = "a bench measures")]
pub fn begin() -> Instant {
    Instant::now()
}

/// The middle one; of an even number the higher of the two.
pub fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
