//! Times as shops write them: one column, one reading.

use serde::{Deserialize, Serialize};

use crate::refused::Fault;

/// A time on the wall clock of the team, in seconds since 1970-01-01 00:00 on that clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LocalTime(pub i64);

impl LocalTime {
    /// The wall clock's time of a calendar day, or `None` when there is no such day or time.
    pub fn new(year: i64, month: i64, day: i64, second_of_day: i64) -> Option<Self> {
        let right = (1990..=2100).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= month_days(year, month);
        (right && (0..86_400).contains(&second_of_day))
            .then(|| Self(day_number(year, month, day) * 86_400 + second_of_day))
    }

    /// Year, month, day.
    pub fn day(self) -> (i64, i64, i64) {
        day_of(self.0.div_euclid(86_400))
    }
}

impl std::fmt::Display for LocalTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.day();
        let second = self.0.rem_euclid(86_400);
        write!(
            f,
            "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}",
            second / 3600,
            second / 60 % 60,
            second % 60
        )
    }
}

/// How a column writes its times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `2026-09-22 00:54:10`, `2026/9/22 0:54`, `2026年9月22日`, `20260922`: the year first.
    YearFirst,
    /// `22/9/2026`: the day first.
    DayFirst,
    /// `9/22/2026`: the month first.
    MonthFirst,
    /// `3/4/2026`: day and month, either way round.
    EitherFirst,
    /// Days since 1899-12-30, as Excel counts.
    Serial,
    /// An exact moment, here in UTC: an epoch, or a time with its offset. The caller adds the zone.
    Exact,
}

/// One time with the shape it was written in. An exact moment is still in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// How it was written.
    pub shape: Shape,
    /// What it says; for [`Shape::EitherFirst`] read with the day first.
    pub time: LocalTime,
}

/// Reads one time.
///
/// # Errors
/// [`Fault::TimeUnread`] when it is no time.
pub fn read(text: &str) -> Result<Reading, Fault> {
    if let Some(time) = plain(text.as_bytes()) {
        return Ok(Reading {
            shape: Shape::YearFirst,
            time,
        });
    }
    dressed(text).ok_or(Fault::TimeUnread)
}

/// `2026-09-22 00:54:10`, the shape nearly all times have.
fn plain(b: &[u8]) -> Option<LocalTime> {
    if b.len() != 19
        || !matches!(b[4], b'-' | b'/')
        || b[7] != b[4]
        || !matches!(b[10], b' ' | b'T')
        || b[13] != b':'
        || b[16] != b':'
    {
        return None;
    }
    let year = pair(b[0], b[1])? * 100 + pair(b[2], b[3])?;
    let second = clock(
        pair(b[11], b[12])?,
        pair(b[14], b[15])?,
        pair(b[17], b[18])?,
    )?;
    LocalTime::new(year, pair(b[5], b[6])?, pair(b[8], b[9])?, second)
}

fn pair(tens: u8, ones: u8) -> Option<i64> {
    (tens.is_ascii_digit() && ones.is_ascii_digit())
        .then(|| i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
}

fn clock(hour: i64, minute: i64, second: i64) -> Option<i64> {
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

fn dressed(text: &str) -> Option<Reading> {
    let text = text.trim();
    if text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return number(text);
    }
    let (text, offset) = offset(text);
    let (numbers, separators) = pieces(text)?;
    let (date, time) = numbers.split_at(numbers.len().min(3));
    let &[a, b, c] = date else { return None };
    let second = time_of_day(time, text)?;
    let year_first = separators
        .first()
        .is_some_and(|s| matches!(s, '-' | '/' | '.' | '年'));
    if a.1 == 4 && year_first {
        let time = LocalTime::new(a.0, b.0, c.0, second)?;
        return Some(match offset {
            Some(offset) => Reading {
                shape: Shape::Exact,
                time: LocalTime(time.0 - offset),
            },
            None => Reading {
                shape: Shape::YearFirst,
                time,
            },
        });
    }
    if c.1 != 4 {
        return None;
    }
    let (day, month, shape) = match (a.0 > 12, b.0 > 12) {
        (true, _) => (a.0, b.0, Shape::DayFirst),
        (false, true) => (b.0, a.0, Shape::MonthFirst),
        (false, false) => (a.0, b.0, Shape::EitherFirst),
    };
    LocalTime::new(c.0, month, day, second).map(|time| Reading { shape, time })
}

/// A time without its offset from UTC, and the offset in seconds: `Z`, ` UTC`, `+08:00`, ` +0800`.
fn offset(text: &str) -> (&str, Option<i64>) {
    for mark in ["Z", " UTC", " GMT"] {
        if let Some(time) = text.strip_suffix(mark) {
            return (time, Some(0));
        }
    }
    let found = || {
        let at = text
            .rfind(['+', '-'])
            .filter(|at| text[..*at].contains(':'))?;
        let digits: String = text[at + 1..].chars().filter(|c| *c != ':').collect();
        let minutes = match digits.len() {
            4 => digits[..2].parse::<i64>().ok()? * 60 + digits[2..].parse::<i64>().ok()?,
            2 => digits.parse::<i64>().ok()? * 60,
            _ => return None,
        };
        let seconds = minutes * 60;
        Some((
            at,
            if text[at..].starts_with('-') {
                -seconds
            } else {
                seconds
            },
        ))
    };
    found().map_or((text, None), |(at, seconds)| {
        (text[..at].trim_end(), Some(seconds))
    })
}

/// A number and how many digits it was written with.
type Digits = (i64, usize);

/// Numbers with their count of digits, and the first character after each.
fn pieces(text: &str) -> Option<(Vec<Digits>, Vec<char>)> {
    let mut numbers = Vec::new();
    let mut separators = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 6 || numbers.len() == 7 {
            return None;
        }
        numbers.push((rest[..digits].parse().ok()?, digits));
        rest = &rest[digits..];
        let between = rest
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(rest.len());
        let separator = rest[..between].trim();
        let known = matches!(
            separator,
            "" | "-"
                | "/"
                | "."
                | ":"
                | "："
                | "T"
                | "年"
                | "月"
                | "日"
                | "时"
                | "点"
                | "分"
                | "秒"
                | "上午"
                | "下午"
                | "AM"
                | "PM"
                | "am"
                | "pm"
                | "日 上午"
                | "日 下午"
        );
        if !known {
            return None;
        }
        separators.extend(separator.chars().next());
        rest = &rest[between..];
    }
    Some((numbers, separators))
}

fn time_of_day(time: &[Digits], text: &str) -> Option<i64> {
    let (hour, minute, second) = match time {
        [] => (0, 0, 0),
        [hour, minute] => (hour.0, minute.0, 0),
        // A seventh number is a fraction of a second, which no board needs.
        [hour, minute, second] | [hour, minute, second, _] => (hour.0, minute.0, second.0),
        _ => return None,
    };
    let afternoon = ["下午", "PM", "pm"].iter().any(|word| text.contains(word));
    let morning = ["上午", "AM", "am"].iter().any(|word| text.contains(word));
    let hour = match hour {
        12 if morning => 0,
        hour if afternoon && hour < 12 => hour + 12,
        hour => hour,
    };
    clock(hour, minute, second)
}

/// A bare number: an Excel serial, a compact date, or an epoch.
fn number(text: &str) -> Option<Reading> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if part.contains('.') {
        return None;
    }
    let value: i64 = whole.parse().ok()?;
    match whole.len() {
        // 1989 to 2119: a smaller or larger serial is a count, not a day.
        5 if (32_874..80_000).contains(&value) => {
            let fraction: f64 = if part.is_empty() {
                0.0
            } else {
                format!("0.{part}").parse().ok()?
            };
            let second = (fraction * 86_400.0).round() as i64;
            Some(Reading {
                shape: Shape::Serial,
                time: LocalTime((value - 25_569) * 86_400 + second),
            })
        }
        8 if part.is_empty() => {
            let time = LocalTime::new(value / 10_000, value / 100 % 100, value % 100, 0)?;
            Some(Reading {
                shape: Shape::YearFirst,
                time,
            })
        }
        14 if part.is_empty() => {
            let (day, time) = (value / 1_000_000, value % 1_000_000);
            let second = clock(time / 10_000, time / 100 % 100, time % 100)?;
            let time = LocalTime::new(day / 10_000, day / 100 % 100, day % 100, second)?;
            Some(Reading {
                shape: Shape::YearFirst,
                time,
            })
        }
        10 if value > 631_152_000 => Some(Reading {
            shape: Shape::Exact,
            time: LocalTime(value),
        }),
        13 if value > 631_152_000_000 => Some(Reading {
            shape: Shape::Exact,
            time: LocalTime(value / 1000),
        }),
        _ => None,
    }
}

/// Days since 1970-01-01 in the Gregorian calendar (after Hinnant, "chrono-compatible low-level date algorithms").
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The inverse of [`day_number`].
fn day_of(number: i64) -> (i64, i64, i64) {
    let number = number + 719_468;
    let era = number.div_euclid(146_097);
    let of_era = number - era * 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn month_days(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;
    use proptest::prelude::*;

    #[test]
    fn times_are_read_in_the_shapes_shops_write() {
        let cells = [
            "2026-09-22 00:54:10",
            "2026/9/22 0:54",
            "2026-09-22",
            "2026年9月22日 8时5分",
            "2026.9.22",
            "20260922",
            "20260922005410",
            "2026-09-22T00:54:10Z",
            "2026-09-22 00:54:10 +0800",
            "2026-09-22T00:54+08:00",
            "2026-09-22 00:54:10.123",
            "22/9/2026",
            "9/22/2026 3:04",
            "3/4/2026",
            "46287.0376",
            "46287",
            "1790000000",
            "1790000000123",
            "2026/9/22 下午3:05",
            "2026-02-29",
            "2026-13-01",
            "2026-09-22 24:00",
            "12",
            "周一",
            "",
            "3.14",
            "2026-9",
        ];
        let shown: Vec<String> = cells
            .iter()
            .map(|cell| match read(cell) {
                Ok(reading) => format!("{cell} = {} {:?}", reading.time, reading.shape),
                Err(fault) => format!("{cell} : {fault:?}"),
            })
            .collect();
        expect![[r#"
            2026-09-22 00:54:10 = 2026-09-22 00:54:10 YearFirst
            2026/9/22 0:54 = 2026-09-22 00:54:00 YearFirst
            2026-09-22 = 2026-09-22 00:00:00 YearFirst
            2026年9月22日 8时5分 = 2026-09-22 08:05:00 YearFirst
            2026.9.22 : TimeUnread
            20260922 = 2026-09-22 00:00:00 YearFirst
            20260922005410 = 2026-09-22 00:54:10 YearFirst
            2026-09-22T00:54:10Z = 2026-09-22 00:54:10 Exact
            2026-09-22 00:54:10 +0800 = 2026-09-21 16:54:10 Exact
            2026-09-22T00:54+08:00 = 2026-09-21 16:54:00 Exact
            2026-09-22 00:54:10.123 = 2026-09-22 00:54:10 YearFirst
            22/9/2026 = 2026-09-22 00:00:00 DayFirst
            9/22/2026 3:04 = 2026-09-22 03:04:00 MonthFirst
            3/4/2026 = 2026-04-03 00:00:00 EitherFirst
            46287.0376 = 2026-09-22 00:54:09 Serial
            46287 = 2026-09-22 00:00:00 Serial
            1790000000 = 2026-09-21 14:13:20 Exact
            1790000000123 = 2026-09-21 14:13:20 Exact
            2026/9/22 下午3:05 = 2026-09-22 15:05:00 YearFirst
            2026-02-29 : TimeUnread
            2026-13-01 : TimeUnread
            2026-09-22 24:00 : TimeUnread
            12 : TimeUnread
            周一 : TimeUnread
             : TimeUnread
            3.14 : TimeUnread
            2026-9 : TimeUnread"#]]
        .assert_eq(&shown.join("\n"));
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(second in 631_152_000i64..4_133_980_800) {
            let time = LocalTime(second);
            prop_assert_eq!(read(&time.to_string()).map(|reading| reading.time), Ok(time));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,30}") {
            let _ = read(&text);
        }
    }
}
