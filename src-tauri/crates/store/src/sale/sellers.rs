//! Sellers that files name, and what was sold by them.

use crate::{Conn, Result, on, sql};
use rules::TeamId;
use sqlx::FromRow;

/// A seller that nobody of the team is yet.
#[derive(Clone, Debug, FromRow)]
pub struct UnknownSeller {
    /// The shop.
    pub shop: String,
    /// The shop's id or name of them.
    pub seller_key: String,
    /// Lines they sold.
    pub lines: i64,
    /// What these lines count, net.
    pub fen: i64,
    /// The latest of them.
    pub last_at: i64,
}

/// Sellers whose lines are nobody's, the largest first.
pub async fn unknown_sellers(
    conn: &mut Conn,
    team: TeamId,
    limit: i64,
) -> Result<Vec<UnknownSeller>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select s.shop, s.seller_key, cast(count(distinct s.id) as bigint) as lines,
                cast(sum(j.fen) as bigint) as fen, max(s.at) as last_at
         from sale s join journal j on j.team_id = s.team_id and j.sale_id = s.id
         where s.team_id = $1 and j.team_id = $1 and j.member_id = 0 and s.seller_key is not null
         group by s.shop, s.seller_key having sum(j.fen) <> 0 or sum(j.orders) <> 0
         order by fen desc, s.shop, s.seller_key limit $2"
    ))
    .bind(team.0).bind(limit).fetch_all(c).await?))
}
