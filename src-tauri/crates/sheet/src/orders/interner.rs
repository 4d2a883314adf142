//! Values that repeat on many rows, kept once.

use std::collections::HashMap;
use std::hash::Hash;

use foldhash::fast::FixedState;

/// Each value once, in the order of first meeting.
#[derive(Debug)]
pub struct Interner<T> {
    places: HashMap<u64, Vec<u32>, FixedState>,
    values: Vec<T>,
    /// Neighbouring rows mostly repeat.
    last: Option<(u64, u32)>,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self {
            places: HashMap::default(),
            values: Vec::new(),
            last: None,
        }
    }
}

impl<T> Interner<T> {
    /// The place of a value told by its parts; made only when it is new.
    pub fn place<P: Hash>(
        &mut self,
        parts: P,
        same: impl Fn(&T) -> bool,
        make: impl FnOnce() -> T,
    ) -> u32 {
        use std::hash::BuildHasher;
        let hash = FixedState::default().hash_one(parts);
        if let Some((last, place)) = self.last
            && last == hash
            && same(&self.values[place as usize])
        {
            return place;
        }
        let places = self.places.entry(hash).or_default();
        let found = places
            .iter()
            .copied()
            .find(|place| same(&self.values[*place as usize]));
        let place = found.unwrap_or_else(|| {
            let place = self.values.len() as u32;
            self.values.push(make());
            places.push(place);
            place
        });
        self.last = Some((hash, place));
        place
    }

    /// All values.
    pub fn into_values(self) -> Vec<T> {
        self.values
    }
}
