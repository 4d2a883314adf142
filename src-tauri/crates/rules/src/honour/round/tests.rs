use super::*;
use proptest::prelude::*;

fn plan(vote: bool) -> Plan {
    Plan {
        words: String::new(),
        nominate_until: Moment(100),
        vote_until: vote.then_some(Moment(200)),
        branch: None,
    }
}

fn nominated(members: &[i64]) -> Vec<Nomination> {
    let one = |(seq, member): (i64, &i64)| Nomination {
        seq,
        member: MemberId(*member),
        evidence: "带了三个新人".to_owned(),
        by: MemberId(9),
        at: Moment(1),
    };
    (1..).zip(members).map(one).collect()
}

fn votes(list: &[(i64, i64)]) -> BTreeMap<MemberId, MemberId> {
    let pairs = list.iter();
    pairs
        .map(|(by, to)| (MemberId(*by), MemberId(*to)))
        .collect()
}

#[test]
fn time_moves_a_round_on() {
    let check = |vote, now, state| assert_eq!(plan(vote).state(Moment(now)), state);
    check(true, 99, State::Nominating);
    check(true, 100, State::Voting);
    check(true, 199, State::Voting);
    check(true, 200, State::Deciding);
    check(false, 99, State::Nominating);
    check(false, 100, State::Deciding);
}

#[test]
fn what_ended_stays_ended_and_nothing_is_decided_before_its_time() {
    for act in [
        Act::Nominate,
        Act::Withdraw,
        Act::Vote,
        Act::Decide,
        Act::Cancel,
    ] {
        for state in [State::Decided, State::Cancelled] {
            assert_eq!(step(state, act).expect_err("over").code, "RoundStep");
        }
    }
    assert!(step(State::Voting, Act::Decide).is_err());
    assert!(step(State::Voting, Act::Nominate).is_err());
    assert_eq!(step(State::Deciding, Act::Decide), Ok(State::Decided));
}

#[test]
fn times_that_are_none_are_named() {
    let wrong = |plan: Plan| {
        let refusal = plan.check(Moment(100)).expect_err("refused");
        let columns = refusal
            .places
            .into_iter()
            .filter_map(|place| place.column)
            .collect::<Vec<_>>();
        columns.join(" ")
    };
    assert_eq!(wrong(plan(true)), "nominate_until");
    let early = Plan {
        nominate_until: Moment(300),
        ..plan(true)
    };
    assert_eq!(wrong(early), "vote_until");
    let late = Plan {
        nominate_until: Moment(100).plus_days(93),
        ..plan(false)
    };
    assert_eq!(wrong(late), "nominate_until");
}

#[test]
fn evidence_says_something() {
    assert_eq!(check_evidence("  带了三个新人 "), Ok("带了三个新人"));
    let code = |text: &str| check_evidence(text).expect_err("refused").code;
    assert_eq!(code("很好很好 "), "NominationEvidence");
    assert_eq!(code(&"好".repeat(501)), "NominationEvidence");
}

#[test]
fn as_many_votes_are_the_same_place() {
    let list = tally(
        &nominated(&[4, 2, 3, 2]),
        &votes(&[(1, 2), (5, 3), (6, 3), (7, 2), (8, 9)]),
    );
    let said: Vec<_> = list
        .iter()
        .map(|one| (one.member.0, one.votes, one.place))
        .collect();
    assert_eq!(said, [(2, 2, 1), (3, 2, 1), (4, 0, 3)]);
}

#[test]
fn another_outcome_than_the_votes_says_why() {
    let list = tally(
        &nominated(&[4, 2, 3]),
        &votes(&[(1, 2), (5, 3), (6, 3), (7, 2)]),
    );
    let check = |chosen: &[i64], has_vote, against| {
        let chosen: Vec<_> = chosen.iter().map(|id| MemberId(*id)).collect();
        let name = |id: MemberId| format!("成员{id}");
        check_decision(&chosen, &list, has_vote, against, name).map_err(|no| no.code)
    };
    // One of two who share the first place is chosen freely.
    assert_eq!(check(&[3], true, None), Ok(()));
    assert_eq!(check(&[2, 3], true, None), Ok(()));
    assert_eq!(check(&[4], true, None), Err("DecideAgainstVote"));
    assert_eq!(check(&[4, 2], true, Some(" ")), Err("DecideAgainstVote"));
    assert_eq!(check(&[4], true, Some("两位自愿让出")), Ok(()));
    assert_eq!(check(&[4], false, None), Ok(()));
    assert_eq!(check(&[8], false, None), Err("DecideNominee"));
}

proptest! {
    /// Every vote for somebody nominated counts once, and the order is that of the votes.
    #[test]
    fn a_count_adds_up(
        people in proptest::collection::vec(1i64..6, 0..8),
        cast in proptest::collection::btree_map(1i64..30, 1i64..8, 0..30),
    ) {
        let cast: BTreeMap<_, _> = cast.into_iter().map(|(by, to)| (MemberId(by), MemberId(to))).collect();
        let list = tally(&nominated(&people), &cast);
        let valid = cast.values().filter(|to| people.contains(&to.0)).count();
        let sum: i64 = list.iter().map(|one| one.votes).sum();
        prop_assert_eq!(usize::try_from(sum).expect("few"), valid);
        for one in &list {
            let ahead = list.iter().filter(|other| other.votes > one.votes).count();
            prop_assert_eq!(one.place, u64::try_from(ahead).expect("few") + 1);
        }
    }
}
