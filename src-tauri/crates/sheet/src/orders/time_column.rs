//! One column of times, read one way throughout.

use crate::table::{Cell, Kind};
use crate::time::{self, LocalTime, Shape};
use crate::{Fault, guard};

/// A column of times and how it has written them so far.
#[derive(Debug)]
pub struct TimeColumn {
    /// Where it stands.
    pub column: usize,
    shape: Option<Shape>,
    day_first: Option<bool>,
    utc_ahead_seconds: i64,
    /// A date that could be read either way was met; its row and text.
    either: Option<(u32, String)>,
}

impl TimeColumn {
    /// A column not read yet.
    pub fn new(column: usize, day_first: Option<bool>, utc_ahead_seconds: i64) -> Self {
        Self {
            column,
            shape: None,
            day_first,
            utc_ahead_seconds,
            either: None,
        }
    }

    /// The time in a cell. `None`: empty.
    pub fn read(&mut self, cell: &Cell<'_>, row: u32) -> Result<Option<LocalTime>, Fault> {
        let text = guard::stripped(&cell.text);
        if guard::is_nothing(text) {
            return Ok(None);
        }
        let reading = time::read(text)?;
        // A date cell of a workbook is a serial that Excel shows as a date.
        let shape = if cell.kind == Kind::Time {
            Shape::Serial
        } else {
            reading.shape
        };
        match (self.shape, shape) {
            (None, _) => self.shape = Some(shape),
            (Some(one), other) if one == other => {}
            (Some(Shape::EitherFirst), Shape::DayFirst | Shape::MonthFirst) => {
                self.shape = Some(shape)
            }
            (Some(Shape::DayFirst | Shape::MonthFirst), Shape::EitherFirst) => {}
            _ => return Err(Fault::TimesMixed),
        }
        if shape == Shape::EitherFirst {
            self.either.get_or_insert_with(|| (row, text.to_owned()));
        }
        let month_first = self.day_first == Some(false) || self.shape == Some(Shape::MonthFirst);
        Ok(Some(match shape {
            Shape::EitherFirst if month_first => swapped(reading.time),
            Shape::Exact => LocalTime(reading.time.0 + self.utc_ahead_seconds),
            _ => reading.time,
        }))
    }

    /// Whether dates were met that could be either way round, and what the column's other dates say of them.
    pub fn either(&self) -> Either<'_> {
        match (&self.either, self.shape, self.day_first) {
            (None, ..) | (_, _, Some(_)) | (_, Some(Shape::DayFirst), _) => Either::Settled,
            (Some(_), Some(Shape::MonthFirst), _) => Either::MonthFirst,
            (Some((row, text)), ..) => Either::Unknown(*row, text),
        }
    }
}

/// What is known about dates such as 3/4/2026.
#[derive(Debug, PartialEq, Eq)]
pub enum Either<'c> {
    /// None was met, or the day is first.
    Settled,
    /// The month is first.
    MonthFirst,
    /// Nothing tells; the first one's row and text.
    Unknown(u32, &'c str),
}

/// 3 April for 4 March.
fn swapped(time: LocalTime) -> LocalTime {
    let (year, month, day) = time.day();
    LocalTime::new(year, day, month, time.0.rem_euclid(86_400)).unwrap_or(time)
}
