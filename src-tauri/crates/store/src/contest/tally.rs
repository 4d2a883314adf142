//! What was counted for each entrant, from the books. The slow way is `rules::contest::tally::tallies`.

use super::limited::{Limited, limited};
use super::lines::{last_lines, race_lines};
use crate::leaderboard::Marks;
use crate::{Conn, Result, on};
use rules::contest::tally::reached;
use rules::contest::who::Part;
use rules::contest::{Kind, Rule, Tally};
use rules::{ContestId, EntrantId, MemberId, Moment, TeamId};
use sqlx::{Database, Encode, QueryBuilder, Type};
use std::collections::{HashMap, HashSet};

/// What is asked of the books.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// Whose books.
    pub team: TeamId,
    /// Which contest; none for one that never was (a back-test): nothing was entered by hand in it.
    pub contest: Option<ContestId>,
    /// What counts.
    pub rule: &'a Rule,
    /// For whom, and when.
    pub parts: &'a [Part],
    /// Only facts recorded up to here …
    pub upto: Marks,
    /// … and, of what was entered by hand, before this moment.
    pub before: Moment,
}

/// Four values a part; SQLite takes 32 766 in a statement.
const PARTS_A_STATEMENT: usize = 4_000;
/// Above this many parts one pass over the window beats asking for each.
const WHOLE_FROM: usize = 2_000;

impl Ask<'_> {
    /// Whether one pass over the window answers for all: everyone counts for themselves all along.
    fn is_whole(&self) -> bool {
        let window = self.rule.window();
        let plain =
            |part: &Part| part.entrant.0 == part.stay.member.0 && part.stay.window == window;
        self.parts.len() > WHOLE_FROM && self.parts.iter().all(plain)
    }

    /// The groups of parts that are asked for at once; one empty group stands for the whole window.
    pub(super) fn groups(&self) -> Vec<&[Part]> {
        if self.is_whole() {
            vec![&[]]
        } else {
            self.parts.chunks(PARTS_A_STATEMENT).collect()
        }
    }

    /// Begins a statement with `part`: who counts for whom, and when.
    pub(super) fn push_parts<D>(&self, query: &mut QueryBuilder<D>, group: &[Part])
    where
        D: Database,
        i64: for<'q> Encode<'q, D> + Type<D>,
    {
        if group.is_empty() {
            return;
        }
        query.push("with part (n, member_id, start_at, end_at) as (");
        query.push_values(group, |mut values, part| {
            values
                .push_bind(part.entrant.0)
                .push_bind(part.stay.member.0)
                .push_bind(part.stay.window.start.0)
                .push_bind(part.stay.window.end.0);
        });
        query.push(") ");
    }

    /// `from … where …` for one of the two tables of facts, called `f`.
    pub(super) fn push_from<D>(&self, query: &mut QueryBuilder<D>, group: &[Part], table: &str)
    where
        D: Database,
        i64: for<'q> Encode<'q, D> + Type<D>,
    {
        let window = self.rule.window();
        // The line that a correction corrects stands beside it.
        let beside = if table == "sale" {
            ""
        } else {
            " join sale s on s.team_id = f.team_id and s.id = f.sale_id"
        };
        if group.is_empty() {
            query.push(" from ").push(table).push(" f").push(beside);
            query.push(" where f.member_id > 0 and f.at >= ");
            query.push_bind(window.start.0).push(" and f.at < ");
            query.push_bind(window.end.0);
        } else {
            query.push(" from part join ").push(table);
            query.push(" f on f.member_id = part.member_id and f.at >= part.start_at and f.at < part.end_at");
            query.push(beside).push(" where true");
        }
        query.push(" and f.team_id = ").push_bind(self.team.0);
        let mark = if table == "sale" {
            self.upto.sale
        } else {
            self.upto.entry
        };
        // Only while frozen: the number of a fact is not in the index that answers all else.
        if mark != i64::MAX {
            query.push(" and f.id <= ").push_bind(mark);
        }
    }
}

/// The column that says for whom a fact counts.
pub(super) fn entrant(group: &[Part]) -> &'static str {
    if group.is_empty() {
        "f.member_id"
    } else {
        "part.n"
    }
}

type SumRow = (i64, i64, i64, i64, Option<i64>);
type EntryRow = (i64, i64, i64, i64, i64, i64, i64, i64, i64);

/// What one line brings, or what one entrant's lines bring together.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    fen: i64,
    orders: i64,
    pieces: i64,
}

/// What was counted for each entrant; those for whom nothing was are left out.
pub async fn tallies(conn: &mut Conn, ask: Ask<'_>) -> Result<HashMap<EntrantId, Tally>> {
    let members: HashMap<MemberId, Vec<Part>> = by_member(ask.parts);
    let mut sums: HashMap<EntrantId, Sum> = HashMap::new();
    let mut tallies: HashMap<EntrantId, Tally> = HashMap::new();
    let counts = |member: MemberId, at: Moment| {
        let parts = members.get(&member)?;
        parts
            .iter()
            .find(|p| p.stay.window.holds(at))
            .map(|p| p.entrant)
    };
    let takes_part: HashSet<EntrantId> = ask.parts.iter().map(|part| part.entrant).collect();
    for group in ask.groups() {
        let rows: Vec<SumRow> = on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new("");
            ask.push_parts(&mut query, group);
            query.push("select ").push(entrant(group));
            query.push(", cast(sum(f.fen) as bigint), cast(sum(f.orders) as bigint), cast(sum(f.pieces) as bigint), max(case when f.fen > 0 then f.at end)");
            ask.push_from(&mut query, group, "sale");
            query.push(" group by 1");
            query.build_query_as().fetch_all(c).await?
        });
        for (n, fen, orders, pieces, last) in rows {
            let n = EntrantId(n);
            if !takes_part.contains(&n) {
                continue;
            }
            add(&mut sums, n, (fen, orders, pieces));
            let tally = tallies.entry(n).or_default();
            tally.last_at = tally.last_at.max(last.map(Moment));
        }
    }
    let mut dead: Vec<(EntrantId, Moment)> = Vec::new();
    for group in ask.groups() {
        let rows: Vec<EntryRow> = on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new("");
            ask.push_parts(&mut query, group);
            query.push("select ").push(entrant(group));
            query.push(", f.sale_id, f.at, cast(sum(f.fen) as bigint), cast(sum(f.orders) as bigint), cast(sum(f.pieces) as bigint), min(s.member_id), min(s.at), min(s.fen)");
            ask.push_from(&mut query, group, "sale_entry");
            query.push(" group by 1, f.sale_id, f.at");
            query.build_query_as().fetch_all(c).await?
        });
        for (n, _, at, fen, orders, pieces, member, first_at, first_fen) in rows {
            let n = EntrantId(n);
            if !takes_part.contains(&n) {
                continue;
            }
            add(&mut sums, n, (fen, orders, pieces));
            let (first_at, at) = (Moment(first_at), Moment(at));
            // The line itself counts for them at that moment, too.
            let own = first_at == at && counts(MemberId(member), first_at) == Some(n);
            let left = fen + if own { first_fen } else { 0 };
            let tally = tallies.entry(n).or_default();
            if left > 0 {
                tally.last_at = tally.last_at.max(Some(at));
            } else if own && first_fen > 0 {
                dead.push((n, first_at));
            }
        }
    }
    // Those whose last line lost all it brought.
    let unsure: HashSet<EntrantId> = (dead.into_iter())
        .filter(|(n, at)| {
            tallies
                .get(n)
                .is_some_and(|tally| tally.last_at == Some(*at))
        })
        .map(|(n, _)| n)
        .collect();
    if !unsure.is_empty() {
        for n in &unsure {
            tallies.entry(*n).or_default().last_at = None;
        }
        let parts: Vec<Part> = of_entrants(ask.parts, &unsure);
        for (n, last) in last_lines(
            conn,
            Ask {
                parts: &parts,
                ..ask
            },
        )
        .await?
        {
            let tally = tallies.entry(n).or_default();
            tally.last_at = tally.last_at.max(Some(last));
        }
    }
    for (n, sum) in sums {
        let tally = tallies.entry(n).or_default();
        tally.fen = sum.fen;
        tally.orders = sum.orders;
        for (amount, counted) in tally.amounts.iter_mut().zip(&ask.rule.counted) {
            if !counted.is_limited() {
                *amount = counted.measure.of_sums(sum.fen, sum.orders, sum.pieces);
            }
        }
    }
    for Limited {
        entrant,
        nth,
        amount,
    } in limited(conn, &ask, &counts).await?
    {
        if takes_part.contains(&entrant) {
            tallies.entry(entrant).or_default().amounts[nth] += amount;
        }
    }
    if let Kind::Race { target } = ask.rule.kind {
        let there = tallies
            .iter()
            .filter(|(_, tally)| tally.amounts[0] >= target);
        let there: HashSet<EntrantId> = there.map(|(n, _)| *n).collect();
        let parts = of_entrants(ask.parts, &there);
        for (n, lines) in race_lines(
            conn,
            Ask {
                parts: &parts,
                ..ask
            },
        )
        .await?
        {
            tallies.entry(n).or_default().reached_at = reached(lines, target);
        }
    }
    tallies.retain(|_, tally| *tally != Tally::default());
    Ok(tallies)
}

fn add(sums: &mut HashMap<EntrantId, Sum>, n: EntrantId, (fen, orders, pieces): (i64, i64, i64)) {
    let sum = sums.entry(n).or_default();
    sum.fen = sum.fen.saturating_add(fen);
    sum.orders += orders;
    sum.pieces += pieces;
}

pub(super) fn by_member(parts: &[Part]) -> HashMap<MemberId, Vec<Part>> {
    let mut members: HashMap<MemberId, Vec<Part>> = HashMap::with_capacity(parts.len());
    for part in parts {
        members.entry(part.stay.member).or_default().push(*part);
    }
    members
}

fn of_entrants(parts: &[Part], entrants: &HashSet<EntrantId>) -> Vec<Part> {
    let theirs = parts.iter().filter(|part| entrants.contains(&part.entrant));
    theirs.copied().collect()
}
