//! A session's bus of its own, on which it is heard what the system is asked to tell. Nobody answers
//! there, as on a desktop without notices.

use crate::window::{Running, mortal};

/// The bus, and who listens.
pub struct Bus {
    /// Where programs find it.
    pub address: String,
    _bus: Running,
    monitor: Running,
}

impl Bus {
    /// A fresh one.
    pub fn new() -> Self {
        let mut daemon = mortal("dbus-daemon");
        daemon.args(["--session", "--nofork", "--nopidfile", "--print-address"]);
        let bus = Running::start(&mut daemon);
        let address = bus.says("unix:");
        let mut listening = mortal("dbus-monitor");
        listening.args(["--address", &address]);
        listening.arg("interface='org.freedesktop.Notifications'");
        let monitor = Running::start(&mut listening);
        // It says so of itself once it listens.
        monitor.says("NameAcquired");
        Self {
            address,
            _bus: bus,
            monitor,
        }
    }

    /// Waits until the system is asked to tell something with these words.
    pub fn hears(&self, words: &str) {
        self.monitor.says(words);
    }
}
