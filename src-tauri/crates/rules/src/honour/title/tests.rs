use super::*;
use crate::team::Member;
use chrono::Days;
use proptest::prelude::*;

fn day(n: u64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
    first + Days::new(n)
}

fn plan(travels: bool) -> Plan {
    Plan {
        name: "月度销冠".to_owned(),
        words: String::new(),
        brings: String::new(),
        is_right: false,
        travels,
        months: Some(1),
        by_leaders: false,
    }
}

fn roster() -> Roster {
    let members = (1..=5).map(|id| Member::new(MemberId(id), format!("成员{id}"), Moment(0)));
    Roster::of(members, [], [], [])
}

fn ask(to: &[i64], from: u64, until: Option<u64>) -> Ask {
    Ask {
        to: to.iter().map(|id| MemberId(*id)).collect(),
        from: day(from),
        until: until.map(day),
        reason: "十一月第一".to_owned(),
    }
}

fn award(id: i64, member: i64, from: u64, until: Option<u64>) -> Award {
    Award {
        id: AwardId(id),
        title: TitleId(1),
        member: MemberId(member),
        from: day(from),
        until: until.map(day),
        reason: "十一月第一".to_owned(),
        round: None,
        contest: None,
        by: MemberId(1),
        at: Moment(0),
        end: None,
        agreed: None,
    }
}

fn ended(mut award: Award, at: u64, why: Why) -> Award {
    award.end = Some(End {
        day: day(at),
        why,
        reason: String::new(),
    });
    award
}

#[test]
fn a_term_is_of_months_and_ends_on_the_same_day_or_the_months_last() {
    let from = |text: &str| plan(false).until(text.parse().expect("a day"));
    assert_eq!(from("2026-11-30"), "2026-12-30".parse().ok());
    assert_eq!(from("2027-01-31"), "2027-02-28".parse().ok());
    let for_good = Plan {
        months: None,
        ..plan(false)
    };
    assert_eq!(for_good.until(day(1)), None);
}

#[test]
fn how_it_stands_is_told_by_the_day() {
    let check = |award: &Award, at: u64, stands| assert_eq!(award.standing(day(at)), stands);
    let one = award(1, 2, 10, Some(20));
    for (at, stands) in [
        (9, Standing::Ahead),
        (10, Standing::Held),
        (19, Standing::Held),
        (20, Standing::Over),
    ] {
        check(&one, at, stands);
    }
    let passed = ended(one.clone(), 15, Why::Passed);
    check(&passed, 14, Standing::Held);
    check(&passed, 15, Standing::Passed);
    // Taken back before it began.
    let back = ended(one, 5, Why::TakenBack);
    check(&back, 6, Standing::TakenBack);
    check(&back, 4, Standing::TakenBack);
}

#[test]
fn a_giving_has_people_days_and_a_reason() {
    let check = |ask: Ask, travels| {
        let found = ask.check(&plan(travels), &[], &roster(), Moment(1));
        found.err().map_or("ok", |no| no.code)
    };
    assert_eq!(check(ask(&[1, 2], 1, Some(2)), false), "ok");
    assert_eq!(check(ask(&[1, 2], 1, Some(2)), true), "TitlePeople");
    assert_eq!(check(ask(&[], 1, None), false), "TitlePeople");
    assert_eq!(check(ask(&[1], 2, Some(2)), false), "TitleDays");
    let silent = Ask {
        reason: " ".to_owned(),
        ..ask(&[1], 1, None)
    };
    assert_eq!(check(silent, false), "ReasonMissing");
    assert_eq!(check(ask(&[9], 1, None), false), "TitleGone");
}

#[test]
fn nobody_has_it_twice_and_it_is_not_passed_into_the_past() {
    let given = [award(1, 2, 10, Some(20))];
    let check = |ask: Ask, travels| {
        let found = ask.check(&plan(travels), &given, &roster(), Moment(1));
        found.map(|ends| ends.len()).map_err(|no| no.code)
    };
    assert_eq!(check(ask(&[2], 19, None), false), Err("TitleHeld"));
    assert_eq!(check(ask(&[2], 20, None), false), Ok(0));
    assert_eq!(check(ask(&[2], 5, Some(10)), false), Ok(0));
    assert_eq!(check(ask(&[3], 15, None), false), Ok(0));
    assert_eq!(check(ask(&[3], 15, None), true), Ok(1));
    assert_eq!(check(ask(&[3], 20, None), true), Ok(0));
    assert_eq!(check(ask(&[3], 9, None), true), Err("TitleSince"));
    assert_eq!(check(ask(&[3], 9, Some(10)), true), Ok(0));
}

proptest! {
    /// Whatever is given and taken back: a travelling title has one holder a day, and nobody has any
    /// title twice.
    #[test]
    fn a_title_is_held_once_a_day(
        travels: bool,
        wishes in proptest::collection::vec((1i64..=5, 0u64..40, proptest::option::of(1u64..20), any::<bool>()), 0..40),
    ) {
        let (plan, roster) = (plan(travels), roster());
        let mut given: Vec<Award> = Vec::new();
        for (nth, (member, from, length, takes_back)) in wishes.into_iter().enumerate() {
            let wish = ask(&[member], from, length.map(|length| from + length));
            let ends: Result<Vec<AwardId>, _> = wish
                .check(&plan, &given, &roster, Moment(1))
                .map(|ends| ends.into_iter().map(|one| one.id).collect());
            if let Ok(ends) = ends {
                for one in given.iter_mut().filter(|one| ends.contains(&one.id)) {
                    *one = ended(one.clone(), from, Why::Passed);
                }
                let id = i64::try_from(nth).expect("few");
                given.push(award(id, member, from, length.map(|length| from + length)));
            }
            let last = given.last_mut().filter(|one| takes_back && one.check_end(day(from), "误发").is_ok());
            if let Some(one) = last {
                *one = ended(one.clone(), from, Why::TakenBack);
            }
        }
        for at in 0..60 {
            let holders = || given.iter().filter(|one| one.standing(day(at)) == Standing::Held);
            prop_assert!(!travels || holders().count() <= 1);
            let people: std::collections::BTreeSet<_> = holders().map(|one| one.member).collect();
            prop_assert_eq!(people.len(), holders().count());
        }
    }
}

fn won_by(travels: bool, given: &[Award], winners: &[i64]) -> Vec<(Ask, Vec<AwardId>)> {
    let winners: Vec<MemberId> = winners.iter().map(|id| MemberId(*id)).collect();
    let at = (Moment(0), day(10));
    won(&plan(travels), given, &roster(), &winners, at, "十一月冲刺")
}

#[test]
fn a_result_gives_a_title_for_its_term_and_to_who_holds_it_for_another() {
    let term = |from: NaiveDate| (from, plan(false).until(from));
    let dates = |given: &[(Ask, Vec<AwardId>)]| -> Vec<(i64, (NaiveDate, Option<NaiveDate>))> {
        let days = |(ask, _): &(Ask, Vec<AwardId>)| (ask.to[0].0, (ask.from, ask.until));
        given.iter().map(days).collect()
    };
    let held = [award(1, 2, 0, Some(20)), award(2, 3, 0, None)];
    let given = won_by(false, &held, &[1, 2, 3, 9]);
    // 2 goes on where theirs ends, 3 has it for good, 9 is not here.
    assert_eq!(dates(&given), [(1, term(day(10))), (2, term(day(20)))]);
    let twice = [award(1, 2, 0, Some(20)), award(2, 2, 25, Some(40))];
    let given = won_by(false, &twice, &[2]);
    assert_eq!(dates(&given), [(2, term(day(40)))], "no term is cut in two");
}

#[test]
fn a_result_passes_on_a_travelling_title_to_one_and_to_nobody_where_several_won() {
    let held = [award(1, 2, 0, Some(30))];
    let given = won_by(true, &held, &[3]);
    assert_eq!(given.len(), 1);
    assert_eq!(given[0].1, [AwardId(1)], "it ends where it was");
    assert_eq!(won_by(true, &held, &[3, 4]), []);
    let kept = won_by(true, &held, &[2]);
    assert_eq!(
        (kept[0].0.from, kept[0].1.len()),
        (day(30), 0),
        "its holder keeps it"
    );
    let later = [award(1, 2, 0, Some(30)), award(2, 4, 12, Some(40))];
    assert_eq!(
        won_by(true, &later, &[3]),
        [],
        "somebody has it later already"
    );
}
