//! What people say of a contest: comments, objections and their answers.

use crate::{Conn, Result, Tx, counter, on, sql};
use rules::{ContestId, EntrantId, MemberId, Moment, SaleId, TeamId};
use sqlx::FromRow;

/// A comment, or an objection with its answer.
#[derive(Clone, Debug, FromRow)]
pub struct Word {
    /// Which.
    pub id: i64,
    /// `comment` or `objection`.
    pub kind: String,
    /// The row of the board it is about.
    pub entrant_id: Option<i64>,
    /// The order line it is about.
    pub sale_id: Option<i64>,
    /// That line's order number.
    pub order_no: Option<String>,
    /// What was said.
    pub text: String,
    /// By whom.
    pub by_id: i64,
    /// When.
    pub recorded_at: i64,
    /// 1: it was upheld, 0: it was not; none: it waits.
    pub upheld: Option<i64>,
    /// What was answered.
    pub answer: Option<String>,
    /// By whom.
    pub answer_by: Option<i64>,
    /// When.
    pub answered_at: Option<i64>,
}

/// What an objection is about.
#[derive(Clone, Copy, Debug, Default)]
pub struct About {
    /// A row of the board.
    pub entrant: Option<EntrantId>,
    /// An order line.
    pub sale: Option<SaleId>,
}

/// Says something; with `objects` it waits for an answer.
pub async fn say(
    tx: &mut Tx,
    team: TeamId,
    contest: ContestId,
    (objects, about, text): (bool, About, &str),
    by: MemberId,
    now: Moment,
) -> Result<i64> {
    let id = counter::take(tx, team, "contest_word", 1).await?;
    let kind = if objects { "objection" } else { "comment" };
    on!(tx, c => sqlx::query(sql!(
        "insert into contest_word (team_id, id, contest_id, kind, entrant_id, sale_id, text, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    ))
    .bind(team.0).bind(id).bind(contest.0).bind(kind)
    .bind(about.entrant.map(|e| e.0)).bind(about.sale.map(|s| s.0)).bind(text).bind(by.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(id)
}

/// Answers an objection; false when it was answered before.
pub async fn answer(
    tx: &mut Tx,
    team: TeamId,
    (word, upheld, text): (i64, bool, &str),
    by: MemberId,
    now: Moment,
) -> Result<bool> {
    Ok(on!(tx, c => sqlx::query(sql!(
        "insert into contest_answer (team_id, word_id, upheld, text, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing"
    ))
    .bind(team.0).bind(word).bind(i64::from(upheld)).bind(text).bind(by.0).bind(now.0)
    .execute(c).await?.rows_affected())
        > 0)
}

/// All that was said, in order.
pub async fn words(conn: &mut Conn, team: TeamId, contest: ContestId) -> Result<Vec<Word>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select w.id, w.kind, w.entrant_id, w.sale_id, s.order_no, w.text, w.by_id, w.recorded_at,
                a.upheld, a.text as answer, a.by_id as answer_by, a.recorded_at as answered_at
         from contest_word w
         left join contest_answer a on a.team_id = w.team_id and a.word_id = w.id
         left join sale s on s.team_id = w.team_id and s.id = w.sale_id
         where w.team_id = $1 and w.contest_id = $2 order by w.id"
    ))
    .bind(team.0).bind(contest.0).fetch_all(c).await?))
}

/// How many objections wait, contest by contest.
pub async fn waiting(conn: &mut Conn, team: TeamId) -> Result<Vec<(ContestId, i64)>> {
    let rows: Vec<(i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select w.contest_id, count(*) from contest_word w
         where w.team_id = $1 and w.kind = 'objection'
           and not exists (select 1 from contest_answer a where a.team_id = w.team_id and a.word_id = w.id)
         group by w.contest_id"
    ))
    .bind(team.0).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|(id, count)| (ContestId(id), count))
        .collect())
}
