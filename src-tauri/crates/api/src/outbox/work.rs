//! The worker: one for the program, asleep until something is due or something happened.

use super::Wire;
use crate::app::App;
use crate::error::Result;
use crate::routes::Tag;
use futures::future::join_all;
use rules::Moment;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, Notify};

/// What the worker and the handlers share.
#[derive(Default)]
pub struct Outbox {
    /// The way to the robots.
    pub(super) wire: Wire,
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
            match self.queue_due(team, &robots).await {
                Ok(at) => next = sooner(next, at),
                Err(error) => {
                    tracing::warn!(?error, "what is due for robots could not be queued");
                    next = sooner(next, Some(self.clock.now().plus_ms(AGAIN_MS)));
                }
            }
            sending.extend(robots.into_iter().map(|robot| (team, robot)));
        }
        let sent = sending.iter().map(async |(team, robot)| {
            self.send_waiting(*team, robot)
                .await
                .unwrap_or_else(|error| {
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

/// Works until the program goes.
pub(crate) fn keep_working(app: &App) {
    let wake = app.outbox.wake.clone();
    let mut stopped = app.live.stopped();
    let app = app.downgrade();
    tokio::spawn(async move {
        while let Some(app) = app.upgrade() {
            let next = match app.work_outbox().await {
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
