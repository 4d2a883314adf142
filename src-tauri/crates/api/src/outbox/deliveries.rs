//! The delivery log, and sending again what was not delivered.

use super::robots::{Said, missing};
use super::send::{TRIES, left, ready_at};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Path, Query};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use rules::outbox::{End, Kind, Platform};
use rules::refusal::NotFound;
use rules::{MemberId, Moment};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::outbox::attempt::{self, Attempt};
use store::outbox::message::{self, Logged};
use store::outbox::{picture, praise, robot};
use utoipa::{IntoParams, ToSchema};

/// Rows of one answer.
const ROWS: i64 = 30;

/// Which deliveries.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// Only messages before this number, for the next page.
    before: Option<i64>,
}

/// One try to send a part.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutboxTry)]
pub(super) struct Try {
    /// Which part, from 1.
    part: i64,
    /// Of how many.
    parts: i64,
    bytes: i64,
    at: Moment,
    /// None while it is waited for.
    said: Option<Said>,
}

/// A message and what became of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutboxDelivery)]
pub(super) struct Delivery {
    id: i64,
    /// The robot's name.
    robot: String,
    platform: Platform,
    kind: Kind,
    /// None when it is so old that what it said was forgotten.
    title: Option<String>,
    lines: Vec<String>,
    /// Who sent it; none for the program itself.
    by: Option<String>,
    queued_at: Moment,
    /// When it may be sent.
    due_at: Moment,
    /// What became of it; none while it waits.
    end: Option<End>,
    ended_at: Option<Moment>,
    /// While it waits: when it is tried next, as far as that is known.
    next_at: Option<Moment>,
    tries: Vec<Try>,
    /// Whether it can be sent again.
    may_again: bool,
}

/// A page of the log, the latest first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutboxDeliveries)]
pub(super) struct Page {
    rows: Vec<Delivery>,
    /// Where the next page begins; none after the last.
    next: Option<i64>,
}

rules::refusals! {
    /// What was delivered, or waits to be, is not sent again.
    NothingToSendAgain {} 409,
    "这条消息已经送达，或还在等着发送，不用再发。",
    "This message was delivered, or waits to be; there is nothing to send again.";

    /// What a message said was forgotten.
    TextForgotten {} 409,
    "这条消息太久了，内容已经删除（消息里有人名，只留 30 天）。请重新写一条。",
    "This message is so old that what it said was deleted: messages name people and are kept for 30 days. Write a new one.";
}

/// The delivery log.
#[utoipa::path(get, path = "/api/outbox/deliveries", operation_id = "deliveries", params(Asked), responses((status = 200, body = Page)))]
pub(super) async fn deliveries(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Json<Page>> {
    let (team, now) = (caller.team, app.clock.now());
    let roster = app.roster(team).await?;
    let mut conn = app.db.read().await?;
    let mut logged = message::logged(&mut conn, team, asked.before, ROWS + 1).await?;
    let has_more = logged.len() > usize::try_from(ROWS).unwrap_or(usize::MAX);
    if has_more {
        logged.pop();
    }
    let bounds = logged.last().zip(logged.first());
    let mut tries: HashMap<i64, Vec<Attempt>> = HashMap::new();
    if let Some((first, last)) = bounds {
        for one in attempt::of_messages(&mut conn, team, first.id, last.id).await? {
            tries.entry(one.message).or_default().push(one);
        }
    }
    let names = robot::names(&mut conn, team).await?;
    let present = robot::robots(&mut conn, team).await?;
    let mut ready: HashMap<i64, Moment> = HashMap::new();
    for robot in &present {
        let last = attempt::last(&mut conn, team, robot.id, TRIES).await?;
        ready.insert(robot.id, ready_at(robot.platform, &last, now));
    }
    drop(conn);
    let next = logged.last().filter(|_| has_more).map(|row| row.id);
    let mut rows = Vec::with_capacity(logged.len());
    for one in logged {
        let Some((_, name, platform)) = names.iter().find(|(id, ..)| *id == one.robot) else {
            continue;
        };
        let own = tries.remove(&one.id).unwrap_or_default();
        let ready = ready.get(&one.robot).copied();
        let by = one.by.map(|by: MemberId| roster.name(by).to_owned());
        rows.push(delivery(one, (name, *platform), own, ready, by));
    }
    Ok(Json(Page { rows, next }))
}

fn delivery(
    one: Logged,
    (name, platform): (&str, Platform),
    own: Vec<Attempt>,
    ready: Option<Moment>,
    by: Option<String>,
) -> Delivery {
    let is_open = own.iter().any(|one| one.answer.is_none());
    let is_lost = one.end.is_some_and(|(end, _)| end.is_lost());
    let tries = own.iter().map(|attempt| Try {
        part: attempt.part,
        parts: attempt.parts,
        bytes: attempt.bytes,
        at: attempt.at,
        said: attempt
            .answer
            .as_ref()
            .map(|(answer, at)| Said::of(platform, answer, *at)),
    });
    Delivery {
        id: one.id,
        robot: name.to_owned(),
        platform,
        kind: one.kind,
        may_again: is_lost && one.says.is_some() && ready.is_some(),
        title: one.says.as_ref().map(|says| says.title.clone()),
        lines: one.says.map_or_else(Vec::new, |says| says.lines),
        by,
        queued_at: one.at,
        due_at: one.due,
        end: one.end.map(|(end, _)| end),
        ended_at: one.end.map(|(_, at)| at),
        next_at: ready
            .filter(|_| one.end.is_none() && !is_open)
            .map(|ready| ready.max(one.due)),
        tries: tries.collect(),
    }
}

/// Sends again what of a message was not delivered.
#[utoipa::path(post, path = "/api/outbox/deliveries/{id}/again", operation_id = "send_again", params(("id" = i64, Path)), responses((status = 202)))]
pub(super) async fn send_again(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<StatusCode> {
    let (team, now) = (caller.team, app.clock.now());
    let mut tx = app.db.write_team(team).await?;
    let found = message::logged(&mut tx, team, Some(id + 1), 1).await?;
    let Some(one) = found.into_iter().find(|one| one.id == id) else {
        return refuse(NotFound {
            what: "这条消息 · the message".to_owned(),
        });
    };
    if !one.end.is_some_and(|(end, _)| end.is_lost()) {
        return refuse(NothingToSendAgain {});
    }
    let Some(robot) = robot::robot(&mut tx, team, one.robot).await? else {
        return refuse(missing());
    };
    let Some(says) = one.says else {
        return refuse(TextForgotten {});
    };
    let own = attempt::of_messages(&mut tx, team, id, id).await?;
    let picture = picture::of(&mut tx, team, id).await?;
    let left = match (one.kind, &picture) {
        (Kind::Picture, None) => return refuse(TextForgotten {}),
        (Kind::Picture, Some(_)) => Some(says),
        _ => left(robot.platform, &says, &own),
    };
    let Some(says) = left else {
        return refuse(NothingToSendAgain {});
    };
    // Asked twice, it is queued once; if it fails too, that one can be sent again.
    let new = message::New {
        robot: robot.id,
        kind: one.kind,
        key: &format!("again:{id}"),
        due: now,
        by: Some(caller.member),
        says: &says,
    };
    let Some(again) = message::queue(&mut tx, team, new, now).await? else {
        return refuse(NothingToSendAgain {});
    };
    // What it tells can still be taken back.
    let told = praise::of_message(&mut tx, team, id).await?;
    praise::note(&mut tx, team, (again, robot.id), &told).await?;
    if let Some(bytes) = picture {
        picture::put(&mut tx, team, again, &bytes, now).await?;
    }
    tx.commit().await?;
    Ok(StatusCode::ACCEPTED)
}
