//! A team's first rows, written at once: for a team begun and for the demo.

use crate::dialect::{Cell, bulk_insert};
use crate::{Result, Tx};
use rules::team::{Member, MemberTier, Placement, Tier};
use rules::{Moment, TeamId};

/// A team's tiers, people and tree, with ids of the caller's own counting from 1.
#[derive(Clone, Debug, Default)]
pub struct Beginning {
    /// The tiers.
    pub tiers: Vec<Tier>,
    /// The people.
    pub members: Vec<Member>,
    /// Who was of which tier from when.
    pub member_tiers: Vec<MemberTier>,
    /// Who was brought in by whom from when.
    pub placements: Vec<Placement>,
}

/// Writes a team's first rows and sets its counters past them.
pub async fn write(tx: &mut Tx, team: TeamId, rows: &Beginning, now: Moment) -> Result<()> {
    for (noun, count) in [
        ("tier", rows.tiers.len()),
        ("member", rows.members.len()),
        ("member_tier", rows.member_tiers.len()),
        ("placement", rows.placements.len()),
    ] {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        crate::counter::take(tx, team, noun, count).await?;
    }
    let columns = ["team_id", "id", "name", "position", "colour", "retired_at"];
    let tiers: Vec<_> = rows
        .tiers
        .iter()
        .map(|tier| {
            [
                Cell::Int(team.0),
                Cell::Int(tier.id.0),
                Cell::Text(&tier.name),
                Cell::Int(tier.position),
                Cell::Text(&tier.colour),
                Cell::MaybeInt(tier.retired_at.map(|at| at.0)),
            ]
        })
        .collect();
    bulk_insert(tx, "tier", columns, tiers).await?;
    members(tx, team, &rows.members, now).await?;
    let columns = [
        "team_id",
        "id",
        "member_id",
        "tier_id",
        "from_at",
        "recorded_at",
    ];
    let member_tiers: Vec<_> = rows
        .member_tiers
        .iter()
        .map(|row| {
            let recorded = row.from.0.min(now.0);
            [
                team.0,
                row.id,
                row.member.0,
                row.tier.0,
                row.from.0,
                recorded,
            ]
            .map(Cell::Int)
        })
        .collect();
    bulk_insert(tx, "member_tier", columns, member_tiers).await?;
    let columns = [
        "team_id",
        "id",
        "member_id",
        "sponsor_id",
        "from_at",
        "recorded_at",
    ];
    let placements: Vec<_> = rows
        .placements
        .iter()
        .map(|row| {
            [
                Cell::Int(team.0),
                Cell::Int(row.id),
                Cell::Int(row.member.0),
                Cell::MaybeInt(row.sponsor.map(|sponsor| sponsor.0)),
                Cell::Int(row.from.0),
                Cell::Int(row.from.0.min(now.0)),
            ]
        })
        .collect();
    bulk_insert(tx, "placement", columns, placements).await
}

async fn members(tx: &mut Tx, team: TeamId, members: &[Member], now: Moment) -> Result<()> {
    let columns = [
        "team_id",
        "id",
        "name",
        "wechat",
        "phone",
        "department",
        "post",
        "birthday",
        "hobbies",
        "consents_to_board",
        "joined_at",
        "left_at",
        "erased_at",
        "recorded_at",
    ];
    let rows: Vec<_> = members
        .iter()
        .map(|member| {
            [
                Cell::Int(team.0),
                Cell::Int(member.id.0),
                Cell::Text(&member.name),
                Cell::MaybeText(member.wechat.as_deref()),
                Cell::MaybeText(member.phone.as_deref()),
                Cell::MaybeText(member.department.as_deref()),
                Cell::MaybeText(member.post.as_deref()),
                Cell::MaybeText(member.birthday.as_deref()),
                Cell::MaybeText(member.hobbies.as_deref()),
                Cell::Int(i64::from(member.consents_to_board)),
                Cell::Int(member.joined_at.0),
                Cell::MaybeInt(member.left_at.map(|at| at.0)),
                Cell::MaybeInt(member.erased_at.map(|at| at.0)),
                Cell::Int(member.joined_at.0.min(now.0)),
            ]
        })
        .collect();
    bulk_insert(tx, "member", columns, rows).await
}
