//! What the founder wrote: sent to groups now, and hung on everyone's first page.

use super::robots::missing;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use axum::http::StatusCode;
use rules::access::Role;
use rules::outbox::{Kind, Message};
use rules::refusal::NotFound;
use rules::{AnnouncementId, Moment};
use serde::{Deserialize, Serialize};
use store::outbox::{announcement, message, robot};
use utoipa::ToSchema;

/// Announcements on the first page.
const HANGS_MAX: i64 = 5;

/// An announcement.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Announcement)]
pub(super) struct Announcement {
    /// To which robots.
    robots: Vec<i64>,
    title: String,
    /// Its lines.
    text: String,
    /// Whether it hangs on everyone's first page.
    #[serde(default)]
    hangs: bool,
    /// Until when it hangs there; none: until it is taken down.
    until: Option<Moment>,
    /// The request's own mark: sent twice with the same, it is queued once.
    request: String,
}

rules::refusals! {
    /// An announcement without a title, or with one that is too long.
    AnnouncementTitle {} 422,
    "请写标题，1 到 40 个字。",
    "Write a title of 1 to 40 characters.";

    /// An announcement that is too long.
    AnnouncementText {} 422,
    "正文最多 10000 个字，请分几次发。",
    "The text has at most 10,000 characters; send it in several.";

    /// An announcement to nobody.
    AnnouncementRobots {} 422,
    "请选至少一个群，或者挂到首页。",
    "Choose at least one group, or hang it on the first page.";

    /// It would hang until a time that is over.
    AnnouncementUntil {} 422,
    "挂到的时间已经过了，请选一个以后的时间。",
    "The time until which it hangs is over. Choose one from now on.";
}

/// What an announcement says.
pub(super) fn said(title: &str, text: &str) -> Result<Message> {
    let title = title.trim();
    if !(1..=40).contains(&title.chars().count()) {
        return refuse(AnnouncementTitle {});
    }
    if text.chars().count() > 10_000 {
        return refuse(AnnouncementText {});
    }
    let text = text.trim();
    let lines = (!text.is_empty()).then_some(text);
    Ok(Message::new(title, lines))
}

/// Sends an announcement now, whatever the hour: a person says so.
#[utoipa::path(post, path = "/api/outbox/announcements", operation_id = "announce", request_body = Announcement, responses((status = 202)))]
pub(super) async fn announce(
    State(app): State<App>,
    caller: Caller,
    Json(asked): Json<Announcement>,
) -> Result<StatusCode> {
    let says = said(&asked.title, &asked.text)?;
    if asked.robots.is_empty() && !asked.hangs {
        return refuse(AnnouncementRobots {});
    }
    let now = app.clock.now();
    if asked.hangs && asked.until.is_some_and(|until| until <= now) {
        return refuse(AnnouncementUntil {});
    }
    let mut tx = app.db.write_team(caller.team).await?;
    let known = robot::robots(&mut tx, caller.team).await?;
    // Only its beginning counts: a key is no place to keep things.
    let mark: String = asked.request.chars().take(64).collect();
    let key = format!("announcement:{mark}");
    for id in asked.robots {
        if !known.iter().any(|robot| robot.id == id) {
            return refuse(missing());
        }
        let new = message::New {
            robot: id,
            kind: Kind::Announcement,
            key: &key,
            due: now,
            by: Some(caller.member),
            says: &says,
        };
        message::queue(&mut tx, caller.team, new, now).await?;
    }
    if asked.hangs {
        let new = announcement::New {
            request: &mark,
            title: asked.title.trim(),
            words: asked.text.trim(),
            until: asked.until,
        };
        announcement::announce(&mut tx, caller.team, new, caller.member, now).await?;
    }
    tx.commit().await?;
    Ok(StatusCode::ACCEPTED)
}

/// An announcement that hangs on the first page.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AnnouncementHung)]
pub(super) struct Hung {
    id: AnnouncementId,
    title: String,
    words: String,
    by: String,
    at: Moment,
    until: Option<Moment>,
}

/// Announcements that hang on the first page.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Announcements)]
pub(super) struct List {
    /// The latest first.
    announcements: Vec<Hung>,
    /// Whether the caller may take them down.
    ends: bool,
}

/// What hangs on the first page now.
#[utoipa::path(get, path = "/api/announcements", operation_id = "announcements", responses((status = 200, body = List)))]
pub(super) async fn announcements(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<List>> {
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let mut conn = app.db.read().await?;
    let all = announcement::announcements(&mut conn, caller.team, now, HANGS_MAX).await?;
    let hung = all.into_iter().map(|one| Hung {
        id: one.id,
        title: one.title,
        words: one.words,
        by: roster.name(one.by).to_owned(),
        at: one.at,
        until: one.until,
    });
    Ok(axum::Json(List {
        announcements: hung.collect(),
        ends: caller.role == Role::Founder,
    }))
}

/// Takes an announcement down from the first page.
#[utoipa::path(post, path = "/api/announcements/{id}/ending", operation_id = "end_announcement", params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn end_announcement(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<AnnouncementId>,
) -> Result<StatusCode> {
    let now = app.clock.now();
    let mut tx = app.db.write_team(caller.team).await?;
    let (team, by) = (caller.team, caller.member);
    if !announcement::take_down(&mut tx, team, id, by, now).await? {
        let what = "这条公告 · the announcement".to_owned();
        return refuse(NotFound { what });
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
