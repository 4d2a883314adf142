//! Every fact of a contest's time by itself: what the second computation starts from. It asks the
//! books in another way than [`super::tally`], and sums nothing.

use super::limited::apart;
use super::tally::Ask;
use crate::{Conn, Result, on, sql};
use rules::contest::Counted;
use rules::contest::counted::COUNTED_MAX;
use rules::contest::tally::Fact;
use rules::sale::Categories;
use rules::{MemberId, Moment};
use sqlx::FromRow;

/// What one order line, or a correction of one, brings.
#[derive(FromRow)]
pub(super) struct Row {
    pub(super) line: i64,
    pub(super) member_id: i64,
    pub(super) at: i64,
    pub(super) fen: i64,
    pub(super) orders: i64,
    pieces: i64,
    pub(super) shop: String,
    item: String,
    category: Option<String>,
}

/// Every fact of the contest's time, of whoever brought it.
pub async fn facts(conn: &mut Conn, ask: Ask<'_>) -> Result<Vec<Fact>> {
    let window = ask.rule.window();
    let said = crate::sale::product::categories(conn, ask.team).await?;
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select id as line, member_id, at, fen, orders, pieces, shop, item, category from sale
         where team_id = $1 and at >= $2 and at < $3 and member_id > 0 and id <= $4
         union all
         select e.sale_id, e.member_id, e.at, e.fen, e.orders, e.pieces, s.shop, s.item, s.category
         from sale_entry e join sale s on s.team_id = e.team_id and s.id = e.sale_id
         where e.team_id = $1 and e.at >= $2 and e.at < $3 and e.member_id > 0 and e.id <= $5"
    ))
    .bind(ask.team.0).bind(window.start.0).bind(window.end.0).bind(ask.upto.sale).bind(ask.upto.entry)
    .fetch_all(c).await?);
    let counted = &ask.rule.counted;
    let mut facts: Vec<Fact> = Vec::with_capacity(rows.len());
    for row in rows {
        facts.push(Fact {
            member: MemberId(row.member_id),
            at: Moment(row.at),
            line: row.line,
            amounts: row.amounts(counted, &said),
            orders: row.orders,
            fen: row.fen,
        });
    }
    for (nth, counted) in counted.iter().enumerate() {
        for (member, at, amount) in apart(conn, &ask, counted.measure).await? {
            let mut fact = Fact {
                member,
                at,
                line: 0,
                amounts: Default::default(),
                orders: 0,
                fen: 0,
            };
            fact.amounts[nth] = amount;
            facts.push(fact);
        }
    }
    Ok(facts)
}

impl Row {
    /// What it adds to each measure; 0 where a measure does not follow from order lines.
    pub(super) fn amounts(&self, counted: &[Counted], said: &Categories) -> [i64; COUNTED_MAX] {
        let mut amounts = [0; COUNTED_MAX];
        for (amount, counted) in amounts.iter_mut().zip(counted) {
            if is_of(counted, self, said) {
                *amount = counted.measure.of_sums(self.fen, self.orders, self.pieces);
            }
        }
        amounts
    }
}

fn is_of(counted: &Counted, row: &Row, said: &Categories) -> bool {
    let category = || {
        said.category(
            (&row.shop, &row.item),
            Moment(row.at),
            row.category.as_deref(),
        )
    };
    counted.takes(&row.item, category)
}
