//! The team: members, tiers, the tree.

mod roster;
mod sight;

pub use roster::{Desk, Rosters};
