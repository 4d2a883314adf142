//! Points.

mod back;
pub mod cast;
mod follow;
mod grants;
mod product;
mod rules;
mod statement;
mod tick;
mod verify;
