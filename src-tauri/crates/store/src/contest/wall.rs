//! Read-only links for wall screens.

use crate::{Conn, Result, Tx, counter, on, sql};
use rules::{ContestId, MemberId, Moment, TeamId};
use sqlx::FromRow;

/// A link that was not taken back.
#[derive(Clone, Debug, FromRow)]
pub struct Wall {
    /// Its number.
    pub id: i64,
    /// Who made it.
    pub by_id: i64,
    /// When.
    pub recorded_at: i64,
}

/// Makes a link; only the hash of its token is kept.
pub async fn open(
    tx: &mut Tx,
    team: TeamId,
    contest: ContestId,
    token_hash: &str,
    by: MemberId,
    now: Moment,
) -> Result<i64> {
    let id = counter::take(tx, team, "contest_wall", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into contest_wall (team_id, id, contest_id, token_hash, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6)"
    ))
    .bind(team.0).bind(id).bind(contest.0).bind(token_hash).bind(by.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(id)
}

/// Takes a link back; nothing happens if it was before.
pub async fn close(
    tx: &mut Tx,
    team: TeamId,
    contest: ContestId,
    wall: i64,
    by: MemberId,
    now: Moment,
) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "insert into contest_wall_end (team_id, wall_id, by_id, recorded_at)
         select team_id, id, cast($4 as bigint), cast($5 as bigint) from contest_wall
         where team_id = $1 and contest_id = $2 and id = $3 on conflict do nothing"
    ))
    .bind(team.0).bind(contest.0).bind(wall).bind(by.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(())
}

/// The links of a contest that lead somewhere.
pub async fn walls(conn: &mut Conn, team: TeamId, contest: ContestId) -> Result<Vec<Wall>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select w.id, w.by_id, w.recorded_at from contest_wall w
         where w.team_id = $1 and w.contest_id = $2
           and not exists (select 1 from contest_wall_end e where e.team_id = w.team_id and e.wall_id = w.id)
         order by w.id"
    ))
    .bind(team.0).bind(contest.0).fetch_all(c).await?))
}

/// Where a link leads.
pub async fn find(conn: &mut Conn, token_hash: &str) -> Result<Option<(TeamId, ContestId)>> {
    let row: Option<(i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select w.team_id, w.contest_id from contest_wall w
         where w.token_hash = $1
           and not exists (select 1 from contest_wall_end e where e.team_id = w.team_id and e.wall_id = w.id)"
    ))
    .bind(token_hash).fetch_optional(c).await?);
    Ok(row.map(|(team, contest)| (TeamId(team), ContestId(contest))))
}
