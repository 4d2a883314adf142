//! How a request and an answer travel between page and shell: 4 bytes little-endian length of the
//! head, the head as JSON, then the body's bytes as they are.

use crate::notice::Notice;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use serde::{Deserialize, Serialize};

/// What the page asks.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    method: String,
    path: String,
    #[serde(default)]
    headers: Vec<(String, String)>,
    /// The channel for the frames of a streaming answer.
    pub on_frame: Option<String>,
    /// Asks nothing, but ends the streaming answer that goes through this channel.
    #[serde(default)]
    pub end: Option<u32>,
    /// Asks nothing, but has the system tell this.
    #[serde(default)]
    pub notice: Option<Notice>,
}

#[derive(Serialize)]
struct Answered<'a> {
    status: u16,
    headers: Vec<(&'a str, &'a str)>,
}

/// Takes a request apart into its head and its body.
pub fn unpack(bytes: &[u8]) -> Result<(Asked, &[u8]), String> {
    let (length, rest) = bytes
        .split_first_chunk::<4>()
        .ok_or("the envelope is shorter than its length")?;
    let length = u32::from_le_bytes(*length) as usize;
    let (head, body) = rest
        .split_at_checked(length)
        .ok_or("the envelope is shorter than its head")?;
    let head =
        serde_json::from_slice(head).map_err(|why| format!("the head is unreadable: {why}"))?;
    Ok((head, body))
}

impl Asked {
    /// The request for the router.
    pub fn request(&self, body: Vec<u8>) -> Result<http::Request<axum::body::Body>, String> {
        let method = Method::from_bytes(self.method.as_bytes())
            .map_err(|why| format!("`{}`: {why}", self.method))?;
        let uri: Uri = self
            .path
            .parse()
            .map_err(|why| format!("`{}`: {why}", self.path))?;
        let mut request = http::Request::new(axum::body::Body::from(body));
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        for (name, value) in &self.headers {
            let bad = |why: &dyn std::fmt::Display| format!("header `{name}`: {why}");
            request.headers_mut().append(
                HeaderName::from_bytes(name.as_bytes()).map_err(|why| bad(&why))?,
                HeaderValue::from_str(value).map_err(|why| bad(&why))?,
            );
        }
        Ok(request)
    }
}

/// Puts an answer together.
pub fn pack(status: u16, headers: &HeaderMap, body: &[u8]) -> Vec<u8> {
    let head = Answered {
        status,
        headers: headers
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
            .collect(),
    };
    let head = serde_json::to_vec(&head).unwrap_or_default();
    // A head of more than 4 GiB cannot come out of a header map.
    let length = u32::try_from(head.len()).unwrap_or(u32::MAX);
    let mut bytes = Vec::with_capacity(4 + head.len() + body.len());
    bytes.extend(length.to_le_bytes());
    bytes.extend(head);
    bytes.extend(body);
    bytes
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};
    use http::{HeaderMap, HeaderValue, header};

    fn envelope(head: &str, body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(head.len()).expect("short").to_le_bytes();
        [&length[..], head.as_bytes(), body].concat()
    }

    #[test]
    fn a_request_comes_out_as_it_went_in() {
        let head =
            r#"{"method":"POST","path":"/api/a?b=1","headers":[["x-a","1"]],"onFrame":null}"#;
        let bytes = envelope(head, &[0, 255]);
        let (asked, body) = unpack(&bytes).expect("readable");
        let request = asked.request(body.to_vec()).expect("a request");
        assert_eq!(
            (request.method().as_str(), request.uri().to_string()),
            ("POST", "/api/a?b=1".into())
        );
        assert_eq!(request.headers()["x-a"], "1");
        assert_eq!(body, [0, 255]);
    }

    #[test]
    fn a_torn_envelope_is_refused() {
        for bytes in [
            &b""[..],
            b"\x01",
            b"\xff\xff\xff\xff{}",
            b"\x02\x00\x00\x00[]",
        ] {
            assert!(unpack(bytes).is_err(), "{bytes:?}");
        }
        let (asked, _) = unpack_ok(r#"{"method":"GE T","path":"/"}"#);
        assert_eq!(asked.end, None);
        assert!(asked.request(Vec::new()).is_err());
    }

    fn unpack_ok(head: &str) -> (super::Asked, Vec<u8>) {
        let bytes = envelope(head, b"");
        let (asked, body) = unpack(&bytes).expect("readable");
        (asked, body.to_vec())
    }

    #[test]
    fn an_answer_says_its_head_s_length_first() {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
        let bytes = pack(200, &headers, b"hi");
        let head = br#"{"status":200,"headers":[["content-type","text/plain"]]}"#;
        assert_eq!(
            bytes[..4],
            u32::try_from(head.len()).expect("short").to_le_bytes()
        );
        assert_eq!(&bytes[4..4 + head.len()], head);
        assert_eq!(&bytes[4 + head.len()..], b"hi");
    }
}
