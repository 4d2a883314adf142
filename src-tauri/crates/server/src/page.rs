//! The page's files: built in, or from a folder; packed once, and kept by browsers as long as right.

use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use rust_embed::RustEmbed;
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A release holds the files in itself; a debug build reads them from `ui/dist`.
#[derive(RustEmbed)]
#[folder = "../../../ui/dist"]
#[allow_missing = true]
struct BuiltIn;

/// What the page may do: antd writes style elements, posters are pictures of data, nothing is foreign.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";

/// The page, served from one place.
#[derive(Clone)]
pub struct Page {
    folder: Option<Arc<Path>>,
    packed: Arc<Mutex<HashMap<String, axum::body::Bytes>>>,
}

struct File {
    bytes: Cow<'static, [u8]>,
    print: String,
}

impl Page {
    /// The page built in, or the one in a folder.
    pub fn new(folder: Option<PathBuf>) -> anyhow::Result<Self> {
        let page = Self {
            folder: folder.map(Into::into),
            packed: Arc::default(),
        };
        if page.file("index.html").is_none() {
            match &page.folder {
                Some(folder) => anyhow::bail!(
                    "There is no page in {}: index.html is missing. Name the folder that \
                     `npm run build` made, or leave --page out.",
                    folder.display()
                ),
                None => anyhow::bail!(
                    "This program was built without the page. Build both with `cargo xtask run`, \
                     or name a built page with --page."
                ),
            }
        }
        Ok(page)
    }

    /// Answers a request for a file; an address of the page's own is answered with the page.
    pub fn answer(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Response {
        if method != Method::GET && method != Method::HEAD {
            return StatusCode::METHOD_NOT_ALLOWED.into_response();
        }
        let asked = uri.path().trim_start_matches('/');
        let is_file = asked
            .rsplit('/')
            .next()
            .is_some_and(|last| last.contains('.'));
        let name = if is_file { asked } else { "index.html" };
        let Some(file) = self.file(name) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let tag = format!("\"{}\"", file.print);
        let known = headers.get(header::IF_NONE_MATCH);
        let mut response = if known.is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            self.whole(name, file, headers)
        };
        let kept = if name.starts_with("assets/") {
            // Their names change with their contents.
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        );
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
        headers.insert(
            header::REFERRER_POLICY,
            HeaderValue::from_static("same-origin"),
        );
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        response
    }

    fn whole(&self, name: &str, file: File, headers: &HeaderMap) -> Response {
        let kind = mime_guess::from_path(name).first_or_octet_stream();
        let packs = matches!(kind.type_(), mime_guess::mime::TEXT)
            || matches!(
                kind.subtype().as_str(),
                "javascript" | "json" | "svg" | "wasm"
            );
        let takes = headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.contains("gzip"));
        let mut response = if packs && takes {
            let mut response = Body::from(self.packed(file)).into_response();
            let gzip = HeaderValue::from_static("gzip");
            response
                .headers_mut()
                .insert(header::CONTENT_ENCODING, gzip);
            response
        } else {
            Body::from(file.bytes.into_owned()).into_response()
        };
        let kind = match kind.type_() {
            mime_guess::mime::TEXT => format!("{kind}; charset=utf-8"),
            _ => kind.to_string(),
        };
        if let Ok(kind) = HeaderValue::from_str(&kind) {
            response.headers_mut().insert(header::CONTENT_TYPE, kind);
        }
        response
    }

    /// Packed the first time it is asked for, and kept.
    fn packed(&self, file: File) -> axum::body::Bytes {
        let mut kept = self.packed.lock().unwrap_or_else(PoisonError::into_inner);
        kept.entry(file.print)
            .or_insert_with(|| {
                let mut packer = GzEncoder::new(Vec::new(), Compression::best());
                let packed = packer.write_all(&file.bytes).and_then(|()| packer.finish());
                packed.expect("writing to memory cannot fail").into()
            })
            .clone()
    }

    fn file(&self, name: &str) -> Option<File> {
        let found = match &self.folder {
            None => BuiltIn::get(name)?,
            Some(folder) => {
                // A name that climbs out of the folder names no file of the page.
                let inside = Path::new(name)
                    .components()
                    .all(|part| matches!(part, std::path::Component::Normal(_)));
                let path = folder.join(name);
                if !inside || !path.is_file() {
                    return None;
                }
                rust_embed::utils::read_file_from_fs(&path).ok()?
            }
        };
        let print = found.metadata.sha256_hash();
        let print = print
            .iter()
            .take(12)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        Some(File {
            bytes: found.data,
            print,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Page;
    use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
    use std::path::PathBuf;

    /// A small page in a folder of its own.
    fn page(name: &str) -> Page {
        let folder: PathBuf =
            std::env::temp_dir().join(format!("hongbang-page-{name}-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("assets")).expect("a folder");
        std::fs::write(folder.join("index.html"), "<p>红榜").expect("a file");
        std::fs::write(folder.join("assets/a-1f.js"), "let a = 1;").expect("a file");
        Page::new(Some(folder)).expect("a page")
    }

    fn ask(page: &Page, path: &str, headers: &HeaderMap) -> (StatusCode, HeaderMap) {
        let uri: Uri = path.parse().expect("a path");
        let answer = page.answer(&Method::GET, &uri, headers);
        (answer.status(), answer.headers().clone())
    }

    #[test]
    fn an_address_of_the_page_s_own_is_answered_with_the_page() {
        let page = page("own");
        let (status, headers) = ask(&page, "/leaderboard/month", &HeaderMap::new());
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
        assert_eq!(headers[header::CACHE_CONTROL], "no-cache");
    }

    #[test]
    fn hashed_files_are_kept_and_packed() {
        let mut asked = HeaderMap::new();
        asked.insert(
            header::ACCEPT_ENCODING,
            HeaderValue::from_static("gzip, br"),
        );
        let (status, headers) = ask(&page("hashed"), "/assets/a-1f.js", &asked);
        assert_eq!(status, StatusCode::OK);
        assert_eq!(headers[header::CONTENT_ENCODING], "gzip");
        assert!(
            headers[header::CACHE_CONTROL]
                .to_str()
                .expect("text")
                .contains("immutable")
        );
    }

    #[test]
    fn what_the_browser_already_has_is_not_sent_again() {
        let page = page("known");
        let (_, headers) = ask(&page, "/", &HeaderMap::new());
        let mut asked = HeaderMap::new();
        asked.insert(header::IF_NONE_MATCH, headers[header::ETAG].clone());
        assert_eq!(ask(&page, "/", &asked).0, StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let page = page("outside");
        let (status, _) = ask(&page, "/../../../../etc/pass.wd", &HeaderMap::new());
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}
