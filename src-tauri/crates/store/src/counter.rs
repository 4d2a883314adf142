//! Numbers of a team's nouns, given out inside the transaction that uses them.

use crate::{Result, Tx, on, sql};
use rules::TeamId;

/// Takes `count` numbers in a row of a noun (its table's name) and returns the first.
pub async fn take(tx: &mut Tx, team: TeamId, noun: &'static str, count: i64) -> Result<i64> {
    let first: i64 = on!(tx, c => sqlx::query_scalar(sql!(
        "insert into counter (team_id, noun, next) values ($1, $2, 1 + $3)
         on conflict (team_id, noun) do update set next = counter.next + $3
         returning next - $3"
    ))
    .bind(team.0).bind(noun).bind(count).fetch_one(c).await?);
    Ok(first)
}
