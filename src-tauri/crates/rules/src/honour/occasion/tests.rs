use super::*;
use crate::Moment;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn member(birthday: Option<&str>, joined: &str) -> Member {
    let at = Calendar::default().moment(joined.parse().expect("a time"));
    Member {
        birthday: birthday.map(str::to_owned),
        ..Member::new(MemberId(1), "陈静", at)
    }
}

/// What somebody keeps in the days from one on, in a line each.
fn check(birthday: Option<&str>, joined: &str, (first, days): (&str, u64), kept: &[&str]) {
    let member = member(birthday, joined);
    let found = of(&member, &Calendar::default(), day(first), days);
    let found: Vec<String> = found
        .map(|one| match one.years {
            Some(years) => format!("{} {:?} {years}", one.day, one.what),
            None => format!("{} {:?}", one.day, one.what),
        })
        .collect();
    assert_eq!(found, kept, "{birthday:?} {joined} from {first}");
}

const LONG_AGO: &str = "2019-07-01T09:00:00";

#[test]
fn a_birthday_is_kept_with_or_without_its_year() {
    let week = ("2026-11-22", 7);
    check(Some("11-22"), LONG_AGO, week, &["2026-11-22 Birthday"]);
    check(Some("1990-11-28"), LONG_AGO, week, &["2026-11-28 Birthday"]);
    check(Some("11-29"), LONG_AGO, week, &[]);
    check(Some("11-21"), LONG_AGO, week, &[]);
    check(None, LONG_AGO, week, &[]);
    check(Some("?"), LONG_AGO, week, &[]);
}

#[test]
fn who_was_born_on_a_leap_day_has_a_birthday_every_year() {
    let leap = Some("1996-02-29");
    check(leap, LONG_AGO, ("2026-02-27", 3), &["2026-02-28 Birthday"]);
    check(leap, LONG_AGO, ("2028-02-27", 3), &["2028-02-29 Birthday"]);
    check(leap, LONG_AGO, ("2026-03-01", 7), &[]);
    check(
        None,
        "2024-02-29T10:00:00",
        ("2026-02-28", 1),
        &["2026-02-28 Joining 2"],
    );
}

#[test]
fn a_week_at_the_end_of_a_year_goes_on_in_the_next() {
    let week = ("2026-12-29", 7);
    check(
        Some("01-02"),
        "2023-12-31T10:00:00",
        week,
        &["2027-01-02 Birthday", "2026-12-31 Joining 3"],
    );
    check(None, "2026-01-04T10:00:00", week, &["2027-01-04 Joining 1"]);
}

#[test]
fn the_day_of_joining_itself_is_no_anniversary_and_since_always_is_no_day() {
    check(None, "2026-11-22T10:00:00", ("2026-11-22", 7), &[]);
    check(
        None,
        "2025-11-22T00:30:00",
        ("2026-11-22", 7),
        &["2026-11-22 Joining 1"],
    );
    let unknown = Member::new(MemberId(1), "陈静", SINCE_ALWAYS);
    let calendar = Calendar::default();
    assert_eq!(of(&unknown, &calendar, day("2026-01-01"), 7).count(), 0);
}

#[test]
fn who_joined_in_the_night_joined_on_the_day_of_the_clock() {
    // A day that was typed begins when the business day does: the shift may change meanwhile.
    let shifted = Calendar {
        day_shift_minutes: 240,
        ..Calendar::default()
    };
    for typed in [Calendar::default(), shifted] {
        let at = typed.start(day("2025-11-22"));
        let member = Member::new(MemberId(1), "陈静", at);
        for calendar in [Calendar::default(), shifted] {
            let found: Vec<Occasion> = of(&member, &calendar, day("2026-11-20"), 7).collect();
            assert_eq!(found[0].day, day("2026-11-22"));
        }
    }
}

#[test]
fn occasions_come_day_by_day_birthdays_first() {
    let at = |text: &str| Calendar::default().moment(text.parse().expect("a time"));
    let one = |id, birthday: Option<&str>, joined| Member {
        birthday: birthday.map(str::to_owned),
        ..Member::new(MemberId(id), "某", at(joined))
    };
    let members = [
        one(1, None, "2024-11-22T10:00:00"),
        one(2, Some("11-23"), "2025-11-22T10:00:00"),
        one(3, Some("11-22"), LONG_AGO),
        one(4, Some("11-22"), LONG_AGO),
    ];
    let roster = Roster::of(members, [], [], []);
    let first = (day("2026-11-22"), 2);
    let found = coming(&roster, &Calendar::default(), first, |one| {
        one.id != MemberId(4)
    });
    let told: Vec<_> = found.iter().map(|one| (one.member.0, one.years)).collect();
    assert_eq!(told, [(3, None), (1, Some(2)), (2, Some(1)), (2, None)]);
}

proptest! {
    #[test]
    fn every_birthday_is_kept_once_in_every_year(
        born in 0_u64..366, year in 1971_i32..2100, from in 0_i64..20_000_000_000_000,
    ) {
        let leap_year = day("2000-01-01");
        let born = leap_year + Days::new(born);
        let text = born.format("%m-%d").to_string();
        let member = Member {
            birthday: Some(text),
            ..Member::new(MemberId(1), "陈静", Moment(from))
        };
        let first = NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
        let days = if first.leap_year() { 366 } else { 365 };
        let kept = (0..days).filter(|more| {
            of(&member, &Calendar::default(), first + Days::new(*more), 1)
                .any(|one| one.what == What::Birthday)
        });
        prop_assert_eq!(kept.count(), 1);
    }
}
