use super::*;

/// `1<0@5` reads: member 1 under nobody from moment 5; `2<1@5`: member 2 under 1.
fn tree(text: &str) -> Tree {
    Tree::of(text.split_whitespace().enumerate().map(|(i, row)| {
        let (member, rest) = row.split_once('<').expect("a member");
        let (sponsor, from) = rest.split_once('@').expect("a sponsor");
        row_of(i as i64, member, sponsor, from)
    }))
}

fn row_of(id: i64, member: &str, sponsor: &str, from: &str) -> Placement {
    let number = |text: &str| text.parse::<i64>().expect("a number");
    Placement {
        id,
        member: MemberId(number(member)),
        sponsor: Some(MemberId(number(sponsor))).filter(|s| s.0 != 0),
        from: Moment(number(from)),
    }
}

fn ids(members: &[MemberId]) -> Vec<i64> {
    members.iter().map(|m| m.0).collect()
}

#[test]
fn a_move_holds_from_its_moment_on_and_not_before() {
    let tree = tree("1<0@0 2<1@0 3<1@0 4<2@0 4<3@10");
    assert_eq!(ids(&tree.branch_at(MemberId(2), Moment(9))), [2, 4]);
    assert_eq!(ids(&tree.branch_at(MemberId(2), Moment(10))), [2]);
    assert_eq!(ids(&tree.chain_at(MemberId(4), Moment(10))), [3, 1]);
    assert!(tree.holds_at(MemberId(1), MemberId(4), Moment(9)));
    assert!(!tree.placed_at(MemberId(4), Moment(-1)));
}

#[test]
fn of_two_rows_from_one_moment_the_later_recorded_holds() {
    let tree = tree("1<0@0 2<0@0 3<1@5 3<2@5");
    assert_eq!(tree.sponsor_at(MemberId(3), Moment(5)), Some(MemberId(2)));
}

#[test]
fn a_circle_is_refused_with_its_chain_even_when_it_would_close_later() {
    let mut tree = tree("1<0@0 2<1@0 3<2@0 4<0@0 1<4@50");
    let cycle = tree.place(row_of(9, "1", "3", "20")).expect_err("a circle");
    assert_eq!(
        (ids(&cycle.chain), cycle.at),
        (vec![1, 2, 3, 1], Moment(20))
    );
    // 4 stands above 1 only from 50 on.
    let cycle = tree.place(row_of(9, "4", "3", "20")).expect_err("a circle");
    assert_eq!(
        (ids(&cycle.chain), cycle.at),
        (vec![4, 1, 2, 3, 4], Moment(50))
    );
    let oneself = tree.place(row_of(9, "4", "4", "20")).expect_err("a circle");
    assert_eq!(ids(&oneself.chain), [4, 4]);
}

#[test]
fn stays_are_cut_by_moves_of_anyone_above() {
    let tree = tree("1<0@0 2<1@0 3<2@0 2<0@10 2<1@20");
    let stays = tree.stays(
        MemberId(1),
        Window {
            start: Moment(0),
            end: Moment(30),
        },
    );
    let shown: Vec<_> = stays
        .iter()
        .map(|s| (s.member.0, s.window.start.0, s.window.end.0))
        .collect();
    assert_eq!(
        shown,
        [(1, 0, 30), (2, 0, 10), (2, 20, 30), (3, 0, 10), (3, 20, 30)]
    );
}
