//! Time goes on: what is due is posted at the start and every hour.

use crate::app::App;
use crate::error::Result;
use crate::routes::Tag;
use rules::TeamId;
use rules::points::Terms;
use std::time::Duration;

/// How often the teams are looked through.
const EVERY: Duration = Duration::from_secs(60 * 60);

impl App {
    /// Posts what is due of one team: maturities, repayments, expiries, pools whose time is over.
    pub async fn tick_points(&self, team: TeamId) -> Result<i64> {
        let settings = self.settings(team).await?;
        let mut tx = self.db.write_team(team).await?;
        let (terms, now) = (Terms::from(&*settings), self.clock.now());
        let missed = store::prize::pool::miss(&mut tx, team, &terms, now).await?;
        let postings = store::points::tick(&mut tx, team, &terms, now).await?;
        tx.commit().await?;
        if postings > 0 {
            self.tell(team, &[Tag::Points]);
        }
        if missed > 0 {
            self.tell(team, &[Tag::Points, Tag::Prize]);
        }
        Ok(postings)
    }

    /// Posts what is due of all teams; a team whose books fail does not keep the others waiting.
    pub async fn tick_all_points(&self) -> Result<()> {
        let mut conn = self.db.read().await?;
        let teams = store::setting::team_ids(&mut conn).await?;
        drop(conn);
        for team in teams {
            if let Err(error) = self.tick_points(team).await {
                tracing::warn!(
                    ?error,
                    team = team.0,
                    "points that are due could not be posted; the next hour tries again"
                );
            }
        }
        Ok(())
    }
}

/// Ticks at once and then every hour, until the program goes.
pub fn keep_ticking(app: &App) {
    let app = app.downgrade();
    tokio::spawn(async move {
        while let Some(app) = app.upgrade() {
            if let Err(error) = app.tick_all_points().await {
                tracing::warn!(
                    ?error,
                    "the teams could not be looked through; the next hour tries again"
                );
            }
            drop(app);
            tokio::time::sleep(EVERY).await;
        }
    });
}
