//! Products: the names goods are sold under, what was sold of them, the categories they were given.

use super::holding::{FROM, LIVE};
use crate::dialect::{Cell, bulk_insert};
use crate::team::Note;
use crate::{Conn, Result, Tx, counter, on, sql};
use rules::sale::{Categories, Categorised, Product};
use rules::{CategoryId, Moment, SaleId, TeamId};
use sqlx::{FromRow, QueryBuilder};
use std::collections::{BTreeMap, BTreeSet};

/// What was said last of a product's category, by whom and when.
#[derive(Clone, Debug, FromRow)]
pub struct SaidRow {
    /// Its number.
    pub id: i64,
    /// The shop's code.
    pub shop: String,
    /// What the goods are called.
    pub item: String,
    /// Their category; none: what the shop's files say.
    pub category: Option<String>,
    /// For sales at or after this moment.
    pub from_at: i64,
    /// Why.
    pub reason: Option<String>,
    /// Who said it.
    pub by_id: Option<i64>,
    /// When.
    pub recorded_at: i64,
}

/// Everything that was ever said, in the order it was recorded.
pub async fn said(conn: &mut Conn, team: TeamId) -> Result<Vec<SaidRow>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select id, shop, item, category, from_at, reason, by_id, recorded_at
         from product_category where team_id = $1 order by id"
    )).bind(team.0).fetch_all(c).await?))
}

/// What the team says of its goods' categories.
pub async fn categories(conn: &mut Conn, team: TeamId) -> Result<Categories> {
    let rows = said(conn, team).await?.into_iter();
    Ok(Categories::new(rows.map(|row| Categorised {
        product: Product {
            shop: row.shop,
            item: row.item,
        },
        category: row.category,
        from_at: Moment(row.from_at),
    })))
}

/// Gives products a category, or hands them back to their files; nothing is posted yet.
pub async fn categorise(
    tx: &mut Tx,
    team: TeamId,
    said: &[Categorised],
    note: Note<'_>,
) -> Result<CategoryId> {
    let first = counter::take(tx, team, "product_category", said.len() as i64).await?;
    let columns = [
        "team_id",
        "id",
        "shop",
        "item",
        "category",
        "from_at",
        "reason",
        "by_id",
        "recorded_at",
    ];
    let rows = (first..).zip(said).map(|(id, one)| {
        [
            Cell::Int(team.0),
            Cell::Int(id),
            Cell::Text(&one.product.shop),
            Cell::Text(&one.product.item),
            Cell::MaybeText(one.category.as_deref()),
            Cell::Int(one.from_at.0),
            Cell::MaybeText(note.reason),
            Cell::MaybeInt(note.by.map(|by| by.0)),
            Cell::Int(note.at.0),
        ]
    });
    bulk_insert(tx, "product_category", columns, rows).await?;
    Ok(CategoryId(first))
}

/// What tells one state of a team's sales from another: the last import, the last correction, how many
/// imports were undone.
pub async fn state(conn: &mut Conn, team: TeamId) -> Result<(i64, i64, i64)> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select coalesce((select max(id) from import where team_id = $1), 0),
                coalesce((select max(id) from sale_entry where team_id = $1), 0),
                (select count(*) from import_undo where team_id = $1)"
    )).bind(team.0).fetch_one(c).await?))
}

/// What was sold under one name in one shop.
#[derive(Clone, Debug, FromRow)]
pub struct ProductRow {
    /// The shop's code.
    pub shop: String,
    /// What the goods are called.
    pub item: String,
    /// Orders with something left of them.
    pub orders: i64,
    /// What counts.
    pub net_fen: i64,
    /// The first sale.
    pub first_at: i64,
    /// The last sale.
    pub last_at: i64,
    /// The first and the last by name of the categories that files say.
    pub told_first: Option<String>,
    /// The same when they say one only.
    pub told_last: Option<String>,
}

/// Every product of the sales that some live import tells of, most sold first.
///
/// Few lines are called otherwise by a later reading; only for those it is looked up which holds.
pub async fn products(conn: &mut Conn, team: TeamId) -> Result<Vec<ProductRow>> {
    const RENAMED: &str =
        "exists (select 1 from sale_reading n where n.team_id = s.team_id and n.sale_id = s.id
        and (n.item <> s.item or coalesce(n.category, '') <> coalesce(s.category, '')))";
    Ok(on!(conn, c, Base => {
        let mut query = QueryBuilder::<Base>::new(
            "select shop, item, cast(count(distinct case when fen > 0 then order_no end) as bigint) as orders,
                    cast(sum(fen) as bigint) as net_fen, min(at) as first_at, max(at) as last_at,
                    min(category) as told_first, max(category) as told_last from (");
        for (nth, renamed) in [false, true].into_iter().enumerate() {
            if nth > 0 {
                query.push(" union all ");
            }
            query.push("select s.shop, s.order_no, s.at, s.fen + coalesce(e.fen, 0) as fen,");
            query.push(if renamed {
                format!(" coalesce(r.item, s.item) as item, case when r.id is null then s.category else r.category end as category {FROM}")
            } else {
                " s.item, s.category from sale s".to_owned()
            });
            query.push(" left join (select sale_id, sum(fen) as fen from sale_entry where team_id = ");
            query.push_bind(team.0).push(" group by sale_id) e on e.sale_id = s.id where s.team_id = ");
            query.push_bind(team.0).push(if renamed { " and " } else { " and not " });
            query.push(RENAMED).push(" and ").push(LIVE);
        }
        query.push(") line group by shop, item order by net_fen desc, shop, item");
        query.build_query_as().fetch_all(c).await?
    }))
}

/// Products asked for in one statement.
const CHUNK: usize = 400;

/// All lines that were ever told of under these names.
pub async fn sales_of(conn: &mut Conn, team: TeamId, products: &[Product]) -> Result<Vec<SaleId>> {
    let mut shops: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for product in products {
        shops.entry(&product.shop).or_default().push(&product.item);
    }
    let mut found = BTreeSet::new();
    for (shop, items) in shops {
        for chunk in items.chunks(CHUNK) {
            let rows: Vec<i64> = on!(conn, c, Base => {
                let mut query = QueryBuilder::<Base>::new("select s.id from sale s where s.team_id = ");
                query.push_bind(team.0).push(" and s.shop = ").push_bind(shop.to_owned());
                query.push(" and s.item in (");
                let mut list = query.separated(", ");
                for item in chunk {
                    list.push_bind((*item).to_owned());
                }
                query.push(") union select s.id from sale_reading r
                    join sale s on s.team_id = r.team_id and s.id = r.sale_id where r.team_id = ");
                query.push_bind(team.0).push(" and s.shop = ").push_bind(shop.to_owned());
                query.push(" and r.item in (");
                let mut list = query.separated(", ");
                for item in chunk {
                    list.push_bind((*item).to_owned());
                }
                query.push(")").build_query_scalar().fetch_all(c).await?
            });
            found.extend(rows);
        }
    }
    Ok(found.into_iter().map(SaleId).collect())
}
