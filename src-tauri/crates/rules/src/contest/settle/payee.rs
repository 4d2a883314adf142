//! Who gets what an entrant wins: the member themselves, or the people of a team.

use super::winner::{Win, shares};
use super::{Award, Contributors};
use crate::MemberId;
use crate::contest::kind::Teams;
use std::cmp::Reverse;

/// An entrant who is a member gets it all.
pub(super) fn own(win: Win) -> Award {
    let member = MemberId(win.entrant.0);
    of(&win, member, win.points, win.thing.clone())
}

/// A team's points go to its head where the rule says so, else to its members by what each
/// contributed, evenly if nobody did; what cannot be divided goes to the lower numbers. A thing can
/// not be shared: it goes to the head, or without one to the best contributor.
///
/// A team without head and people gets nothing: there is nobody to give it to.
pub(super) fn paid(win: Win, teams: &Teams, members: &Contributors) -> Vec<Award> {
    let side = usize::try_from(win.entrant.0.saturating_sub(1)).ok();
    let head = side.and_then(|side| teams.sides.get(side)?.head);
    let mut people = members.get(&win.entrant).cloned().unwrap_or_default();
    people.sort_unstable();
    let mut parts: Vec<(MemberId, i64)> = match head.filter(|_| teams.pays_head) {
        Some(head) => vec![(head, win.points)],
        None => {
            let parts = shares(win.points, people.iter().map(|person| person.1).collect());
            people.iter().map(|person| person.0).zip(parts).collect()
        }
    };
    let best = people
        .iter()
        .min_by_key(|(member, amount)| (Reverse(*amount), *member));
    let keeper = head.or(best.map(|person| person.0));
    if let Some(keeper) = keeper.filter(|_| win.thing.is_some())
        && parts.iter().all(|(member, _)| *member != keeper)
    {
        parts.push((keeper, 0));
    }
    let award = |(member, points): (MemberId, i64)| {
        let thing = win.thing.clone().filter(|_| Some(member) == keeper);
        of(&win, member, points, thing)
    };
    parts.into_iter().map(award).collect()
}

fn of(win: &Win, member: MemberId, points: i64, thing: Option<String>) -> Award {
    Award {
        entrant: win.entrant,
        member,
        prize: win.prize,
        place: win.place,
        points,
        thing,
    }
}
