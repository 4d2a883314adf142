//! 发到群: a poster sent to groups now, as a picture. It is drawn anew for them and shows what everybody
//! may see.

use super::announce::AnnouncementRobots;
use super::robots::missing;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Language};
use crate::picture::lighter;
use crate::poster;
use anyhow::Context as _;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use rules::outbox::{Kind, Message, PICTURE_BYTES_MAX};
use serde::Deserialize;
use store::outbox::{message, picture, robot};
use utoipa::ToSchema;

/// A poster for groups.
#[derive(Deserialize, ToSchema)]
#[schema(as = OutboxPicture)]
pub(super) struct Share {
    /// To which robots.
    robots: Vec<i64>,
    /// Which poster.
    poster: poster::Asked,
    /// The request's own mark: sent twice with the same, it is queued once.
    request: String,
}

rules::refusals! {
    /// Robots of this platform take no picture.
    RobotTakesNoPicture { name: String, platform: &'static str } 422,
    "“{name}”是{platform}的机器人，{platform}不让机器人发图片，什么都没有发送。请复制或保存图片，自己发到群里。",
    "“{name}” is a robot of {platform}, which lets robots send no picture; nothing was sent. Copy or save the picture and send it yourself.";

    /// The picture cannot be made small enough.
    PictureTooHeavy {} 422,
    "这张图压到 2 MB 还是放不下，什么都没有发送。请换一个样式或大小，或者保存图片自己发到群里。",
    "This picture does not fit into 2 MB and nothing was sent. Choose another look or size, or save it and send it yourself.";
}

/// Sends a poster now, whatever the hour: a person says so.
#[utoipa::path(post, path = "/api/outbox/pictures", operation_id = "send_picture", request_body = Share, responses((status = 202)))]
pub(super) async fn send_picture(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
    headers: HeaderMap,
    Json(asked): Json<Share>,
) -> Result<StatusCode> {
    if asked.robots.is_empty() {
        return refuse(AnnouncementRobots {});
    }
    let drawn = poster::drawn(&app, caller, &asked.poster, lang, &headers).await?;
    let fit = tokio::task::spawn_blocking(move || lighter(drawn.png, PICTURE_BYTES_MAX));
    let Some(bytes) = fit.await.context("making a picture lighter")? else {
        return refuse(PictureTooHeavy {});
    };
    let says = Message::new(format!("{} · {}", drawn.name, drawn.of), [""; 0]);
    let (team, now) = (caller.team, app.clock.now());
    let mut tx = app.db.write_team(team).await?;
    let known = robot::robots(&mut tx, team).await?;
    // Only its beginning counts: a key is no place to keep things.
    let mark: String = asked.request.chars().take(64).collect();
    let key = format!("picture:{mark}");
    for id in asked.robots {
        let Some(robot) = known.iter().find(|robot| robot.id == id) else {
            return refuse(missing());
        };
        if !robot.platform.takes_pictures() {
            return refuse(RobotTakesNoPicture {
                name: robot.name.clone(),
                platform: robot.platform.name(),
            });
        }
        let new = message::New {
            robot: id,
            kind: Kind::Picture,
            key: &key,
            due: now,
            by: Some(caller.member),
            says: &says,
        };
        if let Some(message) = message::queue(&mut tx, team, new, now).await? {
            picture::put(&mut tx, team, message, &bytes, now).await?;
        }
    }
    tx.commit().await?;
    Ok(StatusCode::ACCEPTED)
}
