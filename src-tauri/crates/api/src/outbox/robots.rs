//! Which robots there are, and how each does.

use super::send::TRIES;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use axum::extract::State;
use rules::outbox::{Answer, Outcome, Plan, Platform, Why, why};
use rules::refusal::NotFound;
use rules::{Moment, TeamId};
use serde::Serialize;
use store::outbox::robot::{self, Robot};
use store::outbox::{attempt, message};
use utoipa::ToSchema;

/// A robot as the founder sees it. Its address and secret are never shown again.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Robot)]
pub(super) struct Shown {
    id: i64,
    name: String,
    platform: Platform,
    /// The last four characters of its address.
    tail: String,
    /// Whether it has a secret to sign with.
    signs: bool,
    plan: Plan,
    connected_at: Moment,
    /// Whether this machine cannot read its address, as after a move to another: it must be given again.
    locked: bool,
    /// What it last answered.
    last: Option<Said>,
    /// How many messages wait for it.
    waiting: usize,
}

/// What a robot answered.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = RobotSaid)]
pub(super) struct Said {
    outcome: Outcome,
    /// The platform's code.
    code: Option<i64>,
    /// The platform's words.
    words: String,
    /// Why it said no, as far as a person can mend it.
    why: Why,
    at: Moment,
}

impl Said {
    /// An answer of a robot of this platform.
    pub fn of(platform: Platform, answer: &Answer, at: Moment) -> Self {
        Self {
            outcome: answer.outcome,
            code: answer.code,
            why: why(platform, answer.code, &answer.words),
            words: answer.words.clone(),
            at,
        }
    }
}

/// What a platform takes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RobotLimits)]
pub(super) struct Limits {
    platform: Platform,
    /// The most bytes of one message; longer ones are cut at line ends.
    bytes_max: usize,
    /// Messages that we send it in a minute.
    per_minute: usize,
    /// Whether a robot of it can have a secret.
    signs: bool,
    /// Whether a robot of it can be sent a picture.
    pictures: bool,
}

/// All robots.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Robots)]
pub(super) struct List {
    robots: Vec<Shown>,
    platforms: Vec<Limits>,
}

/// A robot, or that there is none.
pub(super) fn missing() -> NotFound {
    NotFound {
        what: "这个机器人 · the robot".to_owned(),
    }
}

/// A robot of a team.
pub(super) async fn found(app: &App, team: TeamId, id: i64) -> Result<Robot> {
    let mut conn = app.db.read().await?;
    match robot::robot(&mut conn, team, id).await? {
        Some(found) => Ok(found),
        None => refuse(missing()),
    }
}

/// Which robots there are.
#[utoipa::path(get, path = "/api/outbox/robots", operation_id = "robots", responses((status = 200, body = List)))]
pub(super) async fn robots(State(app): State<App>, caller: Caller) -> Result<axum::Json<List>> {
    let mut conn = app.db.read().await?;
    let all = robot::robots(&mut conn, caller.team).await?;
    let waiting = message::waiting(&mut conn, caller.team).await?;
    let mut shown = Vec::with_capacity(all.len());
    for one in all {
        let tries = attempt::last(&mut conn, caller.team, one.id, TRIES).await?;
        let last = tries.iter().find_map(|attempt| attempt.answer.as_ref());
        let secrets = app.unseal(caller.team, one.id, &one.link.sealed);
        shown.push(Shown {
            id: one.id,
            platform: one.platform,
            tail: one.link.tail,
            signs: one.link.signs,
            plan: one.plan,
            connected_at: one.at,
            locked: secrets.is_none(),
            last: last.map(|(answer, at)| Said::of(one.platform, answer, *at)),
            waiting: waiting.iter().filter(|w| w.robot == one.id).count(),
            name: one.name,
        });
    }
    let platforms = Platform::ALL.map(|platform| Limits {
        platform,
        bytes_max: platform.bytes_max(),
        per_minute: platform.per_minute(),
        signs: platform.signs(),
        pictures: platform.takes_pictures(),
    });
    Ok(axum::Json(List {
        robots: shown,
        platforms: platforms.into(),
    }))
}
