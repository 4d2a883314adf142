//! When a file was exported, guessed from its name.

use crate::time::{self, LocalTime};

/// What a file's name says about the time of its export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exported {
    /// An exact moment, seconds since 1970 in UTC.
    At(i64),
    /// A time on the team's wall clock.
    Local(LocalTime),
    /// A day only.
    Day(LocalTime),
}

/// Guesses from a name: ten or thirteen digits of an epoch, a date with a time, or a date.
/// A file in an archive may be named by the archive.
pub fn guess(name: &str) -> Option<Exported> {
    let (outer, inner) = (
        name.split(['/', '\\']).next(),
        name.rsplit(['/', '\\']).next(),
    );
    inner.and_then(of_file).or_else(|| outer.and_then(of_file))
}

fn of_file(name: &str) -> Option<Exported> {
    let runs: Vec<&str> = name
        .split(|c: char| !c.is_ascii_digit())
        .filter(|run| !run.is_empty())
        .collect();
    let epoch = runs.iter().find_map(|run| match run.len() {
        10 => run.parse().ok().filter(|second| plausible(*second)),
        13 => run
            .parse()
            .ok()
            .map(|milli: i64| milli / 1000)
            .filter(|second| plausible(*second)),
        _ => None,
    });
    if let Some(second) = epoch {
        return Some(Exported::At(second));
    }
    // 20260930142233, 202609301422, 20260930
    for run in &runs {
        let full = match run.len() {
            14 => Some((*run).to_owned()),
            12 => Some(format!("{run}00")),
            _ => None,
        };
        if let Some(reading) = full.and_then(|full| time::read(&full).ok()) {
            return Some(Exported::Local(reading.time));
        }
    }
    // 20260930_142233, 2026-09-30 14-22-33, 2026年9月30日
    let at = runs
        .iter()
        .position(|run| run.len() == 8 && time::read(run).is_ok());
    let (day, rest) = match at {
        Some(at) => (time::read(runs[at]).ok()?.time, &runs[at + 1..]),
        None => {
            let at = runs.windows(3).position(|w| {
                w[0].len() == 4 && w[0].starts_with("20") && w[1].len() <= 2 && w[2].len() <= 2
            })?;
            let number = |run: &str| run.parse().unwrap_or(0);
            (
                LocalTime::new(
                    number(runs[at]),
                    number(runs[at + 1]),
                    number(runs[at + 2]),
                    0,
                )?,
                &runs[at + 3..],
            )
        }
    };
    let clock = match rest {
        [time, ..] if time.len() == 6 => digits_of_day(time, 2),
        [hour, minute, second, ..] if [hour, minute, second].iter().all(|part| part.len() == 2) => {
            digits_of_day(&[*hour, *minute, *second].concat(), 2)
        }
        _ => None,
    };
    Some(clock.map_or(Exported::Day(day), |second| {
        Exported::Local(LocalTime(day.0 + second))
    }))
}

fn digits_of_day(digits: &str, width: usize) -> Option<i64> {
    let part = |at: usize| {
        digits
            .get(at * width..(at + 1) * width)
            .and_then(|part| part.parse::<i64>().ok())
    };
    let (hour, minute, second) = (part(0)?, part(1)?, part(2)?);
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

/// From 2010 to 2100: other runs of ten digits are shop or phone numbers.
fn plausible(second: i64) -> bool {
    (1_262_304_000..4_102_444_800).contains(&second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn names_say_when_they_were_exported() {
        let names = [
            "1791430000_abc.csv",
            "douyin_1790000000_early.csv",
            "ExportOrderList202609301422.csv",
            "订单_20260930.xlsx",
            "快团团 2026-09-30 14-22-33.xlsx",
            "订单2026年9月30日.xlsx",
            "orders_20260930_142233.csv",
            "taobao_ExportOrderList.csv",
            "订单1790000000123.xlsx",
            "a/1790000000.csv",
            "1790000000_九月.zip/订单/一.csv",
            "13800000000.csv",
            "v2.1.3.csv",
        ];
        let shown: Vec<String> = names
            .iter()
            .map(|name| match guess(name) {
                Some(Exported::At(second)) => format!("{name}: at {second}"),
                Some(Exported::Local(time)) => format!("{name}: {time}"),
                Some(Exported::Day(day)) => format!("{name}: day {day}"),
                None => format!("{name}: ?"),
            })
            .collect();
        expect![[r#"
            1791430000_abc.csv: at 1791430000
            douyin_1790000000_early.csv: at 1790000000
            ExportOrderList202609301422.csv: 2026-09-30 14:22:00
            订单_20260930.xlsx: day 2026-09-30 00:00:00
            快团团 2026-09-30 14-22-33.xlsx: 2026-09-30 14:22:33
            订单2026年9月30日.xlsx: day 2026-09-30 00:00:00
            orders_20260930_142233.csv: 2026-09-30 14:22:33
            taobao_ExportOrderList.csv: ?
            订单1790000000123.xlsx: at 1790000000
            a/1790000000.csv: at 1790000000
            1790000000_九月.zip/订单/一.csv: at 1790000000
            13800000000.csv: ?
            v2.1.3.csv: ?"#]]
        .assert_eq(&shown.join("\n"));
    }
}
