use super::*;
use crate::contest::Kind;
use crate::contest::cast;
use proptest::prelude::*;

#[test]
fn every_act_of_people_leads_from_each_state_to_one_state() {
    for (i, (state, act, side, _)) in STEPS.iter().enumerate() {
        let same = |other: &&Step| (other.0, other.1, other.2) == (*state, *act, *side);
        let rest = STEPS[i + 1..].iter().filter(same);
        assert_eq!(rest.count(), 0, "{state:?} {act:?} stands twice");
    }
}

#[test]
fn anything_before_final_can_be_called_off_and_nothing_after() {
    for state in State::ALL {
        let can = may(state, &[Side::Runner]).contains(&Act::Cancel);
        let open = !state.is_final() && state != State::Cancelled;
        assert_eq!(can, open, "{state:?}");
    }
}

#[test]
fn a_refused_step_says_where_the_contest_stands() {
    let no = step(State::Final, Act::Cancel, &[Side::Runner]).expect_err("it is final");
    assert!(no.words.en.contains("final") && no.words.zh.contains("已定榜"));
}

fn rule(start: i64, freeze: Option<i64>, end: i64) -> Rule {
    Rule {
        start: Moment(start),
        freeze_at: freeze.map(Moment),
        end: Moment(end),
        ..cast::rule(Kind::Ranking)
    }
}

fn by_clock(rule: &Rule, now: i64) -> State {
    state(State::Published, rule, Moment(now))
}

#[test]
fn the_clock_starts_freezes_and_ends_a_published_contest() {
    let open = rule(10, None, 20);
    let frozen = rule(10, Some(15), 20);
    let said: Vec<String> = [9, 10, 14, 15, 19, 20, 99]
        .map(|now| {
            let (open, frozen) = (by_clock(&open, now), by_clock(&frozen, now));
            format!("{now} {open:?} {frozen:?}")
        })
        .into();
    assert_eq!(
        said,
        [
            "9 Published Published",
            "10 Running Running",
            "14 Running Running",
            "15 Running Frozen",
            "19 Running Frozen",
            "20 Revealed Frozen",
            "99 Revealed Frozen",
        ]
    );
}

#[test]
fn what_froze_stays_hidden_after_the_end_until_somebody_reveals_it() {
    let rule = rule(10, Some(15), 20);
    assert_eq!(by_clock(&rule, i64::MAX), State::Frozen);
    assert_eq!(
        state(State::Revealed, &rule, Moment(21)),
        State::Revealed,
        "the act is recorded"
    );
}

#[test]
fn a_freeze_at_the_end_or_later_is_none() {
    for freeze in [20, 25] {
        let rule = rule(10, Some(freeze), 20);
        assert_eq!(by_clock(&rule, 19), State::Running);
        assert_eq!(by_clock(&rule, 30), State::Revealed);
        assert_eq!(next_at(State::Running, &rule, None), Some(rule.end));
    }
}

#[test]
fn a_clock_that_jumps_back_takes_back_what_time_did_and_nothing_people_did() {
    let rule = rule(10, Some(15), 20);
    assert_eq!(by_clock(&rule, 16), State::Frozen);
    assert_eq!(by_clock(&rule, 12), State::Running);
    assert_eq!(by_clock(&rule, 3), State::Published);
    for recorded in State::ALL {
        if recorded != State::Published {
            let back = state(recorded, &rule, Moment(3));
            assert_eq!(back, recorded, "somebody's act stands");
        }
    }
}

#[test]
fn time_changes_next_at_the_start_the_freeze_the_end_and_the_end_of_appeals() {
    let rule = rule(10, Some(15), 20);
    let until = Some(Moment(30));
    let said: Vec<String> = State::ALL
        .map(|state| {
            let next = next_at(state, &rule, until).map(|at| at.0);
            format!("{state:?} {next:?}")
        })
        .into();
    assert_eq!(
        said,
        [
            "Draft None",
            "Published Some(10)",
            "Running Some(15)",
            "Frozen Some(20)",
            "Revealed None",
            "Provisional Some(30)",
            "Final None",
            "Archived None",
            "Cancelled None",
        ]
    );
    assert_eq!(next_at(State::Provisional, &rule, None), None);
}

/// How far along the clock has brought it.
fn along(state: State) -> usize {
    let way = [
        State::Published,
        State::Running,
        State::Frozen,
        State::Revealed,
    ];
    let at = way.iter().position(|one| *one == state);
    at.expect("time leads nowhere else")
}

fn any_rule() -> impl Strategy<Value = Rule> {
    // Unsound times too: an end before the start, a freeze outside of both.
    (0..40i64, proptest::option::of(0..40i64), 0..40i64).prop_map(|(s, f, e)| rule(s, f, e))
}

proptest! {
    #[test]
    fn time_only_moves_a_published_contest_forward(rule in any_rule()) {
        let way: Vec<usize> = (-1..42).map(|now| along(by_clock(&rule, now))).collect();
        prop_assert!(way.is_sorted(), "{way:?}");
    }

    #[test]
    fn nothing_changes_before_the_next_moment_and_something_does_at_it(rule in any_rule(), now in -1..42i64) {
        let here = by_clock(&rule, now);
        if let (State::Published | State::Running, Some(next)) = (here, next_at(here, &rule, None)) {
            prop_assert!(next.0 > now);
            for still in now..next.0 {
                prop_assert_eq!(by_clock(&rule, still), here);
            }
            prop_assert_ne!(by_clock(&rule, next.0), here);
        }
    }

    #[test]
    fn every_step_of_time_stands_in_the_table(rule in any_rule(), now in -1..42i64) {
        let (before, after) = (by_clock(&rule, now), by_clock(&rule, now + 1));
        // Several steps may fall on one moment.
        let mut reached = vec![before];
        for act in [Act::Start, Act::Freeze, Act::End] {
            let from = reached.clone();
            reached.extend(from.into_iter().filter_map(|state| step(state, act, &[Side::Clock]).ok()));
        }
        prop_assert!(reached.contains(&after), "{before:?} to {after:?}");
    }
}
