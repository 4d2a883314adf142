//! Lines and delimiters become cells: slices of the one decoded text, so that a million rows copy nothing.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2};

use super::{CELL_BYTES_MAX, COLUMNS_MAX, Cell, Kind, Row};
use crate::refused::Fault;

/// Splits text into rows.
pub struct Split<'t> {
    text: &'t str,
    at: usize,
    number: u32,
    delimiter: u8,
    line_end: u8,
    /// Cells of the row before, to tell a cell of several lines from a quote that was never closed.
    width: usize,
}

impl<'t> Split<'t> {
    pub fn new(text: &'t str, delimiter: u8) -> Self {
        let line_end = if memchr(b'\n', text.as_bytes()).is_none() {
            b'\r'
        } else {
            b'\n'
        };
        Self {
            text,
            at: 0,
            number: 0,
            delimiter,
            line_end,
            width: 0,
        }
    }

    /// The next row that is not blank.
    pub fn next(&mut self, row: &mut Row<'t>) -> Result<bool, Fault> {
        while self.at < self.text.len() {
            self.number += 1;
            row.number = self.number;
            row.cells.clear();
            let rest = &self.text[self.at..];
            let end = memchr(self.line_end, rest.as_bytes()).unwrap_or(rest.len());
            let line = &rest[..end];
            if memchr(b'"', line.as_bytes()).is_none() {
                self.at += (end + 1).min(rest.len());
                self.plain(line.strip_suffix('\r').unwrap_or(line), row)?;
            } else {
                self.quoted(row)?;
            }
            if !row.is_blank() {
                self.width = row.cells.len();
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn plain(&self, line: &'t str, row: &mut Row<'t>) -> Result<(), Fault> {
        let mut from = 0;
        for to in memchr_iter(self.delimiter, line.as_bytes()) {
            push(row, Cow::Borrowed(&line[from..to]))?;
            from = to + 1;
        }
        push(row, Cow::Borrowed(&line[from..]))
    }

    /// A row in which a quote occurs: cells in quotes may hold delimiters, line ends and doubled quotes.
    fn quoted(&mut self, row: &mut Row<'t>) -> Result<(), Fault> {
        loop {
            let rest = &self.text[self.at..];
            let cell_end = match self.in_quotes(rest) {
                Some((text, end)) => {
                    push(row, text)?;
                    end
                }
                None => {
                    let end = memchr2(self.delimiter, self.line_end, rest.as_bytes())
                        .unwrap_or(rest.len());
                    let cell = &rest[..end];
                    let last = rest.as_bytes().get(end) != Some(&self.delimiter);
                    push(
                        row,
                        Cow::Borrowed(if last {
                            cell.strip_suffix('\r').unwrap_or(cell)
                        } else {
                            cell
                        }),
                    )?;
                    end
                }
            };
            let after = rest.as_bytes().get(cell_end);
            self.at += (cell_end + 1).min(rest.len());
            if after != Some(&self.delimiter) {
                return Ok(());
            }
        }
    }

    /// A cell that opens with a quote (perhaps after a tab or spaces) and closes before a delimiter or line end;
    /// its text and where it ends. A quote that never closes so is a plain character.
    fn in_quotes(&self, rest: &'t str) -> Option<(Cow<'t, str>, usize)> {
        let bytes = rest.as_bytes();
        let lead = bytes
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t') && **byte != self.delimiter)
            .count();
        if bytes.get(lead) != Some(&b'"') {
            return None;
        }
        let start = lead + 1;
        let mut doubled = false;
        let mut at = start;
        loop {
            let close = at + memchr(b'"', &bytes[at..])?;
            if close - start > CELL_BYTES_MAX {
                return None;
            }
            if bytes.get(close + 1) == Some(&b'"') {
                doubled = true;
                at = close + 2;
                continue;
            }
            let tail = bytes[close + 1..]
                .iter()
                .take_while(|byte| {
                    matches!(byte, b' ' | b'\t' | b'\r')
                        && **byte != self.delimiter
                        && **byte != self.line_end
                })
                .count();
            let end = close + 1 + tail;
            if bytes
                .get(end)
                .is_none_or(|byte| *byte == self.delimiter || *byte == self.line_end)
            {
                let inner = &rest[start..close];
                if self.swallows_rows(inner) {
                    return None;
                }
                let text = if doubled {
                    Cow::Owned(inner.replace("\"\"", "\""))
                } else {
                    Cow::Borrowed(inner)
                };
                return Some((text, end));
            }
            at = close + 1;
        }
    }

    /// Whether a cell in quotes holds whole rows: then its quote was never closed, and a later one closed it.
    fn swallows_rows(&self, inner: &str) -> bool {
        let mut lines = inner.split(self.line_end as char);
        lines.next();
        let row_delimiters = (self.width / 2).max(2);
        lines.any(|line| memchr_iter(self.delimiter, line.as_bytes()).count() >= row_delimiters)
    }
}

fn push<'t>(row: &mut Row<'t>, text: Cow<'t, str>) -> Result<(), Fault> {
    if row.cells.len() >= COLUMNS_MAX {
        return Err(Fault::TooManyColumns);
    }
    if text.len() > CELL_BYTES_MAX {
        return Err(Fault::CellTooLong);
    }
    row.cells.push(Cell {
        text,
        kind: Kind::Text,
    });
    Ok(())
}

/// The delimiter most lines agree about. Tabs also guard ids, so it is agreement that counts, not number.
pub fn delimiter(text: &str) -> u8 {
    const LINES: usize = 40;
    let lines: Vec<&str> = text
        .split(['\n', '\r'])
        .filter(|line| !line.trim().is_empty())
        .take(LINES)
        .collect();
    let agreement = |delimiter: u8| {
        let counts: Vec<usize> = lines
            .iter()
            .map(|line| outside_quotes(line, delimiter))
            .collect();
        // Headings are never guarded by tabs, so what the first line agrees with counts double.
        let headed = |count: usize| {
            if counts.first() == Some(&count) {
                counts.len() * count
            } else {
                0
            }
        };
        let score = |count: usize| {
            counts.iter().filter(|other| **other == count).count() * count + headed(count)
        };
        counts.iter().map(|count| score(*count)).max().unwrap_or(0)
    };
    [b',', b'\t', b';', b'|']
        .into_iter()
        .rev()
        .max_by_key(|delimiter| agreement(*delimiter))
        .unwrap_or(b',')
}

fn outside_quotes(line: &str, delimiter: u8) -> usize {
    let mut quoted = false;
    line.bytes()
        .filter(|byte| {
            quoted ^= *byte == b'"';
            *byte == delimiter && !quoted
        })
        .count()
}

#[cfg(test)]
mod tests;
