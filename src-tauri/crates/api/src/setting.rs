//! The team's settings, held in memory between changes.

use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use crate::extract::Json;
use anyhow::Context as _;
use axum::extract::State;
use axum::http::StatusCode;
use rules::TeamId;
use rules::refusal::filled;
use rules::team::Settings;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::{Arc, RwLock};
use tokio::sync::Mutex;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(change_settings))
}

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

    /// Lets go of all teams' settings. Whoever is loading ends first, so nothing old comes back.
    pub(crate) async fn forget_all(&self) {
        let _alone = self.loading.lock().await;
        let mut held = self.held.write().unwrap_or_else(|e| e.into_inner());
        held.clear();
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

/// New settings, and why.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ChangeSettings {
    /// All settings as they shall be.
    pub settings: Settings,
    /// Why; it stands in the record of changes.
    pub reason: String,
}

/// Changes the team's settings from now on. What was reckoned before stays as it was.
#[utoipa::path(put, path = "/api/settings", operation_id = "change_settings", request_body = ChangeSettings, responses((status = 204)))]
async fn change_settings(
    State(app): State<App>,
    caller: Caller,
    Json(body): Json<ChangeSettings>,
) -> Result<StatusCode> {
    body.settings.check()?;
    let reason = filled("reason", &body.reason)?;
    let (team, now) = (caller.team, app.clock.now());
    let _alone = app.settings.loading.lock().await;
    let mut tx = app.db.write_team(team).await?;
    let before = store::setting::team(&mut tx, team)
        .await?
        .context("a caller of a team that is not there")?
        .settings;
    if before == body.settings {
        return Ok(StatusCode::NO_CONTENT);
    }
    store::setting::change(
        &mut tx,
        team,
        &before,
        &body.settings,
        caller.member,
        reason,
        now,
    )
    .await?;
    tx.commit().await?;
    app.settings.put(team, Arc::new(body.settings));
    Ok(StatusCode::NO_CONTENT)
}
