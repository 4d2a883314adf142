//! Sales: orders, refunds, imports, reports.

pub mod report;
pub mod state;

pub use state::State;
