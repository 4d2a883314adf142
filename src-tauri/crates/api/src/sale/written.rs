//! What every change of sales does before it commits: the points follow.

use crate::app::App;
use crate::error::Result;
use rules::TeamId;
use rules::points::Because;
use store::Tx;
use store::points::{Which, follow_import, follow_sales};
use store::sale::{Corrected, Imported, Mark};

impl App {
    /// Lets points follow an import, inside its transaction.
    pub(crate) async fn follow_import(
        &self,
        tx: &mut Tx,
        team: TeamId,
        done: &Imported,
    ) -> Result<()> {
        let (roster, settings) = (self.roster(team).await?, self.settings(team).await?);
        follow_import(tx, team, done, &roster, &settings, self.clock.now()).await?;
        Ok(())
    }

    /// Lets points follow a correction, inside its transaction.
    pub(crate) async fn follow_correction(
        &self,
        tx: &mut Tx,
        team: TeamId,
        done: &Corrected,
        because: Because,
    ) -> Result<()> {
        if done.sales.is_empty() {
            return Ok(());
        }
        let (roster, settings) = (self.roster(team).await?, self.settings(team).await?);
        let sales = (Which::Sales(&done.sales), because);
        follow_sales(tx, team, sales, &roster, &settings, self.clock.now()).await?;
        Ok(())
    }

    /// Brings the sales of sellers, and their points, to whom the sellers are now, inside the
    /// transaction that matched them.
    pub(crate) async fn rematch(
        &self,
        tx: &mut Tx,
        team: TeamId,
        sellers: &[(String, String)],
        mark: Mark<'_>,
    ) -> Result<()> {
        let done = store::sale::rematch(tx, team, sellers, mark).await?;
        self.follow_correction(tx, team, &done, Because::Match)
            .await
    }
}
