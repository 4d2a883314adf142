//! Members, tiers, the dated tree: rows in, rows out.

mod roster;

pub use roster::roster;
