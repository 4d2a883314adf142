//! What the founder tells everyone.

use crate::{Conn, Result, Tx, counter, on, sql};
use rules::{AnnouncementId, MemberId, Moment, TeamId};

/// An announcement that was not taken down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Which.
    pub id: AnnouncementId,
    /// One line.
    pub title: String,
    /// What there is to say.
    pub words: String,
    /// It stands on the first page until then; none: until it is taken down.
    pub until: Option<Moment>,
    /// By whom.
    pub by: MemberId,
    /// When.
    pub at: Moment,
}

type Row = (i64, String, String, Option<i64>, i64, i64);

/// The latest announcements that still hang, newest first.
pub async fn announcements(
    conn: &mut Conn,
    team: TeamId,
    now: Moment,
    most: i64,
) -> Result<Vec<Announcement>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select a.id, a.title, a.words, a.until, a.by_id, a.recorded_at from announcement a
         where a.team_id = $1 and (a.until is null or a.until > $2) and not exists
               (select 1 from announcement_end e where e.team_id = a.team_id and e.announcement_id = a.id)
         order by a.id desc limit $3"
    ))
    .bind(team.0).bind(now.0).bind(most).fetch_all(c).await?);
    let one = |(id, title, words, until, by, at): Row| Announcement {
        id: AnnouncementId(id),
        title,
        words,
        until: until.map(Moment),
        by: MemberId(by),
        at: Moment(at),
    };
    Ok(rows.into_iter().map(one).collect())
}

/// An announcement to make.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    /// The request's own mark: told twice with the same, it is told once.
    pub request: &'a str,
    /// One line.
    pub title: &'a str,
    /// What there is to say.
    pub words: &'a str,
    /// Until when it stands on the first page; none: until it is taken down.
    pub until: Option<Moment>,
}

/// Tells everyone. The transaction must hold the team.
pub async fn announce(
    tx: &mut Tx,
    team: TeamId,
    new: New<'_>,
    by: MemberId,
    now: Moment,
) -> Result<()> {
    let id = counter::take(tx, team, "announcement", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into announcement (team_id, id, request, title, words, until, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing"
    ))
    .bind(team.0).bind(id).bind(new.request).bind(new.title).bind(new.words)
    .bind(new.until.map(|until| until.0)).bind(by.0).bind(now.0).execute(c).await.map(drop))?;
    Ok(())
}

/// Takes an announcement down; whether there was one.
pub async fn take_down(
    tx: &mut Tx,
    team: TeamId,
    id: AnnouncementId,
    by: MemberId,
    now: Moment,
) -> Result<bool> {
    Ok(on!(tx, c => sqlx::query(sql!(
        "insert into announcement_end (team_id, announcement_id, by_id, recorded_at)
         select a.team_id, a.id, cast($3 as bigint), cast($4 as bigint) from announcement a
         where a.team_id = $1 and a.id = $2 and not exists
               (select 1 from announcement_end e where e.team_id = a.team_id and e.announcement_id = a.id)"
    ))
    .bind(team.0).bind(id.0).bind(by.0).bind(now.0).execute(c).await?.rows_affected())
        > 0)
}
