//! Order lines one by one, for the few entrants whose times a sum cannot tell.

use super::tally::{Ask, entrant};
use crate::{Conn, Result, on};
use rules::contest::Measure;
use rules::{EntrantId, Moment};
use sqlx::QueryBuilder;
use std::collections::HashMap;

/// When the last line of each entrant counted that still counts for something.
pub(super) async fn last_lines(
    conn: &mut Conn,
    ask: Ask<'_>,
) -> Result<HashMap<EntrantId, Moment>> {
    let mut lines: HashMap<(EntrantId, i64, i64), i64> = HashMap::new();
    for (table, sale) in [("sale", "f.id"), ("sale_entry", "f.sale_id")] {
        for group in ask.groups() {
            let rows: Vec<(i64, i64, i64, i64)> = on!(conn, c, Base => {
                let mut query = QueryBuilder::<Base>::new("");
                ask.push_parts(&mut query, group);
                query.push("select ").push(entrant(group)).push(", ").push(sale);
                query.push(", f.at, f.fen");
                ask.push_from(&mut query, group, table);
                query.build_query_as().fetch_all(c).await?
            });
            for (n, sale, at, fen) in rows {
                *lines.entry((EntrantId(n), sale, at)).or_default() += fen;
            }
        }
    }
    let mut last: HashMap<EntrantId, Moment> = HashMap::new();
    for ((n, _, at), fen) in lines {
        if fen > 0 {
            let held = last.entry(n).or_insert(Moment(at));
            *held = Moment(at).max(*held);
        }
    }
    Ok(last)
}

/// What each fact brought of a race's measure, and when.
pub(super) async fn race_lines(
    conn: &mut Conn,
    ask: Ask<'_>,
) -> Result<HashMap<EntrantId, Vec<(Moment, i64)>>> {
    let column = match ask.rule.counted.first().map(|counted| counted.measure) {
        Some(Measure::Orders) => "f.orders",
        Some(Measure::Pieces) => "f.pieces",
        _ => "f.fen",
    };
    let mut lines: HashMap<EntrantId, Vec<(Moment, i64)>> = HashMap::new();
    if ask.parts.is_empty() {
        return Ok(lines);
    }
    for table in ["sale", "sale_entry"] {
        for group in ask.groups() {
            let rows: Vec<(i64, i64, i64)> = on!(conn, c, Base => {
                let mut query = QueryBuilder::<Base>::new("");
                ask.push_parts(&mut query, group);
                query.push("select ").push(entrant(group)).push(", f.at, ").push(column);
                ask.push_from(&mut query, group, table);
                query.build_query_as().fetch_all(c).await?
            });
            for (n, at, amount) in rows {
                lines
                    .entry(EntrantId(n))
                    .or_default()
                    .push((Moment(at), amount));
            }
        }
    }
    Ok(lines)
}
