//! Opening a pool, putting points in, taking them out, and how it ends.

use super::{Part, Pool, parts, pool};
use crate::points::pocket::pockets;
use crate::points::span::Span;
use crate::points::{post, tick};
use crate::prize::Prize;
use crate::prize::stock::{Why, shift};
use crate::word::kept;
use crate::{Conn, Result, Tx, counter, on, sql};
use rules::points::lot::Taken;
use rules::points::{Draft, Terms};
use rules::prize::Holding;
use rules::prize::desk::{Acting, For, Purchase, take};
use rules::prize::pool::{Act, PoolStep, Side, State, check_part, step};
use rules::{MemberId, Moment, PoolId, Refusal, TeamId};
use sqlx::QueryBuilder;
use std::collections::HashMap;

/// What a pool is to be.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// For which prize.
    pub prize: &'a Prize,
    /// How many pieces.
    pub pieces: i64,
    /// Only this member's branch may join.
    pub head: Option<MemberId>,
    /// The first moment at which it is missed.
    pub until: Moment,
}

/// Opens a pool and sets its pieces aside. The transaction must hold the team.
pub async fn open(
    tx: &mut Tx,
    team: TeamId,
    plan: Plan<'_>,
    by: MemberId,
    now: Moment,
) -> Result<Result<PoolId, Refusal>> {
    let id = PoolId(counter::take(tx, team, "prize_pool", 1).await?);
    let prize = plan.prize;
    if prize.left.is_some() {
        let taken = (prize.id, -plan.pieces);
        if let Err(no) = shift(tx, team, taken, Why::Pooled(id), by, now).await? {
            return Ok(Err(no));
        }
    }
    on!(tx, c => sqlx::query(sql!(
        "insert into prize_pool (team_id, id, prize_id, version_id, pieces, goal, stocked, head_id, until_at, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    ))
    .bind(team.0).bind(id.0).bind(prize.id.0).bind(prize.version).bind(plan.pieces)
    .bind(prize.offer.points.saturating_mul(plan.pieces)).bind(i64::from(prize.left.is_some()))
    .bind(plan.head.map(|head| head.0)).bind(plan.until.0).bind(by.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(Ok(id))
}

/// Puts points in; with the last ones the goal is reached. The transaction must hold the team.
pub async fn put_in(
    tx: &mut Tx,
    team: TeamId,
    pool: &Pool,
    (member, points, request): (MemberId, i64, &str),
    terms: &Terms,
    now: Moment,
) -> Result<Result<(), Refusal>> {
    let known: Option<i64> = on!(tx, c => sqlx::query_scalar(sql!(
        "select id from prize_pool_part where team_id = $1 and request = $2"
    ))
    .bind(team.0).bind(request).fetch_optional(c).await?);
    if known.is_some() {
        return Ok(Ok(()));
    }
    let open = still(pool, now).and_then(|state| step(state, Act::PutIn, &[Side::Saver]));
    let missing = pool.goal - pool.held();
    if let Err(no) = open.and_then(|_| check_part(points, missing)) {
        return Ok(Err(no));
    }
    tick(tx, team, terms, now).await?;
    let mut pockets = pockets(tx, team, &[Span::List(vec![member.0])]).await?;
    let taken = match take(pockets.entry(member).or_default(), points) {
        Ok(taken) => taken,
        Err(no) => return Ok(Err(no.into())),
    };
    let id = counter::take(tx, team, "prize_pool_part", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into prize_pool_part (team_id, id, pool_id, member_id, points, request, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7)"
    ))
    .bind(team.0).bind(id).bind(pool.id.0).bind(member.0).bind(points).bind(request).bind(now.0)
    .execute(c).await.map(drop))?;
    let purchase = Purchase {
        of: For::Part(id),
        member,
        name: pool.offer.name.clone(),
        parts: taken,
    };
    post(tx, team, purchase.reserve(acting(Some(member), now)), now).await?;
    if points == missing {
        let done = Done {
            act: Act::Reach,
            state: State::Reached,
            reason: None,
            by: None,
            at: now,
        };
        return act(tx, team, pool, &done, terms).await;
    }
    Ok(Ok(()))
}

/// A pool whose time is over counts as missed, even if nothing has said so yet.
fn still(pool: &Pool, now: Moment) -> Result<State, Refusal> {
    if pool.state == State::Open && pool.until <= now {
        let (zh, en) = State::Missed.words();
        let act = Act::PutIn.words();
        return Err(PoolStep {
            act_zh: act.0.to_owned(),
            act_en: act.1.to_owned(),
            state_zh: zh.to_owned(),
            state_en: en.to_owned(),
        }
        .into());
    }
    Ok(pool.state)
}

fn acting(by: Option<MemberId>, now: Moment) -> Acting {
    Acting { by, now, uses: 0 }
}

/// The postings that move some parts of a pool.
async fn moved(
    conn: &mut Conn,
    team: TeamId,
    pool: &Pool,
    parts: &[Part],
    (from, to): (Holding, Holding),
    acting: Acting,
) -> Result<Vec<Draft>> {
    let ids: Vec<i64> = parts.iter().map(|part| part.id).collect();
    let mut taken: HashMap<i64, Vec<Taken>> = HashMap::new();
    for span in Span::of(&ids) {
        let rows: Vec<LotRow> = on!(conn, c, Base => {
            let mut query = QueryBuilder::<Base>::new(
                "select cause_id, leg, lot, points, expires_at from posting
                 where lot is not null and cause = 20 and team_id = ");
            query.push_bind(team.0);
            span.push(&mut query, "cause_id");
            query.push(" order by cause_id, leg");
            query.build_query_as().persistent(false).fetch_all(c).await?
        });
        for (part, leg, lot, points, expires_at) in rows {
            taken.entry(part).or_default().push(Taken {
                lot,
                expires_at: expires_at.map(Moment),
                points,
                leg,
            });
        }
    }
    let drafts = parts.iter().flat_map(|part| {
        let purchase = Purchase {
            of: For::Part(part.id),
            member: MemberId(part.member_id),
            name: pool.offer.name.clone(),
            parts: taken.remove(&part.id).unwrap_or_default(),
        };
        purchase.moved(from, to, acting)
    });
    Ok(drafts.collect())
}

/// Part, leg, lot, points, expiry.
type LotRow = (i64, i64, i64, i64, Option<i64>);

/// Takes all that a member put in out again. The transaction must hold the team.
pub async fn take_out(
    tx: &mut Tx,
    team: TeamId,
    pool: &Pool,
    member: MemberId,
    terms: &Terms,
    now: Moment,
) -> Result<Result<(), Refusal>> {
    if let Err(no) = step(pool.state, Act::TakeOut, &[Side::Saver]) {
        return Ok(Err(no));
    }
    let mut own = parts(tx, team, pool.id).await?;
    own.retain(|part| part.member_id == member.0);
    for part in &own {
        on!(tx, c => sqlx::query(sql!(
            "insert into prize_pool_part_out (team_id, part_id, recorded_at) values ($1, $2, $3)"
        ))
        .bind(team.0).bind(part.id).bind(now.0).execute(c).await.map(drop))?;
    }
    let way = (Holding::Reserved, Holding::Back);
    let drafts = moved(tx, team, pool, &own, way, acting(Some(member), now)).await?;
    post(tx, team, drafts, now).await?;
    tick(tx, team, terms, now).await?;
    Ok(Ok(()))
}

/// What was done with a pool.
#[derive(Clone, Debug)]
pub struct Done {
    /// What.
    pub act: Act,
    /// The state it led to.
    pub state: State,
    /// Why.
    pub reason: Option<String>,
    /// By whom; none: the goal, or time.
    pub by: Option<MemberId>,
    /// When.
    pub at: Moment,
}

/// Records what was done with a pool, moves the points that are in it, and gives its pieces back to the
/// shelf when it came to nothing. The transaction must hold the team.
pub async fn act(
    tx: &mut Tx,
    team: TeamId,
    pool: &Pool,
    done: &Done,
    terms: &Terms,
) -> Result<Result<(), Refusal>> {
    let comes_back = done.state.holding() == Holding::Back;
    if comes_back && pool.is_stocked {
        let by = done.by.unwrap_or(pool.by);
        let given = (pool.prize, pool.pieces);
        if let Err(no) = shift(tx, team, given, Why::Pooled(pool.id), by, done.at).await? {
            return Ok(Err(no));
        }
    }
    let all = parts(tx, team, pool.id).await?;
    let way = (pool.state.holding(), done.state.holding());
    let drafts = moved(tx, team, pool, &all, way, acting(done.by, done.at)).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into prize_pool_act (team_id, pool_id, seq, act, state, reason, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)"
    ))
    .bind(team.0).bind(pool.id.0).bind(pool.acts + 1).bind(kept(done.act)).bind(kept(done.state))
    .bind(done.reason.as_deref()).bind(done.by.map(|by| by.0)).bind(done.at.0)
    .execute(c).await.map(drop))?;
    post(tx, team, drafts, done.at).await?;
    if comes_back {
        // A lot that has run out meanwhile runs out now, and a debt is paid.
        tick(tx, team, terms, done.at).await?;
    }
    Ok(Ok(()))
}

/// Ends the pools whose time is over without enough; returns how many. Ending again changes nothing.
pub async fn miss(tx: &mut Tx, team: TeamId, terms: &Terms, now: Moment) -> Result<i64> {
    let over: Vec<i64> = on!(tx, c => sqlx::query_scalar(sql!(
        "select p.id from prize_pool p where p.team_id = $1 and p.until_at <= $2
           and not exists (select 1 from prize_pool_act a where a.team_id = p.team_id and a.pool_id = p.id)
         order by p.id"
    ))
    .bind(team.0).bind(now.0).fetch_all(c).await?);
    let mut missed = 0;
    for id in over {
        let Some(pool) = pool(tx, team, PoolId(id)).await? else {
            continue;
        };
        let done = Done {
            act: Act::Miss,
            state: State::Missed,
            reason: None,
            by: None,
            at: now,
        };
        // Giving pieces back is never refused.
        if act(tx, team, &pool, &done, terms).await?.is_ok() {
            missed += 1;
        }
    }
    Ok(missed)
}
