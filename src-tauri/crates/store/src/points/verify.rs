//! Reads everything again and recounts it the slow, obvious way.

mod postings;
mod redemptions;
mod sales;
mod sums;

use crate::{Conn, Result};
use rules::TeamId;
use rules::points::verify::{Check, Fault, Head};
use rules::team::{Roster, Settings};

/// Faults that are named; more are only counted.
const NAMED_MAX: usize = 50;

/// What was found.
#[derive(Clone, Debug)]
pub struct Report {
    /// Postings read.
    pub postings: i64,
    /// Order lines recounted.
    pub sales: i64,
    /// Members whose balances were added up.
    pub members: i64,
    /// Lots added up.
    pub lots: i64,
    /// The last posting's number and hash, to be published.
    pub head: Head,
    /// What does not hold, in the order of checks; none is good.
    pub faults: Vec<Fault>,
    /// How many do not hold in all.
    pub fault_count: usize,
}

/// How far a verification is: what is being checked, how much of it is done, and of how much.
pub type Progress<'a> = &'a (dyn Fn(Check, i64, i64) + Send + Sync);

/// Verifies all of a team's points on one snapshot, against heads that were published earlier.
pub async fn verify(
    conn: &mut Conn,
    team: TeamId,
    heads: &[Head],
    (roster, settings): (&Roster, &Settings),
    progress: Progress<'_>,
) -> Result<Report> {
    let mut ledger = postings::read(conn, team, heads, progress).await?;
    let mut faults = std::mem::take(&mut ledger.faults);
    faults.sort_by_key(|fault| (fault.check, fault.number));
    faults.extend(sums::balances(conn, team, &ledger, roster, progress).await?);
    faults.extend(sums::grants(conn, team, &ledger, progress).await?);
    faults.extend(redemptions::redemptions(conn, team, &ledger, progress).await?);
    let facts = sales::facts(conn, team, progress).await?;
    faults.extend(facts.faults);
    let rules = sums::versions(conn, team, progress).await?;
    // By rules that were changed every sale would be wrong; the rules are named instead.
    let mut count = 0;
    if rules.is_empty() {
        let by = (roster, settings);
        let found =
            sales::recounted(conn, team, &mut ledger, &facts.categories, by, progress).await?;
        count = found.0;
        faults.extend(found.1);
    }
    faults.extend(rules);
    let head = ledger.head();
    let fault_count = faults.len();
    faults.truncate(NAMED_MAX);
    Ok(Report {
        postings: head.seq,
        sales: count,
        members: i64::try_from(ledger.members.len()).unwrap_or(i64::MAX),
        lots: ledger.lot_count(),
        head,
        faults,
        fault_count,
    })
}
