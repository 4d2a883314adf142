//! Each member's balances, kept beside the ledger.

use crate::{Conn, Result, Tx, on, sql};
use rules::{MemberId, Moment, TeamId};
use sqlx::QueryBuilder;
use std::collections::HashMap;

/// The moment that stands for "none" in the table.
const NEVER: i64 = 9_000_000_000_000_000;
/// Rows of one statement.
const CHUNK: usize = 500;

/// A moment, or never.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Next(i64);

impl Next {
    /// The earlier of this and another, where none is never.
    pub fn sooner(self, other: Option<Moment>) -> Self {
        Self(other.map_or(self.0, |at| self.0.min(at.0)))
    }

    /// The moment.
    pub fn moment(self) -> Option<Moment> {
        (self.0 < NEVER).then_some(Moment(self.0))
    }
}

impl Default for Next {
    fn default() -> Self {
        Self(NEVER)
    }
}

impl From<Option<Moment>> for Next {
    fn from(at: Option<Moment>) -> Self {
        Self::default().sooner(at)
    }
}

/// What some postings change of one member's balances.
#[derive(Clone, Copy, Debug, Default)]
pub struct Delta {
    /// Of available points.
    pub available: i64,
    /// Of pending points.
    pub pending: i64,
    /// Of what is owed.
    pub owed: i64,
    /// The first maturity or expiry among them.
    pub due_at: Next,
}

/// One member's balances.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// Points that can be used, in lots; never below zero.
    pub available: i64,
    /// Points whose sale can still be returned.
    pub pending: i64,
    /// What the member owes, at most zero.
    pub owed: i64,
}

/// Adds deltas to the balances.
pub(crate) async fn keep(
    tx: &mut Tx,
    team: TeamId,
    deltas: &HashMap<MemberId, Delta>,
) -> Result<()> {
    let mut rows: Vec<(&MemberId, &Delta)> = deltas.iter().collect();
    rows.sort_unstable_by_key(|(member, _)| **member);
    for chunk in rows.chunks(CHUNK) {
        on!(tx, c, Base => {
            let mut query = insert::<Base>();
            query.push_values(chunk, |mut row, (member, d)| {
                row.push_bind(team.0).push_bind(member.0).push_bind(d.available)
                    .push_bind(d.pending).push_bind(d.owed).push_bind(d.due_at.0);
            });
            query.push(
                " on conflict (team_id, member_id) do update set
                 available = points_balance.available + excluded.available,
                 pending = points_balance.pending + excluded.pending,
                 owed = points_balance.owed + excluded.owed,
                 due_at = case when excluded.due_at < points_balance.due_at
                     then excluded.due_at else points_balance.due_at end",
            );
            query.build().execute(c).await?;
        });
    }
    Ok(())
}

/// Sets when something of members' next matures or expires, once it is known exactly.
pub(crate) async fn keep_due(tx: &mut Tx, team: TeamId, due: &[(MemberId, Next)]) -> Result<()> {
    for chunk in due.chunks(CHUNK) {
        on!(tx, c, Base => {
            let mut query = insert::<Base>();
            query.push_values(chunk, |mut row, (member, due)| {
                row.push_bind(team.0).push_bind(member.0).push_bind(0i64).push_bind(0i64)
                    .push_bind(0i64).push_bind(due.0);
            });
            query.push(
                " on conflict (team_id, member_id) do update set due_at = excluded.due_at");
            query.build().execute(c).await?;
        });
    }
    Ok(())
}

fn insert<DB: sqlx::Database>() -> QueryBuilder<DB> {
    QueryBuilder::new(
        "insert into points_balance (team_id, member_id, available, pending, owed, due_at) ",
    )
}

/// One member's balances.
pub async fn of(conn: &mut Conn, team: TeamId, member: MemberId) -> Result<Balance> {
    let row: Option<(i64, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select available, pending, owed from points_balance where team_id = $1 and member_id = $2"
    ))
    .bind(team.0).bind(member.0).fetch_optional(c).await?);
    Ok(row.map_or(Balance::default(), balance))
}

/// What is kept of everyone who ever had points: balances, and when something is next due.
pub(crate) async fn kept(conn: &mut Conn, team: TeamId) -> Result<Vec<(MemberId, Balance, Next)>> {
    let rows: Vec<(i64, i64, i64, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select member_id, available, pending, owed, due_at
         from points_balance where team_id = $1 order by member_id"
    ))
    .bind(team.0).fetch_all(c).await?);
    let rows = rows
        .into_iter()
        .map(|(member, a, p, o, due)| (MemberId(member), balance((a, p, o)), Next(due)));
    Ok(rows.collect())
}

/// Everyone's balances who ever had points.
pub async fn all(conn: &mut Conn, team: TeamId) -> Result<Vec<(MemberId, Balance)>> {
    let rows: Vec<(i64, i64, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select member_id, available, pending, owed from points_balance where team_id = $1
         order by member_id"
    ))
    .bind(team.0).fetch_all(c).await?);
    let pairs = rows
        .into_iter()
        .map(|(member, a, p, o)| (MemberId(member), balance((a, p, o))));
    Ok(pairs.collect())
}

fn balance((available, pending, owed): (i64, i64, i64)) -> Balance {
    Balance {
        available,
        pending,
        owed,
    }
}
