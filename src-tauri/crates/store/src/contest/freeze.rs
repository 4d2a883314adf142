//! How far the books reached when a contest froze, when its rounds were formed, when it was settled.

use crate::leaderboard::{Marks, marks};
use crate::{Conn, Result, Tx, on, sql};
use rules::{ContestId, Moment, TeamId};

/// What was noted when a contest froze at this moment.
pub async fn noted(
    conn: &mut Conn,
    team: TeamId,
    contest: ContestId,
    frozen_at: Moment,
) -> Result<Option<Marks>> {
    let row: Option<(i64, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select sale_mark, entry_mark, posting_mark from contest_freeze
         where team_id = $1 and contest_id = $2 and frozen_at = $3"
    ))
    .bind(team.0).bind(contest.0).bind(frozen_at.0).fetch_optional(c).await?);
    Ok(row.map(|(sale, entry, posting)| Marks {
        sale,
        entry,
        posting,
    }))
}

/// Notes how far the books reached at the moment a contest froze. What was noted first holds: later, a
/// clock that was set back could say something else.
pub async fn note(
    tx: &mut Tx,
    team: TeamId,
    contest: ContestId,
    frozen_at: Moment,
    now: Moment,
) -> Result<Marks> {
    let upto = at(tx, team, frozen_at).await?;
    put(tx, team, contest, frozen_at, (upto, now)).await?;
    Ok(noted(tx, team, contest, frozen_at).await?.unwrap_or(upto))
}

/// Notes that a contest sees the books as they are now, from a moment on.
pub async fn note_all(
    tx: &mut Tx,
    team: TeamId,
    contest: ContestId,
    from: Moment,
    now: Moment,
) -> Result<()> {
    let upto = marks(tx, team).await?;
    put(tx, team, contest, from, (upto, now)).await
}

async fn put(
    tx: &mut Tx,
    team: TeamId,
    contest: ContestId,
    frozen_at: Moment,
    (upto, now): (Marks, Moment),
) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "insert into contest_freeze (team_id, contest_id, frozen_at, sale_mark, entry_mark, posting_mark, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing"
    ))
    .bind(team.0).bind(contest.0).bind(frozen_at.0)
    .bind(upto.sale).bind(upto.entry).bind(upto.posting).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(())
}

/// How far the books reached just before a moment. Numbers rise with time, so each is found by halving.
async fn at(conn: &mut Conn, team: TeamId, moment: Moment) -> Result<Marks> {
    let last = marks(conn, team).await?;
    let mut found = Marks::default();
    for (nth, last) in [last.sale, last.entry, last.posting]
        .into_iter()
        .enumerate()
    {
        let (mut low, mut high) = (0, last);
        while low < high {
            let middle = low + (high - low + 1) / 2;
            // The fact of that number, or the next one there is.
            let recorded: Option<(i64, i64)> = match nth {
                0 => on!(conn, c => sqlx::query_as(sql!(
                    "select id, recorded_at from sale where team_id = $1 and id >= $2 order by id limit 1"
                )).bind(team.0).bind(middle).fetch_optional(c).await?),
                1 => on!(conn, c => sqlx::query_as(sql!(
                    "select id, recorded_at from sale_entry where team_id = $1 and id >= $2 order by id limit 1"
                )).bind(team.0).bind(middle).fetch_optional(c).await?),
                _ => on!(conn, c => sqlx::query_as(sql!(
                    "select seq, recorded_at from posting where team_id = $1 and seq >= $2 order by seq limit 1"
                )).bind(team.0).bind(middle).fetch_optional(c).await?),
            };
            match recorded {
                Some((number, recorded)) if recorded < moment.0 => {
                    low = number.min(high).max(middle)
                }
                _ => high = middle - 1,
            }
        }
        match nth {
            0 => found.sale = low,
            1 => found.entry = low,
            _ => found.posting = low,
        }
    }
    Ok(found)
}
