//! Roles: the last row of a member holds.

use crate::record::{Change, record};
use crate::{Conn, Error, Result, Tx, counter, on, sql};
use rules::access::Role;
use rules::record::Kind;
use rules::{MemberId, Moment, TeamId};

/// A member's role, a plain member's when nothing was recorded.
pub async fn of_member(conn: &mut Conn, team: TeamId, member: MemberId) -> Result<Role> {
    let row: Option<(i64, String)> = on!(conn, c => sqlx::query_as(sql!(
        "select id, role from member_role where team_id = $1 and member_id = $2
         order by id desc limit 1"
    )).bind(team.0).bind(member.0).fetch_optional(c).await?);
    row.map_or(Ok(Role::Member), |(id, role)| role_of(id, role))
}

/// A role above a plain member's, and since when.
#[derive(Clone, Copy, Debug)]
pub struct Holder {
    /// Who holds it.
    pub member: MemberId,
    /// What they hold.
    pub role: Role,
    /// Since when.
    pub since: Moment,
}

/// Everyone who is more than a plain member, founders first.
pub async fn holders(conn: &mut Conn, team: TeamId) -> Result<Vec<Holder>> {
    let rows: Vec<(i64, i64, String, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select r.id, r.member_id, r.role, r.recorded_at from member_role r
         where r.team_id = $1 and r.role <> 'member'
           and r.id = (select max(id) from member_role l
                       where l.team_id = r.team_id and l.member_id = r.member_id)
         order by r.id"
    )).bind(team.0).fetch_all(c).await?);
    let mut holders = rows
        .into_iter()
        .map(|(id, member, role, since)| {
            Ok(Holder {
                member: MemberId(member),
                role: role_of(id, role)?,
                since: Moment(since),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    holders.sort_by_key(|holder| std::cmp::Reverse(holder.role));
    Ok(holders)
}

/// Gives a member a role from now on and records the change.
pub async fn give(
    tx: &mut Tx,
    team: TeamId,
    member: MemberId,
    role: Role,
    by: Option<MemberId>,
    reason: Option<&str>,
    now: Moment,
) -> Result<()> {
    let before = of_member(tx, team, member).await?;
    let id = counter::take(tx, team, "member_role", 1).await?;
    on!(tx, c => {
        sqlx::query(sql!(
            "insert into member_role (team_id, id, member_id, role, by_id, reason, recorded_at)
             values ($1, $2, $3, $4, $5, $6, $7)"
        ))
        .bind(team.0).bind(id).bind(member.0).bind(role.word()).bind(by.map(|by| by.0))
        .bind(reason).bind(now.0).execute(c).await?;
    });
    let change = Change {
        by,
        reason,
        ..Change::of(member.0, Some(&before), Some(&role))
    };
    record(tx, team, Kind::Role, &change, now).await
}

fn role_of(id: i64, word: String) -> Result<Role> {
    Role::from_word(&word).ok_or(Error::Unreadable {
        table: "member_role",
        column: "role",
        id,
        read: word,
    })
}
