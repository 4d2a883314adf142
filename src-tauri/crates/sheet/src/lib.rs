//! What files say: bytes become tables, tables become order lines and roster rows.
//!
//! Laws of this crate:
//! 1. Bytes in, values out. No file is opened, no clock is asked, nothing is written.
//! 2. A file is known by its content, a column by its header's words, never by extension or position.
//! 3. Money is exact: text to whole fen without a float in between.
//! 4. What cannot be read is refused with its place, what was read, what was expected and the mend;
//!    one bad row does not stop the others.
//! 5. Size is bounded before memory is taken.

pub mod refused;

pub mod guard;
pub mod money;
pub mod time;

pub mod table;

pub mod header;
pub mod plan;
pub mod shop;
pub mod words;

pub mod orders;

pub mod exported;
pub mod mapping;
pub mod roster;

pub use orders::{OrderLine, Orders};
pub use plan::{Field, Plan};
pub use refused::{Fault, Refused};
pub use table::{Table, read};
