//! Which stretch of time a board counts, and what it is compared with.

use crate::{Calendar, Moment, Period, Refusal, Window};
use chrono::{Days, NaiveDate};

/// The stretch a person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The period that holds a business day.
    Period(Period, NaiveDate),
    /// Business days, both included.
    Days(NaiveDate, NaiveDate),
}

/// The window of a board and the two periods before it, each up to the same point.
///
/// A running month is compared with the month before up to the same day, so that the 5th is not
/// measured against a whole month. The point is rounded up: to the full hour inside one day, to the
/// end of the business day in anything longer. A shorter month before ends where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// What the board counts.
    pub window: Window,
    /// The period before, up to the same point.
    pub before: Window,
    /// The period before that one, up to the same point.
    pub long_before: Window,
}

crate::refusals! {
    /// A range of days ends before it begins.
    RangeReversed { first: String, last: String } 422,
    "起始日 {first} 在截止日 {last} 之后，请对调两个日期。",
    "The first day {first} is after the last day {last}. Swap the two dates.";
}

const HOUR_MS: i64 = 3_600_000;

impl Span {
    /// The span of a choice, as of `now`.
    pub fn new(calendar: &Calendar, choice: Choice, now: Moment) -> Result<Self, Refusal> {
        let [(first, after), (before, _), (long_before, _)] = match choice {
            Choice::Period(period, day) => {
                let one = calendar.bounds(period, day);
                let two = calendar.bounds(period, eve(one.0));
                [one, two, calendar.bounds(period, eve(two.0))]
            }
            Choice::Days(first, last) if first > last => {
                return Err(RangeReversed {
                    first: first.to_string(),
                    last: last.to_string(),
                }
                .into());
            }
            Choice::Days(first, last) => {
                let days = Days::new(1 + (last - first).num_days().unsigned_abs());
                let back = |day: NaiveDate| day.checked_sub_days(days).unwrap_or(day);
                let after = last.succ_opt().unwrap_or(last);
                let (one, two) = (back(first), back(back(first)));
                [(first, after), (one, first), (two, one)]
            }
        };
        let window = Window {
            start: calendar.start(first),
            end: calendar.start(after),
        };
        let same_point = |start: NaiveDate, next: NaiveDate| {
            let whole = Window {
                start: calendar.start(start),
                end: calendar.start(next),
            };
            if !window.holds(now) {
                return whole;
            }
            let end = if (after - first).num_days() == 1 {
                let hours = (now.0 - window.start.0) / HOUR_MS + 1;
                whole.start.plus_ms(hours * HOUR_MS)
            } else {
                let gone = Days::new(1 + (calendar.day(now) - first).num_days().unsigned_abs());
                calendar.start(start.checked_add_days(gone).unwrap_or(next))
            };
            Window {
                start: whole.start,
                end: end.min(whole.end),
            }
        };
        Ok(Self {
            window,
            before: same_point(before, first),
            long_before: same_point(long_before, before),
        })
    }

    /// The span one period back, for the places of the period before.
    pub fn back(&self) -> Self {
        Self {
            window: self.before,
            before: self.long_before,
            long_before: self.long_before,
        }
    }
}

fn eve(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(choice: Choice, now: &str, shift: i64) -> [String; 3] {
        let calendar = Calendar {
            day_shift_minutes: shift,
            ..Calendar::default()
        };
        let now = calendar.moment(now.parse().expect("a time"));
        let span = Span::new(&calendar, choice, now).expect("a span");
        [span.window, span.before, span.long_before].map(|w| {
            let say = |at| calendar.local(at).format("%m-%d %H:%M").to_string();
            format!("{} … {}", say(w.start), say(w.end))
        })
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_running_month_is_compared_up_to_the_same_day() {
        let month = Choice::Period(Period::Month, day("2026-11-22"));
        assert_eq!(
            check(month, "2026-11-22T10:30:00", 0),
            [
                "11-01 00:00 … 12-01 00:00",
                "10-01 00:00 … 10-23 00:00",
                "09-01 00:00 … 09-23 00:00"
            ]
        );
    }

    #[test]
    fn a_finished_month_is_compared_with_the_whole_one_before() {
        let month = Choice::Period(Period::Month, day("2026-10-05"));
        assert_eq!(
            check(month, "2026-11-22T10:30:00", 0)[..2],
            ["10-01 00:00 … 11-01 00:00", "09-01 00:00 … 10-01 00:00"]
        );
    }

    #[test]
    fn a_shorter_month_before_ends_where_it_ends() {
        let month = Choice::Period(Period::Month, day("2026-03-30"));
        assert_eq!(
            check(month, "2026-03-30T10:30:00", 0)[1],
            "02-01 00:00 … 03-01 00:00"
        );
    }

    #[test]
    fn a_day_is_compared_up_to_the_full_hour_and_begins_late_when_shifted() {
        let today = Choice::Period(Period::Day, day("2026-11-22"));
        assert_eq!(
            check(today, "2026-11-22T10:30:00", 240)[..2],
            ["11-22 04:00 … 11-23 04:00", "11-21 04:00 … 11-21 11:00"]
        );
    }

    #[test]
    fn a_range_is_compared_with_as_many_days_before_it() {
        let range = Choice::Days(day("2026-11-11"), day("2026-11-20"));
        assert_eq!(
            check(range, "2026-11-22T10:30:00", 0),
            [
                "11-11 00:00 … 11-21 00:00",
                "11-01 00:00 … 11-11 00:00",
                "10-22 00:00 … 11-01 00:00"
            ]
        );
        let reversed = Choice::Days(day("2026-11-20"), day("2026-11-11"));
        let refusal = Span::new(&Calendar::default(), reversed, Moment(0)).expect_err("refused");
        assert_eq!(refusal.code, "RangeReversed");
    }
}
