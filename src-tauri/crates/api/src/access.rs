//! Sign-in, invitations, roles, sessions.

mod acceptance;
mod account;
mod address;
mod device;
mod invitation;
mod role;
pub(crate) mod secret;
pub(crate) mod sign_in;

use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use anyhow::Context as _;
use axum::Json;
use axum::extract::State;
use rules::access::Role;
use rules::team::Settings;
use rules::{MemberId, Moment, TeamId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use address::addresses;
pub(crate) use secret::Hashing;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(me))
        .merge(sign_in::router())
        .merge(account::router())
        .merge(invitation::router())
        .merge(acceptance::router())
        .merge(role::router())
}

/// The caller, as the frame shows them.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct Me {
    /// The team they are in.
    pub team: MyTeam,
    /// Which member they are.
    pub member: MyMember,
    /// What they may do.
    pub role: Role,
    /// How their team keeps its books and boards.
    pub settings: Settings,
    /// What time it is here: the page follows this clock, not the viewer's.
    pub now: Moment,
}

/// The caller's team.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct MyTeam {
    /// Which team.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// The zone that its days begin and end in.
    pub zone: String,
    /// Minutes after midnight at which its business day begins.
    pub day_shift_minutes: i64,
    /// Whether it is the demo team.
    pub is_demo: bool,
}

/// The caller as a member.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct MyMember {
    /// Which member.
    pub id: MemberId,
    /// Their name.
    pub name: String,
}

/// A caller, as the frame shows them.
pub(crate) async fn me_of(app: &App, caller: Caller) -> Result<Me> {
    let roster = app.roster(caller.team).await?;
    let mut conn = app.db.read().await?;
    let team = store::setting::team(&mut conn, caller.team)
        .await?
        .context("a session of a team that is not there")?;
    Ok(Me {
        team: MyTeam {
            id: team.id,
            name: team.name,
            zone: team.settings.zone.name().to_owned(),
            day_shift_minutes: team.settings.day_shift_minutes,
            is_demo: team.is_demo,
        },
        member: MyMember {
            id: caller.member,
            name: roster.name(caller.member).to_owned(),
        },
        role: caller.role,
        settings: team.settings,
        now: app.clock.now(),
    })
}

/// Who is signed in.
#[utoipa::path(get, path = "/api/me", operation_id = "me", responses((status = 200, body = Me)))]
async fn me(State(app): State<App>, caller: Caller) -> Result<Json<Me>> {
    Ok(Json(me_of(&app, caller).await?))
}
