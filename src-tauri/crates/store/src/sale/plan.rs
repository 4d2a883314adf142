//! What an import would change, computed before anything is written and again when it is.

use super::align::{align, closed};
use super::known::{By, CHUNK, Further, Known, known};
use crate::{Conn, Result, on, sql};
use rules::sale::Reading;
use rules::sale::line::refunds_due;
use rules::{Fen, MemberId, Moment, TeamId};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// One line of an import.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    /// The order's number in its shop.
    pub order_no: &'a str,
    /// The line's number in its order.
    pub line_no: Cow<'a, str>,
    /// Whether that number was made of its goods, the shop giving none.
    pub is_named: bool,
    /// Whether the file's lines of its order carry the order's whole amount.
    pub is_whole: bool,
    /// What the export says.
    pub reading: Reading<'a>,
    /// Whose it is, for lines without a seller.
    pub member: MemberId,
}

/// What an import would do, as positions in its lines.
#[derive(Debug, Default)]
pub struct Plan {
    /// Lines that are not known.
    pub new: Vec<usize>,
    /// Known lines that a newer export says something else of, or that live again.
    pub changed: Vec<usize>,
    /// Known lines that it says nothing new of.
    pub unchanged: Vec<usize>,
    /// Lines that it does say something of that does not hold, being older than what does; or the
    /// same as a reading before: kept without changing anything.
    pub kept: Vec<(usize, Further)>,
    /// Lines of orders that came in cut up otherwise: they are left out, for they would count twice.
    pub cut: Vec<usize>,
    /// Known lines that a newer export of their whole order no longer has; places in `known`.
    pub gone: Vec<usize>,
    /// Lines with money given back that is not known yet, and how much (negative: less than was said).
    pub refunds: Vec<(usize, Fen)>,
    /// All known lines of the import's orders, by number.
    pub known: Vec<Known>,
}

/// Compares the lines of an import with what is known, and gives them the numbers they are known by.
pub async fn plan(
    conn: &mut Conn,
    team: TeamId,
    shop: &str,
    exported_at: Moment,
    lines: &mut [Told<'_>],
) -> Result<Plan> {
    let mut plan = Plan::default();
    if has_sales(conn, team, shop).await? {
        let mut seen = HashSet::with_capacity(lines.len());
        let orders: Vec<&str> = lines
            .iter()
            .map(|line| line.order_no)
            .filter(|order| seen.insert(*order))
            .collect();
        // Statement by statement, so that a file of a million rows asks two thousand times, not a million.
        for chunk in orders.chunks(CHUNK * 8) {
            plan.known
                .extend(known(conn, team, By::Orders(shop, chunk)).await?);
        }
    }
    let aligned = align(&plan.known, lines, exported_at)?;
    (plan.cut, plan.gone) = (aligned.cut, aligned.gone);
    let mut cut = plan.cut.iter().peekable();
    let places: HashMap<(&str, &str), &Known> = plan
        .known
        .iter()
        .map(|known| ((known.order_no.as_str(), known.line_no.as_str()), known))
        .collect();
    for (i, line) in lines.iter_mut().enumerate() {
        if cut.next_if(|cut| **cut == i).is_some() {
            continue;
        }
        let known = places.get(&(line.order_no, line.line_no.as_ref())).copied();
        let Some(known) = known else {
            plan.new.push(i);
            if line.reading.refunded > Fen::ZERO {
                plan.refunds.push((i, line.reading.refunded));
            }
            continue;
        };
        closed(known, line, exported_at)?;
        let further = known.further(exported_at, &line.reading)?;
        if further == Further::Other {
            plan.changed.push(i);
            let due = refunds_due(line.reading.refunded, known.refunded_by_hand);
            let more = Fen(due.0 - known.refunded.0);
            if more != Fen::ZERO {
                plan.refunds.push((i, more));
            }
            continue;
        }
        plan.unchanged.push(i);
        if further != Further::Again {
            plan.kept.push((i, further));
        }
    }
    Ok(plan)
}

/// Whether a shop has any sales yet: a first import asks nothing else.
async fn has_sales(conn: &mut Conn, team: TeamId, shop: &str) -> Result<bool> {
    let one: Option<i64> = on!(conn, c => sqlx::query_scalar(sql!(
        "select id from sale where team_id = $1 and shop = $2 limit 1"
    ))
    .bind(team.0).bind(shop).fetch_optional(c).await?);
    Ok(one.is_some())
}
