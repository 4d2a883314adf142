//! Invitations: a link with which a member sets their PIN, once.

use crate::access::address::addresses;
use crate::app::App;
use crate::caller::Caller;
use crate::chance;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use anyhow::anyhow;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use qrcode::QrCode;
use qrcode::render::svg;
use rules::access::invitation::{InvitationState, MemberHasLeft, expires_at};
use rules::access::{NotYours, Role};
use rules::record::Kind;
use rules::refusal::NotFound;
use rules::team::{Member, Roster};
use rules::{InvitationId, MemberId, Moment, TeamId};
use serde::{Deserialize, Serialize};
use store::record::Change;
use store::{Conn, Tx};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(invitations, invite))
        .routes(routes!(revoke))
}

rules::refusals! {
    /// There is no address that the member could open the link at.
    NoAddress {} 409,
    "成员还打不开这里：请让程序在局域网上提供服务（hongbang-server serve --bind 0.0.0.0），或在设置里填好网址。",
    "Members cannot reach this yet: serve it on the network (hongbang-server serve --bind 0.0.0.0), or give its address in the settings.";
}

/// Who was invited, and where links can lead.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invitations {
    /// The latest invitation of each invited member the caller sees.
    pub invitations: Vec<Invited>,
    /// Addresses that links can begin with, the likeliest first; none: members cannot come in yet.
    pub addresses: Vec<String>,
}

/// An invitation, as its issuer sees it. The link itself is shown only once.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invited {
    /// Its number.
    pub id: InvitationId,
    /// Whom it is for.
    pub member_id: MemberId,
    /// Their name.
    pub member_name: String,
    /// Who issued it.
    pub by_name: String,
    /// Where it stands.
    pub state: InvitationState,
    /// When it was issued.
    pub issued_at: Moment,
    /// When it expires.
    pub expires_at: Moment,
    /// When it was accepted.
    pub accepted_at: Option<Moment>,
}

/// Invitations of the members that the caller sees.
#[utoipa::path(get, path = "/api/invitations", operation_id = "invitations", responses((status = 200, body = Invitations)))]
async fn invitations(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<axum::Json<Invitations>> {
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let settings = app.settings(caller.team).await?;
    let mut conn = app.db.read().await?;
    let rows = store::access::invitation::latest(&mut conn, caller.team).await?;
    let invitations = rows
        .into_iter()
        .filter(|row| caller.sees(&roster, row.member, now))
        .map(|row| Invited {
            id: row.id,
            member_id: row.member,
            member_name: roster.name(row.member).to_owned(),
            by_name: roster.name(row.by).to_owned(),
            state: row.state(now),
            issued_at: row.issued_at,
            expires_at: row.expires_at,
            accepted_at: row.accepted_at,
        })
        .collect();
    let addresses = addresses(&app, settings.address.as_deref(), &headers);
    Ok(axum::Json(Invitations {
        invitations,
        addresses,
    }))
}

/// Whom to invite.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Invite {
    /// Which member.
    pub member_id: MemberId,
    /// What the link begins with, one of the addresses offered or another; none: the likeliest.
    pub address: Option<String>,
}

/// A link to hand over; it is shown only now.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationLink {
    /// The invitation's number.
    pub id: InvitationId,
    /// Whom it is for.
    pub member_name: String,
    /// The link. Its secret stands behind `#`, which browsers send to no server.
    pub link: String,
    /// The link as a picture (SVG).
    pub qr: String,
    /// When it expires.
    pub expires_at: Moment,
}

/// Invites a member, or lets one who forgot their PIN set another. An older open link ends.
#[utoipa::path(post, path = "/api/invitations", operation_id = "invite", request_body = Invite, responses((status = 200, body = InvitationLink)))]
async fn invite(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<Invite>,
) -> Result<axum::Json<InvitationLink>> {
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let settings = app.settings(caller.team).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    let member = may_invite(&mut tx, caller, &roster, body.member_id, now).await?;
    let offered = addresses(&app, settings.address.as_deref(), &headers);
    let Some(address) = body.address.or_else(|| offered.into_iter().next()) else {
        return refuse(NoAddress {});
    };
    rules::team::Settings {
        address: Some(address.clone()),
        ..rules::team::Settings::default()
    }
    .check()?;
    let token = chance::short_token();
    let hash = chance::token_hash(&token);
    let expires = expires_at(now);
    let (team, by) = (caller.team, caller.member);
    let id =
        store::access::invitation::issue(&mut tx, team, member.id, &hash, by, now, expires).await?;
    note(
        &mut tx,
        team,
        member.id,
        None,
        Some(InvitationState::Open),
        by,
        now,
    )
    .await?;
    tx.commit().await?;
    let link = format!("{address}/invitation#{token}");
    let qr = QrCode::new(&link).map_err(|e| anyhow!("a QR code of a link: {e}"))?;
    let qr = qr
        .render::<svg::Color<'_>>()
        .min_dimensions(240, 240)
        .quiet_zone(true)
        .build();
    let member_name = member.name.clone();
    Ok(axum::Json(InvitationLink {
        id,
        member_name,
        link,
        qr,
        expires_at: expires,
    }))
}

/// The member, when the caller may invite them: the founder anybody, a leader the plain members of
/// their branch. Whoever holds a link can set its member's PIN, so nobody invites upwards.
async fn may_invite<'r>(
    conn: &mut Conn,
    caller: Caller,
    roster: &'r Roster,
    member: MemberId,
    now: Moment,
) -> Result<&'r Member> {
    let Some(member) = roster
        .member(member)
        .filter(|m| caller.sees(roster, m.id, now))
    else {
        return refuse(NotFound {
            what: "Member 成员".to_owned(),
        });
    };
    if member.left_at.is_some_and(|left| left <= now) {
        return refuse(MemberHasLeft {
            name: member.name.clone(),
        });
    }
    let role = store::access::role::of_member(conn, caller.team, member.id).await?;
    if caller.role != Role::Founder && role != Role::Member {
        return refuse(NotYours {});
    }
    Ok(member)
}

/// Takes an open invitation back.
#[utoipa::path(delete, path = "/api/invitations/{id}", operation_id = "revoke_invitation", params(("id" = i64, Path)), responses((status = 204)))]
async fn revoke(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<InvitationId>,
) -> Result<StatusCode> {
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let mut tx = app.db.write_team(caller.team).await?;
    let found = store::access::invitation::one(&mut tx, caller.team, id).await?;
    let Some(found) = found.filter(|row| caller.sees(&roster, row.member, now)) else {
        return refuse(NotFound {
            what: "Invitation 邀请".to_owned(),
        });
    };
    found.state(now).must_be_open()?;
    store::access::invitation::revoke(&mut tx, caller.team, id, now).await?;
    let (before, after) = (Some(InvitationState::Open), Some(InvitationState::Revoked));
    note(
        &mut tx,
        caller.team,
        found.member,
        before,
        after,
        caller.member,
        now,
    )
    .await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Writes what became of a member's invitation into the record.
pub(super) async fn note(
    tx: &mut Tx,
    team: TeamId,
    member: MemberId,
    before: Option<InvitationState>,
    after: Option<InvitationState>,
    by: MemberId,
    now: Moment,
) -> Result<()> {
    let change = Change::of(member.0, before.as_ref(), after.as_ref()).by(by, None);
    Ok(store::record::record(tx, team, Kind::Invitation, &change, now).await?)
}
