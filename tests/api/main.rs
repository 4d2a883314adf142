//! Stories through the API on both databases, noun by noun.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on fails")]

mod access;
mod contest;
mod facts;
mod first_month;
mod home;
pub mod honour;
mod house;
mod leaderboard;
mod orders;
mod outbox;
mod points;
mod poster;
mod prize;
mod report;
mod sale;
mod team;
