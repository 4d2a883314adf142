//! The points ledger and the earning rules.

pub mod balance;
pub mod facts;
pub mod follow;
mod gather;
pub mod grant;
pub mod pocket;
pub mod posting;
pub mod preview;
pub mod rule;
pub mod span;
pub mod statement;
pub mod tick;
pub mod verify;

pub use follow::{Which, follow_import, follow_sales};
pub use posting::{post, post_once};
pub use tick::tick;
