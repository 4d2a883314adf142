//! The team's business days, dated: a change of its zone or of when its day begins holds from its
//! moment on, as a version of its rules does. What was sold before stays in the day it was sold in.

use crate::{Calendar, Moment, Window};
use chrono::NaiveDate;

/// All calendars a team ever had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendars {
    first: Calendar,
    later: Vec<(Moment, Calendar)>,
}

impl Calendars {
    /// The calendar a team began with, and each later one from its moment on.
    pub fn new(first: Calendar, mut later: Vec<(Moment, Calendar)>) -> Self {
        later.sort_by_key(|(from, _)| *from);
        later.dedup_by(|next, before| before.1 == next.1);
        Self { first, later }
    }

    /// The calendar of a moment.
    pub fn at(&self, at: Moment) -> &Calendar {
        let after = self.later.partition_point(|(from, _)| *from <= at);
        after
            .checked_sub(1)
            .map_or(&self.first, |last| &self.later[last].1)
    }

    /// The business day a moment belongs to.
    pub fn day(&self, at: Moment) -> NaiveDate {
        self.at(at).day(at)
    }

    /// From the first to after the last moment of a business day. A day in which the calendar changed
    /// may share that stretch with its neighbour.
    pub fn window(&self, day: NaiveDate) -> Window {
        let whole = self.first.days(day, day);
        let mut starts = Vec::with_capacity(1 + self.later.len());
        starts.push((Moment::MIN, &self.first));
        starts.extend(self.later.iter().map(|(from, calendar)| (*from, calendar)));
        let ends = starts.iter().skip(1).map(|(from, _)| *from);
        let parts = starts.iter().zip(ends.chain([Moment::MAX]));
        let held = parts.filter_map(|((from, calendar), until)| {
            let window = calendar.days(day, day);
            let (start, end) = (window.start.max(*from), window.end.min(until));
            (start < end).then_some(Window { start, end })
        });
        held.reduce(|all, part| Window {
            start: all.start.min(part.start),
            end: all.end.max(part.end),
        })
        .unwrap_or(whole)
    }
}

impl From<Calendar> for Calendars {
    fn from(only: Calendar) -> Self {
        Self::new(only, Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_holds_from_its_moment_on() {
        let midnight = Calendar::default();
        let four = Calendar {
            day_shift_minutes: 240,
            ..midnight
        };
        let at = |text: &str| midnight.moment(text.parse().expect("a time"));
        let calendars = Calendars::new(midnight, vec![(at("2026-11-10T15:00:00"), four)]);
        let day = |text| calendars.day(at(text)).to_string();
        assert_eq!(day("2026-11-10T03:00:00"), "2026-11-10");
        assert_eq!(day("2026-11-11T03:00:00"), "2026-11-10");
        assert_eq!(day("2026-11-11T04:00:00"), "2026-11-11");
        let window = calendars.window("2026-11-10".parse().expect("a day"));
        let bounds = (at("2026-11-10T00:00:00"), at("2026-11-11T04:00:00"));
        assert_eq!((window.start, window.end), bounds);
    }
}
