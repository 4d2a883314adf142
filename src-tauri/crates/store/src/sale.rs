//! Orders, refunds, imports and reported sales: rows in, rows out.

pub mod imports;
pub mod known;
pub mod list;
pub mod mapping;
pub mod plan;
pub mod report;
pub mod sellers;
pub mod undo;
pub mod write;

pub use imports::ImportRow;
pub use known::{By, Known, Owners, known};
pub use plan::{Plan, Told, plan};
pub use undo::{Corrected, Mark, add_refund, import_of, rematch, undo_import};
pub use write::{Import, Imported, Origin, import};
