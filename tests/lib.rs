//! What the stories share: a stage (the program on a fresh database) and a cast of people.

pub mod cast;
pub mod stage;

pub use cast::Cast;
pub use stage::{Answer, House, on_both};
