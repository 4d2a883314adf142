//! What every change of sales does before it commits: the points follow.

use crate::app::App;
use crate::error::Result;
use rules::points::Because;
use rules::{SaleId, TeamId};
use store::Tx;
use store::points::{Which, follow_sales};
use store::sale::{Corrected, Imported, Mark};

impl App {
    /// Lets points follow an import, inside its transaction.
    pub(crate) async fn follow_import(
        &self,
        tx: &mut Tx,
        team: TeamId,
        done: &Imported,
    ) -> Result<()> {
        let Some(import) = done.id else {
            return Ok(());
        };
        let because = Because::Import(import);
        if !done.fresh.is_empty() {
            self.follow(tx, team, (Which::New(&done.fresh), because))
                .await?;
        }
        self.follow_sales(tx, team, &done.corrected, because).await
    }

    /// Lets points follow a correction, inside its transaction.
    pub(crate) async fn follow_correction(
        &self,
        tx: &mut Tx,
        team: TeamId,
        done: &Corrected,
        because: Because,
    ) -> Result<()> {
        self.follow_sales(tx, team, &done.sales, because).await
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

    async fn follow_sales(
        &self,
        tx: &mut Tx,
        team: TeamId,
        sales: &[SaleId],
        because: Because,
    ) -> Result<()> {
        if sales.is_empty() {
            return Ok(());
        }
        self.follow(tx, team, (Which::Sales(sales), because)).await
    }

    async fn follow(&self, tx: &mut Tx, team: TeamId, what: (Which<'_>, Because)) -> Result<()> {
        let (roster, settings) = (self.roster(team).await?, self.settings(team).await?);
        follow_sales(tx, team, what, &roster, &settings, self.clock.now()).await?;
        Ok(())
    }
}
