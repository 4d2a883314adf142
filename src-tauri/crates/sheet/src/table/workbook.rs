//! Workbooks: xlsx cell by cell, old BIFF by sheet.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, ExcelDateTime, Reader, Xls, Xlsx};

use super::{BYTES_MAX, Grid, Kind, Table, compound};
use crate::refused::{Fault, Refused};

/// The sheets of an xlsx that hold anything.
pub fn xlsx<'a>(name: &str, bytes: &[u8]) -> Result<Vec<Table<'a>>, Refused> {
    guarded(name, || {
        let mut book: Xlsx<_> =
            Xlsx::new(Cursor::new(bytes)).map_err(|_| Refused::file(Fault::Damaged, name))?;
        let mut tables = Vec::new();
        let mut left = BYTES_MAX;
        for sheet in book.sheet_names() {
            // Chart sheets have names too, but no cells.
            let Ok(mut cells) = book.worksheet_cells_reader(&sheet) else {
                continue;
            };
            let mut grid = Grid::default();
            let mut row = 0;
            loop {
                let cell = cells
                    .next_cell()
                    .map_err(|_| Refused::file(Fault::Damaged, name).sheet(&sheet).at(row))?;
                let Some(cell) = cell else { break };
                let (at, column) = cell.get_position();
                let refused = |fault| Refused::file(fault, name).sheet(&sheet).at(at + 1);
                if row != at + 1 {
                    row = at + 1;
                    grid.row(row).map_err(refused)?;
                }
                put_ref(&mut grid, column as usize, cell.get_value()).map_err(refused)?;
                if grid.bytes() > left {
                    return Err(refused(Fault::TooLarge));
                }
            }
            left -= grid.bytes();
            if !grid.is_empty() {
                tables.push(Table::from_grid(name, &sheet, grid));
            }
        }
        Ok(tables)
    })
}

/// The sheets of an old workbook that hold anything.
pub fn xls<'a>(name: &str, bytes: &[u8]) -> Result<Vec<Table<'a>>, Refused> {
    // A password turns an xlsx into a compound file that holds a package of this name.
    let locked: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if memchr::memmem::find(bytes, &locked).is_some() {
        return Err(Refused::file(Fault::Encrypted, name));
    }
    guarded(name, || {
        compound::checked(bytes).map_err(|fault| Refused::file(fault, name))?;
        let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| {
            let fault = if matches!(error, calamine::XlsError::Password) {
                Fault::Encrypted
            } else {
                Fault::Damaged
            };
            Refused::file(fault, name)
        })?;
        let mut tables = Vec::new();
        for sheet in book.sheet_names() {
            let Ok(range) = book.worksheet_range(&sheet) else {
                continue;
            };
            let (top, left) = range.start().unwrap_or_default();
            let mut grid = Grid::default();
            for (at, row) in range.rows().enumerate() {
                let number = top + at as u32 + 1;
                let refused = |fault| Refused::file(fault, name).sheet(&sheet).at(number);
                grid.row(number).map_err(refused)?;
                for (column, cell) in row.iter().enumerate() {
                    put(&mut grid, left as usize + column, cell).map_err(refused)?;
                }
            }
            if !grid.is_empty() {
                tables.push(Table::from_grid(name, &sheet, grid));
            }
        }
        Ok(tables)
    })
}

/// A damaged workbook may make the reader of workbooks panic; to us it is a damaged file.
fn guarded<T>(name: &str, read: impl FnOnce() -> Result<T, Refused>) -> Result<T, Refused> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Refused::file(Fault::Damaged, name)))
}

fn put(grid: &mut Grid, column: usize, cell: &Data) -> Result<(), Fault> {
    match cell {
        Data::Empty => Ok(()),
        Data::Int(value) => grid.cell(column, &value.to_string(), Kind::Number),
        Data::Float(value) => grid.cell(column, &shown(*value), Kind::Number),
        Data::String(text) | Data::DurationIso(text) => grid.cell(column, text, Kind::Text),
        Data::DateTimeIso(text) => grid.cell(column, text, Kind::Time),
        Data::Bool(value) => grid.cell(column, if *value { "TRUE" } else { "FALSE" }, Kind::Text),
        Data::DateTime(time) => put_time(grid, column, time),
        Data::Error(error) => grid.cell(column, &error.to_string(), Kind::Text),
    }
}

fn put_ref(grid: &mut Grid, column: usize, cell: &DataRef<'_>) -> Result<(), Fault> {
    match cell {
        DataRef::SharedString(text) => grid.cell(column, text, Kind::Text),
        DataRef::String(text) => grid.cell(column, text, Kind::Text),
        DataRef::Float(value) => grid.cell(column, &shown(*value), Kind::Number),
        other => put(grid, column, &other.clone().into()),
    }
}

fn put_time(grid: &mut Grid, column: usize, time: &ExcelDateTime) -> Result<(), Fault> {
    if time.is_duration() {
        return grid.cell(column, &shown(time.as_f64()), Kind::Number);
    }
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    // Serials are binary fractions of a day: 07:59:59.9996 was 08:00:00.
    let rounded = crate::time::LocalTime::new(
        i64::from(year),
        i64::from(month),
        i64::from(day),
        i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second),
    )
    .map(|time| crate::time::LocalTime(time.0 + i64::from(milli >= 500)));
    match rounded {
        Some(time) => grid.cell(column, &time.to_string(), Kind::Time),
        None => grid.cell(column, &shown(time.as_f64()), Kind::Number),
    }
}

/// A number with the 15 digits that Excel itself shows and keeps, so that 39.330000000000005 is 39.33.
fn shown(value: f64) -> String {
    const EXACT_MAX: f64 = 1e15;
    if value.abs() < EXACT_MAX {
        let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
        return format!("{rounded}");
    }
    format!("{value}")
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn numbers_are_shown_as_excel_shows_them() {
        let numbers = [
            39.330000000000005,
            128.0,
            0.1 + 0.2,
            1e-7,
            6917926768820000000.0,
            9007199254740993.0,
            -12.5,
        ];
        assert_eq!(
            numbers.map(shown),
            [
                "39.33",
                "128",
                "0.3",
                "0.0000001",
                "6917926768820000000",
                "9007199254740992",
                "-12.5"
            ]
        );
    }
}
