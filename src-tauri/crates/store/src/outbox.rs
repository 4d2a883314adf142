//! The outbox as it is kept: robots, messages that wait or went, and the log of every try.

pub mod announcement;
pub mod attempt;
pub mod lead;
pub mod message;
pub mod picture;
pub mod praise;
pub mod robot;

use crate::{Result, Tx, on, sql};
use rules::Moment;

/// Readies books that were opened from a backup: what waited in them may have been delivered since they
/// were copied, and what happened before now is no news.
pub async fn restored(tx: &mut Tx, now: Moment) -> Result<()> {
    on!(tx, c => {
        sqlx::query(sql!(
            "insert into outbox_end (team_id, message_id, outcome, recorded_at)
             select team_id, message_id, 'dropped', cast($1 as bigint) from outbox_queue where true
             on conflict do nothing"
        )).bind(now.0).execute(&mut *c).await?;
        sqlx::query(sql!("delete from outbox_queue")).execute(&mut *c).await?;
        sqlx::query(sql!("update outbox_link set since = $1")).bind(now.0).execute(c).await?;
    });
    Ok(())
}
