//! Points.

mod cast;
mod follow;
