//! What can be asked: one router for the window and for TCP.
//!
//! Laws of this crate: a handler is five steps (caller, load, ask rules, store, answer); every route
//! has its one row in [`routes`]; only handlers begin and commit transactions; a failure is an
//! [`error::Error`], said in the caller's language.

pub mod app;
pub mod caller;
pub mod chance;
pub mod clock;
pub mod download;
pub mod error;
pub mod extract;
pub mod folder;
pub mod live;
pub mod lock;
pub mod log;
pub mod openapi;
mod picture;
pub mod routes;

pub mod access;
pub mod backup;
pub mod contest;
pub mod demo;
pub mod home;
pub mod honour;
pub mod leaderboard;
pub mod outbox;
pub mod points;
pub mod poster;
pub mod prize;
pub mod record;
pub mod sale;
pub mod setting;
pub mod start;
pub mod team;

pub use app::{App, Config, Door};
pub use caller::Caller;
pub use clock::Clock;
pub use error::{Error, Result};
