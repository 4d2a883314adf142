//! What the ledger follows: order lines as they count now, and what they posted so far.

use super::span::Span;
use crate::{Conn, Error, Result, on};
use futures::TryStreamExt as _;
use rules::points::Account;
use rules::points::account::Cause;
use rules::points::earn::{Component, Line};
use rules::points::follow::Posted;
use rules::points::version::Needs;
use rules::{Fen, MemberId, Moment, SaleId, TeamId};
use sqlx::QueryBuilder;
use std::collections::HashMap;

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
);

/// The lines of some sales.
pub async fn lines(
    conn: &mut Conn,
    team: TeamId,
    sales: &[Span],
    needs: Needs,
    orders: &mut Orders,
) -> Result<Facts> {
    let mut facts = Facts::default();
    for span in sales {
        let entries = entries(conn, team, span).await?;
        let renamed = if needs.category {
            categories(conn, team, span).await?
        } else {
            HashMap::new()
        };
        on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new("select id, member_id, at, fen");
            query.push(if needs.category { ", category" } else { ", null" });
            query.push(if needs.orders { ", shop, order_no" } else { ", null, null" });
            query.push(" from sale where team_id = ").push(team.0);
            span.push(&mut query, "id");
            let query = query.build_query_as::<SaleRow>().persistent(false);
            let mut rows = query.fetch(c);
            while let Some((id, member, at, fen, category, shop, order_no)) = rows.try_next().await? {
                let mut counts = (MemberId(member), Moment(at), fen);
                if let Some(later) = entries.get(&id) {
                    facts.before.push((counts.0, counts.1));
                    facts.before.extend(later.iter().map(|(member, at, _)| (*member, *at)));
                    counts = standing(counts, later);
                }
                facts.lines.push(Line {
                    sale: SaleId(id),
                    member: counts.0,
                    at: counts.1,
                    fen: Fen(counts.2),
                    order: shop.zip(order_no).map_or(id, |key| orders.number(key)),
                    category: renamed.get(&id).cloned().unwrap_or(category),
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

/// What a line counts for after its corrections: the one member and moment whose sum is above zero.
fn standing(first: Contribution, later: &[Contribution]) -> Contribution {
    let mut sums: Vec<Contribution> = vec![first];
    for (member, at, fen) in later {
        match sums.iter_mut().find(|sum| (sum.0, sum.1) == (*member, *at)) {
            Some(sum) => sum.2 += fen,
            None => sums.push((*member, *at, *fen)),
        }
    }
    let last = sums.iter().rev().find(|sum| sum.2 > 0);
    last.copied().unwrap_or((first.0, first.1, 0))
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

/// Categories as later readings say them; the reading exported last holds.
pub(crate) async fn categories(
    conn: &mut Conn,
    team: TeamId,
    sales: &Span,
) -> Result<HashMap<i64, Option<String>>> {
    let mut found = HashMap::new();
    on!(conn, c, Base => {
        let mut query = QueryBuilder::<Base>::new(
            "select r.sale_id, r.category from sale_reading r
             join sale s on s.team_id = r.team_id and s.id = r.sale_id
             join import i on i.team_id = s.team_id and i.id = s.import_id
             where r.exported_at >= i.exported_at
               and not exists (select 1 from import_undo u
                               where u.team_id = r.team_id and u.import_id = r.import_id)
               and r.team_id = ");
        query.push(team.0);
        sales.push(&mut query, "r.sale_id");
        query.push(" order by r.exported_at, r.id");
        let query = query.build_query_as::<(i64, Option<String>)>().persistent(false);
        let mut rows = query.fetch(c);
        while let Some((sale, category)) = rows.try_next().await? {
            found.insert(sale, category);
        }
    });
    Ok(found)
}

type PostedRow = (i64, i64, i64, i64, i64, i64, Option<i64>, Option<i64>);

/// What some sales posted so far.
pub async fn posted(conn: &mut Conn, team: TeamId, sales: &[Span]) -> Result<Vec<Posted>> {
    let mut found = Vec::new();
    for span in sales {
        on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(
                "select cause, cause_id, member_id, from_account, to_account, points, matures_at, lot
                 from posting where cause in (1, 2, 3, 4, 5, 6) and team_id = ");
            query.push(team.0);
            span.push(&mut query, "cause_id");
            query.push(" order by seq");
            let query = query.build_query_as::<PostedRow>().persistent(false);
            let mut rows = query.fetch(c);
            while let Some(row) = rows.try_next().await? {
                found.push(posted_row(row)?);
            }
        });
    }
    Ok(found)
}

fn posted_row(
    (cause, sale, member, from, to, points, matures_at, lot): PostedRow,
) -> Result<Posted> {
    let unreadable = |column, read: i64| Error::Unreadable {
        table: "posting",
        column,
        id: sale,
        read: read.to_string(),
    };
    let (component, up) = Cause::from_number(cause)
        .and_then(Component::of)
        .ok_or_else(|| unreadable("cause", cause))?;
    let touched = if up { to } else { from };
    Ok(Posted {
        sale: SaleId(sale),
        component,
        member: MemberId(member),
        up,
        account: Account::from_number(touched).ok_or_else(|| unreadable("account", touched))?,
        points,
        matures_at: matures_at.map(Moment),
        lot,
    })
}
