//! Who takes part, and for which team each of their sales counts.

use super::{Kind, Rule};
use crate::leaderboard::Scope;
use crate::team::{Roster, Stay};
use crate::{EntrantId, MemberId, Moment, TierId, Window};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};
use utoipa::ToSchema;

/// Who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
#[schema(as = ContestWho)]
pub enum Who {
    /// The whole team.
    Everyone,
    /// A member and everyone below them, as it is at each sale.
    Branch {
        /// The branch's head.
        head: MemberId,
    },
    /// Those of some tiers, as it is at each sale.
    Tiers {
        /// Which.
        tiers: Vec<TierId>,
    },
    /// Chosen people.
    Chosen {
        /// Who.
        members: Vec<MemberId>,
    },
}

/// When a member's facts count, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// For whom they count.
    pub entrant: EntrantId,
    /// Whose facts, and when.
    pub stay: Stay,
}

/// Everyone's parts in a contest, by entrant and member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts(Vec<Part>);

impl Parts {
    /// Who takes part when: the rule, the team as it was at each moment, and who entered where the rule
    /// asks for it. Of who leaves or joins at or after `seen` nothing is known yet.
    pub fn of(rule: &Rule, roster: &Roster, entered: &HashSet<MemberId>, seen: Moment) -> Self {
        let window = rule.window();
        let admitted = |member: MemberId| admits(rule, roster, entered, member, seen);
        let mut parts: Vec<Part> = match &rule.kind {
            Kind::Teams(teams) => {
                let heads: HashMap<MemberId, EntrantId> = (1..)
                    .zip(&teams.sides)
                    .filter_map(|(n, side)| Some((side.head?, EntrantId(n))))
                    .collect();
                let chosen = (1..).zip(&teams.sides).flat_map(|(n, side)| {
                    let of = move |member| Part {
                        entrant: EntrantId(n),
                        stay: Stay { member, window },
                    };
                    side.members.iter().copied().map(of)
                });
                branches(roster, window, &heads)
                    .into_iter()
                    .chain(chosen)
                    .collect()
            }
            _ => stays(&rule.who, roster, window)
                .into_iter()
                .map(|stay| Part {
                    entrant: EntrantId(stay.member.0),
                    stay,
                })
                .collect(),
        };
        parts.retain(|part| admitted(part.stay.member));
        let key = |part: &Part| (part.entrant, part.stay.member, part.stay.window.start);
        parts.sort_by_key(key);
        let mut parts = apart(parts);
        parts.sort_by_key(key);
        Self(parts)
    }

    /// All of them.
    pub fn all(&self) -> &[Part] {
        &self.0
    }

    /// Those of some members.
    pub fn of_members(&self, members: &HashSet<MemberId>) -> Vec<Part> {
        let theirs = self.0.iter().filter(|p| members.contains(&p.stay.member));
        theirs.copied().collect()
    }

    /// The entrants, each with the members who count for them.
    pub fn entrants(&self) -> BTreeMap<EntrantId, Vec<MemberId>> {
        let mut entrants: BTreeMap<EntrantId, Vec<MemberId>> = BTreeMap::new();
        for part in &self.0 {
            let members = entrants.entry(part.entrant).or_default();
            if members.last() != Some(&part.stay.member) {
                members.push(part.stay.member);
            }
        }
        entrants
    }

    /// Each member's parts.
    pub fn by_member(&self) -> HashMap<MemberId, Vec<Part>> {
        let mut members: HashMap<MemberId, Vec<Part>> = HashMap::new();
        for part in &self.0 {
            members.entry(part.stay.member).or_default().push(*part);
        }
        members
    }

    /// For whom a member's fact of a moment counts.
    pub fn entrant_at(&self, member: MemberId, at: Moment) -> Option<EntrantId> {
        let mut theirs = self.0.iter().filter(|part| part.stay.member == member);
        theirs
            .find(|part| part.stay.window.holds(at))
            .map(|part| part.entrant)
    }

    /// Whether a member takes part at all.
    pub fn holds(&self, member: MemberId) -> bool {
        self.0.iter().any(|part| part.stay.member == member)
    }
}

/// The same parts, no two of a member at one moment, so that nothing ever counts twice: who is named
/// twice, or in two teams, counts for the one that comes first.
fn apart(parts: Vec<Part>) -> Vec<Part> {
    let mut taken: HashMap<MemberId, Vec<Window>> = HashMap::with_capacity(parts.len());
    let mut left = Vec::with_capacity(parts.len());
    for part in parts {
        let theirs = taken.entry(part.stay.member).or_default();
        let mut free = vec![part.stay.window];
        for held in theirs.iter() {
            free = free.iter().flat_map(|one| without(*one, *held)).collect();
        }
        theirs.extend(&free);
        left.extend(free.into_iter().map(|window| Part {
            stay: Stay {
                window,
                ..part.stay
            },
            ..part
        }));
    }
    left
}

/// What is left of a window without another: before it, behind it.
fn without(window: Window, held: Window) -> impl Iterator<Item = Window> {
    let before = Window {
        end: window.end.min(held.start),
        ..window
    };
    let behind = Window {
        start: window.start.max(held.end),
        ..window
    };
    let both = [before, behind].into_iter();
    both.filter(|left| left.start < left.end)
}

/// Whether a member takes part, as far as their joining, leaving and entering say.
fn admits(
    rule: &Rule,
    roster: &Roster,
    entered: &HashSet<MemberId>,
    member: MemberId,
    seen: Moment,
) -> bool {
    let Some(person) = roster.member(member) else {
        return false;
    };
    let left_at = person.left_at.filter(|left| *left < seen);
    (rule.late_joiners || person.joined_at < rule.start)
        && (rule.leavers || left_at.is_none_or(|left| left >= rule.end))
        && left_at.is_none_or(|left| left > rule.start)
        && person.joined_at < rule.end.min(seen)
        && (!rule.opt_in || entered.contains(&member))
}

/// Whether a member can take part at a moment, entered or not.
pub fn may_take_part(rule: &Rule, roster: &Roster, member: MemberId, at: Moment) -> bool {
    let among = match (&rule.kind, &rule.who) {
        (Kind::Teams(teams), _) => teams.sides.iter().any(|side| {
            let under = |head| roster.tree.holds_at(head, member, at);
            side.members.contains(&member) || side.head.is_some_and(under)
        }),
        (_, Who::Everyone) => true,
        (_, Who::Branch { head }) => roster.tree.holds_at(*head, member, at),
        (_, Who::Tiers { tiers }) => {
            let tier = roster.tier_at(member, at);
            tier.is_some_and(|tier| tiers.contains(&tier))
        }
        (_, Who::Chosen { members }) => members.contains(&member),
    };
    among && admits(rule, roster, &HashSet::from([member]), member, Moment::MAX)
}

fn stays(who: &Who, roster: &Roster, window: Window) -> Vec<Stay> {
    let whole = |member| Stay { member, window };
    match who {
        Who::Everyone => roster.members().map(|member| whole(member.id)).collect(),
        Who::Branch { head } => Scope::Branch(*head)
            .stays(roster, window)
            .unwrap_or_default(),
        Who::Tiers { tiers } => {
            let of = |tier: &TierId| Scope::Tier(*tier).stays(roster, window).unwrap_or_default();
            tiers.iter().flat_map(of).collect()
        }
        Who::Chosen { members } => members.iter().copied().map(whole).collect(),
    }
}

/// When each member was under which head, the nearest of those above them.
fn branches(roster: &Roster, window: Window, heads: &HashMap<MemberId, EntrantId>) -> Vec<Part> {
    let mut parts = Vec::new();
    if heads.is_empty() {
        return parts;
    }
    for member in roster.members().map(|member| member.id) {
        // The moments at which anything above the member may change.
        let mut cuts = vec![window.start];
        let mut above: Vec<MemberId> = vec![member];
        let mut seen: HashSet<MemberId> = HashSet::from([member]);
        while let Some(one) = above.pop() {
            for (from, sponsor) in roster.tree.history(one) {
                if window.holds(from) {
                    cuts.push(from);
                }
                if let Some(sponsor) = sponsor.filter(|sponsor| seen.insert(*sponsor)) {
                    above.push(sponsor);
                }
            }
        }
        cuts.sort();
        cuts.dedup();
        for (i, start) in cuts.iter().enumerate() {
            let end = cuts.get(i + 1).copied().unwrap_or(window.end);
            let own = heads.get(&member).copied();
            let nearest = own.or_else(|| {
                let chain = roster.tree.chain_at(member, *start);
                chain.iter().find_map(|above| heads.get(above).copied())
            });
            let Some(entrant) = nearest else { continue };
            let stay = Stay {
                member,
                window: Window { start: *start, end },
            };
            parts.push(Part { entrant, stay });
        }
    }
    parts
}

#[cfg(test)]
#[path = "who_tests.rs"]
mod tests;
