use super::*;

fn actor(side: Side, needs_two: bool) -> Actor {
    Actor {
        member: MemberId(1),
        own: side == Side::Own,
        desk: side == Side::Desk,
        needs_two,
        approved_by: None,
    }
}

#[test]
fn every_state_is_reached_from_a_request_and_none_lies_used_without_an_approval() {
    let mut reached = vec![State::Requested];
    let mut i = 0;
    while i < reached.len() {
        for (from, act, .., to) in STEPS {
            if *from == reached[i] {
                if to.holding() == Holding::Used && from.holding() != Holding::Used {
                    assert_eq!(*act, Act::Approve, "{from:?}");
                }
                if !reached.contains(to) {
                    reached.push(*to);
                }
            }
        }
        i += 1;
    }
    assert!(State::ALL.iter().all(|state| reached.contains(state)));
}

#[test]
fn what_came_back_stays_back() {
    assert!(
        STEPS
            .iter()
            .all(|(from, ..)| from.holding() != Holding::Back)
    );
}

#[test]
fn what_is_worth_much_is_approved_by_two_people() {
    let desk = actor(Side::Desk, true);
    assert_eq!(
        step(State::Requested, Act::Approve, desk).ok(),
        Some(State::Seconding)
    );
    let same = Actor {
        approved_by: Some(MemberId(1)),
        ..desk
    };
    let no = step(State::Seconding, Act::Approve, same).expect_err("the same person");
    assert_eq!(no.code, "SecondPerson");
    let other = Actor {
        member: MemberId(2),
        ..same
    };
    assert_eq!(
        step(State::Seconding, Act::Approve, other).ok(),
        Some(State::Approved)
    );
    let one = actor(Side::Desk, false);
    assert_eq!(
        step(State::Requested, Act::Approve, one).ok(),
        Some(State::Approved)
    );
}

#[test]
fn members_call_off_what_is_not_approved_and_say_what_arrived() {
    let acts = |state| -> Vec<Act> {
        may(state, actor(Side::Own, false))
            .into_iter()
            .map(|(act, _)| act)
            .collect()
    };
    assert_eq!(acts(State::Requested), [Act::Cancel]);
    assert_eq!(acts(State::Approved), []);
    assert_eq!(acts(State::Shipped), [Act::Receive]);
    let nobody = Actor {
        own: false,
        ..actor(Side::Own, false)
    };
    assert!(
        State::ALL
            .iter()
            .all(|state| may(*state, nobody).is_empty())
    );
}
