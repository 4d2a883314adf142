//! What the ledger follows: order lines as they count now, and what they posted so far.

use super::span::Span;
use crate::sale::holding::LIVE;
use crate::{Conn, Error, Result, on};
use futures::TryStreamExt as _;
use rules::points::Account;
use rules::points::account::Cause;
use rules::points::earn::{Component, Line};
use rules::points::standing::{Key, Posted};
use rules::points::version::Needs;
use rules::sale::Categories;
use rules::{Fen, MemberId, Moment, SaleId, TeamId};
use sqlx::QueryBuilder;
use std::collections::{HashMap, HashSet};

/// Lines as they count now, and everyone and every moment they ever counted for.
#[derive(Default)]
pub struct Facts {
    /// One a line that counts.
    pub lines: Vec<Line>,
    /// Of lines that were corrected: for whom and when they counted before.
    pub before: Vec<(MemberId, Moment)>,
}

type SaleRow = (
    i64,
    i64,
    i64,
    i64,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
);

/// The lines of some sales.
pub async fn lines(
    conn: &mut Conn,
    team: TeamId,
    sales: &[Span],
    (needs, said): (Needs, &Categories),
    orders: &mut Orders,
) -> Result<Facts> {
    let mut facts = Facts::default();
    for span in sales {
        let entries = entries(conn, team, span).await?;
        let renamed = if needs.category {
            named(conn, team, span).await?
        } else {
            HashMap::new()
        };
        on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new("select id, member_id, at, fen");
            query.push(if needs.category { ", category, item" } else { ", null, null" });
            query.push(if needs.category || needs.orders { ", shop" } else { ", null" });
            query.push(if needs.orders { ", order_no" } else { ", null" });
            query.push(" from sale where team_id = ").push(team.0);
            span.push(&mut query, "id");
            let query = query.build_query_as::<SaleRow>().persistent(false);
            let mut rows = query.fetch(c);
            while let Some((id, member, at, fen, category, item, shop, order_no)) = rows.try_next().await? {
                let mut counts = (MemberId(member), Moment(at), fen);
                if let Some(later) = entries.get(&id) {
                    facts.before.push((counts.0, counts.1));
                    facts.before.extend(later.iter().map(|(member, at, _)| (*member, *at)));
                    counts = standing(counts, later);
                }
                let (item, told) = match renamed.get(&id) {
                    Some((item, told)) => (Some(item.as_str()), told.as_deref()),
                    None => (item.as_deref(), category.as_deref()),
                };
                let category = match (shop.as_deref(), item) {
                    (Some(shop), Some(item)) => said.category((shop, item), counts.1, told),
                    _ => None,
                };
                let category = category.map(str::to_owned);
                facts.lines.push(Line {
                    sale: SaleId(id),
                    member: counts.0,
                    at: counts.1,
                    fen: Fen(counts.2),
                    order: shop.zip(order_no).map_or(id, |key| orders.number(key)),
                    category,
                });
            }
        });
    }
    Ok(facts)
}

/// Numbers orders as they are met.
#[derive(Default)]
pub struct Orders(HashMap<(String, String), i64>);

impl Orders {
    fn number(&mut self, key: (String, String)) -> i64 {
        let next = self.0.len() as i64;
        *self.0.entry(key).or_insert(next)
    }
}

type Contribution = (MemberId, Moment, i64);

/// What a line counts for after its corrections: the one member and moment whose sum is above zero;
/// while there is none, nothing, for whom and when it counted last.
fn standing(first: Contribution, later: &[Contribution]) -> Contribution {
    let mut sums: Vec<Contribution> = vec![first];
    let mut last = (first.0, first.1, 0);
    for (member, at, fen) in later {
        match sums.iter_mut().find(|sum| (sum.0, sum.1) == (*member, *at)) {
            Some(sum) => sum.2 += fen,
            None => sums.push((*member, *at, *fen)),
        }
        if *fen != 0 {
            last = (*member, *at, 0);
        }
    }
    let stands = sums.iter().rev().find(|sum| sum.2 > 0);
    stands.copied().unwrap_or(last)
}

async fn entries(
    conn: &mut Conn,
    team: TeamId,
    sales: &Span,
) -> Result<HashMap<i64, Vec<Contribution>>> {
    let mut found: HashMap<i64, Vec<Contribution>> = HashMap::new();
    on!(conn, c, Base => {
        let mut query = QueryBuilder::<Base>::new(
            "select sale_id, member_id, at, fen from sale_entry where team_id = ");
        query.push(team.0);
        sales.push(&mut query, "sale_id");
        query.push(" order by id");
        let query = query.build_query_as::<(i64, i64, i64, i64)>().persistent(false);
        let mut rows = query.fetch(c);
        while let Some((sale, member, at, fen)) = rows.try_next().await? {
            found.entry(sale).or_default().push((MemberId(member), Moment(at), fen));
        }
    });
    Ok(found)
}

/// What the goods are called, and the file's category.
type Named = (String, Option<String>);

/// Goods of lines that more than one export told of: those of the telling that holds, the one with
/// the highest (exported, import) of those whose import was not undone.
async fn named(conn: &mut Conn, team: TeamId, sales: &Span) -> Result<HashMap<i64, Named>> {
    let mut found = HashMap::new();
    on!(conn, c, Base => {
        let mut query = QueryBuilder::<Base>::new(
            "select t.sale_id, case when t.reading_id = 0 then s.item else r.item end,
                    case when t.reading_id = 0 then s.category else r.category end
             from (select team_id, sale_id, import_id, exported_at, id as reading_id from sale_reading
                   union all
                   select team_id, sale_id, import_id, exported_at, reading_id from sale_sighting) t
             join sale s on s.team_id = t.team_id and s.id = t.sale_id
             join import i on i.team_id = s.team_id and i.id = s.import_id
             left join sale_reading r on r.team_id = t.team_id and r.id = t.reading_id
             where not exists (select 1 from import_undo u
                               where u.team_id = t.team_id and u.import_id = t.import_id)
               and ((t.exported_at, t.import_id) > (i.exported_at, s.import_id)
                    or exists (select 1 from import_undo u
                               where u.team_id = s.team_id and u.import_id = s.import_id))
               and t.team_id = ");
        query.push(team.0);
        sales.push(&mut query, "t.sale_id");
        query.push(" order by t.exported_at, t.import_id, t.reading_id");
        let query = query.build_query_as::<(i64, String, Option<String>)>().persistent(false);
        let mut rows = query.fetch(c);
        while let Some((sale, item, category)) = rows.try_next().await? {
            found.insert(sale, (item, category));
        }
    });
    Ok(found)
}

/// Those of some sales of whose orders no import tells any more.
pub async fn undone(conn: &mut Conn, team: TeamId, sales: &[Span]) -> Result<HashSet<SaleId>> {
    let mut found = HashSet::new();
    for span in sales {
        on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new("select d.id from sale d where d.team_id = ");
            query.push(team.0);
            span.push(&mut query, "d.id");
            query.push(format!(" and not exists (select 1 from sale s where s.team_id = d.team_id
                and s.shop = d.shop and s.order_no = d.order_no and {LIVE})"));
            let query = query.build_query_scalar::<i64>().persistent(false);
            found.extend(query.fetch_all(c).await?.into_iter().map(SaleId));
        });
    }
    Ok(found)
}

#[derive(sqlx::FromRow)]
struct PostedRow {
    seq: i64,
    cause: i64,
    cause_id: i64,
    member_id: i64,
    from_account: i64,
    to_account: i64,
    points: i64,
    sold_at: Option<i64>,
    matures_at: Option<i64>,
    expires_at: Option<i64>,
    lot: Option<i64>,
    happened_at: i64,
}

/// What some sales posted so far, in the order it was posted.
pub async fn posted(conn: &mut Conn, team: TeamId, sales: &[Span]) -> Result<Vec<Posted>> {
    let mut found = Vec::new();
    for span in sales {
        on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(
                "select seq, cause, cause_id, member_id, from_account, to_account, points, sold_at,
                        matures_at, expires_at, lot, happened_at
                 from posting where cause in (1, 2, 3, 4, 5, 6) and team_id = ");
            query.push(team.0);
            span.push(&mut query, "cause_id");
            query.push(" order by seq");
            let query = query.build_query_as::<PostedRow>().persistent(false);
            let mut rows = query.fetch(c);
            while let Some(row) = rows.try_next().await? {
                found.push(row.try_into()?);
            }
        });
    }
    Ok(found)
}

impl TryFrom<PostedRow> for Posted {
    type Error = Error;
    fn try_from(row: PostedRow) -> Result<Self> {
        let unreadable = |column, read: String| Error::Unreadable {
            table: "posting",
            column,
            id: row.seq,
            read,
        };
        let (component, up) = Cause::from_number(row.cause)
            .and_then(Component::of)
            .ok_or_else(|| unreadable("cause", row.cause.to_string()))?;
        let account = if up { row.to_account } else { row.from_account };
        let sold_at = row
            .sold_at
            .ok_or_else(|| unreadable("sold_at", "nothing".to_owned()))?;
        Ok(Self {
            seq: row.seq,
            key: Key {
                sale: SaleId(row.cause_id),
                component,
                member: MemberId(row.member_id),
                sold_at: Moment(sold_at),
            },
            up,
            account: Account::from_number(account)
                .ok_or_else(|| unreadable("account", account.to_string()))?,
            points: row.points,
            matures_at: row.matures_at.map(Moment),
            lot: row.lot,
            expires_at: row.expires_at.map(Moment),
            happened_at: Moment(row.happened_at),
        })
    }
}
