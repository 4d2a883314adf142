//! Points.

mod cast;
mod follow;
mod tick;
mod verify;
