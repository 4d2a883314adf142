//! What everyone has, for those who lead.

use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use crate::extract::Query;
use axum::extract::State;
use rules::MemberId;
use rules::access::Role;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use utoipa::{IntoParams, ToSchema};

/// PointsOrder what members are ordered; equal ones by number.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PointsOrder {
    /// Most points that can be used first.
    #[default]
    Available,
    /// Most pending first.
    Pending,
    /// Greatest debt first.
    Owed,
}

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// A part of a name.
    name: Option<String>,
    /// The order.
    #[param(inline)]
    by: Option<PointsOrder>,
    /// How many to leave out from the top.
    offset: Option<usize>,
}

/// Members of one answer.
const PAGE: usize = 100;

/// One member's points.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberPoints {
    member_id: MemberId,
    name: String,
    /// Points that can be used, less what is owed.
    available: i64,
    /// Points whose sale can still be returned.
    pending: i64,
    /// What is owed, at most zero.
    owed: i64,
}

/// What the caller's people have.
#[derive(Debug, Serialize, ToSchema)]
pub struct PointsOverview {
    /// Sums over all that the caller sees.
    available: i64,
    /// Pending, in all.
    pending: i64,
    /// Owed, in all.
    owed: i64,
    /// How many there are that fit.
    count: usize,
    members: Vec<MemberPoints>,
}

/// Points of everyone the caller sees.
#[utoipa::path(get, path = "/api/points/members", operation_id = "points_overview", params(Which), responses((status = 200, body = PointsOverview)))]
pub async fn points_overview(
    State(app): State<App>,
    caller: Caller,
    Query(which): Query<Which>,
) -> Result<axum::Json<PointsOverview>> {
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let mut conn = app.db.read().await?;
    let mut all = store::points::balance::all(&mut conn, caller.team).await?;
    if caller.role != Role::Founder {
        let branch: HashSet<MemberId> = roster
            .tree
            .branch_at(caller.member, now)
            .into_iter()
            .collect();
        all.retain(|(member, _)| branch.contains(member));
    }
    if let Some(part) = which
        .name
        .as_deref()
        .map(str::trim)
        .filter(|p| !p.is_empty())
    {
        all.retain(|(member, _)| roster.name(*member).contains(part));
    }
    let sum =
        |of: fn(&store::points::balance::Balance) -> i64| all.iter().map(|(_, b)| of(b)).sum();
    let (available, pending, owed) = (
        sum(|b| b.available + b.owed),
        sum(|b| b.pending),
        sum(|b| b.owed),
    );
    all.sort_by_key(|(member, b)| {
        let first = match which.by.unwrap_or_default() {
            PointsOrder::Available => -(b.available + b.owed),
            PointsOrder::Pending => -b.pending,
            PointsOrder::Owed => b.owed,
        };
        (first, *member)
    });
    let page = all.iter().skip(which.offset.unwrap_or(0)).take(PAGE);
    let members = page.map(|(member, b)| MemberPoints {
        member_id: *member,
        name: roster.name(*member).to_owned(),
        available: b.available + b.owed,
        pending: b.pending,
        owed: b.owed,
    });
    Ok(axum::Json(PointsOverview {
        available,
        pending,
        owed,
        count: all.len(),
        members: members.collect(),
    }))
}
