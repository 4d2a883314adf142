//! A backup a day without being asked, the last seven kept.

use super::shelf::{AUTOMATIC, Shelf};
use crate::app::App;
use crate::error::Result;
use std::time::Duration;

/// How often it is looked whether the day has its backup.
const EVERY: Duration = Duration::from_secs(3600);
/// Days whose backups are kept.
const KEPT: usize = 7;

/// Looks every hour, until the program goes.
pub(crate) fn keep_backing_up(app: &App) {
    let app = app.downgrade();
    tokio::spawn(async move {
        while let Some(app) = app.upgrade() {
            if let Err(error) = app.back_up_today().await {
                tracing::warn!(
                    ?error,
                    "the day's backup was not made; the next hour tries again"
                );
            }
            drop(app);
            tokio::time::sleep(EVERY).await;
        }
    });
}

impl App {
    /// Makes the day's backup of a team of one's own, if there is none yet, and lets old ones go.
    pub async fn back_up_today(&self) -> Result<()> {
        if self.db.file().is_none() {
            return Ok(());
        }
        let mut conn = self.db.read().await?;
        let teams = store::setting::teams(&mut conn).await?;
        drop(conn);
        let Some(own) = teams.iter().find(|team| !team.is_demo) else {
            return Ok(());
        };
        let day = own.settings.calendar().day(self.clock.now());
        let name = format!("{AUTOMATIC}{}.sqlite", day.format("%Y%m%d"));
        let shelf = Shelf::of(self);
        if shelf.find(&name)?.is_none() {
            self.db.back_up_to(&shelf.place(&name)?).await?;
        }
        // Their names sort by day.
        let mut names: Vec<String> = shelf
            .list()?
            .into_iter()
            .filter(|b| b.is_automatic)
            .map(|b| b.name)
            .collect();
        names.sort();
        for old in names.iter().rev().skip(KEPT) {
            // One that stays is tried again tomorrow.
            let _ = std::fs::remove_file(shelf.folder.join(old));
        }
        Ok(())
    }
}
