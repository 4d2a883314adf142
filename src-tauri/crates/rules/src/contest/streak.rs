//! Runs of days: how long someone kept it up.

use chrono::NaiveDate;

/// How long runs of days are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    /// The longest.
    pub longest: i64,
    /// The one that ends with the last day.
    pub last: i64,
}

/// The runs of days in ascending order, none twice.
pub fn runs(days: &[NaiveDate]) -> Runs {
    let mut runs = Runs::default();
    for (i, day) in days.iter().enumerate() {
        let follows = i > 0 && days[i - 1].succ_opt() == Some(*day);
        runs.last = if follows { runs.last + 1 } else { 1 };
        runs.longest = runs.longest.max(runs.last);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_left_out_begins_a_new_run() {
        let days = |all: &[&str]| -> Vec<NaiveDate> {
            all.iter().map(|day| day.parse().expect("a day")).collect()
        };
        let check = |all: &[&str], longest, last| {
            assert_eq!(runs(&days(all)), Runs { longest, last }, "{all:?}");
        };
        check(&[], 0, 0);
        check(&["2026-11-30"], 1, 1);
        check(&["2026-11-30", "2026-12-01", "2026-12-02"], 3, 3);
        check(&["2026-11-28", "2026-11-29", "2026-12-01"], 2, 1);
    }
}
