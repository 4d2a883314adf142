use super::*;
use crate::contest::Side;
use crate::contest::cast::rule;
use crate::contest::kind::Teams;
use crate::team::{Member, MemberTier, Placement};
use proptest::prelude::*;

/// Six members who move about the tree.
fn roster(moves: &[(i64, i64, i64)]) -> Roster {
    let members = (1..=6).map(|id| Member::new(MemberId(id), "王晓燕", Moment(0)));
    let mut roster = Roster::of(members, [], [], []);
    for (id, (member, sponsor, from)) in (1..).zip(moves) {
        // A move that would close a circle is refused, as it is in life.
        let _ = roster.tree.place(Placement {
            id,
            member: MemberId(*member),
            sponsor: Some(MemberId(*sponsor)).filter(|s| s.0 > 0),
            from: Moment(*from),
        });
    }
    roster
}

/// A contest from moment 5 to 15.
fn contest(kind: Kind, who: Who) -> Rule {
    Rule {
        who,
        start: Moment(5),
        end: Moment(15),
        ..rule(kind)
    }
}

fn sides(sides: &[(Option<i64>, &[i64])]) -> Kind {
    let side = |(head, members): &(Option<i64>, &[i64])| Side {
        name: "队".into(),
        head: head.map(MemberId),
        members: members.iter().map(|id| MemberId(*id)).collect(),
    };
    Kind::Teams(Teams {
        sides: sides.iter().map(side).collect(),
        per_head: false,
        pays_head: false,
    })
}

fn parts(rule: &Rule, roster: &Roster) -> Parts {
    Parts::of(rule, roster, &HashSet::new(), Moment::MAX)
}

fn entrants(parts: &Parts) -> Vec<i64> {
    parts.entrants().keys().map(|entrant| entrant.0).collect()
}

#[test]
fn late_joiners_and_leavers_follow_the_rule() {
    let with = |id, joined, left: Option<i64>| Member {
        left_at: left.map(Moment),
        ..Member::new(MemberId(id), "林晓", Moment(joined))
    };
    let team = [
        with(1, 0, None),
        with(2, 5, None),
        with(3, 15, None),
        with(4, 0, Some(5)),
        with(5, 0, Some(14)),
        with(6, 0, Some(15)),
    ];
    let roster = Roster::of(team, [], [], []);
    let of = |late_joiners, leavers| {
        let rule = Rule {
            late_joiners,
            leavers,
            ..contest(Kind::Ranking, Who::Everyone)
        };
        entrants(&parts(&rule, &roster))
    };
    assert_eq!(of(true, true), [1, 2, 5, 6]);
    assert_eq!(of(false, true), [1, 5, 6], "who joins at the start is late");
    assert_eq!(
        of(true, false),
        [1, 2, 6],
        "who leaves at the end was there"
    );
}

#[test]
fn where_people_enter_themselves_only_those_take_part() {
    let rule = Rule {
        opt_in: true,
        ..contest(Kind::Ranking, Who::Everyone)
    };
    let entered = HashSet::from([MemberId(2), MemberId(99)]);
    assert_eq!(
        entrants(&Parts::of(&rule, &roster(&[]), &entered, Moment::MAX)),
        [2]
    );
}

#[test]
fn who_is_named_twice_counts_once() {
    let twice = Who::Chosen {
        members: vec![MemberId(3), MemberId(3), MemberId(99)],
    };
    let rule = contest(Kind::Ranking, twice);
    assert_eq!(parts(&rule, &roster(&[])).all().len(), 1);
}

#[test]
fn a_tier_counts_while_its_member_is_of_it() {
    let tier = |id, tier, from| MemberTier {
        id,
        member: MemberId(1),
        tier: TierId(tier),
        from: Moment(from),
    };
    let member = Member::new(MemberId(1), "林晓", Moment(0));
    let roster = Roster::of(
        [member],
        [],
        [],
        [tier(1, 1, 0), tier(2, 2, 8), tier(3, 1, 12)],
    );
    let tiers = Who::Tiers {
        tiers: vec![TierId(1), TierId(1)],
    };
    let parts = parts(&contest(Kind::Ranking, tiers), &roster);
    let counts = [4, 5, 7, 8, 11, 12, 14, 15].map(|at| {
        let entrant = parts.entrant_at(MemberId(1), Moment(at));
        entrant.is_some()
    });
    assert_eq!(counts, [false, true, true, false, false, true, true, false]);
}

#[test]
fn a_member_of_two_teams_counts_for_the_one_listed_first() {
    // 2 stands below 1 from moment 8 on, and is chosen for the second team all along.
    let roster = roster(&[(2, 1, 8), (2, 0, 10)]);
    let parts = parts(
        &contest(sides(&[(Some(1), &[]), (None, &[2])]), Who::Everyone),
        &roster,
    );
    let of = [5, 8, 9, 10, 14].map(|at| parts.entrant_at(MemberId(2), Moment(at)).map(|e| e.0));
    assert_eq!(of, [2, 1, 1, 2, 2].map(Some));
}

proptest! {
    #[test]
    fn a_sale_counts_for_the_nearest_head_of_its_moment(
        moves in proptest::collection::vec((1i64..7, 0i64..7, 0i64..20), 0..20),
        heads in proptest::sample::subsequence(vec![1i64, 2, 3, 4, 5, 6], 1..5),
    ) {
        let roster = roster(&moves);
        let rows: Vec<(Option<i64>, &[i64])> = heads.iter().map(|id| (Some(*id), &[][..])).collect();
        let rule = contest(sides(&rows), Who::Everyone);
        let parts = parts(&rule, &roster);
        let number = |member: &MemberId| heads.iter().position(|id| *id == member.0);
        for member in (1..=6).map(MemberId) {
            for at in (0..20).map(Moment) {
                let mut line = vec![member];
                line.extend(roster.tree.chain_at(member, at));
                let nearest = line.iter().find_map(number).filter(|_| rule.window().holds(at));
                let expected = nearest.map(|i| EntrantId(i as i64 + 1));
                prop_assert_eq!(parts.entrant_at(member, at), expected, "{:?} {:?}", member, at);
            }
        }
    }

    #[test]
    fn nothing_ever_counts_twice(
        moves in proptest::collection::vec((1i64..7, 0i64..7, 0i64..20), 0..20),
        one in proptest::collection::vec(1i64..7, 0..5), two in proptest::collection::vec(1i64..7, 0..5),
    ) {
        let kind = sides(&[(Some(1), &one), (None, &two), (Some(2), &two)]);
        let parts = parts(&contest(kind, Who::Everyone), &roster(&moves));
        for member in (1..=6).map(MemberId) {
            for at in (0..20).map(Moment) {
                let holding = parts.all().iter().filter(|p| p.stay.member == member && p.stay.window.holds(at));
                prop_assert!(holding.count() <= 1, "{:?} {:?}", member, at);
            }
            prop_assert_eq!(parts.holds(member), parts.entrants().values().any(|m| m.contains(&member)));
        }
        for members in parts.entrants().values() {
            let once: HashSet<&MemberId> = members.iter().collect();
            prop_assert_eq!(once.len(), members.len());
        }
    }
}
