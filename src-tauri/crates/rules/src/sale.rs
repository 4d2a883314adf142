//! Sales: orders, refunds, imports, reports.

pub mod line;
pub mod product;
pub mod report;
pub mod state;

pub use line::{Contribution, Counted, NOBODY, Reading, contribution, contributions, corrections};
pub use product::{Categories, Categorised, Product};
pub use state::State;
