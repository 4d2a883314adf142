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
mod tests {
    use super::*;
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let mut split = Split::new(text, delimiter(text));
        let mut row = Row::default();
        let mut rows = Vec::new();
        while split.next(&mut row).expect("within the bounds") {
            rows.push((
                row.number,
                row.cells.iter().map(|cell| cell.text.to_string()).collect(),
            ));
        }
        rows
    }

    fn check(text: &str, expected: Expect) {
        let shown: Vec<String> = rows(text)
            .iter()
            .map(|(number, cells)| format!("{number}: {}", cells.join(" | ").escape_debug()))
            .collect();
        expected.assert_eq(&shown.join("\n"));
    }

    #[test]
    fn quotes_hold_delimiters_line_ends_and_doubled_quotes() {
        check(
            "a,b,c\r\n\"1,2\",\"x\r\ny\",\"15\"\" 屏\"\r\n\r\n\"\",\" \",z",
            expect![[r#"
            1: a | b | c
            2: 1,2 | x\r\ny | 15\" 屏
            4:  |   | z"#]],
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_swallows_no_rows() {
        check(
            "no,note,sum\n1,\"good,5\n2,fine,6\n3,\"bad\",7\n4,\"end,8",
            expect![[r#"
            1: no | note | sum
            2: 1 | \"good | 5
            3: 2 | fine | 6
            4: 3 | bad | 7
            5: 4 | \"end | 8"#]],
        );
    }

    #[test]
    fn guards_stand_inside_and_outside_quotes() {
        check(
            "id,item\n=\"2100\",\t\"a,b\"\n\t21,\"\tc\"\n\"=\"\"22\"\"\",'",
            expect![[r#"
            1: id | item
            2: =\"2100\" | a,b
            3: \t21 | \tc
            4: =\"22\" | \'"#]],
        );
    }

    #[test]
    fn the_delimiter_is_what_the_lines_agree_about() {
        for (text, found) in [
            ("a;b;c\n1,5;2;3\n", b';'),
            ("a\tb\n1\t2\n", b'\t'),
            ("a,b\n\t1,\t2\n\t3,\t4\n", b','),
            ("姓名\n张三\n", b','),
            ("a|b\n1|2", b'|'),
        ] {
            assert_eq!(delimiter(text), found, "{text:?}");
        }
        check(
            "a,b\r1,2\r",
            expect![[r#"
            1: a | b
            2: 1 | 2"#]],
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(table in prop::collection::vec(prop::collection::vec("[a-z \",\n张三]{0,8}", 3), 1..6)) {
            let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let lines: Vec<String> = table.iter().map(|row| row.iter().map(quote).collect::<Vec<_>>().join(",")).collect();
            let read = rows(&format!("\"h,\",\"h\",\"h\"\n{}\n", lines.join("\n")));
            let blank = |row: &Vec<String>| row.iter().all(|cell| crate::guard::stripped(cell).is_empty());
            // A cell holding line ends and enough commas is taken for a quote left open; such cells are not orders.
            let swallowed = |row: &Vec<String>| row.iter().any(|cell| cell.contains('\n') && cell.matches(',').count() >= 2);
            prop_assume!(!table.iter().any(swallowed));
            let kept: Vec<&Vec<String>> = table.iter().filter(|row| !blank(row)).collect();
            let got: Vec<&Vec<String>> = read.iter().skip(1).map(|(_, cells)| cells).collect();
            prop_assert_eq!(got, kept);
        }

        #[test]
        fn any_text_is_split(text in ".{0,200}") {
            rows(&text);
        }
    }
}
