//! Honours (表彰): how people are thanked.
//!
//! One thanks another in words, with one of the team's values and perhaps points from a budget that
//! lapses each month ([`praise`]). What somebody sold earns badges by itself ([`badge`]), and the
//! team's records travel by themselves ([`record`]). Titles and
//! rights are given by a person, for a reason and a time ([`title`]), some after nominations ([`round`]).
//! Birthdays and the days on which people joined are kept ([`occasion`]).

pub mod badge;
pub mod occasion;
pub mod praise;
pub mod record;
pub mod round;
pub mod title;

pub use praise::{Reaction, TakeBack};
