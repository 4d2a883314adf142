//! What publishing a version of the rules changed, as it is kept with it and told to all (DOMAIN law 9).

use crate::caller::Caller;
use crate::error::Result;
use rules::access::Role;
use rules::team::Roster;
use rules::{MemberId, RulesId};
use serde::Serialize;
use std::collections::HashMap;
use store::Conn;
use utoipa::ToSchema;

/// What a version changed of one member's.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RulesToldOf {
    member_id: MemberId,
    name: String,
    /// Sales whose points changed.
    sales: i64,
    /// By how many in all.
    points: i64,
}

/// What publishing a version changed at once.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(super) struct RulesTold {
    /// Sales whose points changed.
    sales: i64,
    /// Members whose sales they were.
    members: i64,
    /// Points added, in all.
    raised: i64,
    /// Points taken back, in all; below zero.
    lowered: i64,
    /// The caller's own sales among them.
    own_sales: i64,
    /// By how many the caller's own points changed.
    own_points: i64,
    /// Whose points changed most, at most a hundred; the founder's to see.
    most: Vec<RulesToldOf>,
}

const MOST: i64 = 100;

/// What each version changed; versions that changed nothing are left out.
pub(super) async fn told(
    conn: &mut Conn,
    caller: &Caller,
    roster: &Roster,
) -> Result<HashMap<RulesId, RulesTold>> {
    let mut told = HashMap::new();
    for row in store::points::rule::told(conn, caller.team, caller.member).await? {
        let of = RulesTold {
            sales: row.sales,
            members: row.members,
            raised: row.raised,
            lowered: row.lowered,
            own_sales: row.own_sales,
            own_points: row.own_points,
            most: Vec::new(),
        };
        told.insert(RulesId(row.rules_id), of);
    }
    if caller.role == Role::Founder {
        let most = store::points::rule::told_most(conn, caller.team, MOST).await?;
        for (rules, member, sales, points) in most {
            if let Some(told) = told.get_mut(&RulesId(rules)) {
                told.most.push(RulesToldOf {
                    member_id: MemberId(member),
                    name: roster.name(MemberId(member)).to_owned(),
                    sales,
                    points,
                });
            }
        }
    }
    Ok(told)
}
