//! Honours: praise, how others answered it, and what earns badges.

pub mod hall;
pub mod praise;
pub mod wall;
