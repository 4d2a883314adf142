//! What the founder looks at: open points, and what redemptions cost.

use crate::word::word;
use crate::{Conn, Result, on, sql};
use rules::prize::{Holding, State};
use rules::{Fen, Moment, PrizeId, TeamId};
use sqlx::FromRow;

/// Points of the whole team that can still become prizes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// That can be used, less what is owed.
    pub available: i64,
    /// Whose sale can still be returned.
    pub pending: i64,
    /// Set aside for redemptions.
    pub reserved: i64,
}

/// What is open now.
pub async fn open(conn: &mut Conn, team: TeamId) -> Result<Open> {
    let (available, pending): (i64, i64) = on!(conn, c => sqlx::query_as(sql!(
        "select coalesce(cast(sum(available + owed) as bigint), 0), coalesce(cast(sum(pending) as bigint), 0)
         from points_balance where team_id = $1"
    ))
    .bind(team.0).fetch_one(c).await?);
    // Account 3 is reserved.
    let reserved: i64 = on!(conn, c => sqlx::query_scalar(sql!(
        "select coalesce(cast(sum(case when to_account = 3 then points else 0 end
                                - case when from_account = 3 then points else 0 end) as bigint), 0)
         from posting where team_id = $1 and cause between 16 and 22"
    ))
    .bind(team.0).fetch_one(c).await?);
    Ok(Open {
        available,
        pending,
        reserved,
    })
}

/// A redemption, or a pool, whose points are used.
#[derive(Clone, Copy, Debug)]
pub struct Used {
    /// Of which prize.
    pub prize: PrizeId,
    /// How many pieces.
    pub pieces: i64,
    /// For how many points.
    pub points: i64,
    /// What it cost the team, if somebody said.
    pub cost: Option<Fen>,
    /// When it was asked for.
    pub at: Moment,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    prize_id: i64,
    pieces: i64,
    points: i64,
    cost_fen: Option<i64>,
    recorded_at: i64,
    state: String,
}

/// Redemptions and pools since a moment whose points are used.
pub async fn used(conn: &mut Conn, team: TeamId, since: Moment) -> Result<Vec<Used>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select r.id, r.prize_id, r.pieces, r.points, r.cost_fen, r.recorded_at, a.state
         from redemption r
         join redemption_act a on a.team_id = r.team_id and a.redemption_id = r.id and a.seq =
              (select max(l.seq) from redemption_act l where l.team_id = r.team_id and l.redemption_id = r.id)
         where r.team_id = $1 and r.recorded_at >= $2 order by r.id"
    ))
    .bind(team.0).bind(since.0).fetch_all(c).await?);
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let state: State = word("redemption_act", "state", row.id, row.state)?;
        if state.holding() == Holding::Used {
            found.push(Used {
                prize: PrizeId(row.prize_id),
                pieces: row.pieces,
                points: row.points,
                cost: row.cost_fen.map(Fen),
                at: Moment(row.recorded_at),
            });
        }
    }
    // A pool counts from when it had enough.
    for pool in super::pool::pools(conn, team, None, i64::MAX).await? {
        if pool.state.holding() == Holding::Used && pool.since >= since {
            let cost = pool.offer.cost_fen;
            found.push(Used {
                prize: pool.prize,
                pieces: pool.pieces,
                points: pool.goal,
                cost: cost.map(|cost| Fen(cost.0.saturating_mul(pool.pieces))),
                at: pool.since,
            });
        }
    }
    Ok(found)
}
