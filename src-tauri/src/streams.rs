//! The streams that are open to the page, by the channel they go through, so that each has an end.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tauri::async_runtime::JoinHandle;

/// The page's open streams.
#[derive(Default)]
pub struct Streams(Mutex<HashMap<u32, JoinHandle<()>>>);

impl Streams {
    /// Holds the pump of a channel; one that was there before ends.
    pub fn hold(&self, channel: u32, pump: JoinHandle<()>) {
        let mut held = self.held();
        held.retain(|_, pump| !pump.inner().is_finished());
        if let Some(before) = held.insert(channel, pump) {
            before.abort();
        }
    }

    /// Ends one.
    pub fn end(&self, channel: u32) {
        if let Some(pump) = self.held().remove(&channel) {
            pump.abort();
        }
    }

    /// Ends all, when the page goes.
    pub fn end_all(&self) {
        for (_, pump) in self.held().drain() {
            pump.abort();
        }
    }

    fn held(&self) -> MutexGuard<'_, HashMap<u32, JoinHandle<()>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::Streams;
    use std::sync::Arc;

    #[tokio::test]
    async fn an_ended_stream_drops_what_it_held() {
        let streams = Streams::default();
        let held = Arc::new(());
        for channel in 0..3 {
            let held = held.clone();
            let pump = tauri::async_runtime::spawn(async move {
                let _held = held;
                std::future::pending::<()>().await;
            });
            streams.hold(channel, pump);
        }
        streams.end(1);
        streams.end_all();
        while Arc::strong_count(&held) > 1 {
            tokio::task::yield_now().await;
        }
    }
}
