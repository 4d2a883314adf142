//! Accepting an invitation: what its holder sees, and the PIN they set.

use crate::access::account::known_of;
use crate::access::invitation::note;
use crate::access::sign_in::{self, SignedIn};
use crate::app::App;
use crate::chance;
use crate::error::{Result, refuse};
use crate::extract::Json;
use anyhow::Context as _;
use axum::extract::State;
use axum::http::HeaderMap;
use rules::access::Role;
use rules::access::invitation::{
    InvitationState, InvitationUnknown, InvitationUsed, MemberHasLeft,
};
use rules::access::secret::{self, SecretKind};
use rules::record::Kind;
use rules::team::Member;
use rules::{Moment, Refusal, TeamId};
use serde::{Deserialize, Serialize};
use store::access::invitation::Invitation;
use store::record::Change;
use store::{Conn, Tx};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read_invitation))
        .routes(routes!(accept_invitation))
}

/// What stands behind `#` in a link.
#[derive(Debug, Deserialize, ToSchema)]
pub struct InvitationToken {
    /// The secret of the link.
    pub token: String,
}

/// What an invitation is for, for whoever holds its link.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvitationFace {
    /// The team.
    pub team_name: String,
    /// The member it is for.
    pub member_name: String,
    /// What they will sign in with.
    pub secret: SecretKind,
    /// Whether they have agreed to be named on boards.
    pub consents_to_board: bool,
    /// When it expires.
    pub expires_at: Moment,
}

/// Opens an invitation without using it up.
#[utoipa::path(post, path = "/api/invitation/reading", operation_id = "read_invitation", request_body = InvitationToken, responses((status = 200, body = InvitationFace)))]
async fn read_invitation(
    State(app): State<App>,
    Json(body): Json<InvitationToken>,
) -> Result<axum::Json<InvitationFace>> {
    let mut conn = app.db.read().await?;
    let invitation = open_one(&mut conn, &body.token, app.clock.now()).await?;
    let team = store::setting::team(&mut conn, invitation.team).await?;
    let secret = kind_for(&mut conn, &invitation).await?;
    drop(conn);
    let roster = app.roster(invitation.team).await?;
    let member = roster
        .member(invitation.member)
        .context("an invitation of nobody")?;
    Ok(axum::Json(InvitationFace {
        team_name: team.context("an invitation of no team")?.name,
        member_name: member.name.clone(),
        secret,
        consents_to_board: member.consents_to_board,
        expires_at: invitation.expires_at,
    }))
}

async fn open_one(conn: &mut Conn, token: &str, now: Moment) -> Result<Invitation> {
    let hash = chance::token_hash(token.trim());
    let found = store::access::invitation::by_token(conn, &hash).await?;
    let invitation = found.ok_or(InvitationUnknown {}).map_err(Refusal::from)?;
    invitation.state(now).must_be_open()?;
    Ok(invitation)
}

/// Founders sign in with a passphrase, everybody else with a PIN.
async fn kind_for(conn: &mut Conn, invitation: &Invitation) -> Result<SecretKind> {
    let role = store::access::role::of_member(conn, invitation.team, invitation.member).await?;
    Ok(if role == Role::Founder {
        SecretKind::Passphrase
    } else {
        SecretKind::Pin
    })
}

/// What a member sets when they accept.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Acceptance {
    /// The secret of the link.
    pub token: String,
    /// The PIN, or a founder's passphrase, to sign in with from now on.
    pub secret: String,
    /// Whether their name may stand on boards that others see.
    pub consents_to_board: bool,
}

/// Uses an invitation up: sets what the member signs in with, ends their other sessions, signs in here.
#[utoipa::path(post, path = "/api/invitation/acceptance", operation_id = "accept_invitation", request_body = Acceptance, responses((status = 200, body = crate::access::Me)))]
async fn accept_invitation(
    State(app): State<App>,
    headers: HeaderMap,
    Json(body): Json<Acceptance>,
) -> Result<SignedIn> {
    let now = app.clock.now();
    let mut conn = app.db.read().await?;
    let invitation = open_one(&mut conn, &body.token, now).await?;
    let kind = kind_for(&mut conn, &invitation).await?;
    drop(conn);
    let (team, id) = (invitation.team, invitation.member);
    let roster = app.roster(team).await?;
    let member = roster.member(id).context("an invitation of nobody")?;
    secret::check(kind, &body.secret, &known_of(member))?;
    let hash = app.secret_hash(&body.secret).await?;

    let mut desk = app.desk(team).await?;
    let member = desk
        .roster
        .member(id)
        .context("an invitation of nobody")?
        .clone();
    if member.left_at.is_some_and(|left| left <= now) {
        return refuse(MemberHasLeft { name: member.name });
    }
    let mut tx = desk.begin(&app).await?;
    // Of two who accept at once, one wins.
    if !store::access::invitation::accept(&mut tx, team, invitation.id, now).await? {
        return refuse(InvitationUsed {});
    }
    let after = Some(InvitationState::Accepted);
    note(
        &mut tx,
        team,
        id,
        Some(InvitationState::Open),
        after,
        id,
        now,
    )
    .await?;
    store::access::credential::set(&mut tx, team, id, kind, &hash, now).await?;
    store::access::session::end_others(&mut tx, team, id, "", now).await?;
    let member = consent(&mut tx, team, member, body.consents_to_board, now).await?;
    let entry = sign_in::begin(&mut tx, team, id, &headers, now).await?;
    desk.commit(tx, |roster| roster.put_member(member)).await?;
    app.tell(team, crate::routes::Tag::ALL);
    entry.answer(&app).await
}

/// Writes a member's word on being named, and records it also when it is the same as before: it was
/// asked and given.
pub(super) async fn consent(
    tx: &mut Tx,
    team: TeamId,
    member: Member,
    consents: bool,
    now: Moment,
) -> Result<Member> {
    let change = Change::of(
        member.id.0,
        Some(&member.consents_to_board),
        Some(&consents),
    );
    store::record::record(tx, team, Kind::Consent, &change.by(member.id, None), now).await?;
    let member = Member {
        consents_to_board: consents,
        ..member
    };
    store::team::change(tx, team, &member).await?;
    Ok(member)
}
