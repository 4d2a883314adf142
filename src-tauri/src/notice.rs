//! Notices of the system: what the page has to tell while nobody looks at the window. A click on one
//! brings the window to the front and names the page that says the same.

use crate::window::{self, MAIN};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tauri::{AppHandle, Manager as _};

/// What is to be told.
#[derive(Debug, Deserialize)]
pub struct Notice {
    title: String,
    body: String,
    /// The page that says the same.
    path: String,
}

/// The pages of notices that can still be clicked, by the system's numbers.
#[derive(Clone, Default)]
struct Pages(Arc<Mutex<HashMap<u32, String>>>);

impl Pages {
    fn held(&self) -> MutexGuard<'_, HashMap<u32, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The way to the system's notices.
pub struct Notices {
    pages: Pages,
    system: Option<system::Way>,
}

impl Notices {
    /// Opens the way; a system without one tells nothing.
    pub fn open(app: AppHandle) -> Self {
        let pages = Pages::default();
        let known = pages.clone();
        let clicked = move |number: u32| {
            let path = known.held().remove(&number);
            if let Some(path) = path {
                open_page(&app, &path);
            }
        };
        let system = system::Way::open(clicked)
            .inspect_err(|error| tracing::info!("this system tells no notices: {error}"))
            .ok();
        Self { pages, system }
    }

    /// Tells something. It may wait for the system: not for the window's own thread.
    pub fn tell(&self, app: &AppHandle, notice: Notice) {
        let Some(system) = &self.system else {
            return;
        };
        // A page of ours, whatever the page says.
        let path = notice.path.starts_with('/').then_some(notice.path);
        match system.show(app, &notice.title, &notice.body) {
            Ok(Some(number)) => self.pages.held().extend(path.map(|path| (number, path))),
            Ok(None) => {}
            Err(error) => tracing::info!("the system did not tell a notice: {error}"),
        }
    }
}

/// Brings the window to the front and tells its page where to go.
fn open_page(app: &AppHandle, path: &str) {
    window::raise(app);
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let detail = serde_json::Value::from(path);
    let script =
        format!("window.dispatchEvent(new CustomEvent('notice-opened', {{ detail: {detail} }}))");
    if let Err(error) = window.eval(script) {
        tracing::warn!("the page was not told where to go: {error}");
    }
}

/// The desktops' own service (freedesktop.org, Desktop Notifications Specification), over the bus that
/// GTK is on anyway.
#[cfg(target_os = "linux")]
mod system {
    use gio::glib::{Error, Variant, VariantTy, markup_escape_text};
    use gio::prelude::*;
    use std::collections::HashMap;
    use tauri::AppHandle;

    const SERVICE: &str = "org.freedesktop.Notifications";
    const OBJECT: &str = "/org/freedesktop/Notifications";
    const PATIENCE_MS: i32 = 5_000;

    pub struct Way(gio::DBusConnection);

    impl Way {
        /// On the window's own thread, which hears the clicks.
        pub fn open(clicked: impl Fn(u32) + Send + Sync + 'static) -> Result<Self, Error> {
            let bus = gio::bus_get_sync(gio::BusType::Session, gio::Cancellable::NONE)?;
            // A desktop that ends its bus does not end the books.
            bus.set_exit_on_close(false);
            bus.signal_subscribe(
                Some(SERVICE),
                Some(SERVICE),
                Some("ActionInvoked"),
                Some(OBJECT),
                None,
                gio::DBusSignalFlags::NONE,
                move |_, _, _, _, _, says| {
                    if let Some((number, _)) = says.get::<(u32, String)>() {
                        clicked(number);
                    }
                },
            );
            Ok(Self(bus))
        }

        /// Answers the notice's number.
        pub fn show(&self, _: &AppHandle, title: &str, body: &str) -> Result<Option<u32>, Error> {
            let actions = vec!["default".to_owned(), "打开 Open".to_owned()];
            let hints = HashMap::from([("desktop-entry".to_owned(), "hongbang".to_variant())]);
            let asked: Variant = (
                "红榜 Hongbang".to_owned(),
                0_u32,
                "hongbang".to_owned(),
                title.to_owned(),
                // Some desktops read a body as markup.
                markup_escape_text(body).to_string(),
                actions,
                hints,
                -1_i32,
            )
                .to_variant();
            let answer = self.0.call_sync(
                Some(SERVICE),
                OBJECT,
                SERVICE,
                "Notify",
                Some(&asked),
                VariantTy::new("(u)").ok(),
                gio::DBusCallFlags::NONE,
                PATIENCE_MS,
                gio::Cancellable::NONE,
            )?;
            Ok(answer.get::<(u32,)>().map(|(number,)| number))
        }
    }
}

/// macOS and Windows, where a click just shows the window.
#[cfg(not(target_os = "linux"))]
mod system {
    use notify_rust::Notification;
    use notify_rust::error::Error;
    use tauri::AppHandle;

    pub struct Way;

    impl Way {
        pub fn open(_: impl Fn(u32) + Send + Sync + 'static) -> Result<Self, Error> {
            Ok(Self)
        }

        pub fn show(&self, app: &AppHandle, title: &str, body: &str) -> Result<Option<u32>, Error> {
            let mut notice = Notification::new();
            notice.summary(title).body(body);
            // The system knows the program by this once it is installed.
            let name = &app.config().identifier;
            #[cfg(windows)]
            if !tauri::is_dev() && !cfg!(debug_assertions) {
                notice.app_id(name);
            }
            #[cfg(target_os = "macos")]
            let _ = notify_rust::set_application(name);
            notice.show().map(|_| None)
        }
    }
}
