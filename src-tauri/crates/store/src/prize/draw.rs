//! Draws: their plans, what was fixed before, what was done.

use crate::word::{kept, word};
use crate::{Conn, Error, Result, Tx, counter, on, sql};
use rules::contest::standing::Seed;
use rules::points::posting::text_hash;
use rules::prize::draw::pick::roster_text;
use rules::prize::draw::{Act, Plan, State, Ticket};
use rules::{DrawId, MemberId, Moment, TeamId};
use sqlx::FromRow;

/// A draw as it stands.
#[derive(Clone, Debug)]
pub struct Draw {
    /// Which.
    pub id: DrawId,
    /// Who runs it.
    pub by: MemberId,
    /// What it is to be.
    pub plan: Plan,
    /// Where it stands.
    pub state: State,
    /// How many acts there were.
    pub acts: i64,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    by_id: i64,
    plan: String,
    seq: Option<i64>,
    state: Option<String>,
}

impl TryFrom<Row> for Draw {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: DrawId(row.id),
            by: MemberId(row.by_id),
            plan: json("draw_plan", "plan", row.id, row.plan)?,
            state: match row.state {
                None => State::Draft,
                Some(state) => word("draw_act", "state", row.id, state)?,
            },
            acts: row.seq.unwrap_or(0),
        })
    }
}

fn json<T: serde::de::DeserializeOwned>(
    table: &'static str,
    column: &'static str,
    id: i64,
    text: String,
) -> Result<T> {
    serde_json::from_str(&text).map_err(|_| Error::Unreadable {
        table,
        column,
        id,
        read: text,
    })
}

/// The latest draws, newest first; only one of them if asked for.
pub async fn draws(
    conn: &mut Conn,
    team: TeamId,
    only: Option<DrawId>,
    most: i64,
) -> Result<Vec<Draw>> {
    let any = i64::from(only.is_none());
    let only = only.map_or(0, |draw| draw.0);
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select d.id, d.by_id, p.plan, a.seq, a.state from draw d
         join draw_plan p on p.team_id = d.team_id and p.draw_id = d.id and p.id =
              (select max(l.id) from draw_plan l where l.team_id = d.team_id and l.draw_id = d.id)
         left join draw_act a on a.team_id = d.team_id and a.draw_id = d.id and a.seq =
              (select max(l.seq) from draw_act l where l.team_id = d.team_id and l.draw_id = d.id)
         where d.team_id = $1 and ($2 = 1 or d.id = $3) order by d.id desc limit $4"
    ))
    .bind(team.0).bind(any).bind(only).bind(most).fetch_all(c).await?);
    rows.into_iter().map(Draw::try_from).collect()
}

/// One draw.
pub async fn draw(conn: &mut Conn, team: TeamId, id: DrawId) -> Result<Option<Draw>> {
    Ok(draws(conn, team, Some(id), 1).await?.pop())
}

/// Begins a draw as a draft.
pub async fn begin(
    tx: &mut Tx,
    team: TeamId,
    plan: &Plan,
    by: MemberId,
    now: Moment,
) -> Result<DrawId> {
    let id = DrawId(counter::take(tx, team, "draw", 1).await?);
    on!(tx, c => sqlx::query(sql!(
        "insert into draw (team_id, id, by_id, recorded_at) values ($1, $2, $3, $4)"
    ))
    .bind(team.0).bind(id.0).bind(by.0).bind(now.0).execute(c).await.map(drop))?;
    edit(tx, team, id, plan, now).await?;
    Ok(id)
}

/// Gives a draft another plan. The transaction must hold the team.
pub async fn edit(tx: &mut Tx, team: TeamId, draw: DrawId, plan: &Plan, now: Moment) -> Result<()> {
    let text = serde_json::to_string(plan).unwrap_or_default();
    on!(tx, c => sqlx::query(sql!(
        "insert into draw_plan (team_id, draw_id, id, plan, recorded_at)
         select cast($1 as bigint), cast($2 as bigint), coalesce(max(id), 0) + 1, cast($3 as text),
                cast($4 as bigint)
         from draw_plan where team_id = $1 and draw_id = $2"
    ))
    .bind(team.0).bind(draw.0).bind(text).bind(now.0).execute(c).await.map(drop))?;
    Ok(())
}

/// What was fixed before a draw.
#[derive(Clone, Debug)]
pub struct Commitment {
    /// The roster with its tickets.
    pub roster: Vec<Ticket>,
    /// The text of the rule.
    pub rule: String,
    /// Secret until the draw.
    pub seed: Seed,
    /// SHA-256 of the roster's text.
    pub roster_hash: String,
    /// SHA-256 of the rule's text.
    pub rule_hash: String,
    /// SHA-256 of the seed's bytes.
    pub seed_hash: String,
    /// When.
    pub at: Moment,
}

#[derive(FromRow)]
struct CommitmentRow {
    roster: String,
    rule: String,
    seed: String,
    roster_hash: String,
    rule_hash: String,
    seed_hash: String,
    recorded_at: i64,
}

/// What was fixed before a draw, once it was.
pub async fn commitment(conn: &mut Conn, team: TeamId, draw: DrawId) -> Result<Option<Commitment>> {
    let row: Option<CommitmentRow> = on!(conn, c => sqlx::query_as(sql!(
        "select roster, rule, seed, roster_hash, rule_hash, seed_hash, recorded_at from draw_commitment
         where team_id = $1 and draw_id = $2"
    ))
    .bind(team.0).bind(draw.0).fetch_optional(c).await?);
    let Some(row) = row else {
        return Ok(None);
    };
    let seed = Seed::from_hex(&row.seed).ok_or(Error::Unreadable {
        table: "draw_commitment",
        column: "seed",
        id: draw.0,
        read: String::new(),
    })?;
    Ok(Some(Commitment {
        roster: json("draw_commitment", "roster", draw.0, row.roster)?,
        rule: row.rule,
        seed,
        roster_hash: row.roster_hash,
        rule_hash: row.rule_hash,
        seed_hash: row.seed_hash,
        at: Moment(row.recorded_at),
    }))
}

/// Fixes roster and rule, and keeps the seed.
pub async fn commit(
    tx: &mut Tx,
    team: TeamId,
    draw: &Draw,
    (roster, seed): (&[Ticket], Seed),
    now: Moment,
) -> Result<()> {
    let rule = serde_json::to_string(&draw.plan.unlisted()).unwrap_or_default();
    let roster_hash = text_hash(&roster_text(roster));
    let roster = serde_json::to_string(roster).unwrap_or_default();
    let rule_hash = text_hash(&rule);
    on!(tx, c => sqlx::query(sql!(
        "insert into draw_commitment (team_id, draw_id, roster, rule, seed, roster_hash, rule_hash, seed_hash, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    ))
    .bind(team.0).bind(draw.id.0).bind(roster).bind(rule).bind(seed.hex())
    .bind(roster_hash).bind(rule_hash).bind(seed.hash()).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(())
}

/// What was done with a draw.
#[derive(Clone, Debug)]
pub struct Done {
    /// What.
    pub act: Act,
    /// The state it led to.
    pub state: State,
    /// Why.
    pub reason: Option<String>,
    /// What was mixed in.
    pub public: Option<String>,
    /// The number of somebody absent.
    pub number: Option<i64>,
    /// By whom.
    pub by: MemberId,
    /// When.
    pub at: Moment,
}

#[derive(FromRow)]
struct ActRow {
    act: String,
    state: String,
    reason: Option<String>,
    public_word: Option<String>,
    number: Option<i64>,
    by_id: i64,
    recorded_at: i64,
}

/// All that was done with a draw, in order.
pub async fn acts(conn: &mut Conn, team: TeamId, draw: DrawId) -> Result<Vec<Done>> {
    let rows: Vec<ActRow> = on!(conn, c => sqlx::query_as(sql!(
        "select act, state, reason, public_word, number, by_id, recorded_at from draw_act
         where team_id = $1 and draw_id = $2 order by seq"
    ))
    .bind(team.0).bind(draw.0).fetch_all(c).await?);
    let done = |row: ActRow| {
        Ok(Done {
            act: word("draw_act", "act", draw.0, row.act)?,
            state: word("draw_act", "state", draw.0, row.state)?,
            reason: row.reason,
            public: row.public_word,
            number: row.number,
            by: MemberId(row.by_id),
            at: Moment(row.recorded_at),
        })
    };
    rows.into_iter().map(done).collect()
}

/// Records what was done with a draw. The transaction must hold the team.
pub async fn put(tx: &mut Tx, team: TeamId, draw: &Draw, done: &Done) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "insert into draw_act (team_id, draw_id, seq, act, state, reason, public_word, number, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    ))
    .bind(team.0).bind(draw.id.0).bind(draw.acts + 1).bind(kept(done.act)).bind(kept(done.state))
    .bind(done.reason.as_deref()).bind(done.public.as_deref()).bind(done.number)
    .bind(done.by.0).bind(done.at.0).execute(c).await.map(drop))?;
    Ok(())
}
