//! Prizes (奖品): what points are for.
//!
//! What a prize is and whom it is for is an [`offer`]; each change of it is a new version. Who asks for
//! one gets it, with points and stock set aside together, or a sentence ([`ask`]). From there on one
//! table says what may happen ([`life`]), and where its points lie is a function of its state
//! ([`life::State::holding`]); the ledger only ever gets the difference ([`desk`]). What one cannot afford several save for together ([`pool`]); what
//! nobody pays for is drawn by lot, so that anyone can check it ([`draw`]).

pub mod ask;
pub mod desk;
pub mod draw;
pub mod life;
pub mod offer;
pub mod pool;
pub mod worth;

pub use ask::Ask;
pub use life::{Act, Holding, Side, State};
pub use offer::{Kind, Limit, Offer};
