//! What is kept: the books in SQLite or PostgreSQL, one SQL text for both.
//!
//! Laws of this crate: SQL stands in the function that runs it, wrapped in [`sql!`] so that one test
//! prepares every statement on both databases; reads take a [`Conn`], writes take a [`Tx`], and only
//! `api` begins and commits one; rows become `rules` types here and nowhere else.

pub mod database;
pub mod dialect;
pub mod error;
mod fold;
mod statistics;
mod word;

pub mod access;
pub mod backup;
pub mod contest;
pub mod counter;
pub mod honour;
pub mod leaderboard;
pub mod outbox;
pub mod points;
pub mod poster;
pub mod prize;
pub mod record;
pub mod sale;
pub mod setting;
pub mod team;

pub use database::{Conn, Db, Tx};
pub use error::{Error, Result};
