//! Who asks: the session behind the cookie, the guard in front of every handler.

mod held;
mod origin;

pub use held::Sessions;

use crate::app::App;
use crate::chance::token_hash;
use crate::error::{Error, refuse, say};
use crate::extract::language;
use crate::routes::{Route, Tag, route};
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rules::access::{NotYours, Role, SignInFirst};
use rules::{MemberId, Refusal, TeamId};

/// The cookie that holds the session's token.
pub const COOKIE: &str = "hongbang";

/// A signed-in person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Their team.
    pub team: TeamId,
    /// Which member they are.
    pub member: MemberId,
    /// What they may do.
    pub role: Role,
}

/// The session token of a request, from its cookie.
pub fn token(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

async fn find(app: &App, headers: &HeaderMap) -> Result<Option<Caller>, Error> {
    let Some(token) = token(headers) else {
        return Ok(None);
    };
    let (hash, now) = (token_hash(token), app.clock.now());
    if let Some(caller) = app.sessions.get(&hash, now) {
        return Ok(Some(caller));
    }
    // Before the question, so that an answer from before a change is not kept after it.
    let asked = app.sessions.asked();
    let mut conn = app.db.read().await?;
    let Some((team, member, role, until)) =
        store::access::session::owner(&mut conn, &hash, now).await?
    else {
        return Ok(None);
    };
    let caller = Caller { team, member, role };
    app.sessions.put(hash, caller, now, until, asked);
    Ok(Some(caller))
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        parts
            .extensions
            .get::<Self>()
            .copied()
            .ok_or_else(|| Refusal::from(SignInFirst {}).into())
    }
}

/// Stands before every handler: finds the caller, keeps the route's permit, says refusals in the
/// caller's language, and after a write tells the team's pages what became stale.
pub async fn guard(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let lang = language(request.headers());
    let mut response = match admit(&app, &mut request).await {
        Ok((
            _,
            Route {
                effect: crate::routes::Effect::Shows(_),
                ..
            },
        )) => next.run(request).await,
        Ok((caller, route)) => written(app, caller, route.stale(), request, next).await,
        Err(error) => error.into_response(),
    };
    say(&mut response, lang);
    response
}

/// Runs a write in a task of its own: a browser that hangs up between the commit and the answer must
/// not leave memory and pages with what was true before.
async fn written(
    app: App,
    caller: Option<Caller>,
    stale: &'static [Tag],
    request: Request,
    next: Next,
) -> Response {
    let writing = tokio::spawn(async move {
        let response = next.run(request).await;
        if response.status().is_success() {
            match caller {
                Some(caller) => app.tell(caller.team, stale),
                // Before sign-in nobody's team is known, but a session may have begun or ended.
                None if stale.contains(&Tag::Access) => app.sessions.clear(),
                None => {}
            }
        }
        response
    });
    writing
        .await
        .unwrap_or_else(|error| Error::Failed(error.into()).into_response())
}

async fn admit(
    app: &App,
    request: &mut Request,
) -> Result<(Option<Caller>, &'static Route), Error> {
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("", MatchedPath::as_str);
    let Some(route) = route(request.method(), path) else {
        return refuse(NotYours {});
    };
    if !request.method().is_safe() && !origin::is_own(request) {
        return refuse(origin::ForeignPage {});
    }
    let caller = find(app, request.headers()).await?;
    if !route.permit.admits(caller.map(|caller| caller.role)) {
        return match caller {
            None => refuse(SignInFirst {}),
            Some(_) => refuse(NotYours {}),
        };
    }
    if let Some(caller) = caller {
        request.extensions_mut().insert(caller);
    }
    Ok((caller, route))
}
