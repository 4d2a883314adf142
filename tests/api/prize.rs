//! The prize shop: from the shelf to the hand-over, on the ledger.

pub mod cast;
mod draw;
mod laws;
mod life;
mod pool;
mod shop;
