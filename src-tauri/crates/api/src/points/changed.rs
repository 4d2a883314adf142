//! What a change of rules, or of what they look at, does to members' points, before it is done.

use crate::error::Result;
use rules::team::Roster;
use rules::{MemberId, TeamId};
use serde::Serialize;
use std::collections::HashMap;
use store::Conn;
use store::points::preview::Changed;
use utoipa::ToSchema;

/// How one member's points change.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PointsChange {
    member_id: MemberId,
    name: String,
    /// Before: what is posted, or by the rules in force.
    before: i64,
    /// After: what will be posted, or by the new rules.
    after: i64,
}

impl PointsChange {
    pub(super) fn of(roster: &Roster, (member, before, after): (MemberId, i64, i64)) -> Self {
        Self {
            member_id: member,
            name: roster.name(member).to_owned(),
            before,
            after,
        }
    }
}

/// What everyone has before and after such changes, greatest change first.
pub(crate) async fn changes(
    conn: &mut Conn,
    team: TeamId,
    roster: &Roster,
    changed: &Changed,
) -> Result<Vec<PointsChange>> {
    let mut held = HashMap::new();
    for (member, balance) in store::points::balance::all(conn, team).await? {
        held.insert(member, balance.available + balance.owed + balance.pending);
    }
    let changed = changed.by.iter().filter(|(_, change)| change.points != 0);
    let changed = changed.map(|(member, change)| {
        let held = held.get(member).copied().unwrap_or(0);
        (*member, held, held + change.points)
    });
    let mut changed: Vec<(MemberId, i64, i64)> = changed.collect();
    changed.sort_by_key(greatest_first);
    let shown = changed.into_iter();
    Ok(shown
        .map(|change| PointsChange::of(roster, change))
        .collect())
}

/// By how much points change, the greatest change first.
pub(super) fn greatest_first((member, before, after): &(MemberId, i64, i64)) -> (i64, MemberId) {
    (-(after - before).abs(), *member)
}
