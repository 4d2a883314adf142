//! Which reported sales wait for the caller, for the notices of their desk.

use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use rules::access::Role;
use rules::sale::report::{Report, Standing};
use rules::{Moment, ReportId};
use store::sale::report::reports;

/// A reported sale that waits.
pub(crate) struct Waiting {
    pub id: ReportId,
    pub member: String,
    pub item: String,
    pub at: Moment,
}

/// Reports that are looked at.
const LOOKED: i64 = 200;

impl App {
    /// The reports since a moment that the caller can decide on.
    pub(crate) async fn reports_waiting(
        &self,
        caller: Caller,
        since: Moment,
    ) -> Result<Vec<Waiting>> {
        if caller.role == Role::Member {
            return Ok(Vec::new());
        }
        let (roster, now) = (self.roster(caller.team).await?, self.clock.now());
        let mut conn = self.db.read().await?;
        let last = ReportId(i64::MAX);
        let waiting = Some(Standing::Waiting);
        let found = reports(&mut conn, caller.team, None, waiting, last, LOOKED).await?;
        drop(conn);
        let others =
            |one: &Report| one.member != caller.member && caller.sees(&roster, one.member, now);
        let fresh = found
            .into_iter()
            .filter(|one| one.recorded_at >= since && others(one));
        let told = fresh.map(|one| Waiting {
            id: one.id,
            member: roster.name(one.member).to_owned(),
            item: one.reported.item,
            at: one.recorded_at,
        });
        Ok(told.collect())
    }
}
