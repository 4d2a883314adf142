//! What members save toward, and which prizes they would like to see.

use crate::{Conn, Result, Tx, counter, on, sql};
use rules::{MemberId, Moment, PrizeId, TeamId};
use sqlx::FromRow;

/// The prize a member saves toward.
pub async fn saving(conn: &mut Conn, team: TeamId, member: MemberId) -> Result<Option<PrizeId>> {
    let prize: Option<i64> = on!(conn, c => sqlx::query_scalar(sql!(
        "select prize_id from prize_saving where team_id = $1 and member_id = $2"
    ))
    .bind(team.0).bind(member.0).fetch_optional(c).await?);
    Ok(prize.map(PrizeId))
}

/// Notes which prize a member saves toward from now on, if any.
pub async fn save_toward(
    tx: &mut Tx,
    team: TeamId,
    member: MemberId,
    prize: Option<PrizeId>,
    now: Moment,
) -> Result<()> {
    on!(tx, c => {
        sqlx::query(sql!("delete from prize_saving where team_id = $1 and member_id = $2"))
            .bind(team.0).bind(member.0).execute(&mut *c).await?;
        if let Some(prize) = prize {
            sqlx::query(sql!(
                "insert into prize_saving (team_id, member_id, prize_id, recorded_at) values ($1, $2, $3, $4)"
            ))
            .bind(team.0).bind(member.0).bind(prize.0).bind(now.0).execute(c).await?;
        }
    });
    Ok(())
}

/// Points that became available for a member in a stretch of time: what matured, was granted or won.
pub async fn earned_since(
    conn: &mut Conn,
    team: TeamId,
    member: MemberId,
    since: Moment,
) -> Result<i64> {
    // Account 1 is available; causes 9, 14 and 23 are grants, prizes and praise, 7 what matured, 1 to 3 sales whose
    // return window had ended already.
    Ok(on!(conn, c => sqlx::query_scalar(sql!(
        "select coalesce(cast(sum(points) as bigint), 0) from posting
         where team_id = $1 and member_id = $2 and to_account = 1
           and cause in (1, 2, 3, 7, 9, 14, 23) and happened_at >= $3"
    ))
    .bind(team.0).bind(member.0).bind(since.0).fetch_one(c).await?))
}

/// A prize that a member would like to see, with its answer.
#[derive(Clone, Debug, FromRow)]
pub struct Wish {
    /// Which.
    pub id: i64,
    /// Whose.
    pub member_id: i64,
    /// What they wrote.
    pub text: String,
    /// When.
    pub recorded_at: i64,
    /// 1: it was taken up, 0: it was not; none: it waits.
    pub is_accepted: Option<i64>,
    /// What was answered.
    pub words: Option<String>,
    /// The prize it became.
    pub prize_id: Option<i64>,
    /// By whom.
    pub by_id: Option<i64>,
    /// When.
    pub answered_at: Option<i64>,
}

/// The latest wishes, newest first; of one member, or of all. What was forgotten is none.
pub async fn wishes(
    conn: &mut Conn,
    team: TeamId,
    member: Option<MemberId>,
    most: i64,
) -> Result<Vec<Wish>> {
    let any = i64::from(member.is_none());
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select w.id, w.member_id, t.text, w.recorded_at,
                a.is_accepted, a.words, a.prize_id, a.by_id, a.recorded_at as answered_at
         from prize_wish w
         join prize_wish_text t on t.team_id = w.team_id and t.wish_id = w.id
         left join prize_wish_answer a on a.team_id = w.team_id and a.wish_id = w.id
         where w.team_id = $1 and ($2 = 1 or w.member_id = $3) order by w.id desc limit $4"
    ))
    .bind(team.0).bind(any).bind(member.map_or(0, |m| m.0)).bind(most).fetch_all(c).await?))
}

/// Notes a wish.
pub async fn wish(
    tx: &mut Tx,
    team: TeamId,
    member: MemberId,
    text: &str,
    now: Moment,
) -> Result<i64> {
    let id = counter::take(tx, team, "prize_wish", 1).await?;
    on!(tx, c => {
        sqlx::query(sql!(
            "insert into prize_wish (team_id, id, member_id, recorded_at) values ($1, $2, $3, $4)"
        ))
        .bind(team.0).bind(id).bind(member.0).bind(now.0).execute(&mut *c).await?;
        sqlx::query(sql!("insert into prize_wish_text (team_id, wish_id, text) values ($1, $2, $3)"))
            .bind(team.0).bind(id).bind(text).execute(c).await?;
    });
    Ok(id)
}

/// Forgets what a member wished for, for good.
pub async fn forget(tx: &mut Tx, team: TeamId, member: MemberId) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "delete from prize_wish_text where team_id = $1 and wish_id in
             (select id from prize_wish where team_id = $1 and member_id = $2)"
    ))
    .bind(team.0).bind(member.0).execute(c).await.map(drop))?;
    Ok(())
}

/// What is answered to a wish.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// Whether it is taken up.
    pub accepted: bool,
    /// The words.
    pub words: &'a str,
    /// The prize it became.
    pub prize: Option<PrizeId>,
}

/// Answers a wish; false when there is none, or it was answered before.
pub async fn answer(
    tx: &mut Tx,
    team: TeamId,
    (wish, answer): (i64, Answer<'_>),
    by: MemberId,
    now: Moment,
) -> Result<bool> {
    let written = on!(tx, c => sqlx::query(sql!(
        "insert into prize_wish_answer (team_id, wish_id, is_accepted, words, prize_id, by_id, recorded_at)
         select cast($1 as bigint), cast($2 as bigint), cast($3 as bigint), cast($4 as text),
                cast($5 as bigint), cast($6 as bigint), cast($7 as bigint)
         from prize_wish where team_id = $1 and id = $2
         on conflict do nothing"
    ))
    .bind(team.0).bind(wish).bind(i64::from(answer.accepted)).bind(answer.words)
    .bind(answer.prize.map(|prize| prize.0)).bind(by.0).bind(now.0)
    .execute(c).await?.rows_affected());
    Ok(written > 0)
}
