//! Posts what sales earned, or earned too much.

use super::facts::{Facts, Orders, lines, posted};
use super::pocket::{matured, pockets};
use super::posting::post;
use super::rule::book;
use super::span::Span;
use super::tick::tick;
use crate::{Conn, Result, Tx, on, sql};
use futures::TryStreamExt as _;
use rules::points::account::maturity_id;
use rules::points::earn::{Line, targets};
use rules::points::follow::{Difference, Means, add, differences, take_backs};
use rules::points::version::Needs;
use rules::points::{Book, Terms};
use rules::team::{Roster, Settings};
use rules::{ImportId, MemberId, Moment, RefundId, SaleId, TeamId};
use sqlx::QueryBuilder;
use std::collections::{BTreeSet, HashMap};

/// Which sales to follow.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    /// All that an import brought, changed or refunded; after its undo too.
    Import(ImportId),
    /// These.
    Sales(&'a [SaleId]),
    /// From the first to the last number, both included; the fastest for a new import.
    Numbered(SaleId, SaleId),
    /// All that count at or after a moment; after earning rules from a moment on.
    Since(Moment),
    /// All of one member at or after a moment; after a dated change of their tier.
    Of(MemberId, Moment),
}

/// What following did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// Postings made for the sales.
    pub postings: i64,
    /// Postings that were due after them, see [`tick`].
    pub due: i64,
}

/// Brings the ledger to what the sales should have earned by their facts as they stand, inside the
/// transaction that changed the facts (it must hold the team). Following again changes nothing.
pub async fn follow_sales(
    tx: &mut Tx,
    team: TeamId,
    which: Which<'_>,
    roster: &Roster,
    settings: &Settings,
    now: Moment,
) -> Result<Followed> {
    let book = book(tx, team).await?;
    let terms = Terms::from(settings);
    let found = found(tx, team, which, &book, roster, &terms).await?;
    let means = means(tx, team, &found).await?;
    let backs = take_backs(&found, means, &terms, now);
    let gained = found.iter().filter(|d| d.points > 0);
    let drafts = backs.into_iter().chain(gained.map(|d| add(d, &terms, now)));
    let postings = post(tx, team, drafts, now).await?;
    // Old sales can be due to run out the moment they are posted, and new points pay old debts.
    let due = if postings > 0 {
        tick(tx, team, &terms, now).await?
    } else {
        0
    };
    Ok(Followed { postings, due })
}

/// Everything by which the ledger differs from what the sales should have earned by a book of rules.
pub async fn found(
    conn: &mut Conn,
    team: TeamId,
    which: Which<'_>,
    book: &Book,
    roster: &Roster,
    terms: &Terms,
) -> Result<Vec<Difference>> {
    let (lines, sales) = gather(conn, team, which, book.needs(), terms).await?;
    let targets = targets(book, &terms.calendar, &lines, |member, at| {
        roster.tier_at(member, at)
    });
    let posted = posted(conn, team, &spans(&sales)).await?;
    Ok(differences(&targets, &posted))
}

/// The lines of some sales, with all others that must stand beside them to be reckoned.
pub(crate) async fn gather(
    conn: &mut Conn,
    team: TeamId,
    which: Which<'_>,
    needs: Needs,
    terms: &Terms,
) -> Result<(Vec<Line>, BTreeSet<i64>)> {
    let mut sales = numbers(conn, team, which).await?;
    let mut orders = Orders::default();
    if needs.orders {
        with_orders(conn, team, &mut sales).await?;
    }
    let mut facts = lines(conn, team, &spans(&sales), needs, &mut orders).await?;
    if needs.days {
        let mut more = of_days(conn, team, &facts, terms).await?;
        with_orders(conn, team, &mut more).await?;
        let more: Vec<i64> = more.difference(&sales).copied().collect();
        let near = lines(conn, team, &Span::of(&more), needs, &mut orders).await?;
        facts.lines.extend(near.lines);
        sales.extend(more);
    }
    Ok((facts.lines, sales))
}

fn spans(sales: &BTreeSet<i64>) -> Vec<Span> {
    let numbers: Vec<i64> = sales.iter().copied().collect();
    Span::of(&numbers)
}

async fn numbers(conn: &mut Conn, team: TeamId, which: Which<'_>) -> Result<BTreeSet<i64>> {
    let found: Vec<i64> = match which {
        Which::Sales(sales) => sales.iter().map(|sale| sale.0).collect(),
        Which::Numbered(first, last) => (first.0..=last.0).collect(),
        Which::Import(import) => on!(conn, c => sqlx::query_scalar(sql!(
            "select id from sale where team_id = $1 and import_id = $2
             union select sale_id from sale_reading where team_id = $1 and import_id = $2
             union select sale_id from refund where team_id = $1 and import_id = $2"
        ))
        .bind(team.0).bind(import.0).fetch_all(c).await?),
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

/// All sales of the business days on which some lines count or counted, of the same members.
async fn of_days(
    conn: &mut Conn,
    team: TeamId,
    facts: &Facts,
    terms: &Terms,
) -> Result<BTreeSet<i64>> {
    let now = facts.lines.iter().map(|line| (line.member, line.at));
    let pairs = now
        .chain(facts.before.iter().copied())
        .filter(|(m, _)| m.0 > 0);
    let mut members: HashMap<MemberId, (Moment, Moment)> = HashMap::new();
    for (member, at) in pairs {
        let (first, last) = members.entry(member).or_insert((at, at));
        (*first, *last) = ((*first).min(at), (*last).max(at));
    }
    let mut found = BTreeSet::new();
    let mut members: Vec<(i64, (Moment, Moment))> = members
        .into_iter()
        .map(|(member, days)| (member.0, days))
        .collect();
    members.sort_unstable();
    for chunk in members.chunks(500) {
        let first = chunk
            .iter()
            .map(|(_, days)| days.0)
            .min()
            .unwrap_or(Moment::MIN);
        let last = chunk
            .iter()
            .map(|(_, days)| days.1)
            .max()
            .unwrap_or(Moment::MAX);
        let first = terms.calendar.start(terms.calendar.day(first));
        let end = terms.calendar.start(terms.calendar.day(last)).plus_days(2);
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
    }
    Ok(found)
}

/// What taking back needs, of the members who lose points.
async fn means(conn: &mut Conn, team: TeamId, found: &[Difference]) -> Result<Means> {
    let lost: Vec<&Difference> = found.iter().filter(|d| d.points < 0).collect();
    if lost.is_empty() {
        return Ok(Means::default());
    }
    let members: BTreeSet<i64> = lost.iter().map(|d| d.member.0).collect();
    let sales: BTreeSet<i64> = lost.iter().map(|d| d.sale.0).collect();
    let maturities: BTreeSet<i64> = lost
        .iter()
        .filter_map(|d| Some(maturity_id(d.member, d.matures_at()?)))
        .collect();
    Ok(Means {
        pockets: pockets(conn, team, &spans(&members)).await?,
        matured: matured(conn, team, &spans(&maturities))
            .await?
            .into_iter()
            .map(|(id, made)| (id, made.lot))
            .collect(),
        refunds: refunds(conn, team, &spans(&sales)).await?,
    })
}

/// The latest refund of each sale that stands.
async fn refunds(
    conn: &mut Conn,
    team: TeamId,
    sales: &[Span],
) -> Result<HashMap<SaleId, (RefundId, Moment)>> {
    let mut found = HashMap::new();
    for span in sales {
        on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(
                "select r.sale_id, r.id, r.happened_at from refund r
                 where r.fen > 0 and not exists (select 1 from import_undo u
                     where u.team_id = r.team_id and u.import_id = r.import_id)
                   and r.team_id = ");
            query.push(team.0);
            span.push(&mut query, "r.sale_id");
            query.push(" order by r.id");
            let query = query.build_query_as::<(i64, i64, i64)>().persistent(false);
            let mut rows = query.fetch(c);
            while let Some((sale, refund, at)) = rows.try_next().await? {
                found.insert(SaleId(sale), (RefundId(refund), Moment(at)));
            }
        });
    }
    Ok(found)
}
