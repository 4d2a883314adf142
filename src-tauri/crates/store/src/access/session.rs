//! Sessions: who is signed in where.

use crate::{Conn, Result, Tx, counter, on, sql};
use rules::access::Role;
use rules::{MemberId, Moment, TeamId};

/// The owner of a session that holds at `now`, with the role they have now and until when at most.
pub async fn owner(
    conn: &mut Conn,
    token_hash: &str,
    now: Moment,
) -> Result<Option<(TeamId, MemberId, Role, Moment)>> {
    type Row = (i64, i64, Option<String>, i64, Option<i64>);
    let row: Option<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select s.team_id, s.member_id,
                (select r.role from member_role r where r.team_id = s.team_id and r.member_id = s.member_id
                 order by r.id desc limit 1),
                s.expires_at, m.left_at
         from session s
         join member m on m.team_id = s.team_id and m.id = s.member_id
         where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2
           and (m.left_at is null or m.left_at > $2)"
    ))
    .bind(token_hash).bind(now.0).fetch_optional(c).await?);
    Ok(row.map(|(team, member, role, expires, left)| {
        let role = role.as_deref().and_then(Role::from_word);
        let until = left.map_or(expires, |left| left.min(expires));
        (
            TeamId(team),
            MemberId(member),
            role.unwrap_or(Role::Member),
            Moment(until),
        )
    }))
}

/// Begins a session; only the token's hash is kept.
pub async fn begin(
    tx: &mut Tx,
    team: TeamId,
    member: MemberId,
    token_hash: &str,
    device: &str,
    now: Moment,
    expires: Moment,
) -> Result<()> {
    let id = counter::take(tx, team, "session", 1).await?;
    on!(tx, c => {
        sqlx::query(sql!(
            "insert into session (token_hash, team_id, id, member_id, device, recorded_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7)"
        ))
        .bind(token_hash).bind(team.0).bind(id).bind(member.0).bind(device).bind(now.0)
        .bind(expires.0).execute(c).await?;
    });
    Ok(())
}

/// A session as its owner sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Session {
    /// Its number in the team.
    pub id: i64,
    /// The hash of its token.
    pub token_hash: String,
    /// Browser and system it was begun with.
    pub device: Option<String>,
    /// When it was begun.
    pub recorded_at: i64,
    /// When it ends by itself.
    pub expires_at: i64,
}

/// The sessions of a member that hold at `now`, the latest first.
pub async fn of_member(
    conn: &mut Conn,
    team: TeamId,
    member: MemberId,
    now: Moment,
) -> Result<Vec<Session>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select id, token_hash, device, recorded_at, expires_at from session
         where team_id = $1 and member_id = $2 and ended_at is null and expires_at > $3
         order by id desc"
    )).bind(team.0).bind(member.0).bind(now.0).fetch_all(c).await?))
}

/// Ends the session of a token, if it holds.
pub async fn end(tx: &mut Tx, token_hash: &str, now: Moment) -> Result<()> {
    on!(tx, c => {
        sqlx::query(sql!(
            "update session set ended_at = $2 where token_hash = $1 and ended_at is null"
        )).bind(token_hash).bind(now.0).execute(c).await?;
    });
    Ok(())
}

/// Ends one session of a member by its number; whether there was one.
pub async fn end_one(
    tx: &mut Tx,
    team: TeamId,
    member: MemberId,
    id: i64,
    now: Moment,
) -> Result<bool> {
    Ok(on!(tx, c => sqlx::query(sql!(
        "update session set ended_at = $4
         where team_id = $1 and member_id = $2 and id = $3 and ended_at is null"
    )).bind(team.0).bind(member.0).bind(id).bind(now.0).execute(c).await?.rows_affected())
        > 0)
}

/// Ends all sessions of a member but the one of a token.
pub async fn end_others(
    tx: &mut Tx,
    team: TeamId,
    member: MemberId,
    kept_hash: &str,
    now: Moment,
) -> Result<()> {
    on!(tx, c => {
        sqlx::query(sql!(
            "update session set ended_at = $4
             where team_id = $1 and member_id = $2 and ended_at is null and token_hash <> $3"
        )).bind(team.0).bind(member.0).bind(kept_hash).bind(now.0).execute(c).await?;
    });
    Ok(())
}
