//! Contests, the versions of their rules, and what people did with them.

use crate::word::{kept, word};
use crate::{Conn, Error, Result, Tx, counter, on, sql};
use rules::contest::standing::Seed;
use rules::contest::{Act, Rule, State};
use rules::{ContestId, MemberId, Moment, TeamId};
use sqlx::FromRow;
use std::sync::Arc;

/// A contest as recorded: its last rule and the last thing people did with it.
#[derive(Clone, Debug)]
pub struct Contest {
    /// Which.
    pub id: ContestId,
    /// Who runs it.
    pub by: MemberId,
    /// When it was begun.
    pub recorded_at: Moment,
    /// The number of its rule's version.
    pub rule_id: i64,
    /// What the version is known by.
    pub hash: String,
    /// The rule.
    pub rule: Arc<Rule>,
    /// The last state that people brought it to; time may have moved it on.
    pub state: State,
    /// Since when.
    pub since: Moment,
    /// Why, if it was said.
    pub reason: Option<String>,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    by_id: i64,
    recorded_at: i64,
    rule_id: i64,
    hash: String,
    rule: String,
    state: Option<String>,
    since: Option<i64>,
    reason: Option<String>,
}

fn rule(id: i64, text: String) -> Result<Arc<Rule>> {
    let read = serde_json::from_str(&text).map_err(|_| Error::Unreadable {
        table: "contest_rule",
        column: "rule",
        id,
        read: text,
    })?;
    Ok(Arc::new(read))
}

impl TryFrom<Row> for Contest {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: ContestId(row.id),
            by: MemberId(row.by_id),
            recorded_at: Moment(row.recorded_at),
            rule_id: row.rule_id,
            hash: row.hash,
            rule: rule(row.rule_id, row.rule)?,
            state: match row.state {
                None => State::Draft,
                Some(state) => word("contest_act", "state", row.id, state)?,
            },
            since: Moment(row.since.unwrap_or(row.recorded_at)),
            reason: row.reason,
        })
    }
}

/// All contests of a team, the latest begun first.
pub async fn contests(conn: &mut Conn, team: TeamId) -> Result<Vec<Contest>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select k.id, k.by_id, k.recorded_at, r.id as rule_id, r.hash, r.rule, a.state, a.recorded_at as since, a.reason
         from contest k
         join contest_rule r on r.team_id = k.team_id and r.id =
              (select max(l.id) from contest_rule l where l.team_id = k.team_id and l.contest_id = k.id)
         left join contest_act a on a.team_id = k.team_id and a.id =
              (select max(l.id) from contest_act l where l.team_id = k.team_id and l.contest_id = k.id)
         where k.team_id = $1 order by k.id desc"
    ))
    .bind(team.0).fetch_all(c).await?);
    rows.into_iter().map(Contest::try_from).collect()
}

/// One contest.
pub async fn contest(conn: &mut Conn, team: TeamId, id: ContestId) -> Result<Option<Contest>> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select k.id, k.by_id, k.recorded_at, r.id as rule_id, r.hash, r.rule, a.state, a.recorded_at as since, a.reason
         from contest k
         join contest_rule r on r.team_id = k.team_id and r.id =
              (select max(l.id) from contest_rule l where l.team_id = k.team_id and l.contest_id = k.id)
         left join contest_act a on a.team_id = k.team_id and a.id =
              (select max(l.id) from contest_act l where l.team_id = k.team_id and l.contest_id = k.id)
         where k.team_id = $1 and k.id = $2"
    ))
    .bind(team.0).bind(id.0).fetch_optional(c).await?);
    row.map(Contest::try_from).transpose()
}

/// Begins a contest as a draft, with the seed that its draws will be decided by.
pub async fn begin(
    tx: &mut Tx,
    team: TeamId,
    (by, copied_from): (MemberId, Option<ContestId>),
    rule: &Rule,
    seed: &Seed,
    now: Moment,
) -> Result<ContestId> {
    let id = counter::take(tx, team, "contest", 1).await?;
    on!(tx, c => {
        sqlx::query(sql!(
            "insert into contest (team_id, id, by_id, copied_from, recorded_at) values ($1, $2, $3, $4, $5)"
        ))
        .bind(team.0).bind(id).bind(by.0).bind(copied_from.map(|from| from.0)).bind(now.0)
        .execute(&mut *c).await?;
        sqlx::query(sql!(
            "insert into contest_seed (team_id, contest_id, seed, recorded_at) values ($1, $2, $3, $4)"
        ))
        .bind(team.0).bind(id).bind(seed.hex()).bind(now.0).execute(c).await?;
    });
    let id = ContestId(id);
    put_rule(tx, team, id, rule, (by, None), now).await?;
    Ok(id)
}

/// The seed of a contest.
pub async fn seed(conn: &mut Conn, team: TeamId, contest: ContestId) -> Result<Seed> {
    let text: String = on!(conn, c => sqlx::query_scalar(sql!(
        "select seed from contest_seed where team_id = $1 and contest_id = $2"
    ))
    .bind(team.0).bind(contest.0).fetch_one(c).await?);
    Seed::from_hex(&text).ok_or(Error::Unreadable {
        table: "contest_seed",
        column: "seed",
        id: contest.0,
        read: text,
    })
}

/// A version of a rule.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number.
    pub id: i64,
    /// What it is known by.
    pub hash: String,
    /// The rule.
    pub rule: Arc<Rule>,
    /// Why it was made.
    pub reason: Option<String>,
    /// By whom.
    pub by: MemberId,
    /// When.
    pub at: Moment,
}

/// Writes the next version of a rule.
pub async fn put_rule(
    tx: &mut Tx,
    team: TeamId,
    contest: ContestId,
    rule: &Rule,
    (by, reason): (MemberId, Option<&str>),
    now: Moment,
) -> Result<i64> {
    let id = counter::take(tx, team, "contest_rule", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into contest_rule (team_id, id, contest_id, rule, hash, reason, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)"
    ))
    .bind(team.0).bind(id).bind(contest.0).bind(rule.json()).bind(rule.hash()).bind(reason)
    .bind(by.0).bind(now.0).execute(c).await.map(drop))?;
    Ok(id)
}

/// All versions of a rule, the first first.
pub async fn versions(conn: &mut Conn, team: TeamId, contest: ContestId) -> Result<Vec<Version>> {
    type Row = (i64, String, String, Option<String>, i64, i64);
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select id, hash, rule, reason, by_id, recorded_at from contest_rule
         where team_id = $1 and contest_id = $2 order by id"
    ))
    .bind(team.0).bind(contest.0).fetch_all(c).await?);
    rows.into_iter()
        .map(|(id, hash, text, reason, by, at)| {
            Ok(Version {
                id,
                hash,
                rule: rule(id, text)?,
                reason,
                by: MemberId(by),
                at: Moment(at),
            })
        })
        .collect()
}

/// One thing that was done with a contest.
#[derive(Clone, Debug)]
pub struct Done {
    /// What.
    pub act: Act,
    /// Where it left the contest.
    pub state: State,
    /// By which version of the rule.
    pub rule_id: i64,
    /// Why.
    pub reason: Option<String>,
    /// By whom.
    pub by: MemberId,
    /// When.
    pub at: Moment,
}

/// Records what was done with a contest.
pub async fn put(tx: &mut Tx, team: TeamId, contest: ContestId, done: &Done) -> Result<()> {
    let id = counter::take(tx, team, "contest_act", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into contest_act (team_id, id, contest_id, act, state, rule_id, reason, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    ))
    .bind(team.0).bind(id).bind(contest.0).bind(kept(done.act)).bind(kept(done.state))
    .bind(done.rule_id).bind(&done.reason).bind(done.by.0).bind(done.at.0)
    .execute(c).await.map(drop))?;
    Ok(())
}

/// Everything that was done with a contest, in order.
pub async fn acts(conn: &mut Conn, team: TeamId, contest: ContestId) -> Result<Vec<Done>> {
    type Row = (i64, String, String, i64, Option<String>, i64, i64);
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select id, act, state, rule_id, reason, by_id, recorded_at from contest_act
         where team_id = $1 and contest_id = $2 order by id"
    ))
    .bind(team.0).bind(contest.0).fetch_all(c).await?);
    rows.into_iter()
        .map(|(id, act, state, rule_id, reason, by, at)| {
            Ok(Done {
                act: word("contest_act", "act", id, act)?,
                state: word("contest_act", "state", id, state)?,
                rule_id,
                reason,
                by: MemberId(by),
                at: Moment(at),
            })
        })
        .collect()
}
