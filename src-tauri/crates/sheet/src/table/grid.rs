//! Cells of a workbook in three flat lists, so that a sheet of a million rows is three allocations.

use std::borrow::Cow;

use super::{CELL_BYTES_MAX, COLUMNS_MAX, Cell, Kind, ROWS_MAX, Row};
use crate::refused::Fault;

/// The cells of one sheet.
#[derive(Debug, Default)]
pub struct Grid {
    text: String,
    cells: Vec<(usize, Kind)>,
    rows: Vec<(u32, usize)>,
}

impl Grid {
    /// Starts the row with this number, counted from 1.
    ///
    /// # Errors
    /// More rows than the bound.
    pub fn row(&mut self, number: u32) -> Result<(), Fault> {
        if self.rows.len() as u32 >= ROWS_MAX {
            return Err(Fault::TooManyRows);
        }
        self.rows.push((number, self.cells.len()));
        Ok(())
    }

    /// Puts a cell into the current row at a column, with empty cells before it.
    ///
    /// # Errors
    /// The column or the cell's length is beyond its bound.
    pub fn cell(&mut self, column: usize, text: &str, kind: Kind) -> Result<(), Fault> {
        if text.is_empty() {
            return Ok(());
        }
        if column >= COLUMNS_MAX {
            return Err(Fault::TooManyColumns);
        }
        if text.len() > CELL_BYTES_MAX {
            return Err(Fault::CellTooLong);
        }
        let start = self.rows.last().map_or(0, |(_, start)| *start);
        while self.cells.len() - start < column {
            self.cells.push((self.text.len(), Kind::Text));
        }
        self.text.push_str(text);
        self.cells.push((self.text.len(), kind));
        Ok(())
    }

    /// The column the next cell of the current row would take.
    pub fn width(&self) -> usize {
        self.cells.len() - self.rows.last().map_or(0, |(_, start)| *start)
    }

    /// Whether no row holds a cell.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Rows held, blank ones too.
    pub fn rows_held(&self) -> usize {
        self.rows.len()
    }

    /// Bytes held, for the bound over several sheets.
    pub fn bytes(&self) -> u64 {
        (self.text.len() + self.cells.len() * size_of::<(usize, Kind)>()) as u64
    }

    pub(super) fn next<'t>(&'t self, at: &mut usize, row: &mut Row<'t>) -> bool {
        while let Some(&(number, start)) = self.rows.get(*at) {
            *at += 1;
            let end = self
                .rows
                .get(*at)
                .map_or(self.cells.len(), |(_, next)| *next);
            if start == end {
                continue;
            }
            row.number = number;
            row.cells.clear();
            let mut from = start
                .checked_sub(1)
                .map_or(0, |before| self.cells[before].0);
            row.cells
                .extend(self.cells[start..end].iter().map(|&(to, kind)| {
                    let text = Cow::Borrowed(&self.text[from..to]);
                    from = to;
                    Cell { text, kind }
                }));
            if !row.is_blank() {
                return true;
            }
        }
        false
    }
}
