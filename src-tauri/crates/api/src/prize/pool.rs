//! Pools (合力兑换): several save together for a prize.

use super::shop::no_prize;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use rules::access::{NotYours, Role};
use rules::points::Terms;
use rules::points::grant::{check_reason, check_request};
use rules::prize::Kind;
use rules::prize::ask::{PIECES_MAX, PiecesOutOfBounds, Shelf};
use rules::prize::life::RedemptionReason;
use rules::prize::offer::PrizeNotForYou;
use rules::prize::pool::{
    Act, PoolNotForYou, PoolWorthMuch, Side, State as Stands, check_until, may, step,
};
use rules::refusal::NotFound;
use rules::team::Roster;
use rules::{Fen, MemberId, Moment, PoolId, PrizeId};
use serde::{Deserialize, Serialize};
use store::prize::pool::{Done, Plan, Pool};
use utoipa::ToSchema;

/// Pools that are shown.
const SHOWN_MAX: i64 = 500;

/// Somebody who saves along.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PoolSaver)]
pub(super) struct Saver {
    member_id: MemberId,
    name: String,
    points: i64,
}

/// A pool.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PrizePool)]
pub(super) struct One {
    id: PoolId,
    prize_id: PrizeId,
    prize: String,
    #[schema(inline)]
    kind: Kind,
    pieces: i64,
    /// Points that are needed.
    goal: i64,
    /// Points that are in it.
    held: i64,
    /// Points the caller put in.
    mine: i64,
    /// How many save along.
    savers: usize,
    /// Who, and with how much: for whoever runs it, the most first.
    parts: Vec<Saver>,
    /// The head of the branch it is for; none: for everyone.
    branch_name: Option<String>,
    /// The first moment at which it is missed.
    until: Moment,
    by: String,
    #[schema(inline)]
    state: Stands,
    since: Moment,
    reason: Option<String>,
    /// What the caller may do.
    #[schema(inline)]
    may: Vec<Act>,
}

/// Pools.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PrizePools)]
pub(super) struct Pools {
    /// The latest first.
    pools: Vec<One>,
    /// Whether the caller may open one.
    opens: bool,
    /// Points the caller can use.
    available: i64,
}

fn no_pool() -> NotFound {
    NotFound {
        what: "合力兑换 · the pool".to_owned(),
    }
}

/// On which sides of a pool the caller is.
fn sides(caller: Caller, roster: &Roster, pool: &Pool, now: Moment) -> Vec<Side> {
    let mut sides = Vec::new();
    if joins(caller, roster, pool, now) {
        sides.push(Side::Saver);
    }
    // Who saves along does not decide about it alone.
    let leads = pool.by == caller.member && caller.role == Role::Leader;
    if caller.role == Role::Founder || (leads && !pool.parts.contains_key(&caller.member)) {
        sides.push(Side::Runner);
    }
    sides
}

/// Whether the caller is of the branch the pool is for and of those the prize is for.
fn joins(caller: Caller, roster: &Roster, pool: &Pool, now: Moment) -> bool {
    let of_branch = pool
        .head
        .is_none_or(|head| head == caller.member || roster.tree.holds_at(head, caller.member, now));
    of_branch && pool.offer.is_for(roster, caller.member, now)
}

fn shown(caller: Caller, roster: &Roster, pool: &Pool, now: Moment) -> One {
    let sides = sides(caller, roster, pool, now);
    // What nothing has ended yet, but time has.
    let state = match pool.state {
        Stands::Open if pool.until <= now => Stands::Missed,
        state => state,
    };
    let mine = pool.parts.get(&caller.member).copied().unwrap_or(0);
    let mut acts = may(state, &sides);
    acts.retain(|act| *act != Act::TakeOut || mine > 0);
    let mut parts = Vec::new();
    if sides.contains(&Side::Runner) {
        parts.extend(pool.parts.iter().map(|(member, points)| Saver {
            member_id: *member,
            name: roster.name(*member).to_owned(),
            points: *points,
        }));
        parts.sort_by_key(|saver| (-saver.points, saver.member_id));
    }
    One {
        id: pool.id,
        prize_id: pool.prize,
        prize: pool.offer.name.clone(),
        kind: pool.offer.kind,
        pieces: pool.pieces,
        goal: pool.goal,
        held: pool.held(),
        mine,
        savers: pool.parts.len(),
        parts,
        branch_name: pool.head.map(|head| roster.name(head).to_owned()),
        until: pool.until,
        by: roster.name(pool.by).to_owned(),
        state,
        since: pool.since,
        reason: pool.reason.clone(),
        may: acts,
    }
}

/// The pools that concern the caller: those they may join, run, or put points into.
#[utoipa::path(get, path = "/api/pools", operation_id = "prize_pools", responses((status = 200, body = Pools)))]
pub(super) async fn prize_pools(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<Pools>> {
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let mut conn = app.db.read().await?;
    let pools = store::prize::pool::pools(&mut conn, caller.team, None, SHOWN_MAX).await?;
    let balance = store::points::balance::of(&mut conn, caller.team, caller.member).await?;
    let mine = pools.iter().filter(|pool| {
        !sides(caller, &roster, pool, now).is_empty() || pool.parts.contains_key(&caller.member)
    });
    Ok(axum::Json(Pools {
        pools: mine.map(|pool| shown(caller, &roster, pool, now)).collect(),
        opens: caller.role != Role::Member,
        available: balance.available + balance.owed,
    }))
}

/// A pool to open.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PoolPlan)]
pub(super) struct Planned {
    /// How many pieces are saved for.
    pieces: i64,
    /// The first moment at which it is missed.
    until: Moment,
    /// Only this member and everyone below them; a leader opens pools for their own branch.
    branch: Option<MemberId>,
}

/// Opens a pool for a prize; its pieces are set aside at once.
#[utoipa::path(post, path = "/api/prizes/{id}/pools", operation_id = "open_prize_pool", params(("id" = i64, Path)), request_body = Planned, responses((status = 200, body = One)))]
pub(super) async fn open_prize_pool(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(planned): Json<Planned>,
) -> Result<axum::Json<One>> {
    let (roster, settings) = (
        app.roster(caller.team).await?,
        app.settings(caller.team).await?,
    );
    let now = app.clock.now();
    check_until(planned.until, now)?;
    let asked = planned.pieces;
    if !(1..=PIECES_MAX).contains(&asked) {
        return refuse(PiecesOutOfBounds { asked });
    }
    let head = match caller.role {
        Role::Founder => planned.branch,
        _ => Some(planned.branch.unwrap_or(caller.member)),
    };
    if head.is_some_and(|head| roster.member(head).is_none() || !caller.sees(&roster, head, now)) {
        return refuse(NotYours {});
    }
    let mut tx = app.db.write_team(caller.team).await?;
    let prize = store::prize::prize(&mut tx, caller.team, PrizeId(id)).await?;
    let Some(prize) = prize else {
        return refuse(no_prize());
    };
    let shelf = Shelf {
        offer: &prize.offer,
        left: prize.left,
        taken: 0,
    };
    shelf.is_open(&settings.calendar(), now)?;
    if caller.role != Role::Founder && !prize.offer.is_for(&roster, caller.member, now) {
        return refuse(PrizeNotForYou {});
    }
    let plan = Plan {
        prize: &prize,
        pieces: asked,
        head,
        until: planned.until,
    };
    let id = store::prize::pool::open(&mut tx, caller.team, plan, caller.member, now).await??;
    tx.commit().await?;
    one(&app, caller, id).await
}

async fn one(app: &App, caller: Caller, id: PoolId) -> Result<axum::Json<One>> {
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let mut conn = app.db.read().await?;
    let Some(pool) = store::prize::pool::pool(&mut conn, caller.team, id).await? else {
        return refuse(no_pool());
    };
    Ok(axum::Json(shown(caller, &roster, &pool, now)))
}

/// Points to put in.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PoolPart)]
pub(super) struct Part {
    /// A key of the caller's own making: the same one puts in once, however often it is sent.
    request: String,
    points: i64,
}

/// Puts points into a pool; with the last ones its goal is reached.
#[utoipa::path(post, path = "/api/pools/{id}/parts", operation_id = "put_into_pool", params(("id" = i64, Path)), request_body = Part, responses((status = 200, body = One)))]
pub(super) async fn put_into_pool(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(part): Json<Part>,
) -> Result<axum::Json<One>> {
    let (roster, settings) = (
        app.roster(caller.team).await?,
        app.settings(caller.team).await?,
    );
    check_request(&part.request)?;
    let (id, now) = (PoolId(id), app.clock.now());
    let mut tx = app.db.write_team(caller.team).await?;
    let Some(pool) = store::prize::pool::pool(&mut tx, caller.team, id).await? else {
        return refuse(no_pool());
    };
    if !joins(caller, &roster, &pool, now) {
        return refuse(PoolNotForYou {});
    }
    let request = format!("{}:{}", caller.member, part.request);
    let given = (caller.member, part.points, request.as_str());
    let terms = Terms::from(&*settings);
    store::prize::pool::put_in(&mut tx, caller.team, &pool, given, &terms, now).await??;
    tx.commit().await?;
    one(&app, caller, id).await
}

/// Takes all that the caller put in out again, while the pool is open.
#[utoipa::path(delete, path = "/api/pools/{id}/parts", operation_id = "take_out_of_pool", params(("id" = i64, Path)), responses((status = 200, body = One)))]
pub(super) async fn take_out_of_pool(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::Json<One>> {
    let settings = app.settings(caller.team).await?;
    let (id, now) = (PoolId(id), app.clock.now());
    let mut tx = app.db.write_team(caller.team).await?;
    let Some(pool) = store::prize::pool::pool(&mut tx, caller.team, id).await? else {
        return refuse(no_pool());
    };
    let terms = Terms::from(&*settings);
    let member = caller.member;
    store::prize::pool::take_out(&mut tx, caller.team, &pool, member, &terms, now).await??;
    tx.commit().await?;
    one(&app, caller, id).await
}

/// What is to be done with a pool.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PoolActAsked)]
pub(super) struct Asked {
    #[schema(inline)]
    act: Act,
    /// Why; needed to call it off.
    reason: Option<String>,
}

/// Hands a pool's prize over, or calls the pool off.
#[utoipa::path(post, path = "/api/pools/{id}/acts", operation_id = "act_on_pool", params(("id" = i64, Path)), request_body = Asked, responses((status = 200, body = One)))]
pub(super) async fn act_on_pool(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(asked): Json<Asked>,
) -> Result<axum::Json<One>> {
    let (roster, settings) = (
        app.roster(caller.team).await?,
        app.settings(caller.team).await?,
    );
    let (id, now) = (PoolId(id), app.clock.now());
    let mut tx = app.db.write_team(caller.team).await?;
    let Some(pool) = store::prize::pool::pool(&mut tx, caller.team, id).await? else {
        return refuse(no_pool());
    };
    let mut sides = sides(caller, &roster, &pool, now);
    // Points are put in and taken out elsewhere.
    sides.retain(|side| *side == Side::Runner);
    let state = step(pool.state, asked.act, &sides)?;
    let cost = pool
        .offer
        .cost_fen
        .map(|cost| Fen(cost.0.saturating_mul(pool.pieces)));
    let is_worth_much = settings.needs_two_approvals(cost);
    if asked.act == Act::HandOver && is_worth_much && caller.role != Role::Founder {
        return refuse(PoolWorthMuch {});
    }
    let reason = asked.reason.as_deref().map(str::trim);
    let reason = reason.filter(|reason| !reason.is_empty());
    let said = reason.is_some_and(|reason| check_reason(reason).is_ok());
    if asked.act == Act::Cancel && !said {
        return refuse(RedemptionReason {});
    }
    let done = Done {
        act: asked.act,
        state,
        reason: reason.map(str::to_owned),
        by: Some(caller.member),
        at: now,
    };
    let terms = Terms::from(&*settings);
    store::prize::pool::act(&mut tx, caller.team, &pool, &done, &terms).await??;
    tx.commit().await?;
    one(&app, caller, id).await
}
