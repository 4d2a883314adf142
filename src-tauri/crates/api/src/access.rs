//! Sign-in, invitations, roles, sessions.

use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use axum::Json;
use rules::MemberId;
use rules::access::Role;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(me))
}

/// The caller, as the frame shows them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// Which member they are.
    pub member_id: MemberId,
    /// What they may do.
    pub role: Role,
}

/// Who is signed in.
#[utoipa::path(get, path = "/api/me", operation_id = "me", responses((status = 200, body = Me)))]
async fn me(caller: Caller) -> Result<Json<Me>> {
    Ok(Json(Me {
        member_id: caller.member,
        role: caller.role,
    }))
}
