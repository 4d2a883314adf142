//! Orders, refunds, imports and reported sales: rows in, rows out.

mod align;
pub(crate) mod correct;
pub(crate) mod holding;
pub mod imports;
pub mod known;
mod later;
pub mod list;
pub mod mapping;
mod owner;
pub mod plan;
pub mod product;
pub mod report;
mod rows;
pub mod sellers;
pub mod undo;
pub mod write;

pub use imports::ImportRow;
pub use known::{By, Known, known};
pub use owner::Owners;
pub use plan::{Plan, Told, plan};
pub use undo::{Corrected, Mark, add_refund, import_of, rematch, undo_import};
pub use write::{Import, Imported, Origin, import};
