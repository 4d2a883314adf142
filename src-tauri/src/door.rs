//! The one command between page and API. A request comes in an envelope, goes through the router,
//! and the answer goes back in an envelope; a streaming answer's frames go through a channel.

use crate::books::Books;
use crate::call::call;
use crate::envelope::{pack, unpack};
use crate::jar::Jar;
use crate::notice::Notices;
use crate::saved;
use crate::streams::Streams;
use axum::response::Response as Answer;
use http::{HeaderMap, header};
use http_body_util::BodyExt as _;
use std::path::Path;
use std::str::FromStr as _;
use std::sync::Once;
use tauri::ipc::{Channel, InvokeBody, InvokeResponseBody, JavaScriptChannelId, Request, Response};
use tauri::{Manager as _, State, Webview};

/// What the command's calls share.
pub struct Door {
    books: Books,
    jar: Jar,
    streams: Streams,
    first: Once,
}

impl Door {
    /// The door to these books.
    pub fn new(books: Books, data_dir: &Path) -> Self {
        Self {
            books,
            jar: Jar::of(data_dir),
            streams: Streams::default(),
            first: Once::new(),
        }
    }

    /// Ends what is still streaming to the page.
    pub fn close(&self) {
        self.streams.end_all();
    }
}

/// One request to the API, the end of a streaming answer, or something for the system to tell.
#[tauri::command]
pub async fn api(
    webview: Webview,
    door: State<'_, Door>,
    request: Request<'_>,
) -> Result<Response, String> {
    let bytes = bytes_of(request.body())?;
    let (asked, body) = unpack(&bytes)?;
    if let Some(channel) = asked.end {
        door.streams.end(channel);
        return Ok(Response::new(pack(204, &HeaderMap::new(), &[])));
    }
    if let Some(notice) = asked.notice {
        let app = webview.app_handle().clone();
        tauri::async_runtime::spawn_blocking(move || app.state::<Notices>().tell(&app, notice));
        return Ok(Response::new(pack(204, &HeaderMap::new(), &[])));
    }
    let answer = call(&door.books, &door.jar, asked.request(body.to_vec())?).await;
    door.first
        .call_once(|| tracing::info!("the page has its first answer"));
    match &asked.on_frame {
        Some(channel) if is_stream(answer.headers()) => stream(&webview, &door, channel, answer),
        _ => whole(&webview, answer).await,
    }
}

/// Raw bytes; an array of numbers where the webview could not send them raw.
fn bytes_of(body: &InvokeBody) -> Result<std::borrow::Cow<'_, [u8]>, String> {
    match body {
        InvokeBody::Raw(bytes) => Ok(bytes.into()),
        InvokeBody::Json(value) => serde_json::from_value::<Vec<u8>>(value.clone())
            .map(Into::into)
            .map_err(|why| format!("the envelope is no bytes: {why}")),
    }
}

fn is_stream(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/event-stream"))
}

async fn whole(webview: &Webview, answer: Answer) -> Result<Response, String> {
    let (mut head, body) = answer.into_parts();
    let body = body
        .collect()
        .await
        .map_err(|why| why.to_string())?
        .to_bytes();
    let bytes = if head.status.is_success() && saved::is_download(&head.headers) {
        saved::save(webview, &mut head.headers, &body)?;
        pack(head.status.as_u16(), &head.headers, &[])
    } else {
        pack(head.status.as_u16(), &head.headers, &body)
    };
    Ok(Response::new(bytes))
}

/// The head at once, the frames as they come.
fn stream(
    webview: &Webview,
    door: &Door,
    channel: &str,
    answer: Answer,
) -> Result<Response, String> {
    let id = JavaScriptChannelId::from_str(channel)?;
    let frames: Channel<InvokeResponseBody> = id.channel_on(webview.clone());
    let (head, mut body) = answer.into_parts();
    let number = frames.id();
    let pump = tauri::async_runtime::spawn(async move {
        while let Some(Ok(frame)) = body.frame().await {
            let Ok(data) = frame.into_data() else {
                continue;
            };
            if frames.send(InvokeResponseBody::Raw(data.into())).is_err() {
                return;
            }
        }
    });
    door.streams.hold(number, pump);
    Ok(Response::new(pack(
        head.status.as_u16(),
        &head.headers,
        &[],
    )))
}
