//! Bytes become tables: csv in any of its encodings, xlsx, xls, HTML that calls itself xls, zip of these.

mod compound;
mod decode;
mod grid;
mod html;
mod pack;
mod split;
mod workbook;

use std::borrow::Cow;

use crate::refused::{Fault, Refused};
pub use grid::Grid;
use split::Split;

/// Bytes of one file, packed or unpacked.
pub const BYTES_MAX: u64 = 1 << 30;
/// Rows of one table.
pub const ROWS_MAX: u32 = 5_000_000;
/// Columns of one table.
pub const COLUMNS_MAX: usize = 1_000;
/// Bytes of one cell.
pub const CELL_BYTES_MAX: usize = 100_000;
/// Files in one archive.
pub const FILES_MAX: usize = 100;

/// One table of one file.
#[derive(Debug)]
pub struct Table<'a> {
    /// The file's name; inside an archive `archive.zip/inner.csv`.
    pub file: String,
    /// The sheet's name, empty for text files.
    pub sheet: String,
    body: Body<'a>,
}

#[derive(Debug)]
enum Body<'a> {
    Text { text: Cow<'a, str>, delimiter: u8 },
    Grid(Grid),
}

/// What kind of thing a cell held. Text files hold only text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Text.
    #[default]
    Text,
    /// A number; long ones may already be rounded.
    Number,
    /// A date of the workbook, written here year first.
    Time,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell<'t> {
    /// Its text, still in its guards.
    pub text: Cow<'t, str>,
    /// What it was.
    pub kind: Kind,
}

/// One row, reused from row to row so that reading a million takes no memory.
#[derive(Debug, Clone, Default)]
pub struct Row<'t> {
    /// As a spreadsheet counts, from 1.
    pub number: u32,
    /// From the first column on; trailing empty cells may be missing.
    pub cells: Vec<Cell<'t>>,
}

impl<'t> Row<'t> {
    /// The text of a column, empty beyond the row's end.
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.text.as_ref())
    }

    /// Whether nothing is in the row.
    pub fn is_blank(&self) -> bool {
        self.cells
            .iter()
            .all(|cell| crate::guard::stripped(&cell.text).is_empty())
    }
}

/// Reads all tables of a file.
///
/// # Errors
/// The file is of no known kind, damaged, locked, empty or beyond the bounds.
pub fn read<'a>(name: &str, bytes: &'a [u8]) -> Result<Vec<Table<'a>>, Refused> {
    let tables = match Container::of(bytes) {
        _ if bytes.len() as u64 > BYTES_MAX => return Err(Refused::file(Fault::TooLarge, name)),
        Container::Zip => pack::read(name, bytes)?,
        Container::Compound => workbook::xls(name, bytes)?,
        Container::Text => vec![text(name, bytes)?],
        Container::Binary => return Err(Refused::file(Fault::NotATable, name)),
    };
    if tables.is_empty() {
        return Err(Refused::file(Fault::Empty, name));
    }
    Ok(tables)
}

/// What the first bytes say a file is, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    Zip,
    Compound,
    Text,
    Binary,
}

impl Container {
    fn of(bytes: &[u8]) -> Self {
        const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        // BIFF 2 to 5 workbooks may stand in a file without the compound container.
        const BARE_BIFF: [&[u8]; 3] = [
            &[0x09, 0x08, 0x10, 0],
            &[0x09, 0x08, 0x08, 0],
            &[0x09, 0x04, 0x06, 0],
        ];
        const NOT_TABLES: [&[u8]; 8] = [
            b"%PDF",
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"GIF8",
            b"Rar!",
            b"7z\xbc\xaf",
            b"\x1f\x8b",
            b"SQLite format",
        ];
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            Self::Zip
        } else if bytes.starts_with(COMPOUND)
            || BARE_BIFF.iter().any(|mark| bytes.starts_with(mark))
        {
            Self::Compound
        } else if NOT_TABLES.iter().any(|mark| bytes.starts_with(mark)) {
            Self::Binary
        } else {
            Self::Text
        }
    }
}

fn text<'a>(name: &str, bytes: &'a [u8]) -> Result<Table<'a>, Refused> {
    let text = decode::text(bytes).ok_or_else(|| Refused::file(Fault::NotATable, name))?;
    if text.trim().is_empty() {
        return Err(Refused::file(Fault::Empty, name));
    }
    if html::looks_like(&text) {
        let grid = html::grid(name, &text)?;
        return Ok(Table {
            file: name.to_owned(),
            sheet: String::new(),
            body: Body::Grid(grid),
        });
    }
    let delimiter = split::delimiter(&text);
    Ok(Table {
        file: name.to_owned(),
        sheet: String::new(),
        body: Body::Text { text, delimiter },
    })
}

impl<'a> Table<'a> {
    /// A table from cells copied out of a spreadsheet and pasted: lines and tabs.
    pub fn pasted(text: &'a str) -> Self {
        let delimiter = split::delimiter(text);
        Table {
            file: String::new(),
            sheet: String::new(),
            body: Body::Text {
                text: Cow::Borrowed(text),
                delimiter,
            },
        }
    }

    /// A table from cells already apart.
    pub fn from_grid(file: &str, sheet: &str, grid: Grid) -> Self {
        Table {
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            body: Body::Grid(grid),
        }
    }

    /// The same table owning its text, when the bytes it was read from go away.
    fn owned<'b>(self) -> Table<'b> {
        let body = match self.body {
            Body::Text { text, delimiter } => Body::Text {
                text: Cow::Owned(text.into_owned()),
                delimiter,
            },
            Body::Grid(grid) => Body::Grid(grid),
        };
        Table {
            file: self.file,
            sheet: self.sheet,
            body,
        }
    }

    /// A reader over the rows from the top.
    pub fn rows(&self) -> Rows<'_> {
        let source = match &self.body {
            Body::Text { text, delimiter } => Source::Text(Split::new(text, *delimiter)),
            Body::Grid(grid) => Source::Grid(grid, 0),
        };
        Rows { source, read: 0 }
    }

    /// About how many rows there are, so that room can be made at once: the text's length by its first lines'.
    pub fn rows_about(&self) -> usize {
        const LOOKED_AT: usize = 64 << 10;
        match &self.body {
            Body::Text { text, .. } => {
                let bytes = &text.as_bytes()[..text.len().min(LOOKED_AT)];
                let lines = memchr::memchr_iter(b'\n', bytes).count().max(1);
                (text.len() / (bytes.len() / lines).max(1)).min(ROWS_MAX as usize) + 1
            }
            Body::Grid(grid) => grid.rows_held(),
        }
    }

    /// A refusal of this table.
    pub fn refused(&self, fault: Fault) -> Refused {
        Refused::file(fault, &self.file).sheet(&self.sheet)
    }
}

/// Reads rows one after another into a row that is reused.
pub struct Rows<'t> {
    source: Source<'t>,
    read: u32,
}

enum Source<'t> {
    Text(Split<'t>),
    Grid(&'t Grid, usize),
}

impl<'t> Rows<'t> {
    /// Reads the next row that is not blank. `Ok(false)` at the end.
    ///
    /// # Errors
    /// The table is beyond a bound; the fault comes with the row's number in `row`.
    pub fn next(&mut self, row: &mut Row<'t>) -> Result<bool, Fault> {
        let more = match &mut self.source {
            Source::Text(split) => split.next(row)?,
            Source::Grid(grid, at) => grid.next(at, row),
        };
        self.read += u32::from(more);
        if self.read > ROWS_MAX {
            return Err(Fault::TooManyRows);
        }
        Ok(more)
    }
}
