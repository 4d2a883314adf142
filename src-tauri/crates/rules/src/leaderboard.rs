//! Standing boards: who is where, and why.
//!
//! A board is one order of one tuple ([`order::Standing`]): the higher score first, of equal scores
//! the lower member id first. Equal scores share the place and the next place is skipped (1, 2, 2, 4;
//! DOMAIN law 8), so the id decides only which of two sharers is listed first.

pub mod blocks;
pub mod board;
pub mod growth;
pub mod measure;
pub mod order;
pub mod scope;
pub mod sight;
pub mod span;

pub use blocks::Blocks;
pub use board::{Board, Change, Gap, Place};
pub use growth::{GROWTH_BASE_MIN, fen_to_reach, growth};
pub use measure::{Measure, Tally};
pub use order::Standing;
pub use scope::Scope;
pub use sight::{Shown, blurred, shown_amount, shown_face, shown_name};
pub use span::{Choice, Span};
