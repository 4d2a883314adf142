//! A draw (抽奖) that anyone can check.
//!
//! Before it the roster and the rule are fixed and hashed, and the hash of a secret seed is published.
//! Then the winners are a pure function of roster, rule and seed ([`pick`]): draw number `k` is
//! SHA-256 over seed, roster's hash, rule's hash, the public word and `k`; its first eight bytes are a
//! number, and the ticket is that number modulo the tickets. Numbers above the largest multiple of the
//! tickets are passed over, so that no ticket is favoured. A ticket whose holder has won already is
//! passed over too, unless the rule says otherwise. The prize of a winner who was absent goes to the
//! next number after all others.

pub mod life;
pub mod pick;
pub mod plan;

pub use life::{Act, State};
pub use pick::{Lot, Proof, Ticket, Winner, pick};
pub use plan::{Plan, Share, Tickets};
