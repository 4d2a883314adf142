//! What the stories share: a stage (the program on a fresh database) and a cast of people.

pub mod cast;
pub mod order;
pub mod person;
pub mod robots;
pub mod stage;

pub use cast::Cast;
pub use person::{PASSPHRASE, Person};
pub use robots::StandIn;
pub use stage::{Answer, House, on_both};
