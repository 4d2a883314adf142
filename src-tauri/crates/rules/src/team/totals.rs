//! Whole-team sums in one pass: each member's own and their branch's.
//!
//! A sale counts for whoever stood above the seller at its moment (DOMAIN law 3). Nearly all members
//! stand where they stood when they first sold in a window; their sums go up in one pass over the
//! tree. Only sales from before a move are walked up one by one.

use super::Tree;
use crate::{MemberId, Moment, Window};

const NOBODY: u32 = u32::MAX;
const NOWHERE: u32 = u32::MAX - 1;

/// Who stands under whom at one moment, laid out for passes over everybody.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The moments at which nobody stands elsewhere.
    pub holds: Window,
    sponsors: Vec<u32>,
    /// Everyone, each after their sponsor.
    order: Vec<u32>,
}

/// Sums of a window on their way up the tree.
#[derive(Clone, Debug)]
pub struct Totals<'t> {
    tree: &'t Tree,
    shape: Shape,
    own: Vec<i64>,
    /// What waits for the pass.
    settled: Vec<i64>,
    /// What was walked up.
    walked: Vec<i64>,
}

/// Each member's own sum and the sum of their branch, themselves included.
#[derive(Clone, Debug)]
pub struct Sums<'t> {
    tree: &'t Tree,
    own: Vec<i64>,
    branch: Vec<i64>,
}

impl Tree {
    /// The tree at one moment.
    pub fn shape_at(&self, at: Moment) -> Shape {
        let mut holds = Window::ALL;
        let mut waiting = vec![0_u32; self.nodes.len()];
        let mut sponsors = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let after = node.stretches.partition_point(|s| s.from <= at);
            if let Some(next) = node.stretches.get(after) {
                holds.end = holds.end.min(next.from);
            }
            let now = after.checked_sub(1).map(|i| &node.stretches[i]);
            if let Some(now) = now {
                holds.start = holds.start.max(now.from);
            }
            let sponsor = now.map_or(NOWHERE, |s| s.sponsor.unwrap_or(NOBODY));
            if sponsor < NOWHERE {
                waiting[sponsor as usize] += 1;
            }
            sponsors.push(sponsor);
        }
        // From the leaves upwards: a sponsor follows when the last one below them has gone.
        let mut order = Vec::with_capacity(self.nodes.len());
        let leaves = (0..).zip(&waiting).filter(|(_, below)| **below == 0);
        order.extend(leaves.map(|(i, _)| i));
        let mut next = 0;
        while let Some(i) = order.get(next).copied() {
            next += 1;
            let sponsor = sponsors[i as usize];
            if sponsor < NOWHERE {
                waiting[sponsor as usize] -= 1;
                if waiting[sponsor as usize] == 0 {
                    order.push(sponsor);
                }
            }
        }
        order.reverse();
        Shape {
            holds,
            sponsors,
            order,
        }
    }

    /// Begins sums of facts from before `end`.
    pub fn totals(&self, end: Moment) -> Totals<'_> {
        Totals {
            tree: self,
            shape: self.shape_at(end.plus_ms(-1)),
            own: vec![0; self.nodes.len()],
            settled: vec![0; self.nodes.len()],
            walked: vec![0; self.nodes.len()],
        }
    }
}

impl Shape {
    /// Whether the one at a place in the tree stands anywhere.
    pub(super) fn is_placed(&self, i: u32) -> bool {
        self.sponsors[i as usize] != NOWHERE
    }

    /// Who the one at a place in the tree stands under.
    pub(super) fn sponsor(&self, i: u32) -> Option<u32> {
        Some(self.sponsors[i as usize]).filter(|sponsor| *sponsor < NOWHERE)
    }

    /// Adds everyone's value to all above them, from the leaves up.
    pub(super) fn push_up(&self, values: &mut [i64]) {
        for i in self.order.iter().rev() {
            if let Some(sponsor) = self.sponsor(*i) {
                let sponsor = sponsor as usize;
                values[sponsor] = values[sponsor].saturating_add(values[*i as usize]);
            }
        }
    }
}

impl<'t> Totals<'t> {
    /// Since when everybody above a member has been the same, up to the end of the window. Facts from
    /// then on may come as one sum; earlier ones one by one.
    pub fn settled_since(&self) -> Vec<(MemberId, Moment)> {
        let mut since = vec![Moment::MIN; self.tree.nodes.len()];
        let at = self.shape.holds.start;
        for i in &self.shape.order {
            let above = self
                .shape
                .sponsor(*i)
                .map(|sponsor| since[sponsor as usize]);
            let i = *i as usize;
            let own = self.tree.nodes[i].stretch_at(at).map(|s| s.from);
            since[i] = own.max(above).unwrap_or(Moment::MIN);
        }
        let nodes = self.tree.nodes.iter().zip(since);
        nodes.map(|(node, since)| (node.member, since)).collect()
    }

    /// Adds a sum of facts, none of them from before the member was settled.
    pub fn add_settled(&mut self, member: MemberId, value: i64) {
        if let Some(i) = self.tree.find(member) {
            let i = i as usize;
            self.own[i] = self.own[i].saturating_add(value);
            self.settled[i] = self.settled[i].saturating_add(value);
        }
    }

    /// Adds one fact at its moment.
    pub fn add_at(&mut self, member: MemberId, at: Moment, value: i64) {
        let Some(i) = self.tree.find(member) else {
            return;
        };
        self.own[i as usize] = self.own[i as usize].saturating_add(value);
        let mut next = Some(i);
        while let Some(i) = next {
            self.walked[i as usize] = self.walked[i as usize].saturating_add(value);
            next = self.tree.nodes[i as usize].sponsor_at(at);
        }
    }

    /// The sums of everybody.
    pub fn sum(self) -> Sums<'t> {
        let mut branch = self.settled;
        self.shape.push_up(&mut branch);
        for (sum, walked) in branch.iter_mut().zip(self.walked) {
            *sum = sum.saturating_add(walked);
        }
        Sums {
            tree: self.tree,
            own: self.own,
            branch,
        }
    }
}

impl Sums<'_> {
    /// A member's own sum.
    pub fn own(&self, member: MemberId) -> i64 {
        self.tree.find(member).map_or(0, |i| self.own[i as usize])
    }

    /// The sum of a member's branch, the member included.
    pub fn branch(&self, member: MemberId) -> i64 {
        self.tree
            .find(member)
            .map_or(0, |i| self.branch[i as usize])
    }

    /// Everybody's branch sum, in the order they entered the tree.
    pub fn branches(&self) -> impl Iterator<Item = (MemberId, i64)> + '_ {
        let nodes = self.tree.nodes.iter().zip(&self.branch);
        nodes.map(|(node, sum)| (node.member, *sum))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::team::Placement;
    use proptest::prelude::*;

    /// Any number of placements, of which those that would close a circle are refused.
    pub(crate) fn trees() -> impl Strategy<Value = Tree> {
        let rows = proptest::collection::vec((1i64..20, 0i64..20, 0i64..10), 0..60);
        rows.prop_map(|rows| {
            let mut tree = Tree::default();
            for (id, (member, sponsor, from)) in (0..).zip(rows) {
                // What a person may try; a circle is refused and leaves the tree as it was.
                let _ = tree.place(Placement {
                    id,
                    member: MemberId(member),
                    sponsor: Some(MemberId(sponsor)).filter(|s| s.0 != 0),
                    from: Moment(from),
                });
            }
            tree
        })
    }

    proptest! {
        #[test]
        fn there_is_no_circle_at_any_moment(tree in trees()) {
            for at in -1..11 {
                for member in 1..20 {
                    let chain = tree.nodes.len() + 1;
                    let above = tree.find(MemberId(member)).into_iter().flat_map(|i| {
                        std::iter::successors(Some(i), |i| tree.nodes[*i as usize].sponsor_at(Moment(at)))
                    });
                    prop_assert!(above.take(chain).count() < chain);
                }
            }
        }

        #[test]
        fn a_move_never_changes_who_stood_where_before(tree in trees(), member in 1i64..20, sponsor in 1i64..20, from in 0i64..10) {
            let mut moved = tree.clone();
            let row = Placement { id: 1000, member: MemberId(member), sponsor: Some(MemberId(sponsor)), from: Moment(from) };
            let refused = moved.place(row).is_err();
            for at in -1..11 {
                for other in 1..20 {
                    let (before, after) = (tree.chain_at(MemberId(other), Moment(at)), moved.chain_at(MemberId(other), Moment(at)));
                    if at < from || refused {
                        prop_assert_eq!(before, after);
                    }
                }
            }
        }

        #[test]
        fn totals_agree_with_a_walk_up_from_every_sale(tree in trees(), sales in proptest::collection::vec((1i64..20, 0i64..10, -50i64..100), 0..80)) {
            let mut totals = tree.totals(Moment(10));
            let since: std::collections::HashMap<_, _> = totals.settled_since().into_iter().collect();
            for (member, at, fen) in &sales {
                let (member, at) = (MemberId(*member), Moment(*at));
                if since.get(&member).is_none_or(|since| at >= *since) {
                    totals.add_settled(member, *fen);
                } else {
                    totals.add_at(member, at, *fen);
                }
            }
            let sums = totals.sum();
            for root in 1..20 {
                let root = MemberId(root);
                let slow: i64 = sales.iter()
                    .filter(|(member, at, _)| tree.holds_at(root, MemberId(*member), Moment(*at)))
                    .map(|(_, _, fen)| fen).sum();
                if tree.find(root).is_some() {
                    prop_assert_eq!(sums.branch(root), slow, "{:?}", root);
                }
            }
        }

        #[test]
        fn stays_and_branches_and_chains_say_the_same(tree in trees(), root in 1i64..20) {
            let root = MemberId(root);
            let stays = tree.stays(root, Window { start: Moment(0), end: Moment(10) });
            for at in 0..10 {
                let at = Moment(at);
                let mut by_stay: Vec<_> = stays.iter().filter(|s| s.window.holds(at)).map(|s| s.member).collect();
                let mut by_branch = tree.branch_at(root, at);
                let by_chain: Vec<_> = (1..20).map(MemberId).filter(|m| tree.holds_at(root, *m, at)).collect();
                by_stay.sort();
                by_branch.sort();
                prop_assert_eq!(&by_stay, &by_branch);
                prop_assert_eq!(&by_branch, &by_chain);
            }
        }
    }
}
