//! The log of every try: written before a part is sent, answered when it is known how it went.

use crate::{Conn, Error, Result, Tx, counter, on, sql};
use rules::outbox::{Answer, Outcome};
use rules::{Moment, TeamId};
use sqlx::FromRow;

/// A try to send a part.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// Its number.
    pub id: i64,
    /// Of which message.
    pub message: i64,
    /// Which part, from 1.
    pub part: i64,
    /// Of how many.
    pub parts: i64,
    /// Which try of this part, from 1.
    pub nth: i64,
    /// How many bytes its platform counts.
    pub bytes: i64,
    /// When it was begun.
    pub at: Moment,
    /// How it went, and when that was known.
    pub answer: Option<(Answer, Moment)>,
}

/// A try to be begun.
#[derive(Clone, Copy, Debug)]
pub struct New {
    /// To which robot.
    pub robot: i64,
    /// Of which message.
    pub message: i64,
    /// Which part, from 1.
    pub part: i64,
    /// Of how many.
    pub parts: i64,
    /// Which try of this part, from 1.
    pub nth: i64,
    /// How many bytes its platform counts.
    pub bytes: i64,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    message_id: i64,
    part: i64,
    parts: i64,
    nth: i64,
    bytes: i64,
    recorded_at: i64,
    outcome: Option<String>,
    code: Option<i64>,
    words: Option<String>,
    wait_ms: Option<i64>,
    answered_at: Option<i64>,
}

impl TryFrom<Row> for Attempt {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let (code, wait_ms) = (row.code, row.wait_ms);
        let words = row.words.unwrap_or_default();
        let outcome = row.outcome.map(|word| {
            Outcome::from_word(&word).ok_or(Error::Unreadable {
                table: "outbox_answer",
                column: "outcome",
                id: row.id,
                read: word,
            })
        });
        let answer = outcome.transpose()?.map(|outcome| Answer {
            outcome,
            code,
            words,
            wait_ms,
        });
        Ok(Self {
            id: row.id,
            message: row.message_id,
            part: row.part,
            parts: row.parts,
            nth: row.nth,
            bytes: row.bytes,
            at: Moment(row.recorded_at),
            answer: answer.zip(row.answered_at.map(Moment)),
        })
    }
}

/// Begins a try; none when another program on the same books has begun it.
pub async fn begin(tx: &mut Tx, team: TeamId, new: New, now: Moment) -> Result<Option<i64>> {
    let id = counter::take(tx, team, "outbox_attempt", 1).await?;
    let begun = on!(tx, c => sqlx::query(sql!(
        "insert into outbox_attempt (team_id, id, robot_id, message_id, part, parts, nth, bytes, recorded_at)
         select q.team_id, cast($2 as bigint), q.robot_id, q.message_id, cast($4 as bigint), cast($5 as bigint),
                cast($6 as bigint), cast($7 as bigint), cast($8 as bigint)
         from outbox_queue q where q.team_id = $1 and q.message_id = $3 on conflict do nothing"
    ))
    .bind(team.0).bind(id).bind(new.message).bind(new.part).bind(new.parts).bind(new.nth)
    .bind(new.bytes).bind(now.0).execute(c).await?.rows_affected());
    Ok((begun == 1).then_some(id))
}

/// Says how a try went; nothing happens if that was said before.
pub async fn answer(
    tx: &mut Tx,
    team: TeamId,
    attempt: i64,
    answer: &Answer,
    now: Moment,
) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "insert into outbox_answer (team_id, attempt_id, outcome, code, words, wait_ms, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing"
    ))
    .bind(team.0).bind(attempt).bind(answer.outcome.word()).bind(answer.code).bind(&answer.words)
    .bind(answer.wait_ms).bind(now.0).execute(c).await.map(drop))?;
    Ok(())
}

/// The last tries to a robot, the latest first.
pub async fn last(conn: &mut Conn, team: TeamId, robot: i64, count: i64) -> Result<Vec<Attempt>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select a.id, a.message_id, a.part, a.parts, a.nth, a.bytes, a.recorded_at,
                w.outcome, w.code, w.words, w.wait_ms, w.recorded_at as answered_at
         from outbox_attempt a
         left join outbox_answer w on w.team_id = a.team_id and w.attempt_id = a.id
         where a.team_id = $1 and a.robot_id = $2 order by a.recorded_at desc, a.id desc limit $3"
    ))
    .bind(team.0).bind(robot).bind(count).fetch_all(c).await?);
    rows.into_iter().map(Attempt::try_from).collect()
}

/// The tries of all messages from one number to another, both included, in order.
pub async fn of_messages(
    conn: &mut Conn,
    team: TeamId,
    first: i64,
    last: i64,
) -> Result<Vec<Attempt>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select a.id, a.message_id, a.part, a.parts, a.nth, a.bytes, a.recorded_at,
                w.outcome, w.code, w.words, w.wait_ms, w.recorded_at as answered_at
         from outbox_attempt a
         left join outbox_answer w on w.team_id = a.team_id and w.attempt_id = a.id
         where a.team_id = $1 and a.message_id >= $2 and a.message_id <= $3 order by a.id"
    ))
    .bind(team.0).bind(first).bind(last).fetch_all(c).await?);
    rows.into_iter().map(Attempt::try_from).collect()
}
