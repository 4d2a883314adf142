//! What a row would change of a member the team knows.

use super::refused::SellerOfAnother;
use super::sponsor::{placement, today};
use super::{Difference, Draft, Ground, Writing};
use crate::team::{Member, MemberTier};
use crate::{Moment, TierId};
use chrono::NaiveDate;
use std::collections::HashMap;

/// When someone whose last day was `day` had left.
pub(super) fn left_at(ground: Ground<'_>, day: Option<NaiveDate>) -> Option<Moment> {
    let after = day?.succ_opt()?;
    Some(ground.calendar.start(after).min(ground.now))
}

/// Refuses sellers that are other members already.
pub(super) fn check_sellers(drafts: &mut [Draft<'_>], ground: Ground<'_>) {
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    for i in 0..drafts.len() {
        for seller in drafts[i].row.sellers.clone() {
            let owner = ground
                .sellers
                .get(&seller)
                .filter(|owner| **owner != drafts[i].id);
            let owner = owner.map(|owner| ground.roster.name(*owner).to_owned());
            let twin = seen
                .get(&seller)
                .map(|other| drafts[*other].profile.name.clone());
            if let Some(name) = owner.or(twin) {
                let key = seller.1.clone();
                drafts[i].refuse(SellerOfAnother { key, name }, "seller", Some(&seller.1));
            } else {
                seen.insert(seller, i);
            }
        }
    }
}

/// Adds what a known member's row changes to the writing, and tells it field by field.
pub(super) fn change(
    ground: Ground<'_>,
    draft: &Draft<'_>,
    tiers: &[(TierId, String)],
    writing: &mut Writing,
) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut tell = |field, before: Option<String>, after: Option<String>| {
        found.push(Difference {
            field,
            before,
            after,
        });
    };
    let Some(before) = ground.roster.member(draft.id) else {
        return found;
    };
    let day = |at: Moment| Some(ground.calendar.day(at).to_string());
    let mut after = before.clone();
    let row = &draft.profile;
    let fields: [(&'static str, &Option<String>, &mut Option<String>); 6] = [
        ("phone", &row.phone, &mut after.phone),
        ("wechat", &row.wechat, &mut after.wechat),
        ("department", &row.department, &mut after.department),
        ("post", &row.post, &mut after.post),
        ("birthday", &row.birthday, &mut after.birthday),
        ("hobbies", &row.hobbies, &mut after.hobbies),
    ];
    for (field, said, kept) in fields {
        if said.is_some() && said != kept {
            tell(field, kept.clone(), said.clone());
            kept.clone_from(said);
        }
    }
    if let Some(joined) = draft.row.joined
        && ground.calendar.day(before.joined_at) != joined
    {
        after.joined_at = ground.calendar.start(joined);
        tell("joined", day(before.joined_at), Some(joined.to_string()));
    }
    let left = left_at(ground, draft.row.left);
    if left.is_some()
        && left.map(|at| day(at.plus_ms(-1))) != before.left_at.map(|at| day(at.plus_ms(-1)))
    {
        after.left_at = left;
        let last_day = |at: Option<Moment>| at.and_then(|at| day(at.plus_ms(-1)));
        tell("left", last_day(before.left_at), last_day(left));
    }
    tell_tier(ground, draft, (&after, tiers), writing, &mut tell);
    if let Some(row) = placement(draft, ground) {
        let name = |id| {
            let joining = writing
                .joining
                .iter()
                .find(|member: &&Member| member.id == id);
            joining.map_or_else(
                || ground.roster.name(id).to_owned(),
                |member| member.name.clone(),
            )
        };
        let stood = ground.roster.tree.sponsor_at(draft.id, ground.now);
        let stated = draft.row.sponsor.clone();
        tell(
            "sponsor",
            stood.map(name),
            row.sponsor
                .map(name)
                .filter(|name| !name.is_empty())
                .or(stated),
        );
        writing.placements.push(row);
    }
    for (shop, key) in &draft.row.sellers {
        let seller = (shop.clone(), key.clone());
        if ground.sellers.get(&seller) != Some(&draft.id) {
            tell("seller", None, Some(format!("{shop} {key}")));
            writing.sellers.push((seller.0, seller.1, draft.id));
        }
    }
    if after != *before {
        let (placed, tiers) = ground.roster.since_joining(&after);
        writing.placements.extend(placed);
        writing.member_tiers.extend(tiers);
        writing.changing.push((before.clone(), after));
    }
    found
}

fn tell_tier(
    ground: Ground<'_>,
    draft: &Draft<'_>,
    (after, tiers): (&Member, &[(TierId, String)]),
    writing: &mut Writing,
    tell: &mut impl FnMut(&'static str, Option<String>, Option<String>),
) {
    let stood = ground.roster.tier_at(draft.id, ground.now);
    let Some(tier) = draft.tier.filter(|tier| Some(*tier) != stood) else {
        return;
    };
    let name = |id: TierId| {
        let new = tiers.iter().find(|(new, _)| *new == id);
        new.map_or_else(
            || ground.roster.tier(id).map(|tier| tier.name.clone()),
            |(_, name)| Some(name.clone()),
        )
    };
    tell("tier", stood.and_then(name), name(tier));
    // A first tier holds from the start; a new one from today.
    let first = ground.roster.tier_history(draft.id).is_empty();
    let from = if first {
        after.joined_at
    } else {
        today(ground)
    };
    writing.member_tiers.push(MemberTier {
        id: 0,
        member: draft.id,
        tier,
        from,
    });
}
