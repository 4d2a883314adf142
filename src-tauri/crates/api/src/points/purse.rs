//! What one member has: the number on top of the statement and what comes next.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::Path;
use axum::extract::State;
use rules::refusal::NotFound;
use rules::team::Roster;
use rules::{MemberId, Moment};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::points::span::Span;
use utoipa::ToSchema;

/// Points that come or go at one moment.
#[derive(Debug, Serialize, ToSchema)]
pub struct PointsComing {
    /// When.
    at: Moment,
    /// How many.
    points: i64,
}

/// What a member has.
#[derive(Debug, Serialize, ToSchema)]
pub struct Purse {
    member_id: MemberId,
    name: String,
    /// Points that can be used, less what is owed; below zero shows a debt.
    available: i64,
    /// Points whose sale can still be returned.
    pending: i64,
    /// What is owed, at most zero.
    owed: i64,
    /// When pending points become available, soonest first.
    maturing: Vec<PointsComing>,
    /// When available points run out, soonest first.
    expiring: Vec<PointsComing>,
}

/// Refuses a member the caller does not see, as if there were none.
pub(super) async fn seen(app: &App, caller: Caller, id: i64) -> Result<(Arc<Roster>, MemberId)> {
    let (roster, now, member) = (
        app.roster(caller.team).await?,
        app.clock.now(),
        MemberId(id),
    );
    if roster.member(member).is_none() || !caller.sees(&roster, member, now) {
        return refuse(NotFound {
            what: "成员 · the member".to_owned(),
        });
    }
    Ok((roster, member))
}

/// What a member has and what comes next.
#[utoipa::path(get, path = "/api/points/members/{id}", operation_id = "purse", params(("id" = i64, Path)), responses((status = 200, body = Purse)))]
pub async fn purse(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::Json<Purse>> {
    let (roster, member) = seen(&app, caller, id).await?;
    let mut conn = app.db.read().await?;
    let spans = [Span::List(vec![id])];
    let balance = store::points::balance::of(&mut conn, caller.team, member).await?;
    let buckets = store::points::tick::buckets(&mut conn, caller.team, &spans).await?;
    let pockets = store::points::pocket::pockets(&mut conn, caller.team, &spans).await?;
    let mut expiring: BTreeMap<Moment, i64> = BTreeMap::new();
    for lot in pockets.values().flat_map(|pocket| pocket.lots()) {
        if let Some(at) = lot.expires_at.filter(|_| lot.left > 0) {
            *expiring.entry(at).or_default() += lot.left;
        }
    }
    Ok(axum::Json(Purse {
        member_id: member,
        name: roster.name(member).to_owned(),
        available: balance.available + balance.owed,
        pending: balance.pending,
        owed: balance.owed,
        maturing: buckets
            .into_iter()
            .map(|b| PointsComing {
                at: b.matures_at,
                points: b.points,
            })
            .collect(),
        expiring: expiring
            .into_iter()
            .map(|(at, points)| PointsComing { at, points })
            .collect(),
    }))
}
