//! Sessions, roles, credentials and invitations.

use crate::{Conn, Result, on, sql};
use rules::access::Role;
use rules::{MemberId, Moment, TeamId};

/// The owner of a session that holds at `now`, with the role they have now.
pub async fn session_owner(
    conn: &mut Conn,
    token_hash: &str,
    now: Moment,
) -> Result<Option<(TeamId, MemberId, Role, Moment)>> {
    let row: Option<(i64, i64, Option<String>, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select s.team_id, s.member_id,
                (select r.role from member_role r where r.team_id = s.team_id and r.member_id = s.member_id
                 order by r.id desc limit 1),
                s.expires_at
         from session s
         join member m on m.team_id = s.team_id and m.id = s.member_id
         where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2
           and (m.left_at is null or m.left_at > $2)"
    ))
    .bind(token_hash).bind(now.0).fetch_optional(c).await?);
    Ok(row.map(|(team, member, role, expires)| {
        let role = role
            .as_deref()
            .and_then(Role::from_word)
            .unwrap_or(Role::Member);
        (TeamId(team), MemberId(member), role, Moment(expires))
    }))
}
