//! Last month's contest again: the same rule, moved to the stretch that follows.

use super::Rule;
use crate::{Calendar, Moment, Period, Window};
use chrono::{Datelike as _, Days, NaiveDate};

/// The same rule in the first stretch after its own that is not over at `now`: the next calendar
/// month, week or quarter if it was one, else as many business days, else the same length of time.
/// What lay so long before its end lies so long before the new end, and a name that tells its month
/// tells the new one.
pub fn again(rule: &Rule, calendar: &Calendar, now: Moment) -> Rule {
    let mut window = after(rule.window(), calendar);
    while window.end <= now {
        window = after(window, calendar);
    }
    let mut new = moved(rule, window);
    new.name = named(
        &rule.name,
        calendar.day(rule.start),
        calendar.day(window.start),
    );
    new
}

/// 10月销冠 is followed by 11月销冠, as October's by November's.
fn named(name: &str, was: NaiveDate, is: NaiveDate) -> String {
    let said = |day: NaiveDate| {
        let (month, year) = (day.month(), day.year());
        [
            format!("{month}月"),
            format!("{month} 月"),
            day.format("%B").to_string(),
            year.to_string(),
        ]
    };
    let pairs = said(was).into_iter().zip(said(is));
    pairs.fold(name.to_owned(), |name, (old, new)| {
        swapped(&name, &old, &new)
    })
}

/// One word for another, where it is not the part of a longer number.
fn swapped(name: &str, old: &str, new: &str) -> String {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut swapped = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once(old) {
        swapped.push_str(before);
        let inside = is_digit(swapped.chars().next_back()) || is_digit(after.chars().next());
        swapped.push_str(if inside { old } else { new });
        rest = after;
    }
    swapped + rest
}

/// The same rule at another time. What lay so long before its end lies so long before the new end; its
/// rounds change so long after the new start, or in proportion where that would be after the new end.
pub fn moved(rule: &Rule, window: Window) -> Rule {
    let mut new = Rule {
        start: window.start,
        end: window.end,
        freeze_at: rule
            .freeze_at
            .map(|at| window.end.plus_ms(at.0 - rule.end.0))
            .filter(|at| *at > window.start),
        ..rule.clone()
    };
    let (was, is) = (rule.end.0 - rule.start.0, window.end.0 - window.start.0);
    let last = rule.kind.cuts().and_then(<[Moment]>::last);
    let fits = last.is_none_or(|cut| cut.0 - rule.start.0 < is);
    for cut in new.kind.cuts_mut() {
        let after = cut.0 - rule.start.0;
        let scaled = i128::from(after) * i128::from(is) / i128::from(was.max(1));
        *cut = window
            .start
            .plus_ms(if fits { after } else { scaled as i64 });
    }
    new
}

/// The stretch that follows; at least an hour, so that time goes on.
fn after(window: Window, calendar: &Calendar) -> Window {
    let (first, next) = (calendar.day(window.start), calendar.day(window.end));
    let is_whole = calendar.start(first) == window.start && calendar.start(next) == window.end;
    if !is_whole || next <= first {
        let length = (window.end.0 - window.start.0).max(3_600_000);
        return Window {
            start: window.end,
            end: window.end.plus_ms(length),
        };
    }
    for period in [Period::Month, Period::Week, Period::Quarter] {
        if calendar.bounds(period, first) == (first, next) {
            return calendar.window(period, next);
        }
    }
    let days = Days::new((next - first).num_days().unsigned_abs());
    Window {
        start: window.end,
        end: calendar.start(next.checked_add_days(days).unwrap_or(next)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contest::Kind;
    use crate::contest::cast::rule;

    fn check(start: &str, end: &str, expected: &str) {
        let calendar = Calendar::default();
        let at = |text: &str| calendar.moment(text.parse().expect("a time"));
        let mut old = rule(Kind::Ranking);
        (old.start, old.end) = (at(start), at(end));
        old.freeze_at = Some(old.end.plus_ms(-1_800_000));
        let new = again(&old, &calendar, at("2026-11-03T10:00:00"));
        let said = |at| calendar.local(at).format("%m-%d %H:%M").to_string();
        assert_eq!(format!("{} … {}", said(new.start), said(new.end)), expected);
        assert_eq!(new.freeze_at, Some(new.end.plus_ms(-1_800_000)));
    }

    #[test]
    fn a_name_that_tells_its_month_tells_the_new_one() {
        let calendar = Calendar::default();
        let day = |text: &str| calendar.moment(format!("{text}T00:00:00").parse().expect("a day"));
        let again_of = |name: &str, first: &str, next: &str| {
            let mut old = rule(Kind::Ranking);
            old.name = name.to_owned();
            (old.start, old.end) = (day(first), day(next));
            again(&old, &calendar, day(next)).name
        };
        let october = |name| again_of(name, "2026-10-01", "2026-11-01");
        assert_eq!(october("10月销冠"), "11月销冠");
        assert_eq!(october("2026年 10 月销冠"), "2026年 11 月销冠");
        assert_eq!(october("Best of October"), "Best of November");
        assert_eq!(october("月度销冠"), "月度销冠");
        let december = |name| again_of(name, "2026-12-01", "2027-01-01");
        assert_eq!(december("2026年12月销冠"), "2027年1月销冠");
        let january = |name| again_of(name, "2027-01-01", "2027-02-01");
        assert_eq!(january("1月销冠，不是11月"), "2月销冠，不是11月");
    }

    #[test]
    fn a_month_again_is_the_next_month_that_is_not_over() {
        let november = "11-01 00:00 … 12-01 00:00";
        check("2026-10-01T00:00:00", "2026-11-01T00:00:00", november);
        check("2026-08-01T00:00:00", "2026-09-01T00:00:00", november);
        let december = "12-01 00:00 … 01-01 00:00";
        check("2026-11-01T00:00:00", "2026-12-01T00:00:00", december);
    }

    #[test]
    fn weeks_days_and_hours_go_on_as_long_as_they_were() {
        let week = "11-02 00:00 … 11-09 00:00";
        check("2026-10-26T00:00:00", "2026-11-02T00:00:00", week);
        let three_days = "11-02 00:00 … 11-05 00:00";
        check("2026-10-27T00:00:00", "2026-10-30T00:00:00", three_days);
        let an_hour = "11-03 10:00 … 11-03 11:00";
        check("2026-11-03T08:00:00", "2026-11-03T09:00:00", an_hour);
    }
}
