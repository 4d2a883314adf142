//! Sales as lists and pages show them: the reading that holds, what counts, what was given back.

use super::holding::FROM;
use crate::points::span::Span;
use crate::{Conn, Result, on, sql};
use rules::{MemberId, Moment, SaleId, TeamId, Window};
use sqlx::{FromRow, QueryBuilder};

/// Which sales.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Of these members; of everybody and nobody when `None`.
    pub members: Option<Vec<MemberId>>,
    /// Counting for a moment inside.
    pub window: Window,
    /// Of a shop.
    pub shop: Option<String>,
    /// Of an import.
    pub import: Option<i64>,
    /// In a state, by its code.
    pub state: Option<String>,
    /// Only those with something given back.
    pub refunded: bool,
    /// Only those whose seller is nobody yet.
    pub nobody: bool,
    /// Whose order number begins so, or whose goods hold it.
    pub text: Option<String>,
}

/// A sale as lists show it.
#[derive(Clone, Debug, FromRow)]
pub struct SaleRow {
    /// Its number.
    pub id: i64,
    /// The shop.
    pub shop: String,
    /// The order's number.
    pub order_no: String,
    /// The line's number.
    pub line_no: String,
    /// What was sold.
    pub item: String,
    /// Its category.
    pub category: Option<String>,
    /// The state's code.
    pub state: String,
    /// The amount.
    pub amount_fen: i64,
    /// Number of pieces.
    pub quantity: i64,
    /// Who sold it, as the shop names them.
    pub seller_key: Option<String>,
    /// The moment it counts for.
    pub at: i64,
    /// Given back.
    pub refund_fen: i64,
    /// What counts now.
    pub net_fen: i64,
    /// Whose it is now; 0 when nobody's.
    pub counts_for: i64,
    /// The import it came with.
    pub import_id: i64,
    /// Whether that import was undone.
    pub undone: bool,
}

/// Sales by the moment they count for, latest first, those before (at, id).
///
/// Nearly all count for the moment of their first reading, where an index has them in order; those that a
/// later reading moved are looked up by their corrections, and both are laid together.
pub async fn sales(
    conn: &mut Conn,
    team: TeamId,
    filter: &Filter,
    before: (Moment, SaleId),
    limit: i64,
) -> Result<Vec<SaleRow>> {
    let mut rows = Vec::new();
    for moved in [false, true] {
        let found: Vec<SaleRow> = on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(select());
            query.push(" where s.team_id = ").push_bind(team.0);
            let at = if moved { place() } else { "s.at".to_owned() };
            if moved {
                query.push(" and s.id in (select e.sale_id from sale_entry e join sale b on b.team_id = e.team_id and b.id = e.sale_id");
                query.push(" where e.team_id = ").push_bind(team.0).push(" and e.at <> b.at and e.at >= ");
                query.push_bind(filter.window.start.0).push(" and e.at < ").push_bind(filter.window.end.0).push(")");
            }
            query.push(format!(" and {} {} s.at", place(), if moved { "<>" } else { "=" }));
            query.push(format!(" and {at} >= ")).push_bind(filter.window.start.0);
            query.push(format!(" and {at} < ")).push_bind(filter.window.end.0);
            query.push(format!(" and ({at} < ")).push_bind(before.0.0);
            query.push(format!(" or {at} = ")).push_bind(before.0.0).push(" and s.id < ").push_bind(before.1.0).push(")");
            if let Some(members) = &filter.members {
                query.push(" and (1 = 0");
                for span in Span::of(&numbers(members)) {
                    query.push(" or (1 = 1");
                    span.push(&mut query, OWNER);
                    query.push(")");
                }
                query.push(")");
            }
            if let Some(shop) = &filter.shop {
                query.push(" and s.shop = ").push_bind(shop.clone());
            }
            if let Some(import) = filter.import {
                for (than, end) in [(">=", "first_sale_id"), ("<", "first_sale_id + rows_new")] {
                    query.push(format!(" and s.id {than} (select {end} from import where team_id = "));
                    query.push_bind(team.0).push(" and id = ").push_bind(import).push(")");
                }
            }
            if let Some(state) = &filter.state {
                query.push(" and coalesce(r.state, s.state) = ").push_bind(state.clone());
            }
            if filter.refunded {
                query.push(" and exists (select 1 from refund f where f.team_id = s.team_id and f.sale_id = s.id)");
            }
            if filter.nobody {
                query.push(format!(" and {OWNER} = 0"));
            }
            if let Some(text) = &filter.text {
                let like = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
                query.push(" and (s.order_no like ").push_bind(format!("{like}%")).push(" escape '\\' or s.item like ");
                query.push_bind(format!("%{like}%")).push(" escape '\\')");
            }
            query.push(format!(" order by {at} desc, s.id desc limit ")).push_bind(limit);
            query.build_query_as().fetch_all(c).await?
        });
        rows.extend(found);
    }
    rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.id)));
    rows.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(rows)
}

fn numbers(members: &[MemberId]) -> Vec<i64> {
    let mut numbers: Vec<i64> = members.iter().map(|member| member.0).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Whose a sale is: its seller's match, else the member it was entered for; 0 is nobody.
const OWNER: &str = "case when (case when r.id is null then s.seller_key else r.seller_key end) is null then s.member_id
        else coalesce((select m.member_id from seller m where m.team_id = s.team_id and m.shop = s.shop
                       and m.seller_key = case when r.id is null then s.seller_key else r.seller_key end
                       order by m.id desc limit 1), 0) end";

/// The moment that the reading that holds counts for.
const HOLDS_AT: &str =
    "case when r.id is null then coalesce(s.paid_at, s.placed_at, s.finished_at, i.exported_at)
        else coalesce(r.paid_at, r.placed_at, r.finished_at, i.exported_at) end";

/// The moment a sale stands at: that of the reading that holds, once anything of it counted there.
fn place() -> String {
    format!(
        "case when exists (select 1 from sale_entry e where e.team_id = s.team_id and e.sale_id = s.id
                           and e.at = {HOLDS_AT}) then {HOLDS_AT} else s.at end"
    )
}

/// The reading that holds; what counts is summed over corrections.
fn select() -> String {
    format!(
        "select s.id, s.shop, s.order_no, s.line_no, coalesce(r.item, s.item) as item,
        case when r.id is null then s.category else r.category end as category, coalesce(r.state, s.state) as state,
        coalesce(r.amount_fen, s.amount_fen) as amount_fen, coalesce(r.quantity, s.quantity) as quantity,
        case when r.id is null then s.seller_key else r.seller_key end as seller_key,
        {} as at, s.import_id,
        cast(coalesce((select sum(f.fen) from refund f where f.team_id = s.team_id and f.sale_id = s.id), 0) as bigint) as refund_fen,
        cast(s.fen + coalesce((select sum(e.fen) from sale_entry e where e.team_id = s.team_id and e.sale_id = s.id), 0) as bigint) as net_fen,
        {OWNER} as counts_for,
        exists (select 1 from import_undo u where u.team_id = s.team_id and u.import_id = s.import_id) as undone
 {FROM}",
        place()
    )
}

/// One sale as lists show it.
pub async fn sale(conn: &mut Conn, team: TeamId, id: SaleId) -> Result<Option<SaleRow>> {
    Ok(on!(conn, c, Base => {
        let mut query = QueryBuilder::<Base>::new(select());
        query.push(" where s.team_id = ").push_bind(team.0).push(" and s.id = ").push_bind(id.0);
        query.build_query_as().fetch_optional(c).await?
    }))
}

/// Something that was told or decided of a sale, as its page tells its life.
#[derive(Clone, Debug, FromRow)]
pub struct ReadingTold {
    /// The import that told it.
    pub import_id: i64,
    /// The file's name.
    pub file_name: Option<String>,
    /// File, hand, paste or report.
    pub kind: String,
    /// When it was exported.
    pub exported_at: i64,
    /// The state's code.
    pub state: String,
    /// The amount.
    pub amount_fen: i64,
    /// Given back so far, as it said.
    pub refunded_fen: i64,
    /// When it was recorded.
    pub recorded_at: i64,
    /// Who imported it.
    pub by_id: Option<i64>,
    /// Whether the import was undone.
    pub undone: bool,
}

/// Everything that exports said of a sale, oldest export first.
pub async fn readings_told(
    conn: &mut Conn,
    team: TeamId,
    sale: SaleId,
) -> Result<Vec<ReadingTold>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select t.import_id, i.file_name, i.kind, i.exported_at, t.state, t.amount_fen, t.refunded_fen, t.recorded_at, i.by_id,
                exists (select 1 from import_undo u where u.team_id = i.team_id and u.import_id = i.id) as undone
         from (select team_id, import_id, state, amount_fen, refunded_fen, recorded_at from sale where team_id = $1 and id = $2
               union all
               select team_id, import_id, state, amount_fen, refunded_fen, recorded_at from sale_reading where team_id = $1 and sale_id = $2) t
         join import i on i.team_id = t.team_id and i.id = t.import_id
         order by i.exported_at, i.id"
    ))
    .bind(team.0).bind(sale.0).fetch_all(c).await?))
}

/// Money given back on a sale.
#[derive(Clone, Debug, FromRow)]
pub struct RefundTold {
    /// Its number.
    pub id: i64,
    /// How much; below zero corrects an earlier one.
    pub fen: i64,
    /// Why.
    pub reason: Option<String>,
    /// Whose export said it; none when entered by hand.
    pub import_id: Option<i64>,
    /// Who entered it.
    pub by_id: Option<i64>,
    /// When it happened.
    pub happened_at: i64,
    /// When it was recorded.
    pub recorded_at: i64,
}

/// Refunds of a sale, in the order they were recorded.
pub async fn refunds_told(conn: &mut Conn, team: TeamId, sale: SaleId) -> Result<Vec<RefundTold>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select id, fen, reason, import_id, by_id, happened_at, recorded_at from refund
         where team_id = $1 and sale_id = $2 order by id"
    ))
    .bind(team.0).bind(sale.0).fetch_all(c).await?))
}

/// Points that a sale posted or took back.
#[derive(Clone, Debug, FromRow)]
pub struct PointsTold {
    /// The posting's number.
    pub seq: i64,
    /// Whose.
    pub member_id: i64,
    /// From which account.
    pub from_account: i64,
    /// To which account.
    pub to_account: i64,
    /// How many.
    pub points: i64,
    /// When it happened.
    pub happened_at: i64,
}

/// The postings a sale caused, in the order they were made.
pub async fn points_told(conn: &mut Conn, team: TeamId, sale: SaleId) -> Result<Vec<PointsTold>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select seq, member_id, from_account, to_account, points, happened_at from posting
         where team_id = $1 and cause in (1, 2, 3, 4, 5, 6) and cause_id = $2 order by seq"
    ))
    .bind(team.0).bind(sale.0).fetch_all(c).await?))
}
