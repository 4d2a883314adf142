//! The praises that somebody received, for the notices of their desk.

use super::Eye;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use rules::{Moment, PraiseId};
use store::honour::wall::{Filter, page};

/// A praise that the caller received. Who is thanked knows by whom.
pub(crate) struct Received {
    pub id: PraiseId,
    pub by: String,
    pub value: String,
    pub at: Moment,
}

/// The most of one answer.
const MOST: i64 = 20;

impl App {
    /// The praises that the caller received since a moment, the latest first.
    pub(crate) async fn praises_received(
        &self,
        caller: Caller,
        since: Moment,
    ) -> Result<Vec<Received>> {
        let eye = Eye::of(self, caller).await?;
        let filter = Filter {
            to: Some(caller.member),
            ..Filter::default()
        };
        let mut conn = self.db.read().await?;
        let praises = page(&mut conn, caller.team, filter, MOST).await?;
        let fresh = praises.into_iter().filter(|praise| praise.at >= since);
        let told = fresh.map(|praise| Received {
            id: praise.id,
            by: eye.person(praise.by, true).name.unwrap_or_default(),
            value: praise.value,
            at: praise.at,
        });
        Ok(told.collect())
    }
}
