//! The `.xls` that is an HTML table, and Excel's own XML: rows and cells out of tags, nothing else.

use super::{Grid, Kind};
use crate::refused::{Fault, Refused};

/// Whether text is markup with a table in it.
pub fn looks_like(text: &str) -> bool {
    let head = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let Some(cut) = head
        .char_indices()
        .map(|(at, _)| at)
        .nth(20_000)
        .or(Some(head.len()))
    else {
        return false;
    };
    let head = head[..cut].to_ascii_lowercase();
    head.starts_with('<')
        && [
            "<table",
            "<html",
            "<tr",
            "<worksheet",
            "<workbook",
            "<ss:workbook",
        ]
        .iter()
        .any(|mark| head.contains(mark))
}

/// The rows of all tables in the markup.
///
/// # Errors
/// More rows, columns or longer cells than the bounds.
pub fn grid(name: &str, text: &str) -> Result<Grid, Refused> {
    let mut page = Page::default();
    page.read(text)
        .map_err(|fault| Refused::file(fault, name).at(page.row))?;
    if page.grid.is_empty() {
        return Err(Refused::file(Fault::NotATable, name));
    }
    Ok(page.grid)
}

#[derive(Default)]
struct Page {
    grid: Grid,
    row: u32,
    /// Cells that reach down from rows above: column and rows still to cover.
    reaching: Vec<(usize, u32)>,
    cell: Option<Open>,
}

/// A cell that is being read.
#[derive(Default)]
struct Open {
    text: String,
    columns: usize,
    rows: u32,
    at: Option<usize>,
    kind: Kind,
}

impl Page {
    fn read(&mut self, text: &str) -> Result<(), Fault> {
        let mut rest = text;
        while let Some(open) = rest.find('<') {
            self.words(&rest[..open]);
            rest = &rest[open..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let Some(close) = rest.find('>') else { break };
            let tag = &rest[1..close];
            rest = &rest[close + 1..];
            let name = tag_name(tag);
            if matches!(name.as_str(), "script" | "style" | "head") && !tag.ends_with('/') {
                rest = skip(rest, &name);
            } else {
                self.tag(&name, tag)?;
            }
        }
        self.close()
    }

    fn tag(&mut self, name: &str, tag: &str) -> Result<(), Fault> {
        match name {
            "tr" | "row" => {
                self.close()?;
                let number = attribute(tag, "ss:index")
                    .and_then(|value| value.parse().ok())
                    .filter(|to| *to > self.row);
                self.row = number.unwrap_or(self.row + 1);
                self.grid.row(self.row)?;
                for reach in &mut self.reaching {
                    reach.1 = reach.1.saturating_sub(1);
                }
                self.reaching.retain(|reach| reach.1 > 0);
            }
            "td" | "th" | "cell" => {
                self.close()?;
                if self.row == 0 {
                    self.row = 1;
                    self.grid.row(1)?;
                }
                let number =
                    |key: &str| attribute(tag, key).and_then(|value| value.parse::<usize>().ok());
                let merged = |key: &str| number(key).map(|more| more + 1);
                self.cell = Some(Open {
                    columns: number("colspan")
                        .or_else(|| merged("ss:mergeacross"))
                        .unwrap_or(1)
                        .clamp(1, super::COLUMNS_MAX),
                    rows: number("rowspan")
                        .or_else(|| merged("ss:mergedown"))
                        .unwrap_or(1)
                        .clamp(1, 10_000) as u32,
                    at: number("ss:index").and_then(|at| at.checked_sub(1)),
                    ..Open::default()
                });
                if tag.ends_with('/') {
                    self.close()?;
                }
            }
            "data" => {
                if let Some(cell) = &mut self.cell {
                    cell.kind = match attribute(tag, "ss:type").as_deref() {
                        Some("Number") => Kind::Number,
                        Some("DateTime") => Kind::Time,
                        _ => Kind::Text,
                    };
                }
            }
            "br" => self.words("\n"),
            "/td" | "/th" | "/tr" | "/cell" | "/row" | "/table" => self.close()?,
            _ => {}
        }
        Ok(())
    }

    fn words(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            entities(text, &mut cell.text);
        }
    }

    /// Puts the open cell where it belongs, past cells that reach down from above.
    fn close(&mut self) -> Result<(), Fault> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        let mut column = cell.at.unwrap_or_else(|| self.grid_column());
        while self.reaching.iter().any(|reach| reach.0 == column) {
            column += 1;
        }
        let text = cell
            .text
            .trim_matches(|c: char| c.is_whitespace() && c != '\t');
        // An empty cell takes its place too; a lone tab reads as empty everywhere.
        self.grid
            .cell(column, if text.is_empty() { "\t" } else { text }, cell.kind)?;
        for covered in column + 1..column + cell.columns {
            self.grid.cell(covered, "\t", Kind::Text)?;
        }
        if cell.rows > 1 {
            self.reaching
                .extend((column..column + cell.columns).map(|column| (column, cell.rows)));
        }
        Ok(())
    }

    fn grid_column(&self) -> usize {
        self.grid.width()
    }
}

fn tag_name(tag: &str) -> String {
    let end = tag
        .char_indices()
        .find(|(at, c)| c.is_whitespace() || (*c == '/' && *at > 0))
        .map_or(tag.len(), |(at, _)| at);
    let name = tag[..end].to_ascii_lowercase();
    match name.strip_prefix('/') {
        Some(closing) => format!("/{}", closing.strip_prefix("ss:").unwrap_or(closing)),
        None => name.strip_prefix("ss:").unwrap_or(&name).to_owned(),
    }
}

fn skip<'t>(rest: &'t str, name: &str) -> &'t str {
    let closing = format!("</{name}");
    let lower_start = rest
        .as_bytes()
        .windows(closing.len())
        .position(|window| window.eq_ignore_ascii_case(closing.as_bytes()));
    lower_start.map_or("", |at| &rest[at..])
}

fn attribute(tag: &str, key: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let at = lower
        .match_indices(key)
        .map(|(at, _)| at)
        .find(|at| lower[..*at].ends_with(char::is_whitespace))?;
    let value = tag[at + key.len()..]
        .trim_start()
        .strip_prefix('=')?
        .trim_start();
    let quote = value.chars().next()?;
    if quote == '"' || quote == '\'' {
        return value[1..].split(quote).next().map(str::to_owned);
    }
    value
        .split(|c: char| c.is_whitespace() || c == '/')
        .next()
        .map(str::to_owned)
}

/// Appends text with its entities resolved.
fn entities(text: &str, into: &mut String) {
    const ENTITY_BYTES_MAX: usize = 10;
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        into.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest
            .bytes()
            .take(ENTITY_BYTES_MAX)
            .position(|byte| byte == b';');
        let found = end.and_then(|end| entity(&rest[1..end]).map(|c| (c, end)));
        match found {
            Some((c, end)) => {
                into.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                into.push('&');
                rest = &rest[1..];
            }
        }
    }
    into.push_str(rest);
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "nbsp" => ' ',
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "yen" => '¥',
        "middot" => '·',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}
