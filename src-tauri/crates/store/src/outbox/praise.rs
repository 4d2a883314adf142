//! Which praises groups were told of.

use crate::dialect::{Cell, bulk_insert};
use crate::{Conn, Result, Tx, on, sql};
use rules::{Moment, PraiseId, TeamId};

/// The last praise that a robot was told of, and when a message about praises was last queued for it.
pub async fn last(conn: &mut Conn, team: TeamId, robot: i64) -> Result<Option<(PraiseId, Moment)>> {
    let row: Option<(i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select p.praise_id, m.recorded_at from outbox_praise p
         join outbox_message m on m.team_id = p.team_id and m.id = p.message_id
         where p.team_id = $1 and p.robot_id = $2
         order by p.praise_id desc, m.id desc limit 1"
    ))
    .bind(team.0).bind(robot).fetch_optional(c).await?);
    Ok(row.map(|(praise, at)| (PraiseId(praise), Moment(at))))
}

/// The praises that a message tells of, the earliest first.
pub async fn of_message(conn: &mut Conn, team: TeamId, message: i64) -> Result<Vec<PraiseId>> {
    let ids: Vec<i64> = on!(conn, c => sqlx::query_scalar(sql!(
        "select praise_id from outbox_praise where team_id = $1 and message_id = $2 order by praise_id"
    ))
    .bind(team.0).bind(message).fetch_all(c).await?);
    Ok(ids.into_iter().map(PraiseId).collect())
}

/// Notes which praises a message tells of.
pub async fn note(
    tx: &mut Tx,
    team: TeamId,
    (message, robot): (i64, i64),
    praises: &[PraiseId],
) -> Result<()> {
    let columns = ["team_id", "message_id", "praise_id", "robot_id"];
    let rows = praises.iter();
    let rows = rows.map(|praise| [team.0, message, praise.0, robot].map(Cell::Int));
    bulk_insert(tx, "outbox_praise", columns, rows).await
}
