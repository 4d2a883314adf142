//! What was praised this month, for who leads: by value, and who was thanked most.

use super::Eye;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use axum::extract::State;
use rules::honour::praise::month;
use rules::{MemberId, Moment};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::HashMap;
use utoipa::ToSchema;

/// People who are named: the thanked, never the others.
const NAMED: usize = 5;

/// How often a value was praised.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PraiseValueCount)]
pub(super) struct ValueCount {
    value: String,
    count: i64,
}

/// How often somebody was praised.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PraiseMemberCount)]
pub(super) struct MemberCount {
    member_id: MemberId,
    name: String,
    count: i64,
}

/// This month's praises of the people the caller leads.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PraiseSum)]
pub(super) struct Sum {
    /// When the month began.
    from: Moment,
    /// How many people were praised.
    people: usize,
    /// The most praised value first.
    values: Vec<ValueCount>,
    /// The most thanked first.
    members: Vec<MemberCount>,
}

/// This month's praises of the caller's people.
#[utoipa::path(get, path = "/api/praises/sum", operation_id = "praise_sum", responses((status = 200, body = Sum)))]
pub(super) async fn praise_sum(State(app): State<App>, caller: Caller) -> Result<axum::Json<Sum>> {
    let eye = Eye::of(&app, caller).await?;
    let window = month(&eye.settings, eye.now);
    let mut conn = app.db.read().await?;
    let shares = store::honour::wall::shares_of(&mut conn, caller.team, window).await?;
    let (mut values, mut members) = (HashMap::new(), HashMap::new());
    for (value, member) in shares {
        if eye.sees(member) {
            *values.entry(value).or_insert(0) += 1;
            *members.entry(member).or_insert(0) += 1;
        }
    }
    let people = members.len();
    let mut values: Vec<ValueCount> = values
        .into_iter()
        .map(|(value, count)| ValueCount { value, count })
        .collect();
    values.sort_by(|a, b| (Reverse(a.count), &a.value).cmp(&(Reverse(b.count), &b.value)));
    let mut members: Vec<MemberCount> = members
        .into_iter()
        .map(|(member_id, count)| MemberCount {
            member_id,
            name: eye.roster.name(member_id).to_owned(),
            count,
        })
        .collect();
    members.sort_by_key(|one| (Reverse(one.count), one.member_id));
    members.truncate(NAMED);
    Ok(axum::Json(Sum {
        from: window.start,
        people,
        values,
        members,
    }))
}
