//! Who asks: the session behind the cookie, the guard in front of every handler.

use crate::app::App;
use crate::chance::token_hash;
use crate::error::{Error, refuse, say};
use crate::extract::language;
use crate::routes::{Tag, route};
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rules::access::{NotYours, Role, SignInFirst};
use rules::{MemberId, Moment, Refusal, TeamId};
use std::collections::HashMap;
use std::sync::RwLock;

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

/// Sessions seen lately, so that a request does not ask the database who is asking.
/// Emptied by every write that makes [`Tag::Access`] stale.
#[derive(Default)]
pub struct Sessions(RwLock<HashMap<String, (Caller, Moment)>>);

impl Sessions {
    /// Forgets everything, after a change of roles, sessions or members.
    pub fn clear(&self) {
        self.0.write().unwrap_or_else(|e| e.into_inner()).clear();
    }

    fn get(&self, hash: &str, now: Moment) -> Option<Caller> {
        let held = self.0.read().unwrap_or_else(|e| e.into_inner());
        held.get(hash)
            .filter(|(_, expires)| *expires > now)
            .map(|(caller, _)| *caller)
    }

    fn put(&self, hash: String, caller: Caller, expires: Moment) {
        let mut held = self.0.write().unwrap_or_else(|e| e.into_inner());
        // A bound on what a flood of sign-ins can hold.
        if held.len() > 10_000 {
            held.clear();
        }
        held.insert(hash, (caller, expires));
    }
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
    let mut conn = app.db.read().await?;
    let Some((team, member, role, expires)) =
        store::access::session::owner(&mut conn, &hash, now).await?
    else {
        return Ok(None);
    };
    let caller = Caller { team, member, role };
    app.sessions.put(hash, caller, expires);
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
        Ok((caller, stale)) => {
            let response = next.run(request).await;
            if response.status().is_success() && !stale.is_empty() {
                match caller {
                    Some(caller) => app.tell(caller.team, stale),
                    // Before sign-in nobody's team is known, but a session may have begun or ended.
                    None if stale.contains(&Tag::Access) => app.sessions.clear(),
                    None => {}
                }
            }
            response
        }
        Err(error) => error.into_response(),
    };
    say(&mut response, lang);
    response
}

async fn admit(
    app: &App,
    request: &mut Request,
) -> Result<(Option<Caller>, &'static [Tag]), Error> {
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("", MatchedPath::as_str);
    let Some(route) = route(request.method(), path) else {
        return refuse(NotYours {});
    };
    // A form on another site can send a plain POST with our cookie, but no JSON, upload or custom header.
    if !request.method().is_safe()
        && request
            .headers()
            .get("sec-fetch-site")
            .is_some_and(|site| site == "cross-site")
    {
        return refuse(NotYours {});
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
    Ok((caller, route.stale()))
}
