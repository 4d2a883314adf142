//! Orders, refunds, imports and reported sales: rows in, rows out.

pub mod report;
