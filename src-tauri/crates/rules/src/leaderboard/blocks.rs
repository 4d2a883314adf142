//! A sorted set that knows positions: blocks of sorted values, and how many each holds.
//!
//! A position is the sum of the lengths of the blocks before, plus a search in one block. With a
//! million values that is a sum over some two thousand small numbers lying side by side and two
//! binary searches, about a microsecond; a change moves at most one block's values.

/// The most values a block holds before it is split in two.
const BLOCK_MAX: usize = 1024;
/// How full blocks are built, so that the first changes do not split them all.
const BLOCK_BUILT: usize = 768;

/// A sorted set with positions.
#[derive(Clone, Debug)]
pub struct Blocks<T> {
    /// Never empty blocks, in order.
    blocks: Vec<Vec<T>>,
    /// The first value of each block.
    firsts: Vec<T>,
    /// The length of each block.
    lens: Vec<u32>,
    len: usize,
}

impl<T> Default for Blocks<T> {
    fn default() -> Self {
        Self {
            blocks: Vec::new(),
            firsts: Vec::new(),
            lens: Vec::new(),
            len: 0,
        }
    }
}

impl<T: Ord + Copy> FromIterator<T> for Blocks<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut all: Vec<T> = values.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        let mut set = Self {
            len: all.len(),
            ..Self::default()
        };
        for block in all.chunks(BLOCK_BUILT) {
            set.blocks.push(block.to_vec());
            set.firsts.push(block[0]);
            set.lens.push(block.len() as u32);
        }
        set
    }
}

impl<T: Ord + Copy> Blocks<T> {
    /// How many values there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many values stand before `value`, whether it is in the set or not.
    pub fn rank(&self, value: &T) -> usize {
        let Some(b) = self.block_of(value) else {
            return 0;
        };
        self.before(b) + self.blocks[b].partition_point(|held| held < value)
    }

    /// Adds a value; false if it was there.
    pub fn insert(&mut self, value: T) -> bool {
        let Some(b) = self.block_of(&value) else {
            if self.blocks.is_empty() {
                self.blocks.push(vec![value]);
                self.firsts.push(value);
                self.lens.push(1);
            } else {
                self.put(0, 0, value);
            }
            self.len += 1;
            return true;
        };
        let Err(at) = self.blocks[b].binary_search(&value) else {
            return false;
        };
        self.put(b, at, value);
        self.len += 1;
        true
    }

    /// Takes a value out; false if it was not there.
    pub fn remove(&mut self, value: &T) -> bool {
        let Some(b) = self.block_of(value) else {
            return false;
        };
        let Ok(at) = self.blocks[b].binary_search(value) else {
            return false;
        };
        self.blocks[b].remove(at);
        self.len -= 1;
        if self.blocks[b].is_empty() {
            self.blocks.remove(b);
            self.firsts.remove(b);
            self.lens.remove(b);
        } else {
            self.settle(b);
        }
        true
    }

    /// The values from position `start` on.
    pub fn from_position(&self, start: usize) -> impl Iterator<Item = T> + '_ {
        let (mut b, mut skip) = (0, start);
        while b < self.blocks.len() && skip >= self.blocks[b].len() {
            skip -= self.lens[b] as usize;
            b += 1;
        }
        let first = self.blocks.get(b).map_or(&[][..], |block| &block[skip..]);
        let rest = self.blocks.get(b + 1..).unwrap_or_default();
        first.iter().chain(rest.iter().flatten()).copied()
    }

    /// The last value before `value`.
    pub fn last_before(&self, value: &T) -> Option<T> {
        let rank = self.rank(value);
        self.from_position(rank.checked_sub(1)?).next()
    }

    /// The block that holds `value` or would; none when it stands before all.
    fn block_of(&self, value: &T) -> Option<usize> {
        self.firsts
            .partition_point(|first| first <= value)
            .checked_sub(1)
    }

    fn before(&self, block: usize) -> usize {
        self.lens[..block].iter().map(|n| *n as usize).sum()
    }

    fn put(&mut self, b: usize, at: usize, value: T) {
        self.blocks[b].insert(at, value);
        if self.blocks[b].len() > BLOCK_MAX {
            let upper = self.blocks[b].split_off(BLOCK_MAX / 2);
            self.firsts.insert(b + 1, upper[0]);
            self.lens.insert(b + 1, upper.len() as u32);
            self.blocks.insert(b + 1, upper);
        }
        self.settle(b);
    }

    fn settle(&mut self, b: usize) {
        self.firsts[b] = self.blocks[b][0];
        self.lens[b] = self.blocks[b].len() as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn agree(set: &Blocks<i32>, twin: &BTreeSet<i32>, probe: i32) {
        assert_eq!(set.len(), twin.len());
        assert!(set.from_position(0).eq(twin.iter().copied()));
        assert_eq!(set.rank(&probe), twin.range(..probe).count());
        assert_eq!(
            set.last_before(&probe),
            twin.range(..probe).next_back().copied()
        );
        let start = twin.len() / 3;
        assert!(
            set.from_position(start)
                .eq(twin.iter().skip(start).copied())
        );
    }

    proptest! {
        #[test]
        fn changes_keep_it_equal_to_a_sorted_set(
            built in proptest::collection::vec(0..4000i32, 0..3000),
            changes in proptest::collection::vec((any::<bool>(), 0..4000i32), 0..300),
            probe in -5..4005i32,
        ) {
            let mut twin: BTreeSet<i32> = built.iter().copied().collect();
            let mut set: Blocks<i32> = built.into_iter().collect();
            agree(&set, &twin, probe);
            for (add, value) in changes {
                if add {
                    prop_assert_eq!(set.insert(value), twin.insert(value));
                } else {
                    prop_assert_eq!(set.remove(&value), twin.remove(&value));
                }
            }
            agree(&set, &twin, probe);
        }
    }

    #[test]
    fn blocks_split_and_vanish() {
        let (mut set, mut twin) = (Blocks::default(), BTreeSet::new());
        for n in (0..5000).rev() {
            assert!(set.insert(n) && twin.insert(n));
        }
        agree(&set, &twin, 2500);
        for n in 500..4800 {
            assert!(set.remove(&n) && twin.remove(&n));
        }
        agree(&set, &twin, 4900);
    }
}
