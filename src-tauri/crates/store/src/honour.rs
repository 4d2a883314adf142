//! Honours: praise, how others answered it, what earns badges, titles and how they are given.

pub mod hall;
pub mod praise;
pub mod record;
pub mod round;
pub mod title;
pub mod wall;
