//! The program as one value: its database, clock and live events, and the router over them.

use crate::access::Hashing;
use crate::caller::{Sessions, guard};
use crate::clock::Clock;
use crate::contest::{Ceremonies, Fields, Replays};
use crate::honour::Records;
use crate::leaderboard::Boards;
use crate::live::Live;
use crate::lock::Lock;
use crate::outbox::{Outbox, Wire};
use crate::points::{Ledger, Verifications};
use crate::poster::Runs;
use crate::routes::Tag;
use crate::sale::{Sold, Uploads};
use crate::setting::SettingsHeld;
use crate::team::{Censuses, Rosters};
use anyhow::Context as _;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use rules::TeamId;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use store::Db;
use tower_http::catch_panic::CatchPanicLayer;

/// What people come in by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// The window, or a command line: no port is open.
    InProcess,
    /// A listening address.
    Tcp(SocketAddr),
}

impl Door {
    /// Whether only the person at this machine can reach it.
    pub fn is_local(self) -> bool {
        match self {
            Self::InProcess => true,
            Self::Tcp(address) => address.ip().is_loopback(),
        }
    }
}

/// Where and how to open the books.
#[derive(Clone, Debug)]
pub struct Config {
    /// A file's path or a `postgres://` address.
    pub db: String,
    /// The folder for logs, backups and uploads.
    pub data_dir: PathBuf,
    /// The time of the house.
    pub clock: Clock,
    /// What people come in by.
    pub door: Door,
    /// Whether to open the demo team at once (and, behind a local door, to sign in as its founder).
    pub demo: bool,
}

/// The opened program; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What an [`App`] holds.
pub struct Inner {
    /// The database.
    pub db: Db,
    /// The time of the house.
    pub clock: Clock,
    /// The folder for logs, backups and uploads.
    pub data_dir: PathBuf,
    /// Live events.
    pub live: Live,
    /// Sessions seen lately.
    pub sessions: Sessions,
    /// The teams' people, tiers and trees.
    pub rosters: Rosters,
    /// What the org chart was counted from lately.
    pub censuses: Censuses,
    /// The boards in memory.
    pub boards: Boards,
    /// The contests' fields in memory.
    pub fields: Fields,
    /// Ceremonies that are being held.
    pub ceremonies: Ceremonies,
    /// Back-tests that are at work.
    pub replays: Replays,
    /// Files put up for import.
    pub uploads: Uploads,
    /// What was sold of each product.
    pub sold: Sold,
    /// The teams' records.
    pub records: Records,
    /// The desk where postings are written in groups.
    pub ledger: Ledger,
    /// The verification of each team.
    pub verifications: Verifications,
    /// Papers that are being printed.
    pub runs: Runs,
    /// The way to group robots, and who works it.
    pub outbox: Outbox,
    /// What people come in by.
    pub door: Door,
    /// Whether the program was started for the demo team.
    pub demo: bool,
    lock: Mutex<Option<Lock>>,
    pub(crate) settings: SettingsHeld,
    pub(crate) hashing: Hashing,
}

impl std::ops::Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

/// An [`App`] that may be gone.
pub(crate) struct Fleeting(Weak<Inner>);

impl Fleeting {
    /// The program, while it is open.
    pub(crate) fn upgrade(&self) -> Option<App> {
        self.0.upgrade().map(App)
    }
}

/// The largest request, an order file, in bytes.
const BODY_BYTES_MAX: usize = 512 << 20;

impl App {
    /// Opens the database and brings its tables up to date.
    pub async fn open(config: Config) -> anyhow::Result<Self> {
        Self::open_with(config, Some(Wire::default())).await
    }

    /// The same with another way to group robots; without one nothing goes to them by itself.
    pub async fn open_with(config: Config, robots: Option<Wire>) -> anyhow::Result<Self> {
        let not_opened = || {
            let place = without_password(&config.db);
            format!(
                "账本“{place}”打不开：请检查它是否存在、能否写入，或用 --db 另选一个。\n\
                 The books at {place} cannot be opened. Check that they are there and may be \
                 written, or name others with --db."
            )
        };
        let lock = Lock::take(&config.db).with_context(not_opened)?;
        let db = Db::open(&config.db).await.with_context(not_opened)?;
        let is_sending = robots.is_some();
        let ledger = Ledger::open(db.clone(), config.clock.clone());
        let app = Self(Arc::new(Inner {
            db,
            lock: Mutex::new(lock),
            ledger,
            verifications: Verifications::default(),
            clock: config.clock,
            data_dir: config.data_dir,
            live: Live::default(),
            sessions: Sessions::default(),
            rosters: Rosters::default(),
            censuses: Censuses::default(),
            boards: Boards::default(),
            fields: Fields::default(),
            ceremonies: Ceremonies::default(),
            replays: Replays::default(),
            uploads: Uploads::default(),
            sold: Sold::default(),
            records: Records::default(),
            runs: Runs::default(),
            outbox: Outbox::new(robots.unwrap_or_default()),
            door: config.door,
            demo: config.demo,
            settings: SettingsHeld::default(),
            hashing: Hashing::default(),
        }));
        crate::points::keep_ticking(&app);
        crate::backup::keep_backing_up(&app);
        if is_sending {
            crate::outbox::keep_working(&app);
        }
        Ok(app)
    }

    /// A way to the program that does not keep it open.
    pub(crate) fn downgrade(&self) -> Fleeting {
        Fleeting(Arc::downgrade(&self.0))
    }

    /// The router that the window and TCP both serve.
    pub fn router(&self) -> Router {
        let (router, _) = crate::openapi::all().split_for_parts();
        router
            .route_layer(axum::middleware::from_fn_with_state(self.clone(), guard))
            .method_not_allowed_fallback(crate::error::no_such_route)
            .route(
                "/api/{*rest}",
                axum::routing::any(crate::error::no_such_route),
            )
            .layer(CatchPanicLayer::new())
            .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
            .with_state(self.clone())
    }

    /// The API's description.
    pub fn openapi() -> serde_json::Value {
        crate::openapi::description()
    }

    /// After a write: memory lets go of what became stale, and the team's pages are told. The guard
    /// does it for every route; work that goes on behind an answer does it when it is done.
    pub fn tell(&self, team: TeamId, stale: &'static [Tag]) {
        // A member who leaves is signed out at once.
        if stale.contains(&Tag::Access) || stale.contains(&Tag::Team) {
            self.sessions.clear();
        }
        self.boards.note(team, stale);
        if stale.contains(&Tag::Contest) || stale.contains(&Tag::Setting) {
            self.fields.note(team);
        }
        self.live.tell(team, stale);
        self.outbox.note(stale);
    }

    /// Ends the live streams, lets robots finish answering, and closes the database.
    pub async fn stop(&self) {
        self.live.stop();
        self.outbox.rest().await;
        self.db.close().await;
        *self.lock.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// A database's address as it may be shown.
fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.to_owned();
    };
    match rest.rsplit_once('@') {
        Some((user, place)) => {
            let name = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{name}@{place}")
        }
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn a_shown_address_has_no_password() {
        let check = |address, shown| assert_eq!(without_password(address), shown);
        check("postgres://li:se@cret@db/books", "postgres://li@db/books");
        check("postgres://db/books", "postgres://db/books");
        check("/home/li/books.sqlite", "/home/li/books.sqlite");
    }
}
