//! Values that repeat on many rows, kept once.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

use foldhash::fast::FixedState;

/// Each value once, in the order of first meeting.
#[derive(Debug)]
pub struct Interner<T> {
    places: HashMap<u64, u32, FixedState>,
    values: Vec<T>,
    last: u32,
}

impl<T> Default for Interner<T> {
    fn default() -> Self {
        Self {
            places: HashMap::default(),
            values: Vec::new(),
            last: 0,
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
        // Neighbouring rows mostly repeat.
        if self.values.get(self.last as usize).is_some_and(&same) {
            return self.last;
        }
        let mut hash = FixedState::default().hash_one(parts);
        // Two values of one hash take neighbouring keys.
        while let Some(place) = self.places.get(&hash) {
            if same(&self.values[*place as usize]) {
                self.last = *place;
                return *place;
            }
            hash = hash.wrapping_add(1);
        }
        let place = self.values.len() as u32;
        self.values.push(make());
        self.places.insert(hash, place);
        self.last = place;
        place
    }

    /// The value at a place.
    pub fn get(&self, place: u32) -> &T {
        &self.values[place as usize]
    }

    /// All values.
    pub fn into_values(self) -> Vec<T> {
        self.values
    }
}
