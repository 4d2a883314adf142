//! The opened books behind the window. They open while the window does; whoever asks early waits.

use api::{App, Clock, Config, Door, folder};
use axum::Router;
use axum::response::{IntoResponse as _, Response};
use http::{StatusCode, header};
use std::path::Path;
use tokio::sync::watch;

/// The books of this window; cheap to clone.
#[derive(Clone)]
pub struct Books {
    opened: watch::Receiver<Option<Opened>>,
}

#[derive(Clone)]
struct Opened {
    router: Router,
    /// `None` when they could not be opened.
    app: Option<App>,
}

impl Books {
    /// Begins to open them.
    pub fn open(db: Option<String>, data_dir: &Path, clock: Clock, demo: bool) -> Self {
        let (sender, opened) = watch::channel(None);
        let config = Config {
            db: db.unwrap_or_else(|| data_dir.join(folder::BOOKS).display().to_string()),
            data_dir: data_dir.to_owned(),
            clock,
            door: Door::InProcess,
            demo,
        };
        tauri::async_runtime::spawn(async move {
            sender.send_replace(Some(match App::open(config).await {
                Ok(app) => Opened {
                    router: app.router(),
                    app: Some(app),
                },
                Err(error) => {
                    tracing::error!("{error:#}");
                    Opened {
                        router: closed(error.to_string()),
                        app: None,
                    }
                }
            }));
        });
        Self { opened }
    }

    /// The router over them, as soon as they are open.
    pub async fn router(&self) -> Router {
        match self.opened.clone().wait_for(Option::is_some).await {
            Ok(opened) => opened.as_ref().map(|opened| opened.router.clone()),
            Err(_) => None,
        }
        .unwrap_or_else(|| closed("账本没有打开。The books did not open.".to_owned()))
    }

    /// Ends live streams and folds the books together.
    pub async fn close(&self) {
        let app = self
            .opened
            .borrow()
            .as_ref()
            .and_then(|opened| opened.app.clone());
        if let Some(app) = app {
            app.stop().await;
        }
    }
}

/// Answers everything with why there are no books.
fn closed(words: String) -> Router {
    let body = serde_json::json!({ "code": "BooksClosed", "words": words }).to_string();
    Router::new().fallback(move || {
        let body = body.clone();
        std::future::ready(refused(body))
    })
}

fn refused(body: String) -> Response {
    let kind = [(
        header::CONTENT_TYPE,
        "application/problem+json; charset=utf-8",
    )];
    (StatusCode::SERVICE_UNAVAILABLE, kind, body).into_response()
}

#[cfg(test)]
mod tests {
    use super::closed;
    use axum::body::Body;
    use http::{Request, StatusCode};
    use tower::ServiceExt as _;

    #[tokio::test]
    async fn closed_books_answer_every_request_with_the_reason() {
        let request = Request::get("/api/me")
            .body(Body::empty())
            .expect("a request");
        let answer = closed("no disk".into())
            .oneshot(request)
            .await
            .expect("an answer");
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        let body = axum::body::to_bytes(answer.into_body(), 1 << 16)
            .await
            .expect("a body");
        assert!(String::from_utf8_lossy(&body).contains("no disk"));
    }
}
