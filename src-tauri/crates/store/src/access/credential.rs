//! What members sign in with, as Argon2id hashes.

use crate::{Conn, Error, Result, Tx, counter, on, sql};
use rules::access::secret::SecretKind;
use rules::{MemberId, Moment, TeamId};

/// A member who could be the one that signs in.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Their team.
    pub team: TeamId,
    /// Which member.
    pub member: MemberId,
    /// The Argon2id hash of their secret.
    pub hash: String,
}

/// Members with a secret who are here at `now` and whose name, phone or WeChat id is the login:
/// own teams before the demo, at most four.
pub async fn candidates(conn: &mut Conn, login: &str, now: Moment) -> Result<Vec<Candidate>> {
    let rows: Vec<(i64, i64, String)> = on!(conn, c => sqlx::query_as(sql!(
        "select m.team_id, m.id, k.hash
         from member m
         join team t on t.id = m.team_id
         join credential k on k.team_id = m.team_id and k.member_id = m.id
         where (m.name = $1 or m.phone = $1 or m.wechat = $1)
           and (m.left_at is null or m.left_at > $2)
           and k.id = (select max(id) from credential l where l.team_id = m.team_id and l.member_id = m.id)
         order by t.is_demo, m.team_id, m.id limit 4"
    )).bind(login).bind(now.0).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|(team, member, hash)| Candidate {
            team: TeamId(team),
            member: MemberId(member),
            hash,
        })
        .collect())
}

/// What a member signs in with now: its kind and hash.
pub async fn of_member(
    conn: &mut Conn,
    team: TeamId,
    member: MemberId,
) -> Result<Option<(SecretKind, String)>> {
    let row: Option<(i64, String, String)> = on!(conn, c => sqlx::query_as(sql!(
        "select id, kind, hash from credential where team_id = $1 and member_id = $2
         order by id desc limit 1"
    )).bind(team.0).bind(member.0).fetch_optional(c).await?);
    row.map(|(id, kind, hash)| Ok((kind_of(id, kind)?, hash)))
        .transpose()
}

/// Sets what a member signs in with from now on.
pub async fn set(
    tx: &mut Tx,
    team: TeamId,
    member: MemberId,
    kind: SecretKind,
    hash: &str,
    now: Moment,
) -> Result<()> {
    let id = counter::take(tx, team, "credential", 1).await?;
    on!(tx, c => {
        sqlx::query(sql!(
            "insert into credential (team_id, id, member_id, kind, hash, recorded_at)
             values ($1, $2, $3, $4, $5, $6)"
        ))
        .bind(team.0).bind(id).bind(member.0).bind(kind.word()).bind(hash).bind(now.0)
        .execute(c).await?;
    });
    Ok(())
}

fn kind_of(id: i64, word: String) -> Result<SecretKind> {
    [SecretKind::Passphrase, SecretKind::Pin]
        .into_iter()
        .find(|kind| kind.word() == word)
        .ok_or(Error::Unreadable {
            table: "credential",
            column: "kind",
            id,
            read: word,
        })
}
