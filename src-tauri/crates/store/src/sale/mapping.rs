//! How people read tables of no known shop, by the fingerprint of the headings.

use crate::{Conn, Result, Tx, counter, on, sql};
use rules::{MemberId, Moment, TeamId};

/// The mapping kept last for a fingerprint, as JSON.
pub async fn mapping(conn: &mut Conn, team: TeamId, fingerprint: &str) -> Result<Option<String>> {
    Ok(on!(conn, c => sqlx::query_scalar(sql!(
        "select mapping from mapping where team_id = $1 and fingerprint = $2 order by id desc limit 1"
    ))
    .bind(team.0).bind(fingerprint).fetch_optional(c).await?))
}

/// The mappings kept last, whatever their headings, as JSON.
pub async fn kept(conn: &mut Conn, team: TeamId) -> Result<Vec<String>> {
    Ok(on!(conn, c => sqlx::query_scalar(sql!(
        "select mapping from mapping where team_id = $1 order by id desc limit 200"
    ))
    .bind(team.0).fetch_all(c).await?))
}

/// Keeps a mapping, unless it is the one that holds.
pub async fn keep_mapping(
    tx: &mut Tx,
    team: TeamId,
    fingerprint: &str,
    name: &str,
    json: &str,
    by: MemberId,
    now: Moment,
) -> Result<()> {
    if mapping(tx, team, fingerprint).await?.as_deref() == Some(json) {
        return Ok(());
    }
    let id = counter::take(tx, team, "mapping", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into mapping (team_id, id, fingerprint, name, mapping, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7)"
    ))
    .bind(team.0).bind(id).bind(fingerprint).bind(name).bind(json).bind(by.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(())
}
