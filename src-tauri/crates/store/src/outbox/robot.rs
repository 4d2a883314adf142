//! Robots: what each is called and sent, and how it is reached.

use crate::{Conn, Error, Result, Tx, counter, on, sql};
use rules::outbox::{Plan, Platform};
use rules::{MemberId, Moment, TeamId};
use sqlx::FromRow;

/// How a robot is reached.
#[derive(Clone)]
pub struct Link {
    /// Its token and secret, sealed.
    pub sealed: String,
    /// The last four characters of its token.
    pub tail: String,
    /// Whether it has a secret to sign with.
    pub signs: bool,
}

/// A robot that was not taken away.
#[derive(Clone)]
pub struct Robot {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub platform: Platform,
    /// What people call it.
    pub name: String,
    /// What it is sent by itself.
    pub plan: Plan,
    /// How it is reached.
    pub link: Link,
    /// What happened before is no news for it.
    pub since: Moment,
    /// When it was connected.
    pub at: Moment,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    platform: String,
    plan_id: i64,
    name: String,
    plan: String,
    sealed: String,
    tail: String,
    signs: i64,
    since: i64,
    recorded_at: i64,
}

impl TryFrom<Row> for Robot {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        let unreadable = |table, column, id, read| Error::Unreadable {
            table,
            column,
            id,
            read,
        };
        let platform = Platform::from_word(&row.platform);
        let plan = serde_json::from_str(&row.plan);
        Ok(Self {
            id: row.id,
            platform: platform
                .ok_or_else(|| unreadable("outbox_robot", "platform", row.id, row.platform))?,
            plan: plan.map_err(|_| unreadable("outbox_plan", "plan", row.plan_id, row.plan))?,
            name: row.name,
            link: Link {
                sealed: row.sealed,
                tail: row.tail,
                signs: row.signs == 1,
            },
            since: Moment(row.since),
            at: Moment(row.recorded_at),
        })
    }
}

/// The robots of a team, the first connected first.
pub async fn robots(conn: &mut Conn, team: TeamId) -> Result<Vec<Robot>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select r.id, r.platform, p.id as plan_id, p.name, p.plan, l.sealed, l.tail, l.signs, l.since, r.recorded_at
         from outbox_robot r
         join outbox_link l on l.team_id = r.team_id and l.robot_id = r.id
         join outbox_plan p on p.team_id = r.team_id and p.id =
              (select max(q.id) from outbox_plan q where q.team_id = r.team_id and q.robot_id = r.id)
         where r.team_id = $1 order by r.id"
    ))
    .bind(team.0).fetch_all(c).await?);
    rows.into_iter().map(Robot::try_from).collect()
}

/// One robot; none when it was taken away.
pub async fn robot(conn: &mut Conn, team: TeamId, id: i64) -> Result<Option<Robot>> {
    let all = robots(conn, team).await?;
    Ok(all.into_iter().find(|robot| robot.id == id))
}

/// The teams that have robots.
pub async fn teams(conn: &mut Conn) -> Result<Vec<TeamId>> {
    let ids: Vec<i64> = on!(conn, c => sqlx::query_scalar(sql!(
        "select distinct team_id from outbox_link order by team_id"
    )).fetch_all(c).await?);
    Ok(ids.into_iter().map(TeamId).collect())
}

/// The names of all robots there ever were, for the log.
pub async fn names(conn: &mut Conn, team: TeamId) -> Result<Vec<(i64, String, Platform)>> {
    let rows: Vec<(i64, String, String)> = on!(conn, c => sqlx::query_as(sql!(
        "select r.id, p.name, r.platform from outbox_robot r
         join outbox_plan p on p.team_id = r.team_id and p.id =
              (select max(q.id) from outbox_plan q where q.team_id = r.team_id and q.robot_id = r.id)
         where r.team_id = $1 order by r.id"
    ))
    .bind(team.0).fetch_all(c).await?);
    rows.into_iter()
        .map(|(id, name, word)| match Platform::from_word(&word) {
            Some(platform) => Ok((id, name, platform)),
            None => Err(Error::Unreadable {
                table: "outbox_robot",
                column: "platform",
                id,
                read: word,
            }),
        })
        .collect()
}

/// Connects a robot; what it is called and how it is reached is put beside it.
pub async fn connect(
    tx: &mut Tx,
    team: TeamId,
    platform: Platform,
    by: MemberId,
    now: Moment,
) -> Result<i64> {
    let id = counter::take(tx, team, "outbox_robot", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into outbox_robot (team_id, id, platform, by_id, recorded_at) values ($1, $2, $3, $4, $5)"
    ))
    .bind(team.0).bind(id).bind(platform.word()).bind(by.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(id)
}

/// Gives a robot a name and a plan from now on.
pub async fn put_plan(
    tx: &mut Tx,
    team: TeamId,
    robot: i64,
    (name, plan): (&str, &Plan),
    by: MemberId,
    now: Moment,
) -> Result<()> {
    let id = counter::take(tx, team, "outbox_plan", 1).await?;
    let plan = serde_json::to_string(plan).unwrap_or_default();
    on!(tx, c => sqlx::query(sql!(
        "insert into outbox_plan (team_id, id, robot_id, name, plan, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7)"
    ))
    .bind(team.0).bind(id).bind(robot).bind(name).bind(plan).bind(by.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(())
}

/// Says how a robot is reached, and since when it is told what happens.
pub async fn put_link(
    tx: &mut Tx,
    team: TeamId,
    robot: i64,
    link: &Link,
    since: Moment,
) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "insert into outbox_link (team_id, robot_id, sealed, tail, signs, since) values ($1, $2, $3, $4, $5, $6)
         on conflict (team_id, robot_id) do update
         set sealed = excluded.sealed, tail = excluded.tail, signs = excluded.signs, since = excluded.since"
    ))
    .bind(team.0).bind(robot).bind(&link.sealed).bind(&link.tail).bind(i64::from(link.signs))
    .bind(since.0).execute(c).await.map(drop))?;
    Ok(())
}

/// Takes a robot away: what waits for it is dropped, and how it was reached is forgotten.
pub async fn end(tx: &mut Tx, team: TeamId, robot: i64, by: MemberId, now: Moment) -> Result<()> {
    on!(tx, c => {
        sqlx::query(sql!(
            "insert into outbox_robot_end (team_id, robot_id, by_id, recorded_at) values ($1, $2, $3, $4)
             on conflict do nothing"
        ))
        .bind(team.0).bind(robot).bind(by.0).bind(now.0).execute(&mut *c).await?;
        sqlx::query(sql!("delete from outbox_link where team_id = $1 and robot_id = $2"))
            .bind(team.0).bind(robot).execute(&mut *c).await?;
        sqlx::query(sql!(
            "insert into outbox_end (team_id, message_id, outcome, recorded_at)
             select team_id, message_id, 'dropped', cast($3 as bigint) from outbox_queue
             where team_id = $1 and robot_id = $2 on conflict do nothing"
        ))
        .bind(team.0).bind(robot).bind(now.0).execute(&mut *c).await?;
        sqlx::query(sql!("delete from outbox_queue where team_id = $1 and robot_id = $2"))
            .bind(team.0).bind(robot).execute(c).await?;
    });
    Ok(())
}
