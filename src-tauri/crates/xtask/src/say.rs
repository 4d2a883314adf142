//! What the person sees: plain sentences, and how long each step took.

use std::time::{Duration, Instant};

use anyhow::Result;

/// A running watch. This is the automation's one look at the clock.
#[derive(Clone, Copy)]
pub struct Watch(Instant);

impl Watch {
    /// Starts now.
    #[allow(
        clippy::disallowed_methods,
        reason = "step times are shown to the person, never stored"
    )]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Time since the start.
    pub fn passed(self) -> Duration {
        self.0.elapsed()
    }
}

/// Says what is about to be done, does it, and says how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("==> {what}");
    let watch = Watch::start();
    let done = work();
    match &done {
        Ok(_) => println!("    done in {}", seconds(watch.passed())),
        Err(_) => println!("    failed after {}", seconds(watch.passed())),
    }
    done
}

/// Says one sentence about something that needed no work.
pub fn note(sentence: &str) {
    println!("    {sentence}");
}

/// `12.3 s` or `3 m 07 s`.
pub fn seconds(time: Duration) -> String {
    let all = time.as_secs_f64();
    if all < 60.0 {
        format!("{all:.1} s")
    } else {
        format!("{} m {:02} s", time.as_secs() / 60, time.as_secs() % 60)
    }
}
