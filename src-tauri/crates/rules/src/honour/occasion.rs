//! Occasions (好日子): birthdays, and the days on which people joined (入队周年).
//!
//! A day is a day of the calendar. Nobody's age and no year of birth is part of an occasion. What began
//! on 29 February is kept on 28 February in years without one.

use crate::team::{Member, Roster, SINCE_ALWAYS};
use crate::{Calendar, MemberId};
use chrono::{Datelike as _, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is kept on a day.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[schema(as = OccasionWhat)]
pub enum What {
    /// Somebody's birthday.
    Birthday,
    /// The day on which somebody joined, some years ago.
    Joining,
}

/// A day that somebody keeps. The order is that in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occasion {
    /// When.
    pub day: NaiveDate,
    /// What.
    pub what: What,
    /// Whose.
    pub member: MemberId,
    /// How many years since they joined, from 1; none for a birthday.
    pub years: Option<i32>,
}

/// A day of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Yearly {
    month: u32,
    day: u32,
}

impl Yearly {
    fn of(day: NaiveDate) -> Self {
        Self {
            month: day.month(),
            day: day.day(),
        }
    }

    /// The first of so many days on which it is kept.
    fn within(self, first: NaiveDate, days: u64) -> Option<NaiveDate> {
        let mut days = (0..days).filter_map(|more| first.checked_add_days(Days::new(more)));
        days.find(|day| self.is_kept_on(*day))
    }

    fn is_kept_on(self, day: NaiveDate) -> bool {
        let leap_day = self.month == 2 && self.day == 29;
        let last_of_february = (day.month(), day.day()) == (2, 28) && !day.leap_year();
        Self::of(day) == self || (leap_day && last_of_february)
    }
}

/// Month and day of a birthday as it is kept, `MM-DD` or `YYYY-MM-DD`.
fn birthday(text: &str) -> Option<Yearly> {
    let day = text.get(text.len().checked_sub(5)?..)?;
    // A leap year stands for all years.
    let day = NaiveDate::parse_from_str(&format!("2000-{day}"), "%Y-%m-%d");
    day.ok().map(Yearly::of)
}

/// What a member keeps on the first `days` days from a day on, at most a year of them.
pub fn of(
    member: &Member,
    calendar: &Calendar,
    first: NaiveDate,
    days: u64,
) -> impl Iterator<Item = Occasion> + use<> {
    let id = member.id;
    let born = member.birthday.as_deref().and_then(birthday);
    let born = born.and_then(|born| born.within(first, days));
    let born = born.map(|day| Occasion {
        day,
        what: What::Birthday,
        member: id,
        years: None,
    });
    // Read as a day in the team's zone and written again, since always is up to a day off.
    let known = member.joined_at > SINCE_ALWAYS.plus_days(1);
    let joined = known.then(|| calendar.local(member.joined_at).date());
    let joined = joined.and_then(|joined| {
        let day = Yearly::of(joined).within(first, days)?;
        let years = day.year() - joined.year();
        (years > 0).then_some(Occasion {
            day,
            what: What::Joining,
            member: id,
            years: Some(years),
        })
    });
    born.into_iter().chain(joined)
}

/// What people keep on the first `days` days from a day on, in order; of those only who is `shown`.
pub fn coming(
    roster: &Roster,
    calendar: &Calendar,
    (first, days): (NaiveDate, u64),
    shown: impl Fn(&Member) -> bool,
) -> Vec<Occasion> {
    let mut found: Vec<Occasion> = Vec::new();
    for member in roster.members() {
        let mut own = of(member, calendar, first, days).peekable();
        // Who may be shown is asked of few: a team has a hundred thousand.
        if own.peek().is_some() && shown(member) {
            found.extend(own);
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests;
