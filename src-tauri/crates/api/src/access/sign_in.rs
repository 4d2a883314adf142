//! Signing in and out.

use crate::access::device::device;
use crate::access::{Me, me_of};
use crate::app::App;
use crate::caller::{COOKIE, Caller, token};
use crate::chance;
use crate::error::{Result, refuse};
use crate::extract::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::AppendHeaders;
use rules::access::{attempt, session};
use rules::refusal::filled;
use rules::{MemberId, Moment, TeamId};
use serde::Deserialize;
use store::Tx;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(sign_in))
        .routes(routes!(sign_out))
}

/// An answer that also sets the session's cookie.
pub(crate) type SignedIn = (
    AppendHeaders<[(header::HeaderName, String); 1]>,
    axum::Json<Me>,
);

/// What a person types to sign in.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SignIn {
    /// Name, phone or WeChat id.
    pub login: String,
    /// Passphrase or PIN.
    pub secret: String,
}

/// Signs in. A wrong login and a wrong secret are answered alike.
#[utoipa::path(post, path = "/api/sign-in", operation_id = "sign_in", request_body = SignIn, responses((status = 200, body = Me)))]
async fn sign_in(
    State(app): State<App>,
    headers: HeaderMap,
    Json(body): Json<SignIn>,
) -> Result<SignedIn> {
    let login = filled("login", &body.login)?;
    filled("secret", &body.secret)?;
    let turn = must_be_open(&app, &chance::token_hash(&login.to_lowercase())).await?;
    let mut conn = app.db.read().await?;
    let candidates =
        store::access::credential::candidates(&mut conn, login, app.clock.now()).await?;
    drop(conn);
    let mut owners = Vec::new();
    if candidates.is_empty() {
        app.secret_matches(&body.secret, None).await?;
    }
    for candidate in &candidates {
        if app
            .secret_matches(&body.secret, Some(&candidate.hash))
            .await?
        {
            owners.push(candidate);
        }
    }
    let owner = match owners[..] {
        [] => return refuse(attempt::WrongSecret {}),
        [one] => one,
        [_, _, ..] => return refuse(attempt::AmbiguousLogin {}),
    };
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    turn.succeeded(&mut tx, now).await?;
    let entry = begin(&mut tx, owner.team, owner.member, &headers, now).await?;
    tx.commit().await?;
    entry.answer(&app).await
}

/// An attempt, noted as failed until it has succeeded.
pub(super) struct Turn {
    subject: String,
}

impl Turn {
    /// Notes that it succeeded.
    pub(super) async fn succeeded(self, tx: &mut Tx, now: Moment) -> Result<()> {
        let id = store::access::attempt::turn(tx).await?;
        store::access::attempt::note(tx, id, &self.subject, true, now).await?;
        Ok(())
    }
}

/// Refuses a subject that failed too often; else notes the attempt as failed until it succeeds, so
/// that a hundred tries at once count as a hundred.
pub(super) async fn must_be_open(app: &App, subject: &str) -> Result<Turn> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let id = store::access::attempt::turn(&mut tx).await?;
    let failures = store::access::attempt::failures(&mut tx, subject, now).await?;
    if let Some(opens) = attempt::opens_at(&failures).filter(|opens| *opens > now) {
        let minutes = attempt::minutes_until(opens, now);
        return refuse(attempt::TooManyAttempts { minutes });
    }
    if store::access::attempt::failures_of_all(&mut tx, now).await? >= attempt::BRAKE_FAILURES {
        return refuse(attempt::SignInBusy {});
    }
    store::access::attempt::note(&mut tx, id, subject, false, now).await?;
    tx.commit().await?;
    Ok(Turn {
        subject: subject.to_owned(),
    })
}

/// A session just begun, to be told to the browser after the commit.
pub(crate) struct Entry {
    team: TeamId,
    member: MemberId,
    token: String,
    is_secure: bool,
}

/// Begins a session under a fresh token and ends the one this browser had.
pub(crate) async fn begin(
    tx: &mut Tx,
    team: TeamId,
    member: MemberId,
    headers: &HeaderMap,
    now: Moment,
) -> Result<Entry> {
    if let Some(old) = token(headers) {
        store::access::session::end(tx, &chance::token_hash(old), now).await?;
    }
    let token = chance::token();
    let hash = chance::token_hash(&token);
    let ends = session::ends_at(now);
    store::access::session::begin(tx, team, member, &hash, &device(headers), now, ends).await?;
    Ok(Entry {
        team,
        member,
        token,
        is_secure: is_secure(headers),
    })
}

impl Entry {
    /// The cookie, and who is now signed in.
    pub(crate) async fn answer(self, app: &App) -> Result<SignedIn> {
        let mut conn = app.db.read().await?;
        let role = store::access::role::of_member(&mut conn, self.team, self.member).await?;
        drop(conn);
        let caller = Caller {
            team: self.team,
            member: self.member,
            role,
        };
        let me = me_of(app, caller).await?;
        let cookie = cookie(&self.token, session::DAYS * 86_400, self.is_secure);
        Ok((
            AppendHeaders([(header::SET_COOKIE, cookie)]),
            axum::Json(me),
        ))
    }
}

/// The cookie of a session: not for scripts, not sent along by other sites' forms.
pub(crate) fn cookie(token: &str, seconds: i64, is_secure: bool) -> String {
    let secure = if is_secure { "; Secure" } else { "" };
    format!("{COOKIE}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

/// Whether the browser came by https, directly or through a proxy.
pub(crate) fn is_secure(headers: &HeaderMap) -> bool {
    let starts = |name: header::HeaderName, with: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.is_some_and(|value| value.starts_with(with))
    };
    starts(header::ORIGIN, "https:")
        || starts(
            header::HeaderName::from_static("x-forwarded-proto"),
            "https",
        )
}

/// Signs this browser out.
#[utoipa::path(post, path = "/api/sign-out", operation_id = "sign_out", responses((status = 204)))]
async fn sign_out(
    State(app): State<App>,
    headers: HeaderMap,
) -> Result<(StatusCode, AppendHeaders<[(header::HeaderName, String); 1]>)> {
    if let Some(token) = token(&headers) {
        let mut tx = app.db.write().await?;
        store::access::session::end(&mut tx, &chance::token_hash(token), app.clock.now()).await?;
        tx.commit().await?;
    }
    let gone = cookie("", 0, is_secure(&headers));
    Ok((
        StatusCode::NO_CONTENT,
        AppendHeaders([(header::SET_COOKIE, gone)]),
    ))
}
