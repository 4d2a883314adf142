//! Moments, business days and half-open windows (DOMAIN law 2).

use chrono::{
    DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A moment: unix milliseconds, UTC.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(transparent)]
#[schema(value_type = i64)]
pub struct Moment(pub i64);

impl Moment {
    /// Before all facts.
    pub const MIN: Self = Self(i64::MIN / 4);
    /// After all facts.
    pub const MAX: Self = Self(i64::MAX / 4);

    /// This moment moved by milliseconds.
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// This moment moved by whole days of 24 hours.
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_ms(days.saturating_mul(86_400_000))
    }

    /// As chrono's UTC time; moments outside chrono's range are clamped.
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or(if self.0 < 0 {
            DateTime::<Utc>::MIN_UTC
        } else {
            DateTime::<Utc>::MAX_UTC
        })
    }
}

impl From<DateTime<Utc>> for Moment {
    fn from(time: DateTime<Utc>) -> Self {
        Self(time.timestamp_millis())
    }
}

/// A half-open stretch of time `[start, end)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct Window {
    /// The first moment inside.
    pub start: Moment,
    /// The first moment after.
    pub end: Moment,
}

impl Window {
    /// All of time.
    pub const ALL: Self = Self {
        start: Moment::MIN,
        end: Moment::MAX,
    };

    /// Whether a moment is inside.
    pub fn holds(&self, at: Moment) -> bool {
        self.start <= at && at < self.end
    }
}

/// A named stretch of business days around a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// One business day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months from January, April, July or October.
    Quarter,
    /// A calendar year.
    Year,
}

/// The team's zone and the minutes its business day begins after midnight.
///
/// With a shift of 240 a sale at 03:59 belongs to the evening before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Calendar {
    /// The zone.
    pub zone: Tz,
    /// Minutes after midnight at which the business day begins, 0 to 720.
    pub day_shift_minutes: i64,
}

impl Default for Calendar {
    fn default() -> Self {
        Self {
            zone: chrono_tz::Asia::Shanghai,
            day_shift_minutes: 0,
        }
    }
}

impl Calendar {
    /// The business day a moment belongs to.
    pub fn day(&self, at: Moment) -> NaiveDate {
        at.plus_ms(-self.day_shift_minutes * 60_000)
            .utc()
            .with_timezone(&self.zone)
            .date_naive()
    }

    /// The first moment of a business day.
    pub fn start(&self, day: NaiveDate) -> Moment {
        self.moment(day.and_time(NaiveTime::MIN))
            .plus_ms(self.day_shift_minutes * 60_000)
    }

    /// The moment of a wall-clock time in the zone. A time that a clock change skips is read as the
    /// same time one hour later; one that happens twice as the earlier.
    pub fn moment(&self, local: NaiveDateTime) -> Moment {
        let found = self
            .zone
            .from_local_datetime(&local)
            .earliest()
            .or_else(|| {
                let later = local.checked_add_signed(chrono::TimeDelta::hours(1))?;
                self.zone.from_local_datetime(&later).earliest()
            });
        found.map_or(Moment(local.and_utc().timestamp_millis()), |t| {
            t.to_utc().into()
        })
    }

    /// The wall-clock time of a moment in the zone.
    pub fn local(&self, at: Moment) -> NaiveDateTime {
        at.utc().with_timezone(&self.zone).naive_local()
    }

    /// The window of business days from `first` to `last`, both included.
    pub fn days(&self, first: NaiveDate, last: NaiveDate) -> Window {
        let after = last.checked_add_days(Days::new(1)).unwrap_or(last);
        Window {
            start: self.start(first),
            end: self.start(after),
        }
    }

    /// First day of the period that holds `day`, and first day of the next.
    pub fn bounds(&self, period: Period, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        let month = |months: u32| {
            let zero = day.month0() / months * months;
            let first = day
                .with_day(1)
                .and_then(|d| d.with_month0(zero))
                .unwrap_or(day);
            (
                first,
                first
                    .checked_add_months(Months::new(months))
                    .unwrap_or(first),
            )
        };
        let days =
            |first: NaiveDate, n| (first, first.checked_add_days(Days::new(n)).unwrap_or(first));
        match period {
            Period::Day => days(day, 1),
            Period::Week => days(
                day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
                    .unwrap_or(day),
                7,
            ),
            Period::Month => month(1),
            Period::Quarter => month(3),
            Period::Year => month(12),
        }
    }

    /// The window of the period that holds `day`.
    pub fn window(&self, period: Period, day: NaiveDate) -> Window {
        let (first, after) = self.bounds(period, day);
        Window {
            start: self.start(first),
            end: self.start(after),
        }
    }

    /// The window of the period before the one that holds `day`.
    pub fn window_before(&self, period: Period, day: NaiveDate) -> Window {
        let (first, _) = self.bounds(period, day);
        self.window(period, first.pred_opt().unwrap_or(first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(calendar: &Calendar, text: &str) -> Moment {
        calendar.moment(text.parse().expect("a time"))
    }

    #[test]
    fn a_live_show_past_midnight_belongs_to_the_evening_before() {
        let shifted = Calendar {
            day_shift_minutes: 240,
            ..Calendar::default()
        };
        let day = |text| shifted.day(at(&shifted, text)).to_string();
        assert_eq!(day("2026-09-02T03:59:59"), "2026-09-01");
        assert_eq!(day("2026-09-02T04:00:00"), "2026-09-02");
    }

    #[test]
    fn periods_are_half_open_and_meet() {
        let c = Calendar::default();
        let day: NaiveDate = "2026-11-22".parse().expect("a day");
        for period in [
            Period::Day,
            Period::Week,
            Period::Month,
            Period::Quarter,
            Period::Year,
        ] {
            let (now, before) = (c.window(period, day), c.window_before(period, day));
            assert_eq!(before.end, now.start, "{period:?}");
            assert!(now.holds(now.start) && !now.holds(now.end));
        }
        let (first, after) = c.bounds(Period::Quarter, day);
        assert_eq!(
            (first.to_string(), after.to_string()),
            ("2026-10-01".into(), "2027-01-01".into())
        );
        assert_eq!(c.bounds(Period::Week, day).0.to_string(), "2026-11-16");
    }

    #[test]
    fn the_first_and_the_last_day_there_are_have_windows_too() {
        let shifted = Calendar {
            day_shift_minutes: 240,
            ..Calendar::default()
        };
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            for period in [Period::Day, Period::Week, Period::Month, Period::Year] {
                let window = shifted.window(period, day);
                assert!(window.start <= window.end, "{period:?} {day}");
                shifted.window_before(period, day);
            }
        }
    }

    #[test]
    fn a_wall_time_skipped_by_a_clock_change_is_read_an_hour_later() {
        let berlin = Calendar {
            zone: chrono_tz::Europe::Berlin,
            day_shift_minutes: 0,
        };
        assert_eq!(
            at(&berlin, "2026-03-29T02:30:00"),
            at(&berlin, "2026-03-29T03:30:00")
        );
    }
}
