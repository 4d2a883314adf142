//! Stories through the API on both databases, noun by noun.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on fails")]

mod access;
mod contest;
mod facts;
mod first_month;
mod home;
mod house;
mod leaderboard;
mod orders;
mod points;
mod report;
mod sale;
mod team;
