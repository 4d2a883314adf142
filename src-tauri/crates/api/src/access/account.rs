//! My account: what I sign in with, where I am signed in, whether I may be named.

use crate::access::sign_in::{cookie, is_secure};
use crate::app::App;
use crate::caller::{Caller, token};
use crate::chance;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use anyhow::Context as _;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::AppendHeaders;
use rules::Moment;
use rules::access::role::FounderNeedsPassphrase;
use rules::access::secret::{self, SecretKind};
use rules::access::{Role, session};
use rules::record::Kind;
use rules::refusal::NotFound;
use rules::team::Member;
use serde::{Deserialize, Serialize};
use store::record::Change;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(account))
        .routes(routes!(change_secret))
        .routes(routes!(change_consent))
        .routes(routes!(end_session))
        .routes(routes!(end_sessions))
}

/// What a member sees of their own account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Account {
    /// Their name, phone and WeChat id, each of which signs in.
    pub logins: Vec<String>,
    /// What they sign in with; none for who came in without, as in the demo.
    pub secret: Option<SecretKind>,
    /// Whether their name may stand on boards.
    pub consents_to_board: bool,
    /// Where they are signed in, the latest first.
    pub sessions: Vec<MySession>,
}

/// A browser that is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct MySession {
    /// Its number.
    pub id: i64,
    /// Browser and system, empty when they did not say.
    pub device: String,
    /// When it signed in.
    pub begun_at: Moment,
    /// When it will be asked to sign in again.
    pub expires_at: Moment,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// My account.
#[utoipa::path(get, path = "/api/me/account", operation_id = "account", responses((status = 200, body = Account)))]
async fn account(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<axum::Json<Account>> {
    let roster = app.roster(caller.team).await?;
    let me = roster
        .member(caller.member)
        .context("a caller who is no member")?;
    let this = token(&headers).map(chance::token_hash);
    let mut conn = app.db.read().await?;
    let secret =
        store::access::credential::of_member(&mut conn, caller.team, caller.member).await?;
    let now = app.clock.now();
    let sessions =
        store::access::session::of_member(&mut conn, caller.team, caller.member, now).await?;
    let logins = [Some(&me.name), me.phone.as_ref(), me.wechat.as_ref()];
    Ok(axum::Json(Account {
        logins: logins.into_iter().flatten().cloned().collect(),
        secret: secret.map(|(kind, _)| kind),
        consents_to_board: me.consents_to_board,
        sessions: sessions
            .into_iter()
            .map(|session| MySession {
                id: session.id,
                device: session.device.unwrap_or_default(),
                begun_at: Moment(session.recorded_at),
                expires_at: Moment(session.expires_at),
                is_this: this.as_ref() == Some(&session.token_hash),
            })
            .collect(),
    }))
}

/// A new passphrase or PIN, confirmed by the one that holds.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewSecret {
    /// The passphrase or PIN that holds.
    pub current: String,
    /// What the new one is.
    pub kind: SecretKind,
    /// The new one.
    pub secret: String,
}

/// Changes what I sign in with; all my other browsers are signed out.
#[utoipa::path(put, path = "/api/me/secret", operation_id = "change_secret", request_body = NewSecret, responses((status = 204)))]
async fn change_secret(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<NewSecret>,
) -> Result<StatusCode> {
    let roster = app.roster(caller.team).await?;
    let me = roster
        .member(caller.member)
        .context("a caller who is no member")?;
    if caller.role == Role::Founder && body.kind == SecretKind::Pin {
        return refuse(FounderNeedsPassphrase {});
    }
    secret::check(body.kind, &body.secret, &known_of(me))?;
    // Guessing here costs as much as guessing at the door.
    let subject = format!("secret of {} in {}", caller.member, caller.team);
    let turn = super::sign_in::must_be_open(&app, &chance::token_hash(&subject)).await?;
    let mut conn = app.db.read().await?;
    let held = store::access::credential::of_member(&mut conn, caller.team, caller.member).await?;
    drop(conn);
    let hash = held.as_ref().map(|(_, hash)| hash.as_str());
    if !app.secret_matches(&body.current, hash).await? {
        return refuse(session::NotYourSecret {});
    }
    let hash = app.secret_hash(&body.secret).await?;
    let now = app.clock.now();
    let mut tx = app.db.write_team(caller.team).await?;
    turn.succeeded(&mut tx, now).await?;
    store::access::credential::set(&mut tx, caller.team, caller.member, body.kind, &hash, now)
        .await?;
    let kept = token(&headers).map(chance::token_hash).unwrap_or_default();
    store::access::session::end_others(&mut tx, caller.team, caller.member, &kept, now).await?;
    let before = held.map(|(kind, _)| kind);
    let change = Change::of(caller.member.0, before.as_ref(), Some(&body.kind));
    let change = change.by(caller.member, None);
    store::record::record(&mut tx, caller.team, Kind::Credential, &change, now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What others know of a member, which is no secret.
pub(super) fn known_of(member: &Member) -> Vec<&str> {
    let known = [
        Some(&member.name),
        member.phone.as_ref(),
        member.wechat.as_ref(),
        member.birthday.as_ref(),
    ];
    known.into_iter().flatten().map(String::as_str).collect()
}

/// Whether one's name may stand on boards that others see.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Consent {
    /// Yes or no; it can be changed at any time.
    pub consents_to_board: bool,
}

/// Gives or withdraws my consent to be named on boards (PIPL art. 25); both are recorded.
#[utoipa::path(put, path = "/api/me/consent", operation_id = "change_consent", request_body = Consent, responses((status = 204)))]
async fn change_consent(
    State(app): State<App>,
    caller: Caller,
    Json(body): Json<Consent>,
) -> Result<StatusCode> {
    let now = app.clock.now();
    let mut desk = app.desk(caller.team).await?;
    let me = desk
        .roster
        .member(caller.member)
        .context("a caller who is no member")?
        .clone();
    if me.consents_to_board == body.consents_to_board {
        return Ok(StatusCode::NO_CONTENT);
    }
    let mut tx = desk.begin(&app).await?;
    let me =
        super::acceptance::consent(&mut tx, caller.team, me, body.consents_to_board, now).await?;
    desk.commit(tx, |roster| roster.put_member(me)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Signs one of my browsers out.
#[utoipa::path(delete, path = "/api/me/sessions/{id}", operation_id = "end_session", params(("id" = i64, Path)), responses((status = 204)))]
async fn end_session(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<StatusCode> {
    let mut tx = app.db.write().await?;
    let now = app.clock.now();
    if !store::access::session::end_one(&mut tx, caller.team, caller.member, id, now).await? {
        return refuse(NotFound {
            what: "Session 登录".to_owned(),
        });
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Signs me out everywhere, here too.
#[utoipa::path(delete, path = "/api/me/sessions", operation_id = "end_sessions", responses((status = 204)))]
async fn end_sessions(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<(StatusCode, AppendHeaders<[(header::HeaderName, String); 1]>)> {
    let mut tx = app.db.write().await?;
    let now = app.clock.now();
    store::access::session::end_others(&mut tx, caller.team, caller.member, "", now).await?;
    tx.commit().await?;
    let gone = cookie("", 0, is_secure(&headers));
    Ok((
        StatusCode::NO_CONTENT,
        AppendHeaders([(header::SET_COOKIE, gone)]),
    ))
}
