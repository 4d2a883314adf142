//! Whose sales a board counts: everyone's, a branch's, a tier's.

use crate::team::{Roster, Stay};
use crate::{MemberId, Moment, TierId, Window};

/// Whose facts count. Branch and tier are taken as they were at the moment of each fact, so that a
/// move changes nothing that was sold before it (DOMAIN law 3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The whole team.
    #[default]
    Team,
    /// A member and everyone below them.
    Branch(MemberId),
    /// Those of a tier.
    Tier(TierId),
}

impl Scope {
    /// Whether a member's fact of a moment counts.
    pub fn holds(self, roster: &Roster, member: MemberId, at: Moment) -> bool {
        match self {
            Self::Team => true,
            Self::Branch(root) => roster.tree.holds_at(root, member, at),
            Self::Tier(tier) => roster.tier_at(member, at) == Some(tier),
        }
    }

    /// When each member's facts count within a window; none for the whole team, where all do.
    pub fn stays(self, roster: &Roster, window: Window) -> Option<Vec<Stay>> {
        match self {
            Self::Team => None,
            Self::Branch(root) => Some(roster.tree.stays(root, window)),
            Self::Tier(tier) => {
                let members = roster.members().map(|member| member.id);
                Some(
                    members
                        .flat_map(|member| in_tier(roster, member, tier, window))
                        .collect(),
                )
            }
        }
    }
}

fn in_tier(
    roster: &Roster,
    member: MemberId,
    tier: TierId,
    window: Window,
) -> impl Iterator<Item = Stay> + '_ {
    let history = roster.tier_history(member);
    history.iter().enumerate().filter_map(move |(i, row)| {
        let end = history.get(i + 1).map_or(Moment::MAX, |next| next.from);
        let window = Window {
            start: row.from.max(window.start),
            end: end.min(window.end),
        };
        (row.tier == tier && window.start < window.end).then_some(Stay { member, window })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::team::{Member, MemberTier, Placement};
    use proptest::prelude::*;

    /// Five members who move about the tree and the tiers.
    fn roster(moves: &[(i64, i64, i64)], tiers: &[(i64, i64, i64)]) -> Roster {
        let mut roster = Roster::of(
            (1..=5).map(|id| Member::new(MemberId(id), "王晓燕", Moment(0))),
            [],
            [],
            (1..)
                .zip(tiers)
                .map(|(id, (member, tier, from))| MemberTier {
                    id,
                    member: MemberId(*member),
                    tier: TierId(*tier),
                    from: Moment(*from),
                }),
        );
        for (id, (member, sponsor, from)) in (1..).zip(moves) {
            // A move that would close a circle is refused, as it is in life.
            let _ = roster.tree.place(Placement {
                id,
                member: MemberId(*member),
                sponsor: Some(MemberId(*sponsor)).filter(|s| s.0 > 0),
                from: Moment(*from),
            });
        }
        roster
    }

    proptest! {
        #[test]
        fn a_fact_counts_exactly_while_its_member_stays(
            moves in proptest::collection::vec((1i64..6, 0i64..6, 0i64..20), 0..20),
            tiers in proptest::collection::vec((1i64..6, 1i64..3, 0i64..20), 0..20),
            start in 0i64..10, length in 1i64..15,
        ) {
            let roster = roster(&moves, &tiers);
            let window = Window { start: Moment(start), end: Moment(start + length) };
            for scope in [Scope::Branch(MemberId(1)), Scope::Branch(MemberId(3)), Scope::Tier(TierId(1))] {
                let stays = scope.stays(&roster, window).expect("no whole team");
                for member in (1..=5).map(MemberId) {
                    for at in (0..30).map(Moment) {
                        let staying = stays.iter().filter(|s| s.member == member && s.window.holds(at)).count();
                        let counts = window.holds(at) && scope.holds(&roster, member, at);
                        prop_assert_eq!(staying, usize::from(counts), "{:?} {:?} {:?}", scope, member, at);
                    }
                }
            }
        }
    }
}
