//! Gathers the lines of some sales with all others that must stand beside them to be reckoned.

use super::facts::{Facts, Orders, lines};
use super::follow::Which;
use super::span::Span;
use crate::{Conn, Result, on, sql};
use futures::TryStreamExt as _;
use rules::points::Calendars;
use rules::points::earn::Line;
use rules::points::version::Needs;
use rules::sale::Categories;
use rules::{MemberId, Moment, TeamId};
use sqlx::QueryBuilder;
use std::collections::{BTreeSet, HashMap};

/// Members asked for in one statement.
const CHUNK: usize = 500;

/// Lines that can be reckoned, and the numbers of all of them.
pub(crate) struct Gathered {
    pub lines: Vec<Line>,
    pub sales: BTreeSet<i64>,
}

/// The lines of some sales; where rules look at orders, of their whole orders; where they look at
/// days, of all orders of the members' days those orders touch, until no further day is touched.
pub(crate) async fn gather(
    conn: &mut Conn,
    team: TeamId,
    which: Which<'_>,
    (needs, said): (Needs, &Categories),
    calendars: &Calendars,
) -> Result<Gathered> {
    let mut sales = numbers(conn, team, which).await?;
    if let (
        Which::New(lines),
        Needs {
            orders: false,
            days: false,
            category: false,
            tier: _,
        },
    ) = (which, needs)
    {
        let lines = lines.to_vec();
        return Ok(Gathered { lines, sales });
    }
    let mut orders = Orders::default();
    if needs.orders {
        with_orders(conn, team, &mut sales).await?;
    }
    let mut facts = lines(conn, team, &spans(&sales), (needs, said), &mut orders).await?;
    if needs.days {
        let mut days = Days::default();
        loop {
            let mut more = days.further(conn, team, &facts, calendars).await?;
            with_orders(conn, team, &mut more).await?;
            let more: Vec<i64> = more.difference(&sales).copied().collect();
            if more.is_empty() {
                break;
            }
            let near = lines(conn, team, &Span::of(&more), (needs, said), &mut orders).await?;
            facts.lines.extend(near.lines);
            facts.before.extend(near.before);
            sales.extend(more);
        }
    }
    Ok(Gathered {
        lines: facts.lines,
        sales,
    })
}

/// Numbers as spans.
pub(super) fn spans(numbers: &BTreeSet<i64>) -> Vec<Span> {
    let numbers: Vec<i64> = numbers.iter().copied().collect();
    Span::of(&numbers)
}

async fn numbers(conn: &mut Conn, team: TeamId, which: Which<'_>) -> Result<BTreeSet<i64>> {
    let found: Vec<i64> = match which {
        Which::Sales(sales) => sales.iter().map(|sale| sale.0).collect(),
        Which::New(lines) => lines.iter().map(|line| line.sale.0).collect(),
        Which::Since(at) => on!(conn, c => sqlx::query_scalar(sql!(
            "select sale_id from journal where team_id = $1 and at >= $2"
        ))
        .bind(team.0).bind(at.0).fetch_all(c).await?),
        Which::Of(member, at) => on!(conn, c => sqlx::query_scalar(sql!(
            "select sale_id from journal where team_id = $1 and member_id = $2 and at >= $3"
        ))
        .bind(team.0).bind(member.0).bind(at.0).fetch_all(c).await?),
    };
    Ok(found.into_iter().collect())
}

/// Adds the other lines of the same orders.
async fn with_orders(conn: &mut Conn, team: TeamId, sales: &mut BTreeSet<i64>) -> Result<()> {
    for span in spans(sales) {
        on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(
                "select o.id from sale s
                 join sale o on o.team_id = s.team_id and o.shop = s.shop and o.order_no = s.order_no
                 where s.team_id = ");
            query.push(team.0);
            span.push(&mut query, "s.id");
            let query = query.build_query_scalar::<i64>().persistent(false);
            let mut rows = query.fetch(c);
            while let Some(id) = rows.try_next().await? {
                sales.insert(id);
            }
        });
    }
    Ok(())
}

/// From the first moment to before the last.
type Stretch = (Moment, Moment);

/// The stretches of members' days that were gathered whole.
#[derive(Default)]
struct Days(HashMap<MemberId, Stretch>);

impl Days {
    /// All sales of the business days on which some lines count or counted, of the same members, as
    /// far as they were not gathered before.
    async fn further(
        &mut self,
        conn: &mut Conn,
        team: TeamId,
        facts: &Facts,
        calendars: &Calendars,
    ) -> Result<BTreeSet<i64>> {
        let now = facts.lines.iter().map(|line| (line.member, line.at));
        let pairs = now
            .chain(facts.before.iter().copied())
            .filter(|(member, _)| member.0 > 0);
        let mut touched: HashMap<MemberId, Stretch> = HashMap::new();
        for (member, at) in pairs {
            let (first, last) = touched.entry(member).or_insert((at, at));
            (*first, *last) = ((*first).min(at), (*last).max(at));
        }
        let mut members: Vec<(i64, Stretch)> = touched
            .into_iter()
            .map(|(member, (first, last))| {
                let window = |at| calendars.window(calendars.day(at));
                (member.0, (window(first).start, window(last).end))
            })
            .filter(|(member, (first, end))| {
                let held = self.0.get(&MemberId(*member));
                held.is_none_or(|held| *first < held.0 || *end > held.1)
            })
            .collect();
        members.sort_unstable();
        let mut found = BTreeSet::new();
        for chunk in members.chunks(CHUNK) {
            let firsts = chunk.iter().map(|(_, (first, _))| *first);
            let ends = chunk.iter().map(|(_, (_, end))| *end);
            let (first, end) = (
                firsts.min().unwrap_or(Moment::MIN),
                ends.max().unwrap_or(Moment::MAX),
            );
            let ids = Span::List(chunk.iter().map(|(member, _)| *member).collect());
            on!(conn, c, Base => {
                let mut query = QueryBuilder::<Base>::new("select sale_id from journal where team_id = ");
                query.push(team.0);
                ids.push(&mut query, "member_id");
                query.push(format!(" and at >= {} and at < {}", first.0, end.0));
                let query = query.build_query_scalar::<i64>().persistent(false);
                let mut rows = query.fetch(c);
                while let Some(id) = rows.try_next().await? {
                    found.insert(id);
                }
            });
            for (member, _) in chunk {
                self.0.insert(MemberId(*member), (first, end));
            }
        }
        Ok(found)
    }
}
