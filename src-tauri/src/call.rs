//! One request through the router, as a browser would make it: with the cookies, and never a crash.

use crate::books::Books;
use crate::jar::Jar;
use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use futures::FutureExt as _;
use http::{Request, StatusCode};
use std::panic::AssertUnwindSafe;
use tower::ServiceExt as _;

/// Sends a request and takes the answer's cookies out.
pub async fn call(books: &Books, jar: &Jar, mut request: Request<Body>) -> Response {
    jar.give(request.headers_mut());
    let router = books.router().await;
    let answer = AssertUnwindSafe(router.oneshot(request))
        .catch_unwind()
        .await;
    let mut response = match answer {
        Ok(Ok(response)) => response,
        Ok(Err(never)) => match never {},
        Err(_) => {
            tracing::error!("a handler panicked; the request was not done");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    };
    jar.take(response.headers_mut());
    response
}
