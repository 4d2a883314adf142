//! The team's settings, held in memory between changes.

use crate::app::App;
use crate::error::Result;
use anyhow::Context as _;
use rules::TeamId;
use rules::team::Settings;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};
use tokio::sync::Mutex;

/// Settings by team, and the one who may load or change them: a reader that loads while a change
/// commits must not put the old ones back.
#[derive(Default)]
pub(crate) struct SettingsHeld {
    held: RwLock<HashMap<TeamId, Arc<Settings>>>,
    loading: Mutex<()>,
}

impl SettingsHeld {
    fn get(&self, team: TeamId) -> Option<Arc<Settings>> {
        let held = self.held.read().unwrap_or_else(|e| e.into_inner());
        held.get(&team).cloned()
    }

    fn put(&self, team: TeamId, settings: Arc<Settings>) {
        let mut held = self.held.write().unwrap_or_else(|e| e.into_inner());
        held.insert(team, settings);
    }
}

impl App {
    /// A team's settings as they are now.
    pub async fn settings(&self, team: TeamId) -> Result<Arc<Settings>> {
        if let Some(settings) = self.settings.get(team) {
            return Ok(settings);
        }
        let _alone = self.settings.loading.lock().await;
        let mut conn = self.db.read().await?;
        let found = store::setting::team(&mut conn, team).await?;
        let settings = Arc::new(found.context("a team that is not there")?.settings);
        self.settings.put(team, settings.clone());
        Ok(settings)
    }
}
