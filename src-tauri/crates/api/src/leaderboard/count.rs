//! What a board counts, from the books: all of it, or what was recorded since.

use crate::error::Result;
use crate::leaderboard::Key;
use rules::leaderboard::{Change, Measure, Scope, Tally};
use rules::team::Roster;
use rules::{MemberId, Window};
use store::Conn;
use store::leaderboard::{Earned, Marks, Sold};

/// More new facts than this are counted faster all over again.
const SINCE_MAX: i64 = 20_000;

fn change(member: MemberId, now: i64, base: i64) -> Change {
    Change {
        member,
        by: Tally { now, base },
    }
}

fn amount(measure: Measure, sold: &Sold) -> i64 {
    match measure {
        Measure::Orders => sold.orders,
        _ => sold.fen,
    }
}

/// Everything that counts for a board: with `upto`, only what was recorded up to there.
pub(super) async fn all(
    conn: &mut Conn,
    key: &Key,
    roster: &Roster,
    upto: Option<Marks>,
) -> Result<Vec<Change>> {
    let mut all = sums(conn, key, roster, upto).await?;
    // First customers were counted up to there; of sums, what came later is taken off again.
    if let Some(upto) = upto.filter(|_| key.measure != Measure::NewCustomers) {
        let later = match key.measure {
            Measure::Points => {
                let (team, window) = (key.team, key.window);
                let earned =
                    store::leaderboard::earned_after(conn, team, window, upto.posting).await?;
                points(key, roster, &earned)
            }
            _ => {
                let sold = store::leaderboard::sold_after(conn, key.team, upto).await?;
                changes(key, roster, &sold)
            }
        };
        all.extend(
            later
                .into_iter()
                .map(|one| change(one.member, -one.by.now, -one.by.base)),
        );
    }
    Ok(all)
}

async fn sums(
    conn: &mut Conn,
    key: &Key,
    roster: &Roster,
    upto: Option<Marks>,
) -> Result<Vec<Change>> {
    match key.measure {
        Measure::NetSales | Measure::Orders => {
            let sold = sold(conn, key, roster, key.window).await?;
            let counted = sold.iter();
            Ok(counted
                .map(|s| change(s.member, amount(key.measure, s), 0))
                .collect())
        }
        Measure::Growth => {
            let now = sold(conn, key, roster, key.window).await?;
            let base = sold(conn, key, roster, key.base).await?;
            let now = now.iter().map(|s| change(s.member, s.fen, 0));
            Ok(now
                .chain(base.iter().map(|s| change(s.member, 0, s.fen)))
                .collect())
        }
        Measure::NewCustomers => {
            let first = store::leaderboard::first_sales(
                conn,
                key.team,
                key.window,
                upto.unwrap_or(Marks::ALL),
            )
            .await?;
            let inside = first
                .iter()
                .filter(|f| key.scope.holds(roster, f.member, f.at));
            Ok(inside.map(|f| change(f.member, 1, 0)).collect())
        }
        Measure::Points => {
            let (team, window) = (key.team, key.window);
            let earned = match key.scope {
                Scope::Team => store::leaderboard::earned_sums(conn, team, window).await?,
                _ => store::leaderboard::earned_after(conn, team, window, 0).await?,
            };
            Ok(points(key, roster, &earned))
        }
    }
}

fn points(key: &Key, roster: &Roster, earned: &[Earned]) -> Vec<Change> {
    earned
        .iter()
        .filter(|e| key.scope.holds(roster, e.member, e.sold_at))
        .map(|e| change(e.member, e.points, 0))
        .collect()
}

async fn sold(conn: &mut Conn, key: &Key, roster: &Roster, window: Window) -> Result<Vec<Sold>> {
    Ok(match key.scope.stays(roster, window) {
        None => store::leaderboard::sums(conn, key.team, window).await?,
        Some(stays) => store::leaderboard::sums_within(conn, key.team, &stays).await?,
    })
}

/// What was recorded between the marks, as changes; none when counting anew is the better way.
pub(super) async fn since(
    conn: &mut Conn,
    key: &Key,
    roster: &Roster,
    from: Marks,
    to: Marks,
) -> Result<Option<Vec<Change>>> {
    if key.measure == Measure::Points {
        if to.posting - from.posting > SINCE_MAX {
            return Ok(None);
        }
        let (team, window) = (key.team, key.window);
        let earned = store::leaderboard::earned_after(conn, team, window, from.posting).await?;
        return Ok(Some(points(key, roster, &earned)));
    }
    let fresh = to.sale - from.sale + to.entry - from.entry;
    if fresh == 0 {
        return Ok(Some(Vec::new()));
    }
    // A buyer's first sale may be taken over by an older one: no single fact says so.
    if key.measure == Measure::NewCustomers || fresh > SINCE_MAX {
        return Ok(None);
    }
    let sold = store::leaderboard::sold_after(conn, key.team, from).await?;
    Ok(Some(changes(key, roster, &sold)))
}

/// What facts change of a board.
fn changes(key: &Key, roster: &Roster, sold: &[Sold]) -> Vec<Change> {
    sold.iter()
        .filter(|s| key.scope.holds(roster, s.member, s.at))
        .filter_map(|s| {
            if key.window.holds(s.at) {
                Some(change(s.member, amount(key.measure, s), 0))
            } else if key.measure == Measure::Growth && key.base.holds(s.at) {
                Some(change(s.member, 0, s.fen))
            } else {
                None
            }
        })
        .collect()
}
