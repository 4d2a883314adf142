//! Times as shops write them: one column, one reading.

mod local;

use crate::refused::Fault;
pub use local::LocalTime;

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
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    // Two dots are between the parts of a day: 2026.9.22.
    if plain && text.matches('.').count() < 2 {
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
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
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

#[cfg(test)]
mod tests;
