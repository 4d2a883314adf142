//! The table itself, noun by noun.

use super::reach::*;
use super::{Effect, Route, Tag};
use axum::http::Method;
use rules::access::{Permit, Role};
use std::sync::LazyLock;

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

/// Every route, noun by noun.
pub static ROUTES: LazyLock<Vec<Route>> = LazyLock::new(|| {
    use Tag::{
        Access, Contest, Honour, Leaderboard, Outbox, Photo, Points, Prize, Record, Report, Sale,
        Setting, Team,
    };
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
        // poster
        get("/api/posters/picture", MEMBER, POSTER),
        get("/api/posters/paper", MEMBER, POSTER),
        get("/api/posters/runs/{ticket}", MEMBER, &[]),
        delete("/api/posters/runs/{ticket}", MEMBER, &[]),
        get("/api/posters/style", MEMBER, &[Setting]),
        put("/api/posters/style", FOUNDER, &[Setting, Record]),
        get("/api/posters/logo/{version}", MEMBER, &[Setting]),
        put("/api/posters/logo", FOUNDER, &[Setting, Record]),
        delete("/api/posters/logo", FOUNDER, &[Setting, Record]),
        // prize
        get("/api/prizes", MEMBER, &[Prize, Points, Team, Setting]),
        post("/api/prizes", FOUNDER, &[Prize]),
        get("/api/prizes/{id}", MEMBER, &[Prize, Points, Team, Setting]),
        put("/api/prizes/{id}", FOUNDER, &[Prize]),
        post("/api/prizes/{id}/pictures", FOUNDER, &[Prize]),
        get("/api/prizes/{id}/pictures/{picture}", MEMBER, &[Prize]),
        delete("/api/prizes/{id}/pictures/{picture}", FOUNDER, &[Prize]),
        get("/api/prizes/{id}/stock", FOUNDER, &[Prize]),
        post("/api/prizes/{id}/stock", FOUNDER, &[Prize]),
        put("/api/prizes/saving", MEMBER, &[Prize]),
        post("/api/prizes/{id}/redemptions", MEMBER, REDEEMED),
        get("/api/prizes/suggestions", MEMBER, &[Prize]),
        post("/api/prizes/suggestions", MEMBER, &[Prize]),
        post("/api/prizes/suggestions/{id}/answer", FOUNDER, &[Prize]),
        get("/api/prizes/overview", FOUNDER, &[Prize, Points, Setting]),
        get("/api/prizes/export", FOUNDER, &[Prize]),
        get("/api/redemptions", MEMBER, &[Prize, Team, Setting]),
        get(
            "/api/redemptions/{id}",
            MEMBER,
            &[Prize, Points, Team, Setting],
        ),
        post("/api/redemptions/{id}/acts", MEMBER, REDEEMED),
        get("/api/draws", MEMBER, DRAWN),
        post("/api/draws", LEADER, &[Prize]),
        get("/api/draws/{id}", MEMBER, DRAWN),
        put("/api/draws/{id}", LEADER, &[Prize]),
        post("/api/draws/{id}/acts", LEADER, &[Prize]),
        get("/api/draws/{id}/proof", MEMBER, DRAWN),
        get("/api/draws/{id}/verifier", MEMBER, DRAWN),
        get("/api/pools", MEMBER, &[Prize, Points, Team, Setting]),
        post("/api/prizes/{id}/pools", LEADER, &[Prize]),
        post("/api/pools/{id}/parts", MEMBER, REDEEMED),
        delete("/api/pools/{id}/parts", MEMBER, REDEEMED),
        post("/api/pools/{id}/acts", LEADER, REDEEMED),
        // honour
        get("/api/praises", MEMBER, &[Honour, Team, Setting]),
        post("/api/praises", MEMBER, PRAISED),
        get("/api/praises/giving", MEMBER, &[Honour, Setting]),
        get("/api/praises/people", MEMBER, &[Team, Setting]),
        get("/api/praises/sum", LEADER, &[Honour, Team, Setting]),
        post("/api/praises/{id}/undoing", MEMBER, PRAISED),
        put("/api/praises/{id}/reactions", MEMBER, &[Honour]),
        get("/api/honours/{id}", MEMBER, HALL),
        get("/api/occasions", MEMBER, &[Team, Setting]),
        get("/api/records", MEMBER, RECORDS),
        get("/api/titles", MEMBER, TITLES),
        post("/api/titles", FOUNDER, &[Honour]),
        put("/api/titles/{id}", FOUNDER, &[Honour]),
        delete("/api/titles/{id}", FOUNDER, &[Honour]),
        post("/api/titles/{id}/awards", LEADER, &[Honour]),
        post("/api/awards/{id}/ending", LEADER, &[Honour]),
        put("/api/awards/{id}/consent", MEMBER, &[Honour]),
        get("/api/title-rounds", MEMBER, TITLES),
        post("/api/title-rounds", LEADER, &[Honour]),
        get("/api/title-rounds/{id}", MEMBER, TITLES),
        post("/api/title-rounds/{id}/nominations", MEMBER, &[Honour]),
        post(
            "/api/title-rounds/{id}/nominations/{seq}/undoing",
            MEMBER,
            &[Honour],
        ),
        put("/api/title-rounds/{id}/vote", MEMBER, &[Honour]),
        post("/api/title-rounds/{id}/ending", LEADER, &[Honour]),
        // outbox
        get("/api/outbox/robots", FOUNDER, &[Outbox, Setting]),
        post("/api/outbox/robots", FOUNDER, &[Outbox, Record]),
        put("/api/outbox/robots/{id}", FOUNDER, &[Outbox, Record]),
        delete("/api/outbox/robots/{id}", FOUNDER, &[Outbox, Record]),
        post("/api/outbox/robots/{id}/test", FOUNDER, &[Outbox]),
        post("/api/outbox/preview", FOUNDER, &[]),
        post("/api/outbox/announcements", FOUNDER, &[Outbox]),
        get("/api/announcements", MEMBER, &[Outbox, Team]),
        post("/api/announcements/{id}/ending", FOUNDER, &[Outbox]),
        post("/api/outbox/pictures", FOUNDER, &[Outbox]),
        get("/api/outbox/deliveries", FOUNDER, &[Outbox]),
        post("/api/outbox/deliveries/{id}/again", FOUNDER, &[Outbox]),
        get(
            "/api/notices",
            MEMBER,
            &[Honour, Prize, Contest, Report, Team, Setting],
        ),
        // home
        get("/api/home", MEMBER, &[Sale, Team, Setting]),
    ]
});
