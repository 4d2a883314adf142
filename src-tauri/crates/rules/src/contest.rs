//! Contests: from a leader's idea to prizes nobody disputes.
//!
//! A contest is its rule ([`rule`], versioned and hashed) and the acts of people and of time
//! ([`life`]). What counts is gathered as tallies ([`tally`]), a tally gives a score at one rounding
//! place ([`score`]), scores and tie keys give places ([`standing`]), rounds may stand above them ([`mod@course`]), places and scores give prizes
//! ([`mod@settle`]), duels between two ([`duel`]) are decided by places too; before it is final there are hints what to look at ([`monitor`]). All of it is a
//! function of the facts: the same facts in any order give the same result, and settling again is
//! settling from nothing.

pub mod again;
pub mod baseline;
#[cfg(test)]
mod cast;
pub mod check;
pub mod counted;
pub mod course;
pub mod duel;
pub mod kind;
pub mod life;
pub mod monitor;
pub mod pot;
pub mod prize;
pub mod replay;
pub mod resolve;
pub mod rule;
pub mod score;
pub mod settle;
pub mod standing;
pub mod streak;
pub mod tally;
pub mod template;
pub mod who;

pub use baseline::{Baseline, Past};
pub use counted::{Counted, Measure, Unit};
pub use course::{Course, Plan};
pub use kind::{Kind, Side};
pub use life::{Act, State};
pub use prize::{Prize, Shared};
pub use replay::{Replay, replay};
pub use resolve::Step;
pub use rule::Rule;
pub use score::Terms;
pub use settle::{Award, Settlement, settle};
pub use standing::{Field, Gap, Row, Seed, Standing};
pub use tally::Tally;
pub use template::Template;
pub use who::Who;
