//! What is true: the books of a team as pure rules.
//!
//! Laws of this crate: no SQL, no async, no I/O, no clock, no chance. Time and random bytes are
//! arguments. Money is whole fen, points are whole numbers, rates are basis points, arithmetic is
//! checked. Whatever is refused is a [`refusal::Refusal`] with words in both languages.

pub mod fen;
pub mod id;
pub mod refusal;
pub mod time;
pub mod words;

pub mod access;
pub mod contest;
pub mod honour;
pub mod leaderboard;
pub mod outbox;
pub mod points;
pub mod prize;
pub mod record;
pub mod sale;
pub mod team;

pub use fen::{BasisPoints, Fen, allocate};
pub use id::*;
pub use refusal::{Place, Refusal};
pub use time::{Calendar, Moment, Period, Window};
pub use words::{Lang, Words};
