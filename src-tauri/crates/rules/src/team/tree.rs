//! The dated sponsor tree, kept from append-only placements.
//!
//! Of two placements of a member from the same moment the later recorded holds; the end of a
//! placement is the start of the next. Before their first placement a member stands nowhere.

use crate::{MemberId, Moment, Window};
use std::collections::HashMap;
use std::sync::Arc;

/// Who brought a member in, from a moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The order of recording.
    pub id: i64,
    /// Who is placed.
    pub member: MemberId,
    /// Under whom; nobody for a root.
    pub sponsor: Option<MemberId>,
    /// The first moment it holds.
    pub from: Moment,
}

/// A time that a member spends inside a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The member.
    pub member: MemberId,
    /// From when to when.
    pub window: Window,
}

/// Why a placement cannot be: the member would stand above their own sponsor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// From the member down to their would-be sponsor and back to the member.
    pub chain: Vec<MemberId>,
    /// The first moment of the circle.
    pub at: Moment,
}

/// The sponsor tree at every moment. Cloning copies one pointer a member, so that a change does not
/// wait for readers.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    pub(super) nodes: Vec<Arc<Node>>,
    index: Arc<HashMap<MemberId, u32>>,
}

#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) member: MemberId,
    /// Ascending by `from`, which is unique.
    pub(super) stretches: Vec<Stretch>,
    /// Everyone who was ever placed under this member, ascending.
    brought: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) from: Moment,
    id: i64,
    pub(super) sponsor: Option<u32>,
}

impl Node {
    /// The stretch that holds at a moment.
    fn stretch_at(&self, at: Moment) -> Option<&Stretch> {
        let after = self.stretches.partition_point(|s| s.from <= at);
        self.stretches.get(after.checked_sub(1)?)
    }

    pub(super) fn sponsor_at(&self, at: Moment) -> Option<u32> {
        self.stretch_at(at)?.sponsor
    }

    /// Each stretch with the part of `window` that it holds in.
    fn within(&self, window: Window) -> impl Iterator<Item = (Option<u32>, Window)> + '_ {
        self.stretches.iter().enumerate().filter_map(move |(i, s)| {
            let end = self.stretches.get(i + 1).map_or(Moment::MAX, |s| s.from);
            let part = Window {
                start: s.from.max(window.start),
                end: end.min(window.end),
            };
            (part.start < part.end).then_some((s.sponsor, part))
        })
    }
}

impl Tree {
    /// The tree of rows that were each checked when they were recorded.
    pub fn of(placements: impl IntoIterator<Item = Placement>) -> Self {
        let mut tree = Self::default();
        for placement in placements {
            tree.put(placement);
        }
        tree
    }

    /// Adds a placement, refusing one that would put a member above their own sponsor at any moment.
    ///
    /// # Errors
    /// The [`Cycle`]; the tree is unchanged.
    pub fn place(&mut self, placement: Placement) -> Result<(), Cycle> {
        match self.cycle(placement) {
            Some(cycle) => Err(cycle),
            None => {
                self.put(placement);
                Ok(())
            }
        }
    }

    /// The circle that a placement would close, if any.
    pub fn cycle(&self, placement: Placement) -> Option<Cycle> {
        let sponsor = placement.sponsor?;
        let mut chain = vec![placement.member];
        if sponsor == placement.member {
            chain.push(sponsor);
            return Some(Cycle {
                chain,
                at: placement.from,
            });
        }
        let (member, sponsor) = (self.find(placement.member)?, self.find(sponsor)?);
        let window = Window {
            start: placement.from,
            end: self.holds_until(placement.member, placement.from),
        };
        let mut path = Vec::new();
        let at = self.climb(sponsor, member, window, &mut path)?;
        // The path was walked upwards; people read a chain from the top down.
        chain.extend(path.iter().rev().map(|i| self.id(*i)));
        chain.push(placement.member);
        Some(Cycle { chain, at })
    }

    /// When a placement from a moment would end: at the member's next one.
    pub fn holds_until(&self, member: MemberId, from: Moment) -> Moment {
        let next = self.node(member).and_then(|node| {
            let after = node.stretches.partition_point(|s| s.from <= from);
            node.stretches.get(after)
        });
        next.map_or(Moment::MAX, |s| s.from)
    }

    /// Looks for `goal` above `from` within a window; leaves the way in `path`.
    fn climb(&self, from: u32, goal: u32, window: Window, path: &mut Vec<u32>) -> Option<Moment> {
        path.push(from);
        for (sponsor, part) in self.nodes[from as usize].within(window) {
            match sponsor {
                Some(sponsor) if sponsor == goal => return Some(part.start),
                Some(sponsor) => {
                    if let Some(at) = self.climb(sponsor, goal, part, path) {
                        return Some(at);
                    }
                }
                None => {}
            }
        }
        path.pop();
        None
    }

    fn put(&mut self, placement: Placement) {
        let member = self.enter(placement.member);
        let sponsor = placement.sponsor.map(|sponsor| self.enter(sponsor));
        let stretch = Stretch {
            from: placement.from,
            id: placement.id,
            sponsor,
        };
        let node = Arc::make_mut(&mut self.nodes[member as usize]);
        match node
            .stretches
            .binary_search_by_key(&placement.from, |s| s.from)
        {
            Ok(i) if node.stretches[i].id <= placement.id => node.stretches[i] = stretch,
            Ok(_) => return,
            Err(i) => node.stretches.insert(i, stretch),
        }
        if let Some(sponsor) = sponsor {
            let node = Arc::make_mut(&mut self.nodes[sponsor as usize]);
            if let Err(i) = node.brought.binary_search(&member) {
                node.brought.insert(i, member);
            }
        }
    }

    fn enter(&mut self, member: MemberId) -> u32 {
        if let Some(i) = self.find(member) {
            return i;
        }
        let i = u32::try_from(self.nodes.len()).expect("a team of four billion is not one team");
        Arc::make_mut(&mut self.index).insert(member, i);
        self.nodes.push(Arc::new(Node {
            member,
            stretches: Vec::new(),
            brought: Vec::new(),
        }));
        i
    }

    pub(super) fn find(&self, member: MemberId) -> Option<u32> {
        self.index.get(&member).copied()
    }

    fn node(&self, member: MemberId) -> Option<&Node> {
        Some(&self.nodes[self.find(member)? as usize])
    }

    pub(super) fn id(&self, i: u32) -> MemberId {
        self.nodes[i as usize].member
    }

    /// Whether a member stands in the tree at a moment, as a root or under someone.
    pub fn placed_at(&self, member: MemberId, at: Moment) -> bool {
        self.node(member)
            .is_some_and(|node| node.stretch_at(at).is_some())
    }

    /// The first moment a member stands in the tree.
    pub fn first_placed(&self, member: MemberId) -> Option<Moment> {
        Some(self.node(member)?.stretches.first()?.from)
    }

    /// Who a member stands under at a moment; nobody for a root and before their first placement.
    pub fn sponsor_at(&self, member: MemberId, at: Moment) -> Option<MemberId> {
        Some(self.id(self.node(member)?.sponsor_at(at)?))
    }

    /// The sponsors above a member at a moment, nearest first, without the member.
    pub fn chain_at(&self, member: MemberId, at: Moment) -> Vec<MemberId> {
        self.above(member, at).map(|i| self.id(i)).collect()
    }

    fn above(&self, member: MemberId, at: Moment) -> impl Iterator<Item = u32> + '_ {
        let first = self.node(member).and_then(|node| node.sponsor_at(at));
        std::iter::successors(first, move |i| self.nodes[*i as usize].sponsor_at(at))
    }

    /// Whether a member is `root` or stands below `root` at a moment.
    pub fn holds_at(&self, root: MemberId, member: MemberId, at: Moment) -> bool {
        if root == member {
            return true;
        }
        let Some(root) = self.find(root) else {
            return false;
        };
        self.above(member, at).any(|i| i == root)
    }

    /// Those directly under a member at a moment.
    pub fn brought_at(&self, member: MemberId, at: Moment) -> Vec<MemberId> {
        let Some(i) = self.find(member) else {
            return Vec::new();
        };
        self.below(i, at).map(|i| self.id(i)).collect()
    }

    fn below(&self, i: u32, at: Moment) -> impl Iterator<Item = u32> + '_ {
        let brought = self.nodes[i as usize].brought.iter().copied();
        brought.filter(move |child| self.nodes[*child as usize].sponsor_at(at) == Some(i))
    }

    /// A member and everyone below them at a moment, each after their sponsor.
    pub fn branch_at(&self, root: MemberId, at: Moment) -> Vec<MemberId> {
        let Some(root) = self.find(root) else {
            return vec![root];
        };
        let mut branch = vec![root];
        let mut next = 0;
        while let Some(i) = branch.get(next).copied() {
            branch.extend(self.below(i, at));
            next += 1;
        }
        branch.into_iter().map(|i| self.id(i)).collect()
    }

    /// When each member was inside a branch during a window, by member and time. The root is inside
    /// all along; someone who left and came back has several stays.
    pub fn stays(&self, root: MemberId, window: Window) -> Vec<Stay> {
        let whole = Stay {
            member: root,
            window,
        };
        let Some(root) = self.find(root) else {
            return vec![whole];
        };
        let mut waiting = vec![(root, window)];
        let mut found = Vec::new();
        while let Some((i, window)) = waiting.pop() {
            found.push(Stay {
                member: self.id(i),
                window,
            });
            for child in &self.nodes[i as usize].brought {
                let parts = self.nodes[*child as usize].within(window);
                let under = parts.filter(|(sponsor, _)| *sponsor == Some(i));
                waiting.extend(under.map(|(_, part)| (*child, part)));
            }
        }
        found.sort_by_key(|stay| (stay.member, stay.window.start));
        found.dedup_by(|next, stay| {
            let meets = next.member == stay.member && next.window.start == stay.window.end;
            if meets {
                stay.window.end = next.window.end;
            }
            meets
        });
        found
    }

    /// A member's sponsors over time: from when, under whom.
    pub fn history(&self, member: MemberId) -> Vec<(Moment, Option<MemberId>)> {
        let stretches = self.node(member).map_or(&[][..], |node| &node.stretches);
        stretches
            .iter()
            .map(|s| (s.from, s.sponsor.map(|i| self.id(i))))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `1<0@5` reads: member 1 under nobody from moment 5; `2<1@5`: member 2 under 1.
    fn tree(text: &str) -> Tree {
        Tree::of(text.split_whitespace().enumerate().map(|(i, row)| {
            let (member, rest) = row.split_once('<').expect("a member");
            let (sponsor, from) = rest.split_once('@').expect("a sponsor");
            row_of(i as i64, member, sponsor, from)
        }))
    }

    fn row_of(id: i64, member: &str, sponsor: &str, from: &str) -> Placement {
        let number = |text: &str| text.parse::<i64>().expect("a number");
        Placement {
            id,
            member: MemberId(number(member)),
            sponsor: Some(MemberId(number(sponsor))).filter(|s| s.0 != 0),
            from: Moment(number(from)),
        }
    }

    fn ids(members: &[MemberId]) -> Vec<i64> {
        members.iter().map(|m| m.0).collect()
    }

    #[test]
    fn a_move_holds_from_its_moment_on_and_not_before() {
        let tree = tree("1<0@0 2<1@0 3<1@0 4<2@0 4<3@10");
        assert_eq!(ids(&tree.branch_at(MemberId(2), Moment(9))), [2, 4]);
        assert_eq!(ids(&tree.branch_at(MemberId(2), Moment(10))), [2]);
        assert_eq!(ids(&tree.chain_at(MemberId(4), Moment(10))), [3, 1]);
        assert!(tree.holds_at(MemberId(1), MemberId(4), Moment(9)));
        assert!(!tree.placed_at(MemberId(4), Moment(-1)));
    }

    #[test]
    fn of_two_rows_from_one_moment_the_later_recorded_holds() {
        let tree = tree("1<0@0 2<0@0 3<1@5 3<2@5");
        assert_eq!(tree.sponsor_at(MemberId(3), Moment(5)), Some(MemberId(2)));
    }

    #[test]
    fn a_circle_is_refused_with_its_chain_even_when_it_would_close_later() {
        let mut tree = tree("1<0@0 2<1@0 3<2@0 4<0@0 1<4@50");
        let cycle = tree.place(row_of(9, "1", "3", "20")).expect_err("a circle");
        assert_eq!(
            (ids(&cycle.chain), cycle.at),
            (vec![1, 2, 3, 1], Moment(20))
        );
        // 4 stands above 1 only from 50 on.
        let cycle = tree.place(row_of(9, "4", "3", "20")).expect_err("a circle");
        assert_eq!(
            (ids(&cycle.chain), cycle.at),
            (vec![4, 1, 2, 3, 4], Moment(50))
        );
        let oneself = tree.place(row_of(9, "4", "4", "20")).expect_err("a circle");
        assert_eq!(ids(&oneself.chain), [4, 4]);
    }

    #[test]
    fn stays_are_cut_by_moves_of_anyone_above() {
        let tree = tree("1<0@0 2<1@0 3<2@0 2<0@10 2<1@20");
        let stays = tree.stays(
            MemberId(1),
            Window {
                start: Moment(0),
                end: Moment(30),
            },
        );
        let shown: Vec<_> = stays
            .iter()
            .map(|s| (s.member.0, s.window.start.0, s.window.end.0))
            .collect();
        assert_eq!(
            shown,
            [(1, 0, 30), (2, 0, 10), (2, 20, 30), (3, 0, 10), (3, 20, 30)]
        );
    }
}
