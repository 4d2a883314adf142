//! How many people each branch has at a moment.

use super::Roster;
use crate::{MemberId, Moment, Window};

/// The people of every branch at a moment.
#[derive(Clone, Debug)]
pub struct Heads {
    /// Those who stand under nobody, with someone in their branch.
    pub roots: Vec<MemberId>,
    /// Of each member who is placed.
    pub branches: Vec<Head>,
    /// The moments at which all of this is the same.
    pub holds: Window,
}

/// One branch in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Whose branch.
    pub member: MemberId,
    /// People in it who have not left, the member included.
    pub people: i64,
    /// Those directly under the member whose branch has anyone.
    pub brought: i64,
}

impl Roster {
    /// The people of every branch at a moment, in one pass.
    pub fn heads_at(&self, at: Moment) -> Heads {
        let shape = self.tree.shape_at(at);
        let mut holds = shape.holds;
        let nodes = &self.tree.nodes;
        let mut people: Vec<i64> = (0..)
            .zip(nodes)
            .map(|(i, _)| i64::from(shape.is_placed(i)))
            .collect();
        for member in self.members() {
            let Some(left) = member.left_at else {
                continue;
            };
            if left > at {
                holds.end = holds.end.min(left);
                continue;
            }
            holds.start = holds.start.max(left);
            if let Some(i) = self.tree.find(member.id) {
                people[i as usize] = 0;
            }
        }
        shape.push_up(&mut people);
        let mut brought = vec![0; nodes.len()];
        let mut roots = Vec::new();
        for (i, people) in (0..).zip(&people) {
            match shape.sponsor(i) {
                Some(sponsor) => brought[sponsor as usize] += i64::from(*people > 0),
                None if shape.is_placed(i) && *people > 0 => roots.push(self.tree.id(i)),
                None => {}
            }
        }
        let counted = (0..).zip(people.into_iter().zip(brought));
        let branches =
            counted
                .filter(|(i, _)| shape.is_placed(*i))
                .map(|(i, (people, brought))| Head {
                    member: self.tree.id(i),
                    people,
                    brought,
                });
        Heads {
            roots,
            branches: branches.collect(),
            holds,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::team::{Member, Placement};

    #[test]
    fn those_who_left_are_not_counted_and_hide_when_nobody_stands_under_them() {
        let rows = [(1, 0, 0), (2, 1, 0), (3, 2, 0), (4, 1, 20)];
        let placed = (1..)
            .zip(rows)
            .map(|(id, (member, sponsor, from))| Placement {
                id,
                member: MemberId(member),
                sponsor: Some(MemberId(sponsor)).filter(|s| s.0 != 0),
                from: Moment(from),
            });
        let mut members: Vec<_> = (1..5)
            .map(|id| Member::new(MemberId(id), "M", Moment(0)))
            .collect();
        members[2].left_at = Some(Moment(10));
        let roster = Roster::of(members, [], placed, []);
        let shown = |at: i64| {
            let heads = roster.heads_at(Moment(at));
            let branches = heads
                .branches
                .iter()
                .map(|h| (h.member.0, h.people, h.brought));
            (
                branches.collect::<Vec<_>>(),
                heads.holds.start.0,
                heads.holds.end.0,
            )
        };
        assert_eq!(shown(5), (vec![(1, 3, 1), (2, 2, 1), (3, 1, 0)], 0, 10));
        assert_eq!(shown(15), (vec![(1, 2, 1), (2, 1, 0), (3, 0, 0)], 10, 20));
        assert_eq!(shown(20).0[0], (1, 3, 2));
    }
}
