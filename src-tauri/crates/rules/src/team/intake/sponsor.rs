//! Who a row's sponsor is, and the circles that sponsors would form.

use super::refused::{SponsorIsShared, SponsorRowRefused, SponsorUnknown};
use super::who::{Known, key};
use super::{Draft, Ground};
use crate::team::profile::{masked_phone, phone_digits};
use crate::team::{Placement, Roster, SINCE_ALWAYS, SponsorCycle};
use crate::{MemberId, Moment};
use std::collections::HashMap;

/// Finds each row's sponsor in the team and in the file.
pub(super) fn resolve(drafts: &mut [Draft<'_>], known: &Known<'_>, roster: &Roster) {
    // The file's own people; a known member's row carries the member's number.
    let mut by_phone: HashMap<String, MemberId> = HashMap::new();
    let mut by_wechat: HashMap<String, MemberId> = HashMap::new();
    let mut by_name: HashMap<String, Vec<(MemberId, String)>> = HashMap::new();
    let contact =
        |phone: Option<&String>| phone.map(|phone| masked_phone(phone)).unwrap_or_default();
    for draft in drafts.iter().filter(|draft| draft.who.is_some()) {
        let profile = &draft.profile;
        if let Some(phone) = &profile.phone {
            by_phone.entry(phone.clone()).or_insert(draft.id);
        }
        if let Some(wechat) = &profile.wechat {
            by_wechat.entry(key(wechat)).or_insert(draft.id);
        }
        let tail = contact(profile.phone.as_ref());
        by_name
            .entry(key(&profile.name))
            .or_default()
            .push((draft.id, tail));
    }
    for draft in drafts {
        let Some(text) = draft.row.sponsor.as_deref() else {
            continue;
        };
        let phone = phone_digits(text);
        let member = |member: &&crate::team::Member| member.id;
        let by_contact = phone
            .as_deref()
            .and_then(|phone| {
                known
                    .by_phone
                    .get(phone)
                    .map(member)
                    .or(by_phone.get(phone).copied())
            })
            .or_else(|| known.by_wechat.get(&key(text)).map(member))
            .or_else(|| by_wechat.get(&key(text)).copied());
        if by_contact.is_some() {
            draft.sponsor = by_contact;
            continue;
        }
        let mut people: Vec<(MemberId, String)> =
            by_name.get(&key(text)).cloned().unwrap_or_default();
        let members = known.by_name.get(&key(text)).into_iter().flatten();
        people.extend(members.map(|member| (member.id, contact(member.phone.as_ref()))));
        people.sort();
        people.dedup_by_key(|(id, _)| *id);
        match people.as_slice() {
            [(id, _)] => draft.sponsor = Some(*id),
            [] => match number(text).filter(|id| roster.member(*id).is_some()) {
                Some(id) => draft.sponsor = Some(id),
                None => {
                    let sponsor = text.to_owned();
                    draft.refuse(SponsorUnknown { sponsor }, "sponsor", Some(text));
                }
            },
            several => {
                let tails: Vec<&str> = several.iter().map(|(_, tail)| tail.as_str()).collect();
                let refusal = SponsorIsShared {
                    sponsor: text.to_owned(),
                    who: tails.join("、"),
                };
                draft.refuse(refusal, "sponsor", Some(text));
            }
        }
    }
}

/// A member's number as people write it: `17` or `#17`.
fn number(text: &str) -> Option<MemberId> {
    let digits = text.trim().trim_start_matches(['#', '＃']);
    digits.parse().ok().map(MemberId)
}

/// Refuses every row that is part of a circle, with the chain.
pub(super) fn refuse_circles(drafts: &mut [Draft<'_>], ground: Ground<'_>) {
    let (roster, now) = (ground.roster, ground.now);
    let by_id: HashMap<MemberId, usize> = drafts
        .iter()
        .enumerate()
        .map(|(i, draft)| (draft.id, i))
        .collect();
    let above = |drafts: &[Draft<'_>], id: MemberId| {
        let stated = by_id.get(&id).and_then(|i| drafts[*i].sponsor);
        stated.or_else(|| roster.tree.sponsor_at(id, now))
    };
    // Each member is walked from once; a walk that meets itself has found a circle.
    let mut walked: HashMap<MemberId, usize> = HashMap::new();
    for start in 0..drafts.len() {
        let mut path = Vec::new();
        let mut next = Some(drafts[start].id);
        while let Some(id) = next {
            if let Some(walk) = walked.get(&id) {
                if *walk == start {
                    let circle: Vec<MemberId> = path
                        .iter()
                        .copied()
                        .skip_while(|other| *other != id)
                        .collect();
                    refuse_circle(drafts, &by_id, roster, &circle);
                }
                break;
            }
            walked.insert(id, start);
            path.push(id);
            next = above(drafts, id);
        }
    }
    refuse_dated_circles(drafts, ground);
}

fn refuse_circle(
    drafts: &mut [Draft<'_>],
    by_id: &HashMap<MemberId, usize>,
    roster: &Roster,
    circle: &[MemberId],
) {
    let name = |drafts: &[Draft<'_>], id: &MemberId| match by_id.get(id) {
        Some(i) => drafts[*i].profile.name.clone(),
        None => roster.name(*id).to_owned(),
    };
    // The path was walked upwards; people read a chain from the top down.
    let mut names: Vec<String> = circle.iter().rev().map(|id| name(drafts, id)).collect();
    names.extend(names.first().cloned());
    let chain = names.join(" → ");
    for id in circle {
        if let Some(i) = by_id.get(id) {
            let read = drafts[*i].row.sponsor.clone();
            let refusal = SponsorCycle {
                chain: chain.clone(),
                day: "—".to_owned(),
            };
            drafts[*i].refuse(refusal, "sponsor", read.as_deref());
        }
    }
}

/// Circles that only some days would see: the tree is tried with every row's placement.
fn refuse_dated_circles(drafts: &mut [Draft<'_>], ground: Ground<'_>) {
    let mut tree = ground.roster.tree.clone();
    let names: HashMap<MemberId, String> = drafts
        .iter()
        .map(|draft| (draft.id, draft.profile.name.clone()))
        .collect();
    let name = |id: MemberId| {
        names
            .get(&id)
            .cloned()
            .unwrap_or_else(|| ground.roster.name(id).to_owned())
    };
    for draft in drafts.iter_mut().filter(|draft| draft.refusals.is_empty()) {
        let Some(row) = placement(draft, ground) else {
            continue;
        };
        if let Err(cycle) = tree.place(row) {
            let read = draft.row.sponsor.clone();
            draft.refuse(
                cycle.refusal(&ground.calendar, name),
                "sponsor",
                read.as_deref(),
            );
        }
    }
}

/// The placement a row asks for, if it asks for one.
pub(super) fn placement(draft: &Draft<'_>, ground: Ground<'_>) -> Option<Placement> {
    let from = if draft.is_new() {
        draft
            .row
            .joined
            .map_or(SINCE_ALWAYS, |day| ground.calendar.start(day))
    } else {
        let sponsor = draft.sponsor?;
        if ground.roster.tree.sponsor_at(draft.id, ground.now) == Some(sponsor) {
            return None;
        }
        today(ground)
    };
    Some(Placement {
        id: i64::MAX,
        member: draft.id,
        sponsor: draft.sponsor,
        from,
    })
}

/// When changes of known members begin to hold.
pub(super) fn today(ground: Ground<'_>) -> Moment {
    ground.calendar.start(ground.calendar.day(ground.now))
}

/// Refuses new members' rows whose sponsor is a new member's row that is refused itself.
pub(super) fn refuse_those_below_refused(drafts: &mut [Draft<'_>]) {
    let mut below: HashMap<MemberId, Vec<usize>> = HashMap::new();
    for (i, draft) in drafts.iter().enumerate() {
        if let Some(sponsor) = draft.sponsor {
            below.entry(sponsor).or_default().push(i);
        }
    }
    let refused = |draft: &Draft<'_>| !draft.refusals.is_empty();
    let mut waiting: Vec<usize> = (0..drafts.len()).filter(|i| refused(&drafts[*i])).collect();
    while let Some(i) = waiting.pop() {
        if !drafts[i].is_new() {
            // A known member stands in the team whatever their row says.
            continue;
        }
        let (name, row) = (drafts[i].profile.name.clone(), drafts[i].row.row);
        for child in below.get(&drafts[i].id).into_iter().flatten() {
            if !refused(&drafts[*child]) {
                let read = drafts[*child].row.sponsor.clone();
                let sponsor = name.clone();
                drafts[*child].refuse(
                    SponsorRowRefused { sponsor, row },
                    "sponsor",
                    read.as_deref(),
                );
                waiting.push(*child);
            }
        }
    }
}
