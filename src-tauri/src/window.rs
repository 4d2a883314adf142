//! The window: its size is remembered, and its streams end when its page goes.

use crate::door::Door;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use tauri::webview::PageLoadEvent;
use tauri::{
    App, AppHandle, LogicalSize, Manager as _, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    WindowEvent,
};

/// The one window's label.
pub const MAIN: &str = "main";

/// The smallest window the page is made for: a phone's.
const SIZE_MIN: (f64, f64) = (360.0, 560.0);

/// What is remembered of the window.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Shape {
    width: f64,
    height: f64,
    maximized: bool,
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            width: 1280.0,
            height: 832.0,
            maximized: false,
        }
    }
}

/// Where it is remembered.
struct Memory(PathBuf);

/// Opens the window as it was left.
pub fn open(app: &App, data_dir: &Path) -> tauri::Result<()> {
    let memory = Memory(data_dir.join("window.json"));
    let shape = memory.read();
    app.manage(memory);
    let says = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).ok());
    let silent = cfg!(target_os = "linux") && has_no_language(&says);
    let script = if silent {
        "window.systemLanguage = '';"
    } else {
        ""
    };
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .initialization_script(script)
        .title("红榜 Hongbang")
        .inner_size(shape.width, shape.height)
        .min_inner_size(SIZE_MIN.0, SIZE_MIN.1)
        .maximized(shape.maximized)
        // Files are dropped onto the page, as in a browser.
        .disable_drag_drop_handler()
        .data_directory(data_dir.join("webview"))
        .on_page_load(|window, load| match load.event() {
            PageLoadEvent::Started => window.state::<Door>().close(),
            PageLoadEvent::Finished => tracing::info!("the page is loaded"),
        })
        .build()?;
    #[cfg(target_os = "linux")]
    if !has_graphics_card() {
        window.with_webview(|page| paint_directly(&page.inner()))?;
    }
    Ok(())
}

/// Brings the window to the front.
pub fn raise(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let shown = window.unminimize().and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!("the window did not come to the front: {error}");
        }
    }
}

/// Whether there is a card to paint with; virtual machines and old ones have none.
#[cfg(target_os = "linux")]
fn has_graphics_card() -> bool {
    ["/dev/dri/renderD128", "/dev/nvidia0", "/dev/dxg"]
        .iter()
        .any(|card| Path::new(card).exists())
}

/// Without a card WebKit would paint through one in software: measured, that is a third more memory
/// and longer frames than painting directly.
#[cfg(target_os = "linux")]
fn paint_directly(page: &webkit2gtk::WebView) {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt as _, WebViewExt as _};
    if let Some(settings) = page.settings() {
        settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
    }
}

/// Whether the system names no language; WebKitGTK would tell the page that it is English.
fn has_no_language(says: &[Option<String>]) -> bool {
    says.iter()
        .flatten()
        .find(|name| !name.is_empty())
        .is_none_or(|name| ["C", "POSIX"].contains(&name.split('.').next().unwrap_or_default()))
}

/// Remembers the shape when the window closes.
pub fn heard(app: &AppHandle, label: &str, event: &WindowEvent) {
    if !matches!(event, WindowEvent::CloseRequested { .. }) {
        return;
    }
    let Some(window) = app.get_webview_window(label) else {
        return;
    };
    let memory = app.state::<Memory>();
    match shape(&window, memory.read()) {
        Ok(shape) => memory.write(shape),
        Err(error) => tracing::warn!("the window's size is not remembered: {error}"),
    }
}

/// A maximized window keeps the size it had before.
fn shape(window: &WebviewWindow, before: Shape) -> tauri::Result<Shape> {
    if window.is_maximized()? {
        return Ok(Shape {
            maximized: true,
            ..before
        });
    }
    let size: LogicalSize<f64> = window.inner_size()?.to_logical(window.scale_factor()?);
    Ok(Shape {
        width: size.width,
        height: size.height,
        maximized: false,
    })
}

impl Memory {
    fn read(&self) -> Shape {
        std::fs::read(&self.0)
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Shape>(&bytes).ok())
            .filter(|shape| shape.width >= SIZE_MIN.0 && shape.height >= SIZE_MIN.1)
            .unwrap_or_default()
    }

    fn write(&self, shape: Shape) {
        let written = serde_json::to_vec(&shape).map_err(Into::into);
        if let Err(error) = written.and_then(|bytes| std::fs::write(&self.0, bytes)) {
            tracing::warn!("{}: {error}", self.0.display());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::has_no_language;

    #[test]
    fn a_system_without_a_language_is_known_by_its_first_name() {
        let silent = |says: &[&str]| {
            let says: Vec<_> = says.iter().map(|name| Some((*name).to_owned())).collect();
            has_no_language(&says)
        };
        assert!(has_no_language(&[None, None, None]));
        assert!(silent(&["", "C.UTF-8"]) && silent(&["POSIX", "en_GB.UTF-8"]));
        assert!(!silent(&["", "en_GB.UTF-8"]) && !silent(&["zh_CN.UTF-8", "C"]));
    }
}
