//! Posters and papers: pictures for the group and pages to print, from one source.
//!
//! - What a paper says is data ([`paper`]); how it looks is a typst template; neither knows the other's
//!   words or measures. A template holds no words.
//! - One source gives the picture and the printed page ([`press`]).
//! - A paper says only what its data says: the press reads no books, no clock and no network.
//!
//! It is a crate of its own because typesetting brings many others with it, which nothing else builds on.

pub mod course;
pub mod paper;
pub mod press;
mod shelf;
