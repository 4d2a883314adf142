//! Sellers that files name, and what was sold by them.

use crate::team::Seller;
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

/// Sellers that a person said are nobody of the team.
pub async fn nobodies(conn: &mut Conn, team: TeamId) -> Result<Vec<Seller>> {
    let found: Vec<(String, String)> = on!(conn, c => sqlx::query_as(sql!(
        "select s.shop, s.seller_key from seller s
         where s.team_id = $1 and s.member_id is null
           and not exists (select 1 from seller t where t.team_id = s.team_id and t.shop = s.shop
                           and t.seller_key = s.seller_key and t.id > s.id)"
    ))
    .bind(team.0).fetch_all(c).await?);
    let nobody = |(shop, key)| Seller {
        shop,
        key,
        member: None,
    };
    Ok(found.into_iter().map(nobody).collect())
}
