//! The one table of routes: who may call each, what a read shows, what a write makes stale.
//!
//! The guard, the API's description, the page's refreshes and the live events all read it.

mod reach;
mod table;

use axum::http::Method;
use rules::access::Permit;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::LazyLock;
pub use table::ROUTES;

/// What a page can show and a write can make stale, by noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    /// Members, tiers, the tree.
    Team,
    /// Roles, sessions, invitations.
    Access,
    /// Orders, refunds, imports.
    Sale,
    /// Reported sales and their decisions.
    Report,
    /// Rules, ledger, statements.
    Points,
    /// Boards.
    Leaderboard,
    /// Contests.
    Contest,
    /// Prizes, their stock, redemptions.
    Prize,
    /// Praise and badges.
    Honour,
    /// Members' photos.
    Photo,
    /// The team's settings.
    Setting,
    /// The record of changes.
    Record,
    /// Robots and what they are sent.
    Outbox,
}

impl Tag {
    /// All tags.
    pub const ALL: &'static [Self] = &[
        Self::Team,
        Self::Access,
        Self::Sale,
        Self::Report,
        Self::Points,
        Self::Leaderboard,
        Self::Contest,
        Self::Prize,
        Self::Honour,
        Self::Photo,
        Self::Setting,
        Self::Record,
        Self::Outbox,
    ];
}

/// What a route does to what pages show.
#[derive(Clone, Copy, Debug)]
pub enum Effect {
    /// Shows these.
    Shows(&'static [Tag]),
    /// Makes these stale.
    Stales(&'static [Tag]),
}

/// One row of the table.
#[derive(Clone, Debug)]
pub struct Route {
    /// GET, POST, PUT, DELETE.
    pub method: Method,
    /// The path as axum matches it.
    pub path: &'static str,
    /// Who may call it.
    pub permit: Permit,
    /// What it shows or makes stale.
    pub effect: Effect,
}

impl Route {
    /// What the route makes stale; nothing for a read.
    pub fn stale(&self) -> &'static [Tag] {
        match self.effect {
            Effect::Shows(_) => &[],
            Effect::Stales(tags) => tags,
        }
    }
}

static BY_PATH: LazyLock<HashMap<&'static str, Vec<&'static Route>>> = LazyLock::new(|| {
    let mut paths: HashMap<_, Vec<_>> = HashMap::new();
    for route in ROUTES.iter() {
        paths.entry(route.path).or_default().push(route);
    }
    paths
});

/// The row of a route.
pub fn route(method: &Method, path: &str) -> Option<&'static Route> {
    // HEAD is answered by GET's handler.
    let method = if method == Method::HEAD {
        &Method::GET
    } else {
        method
    };
    BY_PATH
        .get(path)?
        .iter()
        .find(|route| route.method == *method)
        .copied()
}
