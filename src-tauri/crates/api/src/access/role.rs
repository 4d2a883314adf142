//! Roles: who holds which, given and taken with a reason.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Language};
use axum::extract::State;
use axum::http::StatusCode;
use rules::access::Role;
use rules::access::role::{Change, check};
use rules::refusal::{NotFound, filled};
use rules::team::Roster;
use rules::{MemberId, Moment};
use serde::{Deserialize, Serialize};
use store::access::role::Holder;
use store::{Conn, Tx};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(roles, give_role))
        .routes(routes!(hand_over))
}

/// Someone who is more than a plain member.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoleHolder {
    /// Who.
    pub member_id: MemberId,
    /// Their name.
    pub name: String,
    /// What they hold.
    pub role: Role,
    /// Since when.
    pub since: Moment,
    /// Why the role cannot be taken, in the caller's language; none when it can.
    pub stays: Option<String>,
}

/// Founders and leaders.
#[utoipa::path(get, path = "/api/roles", operation_id = "roles", responses((status = 200, body = Vec<RoleHolder>)))]
async fn roles(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
) -> Result<axum::Json<Vec<RoleHolder>>> {
    let roster = app.roster(caller.team).await?;
    let mut conn = app.db.read().await?;
    let holders = store::access::role::holders(&mut conn, caller.team).await?;
    let founders = founders(&holders, &roster, app.clock.now());
    let rows = holders
        .into_iter()
        .map(|holder| {
            let take = Change {
                from: holder.role,
                to: Role::Member,
                founders,
                secret: None,
                has_left: false,
            };
            let stays = check(take)
                .err()
                .map(|refusal| refusal.words.say(lang).to_owned());
            RoleHolder {
                member_id: holder.member,
                name: roster.name(holder.member).to_owned(),
                role: holder.role,
                since: holder.since,
                stays,
            }
        })
        .collect();
    Ok(axum::Json(rows))
}

/// A role for a member.
#[derive(Debug, Deserialize, ToSchema)]
pub struct GiveRole {
    /// Who.
    pub member_id: MemberId,
    /// What they shall hold.
    pub role: Role,
    /// Why; it stands in the record of changes.
    pub reason: String,
}

/// Gives a member a role, or takes it. It holds from the next request on.
#[utoipa::path(post, path = "/api/roles", operation_id = "give_role", request_body = GiveRole, responses((status = 204)))]
async fn give_role(
    State(app): State<App>,
    caller: Caller,
    Json(body): Json<GiveRole>,
) -> Result<StatusCode> {
    let reason = filled("reason", &body.reason)?;
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let mut tx = app.db.write_team(caller.team).await?;
    may_give(&mut tx, caller, &roster, body.member_id, body.role, now).await?;
    give(&mut tx, caller, body.member_id, body.role, reason, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whom to hand the team over to.
#[derive(Debug, Deserialize, ToSchema)]
pub struct HandOver {
    /// The next founder.
    pub member_id: MemberId,
    /// Why; it stands in the record of changes.
    pub reason: String,
}

/// Makes another member founder and the caller a leader, in one step.
#[utoipa::path(post, path = "/api/roles/hand-over", operation_id = "hand_over", request_body = HandOver, responses((status = 204)))]
async fn hand_over(
    State(app): State<App>,
    caller: Caller,
    Json(body): Json<HandOver>,
) -> Result<StatusCode> {
    let reason = filled("reason", &body.reason)?;
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let mut tx = app.db.write_team(caller.team).await?;
    may_give(&mut tx, caller, &roster, body.member_id, Role::Founder, now).await?;
    give(&mut tx, caller, body.member_id, Role::Founder, reason, now).await?;
    give(&mut tx, caller, caller.member, Role::Leader, reason, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Founders who have not left.
fn founders(holders: &[Holder], roster: &Roster, now: Moment) -> usize {
    let here = |id| {
        roster
            .member(id)
            .is_some_and(|member| member.is_here_at(now))
    };
    holders
        .iter()
        .filter(|holder| holder.role == Role::Founder && here(holder.member))
        .count()
}

async fn may_give(
    conn: &mut Conn,
    caller: Caller,
    roster: &Roster,
    member: MemberId,
    to: Role,
    now: Moment,
) -> Result<()> {
    let Some(found) = roster.member(member) else {
        return refuse(NotFound {
            what: "Member 成员".to_owned(),
        });
    };
    let holders = store::access::role::holders(conn, caller.team).await?;
    let secret = store::access::credential::of_member(conn, caller.team, member).await?;
    check(Change {
        from: store::access::role::of_member(conn, caller.team, member).await?,
        to,
        founders: founders(&holders, roster, now),
        secret: secret.map(|(kind, _)| kind),
        has_left: found.left_at.is_some_and(|left| left <= now),
    })?;
    Ok(())
}

async fn give(
    tx: &mut Tx,
    caller: Caller,
    member: MemberId,
    role: Role,
    reason: &str,
    now: Moment,
) -> Result<()> {
    let (by, reason) = (Some(caller.member), Some(reason));
    // A link made for a plain member must not let anyone in as more than that.
    store::access::invitation::revoke_open(tx, caller.team, member, now).await?;
    Ok(store::access::role::give(tx, caller.team, member, role, by, reason, now).await?)
}
