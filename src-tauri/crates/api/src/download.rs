//! Files that a browser saves.

use crate::error::Result;
use anyhow::Context as _;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// A workbook with the name it is saved under.
pub fn xlsx(bytes: Vec<u8>, file: &str) -> Result<Response> {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    saved(bytes.into_response(), kind, file)
}

/// A page with the name it is saved under; it is never opened inside ours.
pub fn html(page: String, file: &str) -> Result<Response> {
    saved(page.into_response(), "text/html; charset=utf-8", file)
}

/// A paper with the name it is saved under.
pub fn pdf(bytes: Vec<u8>, file: &str) -> Result<Response> {
    saved(bytes.into_response(), "application/pdf", file)
}

/// A picture with the name it is saved under.
pub fn png(bytes: Vec<u8>, file: &str) -> Result<Response> {
    saved(bytes.into_response(), "image/png", file)
}

fn saved(mut response: Response, kind: &'static str, file: &str) -> Result<Response> {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let disposition = format!("attachment; filename*=UTF-8''{}", percent(file));
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_str(&disposition).context("a percent-encoded name is a header value")?,
    );
    Ok(response)
}

/// A file name as RFC 5987 writes it.
fn percent(name: &str) -> String {
    let mut text = String::with_capacity(name.len() * 3);
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}
