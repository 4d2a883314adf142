//! What those who take part do: enter, check in, tell numbers.

use crate::{Conn, Result, Tx, counter, on, sql};
use rules::{ContestId, MemberId, Moment, TeamId};
use sqlx::FromRow;
use std::collections::HashSet;

/// Who entered and did not leave again.
pub async fn entered(
    conn: &mut Conn,
    team: TeamId,
    contest: ContestId,
) -> Result<HashSet<MemberId>> {
    let rows: Vec<i64> = on!(conn, c => sqlx::query_scalar(sql!(
        "select member_id from contest_entry e where team_id = $1 and contest_id = $2 and enters = 1
           and id = (select max(l.id) from contest_entry l
                     where l.team_id = e.team_id and l.contest_id = e.contest_id and l.member_id = e.member_id)"
    ))
    .bind(team.0).bind(contest.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(MemberId).collect())
}

/// Records that a member enters, or leaves again.
pub async fn enter(
    tx: &mut Tx,
    team: TeamId,
    contest: ContestId,
    (member, enters): (MemberId, bool),
    now: Moment,
) -> Result<()> {
    let id = counter::take(tx, team, "contest_entry", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into contest_entry (team_id, id, contest_id, member_id, enters, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $4, $6)"
    ))
    .bind(team.0).bind(id).bind(contest.0).bind(member.0).bind(i64::from(enters)).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(())
}

/// Checks a member in on a business day (`YYYY-MM-DD`); once a day.
pub async fn check_in(
    tx: &mut Tx,
    team: TeamId,
    contest: ContestId,
    (member, day): (MemberId, &str),
    now: Moment,
) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "insert into contest_check_in (team_id, contest_id, member_id, day, at)
         values ($1, $2, $3, $4, $5) on conflict do nothing"
    ))
    .bind(team.0).bind(contest.0).bind(member.0).bind(day).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(())
}

/// The business days on which a member checked in, in order.
pub async fn check_ins(
    conn: &mut Conn,
    team: TeamId,
    contest: ContestId,
    member: MemberId,
) -> Result<Vec<String>> {
    Ok(on!(conn, c => sqlx::query_scalar(sql!(
        "select day from contest_check_in
         where team_id = $1 and contest_id = $2 and member_id = $3 order by day"
    ))
    .bind(team.0).bind(contest.0).bind(member.0).fetch_all(c).await?))
}

/// A number entered by hand.
#[derive(Clone, Debug, FromRow)]
pub struct Number {
    /// Which.
    pub id: i64,
    /// Whose.
    pub member_id: i64,
    /// How much.
    pub amount: i64,
    /// What shows it.
    pub evidence: String,
    /// When it counts.
    pub at: i64,
    /// Who entered it.
    pub by_id: i64,
    /// 1: approved, 0: not; none: nobody decided yet.
    pub approved: Option<i64>,
    /// Why.
    pub reason: Option<String>,
    /// Who decided.
    pub decided_by: Option<i64>,
}

/// Enters a number, to be approved.
pub async fn tell(
    tx: &mut Tx,
    team: TeamId,
    contest: ContestId,
    (member, amount, evidence): (MemberId, i64, &str),
    by: MemberId,
    now: Moment,
) -> Result<i64> {
    let id = counter::take(tx, team, "contest_number", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into contest_number (team_id, id, contest_id, member_id, amount, evidence, at, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $7)"
    ))
    .bind(team.0).bind(id).bind(contest.0).bind(member.0).bind(amount).bind(evidence).bind(now.0).bind(by.0)
    .execute(c).await.map(drop))?;
    Ok(id)
}

/// Decides on a number.
pub async fn judge(
    tx: &mut Tx,
    team: TeamId,
    (number, approved): (i64, bool),
    (by, reason): (MemberId, Option<&str>),
    now: Moment,
) -> Result<()> {
    let id = counter::take(tx, team, "contest_number_decision", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into contest_number_decision (team_id, id, number_id, approved, reason, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7)"
    ))
    .bind(team.0).bind(id).bind(number).bind(i64::from(approved)).bind(reason).bind(by.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(())
}

/// All numbers of a contest, the latest first.
pub async fn numbers(conn: &mut Conn, team: TeamId, contest: ContestId) -> Result<Vec<Number>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select n.id, n.member_id, n.amount, n.evidence, n.at, n.by_id, d.approved, d.reason, d.by_id as decided_by
         from contest_number n
         left join contest_number_decision d on d.team_id = n.team_id and d.id =
              (select max(l.id) from contest_number_decision l where l.team_id = n.team_id and l.number_id = n.id)
         where n.team_id = $1 and n.contest_id = $2 order by n.id desc"
    ))
    .bind(team.0).bind(contest.0).fetch_all(c).await?))
}
