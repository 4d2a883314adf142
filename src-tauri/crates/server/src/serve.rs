//! Serving over TCP, until a signal says to stop.

use crate::books;
use crate::line::Serve;
use crate::page::Page;
use anyhow::Context as _;
use api::outbox::Wire;
use api::{App, Clock, Door};
use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use http::{HeaderValue, header};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;

/// How long open requests may take to finish after the signal.
const GRACE: Duration = Duration::from_secs(10);

/// Opens the books and serves them.
pub async fn serve(line: Serve) -> anyhow::Result<()> {
    let page = Page::new(line.page)?;
    let listener = listen(SocketAddr::new(line.bind, line.port)).await?;
    let address = listener.local_addr()?;
    let clock = line.clock.unwrap_or_else(Clock::system);
    let robots = line.robots.map_or_else(Wire::default, Wire::to_stand_in);
    let door = (Door::Tcp(address), Some(robots));
    let app = books::open(line.books, clock, door, line.demo).await?;
    println!("红榜 Hongbang: http://{address}");

    let stopping = app.clone();
    let serving = axum::serve(listener, router(&app, page)).with_graceful_shutdown(async move {
        stop_signal().await;
        tracing::info!("stopping");
        stopping.live.stop();
        tokio::spawn(async {
            tokio::time::sleep(GRACE).await;
            tracing::warn!("requests were still open after {} s", GRACE.as_secs());
            std::process::exit(0);
        });
    });
    serving.await.context("serving ended")?;
    app.stop().await;
    Ok(())
}

fn router(app: &App, page: Page) -> Router {
    // Answers about people are not for any cache on the way.
    let not_kept = SetResponseHeaderLayer::if_not_present(
        header::CACHE_CONTROL,
        HeaderValue::from_static("no-store"),
    );
    app.router()
        .fallback(move |request: Request| {
            let page = page.clone();
            async move { outside(&page, &request) }
        })
        .layer(not_kept)
        .layer(CompressionLayer::new())
}

/// What no route of the API answers: the page's files.
fn outside(page: &Page, request: &Request) -> Response {
    page.answer(request.method(), request.uri(), request.headers())
}

async fn listen(at: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(at).await.with_context(|| {
        format!("{at} cannot be listened on. Choose another port with --port; --port 0 takes any free one.")
    })
}

/// Ctrl-C, or a polite kill.
async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Without a signal to wait for, serve until killed.
    if interrupt.await.is_err() {
        std::future::pending::<()>().await;
    }
}
