//! When what goes out once a day is due.

use crate::{Calendar, Moment};
use chrono::{Days, NaiveDate};

/// What goes out once a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day it is of.
    pub day: NaiveDate,
    /// When it is due.
    pub at: Moment,
    /// When the next one is.
    pub next: Moment,
}

/// The birthdays that were last due at or before `now`, at a minute of the day: those of the date on the
/// clock, whatever business day it still is.
pub fn birthdays_due(calendar: &Calendar, minute: i64, now: Moment) -> Due {
    let due = board_due(calendar, minute, now);
    Due {
        day: calendar.local(due.at).date(),
        ..due
    }
}

/// The last board that was due at or before `now`, at a minute of the day: that of its business day.
pub fn board_due(calendar: &Calendar, minute: i64, now: Moment) -> Due {
    let today = calendar.local(now).date();
    let at = |day: NaiveDate| {
        let midnight = day.and_time(chrono::NaiveTime::MIN);
        calendar.moment(midnight + chrono::TimeDelta::minutes(minute))
    };
    let after = |day: NaiveDate| day.checked_add_days(Days::new(1)).unwrap_or(day);
    let before = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    let last = if at(today) <= now { today } else { before };
    Due {
        day: calendar.day(at(last)),
        at: at(last),
        next: at(after(last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(shift: i64, minute: i64, now: &str, due: &str) {
        let calendar = Calendar {
            day_shift_minutes: shift,
            ..Calendar::default()
        };
        let now = calendar.moment(now.parse().expect("a time"));
        let found = board_due(&calendar, minute, now);
        let said = format!(
            "{} at {}, then {}",
            found.day,
            calendar.local(found.at),
            calendar.local(found.next)
        );
        assert_eq!(said, due);
        assert!(found.at <= now && now < found.next);
    }

    #[test]
    fn the_board_of_the_evening_is_of_its_business_day() {
        check(
            0,
            21 * 60,
            "2026-11-22T21:00:00",
            "2026-11-22 at 2026-11-22 21:00:00, then 2026-11-23 21:00:00",
        );
        check(
            0,
            21 * 60,
            "2026-11-22T20:59:59",
            "2026-11-21 at 2026-11-21 21:00:00, then 2026-11-22 21:00:00",
        );
        // A live show past midnight belongs to the evening before.
        check(
            240,
            60,
            "2026-11-23T01:30:00",
            "2026-11-22 at 2026-11-23 01:00:00, then 2026-11-24 01:00:00",
        );
    }

    #[test]
    fn the_birthdays_of_a_morning_are_those_of_the_date_on_the_clock() {
        let shifted = Calendar {
            day_shift_minutes: 720,
            ..Calendar::default()
        };
        let now = shifted.moment("2026-11-23T09:30:00".parse().expect("a time"));
        let (board, birthdays) = (
            board_due(&shifted, 540, now),
            birthdays_due(&shifted, 540, now),
        );
        assert_eq!(board.day.to_string(), "2026-11-22");
        assert_eq!(birthdays.day.to_string(), "2026-11-23");
        assert_eq!((board.at, board.next), (birthdays.at, birthdays.next));
    }
}
