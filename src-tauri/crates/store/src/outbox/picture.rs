//! The bytes of messages that are pictures: kept until they are delivered, or forgotten like texts.

use crate::{Conn, Result, Tx, on, sql};
use rules::{Moment, TeamId};

/// Keeps the picture of a message.
pub async fn put(tx: &mut Tx, team: TeamId, message: i64, bytes: &[u8], now: Moment) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "insert into outbox_picture (team_id, message_id, bytes, recorded_at) values ($1, $2, $3, $4)"
    ))
    .bind(team.0).bind(message).bind(bytes).bind(now.0).execute(c).await.map(drop))?;
    Ok(())
}

/// The picture of a message; none when it was delivered or forgotten.
pub async fn of(conn: &mut Conn, team: TeamId, message: i64) -> Result<Option<Vec<u8>>> {
    Ok(on!(conn, c => sqlx::query_scalar(sql!(
        "select bytes from outbox_picture where team_id = $1 and message_id = $2"
    ))
    .bind(team.0).bind(message).fetch_optional(c).await?))
}

/// Lets go of the picture of a message that was delivered.
pub(super) async fn drop_of(tx: &mut Tx, team: TeamId, message: i64) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "delete from outbox_picture where team_id = $1 and message_id = $2"
    ))
    .bind(team.0).bind(message).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets the pictures of messages that were queued before a moment and wait no longer.
pub(super) async fn forget(tx: &mut Tx, team: TeamId, before: Moment) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "delete from outbox_picture where team_id = $1 and recorded_at < $2
           and not exists (select 1 from outbox_queue q
                           where q.team_id = outbox_picture.team_id and q.message_id = outbox_picture.message_id)"
    ))
    .bind(team.0).bind(before.0).execute(c).await.map(drop))?;
    Ok(())
}
