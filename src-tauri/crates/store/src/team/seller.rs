//! Which seller of which shop a member is.

use crate::dialect::{Cell, bulk_insert};
use crate::team::Note;
use crate::{Conn, Result, Tx, counter, on, sql};
use rules::{MemberId, TeamId};
use std::collections::HashSet;

/// A seller as a shop knows them, and who it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Seller {
    /// The shop.
    pub shop: String,
    /// The shop's id or name of the seller.
    pub key: String,
    /// Who it is; nobody once the match was taken back.
    pub member: Option<MemberId>,
}

type Row = (String, String, Option<i64>);

fn seller((shop, key, member): Row) -> Seller {
    Seller {
        shop,
        key,
        member: member.map(MemberId),
    }
}

/// Every seller whose match holds, by shop and key.
pub async fn sellers(conn: &mut Conn, team: TeamId) -> Result<Vec<Seller>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select s.shop, s.seller_key, s.member_id from seller s
         where s.team_id = $1 and s.member_id is not null
           and not exists (select 1 from seller t where t.team_id = s.team_id and t.shop = s.shop
                           and t.seller_key = s.seller_key and t.id > s.id)
         order by s.shop, s.seller_key"
    )).bind(team.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(seller).collect())
}

/// The sellers that a member is.
pub async fn sellers_of(conn: &mut Conn, team: TeamId, member: MemberId) -> Result<Vec<Seller>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select s.shop, s.seller_key, s.member_id from seller s
         where s.team_id = $1 and s.member_id = $2
           and not exists (select 1 from seller t where t.team_id = s.team_id and t.shop = s.shop
                           and t.seller_key = s.seller_key and t.id > s.id)
         order by s.shop, s.seller_key"
    )).bind(team.0).bind(member.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(seller).collect())
}

/// Who a seller is, if anyone.
pub async fn seller_owner(
    conn: &mut Conn,
    team: TeamId,
    shop: &str,
    key: &str,
) -> Result<Option<MemberId>> {
    let row: Option<Option<i64>> = on!(conn, c => sqlx::query_scalar(sql!(
        "select member_id from seller where team_id = $1 and shop = $2 and seller_key = $3
         order by id desc limit 1"
    )).bind(team.0).bind(shop).bind(key).fetch_optional(c).await?);
    Ok(row.flatten().map(MemberId))
}

/// The sellers that orders came from while they were nobody.
pub async fn strangers(conn: &mut Conn, team: TeamId) -> Result<HashSet<(String, String)>> {
    let rows: Vec<(String, String)> = on!(conn, c => sqlx::query_as(sql!(
        "select distinct shop, seller_key from sale
         where team_id = $1 and member_id = 0 and seller_key is not null"
    )).bind(team.0).fetch_all(c).await?);
    Ok(rows.into_iter().collect())
}

/// Records who sellers are from now on, or that they are nobody.
pub async fn match_sellers(
    tx: &mut Tx,
    team: TeamId,
    sellers: &[Seller],
    note: Note<'_>,
) -> Result<()> {
    let count = i64::try_from(sellers.len()).unwrap_or(i64::MAX);
    let first = counter::take(tx, team, "seller", count).await?;
    let columns = [
        "team_id",
        "id",
        "shop",
        "seller_key",
        "member_id",
        "by_id",
        "recorded_at",
    ];
    let rows = (first..).zip(sellers).map(|(id, seller)| {
        [
            Cell::Int(team.0),
            Cell::Int(id),
            Cell::Text(&seller.shop),
            Cell::Text(&seller.key),
            Cell::MaybeInt(seller.member.map(|member| member.0)),
            Cell::MaybeInt(note.by.map(|by| by.0)),
            Cell::Int(note.at.0),
        ]
    });
    bulk_insert(tx, "seller", columns, rows).await
}
