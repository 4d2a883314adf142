//! Members' photos: one each, replaced and removed in place.

use crate::{Conn, Result, Tx, counter, on, sql};
use rules::{MemberId, Moment, TeamId};

/// Who of a team has a photo, and which version of it, by member.
pub async fn photos(conn: &mut Conn, team: TeamId) -> Result<Vec<(MemberId, i64)>> {
    let rows: Vec<(i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select member_id, version from member_photo where team_id = $1 order by member_id"
    )).bind(team.0).fetch_all(c).await?);
    let photo = |(member, version)| (MemberId(member), version);
    Ok(rows.into_iter().map(photo).collect())
}

/// A version of a member's photo as JPEG; none when it was replaced or removed.
pub async fn photo(
    conn: &mut Conn,
    team: TeamId,
    member: MemberId,
    version: i64,
) -> Result<Option<Vec<u8>>> {
    Ok(on!(conn, c => sqlx::query_scalar(sql!(
        "select jpeg from member_photo where team_id = $1 and member_id = $2 and version = $3"
    )).bind(team.0).bind(member.0).bind(version).fetch_optional(c).await?))
}

/// Puts a photo in the place of the one before. Answers its version and whether there was one before.
pub async fn put_photo(
    tx: &mut Tx,
    team: TeamId,
    member: MemberId,
    jpeg: &[u8],
    now: Moment,
) -> Result<(i64, bool)> {
    let had = remove_photo(tx, team, member).await?;
    let version = counter::take(tx, team, "member_photo", 1).await?;
    on!(tx, c => {
        sqlx::query(sql!(
            "insert into member_photo (team_id, member_id, version, jpeg, recorded_at)
             values ($1, $2, $3, $4, $5)"
        ))
        .bind(team.0).bind(member.0).bind(version).bind(jpeg).bind(now.0).execute(c).await?;
    });
    Ok((version, had))
}

/// Removes a member's photo for good. Answers whether there was one.
pub async fn remove_photo(tx: &mut Tx, team: TeamId, member: MemberId) -> Result<bool> {
    let removed = on!(tx, c => sqlx::query(sql!(
        "delete from member_photo where team_id = $1 and member_id = $2"
    )).bind(team.0).bind(member.0).execute(c).await?.rows_affected());
    Ok(removed > 0)
}
