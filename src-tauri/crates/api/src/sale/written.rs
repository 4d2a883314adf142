//! What every change of sales does before it commits: the points follow.

use crate::app::App;
use crate::error::Result;
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
        if let Some((first, last)) = done.new {
            self.follow(tx, team, Which::Numbered(first, last)).await?;
        }
        self.follow_sales(tx, team, &done.corrected).await
    }

    /// Lets points follow a correction, inside its transaction.
    pub(crate) async fn follow_correction(
        &self,
        tx: &mut Tx,
        team: TeamId,
        done: &Corrected,
    ) -> Result<()> {
        self.follow_sales(tx, team, &done.sales).await
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
        self.follow_correction(tx, team, &done).await
    }

    async fn follow_sales(&self, tx: &mut Tx, team: TeamId, sales: &[SaleId]) -> Result<()> {
        if sales.is_empty() {
            return Ok(());
        }
        self.follow(tx, team, Which::Sales(sales)).await
    }

    async fn follow(&self, tx: &mut Tx, team: TeamId, which: Which<'_>) -> Result<()> {
        let (roster, settings) = (self.roster(team).await?, self.settings(team).await?);
        follow_sales(tx, team, which, &roster, &settings, self.clock.now()).await?;
        Ok(())
    }
}
