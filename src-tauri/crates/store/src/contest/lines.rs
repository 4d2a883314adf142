//! Order lines one by one, for the few entrants whose times a sum cannot tell.

use super::tally::{Ask, entrant};
use crate::{Conn, Result, on};
use rules::contest::Measure;
use rules::{EntrantId, Fen, Moment};
use sqlx::QueryBuilder;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

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

/// So many of the largest lines are looked at for one that still counts for something.
const LOOKED: usize = 20;

/// The largest order line, as far as refunds left it and for whom it counts in the end; none when
/// refunds took all of the largest.
pub async fn largest(conn: &mut Conn, ask: Ask<'_>) -> Result<Option<(EntrantId, Fen)>> {
    let by_member: HashMap<i64, EntrantId> = ask
        .parts
        .iter()
        .map(|part| (part.stay.member.0, part.entrant))
        .collect();
    if by_member.is_empty() {
        return Ok(None);
    }
    let mut found: Vec<(i64, i64, i64)> = Vec::new();
    for group in ask.groups() {
        let rows: Vec<(i64, i64, i64)> = on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new("");
            ask.push_parts(&mut query, group);
            query.push("select f.id, f.member_id, f.fen");
            ask.push_from(&mut query, group, "sale");
            query.push(" and f.fen > 0 order by f.fen desc, f.id limit ").push_bind(LOOKED as i64);
            query.build_query_as().fetch_all(c).await?
        });
        found.extend(
            rows.into_iter()
                .filter(|(_, member, _)| by_member.contains_key(member)),
        );
    }
    found.sort_by_key(|(id, _, fen)| (Reverse(*fen), *id));
    found.truncate(LOOKED);
    let mut left: BTreeMap<(i64, i64), i64> = BTreeMap::new();
    for (id, member, fen) in &found {
        left.insert((*id, *member), *fen);
    }
    if !found.is_empty() {
        let rows: Vec<(i64, i64, i64)> = on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new("select sale_id, member_id, cast(sum(fen) as bigint) from sale_entry where team_id = ");
            query.push_bind(ask.team.0).push(" and id <= ").push_bind(ask.upto.entry);
            query.push(" and sale_id in (");
            let mut ids = query.separated(", ");
            for (id, ..) in &found {
                ids.push_bind(*id);
            }
            query.push(") group by sale_id, member_id");
            query.build_query_as().fetch_all(c).await?
        });
        for (id, member, fen) in rows {
            *left.entry((id, member)).or_default() += fen;
        }
    }
    // Of equal ones the older: a record falls to who does more.
    let mut best: Option<(EntrantId, Fen)> = None;
    for ((_, member), fen) in left {
        let is_more = fen > best.map_or(0, |(_, best)| best.0);
        if let Some(entrant) = by_member.get(&member).filter(|_| is_more) {
            best = Some((*entrant, Fen(fen)));
        }
    }
    Ok(best)
}
