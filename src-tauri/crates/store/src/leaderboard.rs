//! What boards are counted from: sums over the journal of sales and the ledger of points.

mod series;
mod why;

pub use series::{STEP_MS, Step, steps};
pub use why::{LineFact, PointsFact, PointsOf, lines, points};

use crate::{Conn, Result, on, sql};
use rules::team::Stay;
use rules::{MemberId, Moment, SaleId, TeamId, Window};
use sqlx::QueryBuilder;

/// How far the books were read: the highest number of each kind of fact.
///
/// Writers of a team wait for each other and take numbers inside their transaction, so whatever is
/// recorded later has higher numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Of `sale`.
    pub sale: i64,
    /// Of `sale_entry`.
    pub entry: i64,
    /// Of `posting`.
    pub posting: i64,
}

impl Marks {
    /// Past all facts.
    pub const ALL: Self = Self {
        sale: i64::MAX,
        entry: i64::MAX,
        posting: i64::MAX,
    };
}

/// What one member sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sold {
    /// Who.
    pub member: MemberId,
    /// When it counts; the window's start for a sum.
    pub at: Moment,
    /// Net sales in fen.
    pub fen: i64,
    /// Orders.
    pub orders: i64,
}

/// A buyer's first sale in the team that still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstSale {
    /// The line.
    pub sale: SaleId,
    /// Who made it.
    pub member: MemberId,
    /// When it counts.
    pub at: Moment,
}

/// How far the books reach.
pub async fn marks(conn: &mut Conn, team: TeamId) -> Result<Marks> {
    let (sale, entry, posting) = on!(conn, c => sqlx::query_as(sql!(
        "select coalesce((select max(id) from sale where team_id = $1), 0),
                coalesce((select max(id) from sale_entry where team_id = $1), 0),
                coalesce((select max(seq) from posting where team_id = $1), 0)"
    ))
    .bind(team.0).fetch_one(c).await?);
    Ok(Marks {
        sale,
        entry,
        posting,
    })
}

type SoldRow = (i64, i64, i64, i64);

fn sold((member, at, fen, orders): SoldRow) -> Sold {
    Sold {
        member: MemberId(member),
        at: Moment(at),
        fen,
        orders,
    }
}

/// Each member's sales in a window. A member comes up to twice: once from sales, once from corrections.
pub async fn sums(conn: &mut Conn, team: TeamId, window: Window) -> Result<Vec<Sold>> {
    let rows: Vec<SoldRow> = on!(conn, c => sqlx::query_as(sql!(
        "select member_id, cast($2 as bigint), cast(sum(fen) as bigint), cast(sum(orders) as bigint)
         from sale where team_id = $1 and at >= $2 and at < $3 and member_id > 0 group by member_id
         union all
         select member_id, cast($2 as bigint), cast(sum(fen) as bigint), cast(sum(orders) as bigint)
         from sale_entry where team_id = $1 and at >= $2 and at < $3 and member_id > 0 group by member_id"
    ))
    .bind(team.0).bind(window.start.0).bind(window.end.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(sold).collect())
}

/// Each member's sales in a stretch of their own, for branches and tiers whose members come and go.
pub async fn sums_within(conn: &mut Conn, team: TeamId, stays: &[Stay]) -> Result<Vec<Sold>> {
    let mut all = Vec::new();
    for some in stays.chunks(STAYS_A_STATEMENT) {
        let rows: Vec<SoldRow> = on!(conn, c, Dialect => {
            let mut query = QueryBuilder::<Dialect>::new("");
            push_facts_within(&mut query, team, some);
            query.push(" select member_id, min(at), cast(sum(fen) as bigint), cast(sum(orders) as bigint) from fact group by member_id");
            query.build_query_as().fetch_all(c).await?
        });
        all.extend(rows.into_iter().map(sold));
    }
    Ok(all)
}

/// Three values a stay; SQLite takes 32 766 in a statement.
const STAYS_A_STATEMENT: usize = 4_000;

/// Begins a statement with `fact`: the sales and corrections of members while they stayed.
fn push_facts_within<D>(query: &mut QueryBuilder<D>, team: TeamId, stays: &[Stay])
where
    D: sqlx::Database,
    i64: for<'q> sqlx::Encode<'q, D> + sqlx::Type<D>,
{
    query.push("with stay (member_id, start_at, end_at) as (");
    query.push_values(stays, |mut values, Stay { member, window }| {
        values
            .push_bind(member.0)
            .push_bind(window.start.0)
            .push_bind(window.end.0);
    });
    query.push("), fact as (");
    for (i, table) in ["sale", "sale_entry"].into_iter().enumerate() {
        if i > 0 {
            query.push(" union all ");
        }
        query.push("select f.member_id, f.at, f.fen, f.orders from stay join ");
        query.push(table);
        query.push(" f on f.member_id = stay.member_id and f.at >= stay.start_at and f.at < stay.end_at and f.team_id = ");
        query.push_bind(team.0);
    }
    query.push(")");
}

/// A fact that was recorded after the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// What it brought.
    pub sold: Sold,
    /// Pieces.
    pub pieces: i64,
    /// Whether it is a new line; otherwise it corrects one.
    pub is_line: bool,
}

/// The facts recorded after the marks, with their pieces.
pub async fn fresh_after(conn: &mut Conn, team: TeamId, marks: Marks) -> Result<Vec<Fresh>> {
    type Row = (i64, i64, i64, i64, i64);
    let lines: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select member_id, at, fen, orders, pieces from sale where team_id = $1 and id > $2"
    ))
    .bind(team.0).bind(marks.sale).fetch_all(c).await?);
    let entries: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select member_id, at, fen, orders, pieces from sale_entry where team_id = $1 and id > $2"
    ))
    .bind(team.0).bind(marks.entry).fetch_all(c).await?);
    let fresh = |is_line| {
        move |(member, at, fen, orders, pieces): Row| Fresh {
            sold: sold((member, at, fen, orders)),
            pieces,
            is_line,
        }
    };
    let all = lines.into_iter().map(fresh(true));
    let all = all.chain(entries.into_iter().map(fresh(false)));
    Ok(all.filter(|fresh| fresh.sold.member.0 > 0).collect())
}

/// The facts recorded after the marks.
pub async fn sold_after(conn: &mut Conn, team: TeamId, marks: Marks) -> Result<Vec<Sold>> {
    let mut rows: Vec<SoldRow> = on!(conn, c => sqlx::query_as(sql!(
        "select member_id, at, fen, orders from sale where team_id = $1 and id > $2"
    ))
    .bind(team.0).bind(marks.sale).fetch_all(c).await?);
    let entries: Vec<SoldRow> = on!(conn, c => sqlx::query_as(sql!(
        "select member_id, at, fen, orders from sale_entry where team_id = $1 and id > $2"
    ))
    .bind(team.0).bind(marks.entry).fetch_all(c).await?);
    rows.extend(entries);
    Ok(rows
        .into_iter()
        .filter(|(member, ..)| *member > 0)
        .map(sold)
        .collect())
}

/// The first sale of every buyer of the team that brought money and still stands, those of a window.
/// Of two at one moment the earlier recorded is the first. Only facts up to the marks count.
pub async fn first_sales(
    conn: &mut Conn,
    team: TeamId,
    window: Window,
    upto: Marks,
) -> Result<Vec<FirstSale>> {
    let rows: Vec<(i64, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select sale_id, member_id, at from (
           select sale_id, member_id, at, row_number() over (partition by buyer_key order by at, sale_id) as nth
           from (
             select s.buyer_key, j.sale_id, j.member_id, j.at
             from sale s join (
               select team_id, id as sale_id, member_id, at, fen from sale where id <= $4
               union all
               select team_id, sale_id, member_id, at, fen from sale_entry where id <= $5
             ) j on j.team_id = s.team_id and j.sale_id = s.id
             where s.team_id = $1 and s.buyer_key is not null
             group by s.buyer_key, j.sale_id, j.member_id, j.at having sum(j.fen) > 0
           ) standing
         ) numbered
         where nth = 1 and member_id > 0 and at >= $2 and at < $3"
    ))
    .bind(team.0).bind(window.start.0).bind(window.end.0).bind(upto.sale).bind(upto.entry)
    .fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|(sale, member, at)| FirstSale {
            sale: SaleId(sale),
            member: MemberId(member),
            at: Moment(at),
        })
        .collect())
}

/// Points that a member's sales earned or lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earned {
    /// Who.
    pub member: MemberId,
    /// When what earned them was sold, which says whose branch and tier they count for; the window's
    /// start for a sum.
    pub sold_at: Moment,
    /// More or less.
    pub points: i64,
}

type EarnedRow = (i64, i64, i64);

fn earned((member, sold_at, points): EarnedRow) -> Earned {
    Earned {
        member: MemberId(member),
        sold_at: Moment(sold_at),
        points,
    }
}

/// What each member's sales earned in a window, less what they lost in it.
pub async fn earned_sums(conn: &mut Conn, team: TeamId, window: Window) -> Result<Vec<Earned>> {
    let rows: Vec<EarnedRow> = on!(conn, c => sqlx::query_as(sql!(
        "select member_id, cast($2 as bigint), cast(sum(points) as bigint) from earning
         where team_id = $1 and happened_at >= $2 and happened_at < $3 and member_id > 0 group by member_id"
    ))
    .bind(team.0).bind(window.start.0).bind(window.end.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(earned).collect())
}

/// What sales earned and lost in a window one by one, posted after `seq`: for branches and tiers
/// whose members come and go, and for what is new.
pub async fn earned_after(
    conn: &mut Conn,
    team: TeamId,
    window: Window,
    seq: i64,
) -> Result<Vec<Earned>> {
    let rows: Vec<EarnedRow> = on!(conn, c => sqlx::query_as(sql!(
        "select member_id, sold_at, points from earning
         where team_id = $1 and seq > $4 and happened_at >= $2 and happened_at < $3 and member_id > 0"
    ))
    .bind(team.0).bind(window.start.0).bind(window.end.0).bind(seq).fetch_all(c).await?);
    Ok(rows.into_iter().map(earned).collect())
}
