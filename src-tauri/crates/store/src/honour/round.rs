//! Rounds: who is nominated for a title, who voted, how it ended.

use super::title::json;
use crate::word::{kept, word};
use crate::{Conn, Result, Tx, counter, on, sql};
use rules::honour::round::{Nomination, Plan, State};
use rules::{MemberId, Moment, RoundId, TeamId, TitleId};
use sqlx::FromRow;
use std::collections::BTreeMap;

/// A round as it stands.
#[derive(Clone, Debug)]
pub struct Round {
    /// Which.
    pub id: RoundId,
    /// For which title.
    pub title: TitleId,
    /// What was announced.
    pub plan: Plan,
    /// Who runs it.
    pub by: MemberId,
    /// How it ended, with the reason; none: not yet.
    pub end: Option<(State, String)>,
}

impl Round {
    /// Where it stands.
    pub fn state(&self, now: Moment) -> State {
        let ended = self.end.as_ref().map(|(state, _)| *state);
        ended.unwrap_or_else(|| self.plan.state(now))
    }
}

#[derive(FromRow)]
struct Row {
    id: i64,
    title_id: i64,
    plan: String,
    by_id: i64,
    state: Option<String>,
    reason: Option<String>,
}

/// The latest rounds of a team, newest first; only one of them if asked for.
pub async fn rounds(
    conn: &mut Conn,
    team: TeamId,
    only: Option<RoundId>,
    most: i64,
) -> Result<Vec<Round>> {
    let any = i64::from(only.is_none());
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select r.id, r.title_id, r.plan, r.by_id, e.state, e.reason from title_round r
         left join title_round_end e on e.team_id = r.team_id and e.round_id = r.id
         where r.team_id = $1 and ($2 = 1 or r.id = $3) order by r.id desc limit $4"
    ))
    .bind(team.0).bind(any).bind(only.map_or(0, |id| id.0)).bind(most).fetch_all(c).await?);
    let round = |row: Row| {
        let state = row.state;
        let ended = state.map(|state| word("title_round_end", "state", row.id, state));
        Ok(Round {
            id: RoundId(row.id),
            title: TitleId(row.title_id),
            plan: json("title_round", row.id, row.plan)?,
            by: MemberId(row.by_id),
            end: ended.transpose()?.zip(row.reason),
        })
    };
    rows.into_iter().map(round).collect()
}

/// One round.
pub async fn round(conn: &mut Conn, team: TeamId, id: RoundId) -> Result<Option<Round>> {
    Ok(rounds(conn, team, Some(id), 1).await?.pop())
}

/// Begins a round.
pub async fn begin(
    tx: &mut Tx,
    team: TeamId,
    title: TitleId,
    plan: &Plan,
    by: MemberId,
    now: Moment,
) -> Result<RoundId> {
    let id = RoundId(counter::take(tx, team, "title_round", 1).await?);
    let text = serde_json::to_string(plan).unwrap_or_default();
    on!(tx, c => sqlx::query(sql!(
        "insert into title_round (team_id, id, title_id, plan, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6)"
    ))
    .bind(team.0).bind(id.0).bind(title.0).bind(text).bind(by.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(id)
}

/// Ends a round. The transaction must hold the team.
pub async fn end(
    tx: &mut Tx,
    team: TeamId,
    round: RoundId,
    (state, reason): (State, &str),
    by: MemberId,
    now: Moment,
) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "insert into title_round_end (team_id, round_id, state, reason, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6)"
    ))
    .bind(team.0).bind(round.0).bind(kept(state)).bind(reason.trim()).bind(by.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(())
}

/// The nominations of a round that were not taken back, in their order.
pub async fn nominations(conn: &mut Conn, team: TeamId, round: RoundId) -> Result<Vec<Nomination>> {
    let rows: Vec<(i64, i64, String, i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select n.seq, n.member_id, n.evidence, n.by_id, n.recorded_at from title_nomination n
         where n.team_id = $1 and n.round_id = $2 and not exists
               (select 1 from title_nomination_back b
                where b.team_id = n.team_id and b.round_id = n.round_id and b.seq = n.seq)
         order by n.seq"
    ))
    .bind(team.0).bind(round.0).fetch_all(c).await?);
    let nomination = |(seq, member, evidence, by, at)| Nomination {
        seq,
        member: MemberId(member),
        evidence,
        by: MemberId(by),
        at: Moment(at),
    };
    Ok(rows.into_iter().map(nomination).collect())
}

/// Nominates somebody. The transaction must hold the team.
pub async fn nominate(
    tx: &mut Tx,
    team: TeamId,
    round: RoundId,
    (member, evidence): (MemberId, &str),
    by: MemberId,
    now: Moment,
) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "insert into title_nomination (team_id, round_id, seq, member_id, evidence, by_id, recorded_at)
         select cast($1 as bigint), cast($2 as bigint), coalesce(max(seq), 0) + 1, cast($3 as bigint),
                cast($4 as text), cast($5 as bigint), cast($6 as bigint)
         from title_nomination where team_id = $1 and round_id = $2"
    ))
    .bind(team.0).bind(round.0).bind(member.0).bind(evidence).bind(by.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(())
}

/// Takes a nomination back. The transaction must hold the team.
pub async fn withdraw(
    tx: &mut Tx,
    team: TeamId,
    round: RoundId,
    seq: i64,
    by: MemberId,
    now: Moment,
) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "insert into title_nomination_back (team_id, round_id, seq, by_id, recorded_at)
         values ($1, $2, $3, $4, $5) on conflict do nothing"
    ))
    .bind(team.0).bind(round.0).bind(seq).bind(by.0).bind(now.0).execute(c).await.map(drop))?;
    Ok(())
}

/// For whom each voted last.
pub async fn votes(
    conn: &mut Conn,
    team: TeamId,
    round: RoundId,
) -> Result<BTreeMap<MemberId, MemberId>> {
    let rows: Vec<(i64, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select v.by_id, v.member_id from title_vote v
         where v.team_id = $1 and v.round_id = $2 and v.seq =
               (select max(l.seq) from title_vote l
                where l.team_id = v.team_id and l.round_id = v.round_id and l.by_id = v.by_id)"
    ))
    .bind(team.0).bind(round.0).fetch_all(c).await?);
    let vote = |(by, member)| (MemberId(by), MemberId(member));
    Ok(rows.into_iter().map(vote).collect())
}

/// Votes. The transaction must hold the team.
pub async fn vote(
    tx: &mut Tx,
    team: TeamId,
    round: RoundId,
    member: MemberId,
    by: MemberId,
    now: Moment,
) -> Result<()> {
    on!(tx, c => sqlx::query(sql!(
        "insert into title_vote (team_id, round_id, seq, by_id, member_id, recorded_at)
         select cast($1 as bigint), cast($2 as bigint), coalesce(max(seq), 0) + 1, cast($3 as bigint),
                cast($4 as bigint), cast($5 as bigint)
         from title_vote where team_id = $1 and round_id = $2"
    ))
    .bind(team.0).bind(round.0).bind(by.0).bind(member.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(())
}
