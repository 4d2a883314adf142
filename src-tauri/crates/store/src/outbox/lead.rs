//! Who led a contest when it was last looked whether somebody passed somebody.

use crate::{Conn, Error, Result, Tx, counter, on, sql};
use rules::{ContestId, EntrantId, Moment, TeamId};

/// The first of a contest, in order.
#[derive(Clone, Debug)]
pub struct Lead {
    /// Its number.
    pub id: i64,
    /// Who they were.
    pub entrants: Vec<EntrantId>,
    /// When it was looked.
    pub at: Moment,
}

/// The first of a contest as they were last noted.
pub async fn last(conn: &mut Conn, team: TeamId, contest: ContestId) -> Result<Option<Lead>> {
    let row: Option<(i64, String, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select id, entrants, recorded_at from outbox_lead
         where team_id = $1 and contest_id = $2 order by id desc limit 1"
    ))
    .bind(team.0).bind(contest.0).fetch_optional(c).await?);
    row.map(|(id, text, at)| {
        let entrants = serde_json::from_str(&text).map_err(|_| Error::Unreadable {
            table: "outbox_lead",
            column: "entrants",
            id,
            read: text,
        })?;
        Ok(Lead {
            id,
            entrants,
            at: Moment(at),
        })
    })
    .transpose()
}

/// Notes the first of a contest; answers the number.
pub async fn put(
    tx: &mut Tx,
    team: TeamId,
    contest: ContestId,
    entrants: &[EntrantId],
    now: Moment,
) -> Result<i64> {
    let id = counter::take(tx, team, "outbox_lead", 1).await?;
    let text = serde_json::to_string(entrants).unwrap_or_default();
    on!(tx, c => sqlx::query(sql!(
        "insert into outbox_lead (team_id, id, contest_id, entrants, recorded_at) values ($1, $2, $3, $4, $5)"
    ))
    .bind(team.0).bind(id).bind(contest.0).bind(text).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(id)
}
