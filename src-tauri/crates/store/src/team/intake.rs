//! A roster's import, written in one go.

use super::{Note, Seller, add, add_tier, change, match_sellers, place, set_tiers, take_ids};
use crate::record::{Change, record_all};
use crate::{Result, Tx};
use rules::record::Kind;
use rules::team::intake::Writing;
use rules::team::profile::Trace;
use rules::team::{Member, Tier};
use rules::{MemberId, TeamId, TierId};
use std::collections::HashMap;

/// What was written, under the numbers it got.
#[derive(Clone, Debug, Default)]
pub struct TakenIn {
    /// New tiers.
    pub tiers: Vec<Tier>,
    /// New and changed members.
    pub members: Vec<Member>,
    /// Placements.
    pub placements: Vec<rules::team::Placement>,
    /// Members' tiers.
    pub member_tiers: Vec<rules::team::MemberTier>,
}

/// Writes a plan; provisional numbers become real ones. `last` is the tier at the foot of the ladder.
pub async fn take_in(
    tx: &mut Tx,
    team: TeamId,
    writing: Writing,
    last: Option<&Tier>,
    note: Note<'_>,
) -> Result<TakenIn> {
    // Colours apart from each other in all skins; a person picks others later.
    const COLOURS: [&str; 6] = [
        "#b03a2e", "#b9770e", "#1f618d", "#1e8449", "#6c3483", "#566573",
    ];
    let mut written = TakenIn::default();
    let mut tiers: HashMap<TierId, TierId> = HashMap::new();
    let position = last.map_or(1, |tier| tier.position + 1);
    for ((provisional, name), position) in writing.tiers.into_iter().zip(position..) {
        let colour = COLOURS[usize::try_from(position).unwrap_or_default() % COLOURS.len()];
        let tier = Tier {
            id: provisional,
            name,
            position,
            colour: colour.to_owned(),
            retired_at: None,
        };
        let tier = add_tier(tx, team, tier).await?;
        tiers.insert(provisional, tier.id);
        written.tiers.push(tier);
    }
    let mut joining = writing.joining;
    let first = take_ids(tx, team, joining.len()).await?;
    let mut members: HashMap<MemberId, MemberId> = HashMap::with_capacity(joining.len());
    for (id, member) in (first.0..).zip(&mut joining) {
        members.insert(member.id, MemberId(id));
        member.id = MemberId(id);
    }
    let real = |id: MemberId| members.get(&id).copied().unwrap_or(id);
    add(tx, team, &joining, note.at).await?;
    for (_, after) in &writing.changing {
        change(tx, team, after).await?;
    }
    let mut placements = writing.placements;
    for row in &mut placements {
        row.member = real(row.member);
        row.sponsor = row.sponsor.map(real);
    }
    written.placements = place(tx, team, placements, note).await?;
    let mut member_tiers = writing.member_tiers;
    for row in &mut member_tiers {
        row.member = real(row.member);
        row.tier = tiers.get(&row.tier).copied().unwrap_or(row.tier);
    }
    written.member_tiers = set_tiers(tx, team, member_tiers, note).await?;
    let sellers = writing
        .sellers
        .into_iter()
        .map(|(shop, key, member)| Seller {
            shop,
            key,
            member: Some(real(member)),
        });
    match_sellers(tx, team, &sellers.collect::<Vec<_>>(), note).await?;
    let trace = |before: Option<&Member>, after: &Member| {
        let old = before.map(|before| Trace::of(before, Some(after)));
        Change {
            by: note.by,
            reason: note.reason,
            ..Change::of(after.id.0, old.as_ref(), Some(&Trace::of(after, before)))
        }
    };
    let joined = joining.iter().map(|member| trace(None, member));
    let changed = writing
        .changing
        .iter()
        .map(|(before, after)| trace(Some(before), after));
    let changes: Vec<Change<'_>> = joined.chain(changed).collect();
    record_all(tx, team, Kind::Member, &changes, note.at).await?;
    written.members = joining;
    written
        .members
        .extend(writing.changing.into_iter().map(|(_, after)| after));
    Ok(written)
}
