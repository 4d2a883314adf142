//! What came to and went from the stock of prizes.

use crate::{Conn, Result, Tx, on, sql};
use rules::{MemberId, Moment, PoolId, PrizeId, RedemptionId, Refusal, TeamId};
use sqlx::FromRow;

rules::refusals! {
    /// There is no taking out what is not there.
    StockBelowZero { left: i64, asked: i64 } 409,
    "现在只有 {left} 件，不能减 {asked} 件。请先盘点，再填实际的变化。",
    "There are {left} pieces, so {asked} cannot be taken out. Count them and give the real change.";
}

/// One move.
#[derive(Clone, Debug, FromRow)]
pub struct Move {
    /// Its number, from 1 for each prize.
    pub seq: i64,
    /// What came, or went below zero.
    pub pieces: i64,
    /// What was left after it.
    pub pieces_left: i64,
    /// The redemption that made it.
    pub redemption_id: Option<i64>,
    /// The pool that made it.
    pub pool_id: Option<i64>,
    /// Why.
    pub reason: Option<String>,
    /// By whom.
    pub by_id: i64,
    /// When.
    pub recorded_at: i64,
}

/// The latest moves of a prize, newest first.
pub async fn moves(conn: &mut Conn, team: TeamId, prize: PrizeId, most: i64) -> Result<Vec<Move>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select seq, pieces, pieces_left, redemption_id, pool_id, reason, by_id, recorded_at
         from prize_stock where team_id = $1 and prize_id = $2 order by seq desc limit $3"
    ))
    .bind(team.0).bind(prize.0).bind(most).fetch_all(c).await?))
}

/// Why pieces move.
#[derive(Clone, Copy, Debug)]
pub enum Why<'a> {
    /// Somebody counted, bought or lost some.
    Said(&'a str),
    /// A redemption took them, or gave them back.
    Redeemed(RedemptionId),
    /// A pool took them, or gave them back.
    Pooled(PoolId),
}

/// The last move's number and what it left.
pub(super) async fn last(conn: &mut Conn, team: TeamId, prize: PrizeId) -> Result<(i64, i64)> {
    let last: Option<(i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select seq, pieces_left from prize_stock
         where team_id = $1 and prize_id = $2 order by seq desc limit 1"
    ))
    .bind(team.0).bind(prize.0).fetch_optional(c).await?);
    Ok(last.unwrap_or_default())
}

/// Moves pieces in or out, never below nothing; returns what is left. The transaction must hold the
/// team.
pub async fn shift(
    tx: &mut Tx,
    team: TeamId,
    (prize, pieces): (PrizeId, i64),
    why: Why<'_>,
    by: MemberId,
    now: Moment,
) -> Result<Result<i64, Refusal>> {
    let (seq, before) = last(tx, team, prize).await?;
    let Some(left) = before.checked_add(pieces).filter(|left| *left >= 0) else {
        return Ok(Err(StockBelowZero {
            left: before,
            asked: pieces.saturating_neg(),
        }
        .into()));
    };
    let (redemption, pool, reason) = match why {
        Why::Said(reason) => (None, None, Some(reason)),
        Why::Redeemed(redemption) => (Some(redemption.0), None, None),
        Why::Pooled(pool) => (None, Some(pool.0), None),
    };
    on!(tx, c => sqlx::query(sql!(
        "insert into prize_stock (team_id, prize_id, seq, pieces, pieces_left, redemption_id, pool_id, reason, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    ))
    .bind(team.0).bind(prize.0).bind(seq + 1).bind(pieces).bind(left)
    .bind(redemption).bind(pool).bind(reason).bind(by.0).bind(now.0).execute(c).await.map(drop))?;
    Ok(Ok(left))
}
