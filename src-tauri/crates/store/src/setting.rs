//! Teams and their settings.

use crate::record::{Change, record};
use crate::{Conn, Error, Result, Tx, on, sql};
use rules::points::Calendars;
use rules::record::Kind;
use rules::team::Settings;
use rules::{MemberId, Moment, TeamId};

/// A team as the house knows it.
#[derive(Clone, Debug)]
pub struct Team {
    /// Which team.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// Whether it is the demo team.
    pub is_demo: bool,
    /// Its settings now.
    pub settings: Settings,
}

/// Every team in the database, in the order they were begun.
pub async fn teams(conn: &mut Conn) -> Result<Vec<Team>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select id, name, is_demo, settings from team order by id"
    )).fetch_all(c).await?);
    rows.into_iter().map(Team::try_from).collect()
}

/// The number of every team, in the order they were begun; also where its settings cannot be read.
pub async fn team_ids(conn: &mut Conn) -> Result<Vec<TeamId>> {
    let ids: Vec<i64> = on!(conn, c => sqlx::query_scalar(sql!(
        "select id from team order by id"
    )).fetch_all(c).await?);
    Ok(ids.into_iter().map(TeamId).collect())
}

/// One team.
pub async fn team(conn: &mut Conn, team: TeamId) -> Result<Option<Team>> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select id, name, is_demo, settings from team where id = $1"
    )).bind(team.0).fetch_optional(c).await?);
    row.map(Team::try_from).transpose()
}

/// Begins a team; its number is one past the last.
pub async fn begin_team(
    tx: &mut Tx,
    name: &str,
    settings: &Settings,
    is_demo: bool,
    now: Moment,
) -> Result<TeamId> {
    let settings = json(settings);
    let id: i64 = on!(tx, c => sqlx::query_scalar(sql!(
        "insert into team (id, name, is_demo, settings, recorded_at)
         select coalesce(max(id), 0) + 1, cast($1 as text), cast($2 as bigint),
                cast($3 as text), cast($4 as bigint) from team returning id"
    ))
    .bind(name).bind(i64::from(is_demo)).bind(settings).bind(now.0).fetch_one(c).await?);
    Ok(TeamId(id))
}

/// Gives a team new settings and records the change with who and why.
pub async fn change(
    tx: &mut Tx,
    team: TeamId,
    before: &Settings,
    after: &Settings,
    by: MemberId,
    reason: &str,
    now: Moment,
) -> Result<()> {
    let text = json(after);
    on!(tx, c => {
        sqlx::query(sql!("update team set settings = $2 where id = $1"))
            .bind(team.0).bind(text).execute(c).await?;
    });
    let change = Change::of(team.0, Some(before), Some(after)).by(by, Some(reason));
    record(tx, team, Kind::Setting, &change, now).await
}

/// All calendars a team ever had, by the record of changes of its settings.
pub async fn calendars(conn: &mut Conn, team: TeamId, settings: &Settings) -> Result<Calendars> {
    let rows: Vec<(i64, Option<String>, Option<String>, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select id, before, after, recorded_at from record
         where team_id = $1 and kind = $2 and subject_id = $1 order by id"
    ))
    .bind(team.0).bind(Kind::Setting.word()).fetch_all(c).await?);
    let read = |column, id, text: Option<String>| {
        let text = text.unwrap_or_default();
        let settings = serde_json::from_str::<Settings>(&text);
        settings.map_err(|_| Error::Unreadable {
            table: "record",
            column,
            id,
            read: text,
        })
    };
    let mut first = settings.calendar();
    let mut later = Vec::with_capacity(rows.len());
    for (nth, (id, before, after, at)) in rows.into_iter().enumerate() {
        if nth == 0 {
            first = read("before", id, before)?.calendar();
        }
        later.push((Moment(at), read("after", id, after)?.calendar()));
    }
    Ok(Calendars::new(first, later))
}

type Row = (i64, String, i64, String);

impl TryFrom<Row> for Team {
    type Error = Error;
    fn try_from((id, name, is_demo, settings): Row) -> Result<Self> {
        let settings = serde_json::from_str(&settings).map_err(|_| Error::Unreadable {
            table: "team",
            column: "settings",
            id,
            read: settings,
        })?;
        Ok(Self {
            id: TeamId(id),
            name,
            is_demo: is_demo == 1,
            settings,
        })
    }
}

fn json(settings: &Settings) -> String {
    serde_json::to_string(settings).expect("plain data is always JSON")
}
