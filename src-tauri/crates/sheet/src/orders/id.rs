//! Order numbers and other ids, and how Excel ruins them.

use std::borrow::Cow;

use crate::Fault;
use crate::guard;
use crate::table::{Cell, Kind};

/// Excel keeps 15 digits of a number.
const EXCEL_DIGITS: usize = 15;
/// Beyond 2^53 a number of a workbook is already rounded.
const EXACT_MAX: f64 = 9_007_199_254_740_992.0;
/// So many numbers that all end in zeros after the 15th digit are no chance (one in ten thousand each, or more).
const RUINED_TOGETHER_MIN: u32 = 3;

/// What the numbers of a column have in common.
#[derive(Debug, Default)]
pub struct Numbers {
    long: u32,
    zeroed: u32,
    first: Option<(u32, String)>,
}

impl Numbers {
    /// The id in a cell, without guards. `None`: empty.
    pub fn read<'t>(&mut self, cell: &Cell<'t>, row: u32) -> Result<Option<Cow<'t, str>>, Fault> {
        let id = guard::stripped_cow(&cell.text);
        if guard::is_nothing(&id) {
            return Ok(None);
        }
        let bytes = id.as_bytes();
        let digits = bytes
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if digits == bytes.len() {
            // What stands in a guard was never a number to Excel.
            if digits > EXCEL_DIGITS && (cell.kind == Kind::Number || id.len() == cell.text.len()) {
                self.weigh(&id, row);
            }
            if cell.kind == Kind::Number
                && digits > EXCEL_DIGITS
                && id.parse::<f64>().is_ok_and(|value| value > EXACT_MAX)
            {
                return Err(Fault::IdRuined);
            }
            return Ok(Some(id));
        }
        if is_scientific(bytes) {
            return Err(Fault::IdRuined);
        }
        if cell.kind != Kind::Text || bytes.get(digits) == Some(&b'.') {
            return Ok(Some(without_point(id)));
        }
        Ok(Some(id))
    }

    fn weigh(&mut self, id: &str, row: u32) {
        self.long += 1;
        if id.as_bytes()[EXCEL_DIGITS..]
            .iter()
            .all(|byte| *byte == b'0')
        {
            self.zeroed += 1;
            self.first.get_or_insert_with(|| (row, id.to_owned()));
        }
    }

    /// The first of the numbers, if Excel has zeroed the ends of all of them.
    pub fn ruined(&self) -> Option<&(u32, String)> {
        self.first
            .as_ref()
            .filter(|_| self.long >= RUINED_TOGETHER_MIN && self.long == self.zeroed)
    }
}

/// `6.91E+18`, `7E18`.
fn is_scientific(bytes: &[u8]) -> bool {
    let Some(e) = bytes.iter().position(|byte| matches!(byte, b'e' | b'E')) else {
        return false;
    };
    let (mantissa, exponent) = (&bytes[..e], &bytes[e + 1..]);
    let exponent = exponent.strip_prefix(b"+").unwrap_or(exponent);
    let digits = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    let whole = mantissa
        .split(|byte| *byte == b'.')
        .next()
        .unwrap_or(mantissa);
    let mantissa_right = whole.len() == 1
        && mantissa
            .iter()
            .all(|byte| byte.is_ascii_digit() || *byte == b'.');
    // Letters and digits of other ids may look alike: 1E5 has too small an exponent to be a long number.
    mantissa_right
        && digits(whole)
        && digits(exponent)
        && exponent.len() == 2
        && exponent >= b"10".as_slice()
}

/// `12.0` of a number cell is 12.
fn without_point(id: Cow<'_, str>) -> Cow<'_, str> {
    let Some((whole, part)) = id.split_once('.') else {
        return id;
    };
    let plain = !whole.is_empty()
        && whole.bytes().all(|byte| byte.is_ascii_digit())
        && part.bytes().all(|byte| byte == b'0');
    if plain {
        Cow::Owned(whole.to_owned())
    } else {
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, kind: Kind) -> Result<Option<String>, Fault> {
        let cell = Cell {
            text: Cow::Borrowed(text),
            kind,
        };
        Numbers::default()
            .read(&cell, 1)
            .map(|id| id.map(Cow::into_owned))
    }

    #[test]
    fn ids_ruined_by_excel_are_refused() {
        for (text, kind) in [
            ("6.91E+18", Kind::Text),
            ("\"6.91793E+18\"", Kind::Text),
            ("7e18", Kind::Text),
            ("6917926768820000000", Kind::Number),
        ] {
            assert_eq!(read(text, kind), Err(Fault::IdRuined), "{text}");
        }
        for (text, kind, id) in [
            ("\t6917926768820000000", Kind::Text, "6917926768820000000"),
            ("E20260925220543", Kind::Text, "E20260925220543"),
            ("12", Kind::Number, "12"),
            ("12.0", Kind::Text, "12"),
            ("1E5", Kind::Text, "1E5"),
            ("AB-1.5", Kind::Text, "AB-1.5"),
            ("9007199254740992", Kind::Number, "9007199254740992"),
        ] {
            assert_eq!(read(text, kind), Ok(Some(id.to_owned())), "{text}");
        }
        assert_eq!(read("-", Kind::Text), Ok(None));
    }

    #[test]
    fn ids_that_all_end_in_zeros_are_ruined_together() {
        let read = |ids: &[&'static str]| {
            let mut numbers = Numbers::default();
            for (at, id) in ids.iter().enumerate() {
                let cell = Cell {
                    text: Cow::Borrowed(*id),
                    kind: Kind::Text,
                };
                numbers.read(&cell, at as u32 + 2).expect("an id");
            }
            numbers.ruined().cloned()
        };
        assert_eq!(
            read(&[
                "691792676882000000",
                "691792676882001000",
                "691792676882002000"
            ]),
            Some((2, "691792676882000000".to_owned()))
        );
        assert_eq!(
            read(&[
                "691792676882000000",
                "691792676882001007",
                "691792676882002000"
            ]),
            None
        );
        assert_eq!(
            read(&[
                "\t691792676882000000",
                "\t691792676882001000",
                "\t691792676882002000"
            ]),
            None
        );
    }
}
