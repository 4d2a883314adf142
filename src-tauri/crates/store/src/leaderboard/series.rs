//! Sales over time, in equal steps.

use crate::{Conn, Result, on, sql};
use rules::team::Stay;
use rules::{Moment, TeamId, Window};
use sqlx::QueryBuilder;

/// What was sold in one step of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The step's first moment.
    pub from: Moment,
    /// Net sales in fen.
    pub fen: i64,
    /// Orders.
    pub orders: i64,
}

/// A quarter of an hour: every clock change and business day begins at a whole number of them from
/// the start of another business day.
pub const STEP_MS: i64 = 900_000;

type Row = (i64, i64, i64);

/// The sales of a window in steps of a quarter of an hour, empty steps left out: of everyone, or of
/// members while they stayed. A step comes several times; whoever reads it adds up.
pub async fn steps(
    conn: &mut Conn,
    team: TeamId,
    window: Window,
    stays: Option<&[Stay]>,
) -> Result<Vec<Step>> {
    let mut rows: Vec<Row> = Vec::new();
    match stays {
        None => {
            rows = on!(conn, c => sqlx::query_as(sql!(
                "select (at - $2) / 900000, cast(sum(fen) as bigint), cast(sum(orders) as bigint)
                 from sale where team_id = $1 and at >= $2 and at < $3 and member_id > 0 group by 1
                 union all
                 select (at - $2) / 900000, cast(sum(fen) as bigint), cast(sum(orders) as bigint)
                 from sale_entry where team_id = $1 and at >= $2 and at < $3 and member_id > 0 group by 1"
            ))
            .bind(team.0).bind(window.start.0).bind(window.end.0).fetch_all(c).await?);
        }
        Some(stays) => {
            for some in stays.chunks(super::STAYS_A_STATEMENT) {
                let more: Vec<Row> = on!(conn, c, Dialect => {
                    let mut query = QueryBuilder::<Dialect>::new("");
                    super::push_facts_within(&mut query, team, some);
                    query.push(" select (at - ").push_bind(window.start.0);
                    query.push(") / 900000, cast(sum(fen) as bigint), cast(sum(orders) as bigint) from fact group by 1");
                    query.build_query_as().fetch_all(c).await?
                });
                rows.extend(more);
            }
        }
    }
    Ok(rows
        .into_iter()
        .map(|(step, fen, orders)| Step {
            from: window.start.plus_ms(step * STEP_MS),
            fen,
            orders,
        })
        .collect())
}
