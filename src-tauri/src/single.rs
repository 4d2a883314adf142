//! One window a data folder. A second start asks the first window to show itself, and ends.

use anyhow::Context as _;
use std::fs::{File, TryLockError};
use std::path::Path;
use tauri::AppHandle;

use crate::window;

/// The right to be the one window.
pub struct Single {
    _lock: File,
    #[cfg(unix)]
    bell: Option<std::os::unix::net::UnixListener>,
}

impl Single {
    /// Takes the right; `None` when a window holds it, which is then asked to show itself.
    pub fn take(data_dir: &Path) -> anyhow::Result<Option<Self>> {
        let place = data_dir.join("window.lock");
        let lock = File::create(&place)
            .with_context(|| format!("{} cannot be written", place.display()))?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self {
                _lock: lock,
                #[cfg(unix)]
                bell: bell(data_dir),
            })),
            Err(TryLockError::WouldBlock) => {
                ring(data_dir);
                Ok(None)
            }
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("{} cannot be locked", place.display()))
            }
        }
    }

    /// Shows the window whenever a second start rings; keeps the right until the program ends.
    pub fn listen(self, app: AppHandle) {
        std::thread::spawn(move || {
            #[cfg(unix)]
            for _ in self.bell.iter().flat_map(|bell| bell.incoming()).flatten() {
                tracing::info!("a second start asks for this window");
                window::raise(&app);
            }
            // Nothing rings here; the right is still held.
            let _kept = (self, app);
            loop {
                std::thread::park();
            }
        });
    }
}

/// A socket in the data folder: no port. Where it cannot be, a second start just ends.
#[cfg(unix)]
fn bell(data_dir: &Path) -> Option<std::os::unix::net::UnixListener> {
    let place = data_dir.join("window.socket");
    // Whoever left it is gone: the lock says so.
    let _ = std::fs::remove_file(&place);
    std::os::unix::net::UnixListener::bind(&place)
        .inspect_err(|error| tracing::warn!("{}: {error}", place.display()))
        .ok()
}

#[cfg(unix)]
fn ring(data_dir: &Path) {
    let _ = std::os::unix::net::UnixStream::connect(data_dir.join("window.socket"));
}

#[cfg(not(unix))]
fn ring(_: &Path) {}
