//! Invitations; only the hash of a link's token is kept.

use crate::{Conn, Result, Tx, counter, on, sql};
use rules::access::invitation::InvitationState;
use rules::{InvitationId, MemberId, Moment, TeamId};

/// An invitation.
#[derive(Clone, Copy, Debug)]
pub struct Invitation {
    /// The team it leads to.
    pub team: TeamId,
    /// Its number in the team.
    pub id: InvitationId,
    /// Whom it is for.
    pub member: MemberId,
    /// Who issued it.
    pub by: MemberId,
    /// When it was issued.
    pub issued_at: Moment,
    /// When it expires.
    pub expires_at: Moment,
    /// When it was accepted.
    pub accepted_at: Option<Moment>,
    /// When it was taken back.
    pub revoked_at: Option<Moment>,
}

impl Invitation {
    /// Where it stands now.
    pub fn state(&self, now: Moment) -> InvitationState {
        InvitationState::of(self.accepted_at, self.revoked_at, self.expires_at, now)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    team_id: i64,
    id: i64,
    member_id: i64,
    by_id: i64,
    recorded_at: i64,
    expires_at: i64,
    accepted_at: Option<i64>,
    revoked_at: Option<i64>,
}

impl From<Row> for Invitation {
    fn from(row: Row) -> Self {
        Self {
            team: TeamId(row.team_id),
            id: InvitationId(row.id),
            member: MemberId(row.member_id),
            by: MemberId(row.by_id),
            issued_at: Moment(row.recorded_at),
            expires_at: Moment(row.expires_at),
            accepted_at: row.accepted_at.map(Moment),
            revoked_at: row.revoked_at.map(Moment),
        }
    }
}

/// Issues an invitation and takes back the open ones of the same member.
pub async fn issue(
    tx: &mut Tx,
    team: TeamId,
    member: MemberId,
    token_hash: &str,
    by: MemberId,
    now: Moment,
    expires: Moment,
) -> Result<InvitationId> {
    let id = counter::take(tx, team, "invitation", 1).await?;
    on!(tx, c => {
        sqlx::query(sql!(
            "update invitation set revoked_at = $3
             where team_id = $1 and member_id = $2 and accepted_at is null and revoked_at is null"
        )).bind(team.0).bind(member.0).bind(now.0).execute(&mut *c).await?;
        sqlx::query(sql!(
            "insert into invitation (team_id, id, member_id, token_hash, by_id, expires_at, recorded_at)
             values ($1, $2, $3, $4, $5, $6, $7)"
        ))
        .bind(team.0).bind(id).bind(member.0).bind(token_hash).bind(by.0).bind(expires.0)
        .bind(now.0).execute(c).await?;
    });
    Ok(InvitationId(id))
}

/// The invitation of a token.
pub async fn by_token(conn: &mut Conn, token_hash: &str) -> Result<Option<Invitation>> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select team_id, id, member_id, by_id, recorded_at, expires_at, accepted_at, revoked_at
         from invitation where token_hash = $1"
    )).bind(token_hash).fetch_optional(c).await?);
    Ok(row.map(Invitation::from))
}

/// One invitation of a team.
pub async fn one(conn: &mut Conn, team: TeamId, id: InvitationId) -> Result<Option<Invitation>> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select team_id, id, member_id, by_id, recorded_at, expires_at, accepted_at, revoked_at
         from invitation where team_id = $1 and id = $2"
    )).bind(team.0).bind(id.0).fetch_optional(c).await?);
    Ok(row.map(Invitation::from))
}

/// The latest invitation of each member who has one, the latest first, at most 500.
pub async fn latest(conn: &mut Conn, team: TeamId) -> Result<Vec<Invitation>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select team_id, id, member_id, by_id, recorded_at, expires_at, accepted_at, revoked_at
         from invitation i where team_id = $1
           and id = (select max(id) from invitation l
                     where l.team_id = i.team_id and l.member_id = i.member_id)
         order by id desc limit 500"
    )).bind(team.0).fetch_all(c).await?);
    Ok(rows.into_iter().map(Invitation::from).collect())
}

/// Uses an invitation up; whether it was still open, so that of two at once one wins.
pub async fn accept(tx: &mut Tx, team: TeamId, id: InvitationId, now: Moment) -> Result<bool> {
    Ok(on!(tx, c => sqlx::query(sql!(
        "update invitation set accepted_at = $3
         where team_id = $1 and id = $2 and accepted_at is null and revoked_at is null and expires_at > $3"
    )).bind(team.0).bind(id.0).bind(now.0).execute(c).await?.rows_affected())
        > 0)
}

/// Takes an open invitation back; whether it was open.
pub async fn revoke(tx: &mut Tx, team: TeamId, id: InvitationId, now: Moment) -> Result<bool> {
    Ok(on!(tx, c => sqlx::query(sql!(
        "update invitation set revoked_at = $3
         where team_id = $1 and id = $2 and accepted_at is null and revoked_at is null and expires_at > $3"
    )).bind(team.0).bind(id.0).bind(now.0).execute(c).await?.rows_affected())
        > 0)
}

/// Ends a member's open invitations.
pub async fn revoke_open(tx: &mut Tx, team: TeamId, member: MemberId, now: Moment) -> Result<()> {
    on!(tx, c => {
        sqlx::query(sql!(
            "update invitation set revoked_at = $3
             where team_id = $1 and member_id = $2 and accepted_at is null and revoked_at is null"
        )).bind(team.0).bind(member.0).bind(now.0).execute(c).await?;
    });
    Ok(())
}
