//! What handlers take from a request, refused with words instead of the framework's own text.

use crate::error::Error;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use rules::{Lang, Place, Refusal, Words};
use serde::de::DeserializeOwned;

rules::refusals! {
    /// The body is not the JSON that this route takes.
    BadBody { place: String, why: String } 422,
    "请求的内容读不懂（{place}）：{why}",
    "The request's body cannot be read ({place}): {why}";

    /// The address's part behind the question mark cannot be read.
    BadQuery { why: String } 422,
    "地址里的参数读不懂：{why}",
    "The address's parameters cannot be read: {why}";
}

/// A JSON body.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Error;
    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let bytes = bytes::Bytes::from_request(request, state)
            .await
            .map_err(|e| bad_body("body", e.body_text()))?;
        // PostgreSQL keeps no text with such a character, and nobody means to write one.
        if bytes.windows(6).any(|six| six == b"\\u0000") {
            return Err(bad_body("body", "\\u0000".to_owned()));
        }
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|e| bad_body(&format!("{}:{}", e.line(), e.column()), e.to_string()))
    }
}

fn bad_body(place: &str, why: String) -> Error {
    let refusal: Refusal = BadBody {
        place: place.to_owned(),
        why: why.clone(),
    }
    .into();
    let mend = Words::new(
        "请按接口说明改正后重试",
        "correct it as the API's description says and try again",
    );
    refusal
        .at(vec![Place {
            column: Some(place.to_owned()),
            read: Some(why),
            mend: Some(mend),
            ..Place::default()
        }])
        .into()
}

/// The query's parameters.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        match axum::extract::Query::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Query(params)) => Ok(Self(params)),
            Err(e) => Err(Refusal::from(BadQuery { why: e.body_text() }).into()),
        }
    }
}

/// A part of the path.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        match axum::extract::Path::<T>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(params)) => Ok(Self(params)),
            Err(e) => Err(Refusal::from(BadQuery { why: e.body_text() }).into()),
        }
    }
}

/// The language of the caller's `Accept-Language`, Chinese when none of ours is named.
pub struct Language(pub Lang);

impl<S: Send + Sync> FromRequestParts<S> for Language {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(language(&parts.headers)))
    }
}

/// The language a request's headers ask for.
pub fn language(headers: &axum::http::HeaderMap) -> Lang {
    let accepted = headers
        .get(axum::http::header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    accepted.map_or(Lang::default(), Lang::accepted)
}
