//! An old workbook is looked through before the reader of workbooks gets it. That reader follows chains of
//! sectors without end and sets aside what a sheet claims to hold: one wrong byte would take all memory, and with
//! it the program, where a refusal is due. Crates for such containers refuse files that programs in use write
//! (names out of order), so the container is followed here as that reader does: \[MS-CFB\] 2.

use crate::refused::Fault;

/// Cells between the first and the last of all sheets: the one full sheet that the format can hold.
const CELLS_MAX: u64 = ROWS_MAX * COLUMNS_MAX;
/// Rows of a sheet, as \[MS-XLS\] 2.5.198.92 `RwU` has them.
const ROWS_MAX: u64 = 1 << 16;
/// Columns of a sheet, as \[MS-XLS\] 2.5.53 `ColU` has them.
const COLUMNS_MAX: u64 = 1 << 8;
/// Sheets of a workbook; each is looked through by itself.
const SHEETS_MAX: usize = 1_000;

/// Whether the container holds together and its sheets claim no more than the format allows.
///
/// # Errors
/// `Damaged` for a container or a sheet beyond its format, `TooLarge` for more cells or sheets than are read.
pub fn checked(bytes: &[u8]) -> Result<(), Fault> {
    let book = workbook(bytes).ok_or(Fault::Damaged)?;
    let (mut cells, mut sheets) = (0, 0);
    for record in records(&book).take_while(|record| record.kind != END) {
        // \[MS-XLS\] 2.4.28 BoundSheet8: where the sheet begins stands first.
        if let (SHEET, [a, b, c, d, ..]) = (record.kind, record.data) {
            let start = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
            cells += area(book.get(start..).ok_or(Fault::Damaged)?)?;
            sheets += 1;
            if cells > CELLS_MAX || sheets > SHEETS_MAX {
                return Err(Fault::TooLarge);
            }
        }
    }
    Ok(())
}

/// Ends a chain of sectors.
const LAST: u32 = 0xffff_fffe;
/// From here on a number is no sector's.
const NO_SECTOR: u32 = 0xffff_fffa;
/// Shorter streams stand in sectors of 64 bytes within a stream of their own.
const SMALL_BYTES: u64 = 4_096;

/// A container's bytes in sectors of one size.
struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl Sectors<'_> {
    /// A sector; the last may be cut off.
    fn get(&self, sector: u32) -> Option<&[u8]> {
        let start = usize::try_from(sector).ok()?.checked_mul(self.size)?;
        let end = start.checked_add(self.size)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// A chain's bytes, as many as are wanted; none when it leads in a circle or out of the file.
    fn chain(&self, from: u32, next: &[u32], wanted: u64) -> Option<Vec<u8>> {
        let (mut found, mut sector) = (Vec::new(), from);
        for _ in 0..=next.len() {
            if sector == LAST || found.len() as u64 >= wanted {
                return Some(found);
            }
            found.extend_from_slice(self.get(sector)?);
            if found.len() as u64 >= wanted {
                found.truncate(usize::try_from(wanted).ok()?);
                return Some(found);
            }
            sector = *next.get(usize::try_from(sector).ok()?)?;
        }
        None
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let (fours, _) = bytes.as_chunks::<4>();
    fours.iter().map(|four| u32::from_le_bytes(*four))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    numbers(bytes.get(at..at + 4)?).next()
}

/// The stream that holds the workbook, by its name in BIFF8 or before.
fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let size: usize = match bytes.get(30..32)? {
        [9, 0] => 512,
        [12, 0] => 4_096,
        _ => return None,
    };
    let sectors = Sectors {
        bytes: bytes.get(size..)?,
        size,
    };
    // Where the tables of what follows what stand: the first in the header, more in a chain.
    let mut tables: Vec<u32> = numbers(bytes.get(76..512)?).collect();
    let mut more = number(bytes, 68)?;
    let mut left = bytes.len() / size;
    while more < NO_SECTOR {
        left = left.checked_sub(1)?;
        tables.extend(numbers(sectors.get(more)?));
        more = tables.pop()?;
    }
    let mut next = Vec::new();
    for table in tables.into_iter().filter(|table| *table < NO_SECTOR) {
        next.extend(numbers(sectors.get(table)?));
    }
    let directory = sectors.chain(number(bytes, 48)?, &next, u64::MAX)?;
    let (entries, _) = directory.as_chunks::<128>();
    let place = |entry: &[u8; 128]| {
        let low = u64::from(number(entry, 120)?);
        let high = u64::from(number(entry, 124)?);
        let length = if size == 512 { low } else { low | high << 32 };
        Some((number(entry, 116)?, length))
    };
    let named = |name: &str| {
        let is = |entry: &&[u8; 128]| {
            let units = entry[..64]
                .chunks(2)
                .map(|two| u16::from_le_bytes([two[0], two[1]]));
            let own = char::decode_utf16(units.take_while(|unit| *unit != 0));
            let own: String = own.map(|sign| sign.unwrap_or('\u{fffd}')).collect();
            own.eq_ignore_ascii_case(name)
        };
        entries.iter().find(is)
    };
    let (start, length) = place(named("Workbook").or_else(|| named("Book"))?)?;
    if length >= SMALL_BYTES {
        return sectors.chain(start, &next, length);
    }
    let (root, root_length) = place(entries.first()?)?;
    let bytes_of_small = sectors.chain(root, &next, root_length)?;
    let tables = u64::from(number(bytes, 64)?) * size as u64;
    let next_small: Vec<u32> =
        numbers(&sectors.chain(number(bytes, 60)?, &next, tables)?).collect();
    let small = Sectors {
        bytes: &bytes_of_small,
        size: 64,
    };
    small.chain(start, &next_small, length)
}

/// Cells between the first and the last of a sheet.
fn area(sheet: &[u8]) -> Result<u64, Fault> {
    let (mut top, mut bottom, mut left, mut right) = (u64::MAX, 0, u64::MAX, 0);
    // A chart inside a sheet begins and ends like a sheet.
    let mut depth = 0_u32;
    let mut formula = false;
    for record in records(sheet) {
        match record.kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            _ if depth > 1 => {}
            SIZE => {
                let [rows, columns] = claimed(record.data).ok_or(Fault::Damaged)?;
                if rows > ROWS_MAX || columns > COLUMNS_MAX {
                    return Err(Fault::Damaged);
                }
            }
            // The text of a formula's value is set where the last formula was: with none in the first cell.
            TEXT if !formula => (top, left) = (0, 0),
            kind if CELLS.contains(&kind) => {
                formula |= kind == FORMULA;
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
    let columns = match columns {
        [from, to] if from >= COLUMNS_MAX || to < from => to,
        [from, to] => to - from,
    };
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
const FORMULA: u16 = 0x0006;
const TEXT: u16 = 0x0207;
const NUMBERS: u16 = 0x00bd;
/// Formula, `MulRk`, `RString`, `LabelSst`, Number, Label, `BoolErr`, Rk: what has a row and a column first.
const CELLS: [u16; 8] = [
    FORMULA, NUMBERS, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e,
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Dimensions as BIFF8 writes them.
    fn size(rows: [u32; 2], columns: [u16; 2]) -> Vec<u8> {
        let mut data: Vec<u8> = rows.iter().flat_map(|n| n.to_le_bytes()).collect();
        data.extend(columns.iter().flat_map(|n| n.to_le_bytes()));
        data.extend([0, 0]);
        data
    }

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).expect("a short record");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn a_sheet_claims_what_the_reader_would_set_aside_for_it() {
        let cases = [
            ([0, 12], [0, 5], Some([12, 5])),
            ([3, 12], [2, 5], Some([9, 3])),
            ([0, 0], [0, 0], Some([0, 0])),
            ([12, 3], [0, 5], None),
            ([0, 12], [7, 5], Some([12, 5])),
            ([0, 65_536], [65_000, 65_200], Some([65_536, 65_200])),
        ];
        for (rows, columns, claims) in cases {
            assert_eq!(
                claimed(&size(rows, columns)),
                claims,
                "{rows:?} {columns:?}"
            );
        }
    }

    #[test]
    fn cells_far_apart_are_counted_with_all_between_them() {
        let number = |row: u16, column: u16| {
            let at = [row.to_le_bytes(), column.to_le_bytes()].concat();
            record(0x0203, &[&at[..], &[0; 10]].concat())
        };
        let sheet = [number(10, 2), number(19, 5), record(END, &[])].concat();
        assert_eq!(area(&sheet), Ok(40));
        let text_first = [record(TEXT, &[]), sheet.clone()].concat();
        assert_eq!(area(&text_first), Ok(20 * 6));
        assert_eq!(area(&number(0, 256)), Err(Fault::Damaged));
        // What belongs to a chart inside is not the sheet's.
        let chart = [record(BEGIN, &[]), number(900, 9), record(END, &[])].concat();
        let with_chart = [record(BEGIN, &[]), chart, sheet].concat();
        assert_eq!(area(&with_chart), Ok(40));
    }

    #[test]
    fn a_chain_in_a_circle_leads_nowhere() {
        let bytes = [7; 40];
        let sectors = Sectors {
            bytes: &bytes,
            size: 16,
        };
        assert_eq!(sectors.chain(0, &[1, 2, LAST], 36), Some(vec![7; 36]));
        assert_eq!(sectors.chain(0, &[1, 2, LAST], u64::MAX), Some(vec![7; 40]));
        assert_eq!(sectors.chain(0, &[1, 0, LAST], u64::MAX), None);
        assert_eq!(sectors.chain(0, &[1, 9, LAST], u64::MAX), None);
        assert_eq!(sectors.chain(9, &[1, 2, LAST], u64::MAX), None);
    }
}
