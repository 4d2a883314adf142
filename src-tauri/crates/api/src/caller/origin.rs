//! Whether a request comes from our own page, and from this machine.
//!
//! The cookie is `SameSite=Lax`, so another site's page cannot send it with a write; but another port of
//! the same host is the same site. Browsers tell a write's origin: it must be where the page came from.

use crate::app::App;
use axum::extract::Request;
use axum::http::{HeaderMap, header};

rules::refusals! {
    /// A page that is not ours tried to write with the caller's cookie.
    ForeignPage {} 403,
    "这个请求来自别的网页，没有执行。请在红榜自己的页面里操作；若前面有代理，请让它保留 Host。",
    "This request came from another page and was not done. Use Hongbang's own page; a proxy in front must keep Host.";
}

fn said<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The host and port that a request was sent to; none in process.
fn host<'a>(headers: &'a HeaderMap, uri: &'a axum::http::Uri) -> Option<&'a str> {
    said(headers, header::HOST.as_str()).or_else(|| uri.authority().map(|host| host.as_str()))
}

/// Whether a write was sent by our own page, or by a program that is no browser.
pub(super) fn is_own(request: &Request) -> bool {
    let headers = request.headers();
    if said(headers, "sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return false;
    }
    let (origin, host) = (said(headers, "origin"), host(headers, request.uri()));
    match (origin, host) {
        (Some(origin), Some(host)) => {
            let sent_from = origin.split_once("://").map(|(_, from)| from);
            sent_from.is_some_and(|from| from.eq_ignore_ascii_case(host))
        }
        // No browser sends a write without an origin; in process there is no host and no other page.
        _ => true,
    }
}

impl App {
    /// Whether a request can only come from the person at this machine: through a local door, by a
    /// local name (a foreign name that points here is a trick), and through no proxy.
    pub(crate) fn is_at_this_machine(&self, headers: &HeaderMap) -> bool {
        let is_local_name = said(headers, header::HOST.as_str()).is_none_or(|host| {
            let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
            matches!(name, "127.0.0.1" | "localhost" | "[::1]")
        });
        let forwarded = ["x-forwarded-for", "forwarded", "via"];
        self.door.is_local()
            && is_local_name
            && !forwarded.iter().any(|name| headers.contains_key(*name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(headers: &[(&str, &str)]) -> bool {
        let request = headers.iter().fold(Request::builder(), |r, (name, value)| {
            r.header(*name, *value)
        });
        is_own(&request.body(axum::body::Body::empty()).expect("a request"))
    }

    #[test]
    fn only_our_own_page_writes_with_the_cookie() {
        let host = ("host", "192.168.1.8:7474");
        assert!(own(&[
            host,
            ("origin", "http://192.168.1.8:7474"),
            ("sec-fetch-site", "same-origin")
        ]));
        assert!(
            !own(&[host, ("origin", "http://192.168.1.8:9999")]),
            "another port is another page"
        );
        assert!(!own(&[
            host,
            ("origin", "https://evil.example"),
            ("sec-fetch-site", "cross-site")
        ]));
        assert!(!own(&[host, ("sec-fetch-site", "same-site")]));
        assert!(!own(&[host, ("origin", "null")]), "a sandboxed frame");
        assert!(own(&[host]), "a program");
        assert!(own(&[("origin", "tauri://localhost")]), "in process");
    }
}
