//! Pools: several save together for a prize.

mod save;

pub use save::{Done, Plan, act, miss, open, put_in, take_out};

use super::offer::read;
use crate::word::word;
use crate::{Conn, Error, Result, on, sql};
use rules::prize::Offer;
use rules::prize::pool::State;
use rules::{MemberId, Moment, PoolId, PrizeId, TeamId};
use sqlx::FromRow;
use std::collections::BTreeMap;

/// A pool as it stands.
#[derive(Clone, Debug)]
pub struct Pool {
    /// Which.
    pub id: PoolId,
    /// For which prize.
    pub prize: PrizeId,
    /// What the prize was when the pool was opened.
    pub offer: Offer,
    /// How many pieces.
    pub pieces: i64,
    /// Points that are needed.
    pub goal: i64,
    /// Whether its pieces came from the counted stock.
    pub is_stocked: bool,
    /// Only this member's branch may join.
    pub head: Option<MemberId>,
    /// The first moment at which it is missed.
    pub until: Moment,
    /// Who opened it.
    pub by: MemberId,
    /// When.
    pub at: Moment,
    /// Where it stands.
    pub state: State,
    /// Since when.
    pub since: Moment,
    /// How many acts there were.
    pub acts: i64,
    /// Why it came to stand there.
    pub reason: Option<String>,
    /// Who put in how much, without what was taken out.
    pub parts: BTreeMap<MemberId, i64>,
}

impl Pool {
    /// Points that are in it.
    pub fn held(&self) -> i64 {
        self.parts.values().sum()
    }
}

#[derive(FromRow)]
struct Row {
    id: i64,
    prize_id: i64,
    version_id: i64,
    offer: String,
    pieces: i64,
    goal: i64,
    stocked: i64,
    head_id: Option<i64>,
    until_at: i64,
    by_id: i64,
    recorded_at: i64,
    seq: Option<i64>,
    state: Option<String>,
    since: Option<i64>,
    reason: Option<String>,
}

impl TryFrom<Row> for Pool {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: PoolId(row.id),
            prize: PrizeId(row.prize_id),
            offer: read(row.version_id, row.offer)?,
            pieces: row.pieces,
            goal: row.goal,
            is_stocked: row.stocked == 1,
            head: row.head_id.map(MemberId),
            until: Moment(row.until_at),
            by: MemberId(row.by_id),
            at: Moment(row.recorded_at),
            state: match row.state {
                None => State::Open,
                Some(state) => word("prize_pool_act", "state", row.id, state)?,
            },
            since: Moment(row.since.unwrap_or(row.recorded_at)),
            acts: row.seq.unwrap_or(0),
            reason: row.reason,
            parts: BTreeMap::new(),
        })
    }
}

/// The pools of which something is still to be done, then the latest others; only one of them if asked
/// for.
pub async fn pools(
    conn: &mut Conn,
    team: TeamId,
    only: Option<PoolId>,
    most: i64,
) -> Result<Vec<Pool>> {
    let any = i64::from(only.is_none());
    let only = only.map_or(0, |pool| pool.0);
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select p.id, p.prize_id, p.version_id, v.offer, p.pieces, p.goal, p.stocked, p.head_id, p.until_at,
                p.by_id, p.recorded_at, a.seq, a.state, a.recorded_at as since, a.reason
         from prize_pool p
         join prize_version v on v.team_id = p.team_id and v.prize_id = p.prize_id and v.id = p.version_id
         left join prize_pool_act a on a.team_id = p.team_id and a.pool_id = p.id and a.seq =
              (select max(l.seq) from prize_pool_act l where l.team_id = p.team_id and l.pool_id = p.id)
         where p.team_id = $1 and ($2 = 1 or p.id = $3) order by case when a.state is null or a.state = 'reached' then 0 else 1 end, p.id desc limit $4"
    ))
    .bind(team.0).bind(any).bind(only).bind(most).fetch_all(c).await?);
    let mut pools: Vec<Pool> = rows
        .into_iter()
        .map(Pool::try_from)
        .collect::<Result<_>>()?;
    for pool in &mut pools {
        for part in parts(conn, team, pool.id).await? {
            *pool.parts.entry(MemberId(part.member_id)).or_default() += part.points;
        }
    }
    Ok(pools)
}

/// One pool.
pub async fn pool(conn: &mut Conn, team: TeamId, id: PoolId) -> Result<Option<Pool>> {
    Ok(pools(conn, team, Some(id), 1).await?.pop())
}

#[derive(FromRow)]
struct Part {
    id: i64,
    member_id: i64,
    points: i64,
}

async fn parts(conn: &mut Conn, team: TeamId, pool: PoolId) -> Result<Vec<Part>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select p.id, p.member_id, p.points from prize_pool_part p
         where p.team_id = $1 and p.pool_id = $2
           and not exists (select 1 from prize_pool_part_out o where o.team_id = p.team_id and o.part_id = p.id)
         order by p.id"
    ))
    .bind(team.0).bind(pool.0).fetch_all(c).await?))
}
