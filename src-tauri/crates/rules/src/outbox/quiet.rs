//! Quiet hours: when a message that is due may be sent.

use super::GIVE_UP_MS;
use crate::{Calendar, Moment};
use chrono::Timelike as _;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Hours of the day in which nothing is sent: `[from, until)` in the team's zone, past midnight where
/// `from` is later than `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = RobotQuiet)]
pub struct Quiet {
    /// Minutes after midnight.
    pub from: i64,
    /// Minutes after midnight.
    pub until: i64,
}

const MINUTE_MS: i64 = 60_000;
/// A day and a clock change have no more minutes.
const MINUTES_MAX: i64 = 26 * 60;

impl Quiet {
    /// Whether a minute of the day is quiet.
    pub fn holds(&self, minute: i64) -> bool {
        if self.from <= self.until {
            self.from <= minute && minute < self.until
        } else {
            self.from <= minute || minute < self.until
        }
    }

    /// The first moment from `at` on that is not quiet. It walks from minute to minute, so that days
    /// with a clock change need no thought.
    pub fn free_at(&self, calendar: &Calendar, at: Moment) -> Moment {
        let loud = |at: Moment| {
            let local = calendar.local(at);
            !self.holds(i64::from(local.hour() * 60 + local.minute()))
        };
        if loud(at) {
            return at;
        }
        let first = Moment(at.0.div_euclid(MINUTE_MS) * MINUTE_MS);
        let later = (1..=MINUTES_MAX).map(|minutes| first.plus_ms(minutes * MINUTE_MS));
        later.into_iter().find(|at| loud(*at)).unwrap_or(at)
    }
}

/// When a message is news no more: [`GIVE_UP_MS`] after it was due, or, where that is in quiet hours in
/// which it could not be sent, an hour after their end.
pub fn late_at(quiet: Option<Quiet>, calendar: &Calendar, due: Moment) -> Moment {
    let late = due.plus_ms(GIVE_UP_MS);
    match quiet.map(|quiet| quiet.free_at(calendar, late)) {
        Some(free) if free > late => free.plus_ms(60 * MINUTE_MS),
        _ => late,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(quiet: (i64, i64), at: &str, free: &str) {
        let calendar = Calendar::default();
        let moment = |text: &str| calendar.moment(text.parse().expect("a time"));
        let quiet = Quiet {
            from: quiet.0 * 60,
            until: quiet.1 * 60,
        };
        let found = quiet.free_at(&calendar, moment(at));
        assert_eq!(calendar.local(found), calendar.local(moment(free)), "{at}");
    }

    #[test]
    fn quiet_hours_are_half_open_and_may_pass_midnight() {
        check((22, 8), "2026-11-22T21:59:59", "2026-11-22T21:59:59");
        check((22, 8), "2026-11-22T22:00:00", "2026-11-23T08:00:00");
        check((22, 8), "2026-11-23T07:59:59.999", "2026-11-23T08:00:00");
        check((22, 8), "2026-11-23T08:00:00", "2026-11-23T08:00:00");
        check((12, 14), "2026-11-22T13:20:00", "2026-11-22T14:00:00");
        check((0, 0), "2026-11-22T00:00:00", "2026-11-22T00:00:00");
    }

    #[test]
    fn what_could_not_be_sent_for_quiet_is_not_late_at_their_end() {
        let calendar = Calendar::default();
        let quiet = Quiet {
            from: 22 * 60,
            until: 8 * 60,
        };
        let check = |quiet, due: &str, late: &str| {
            let moment = |text: &str| calendar.moment(text.parse().expect("a time"));
            let found = late_at(quiet, &calendar, moment(due));
            assert_eq!(calendar.local(found), calendar.local(moment(late)));
        };
        check(None, "2026-11-22T21:50:00", "2026-11-23T03:50:00");
        check(Some(quiet), "2026-11-22T21:50:00", "2026-11-23T09:00:00");
        check(Some(quiet), "2026-11-22T10:00:00", "2026-11-22T16:00:00");
    }

    proptest! {
        #[test]
        fn what_is_found_is_the_first_that_is_not_quiet(
            from in 0_i64..1440, until in 0_i64..1440,
            // Around both of Berlin's clock changes, and a Chinese night.
            start in prop_oneof![
                Just(1_774_650_000_000_i64), Just(1_792_800_000_000), Just(1_795_312_800_000)
            ],
            after in 0_i64..2_880,
            berlin in any::<bool>(),
        ) {
            let zone = if berlin { chrono_tz::Europe::Berlin } else { chrono_tz::Asia::Shanghai };
            let calendar = Calendar { zone, day_shift_minutes: 240 };
            let quiet = Quiet { from, until };
            let minute = |at: Moment| {
                let local = calendar.local(at);
                i64::from(local.hour() * 60 + local.minute())
            };
            let at = Moment(start + after * 60_000 + 17);
            let free = quiet.free_at(&calendar, at);
            prop_assert!(free >= at);
            prop_assert!(!quiet.holds(minute(free)));
            let mut before = at;
            while before < free {
                prop_assert!(quiet.holds(minute(before)));
                before = before.plus_ms(60_000);
            }
        }
    }
}
