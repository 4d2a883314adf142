//! An old workbook is looked through before the reader of workbooks gets it. That reader follows chains of
//! sectors without end and sets aside what a sheet claims to hold: one wrong byte would take all memory, and with
//! it the program, where a refusal is due.

use std::io::{Cursor, Read};

use crate::refused::Fault;

/// Cells between the first and the last of all sheets: the one full sheet that the format can hold.
const CELLS_MAX: u64 = ROWS_MAX * COLUMNS_MAX;
/// Rows of a sheet, as \[MS-XLS\] 2.5.198.92 `RwU` has them.
const ROWS_MAX: u64 = 1 << 16;
/// Columns of a sheet, as \[MS-XLS\] 2.5.53 `ColU` has them.
const COLUMNS_MAX: u64 = 1 << 8;

/// Whether the container holds together and its sheets claim no more than the format allows.
///
/// # Errors
/// `Damaged` for a container or a sheet beyond its format, `TooLarge` for more cells than are read.
pub fn checked(bytes: &[u8]) -> Result<(), Fault> {
    let book = workbook(bytes).ok_or(Fault::Damaged)?;
    let mut cells = 0;
    for record in records(&book).take_while(|record| record.kind != END) {
        // \[MS-XLS\] 2.4.28 BoundSheet8: where the sheet begins stands first.
        if let (SHEET, [a, b, c, d, ..]) = (record.kind, record.data) {
            let start = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
            cells += area(book.get(start..).ok_or(Fault::Damaged)?)?;
        }
    }
    if cells > CELLS_MAX {
        return Err(Fault::TooLarge);
    }
    Ok(())
}

/// The stream that holds the workbook, by its name in BIFF8 or before.
fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let path = ["Workbook", "Book"]
        .into_iter()
        .find(|path| container.is_stream(path))?;
    let mut stream = Vec::new();
    // A stream is no longer than its file, whatever its entry says.
    container
        .open_stream(path)
        .ok()?
        .take(bytes.len() as u64)
        .read_to_end(&mut stream)
        .ok()?;
    Some(stream)
}

/// Cells between the first and the last of a sheet.
fn area(sheet: &[u8]) -> Result<u64, Fault> {
    let (mut top, mut bottom, mut left, mut right) = (u64::MAX, 0, u64::MAX, 0);
    // A chart inside a sheet begins and ends like a sheet.
    let mut depth = 0_u32;
    for record in records(sheet) {
        match record.kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            SIZE => {
                let [rows, columns] = claimed(record.data).ok_or(Fault::Damaged)?;
                if rows > ROWS_MAX || columns > COLUMNS_MAX {
                    return Err(Fault::Damaged);
                }
            }
            kind if CELLS.contains(&kind) => {
                let Some([row, column]) = record.pair(0) else {
                    continue;
                };
                // Several numbers of a row in one record: the last column stands last.
                let last = match kind {
                    NUMBERS => record.pair(record.data.len().saturating_sub(4)),
                    _ => None,
                };
                let end = last.map_or(column, |[_, last]| last.max(column));
                if end >= COLUMNS_MAX {
                    return Err(Fault::Damaged);
                }
                (top, bottom) = (top.min(row), bottom.max(row));
                (left, right) = (left.min(column), right.max(end));
            }
            _ => {}
        }
    }
    Ok(if top > bottom {
        0
    } else {
        (bottom - top + 1) * (right - left + 1)
    })
}

/// Rows and columns that a sheet claims to use, \[MS-XLS\] 2.4.90 Dimensions; ten bytes before BIFF8.
fn claimed(data: &[u8]) -> Option<[u64; 2]> {
    let short = |at: usize| {
        data.get(at..at + 2)
            .map(|two| u64::from(u16::from_le_bytes([two[0], two[1]])))
    };
    let long = |at| Some(short(at)? | short(at + 2)? << 16);
    let (rows, columns) = match data.len() {
        0..14 => ([short(0)?, short(2)?], [short(4)?, short(6)?]),
        _ => ([long(0)?, long(4)?], [short(8)?, short(10)?]),
    };
    // Some writers begin past the last column; then the reader counts from the first.
    let columns = columns[1].checked_sub(columns[0]).unwrap_or(columns[1]);
    let rows = match rows {
        [_, 0] => 0,
        [from, to] => to.checked_sub(from)?,
    };
    Some([rows, columns])
}

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const SHEET: u16 = 0x0085;
const SIZE: u16 = 0x0200;
const NUMBERS: u16 = 0x00bd;
/// Formula, `MulRk`, `RString`, `LabelSst`, Number, Label, `BoolErr`, Rk: what has a row and a column first.
const CELLS: [u16; 8] = [
    0x0006, NUMBERS, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e,
];

struct Record<'a> {
    kind: u16,
    data: &'a [u8],
}

impl Record<'_> {
    /// Two numbers of two bytes, from this byte on.
    fn pair(&self, at: usize) -> Option<[u64; 2]> {
        let four = self.data.get(at..at + 4)?;
        Some([
            u64::from(u16::from_le_bytes([four[0], four[1]])),
            u64::from(u16::from_le_bytes([four[2], four[3]])),
        ])
    }
}

/// Kind, length, data; up to a record that is cut off.
fn records(mut stream: &[u8]) -> impl Iterator<Item = Record<'_>> {
    std::iter::from_fn(move || {
        let (head, rest) = stream.split_at_checked(4)?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let (data, rest) = rest.split_at_checked(length)?;
        stream = rest;
        Some(Record {
            kind: u16::from_le_bytes([head[0], head[1]]),
            data,
        })
    })
}
