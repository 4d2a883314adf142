//! The worker: one for the program, asleep until something is due or something happened.

use super::Wire;
use super::known::Unwritten;
use crate::app::App;
use crate::error::{Error, Result};
use crate::routes::Tag;
use futures::FutureExt as _;
use futures::future::join_all;
use rules::Moment;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, Notify};

/// What the worker and the handlers share.
#[derive(Default)]
pub struct Outbox {
    /// The way to the robots.
    pub(super) wire: Wire,
    /// Answers that could not be written down yet.
    pub(super) unwritten: Unwritten,
    /// One round at a time.
    turn: Mutex<()>,
    wake: Arc<Notify>,
}

/// The least time between two rounds.
const SPACING: Duration = Duration::from_secs(1);
/// The longest sleep while something is due at a time: a machine that was asleep itself does not notice
/// how long.
const SLEEP_MAX: Duration = Duration::from_secs(60);
/// After a failure of our own.
const AGAIN_MS: i64 = 60_000;
/// How long a stop waits for answers that are on their way.
const STOPPING: Duration = Duration::from_secs(5);

impl Outbox {
    /// An outbox with its way to the robots.
    pub fn new(wire: Wire) -> Self {
        Self {
            wire,
            ..Self::default()
        }
    }

    /// Takes note of what a write made stale.
    pub(crate) fn note(&self, stale: &[Tag]) {
        let news = [
            Tag::Outbox,
            Tag::Contest,
            Tag::Sale,
            Tag::Points,
            Tag::Honour,
            Tag::Setting,
        ];
        if stale.iter().any(|tag| news.contains(tag)) {
            self.wake.notify_one();
        }
    }

    /// Waits until nothing is being sent, for a while.
    pub(crate) async fn rest(&self) {
        // What is still on its way then is sent again: the log says that nobody knows how it went.
        let _ = tokio::time::timeout(STOPPING, self.turn.lock()).await;
    }
}

impl App {
    /// One round: queues what is due, sends what may go now, and says when there is something to do
    /// again; none when nothing waits for a time.
    pub async fn work_outbox(&self) -> Result<Option<Moment>> {
        let _turn = self.outbox.turn.lock().await;
        if self.live.is_stopped() {
            return Ok(None);
        }
        let mut conn = self.db.read().await?;
        let teams = store::outbox::robot::teams(&mut conn).await?;
        drop(conn);
        let mut next = None;
        let mut sending = Vec::new();
        for team in teams {
            let mut conn = self.db.read().await?;
            let robots = store::outbox::robot::robots(&mut conn, team).await?;
            drop(conn);
            match held(self.queue_due(team, &robots)).await {
                Ok(at) => next = sooner(next, at),
                Err(error) => {
                    tracing::warn!(?error, "what is due for robots could not be queued");
                    next = sooner(next, Some(self.clock.now().plus_ms(AGAIN_MS)));
                }
            }
            sending.extend(robots.into_iter().map(|robot| (team, robot)));
        }
        let sent = sending.iter().map(async |(team, robot)| {
            let sent = held(self.send_waiting(*team, robot)).await;
            sent.unwrap_or_else(|error| {
                tracing::warn!(?error, "what waits for a robot could not be sent");
                Some(self.clock.now().plus_ms(AGAIN_MS))
            })
        });
        let sent = join_all(sent).await;
        Ok(sent.into_iter().fold(next, sooner))
    }
}

/// The sooner of two moments, if there are any.
pub(super) fn sooner(one: Option<Moment>, other: Option<Moment>) -> Option<Moment> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// A panic is a failure of our own like any other: the rest goes on, and the next round tries again.
async fn held<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    let done = AssertUnwindSafe(work).catch_unwind().await;
    done.unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<&str>().copied();
        let words = words.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
        let words = words.unwrap_or_default();
        Err(Error::Failed(anyhow::anyhow!("a panic: {words}")))
    })
}

/// Works until the program goes.
pub(crate) fn keep_working(app: &App) {
    let wake = app.outbox.wake.clone();
    let mut stopped = app.live.stopped();
    let app = app.downgrade();
    tokio::spawn(async move {
        while let Some(app) = app.upgrade() {
            let next = match held(app.work_outbox()).await {
                Ok(next) => next,
                Err(error) => {
                    tracing::warn!(?error, "the outbox rests for a minute");
                    Some(app.clock.now().plus_ms(AGAIN_MS))
                }
            };
            let wait = next.map(|at| {
                let ms = at.0.saturating_sub(app.clock.now().0).max(0);
                Duration::from_millis(ms.unsigned_abs()).clamp(SPACING, SLEEP_MAX)
            });
            drop(app);
            let due = async {
                match wait {
                    Some(wait) => tokio::time::sleep(wait).await,
                    None => std::future::pending().await,
                }
            };
            let spaced = async {
                tokio::time::sleep(SPACING).await;
                wake.notified().await;
            };
            tokio::select! {
                () = due => {}
                () = spaced => {}
                _ = stopped.wait_for(|stopped| *stopped) => return,
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_a_failure_and_not_the_end() {
        let failed = held(async { panic!("no such row") as Result<()> }).await;
        let Err(Error::Failed(error)) = failed else {
            panic!("it failed");
        };
        assert_eq!(error.to_string(), "a panic: no such row");
        assert_eq!(held(async { Ok(1) }).await.ok(), Some(1));
    }
}
