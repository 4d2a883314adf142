//! Live events: after a write, the tags it made stale go to every open page of the team.

use crate::app::App;
use crate::caller::Caller;
use crate::routes::Tag;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::Stream;
use futures::StreamExt as _;
use rules::TeamId;
use rules::access::Role;
use std::time::Duration;
use tokio::sync::{broadcast, watch};
use tokio_stream::wrappers::{BroadcastStream, WatchStream};

/// Which tags of which team became stale.
#[derive(Clone, Debug)]
pub struct Stale {
    /// The team whose pages are told.
    pub team: TeamId,
    /// What they should ask again.
    pub tags: &'static [Tag],
}

/// The hub of live events and of the word to stop.
#[derive(Clone, Debug)]
pub struct Live {
    events: broadcast::Sender<Stale>,
    stopped: watch::Sender<bool>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            events: broadcast::Sender::new(1024),
            stopped: watch::Sender::new(false),
        }
    }
}

impl Live {
    /// Tells every open page of the team.
    pub fn tell(&self, team: TeamId, tags: &'static [Tag]) {
        // No listener is no failure.
        let _ = self.events.send(Stale { team, tags });
    }

    /// Whether the program stops.
    pub(crate) fn is_stopped(&self) -> bool {
        *self.stopped.borrow()
    }

    /// Tells when the program stops.
    pub(crate) fn stopped(&self) -> watch::Receiver<bool> {
        self.stopped.subscribe()
    }

    /// Ends all streams, so that a graceful stop does not wait for them.
    pub fn stop(&self) {
        self.stopped.send_replace(true);
    }

    /// What became stale of one team. A listener that fell behind is told that everything is stale.
    pub fn listen(&self, team: TeamId) -> impl Stream<Item = &'static [Tag]> + Send + use<> {
        let stopped = WatchStream::new(self.stopped.subscribe())
            .filter(|stopped| std::future::ready(*stopped));
        BroadcastStream::new(self.events.subscribe())
            .filter_map(move |event| {
                std::future::ready(match event {
                    Ok(stale) if stale.team == team => Some(stale.tags),
                    Ok(_) => None,
                    Err(_) => Some(Tag::ALL),
                })
            })
            .take_until(Box::pin(async move {
                let mut stopped = Box::pin(stopped);
                stopped.next().await
            }))
    }
}

/// What tells that somebody sold something. While a contest is frozen, only those who keep the books
/// are told (DOMAIN law 11); everyone is when it is revealed.
const TELLING: &[Tag] = &[
    Tag::Sale,
    Tag::Report,
    Tag::Points,
    Tag::Leaderboard,
    Tag::Team,
    Tag::Record,
    Tag::Outbox,
];

/// The events that a listener is told, as `{"stale":[…]}`.
pub fn told(app: &App, caller: Caller) -> impl Stream<Item = String> + Send + use<> {
    let events = app.live.listen(caller.team);
    let app = app.downgrade();
    events.filter_map(move |tags| {
        let app = app.upgrade();
        async move {
            let mut tags = tags.to_vec();
            if caller.role == Role::Member {
                // Where it cannot be known, nothing is told.
                let frozen = app?.is_frozen(caller.team).await.unwrap_or(true);
                tags.retain(|tag| !frozen || !TELLING.contains(tag));
                if tags.is_empty() {
                    return None;
                }
            }
            Some(frame(&tags))
        }
    })
}

fn frame(tags: &[Tag]) -> String {
    serde_json::json!({ "stale": tags }).to_string()
}

/// A stream of live events for a listener.
pub(crate) fn frames(
    app: &App,
    caller: Caller,
) -> Sse<impl Stream<Item = Result<Event, std::convert::Infallible>> + use<>> {
    let hello = futures::stream::once(std::future::ready(frame(&[])));
    let events = hello
        .chain(told(app, caller))
        .map(|data| Ok(Event::default().data(data)));
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
}

/// The stream of live events of the caller's team.
#[utoipa::path(get, path = "/api/live", operation_id = "live", responses((status = 200, description = "Server-sent events `{\"stale\":[…]}`", content_type = "text/event-stream")))]
pub async fn live(
    State(app): State<App>,
    caller: Caller,
) -> Sse<impl Stream<Item = Result<Event, std::convert::Infallible>>> {
    frames(&app, caller)
}
