//! Questions to the tree: who stands where, when.

use super::{Stay, Tree};
use crate::{MemberId, Moment, Window};

impl Tree {
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
