//! Leaving, coming back, erasure (DOMAIN law 16).

use super::edit::save;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use rules::MemberId;
use rules::team::joining::{FounderStays, HasLeftAlready, HasNotLeft, LeavingDayImpossible};
use rules::team::reason;
use serde::Deserialize;
use store::team::Note;
use utoipa::ToSchema;

/// When someone leaves, and why.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Leaving {
    /// The last day in the team.
    last_day: NaiveDate,
    reason: String,
}

/// Records that a member leaves. Their past stays where it counts; they can no longer sign in.
#[utoipa::path(post, path = "/api/members/{id}/leaving", operation_id = "leave", params(("id" = i64, Path)), request_body = Leaving, responses((status = 204)))]
pub async fn leave(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(wish): Json<Leaving>,
) -> Result<StatusCode> {
    let (now, calendar) = (app.clock.now(), app.settings(caller.team).await?.calendar());
    let mut desk = app.desk(caller.team).await?;
    let before = desk.roster.changeable(MemberId(id))?.clone();
    let why = reason(&wish.reason)?;
    if before.left_at.is_some() {
        return refuse(HasLeftAlready { name: before.name });
    }
    // Leaving today takes effect at once, not at midnight.
    let after_day = wish.last_day.succ_opt().unwrap_or(wish.last_day);
    let left_at = calendar.start(after_day).min(now);
    if left_at <= before.joined_at || calendar.start(wish.last_day) > now {
        return refuse(LeavingDayImpossible {
            day: wish.last_day.to_string(),
        });
    }
    let mut after = before.clone();
    after.left_at = Some(left_at);
    let note = Note {
        by: Some(caller.member),
        at: now,
        reason: Some(why),
    };
    let mut tx = desk.begin(&app).await?;
    if store::team::is_founder(&mut tx, caller.team, before.id).await? {
        return refuse(FounderStays {});
    }
    save(&mut tx, caller, (&before, &after), Default::default(), note).await?;
    store::access::shut(&mut tx, caller.team, before.id, note.by, note.reason, now).await?;
    desk.commit(tx, |roster| roster.put_member(after)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Records that a member who left is back.
#[utoipa::path(post, path = "/api/members/{id}/return", operation_id = "come_back", params(("id" = i64, Path)), responses((status = 204)))]
pub async fn come_back(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<StatusCode> {
    let now = app.clock.now();
    let mut desk = app.desk(caller.team).await?;
    let before = desk.roster.changeable(MemberId(id))?.clone();
    if before.left_at.is_none() {
        return refuse(HasNotLeft { name: before.name });
    }
    let mut after = before.clone();
    after.left_at = None;
    let note = Note {
        by: Some(caller.member),
        at: now,
        reason: None,
    };
    let mut tx = desk.begin(&app).await?;
    save(&mut tx, caller, (&before, &after), Default::default(), note).await?;
    desk.commit(tx, |roster| roster.put_member(after)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why someone's data is erased.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Erasure {
    reason: String,
}

/// Puts a member who left under a pseudonym, for good: name, phone, 微信号, photo, what they wrote in the
/// shop and the rest are gone, sums do not change.
#[utoipa::path(post, path = "/api/members/{id}/erasure", operation_id = "erase", params(("id" = i64, Path)), request_body = Erasure, responses((status = 204)))]
pub async fn erase(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(wish): Json<Erasure>,
) -> Result<StatusCode> {
    let now = app.clock.now();
    let mut desk = app.desk(caller.team).await?;
    let before = desk.roster.changeable(MemberId(id))?.clone();
    let why = reason(&wish.reason)?;
    if before.left_at.is_none_or(|left| left > now) {
        return refuse(HasNotLeft { name: before.name });
    }
    let after = before.erased(now);
    let note = Note {
        by: Some(caller.member),
        at: now,
        reason: Some(why),
    };
    let mut tx = desk.begin(&app).await?;
    store::team::remove_photo(&mut tx, caller.team, before.id).await?;
    store::prize::redemption::forget(&mut tx, caller.team, before.id).await?;
    store::prize::wish::forget(&mut tx, caller.team, before.id).await?;
    save(&mut tx, caller, (&before, &after), Default::default(), note).await?;
    desk.commit(tx, |roster| roster.put_member(after)).await?;
    Ok(StatusCode::NO_CONTENT)
}
