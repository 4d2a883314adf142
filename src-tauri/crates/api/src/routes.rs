//! The one table of routes: who may call each, what a read shows, what a write makes stale.
//!
//! The guard, the API's description, the page's refreshes and the live events all read it.

use axum::http::Method;
use rules::access::{Permit, Role};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::LazyLock;

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
    /// Members' photos.
    Photo,
    /// The team's settings.
    Setting,
    /// The record of changes.
    Record,
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
        Self::Photo,
        Self::Setting,
        Self::Record,
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

const OPEN: Permit = Permit::Open;
const MEMBER: Permit = Permit::From(Role::Member);
const LEADER: Permit = Permit::From(Role::Leader);
const FOUNDER: Permit = Permit::From(Role::Founder);

const fn get(path: &'static str, permit: Permit, shows: &'static [Tag]) -> Route {
    Route {
        method: Method::GET,
        path,
        permit,
        effect: Effect::Shows(shows),
    }
}

const fn write(
    method: Method,
    path: &'static str,
    permit: Permit,
    stales: &'static [Tag],
) -> Route {
    Route {
        method,
        path,
        permit,
        effect: Effect::Stales(stales),
    }
}

const fn post(path: &'static str, permit: Permit, stales: &'static [Tag]) -> Route {
    write(Method::POST, path, permit, stales)
}

const fn put(path: &'static str, permit: Permit, stales: &'static [Tag]) -> Route {
    write(Method::PUT, path, permit, stales)
}

const fn delete(path: &'static str, permit: Permit, stales: &'static [Tag]) -> Route {
    write(Method::DELETE, path, permit, stales)
}

/// What a board is made of: facts, people, privacy.
const BOARD: &[Tag] = &[
    Tag::Leaderboard,
    Tag::Sale,
    Tag::Points,
    Tag::Team,
    Tag::Setting,
];

/// What a contest's board is made of.
const CONTEST: &[Tag] = &[
    Tag::Contest,
    Tag::Sale,
    Tag::Points,
    Tag::Team,
    Tag::Setting,
];

/// What a wall screen shows: a contest's board, with faces.
const WALL: &[Tag] = &[
    Tag::Contest,
    Tag::Sale,
    Tag::Points,
    Tag::Team,
    Tag::Photo,
    Tag::Setting,
];

/// What people do with a contest.
const ACTED: &[Tag] = &[Tag::Contest, Tag::Points, Tag::Leaderboard, Tag::Sale];

/// What a change of people, tiers or the tree reaches.
const TEAM: &[Tag] = &[
    Tag::Team,
    Tag::Access,
    Tag::Sale,
    Tag::Points,
    Tag::Leaderboard,
    Tag::Record,
];

/// What a change of sales reaches.
const SOLD: &[Tag] = &[
    Tag::Sale,
    Tag::Points,
    Tag::Leaderboard,
    Tag::Team,
    Tag::Record,
];

/// Every route, noun by noun.
pub static ROUTES: LazyLock<Vec<Route>> = LazyLock::new(|| {
    use Tag::{Access, Contest, Leaderboard, Photo, Points, Record, Report, Sale, Setting, Team};
    vec![
        // house
        get("/api/live", MEMBER, &[]),
        get("/api/openapi.json", OPEN, &[]),
        // access
        get("/api/start", OPEN, &[Access]),
        post("/api/start/team", OPEN, Tag::ALL),
        post("/api/start/demo", OPEN, Tag::ALL),
        post("/api/sign-in", OPEN, Tag::ALL),
        post("/api/sign-out", OPEN, Tag::ALL),
        get("/api/me", MEMBER, &[Access, Team, Setting]),
        get("/api/me/account", MEMBER, &[Access, Team]),
        put("/api/me/secret", MEMBER, &[Access, Record]),
        put("/api/me/consent", MEMBER, &[Team, Leaderboard, Record]),
        delete("/api/me/sessions", MEMBER, &[Access]),
        delete("/api/me/sessions/{id}", MEMBER, &[Access]),
        get("/api/invitations", LEADER, &[Access, Team, Setting]),
        post("/api/invitations", LEADER, &[Access, Record]),
        delete("/api/invitations/{id}", LEADER, &[Access, Record]),
        post("/api/invitation/reading", OPEN, &[]),
        post("/api/invitation/acceptance", OPEN, Tag::ALL),
        get("/api/roles", FOUNDER, &[Access, Team]),
        post("/api/roles", FOUNDER, &[Access, Record]),
        post("/api/roles/hand-over", FOUNDER, &[Access, Record]),
        // setting
        put(
            "/api/settings",
            FOUNDER,
            &[Setting, Leaderboard, Points, Record],
        ),
        // record
        get("/api/record", FOUNDER, &[Record, Team]),
        // backup
        get("/api/backups", FOUNDER, &[Record]),
        post("/api/backups", FOUNDER, &[Record]),
        get("/api/backups/{name}", FOUNDER, &[]),
        post("/api/backups/{name}/restoration", FOUNDER, Tag::ALL),
        post("/api/backups/restoration", FOUNDER, Tag::ALL),
        post("/api/start/backup", OPEN, Tag::ALL),
        // team
        get("/api/members", LEADER, &[Team]),
        post("/api/members", FOUNDER, TEAM),
        get("/api/members/{id}", MEMBER, &[Team, Sale]),
        put("/api/members/{id}", FOUNDER, TEAM),
        post("/api/members/{id}/tier/preview", FOUNDER, &[]),
        post("/api/members/{id}/tier", FOUNDER, TEAM),
        put("/api/members/{id}/sellers", FOUNDER, TEAM),
        post("/api/members/{id}/leaving", FOUNDER, TEAM),
        post("/api/members/{id}/return", FOUNDER, TEAM),
        post("/api/members/{id}/erasure", FOUNDER, TEAM),
        get("/api/photos", MEMBER, &[Photo, Team, Setting]),
        get(
            "/api/members/{id}/photo/{version}",
            MEMBER,
            &[Photo, Team, Setting],
        ),
        put("/api/members/{id}/photo", MEMBER, &[Photo, Record]),
        delete("/api/members/{id}/photo", MEMBER, &[Photo, Record]),
        post("/api/moves/preview", FOUNDER, &[]),
        post("/api/moves", FOUNDER, TEAM),
        post("/api/moves/{id}/undoing", FOUNDER, TEAM),
        get("/api/tiers", MEMBER, &[Team]),
        post("/api/tiers", FOUNDER, TEAM),
        put("/api/tiers/order", FOUNDER, TEAM),
        put("/api/tiers/{id}", FOUNDER, TEAM),
        put("/api/tiers/{id}/retirement", FOUNDER, TEAM),
        post("/api/roster/preview", FOUNDER, &[]),
        post("/api/roster", FOUNDER, TEAM),
        get("/api/chart", LEADER, &[Team, Sale]),
        get("/api/chart/search", LEADER, &[Team, Sale]),
        // sale
        get("/api/reports", MEMBER, &[Report, Team]),
        post("/api/reports", MEMBER, &[Report]),
        post(
            "/api/reports/{id}/decision",
            MEMBER,
            &[Report, Sale, Points, Leaderboard],
        ),
        // points
        get("/api/points/members", LEADER, &[Points, Team]),
        get("/api/points/members/{id}", MEMBER, &[Points, Team]),
        get(
            "/api/points/members/{id}/statement",
            MEMBER,
            &[Points, Team, Setting],
        ),
        get("/api/points/members/{id}/statement.xlsx", MEMBER, &[Points]),
        get("/api/points/rules", MEMBER, &[Points, Team]),
        post("/api/points/rules/preview", FOUNDER, &[]),
        post("/api/points/rules", FOUNDER, &[Points, Leaderboard, Record]),
        get("/api/points/budget", LEADER, &[Points, Setting]),
        post("/api/points/grants", LEADER, &[Points]),
        post("/api/points/grants/{id}/undoing", LEADER, &[Points]),
        get("/api/verification", FOUNDER, &[]),
        post("/api/verification", FOUNDER, &[]),
        post("/api/uploads", FOUNDER, &[]),
        post("/api/uploads/paste", FOUNDER, &[]),
        get("/api/uploads/{id}", FOUNDER, &[Sale, Team]),
        delete("/api/uploads/{id}", FOUNDER, &[]),
        post("/api/uploads/{id}/preview", FOUNDER, &[]),
        post("/api/uploads/{id}/import", FOUNDER, &[]),
        post("/api/uploads/{id}/cancel", FOUNDER, &[]),
        get("/api/uploads/{id}/progress", FOUNDER, &[]),
        get("/api/imports", FOUNDER, &[Sale]),
        post("/api/imports/{id}/undoing", FOUNDER, SOLD),
        get("/api/sales", MEMBER, &[Sale, Team]),
        post("/api/sales", FOUNDER, SOLD),
        get("/api/sales/{id}", MEMBER, &[Sale, Points, Team]),
        post("/api/sales/{id}/refunds", FOUNDER, SOLD),
        get("/api/sellers", FOUNDER, &[Sale, Team]),
        post("/api/sellers", FOUNDER, SOLD),
        get("/api/products", FOUNDER, &[Sale]),
        post("/api/products/preview", FOUNDER, &[]),
        post("/api/products/categories", FOUNDER, SOLD),
        // leaderboard
        get("/api/board", MEMBER, BOARD),
        get("/api/board/around", MEMBER, BOARD),
        get("/api/board/why", MEMBER, BOARD),
        // contest
        get("/api/contests", MEMBER, CONTEST),
        post("/api/contests", LEADER, &[Contest]),
        get("/api/contests/templates", LEADER, &[Sale]),
        post("/api/contests/check", LEADER, &[]),
        post("/api/contests/replays", LEADER, &[]),
        get("/api/contests/replays/{id}", LEADER, &[]),
        delete("/api/contests/replays/{id}", LEADER, &[]),
        get("/api/contests/{id}", MEMBER, CONTEST),
        put("/api/contests/{id}/rule", LEADER, &[Contest, Points]),
        post("/api/contests/{id}/acts", LEADER, ACTED),
        get("/api/contests/{id}/again", LEADER, &[Contest]),
        get("/api/contests/{id}/board", MEMBER, CONTEST),
        get("/api/contests/{id}/around", MEMBER, CONTEST),
        get("/api/contests/{id}/why", MEMBER, CONTEST),
        get("/api/contests/{id}/chart", MEMBER, CONTEST),
        get("/api/contests/{id}/course", MEMBER, CONTEST),
        get("/api/contests/{id}/talk", MEMBER, &[Contest, Team]),
        post("/api/contests/{id}/comments", MEMBER, &[Contest]),
        post("/api/contests/{id}/objections", MEMBER, &[Contest]),
        post(
            "/api/contests/{id}/objections/{word}/answer",
            LEADER,
            &[Contest],
        ),
        post("/api/contests/{id}/entry", MEMBER, &[Contest]),
        get("/api/contests/{id}/check-ins", MEMBER, &[Contest]),
        post("/api/contests/{id}/check-ins", MEMBER, &[Contest]),
        get("/api/contests/{id}/numbers", MEMBER, &[Contest, Team]),
        post("/api/contests/{id}/numbers", MEMBER, &[Contest]),
        post(
            "/api/contests/{id}/numbers/{number}/decision",
            LEADER,
            &[Contest],
        ),
        get("/api/contests/{id}/duels", MEMBER, CONTEST),
        post("/api/contests/{id}/duels", MEMBER, &[Contest]),
        post("/api/contests/{id}/duels/{duel}/answer", MEMBER, &[Contest]),
        get("/api/contests/{id}/settlement", MEMBER, CONTEST),
        get("/api/contests/{id}/settlement.xlsx", LEADER, CONTEST),
        post("/api/contests/{id}/ties", LEADER, &[Contest]),
        get("/api/contests/{id}/change", LEADER, CONTEST),
        post("/api/contests/{id}/change", LEADER, ACTED),
        get("/api/contests/{id}/monitors", LEADER, CONTEST),
        get("/api/contests/{id}/ceremony", LEADER, CONTEST),
        // Moving a rehearsal tells nobody; the handler tells walls of a real one.
        put("/api/contests/{id}/ceremony", LEADER, &[]),
        get("/api/contests/{id}/walls", LEADER, &[Contest]),
        post("/api/contests/{id}/walls", LEADER, &[Contest]),
        delete("/api/contests/{id}/walls/{wall}", LEADER, &[Contest]),
        get("/api/walls/{token}", OPEN, WALL),
        get(
            "/api/walls/{token}/photo/{member}/{version}",
            OPEN,
            &[Photo],
        ),
        get("/api/walls/{token}/live", OPEN, &[]),
        // home
        get("/api/home", MEMBER, &[Sale, Team, Setting]),
    ]
});

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
