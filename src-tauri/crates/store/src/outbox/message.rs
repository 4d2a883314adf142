//! Messages: queued once, ended once.

use super::picture;
use crate::{Conn, Error, Result, Tx, counter, on, sql};
use rules::outbox::{End, Kind, Message};
use rules::{MemberId, Moment, TeamId};

/// A message to be queued.
#[derive(Clone, Debug)]
pub struct New<'a> {
    /// For which robot.
    pub robot: i64,
    /// What it is about.
    pub kind: Kind,
    /// The same event has the same key.
    pub key: &'a str,
    /// When it may be sent.
    pub due: Moment,
    /// Who sends it; none for the program itself.
    pub by: Option<MemberId>,
    /// What it says.
    pub says: &'a Message,
}

/// A message that waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its number.
    pub id: i64,
    /// For which robot.
    pub robot: i64,
    /// What it is about.
    pub kind: Kind,
    /// When it may be sent.
    pub due: Moment,
    /// What it says.
    pub says: Message,
}

/// A message as the log shows it.
#[derive(Clone, Debug)]
pub struct Logged {
    /// Its number.
    pub id: i64,
    /// For which robot.
    pub robot: i64,
    /// What it is about.
    pub kind: Kind,
    /// When it may be sent.
    pub due: Moment,
    /// Who sent it; none for the program itself.
    pub by: Option<MemberId>,
    /// When it was queued.
    pub at: Moment,
    /// What it says; forgotten after some weeks.
    pub says: Option<Message>,
    /// What became of it, and when.
    pub end: Option<(End, Moment)>,
}

/// Whether an event was queued for a robot.
pub async fn is_queued(conn: &mut Conn, team: TeamId, robot: i64, key: &str) -> Result<bool> {
    let found: Option<i64> = on!(conn, c => sqlx::query_scalar(sql!(
        "select id from outbox_message where team_id = $1 and robot_id = $2 and key = $3"
    ))
    .bind(team.0).bind(robot).bind(key).fetch_optional(c).await?);
    Ok(found.is_some())
}

/// Queues a message; none when its event was queued before.
pub async fn queue(tx: &mut Tx, team: TeamId, new: New<'_>, now: Moment) -> Result<Option<i64>> {
    if is_queued(tx, team, new.robot, new.key).await? {
        return Ok(None);
    }
    let id = counter::take(tx, team, "outbox_message", 1).await?;
    let text = serde_json::to_string(new.says).unwrap_or_default();
    on!(tx, c => {
        sqlx::query(sql!(
            "insert into outbox_message (team_id, id, robot_id, kind, key, due_at, by_id, recorded_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)"
        ))
        .bind(team.0).bind(id).bind(new.robot).bind(new.kind.word()).bind(new.key).bind(new.due.0)
        .bind(new.by.map(|by| by.0)).bind(now.0).execute(&mut *c).await?;
        sqlx::query(sql!(
            "insert into outbox_text (team_id, message_id, text, recorded_at) values ($1, $2, $3, $4)"
        ))
        .bind(team.0).bind(id).bind(text).bind(now.0).execute(&mut *c).await?;
        sqlx::query(sql!(
            "insert into outbox_queue (team_id, message_id, robot_id, due_at) values ($1, $2, $3, $4)"
        ))
        .bind(team.0).bind(id).bind(new.robot).bind(new.due.0).execute(c).await?;
    });
    Ok(Some(id))
}

/// The messages of a team that wait, in the order in which they go.
pub async fn waiting(conn: &mut Conn, team: TeamId) -> Result<Vec<Waiting>> {
    let rows: Vec<(i64, i64, String, i64, String)> = on!(conn, c => sqlx::query_as(sql!(
        "select q.message_id, q.robot_id, m.kind, q.due_at, t.text from outbox_queue q
         join outbox_message m on m.team_id = q.team_id and m.id = q.message_id
         join outbox_text t on t.team_id = q.team_id and t.message_id = q.message_id
         where q.team_id = $1 order by q.due_at, q.message_id"
    ))
    .bind(team.0).fetch_all(c).await?);
    rows.into_iter()
        .map(|(id, robot, kind, due, text)| {
            Ok(Waiting {
                id,
                robot,
                kind: read_kind(id, kind)?,
                due: Moment(due),
                says: says(id, text)?,
            })
        })
        .collect()
}

/// Says otherwise what a message that waits says, as after a part of it was taken back.
pub async fn reword(tx: &mut Tx, team: TeamId, id: i64, says: &Message) -> Result<()> {
    let text = serde_json::to_string(says).unwrap_or_default();
    on!(tx, c => sqlx::query(sql!(
        "update outbox_text set text = $3 where team_id = $1 and message_id = $2"
    ))
    .bind(team.0).bind(id).bind(text).execute(c).await.map(drop))?;
    Ok(())
}

/// Forgets what one message said, as when all of it was taken back.
pub async fn forget_text(tx: &mut Tx, team: TeamId, id: i64) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "delete from outbox_text where team_id = $1 and message_id = $2"
    ))
    .bind(team.0).bind(id).execute(c).await.map(drop))?;
    Ok(())
}

/// Says what became of a message; nothing happens if that was said before.
pub async fn end(tx: &mut Tx, team: TeamId, id: i64, end: End, now: Moment) -> Result<()> {
    on!(tx, c => {
        sqlx::query(sql!(
            "insert into outbox_end (team_id, message_id, outcome, recorded_at) values ($1, $2, $3, $4)
             on conflict do nothing"
        ))
        .bind(team.0).bind(id).bind(end.word()).bind(now.0).execute(&mut *c).await?;
        sqlx::query(sql!("delete from outbox_queue where team_id = $1 and message_id = $2"))
            .bind(team.0).bind(id).execute(c).await?;
    });
    match end {
        End::Done => picture::drop_of(tx, team, id).await,
        // It may be sent again.
        End::Refused | End::Unsure | End::Late | End::Dropped => Ok(()),
    }
}

type Row = (
    i64,
    i64,
    String,
    i64,
    Option<i64>,
    i64,
    Option<String>,
    Option<String>,
    Option<i64>,
);

/// The messages of a team, the latest first: at most `count` before a number.
pub async fn logged(
    conn: &mut Conn,
    team: TeamId,
    before: Option<i64>,
    count: i64,
) -> Result<Vec<Logged>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select m.id, m.robot_id, m.kind, m.due_at, m.by_id, m.recorded_at, t.text, e.outcome, e.recorded_at
         from outbox_message m
         left join outbox_text t on t.team_id = m.team_id and t.message_id = m.id
         left join outbox_end e on e.team_id = m.team_id and e.message_id = m.id
         where m.team_id = $1 and (cast($2 as bigint) is null or m.id < $2)
         order by m.id desc limit $3"
    ))
    .bind(team.0).bind(before).bind(count).fetch_all(c).await?);
    rows.into_iter()
        .map(|(id, robot, kind, due, by, at, text, outcome, ended)| {
            let unreadable = |table, column, read| Error::Unreadable {
                table,
                column,
                id,
                read,
            };
            let end = outcome.map(|word| {
                End::from_word(&word).ok_or_else(|| unreadable("outbox_end", "outcome", word))
            });
            Ok(Logged {
                id,
                robot,
                kind: read_kind(id, kind)?,
                due: Moment(due),
                by: by.map(MemberId),
                at: Moment(at),
                says: text.map(|text| says(id, text)).transpose()?,
                end: end.transpose()?.zip(ended.map(Moment)),
            })
        })
        .collect()
}

/// Forgets what messages said that were queued before a moment and wait no longer.
pub async fn forget_texts(tx: &mut Tx, team: TeamId, before: Moment) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "delete from outbox_text where team_id = $1 and recorded_at < $2
           and not exists (select 1 from outbox_queue q
                           where q.team_id = outbox_text.team_id and q.message_id = outbox_text.message_id)"
    ))
    .bind(team.0).bind(before.0).execute(c).await.map(drop))?;
    picture::forget(tx, team, before).await
}

/// Whether there is anything that [`forget_texts`] would forget.
pub async fn has_old_texts(conn: &mut Conn, team: TeamId, before: Moment) -> Result<bool> {
    let found: Option<i64> = on!(conn, c => sqlx::query_scalar(sql!(
        "select t.message_id from outbox_text t where t.team_id = $1 and t.recorded_at < $2
           and not exists (select 1 from outbox_queue q
                           where q.team_id = t.team_id and q.message_id = t.message_id) limit 1"
    ))
    .bind(team.0).bind(before.0).fetch_optional(c).await?);
    Ok(found.is_some())
}

fn read_kind(id: i64, word: String) -> Result<Kind> {
    Kind::from_word(&word).ok_or(Error::Unreadable {
        table: "outbox_message",
        column: "kind",
        id,
        read: word,
    })
}

fn says(id: i64, text: String) -> Result<Message> {
    serde_json::from_str(&text).map_err(|_| Error::Unreadable {
        table: "outbox_text",
        column: "text",
        id,
        read: text,
    })
}
