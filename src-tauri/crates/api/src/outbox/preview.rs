//! What would be sent, byte for byte.

use super::announce::said;
use super::{birthday, compose, praise};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::Json;
use axum::extract::State;
use rules::outbox::{Kind, Message, Platform, body, masked, parts};
use rules::refusal::BadField;
use rules::{Moment, TeamId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which message.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = OutboxAsked)]
pub(super) struct Asked {
    platform: Platform,
    kind: Kind,
    /// Whether the robot signs: then 飞书 has a signature in the body.
    #[serde(default)]
    signs: bool,
    /// Of an announcement.
    #[serde(default)]
    title: String,
    /// Of an announcement.
    #[serde(default)]
    text: String,
}

/// A part of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutboxPart)]
pub(super) struct Part {
    title: String,
    lines: Vec<String>,
    /// The words of the link below.
    link: Option<String>,
    /// The body that is posted; `*` stands where time and signature will.
    body: String,
    /// How many bytes the platform counts.
    bytes: usize,
}

/// A message as it would be sent now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OutboxPreview)]
pub(super) struct Preview {
    /// None when there is nothing of the kind to send.
    parts: Vec<Part>,
    bytes_max: usize,
}

async fn example(app: &App, team: TeamId, asked: &Asked) -> Result<Option<Message>> {
    match asked.kind {
        Kind::Board => {
            let day = app.settings(team).await?.calendar().day(app.clock.now());
            compose::board(app, team, day).await
        }
        Kind::Contest => {
            let happened = app.contest_events(team, Moment::MIN).await?;
            match happened.events.last() {
                Some(event) => Ok(Some(compose::event(app, team, event).await?)),
                None => Ok(None),
            }
        }
        Kind::Praise => praise::example(app, team).await,
        Kind::Birthday => {
            let day = app.settings(team).await?.calendar().local(app.clock.now());
            birthday::said(app, team, day.date()).await
        }
        Kind::Announcement => Ok(Some(said(&asked.title, &asked.text)?)),
        Kind::Test => Ok(Some(compose::test(app, team).await?)),
        Kind::Overtake => refuse(BadField {
            field: "kind".to_owned(),
            read: "overtake".to_owned(),
            mend_zh: "超越的消息要等真的有人超越才有。".to_owned(),
            mend_en: "there is one only when somebody passes somebody.".to_owned(),
        }),
        Kind::Picture => refuse(BadField {
            field: "kind".to_owned(),
            read: "picture".to_owned(),
            mend_zh: "图片在海报页上预览。".to_owned(),
            mend_en: "a picture is looked at on the page of posters.".to_owned(),
        }),
    }
}

/// A message as it would be sent now, part by part.
#[utoipa::path(post, path = "/api/outbox/preview", operation_id = "preview_message", request_body = Asked, responses((status = 200, body = Preview)))]
pub(super) async fn preview_message(
    State(app): State<App>,
    caller: Caller,
    Json(asked): Json<Asked>,
) -> Result<axum::Json<Preview>> {
    let says = example(&app, caller.team, &asked).await?;
    let platform = asked.platform;
    let signature = (asked.signs && platform == Platform::Feishu).then(masked);
    let all = says.map_or_else(Vec::new, |says| parts(platform, &says));
    let shown = all.into_iter().map(|part| Part {
        body: body(platform, &part, signature.as_ref()),
        bytes: part.bytes(platform),
        title: part.title,
        lines: part.lines,
        link: part.link.map(|(words, _)| words),
    });
    Ok(axum::Json(Preview {
        parts: shown.collect(),
        bytes_max: platform.bytes_max(),
    }))
}
