//! What the founder wrote, sent now.

use super::robots::missing;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::Json;
use axum::extract::State;
use axum::http::StatusCode;
use rules::outbox::{Kind, Message};
use serde::Deserialize;
use store::outbox::{message, robot};
use utoipa::ToSchema;

/// An announcement.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Announcement)]
pub(super) struct Announcement {
    /// To which robots.
    robots: Vec<i64>,
    title: String,
    /// Its lines.
    text: String,
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
    "请选至少一个群。",
    "Choose at least one group.";
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
    if asked.robots.is_empty() {
        return refuse(AnnouncementRobots {});
    }
    let now = app.clock.now();
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
    tx.commit().await?;
    Ok(StatusCode::ACCEPTED)
}
