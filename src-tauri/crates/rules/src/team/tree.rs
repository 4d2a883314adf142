//! The dated sponsor tree, kept from append-only placements.
//!
//! Of two placements of a member from the same moment the later recorded holds; the end of a
//! placement is the start of the next. Before their first placement a member stands nowhere.

mod walk;

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
    pub(super) fn stretch_at(&self, at: Moment) -> Option<&Stretch> {
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
        let (path, at) = self.climb(sponsor, member, window)?;
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

    /// The way up from `from` to below `goal` within a window, and when it is open.
    fn climb(&self, from: u32, goal: u32, window: Window) -> Option<(Vec<u32>, Moment)> {
        // Each step remembers the step it came from, so that the way can be told.
        let mut steps = vec![(from, window, usize::MAX)];
        let mut next = 0;
        while let Some((i, window, _)) = steps.get(next).copied() {
            for (sponsor, part) in self.nodes[i as usize].within(window) {
                match sponsor {
                    Some(sponsor) if sponsor == goal => {
                        let back = std::iter::successors(Some(next), |step| {
                            Some(steps[*step].2).filter(|before| *before != usize::MAX)
                        });
                        let mut path: Vec<u32> = back.map(|step| steps[step].0).collect();
                        path.reverse();
                        return Some((path, part.start));
                    }
                    Some(sponsor) => steps.push((sponsor, part, next)),
                    None => {}
                }
            }
            next += 1;
        }
        None
    }

    /// Adds a placement that was checked when it was recorded.
    pub fn put(&mut self, placement: Placement) {
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
}

#[cfg(test)]
mod tests;
