//! Cells of a roster: phone numbers, days, birthdays, ids.

use crate::Fault;
use crate::orders::Numbers;
use crate::table::Cell;
use crate::time::{self, LocalTime, Shape};

/// A phone number without what people put between its digits. China's country code goes away.
pub fn phone(text: &str) -> Result<String, Fault> {
    // A number cell of a workbook may end in `.0`, which is no digit of the phone's.
    let text = text.trim();
    let text = match text.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => {
            whole
        }
        _ => text,
    };
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '(' | ')' | '（' | '）' | '.'))
        .collect();
    let plain = plain
        .strip_prefix("+86")
        .or_else(|| plain.strip_prefix("0086"))
        .unwrap_or(&plain);
    let digits = plain.strip_prefix('+').unwrap_or(plain);
    let right =
        (5..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    right.then(|| plain.to_owned()).ok_or(Fault::PhoneUnread)
}

/// A day, at midnight.
pub fn day(text: &str) -> Result<LocalTime, Fault> {
    let reading = time::read(text).map_err(|_| Fault::DayUnread)?;
    match reading.shape {
        Shape::EitherFirst | Shape::Exact => Err(Fault::DayUnread),
        _ => Ok(LocalTime(reading.time.0.div_euclid(86_400) * 86_400)),
    }
}

/// A birthday: `09-08`, `9月8日`, `9/8`, or with a year.
pub fn birthday(text: &str) -> Result<String, Fault> {
    /// Excel adds the current year to `09-08`; nobody born since is in a team.
    const BORN_YEAR_MAX: i64 = 2015;
    let numbers: Vec<i64> = text
        .split(['-', '/', '.', '月', '日', ' '])
        .filter(|part| !part.is_empty())
        .map_while(|part| part.parse().ok())
        .collect();
    if let [month, day] = numbers.as_slice() {
        // A leap year, so that 29 February is a birthday.
        return LocalTime::new(2000, *month, *day, 0)
            .map(|_| format!("{month:02}-{day:02}"))
            .ok_or(Fault::DayUnread);
    }
    let (year, month, day) = day(text)?.day();
    Ok(if year > BORN_YEAR_MAX {
        format!("{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}")
    })
}

/// An id at a shop, refused when Excel has rounded it.
pub fn id(cell: &Cell<'_>) -> Result<String, Fault> {
    let id = Numbers::default().read(cell, 0)?;
    Ok(id.unwrap_or_default().into_owned())
}

#[cfg(test)]
mod tests {
    use super::phone;

    #[test]
    fn a_phone_number_is_read_without_what_stands_between_its_digits() {
        for text in [
            "13800000003",
            "13800000003.0",
            "138 0000-0003",
            "+86 138.0000.0003",
            "0086(138)00000003",
        ] {
            assert_eq!(phone(text).as_deref(), Ok("13800000003"), "{text}");
        }
        assert!(
            ["1380", "13800000003.5x", "电话"]
                .iter()
                .all(|text| phone(text).is_err())
        );
    }
}
