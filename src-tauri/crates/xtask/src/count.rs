//! How many tests a runner says passed and failed, read from its own closing words.

use std::ops::AddAssign;

/// Passed and failed.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Count {
    /// What this line of output says, if it is a runner's closing line.
    pub fn of_line(line: &str) -> Option<Self> {
        let plain = without_colour(line);
        let line = plain.trim();
        nextest(line)
            .or_else(|| cargo_test(line))
            .or_else(|| vitest(line))
            .or_else(|| closing(line))
    }
}

/// `Summary [ 1.2s] 3 tests run: 2 passed (1 slow), 1 failed, 4 skipped`
fn nextest(line: &str) -> Option<Count> {
    let rest = line.strip_prefix("Summary [")?;
    let (_, words) = rest.split_once("run: ")?;
    Some(counted(words.split(',')))
}

/// `test result: FAILED. 3 passed; 1 failed; 0 ignored; …`
fn cargo_test(line: &str) -> Option<Count> {
    let rest = line.strip_prefix("test result: ")?;
    let (_, words) = rest.split_once(". ")?;
    Some(counted(words.split(';')))
}

/// `Tests  1 failed | 12 passed (13)`
fn vitest(line: &str) -> Option<Count> {
    let words = line.strip_prefix("Tests  ")?;
    Some(counted(words.split('|')))
}

/// `12 passed, 1 failed`, the closing line of this program and of the journeys.
fn closing(line: &str) -> Option<Count> {
    let (passed, failed) = line.split_once(" passed, ")?;
    let failed = failed.strip_suffix(" failed")?;
    Some(Count {
        passed: passed.parse().ok()?,
        failed: failed.parse().ok()?,
    })
}

/// `timed out` and `exec failed` are failures as well.
fn counted<'a>(parts: impl Iterator<Item = &'a str>) -> Count {
    let mut count = Count::default();
    for part in parts {
        let mut words = part.split_whitespace();
        let Some(number) = words.next().and_then(|word| word.parse::<u64>().ok()) else {
            continue;
        };
        match words.next() {
            Some("passed") => count.passed += number,
            Some("failed" | "timed" | "exec") => count.failed += number,
            _ => {}
        }
    }
    count
}

fn without_colour(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            for inside in letters.by_ref() {
                if inside.is_ascii_alphabetic() {
                    break;
                }
            }
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::Count;

    fn check(line: &str, expected: Option<(u64, u64)>) {
        let read = Count::of_line(line).map(|count| (count.passed, count.failed));
        assert_eq!(read, expected, "{line}");
    }

    #[test]
    fn every_runner_s_closing_line_is_read() {
        check(
            "     Summary [   0.012s] 3 tests run: 2 passed (1 slow), 1 failed, 4 skipped",
            Some((2, 1)),
        );
        check(
            "     Summary [ 300.0s] 4/9 tests run: 2 passed, 1 failed, 1 timed out, 0 skipped",
            Some((2, 2)),
        );
        check(
            "test result: ok. 7 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
            Some((7, 0)),
        );
        check(
            "test result: FAILED. 3 passed; 1 failed; 2 ignored; 0 measured",
            Some((3, 1)),
        );
        check(
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m12 passed\u{1b}[39m\u{1b}[22m (12)",
            Some((12, 0)),
        );
        check(
            "      Tests  1 failed | 12 passed | 2 skipped (15)",
            Some((12, 1)),
        );
        check("9 passed, 0 failed", Some((9, 0)));
    }

    #[test]
    fn other_lines_count_nothing() {
        check(" Test Files  3 passed (3)", None);
        check("running 3 tests", None);
        check("the wizard says: 12 passed, none failed", None);
    }
}
