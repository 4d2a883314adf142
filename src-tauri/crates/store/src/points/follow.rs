//! Posts what sales earned, or earned too much.

use super::facts::{posted, undone};
use super::gather::{gather, spans};
use super::pocket::{matured, pockets};
use super::posting::post;
use super::rule::book;
use super::tick::{buckets, tick};
use crate::sale::Imported;
use crate::setting::calendars;
use crate::{Conn, Result, Tx, on, sql};
use rules::points::account::maturity_id;
use rules::points::earn::{Line, targets};
use rules::points::follow::{Changes, Difference, Follow, Means, changes, refunded};
use rules::points::{Because, Book, Calendars, Terms};
use rules::team::{Roster, Settings};
use rules::{MemberId, Moment, RefundId, SaleId, TeamId};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Which sales to follow.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    /// These.
    Sales(&'a [SaleId]),
    /// These, which were just written as they are here; read again only if the rules need more.
    New(&'a [Line]),
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
    (which, because): (Which<'_>, Because),
    roster: &Roster,
    settings: &Settings,
    now: Moment,
) -> Result<Followed> {
    let book = book(tx, team).await?;
    let terms = Terms::from(settings);
    let calendars = calendars(tx, team, settings).await?;
    let found = find(tx, team, (which, Some(because)), &book, roster, &calendars).await?;
    let means = means(tx, team, &found, because).await?;
    let follow = Follow {
        because,
        terms: &terms,
        calendars: &calendars,
        now,
    };
    let postings = post(tx, team, found.changes.drafts(means, follow), now).await?;
    // Old sales can be due to run out the moment they are posted, and new points pay old debts.
    let due = if postings > 0 {
        tick(tx, team, &terms, now).await?
    } else {
        0
    };
    Ok(Followed { postings, due })
}

/// Brings the ledger to what an import brought and corrected, inside its transaction.
pub async fn follow_import(
    tx: &mut Tx,
    team: TeamId,
    done: &Imported,
    roster: &Roster,
    settings: &Settings,
    now: Moment,
) -> Result<()> {
    let Some(because) = done.id.map(Because::Import) else {
        return Ok(());
    };
    if !done.fresh.is_empty() {
        let new = (Which::New(&done.fresh), because);
        follow_sales(tx, team, new, roster, settings, now).await?;
    }
    if !done.corrected.is_empty() {
        let corrected = (Which::Sales(&done.corrected), because);
        follow_sales(tx, team, corrected, roster, settings, now).await?;
    }
    Ok(())
}

/// Everything by which the ledger differs from what the sales should have earned by a book of rules.
pub async fn found(
    conn: &mut Conn,
    team: TeamId,
    which: Which<'_>,
    book: &Book,
    roster: &Roster,
    settings: &Settings,
) -> Result<Vec<Difference>> {
    let calendars = calendars(conn, team, settings).await?;
    let found = find(conn, team, (which, None), book, roster, &calendars).await?;
    Ok(found.changes.all)
}

struct Found {
    lines: Vec<Line>,
    changes: Changes,
}

async fn find(
    conn: &mut Conn,
    team: TeamId,
    (which, because): (Which<'_>, Option<Because>),
    book: &Book,
    roster: &Roster,
    calendars: &Calendars,
) -> Result<Found> {
    let gathered = gather(
        conn,
        team,
        which,
        (book.needs(), book.categories()),
        calendars,
    )
    .await?;
    let targets = targets(book, calendars, &gathered.lines, |member, at| {
        roster.tier_at(member, at)
    });
    let sales = spans(&gathered.sales);
    let posted = posted(conn, team, &sales).await?;
    let undone = match because {
        Some(Because::Undo(_)) => undone(conn, team, &sales).await?,
        _ => HashSet::new(),
    };
    Ok(Found {
        changes: changes(&targets, &posted, &undone),
        lines: gathered.lines,
    })
}

/// What taking and giving back need, of the members whose old points change.
async fn means(conn: &mut Conn, team: TeamId, found: &Found, because: Because) -> Result<Means> {
    let changes = &found.changes.all;
    let old = || changes.iter().filter(|d| d.is_old());
    let losers: BTreeSet<i64> = old()
        .filter(|d| d.points < 0)
        .map(|d| d.member().0)
        .collect();
    let maturities: BTreeSet<i64> = old()
        .filter_map(|d| Some(maturity_id(d.member(), d.matures_at()?)))
        .collect();
    let mut means = Means {
        matured: matured(conn, team, &spans(&maturities)).await?,
        ..Means::default()
    };
    if losers.is_empty() {
        return Ok(means);
    }
    let losers = spans(&losers);
    means.pockets = pockets(conn, team, &losers).await?;
    let pending = buckets(conn, team, &losers).await?.into_iter();
    means.pending = pending
        .map(|bucket| ((bucket.member, bucket.matures_at), bucket.points))
        .collect();
    means.refunds = refunded(&found.lines, &refunds(conn, team, because).await?);
    Ok(means)
}

/// The refunds that a change brought, by their lines: the latest of each.
async fn refunds(
    conn: &mut Conn,
    team: TeamId,
    because: Because,
) -> Result<HashMap<SaleId, (RefundId, Moment)>> {
    let (import, refund) = match because {
        Because::Import(import) => (import.0, 0),
        Because::Refund(refund) => (0, refund.0),
        _ => return Ok(HashMap::new()),
    };
    let rows: Vec<(i64, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select id, sale_id, happened_at from refund
         where team_id = $1 and import_id = $2 and fen > 0
         union all
         select id, sale_id, happened_at from refund where team_id = $1 and id = $3 and fen > 0
         order by 1"
    ))
    .bind(team.0).bind(import).bind(refund).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|(id, sale, at)| (SaleId(sale), (RefundId(id), Moment(at))))
        .collect())
}
