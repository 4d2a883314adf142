//! A bare Tauri window, the peer of the bench: one page of one line that asks its one command once.

use tauri::http::Response;
use tauri::{WebviewUrl, WebviewWindowBuilder};

const PAGE: &str = "<!doctype html><title>bare</title><p>bare</p>\
    <script>window.__TAURI_INTERNALS__.invoke('api').then(() => {})</script>";

/// Answers the page, and says so to whoever measures.
#[tauri::command]
fn api() -> u8 {
    eprintln!("the page has its first answer");
    0
}

fn main() -> tauri::Result<()> {
    let address = "bare://localhost".parse().expect("it is an address");
    tauri::Builder::default()
        .register_uri_scheme_protocol("bare", |_, _| {
            Response::builder()
                .header("content-type", "text/html")
                .body(PAGE.as_bytes())
                .expect("a page of one line")
        })
        .invoke_handler(tauri::generate_handler![api])
        .setup(|app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::CustomProtocol(address))
                .inner_size(1280.0, 832.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
