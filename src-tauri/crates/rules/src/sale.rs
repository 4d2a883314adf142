//! Sales: orders, refunds, imports, reports.

pub mod state;

pub use state::State;
