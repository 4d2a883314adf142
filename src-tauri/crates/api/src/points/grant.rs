//! Granting points, and taking a grant back.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use rules::access::{NotYours, Role};
use rules::points::Terms;
use rules::points::grant::{Ask, Granted, check_request};
use rules::refusal::NotFound;
use rules::team::Settings;
use rules::{MemberId, Moment, Period, Window};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a leader may still grant this month.
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantBudget {
    /// Points a month; none: without bound.
    pub budget: Option<i64>,
    /// Points granted this month.
    pub used: i64,
    /// When the next month begins.
    pub until: Moment,
}

fn month(settings: &Settings, now: Moment) -> Window {
    let calendar = settings.calendar();
    calendar.window(Period::Month, calendar.day(now))
}

fn bound(caller: Caller, settings: &Settings) -> Option<i64> {
    (caller.role != Role::Founder).then_some(settings.grant_budget_points)
}

/// What the caller may still grant this month.
#[utoipa::path(get, path = "/api/points/budget", operation_id = "grant_budget", responses((status = 200, body = GrantBudget)))]
pub async fn grant_budget(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<GrantBudget>> {
    let settings = app.settings(caller.team).await?;
    let month = month(&settings, app.clock.now());
    let mut conn = app.db.read().await?;
    let used =
        store::points::grant::granted_in(&mut conn, caller.team, caller.member, month).await?;
    Ok(axum::Json(GrantBudget {
        budget: bound(caller, &settings),
        used,
        until: month.end,
    }))
}

/// Points to grant.
#[derive(Debug, Deserialize, ToSchema)]
pub struct GrantWish {
    /// A key of the asker's own making: the same one grants once, however often it is sent.
    request: String,
    /// To whom.
    member_id: i64,
    /// How many.
    points: i64,
    /// Why.
    reason: String,
}

/// A grant that was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantMade {
    /// Its number, to take it back by.
    id: i64,
    /// Who got it.
    name: String,
    /// How many points.
    points: i64,
}

/// Grants points to a member the caller sees, within the month's budget.
#[utoipa::path(post, path = "/api/points/grants", operation_id = "grant_points", request_body = GrantWish, responses((status = 200, body = GrantMade)))]
pub async fn grant_points(
    State(app): State<App>,
    caller: Caller,
    Json(wish): Json<GrantWish>,
) -> Result<axum::Json<GrantMade>> {
    check_request(&wish.request)?;
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let member = MemberId(wish.member_id);
    if roster.member(member).is_none() || !caller.sees(&roster, member, now) {
        return refuse(NotFound {
            what: "成员 · the member".to_owned(),
        });
    }
    let settings = app.settings(caller.team).await?;
    let ask = Ask {
        request: format!("{}:{}", caller.member, wish.request),
        member,
        points: wish.points,
        reason: wish.reason,
        by: caller.member,
        budget: bound(caller, &settings),
        month: month(&settings, now),
        terms: Terms::from(&*settings),
    };
    ask.check()?;
    let granted = app.ledger.grant(caller.team, ask).await?;
    Ok(axum::Json(made(granted, roster.name(member))))
}

fn made(granted: Granted, name: &str) -> GrantMade {
    GrantMade {
        id: granted.id,
        name: name.to_owned(),
        points: granted.points,
    }
}

/// Why a grant is taken back.
#[derive(Debug, Deserialize, ToSchema)]
pub struct GrantUndoing {
    /// Why.
    reason: String,
}

/// Takes a grant back; the one who made it may, and the founder.
#[utoipa::path(post, path = "/api/points/grants/{id}/undoing", operation_id = "undo_grant", params(("id" = i64, Path)), request_body = GrantUndoing, responses((status = 200, body = GrantMade)))]
pub async fn undo_grant(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(undoing): Json<GrantUndoing>,
) -> Result<axum::Json<GrantMade>> {
    let (roster, settings) = (
        app.roster(caller.team).await?,
        app.settings(caller.team).await?,
    );
    let mut tx = app.db.write_team(caller.team).await?;
    let Some((_, by)) = store::points::grant::find(&mut tx, caller.team, id).await? else {
        return refuse(NotFound {
            what: "发放记录 · the grant".to_owned(),
        });
    };
    if by != caller.member && caller.role != Role::Founder {
        return refuse(NotYours {});
    }
    let granted = store::points::grant::give_back(
        &mut tx,
        caller.team,
        id,
        (caller.member, &undoing.reason),
        &Terms::from(&*settings),
        app.clock.now(),
    )
    .await??;
    tx.commit().await?;
    Ok(axum::Json(made(granted, roster.name(granted.member))))
}
