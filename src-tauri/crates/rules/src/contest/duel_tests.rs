use super::*;
use proptest::prelude::*;

const ALL: [Act; 4] = [Act::Accept, Act::Decline, Act::Withdraw, Act::TimeOut];

fn duel(answer: Option<Act>) -> Duel {
    Duel {
        challenger: EntrantId(1),
        challenged: EntrantId(2),
        until: Moment(10),
        answer,
    }
}

#[test]
fn every_act_leads_from_each_state_to_one_state() {
    for (i, (state, act, side, _)) in STEPS.iter().enumerate() {
        let same = |other: &&Step| (other.0, other.1, other.2) == (*state, *act, *side);
        let rest = STEPS[i + 1..].iter().filter(same);
        assert_eq!(rest.count(), 0, "{state:?} {act:?} stands twice");
    }
}

#[test]
fn who_may_do_what_follows_from_where_it_stands() {
    let said = |answer, now| {
        let duel = duel(answer);
        let may = |by| format!("{:?}", duel.may(EntrantId(by), Moment(now)));
        let state = duel.state(Moment(now));
        format!("{state:?} {} {} {}", may(1), may(2), may(3))
    };
    let table = [
        (None, 0, "Waiting [Withdraw] [Accept, Decline] []"),
        (None, 9, "Waiting [Withdraw] [Accept, Decline] []"),
        (None, 10, "TimedOut [] [] []"),
        (Some(Act::Accept), 0, "Accepted [] [] []"),
        (Some(Act::Accept), 99, "Accepted [] [] []"),
        (Some(Act::Decline), 0, "Declined [] [] []"),
        (Some(Act::Withdraw), 99, "Withdrawn [] [] []"),
    ];
    for (answer, now, expected) in table {
        assert_eq!(said(answer, now), expected, "{answer:?} at {now}");
    }
}

#[test]
fn a_refused_step_says_where_the_challenge_stands() {
    let no = duel(None).step(Act::Accept, EntrantId(2), Moment(10));
    let words = no.expect_err("it timed out").words;
    assert!(words.en.contains("timed out") && words.zh.contains("已过期"));
}

#[test]
fn one_open_challenge_or_pair_each_at_a_time() {
    let can_be = |entrant: EntrantId| entrant.0 < 9;
    let asked = |duels: &[Duel], from, to, now| {
        let pair = (EntrantId(from), EntrantId(to));
        match challenge(duels, pair, can_be, Moment(now)) {
            Ok(()) => "fine",
            Err(no) => no.code,
        }
    };
    let (open, pair) = (duel(None), duel(Some(Act::Accept)));
    let gone = duel(Some(Act::Decline));
    let table: [(&str, Option<Duel>, i64, i64, i64); 11] = [
        ("fine", None, 1, 2, 0),
        ("DuelWhom", None, 1, 1, 0),
        ("DuelWhom", None, 1, 9, 0),
        ("DuelWhom", None, 9, 1, 0),
        ("DuelOwn", Some(open), 1, 3, 0),
        ("DuelOwn", Some(open), 2, 3, 0),
        ("DuelTaken", Some(open), 3, 2, 0),
        ("fine", Some(open), 3, 2, 10),
        ("DuelTaken", Some(pair), 3, 2, 99),
        ("fine", Some(gone), 2, 1, 0),
        ("fine", Some(pair), 3, 4, 0),
    ];
    for (expected, held, from, to, now) in table {
        let held: Vec<Duel> = held.into_iter().collect();
        assert_eq!(
            asked(&held, from, to, now),
            expected,
            "{held:?} {from} {to} {now}"
        );
    }
}

proptest! {
    #[test]
    fn whatever_people_do_nobody_fights_twice(
        acts in proptest::collection::vec((0i64..6, 0i64..6, 0usize..5, 0i64..4), 0..60),
    ) {
        let (mut duels, mut now) = (Vec::<Duel>::new(), Moment(0));
        for (from, to, act, later) in acts {
            now = now.plus_ms(later);
            let (from, to) = (EntrantId(from), EntrantId(to));
            match ALL.get(act) {
                Some(act) => {
                    let may = |duel: &&mut Duel| duel.step(*act, from, now).is_ok();
                    if let Some(duel) = duels.iter_mut().find(may) {
                        duel.answer = Some(*act);
                    }
                }
                None if challenge(&duels, (from, to), |_| true, now).is_ok() => duels.push(Duel {
                    challenger: from,
                    challenged: to,
                    until: now.plus_ms(10),
                    answer: None,
                }),
                None => {}
            }
            let fighting = accepted(&duels, now);
            let mut all: Vec<EntrantId> = fighting.iter().flat_map(|(a, b)| [*a, *b]).collect();
            all.sort();
            all.dedup();
            prop_assert_eq!(all.len(), fighting.len() * 2);
        }
    }
}
