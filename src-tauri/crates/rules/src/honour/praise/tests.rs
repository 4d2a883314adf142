use super::*;
use crate::team::Member;
use proptest::prelude::*;

fn settings() -> Settings {
    Settings {
        praise_budget_points: 100,
        praise_pair_max: 2,
        ..Settings::default()
    }
}

fn ask(by: i64, to: &[i64], points: i64) -> Ask {
    Ask {
        request: "r".to_owned(),
        to: to.iter().map(|id| MemberId(*id)).collect(),
        value: "成长".to_owned(),
        words: "带新人".to_owned(),
        points,
        by: MemberId(by),
    }
}

#[test]
fn a_praise_is_of_somebody_else_for_a_value_in_words() {
    let code = |ask: Ask| {
        let checked = ask.tidy().check(&settings());
        checked.err().map_or("ok", |no| no.code)
    };
    let with = |change: &dyn Fn(&mut Ask)| {
        let mut one = ask(1, &[2], 0);
        change(&mut one);
        code(one)
    };
    assert_eq!(code(ask(1, &[2, 3, 2], 0)), "ok");
    assert_eq!(code(ask(1, &[], 0)), "PraiseTo");
    assert_eq!(code(ask(1, &(2..13).collect::<Vec<_>>(), 0)), "PraiseTo");
    assert_eq!(code(ask(1, &[2, 1], 0)), "PraiseSelf");
    assert_eq!(code(ask(1, &[2], -1)), "PraisePoints");
    assert_eq!(with(&|one| one.words = " \n".to_owned()), "PraiseWords");
    assert_eq!(with(&|one| one.words = "好".repeat(301)), "PraiseWords");
    assert_eq!(with(&|one| one.words = "好".repeat(300)), "ok");
    assert_eq!(with(&|one| one.value = "狼性".to_owned()), "PraiseValue");
}

#[test]
fn who_left_is_named_and_not_praised() {
    let mut left = Member::new(MemberId(3), "李丽华", Moment(0));
    left.left_at = Some(Moment(10));
    let here = Member::new(MemberId(2), "陈静", Moment(0));
    let roster = Roster::of([here, left], [], [], []);
    let wanted = ask(1, &[2, 3], 0);
    assert_eq!(wanted.check_people(&roster, Moment(9)), Ok(()));
    let no = wanted.check_people(&roster, Moment(10)).expect_err("gone");
    assert!(no.words.zh.starts_with("李丽华"), "{}", no.words.zh);
}

#[test]
fn a_budget_and_a_pair_are_refused_with_what_is_left() {
    let check = |ask: Ask, used, between: &[(i64, i64)]| {
        let between = between.iter().map(|(id, n)| (MemberId(*id), *n)).collect();
        let month = Month { used, between };
        let name = |id: MemberId| format!("成员 {id}");
        ask.check_month(&settings(), &month, name).err()
    };
    assert_eq!(check(ask(1, &[2, 3], 50), 0, &[(2, 1)]), None);
    let no = check(ask(1, &[2, 3], 50), 1, &[]).expect("99 are left");
    assert_eq!(no.code, "PraiseOverBudget");
    assert!(no.words.en.contains("99 left"), "{}", no.words.en);
    let no = check(ask(1, &[2, 3], 0), 0, &[(3, 2)]).expect("often enough");
    assert_eq!(no.code, "PraisePair");
    assert!(no.words.zh.contains("成员 3"), "{}", no.words.zh);
    assert_eq!(check(ask(1, &[2], 0), 100, &[]), None, "words cost nothing");
}

#[test]
fn its_giver_has_a_day_and_who_leads_needs_a_reason() {
    let praise = Praise {
        id: PraiseId(1),
        by: MemberId(1),
        value: String::new(),
        words: String::new(),
        points: 0,
        at: Moment(0),
        shares: Vec::new(),
    };
    let may = |by, leads, now| praise.take_back(MemberId(by), leads, Moment(now)).ok();
    assert_eq!(may(1, false, REGRET_MS - 1), Some(TakeBack::Freely));
    assert_eq!(may(1, false, REGRET_MS), None);
    assert_eq!(may(1, true, REGRET_MS), Some(TakeBack::WithReason));
    assert_eq!(may(2, true, 0), Some(TakeBack::WithReason));
    assert_eq!(may(2, false, 0), None);
    assert_eq!(TakeBack::Freely.check(""), Ok(()));
    assert!(TakeBack::WithReason.check(" ").is_err());
}

/// The slow obvious twin of what the books count: everything is looked through.
fn month_of(given: &[Ask], ask: &Ask) -> Month {
    let mine = given.iter().filter(|one| one.by == ask.by);
    let between = |other: &MemberId| {
        let both = given.iter().filter(|one| {
            (one.by == ask.by && one.to.contains(other))
                || (one.by == *other && one.to.contains(&ask.by))
        });
        i64::try_from(both.count()).expect("few")
    };
    Month {
        used: mine.map(Ask::total).sum(),
        between: ask.to.iter().map(|id| (*id, between(id))).collect(),
    }
}

proptest! {
    #[test]
    fn whatever_is_asked_nobody_gives_past_the_budget_and_no_pair_past_its_bound(
        wishes in proptest::collection::vec((1i64..5, proptest::collection::btree_set(1i64..5, 1..4), 0i64..60), 0..40),
    ) {
        let settings = settings();
        let mut given: Vec<Ask> = Vec::new();
        for (by, to, points) in wishes {
            let wish = ask(by, &to.into_iter().collect::<Vec<_>>(), points).tidy();
            let month = month_of(&given, &wish);
            let name = |id: MemberId| id.to_string();
            if wish.check(&settings).and_then(|()| wish.check_month(&settings, &month, name)).is_ok() {
                given.push(wish);
            }
        }
        for one in 1..5 {
            let sum: i64 = given.iter().filter(|ask| ask.by.0 == one).map(Ask::total).sum();
            prop_assert!(sum <= 100);
            for other in one + 1..5 {
                let count = given.iter().filter(|ask| {
                    (ask.by.0 == one && ask.to.contains(&MemberId(other)))
                        || (ask.by.0 == other && ask.to.contains(&MemberId(one)))
                });
                prop_assert!(count.count() <= 2);
            }
        }
    }
}
