//! The points ledger and the earning rules.

pub mod balance;
pub mod facts;
pub mod follow;
pub mod pocket;
pub mod posting;
pub mod rule;
pub mod span;

pub use follow::{Which, follow_sales};
pub use posting::post;
