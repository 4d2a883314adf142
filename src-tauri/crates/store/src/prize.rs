//! Prizes, their stock, and who redeemed them.

pub mod ask;
pub mod draw;
pub mod offer;
pub mod pool;
pub mod redemption;
pub mod stock;
pub mod sum;
pub mod wish;

pub use offer::{Prize, prize, prizes};
pub use redemption::Redemption;
