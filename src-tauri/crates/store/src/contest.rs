//! Contests as they are kept: their rules and acts, what counts for them, how they ended.

pub mod act;
pub mod duel;
pub mod facts;
pub mod freeze;
pub mod monitor;
pub mod part;
pub mod pot;
pub mod settlement;
pub mod tally;
pub mod wall;
pub mod word;

mod limited;
mod lines;

pub use lines::largest;
