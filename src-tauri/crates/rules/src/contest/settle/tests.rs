use super::*;
use crate::contest::cast::{rule, tally};
use crate::contest::kind::Teams;
use crate::contest::prize::{Prize, To};
use crate::contest::rule::TieKey;
use crate::contest::{Kind, Rule, Seed, Shared, Side, Tally};
use proptest::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

mod leagues;

fn field(rule: Rule, scores: &[i64]) -> Field {
    let tallies = (1..)
        .zip(scores)
        .map(|(id, score)| (EntrantId(id), tally(&[*score])));
    let (terms, heads) = (HashMap::new(), HashMap::new());
    Field::new(Arc::new(rule), Seed([5; 32]), terms, heads, tallies)
}

fn prize(to: To, points: i64) -> Prize {
    Prize {
        to,
        points,
        thing: None,
        cost_fen: 0,
        title: None,
    }
}

fn places(first: i64, last: i64, points: i64) -> Prize {
    prize(To::Places { first, last }, points)
}

fn with(prizes: Vec<Prize>, shared: Shared) -> Rule {
    Rule {
        prizes,
        shared,
        ..rule(Kind::Ranking)
    }
}

/// Who wins how many points: `member:points`, and a thing's name behind it.
fn said(settlement: &Settlement) -> Vec<String> {
    let say = |award: &Award| match &award.thing {
        Some(thing) => format!("{}:{} {thing}", award.member, award.points),
        None => format!("{}:{}", award.member, award.points),
    };
    settlement.awards.iter().map(say).collect()
}

fn settled(rule: Rule, scores: &[i64]) -> Settlement {
    settle(
        &field(rule, scores),
        &BTreeMap::new(),
        &BTreeMap::new(),
        &[],
    )
}

fn podium() -> Vec<Prize> {
    vec![places(1, 1, 500), places(2, 2, 300), places(3, 3, 200)]
}

#[test]
fn places_win_their_prizes_and_a_prize_may_cover_several() {
    let mut prizes = podium();
    prizes.push(Prize {
        thing: Some("奖状".into()),
        ..places(1, 2, 0)
    });
    let all = settled(with(prizes, Shared::Split), &[10, 40, 30, 20]);
    assert_eq!(
        said(&all),
        ["2:500", "2:0 奖状", "3:300", "3:0 奖状", "4:200"]
    );
    assert_eq!(all.points(), 1_000);
}

#[test]
fn a_shared_place_splits_what_it_covers() {
    let rule = || with(podium(), Shared::Split);
    assert_eq!(
        said(&settled(rule(), &[9, 9, 5])),
        ["1:400", "2:400", "3:200"]
    );
    assert_eq!(
        said(&settled(rule(), &[9, 5, 5, 5])),
        ["1:500", "2:167", "3:167", "4:166"]
    );
    let mut things = podium();
    things[0].thing = Some("奖杯".into());
    let said = said(&settled(with(things, Shared::Split), &[9, 9, 9, 9]));
    assert_eq!(
        said,
        ["1:250 奖杯", "2:250 奖杯", "3:250 奖杯", "4:250 奖杯"]
    );
}

#[test]
fn each_of_a_shared_place_may_get_its_whole_prize() {
    let said = said(&settled(with(podium(), Shared::Each), &[9, 9, 5]));
    assert_eq!(said, ["1:500", "2:500", "3:200"]);
}

#[test]
fn a_shared_place_waits_for_a_decision_only_where_it_matters() {
    let rule = || with(vec![places(1, 1, 500), places(2, 3, 100)], Shared::Decide);
    let open = |scores: &[i64]| settled(rule(), scores).open;
    assert_eq!(open(&[9, 7, 7, 1]), [], "both get the same");
    assert_eq!(open(&[9, 8, 7, 1, 1]), [], "neither gets anything");
    let tie = OpenTie {
        place: 1,
        entrants: vec![EntrantId(1), EntrantId(2)],
    };
    assert_eq!(open(&[9, 9, 7]), [tie]);
    assert_eq!(said(&settled(rule(), &[9, 9, 7])), ["3:100"]);

    let field = field(rule(), &[9, 9, 7]);
    let decided = |order: &[i64]| {
        let order = order.iter().map(|id| EntrantId(*id)).collect();
        settle(&field, &BTreeMap::new(), &BTreeMap::from([(1, order)]), &[])
    };
    let done = decided(&[2, 1]);
    assert_eq!(
        (said(&done), done.open),
        (["2:500", "1:100", "3:100"].map(String::from).into(), vec![])
    );
    for stale in [&[2, 3][..], &[2], &[2, 1, 3], &[2, 2]] {
        assert_eq!(decided(stale).open.len(), 1, "{stale:?} names others");
    }
}

#[test]
fn the_least_score_bars_from_every_prize_and_the_line_too() {
    let prizes = vec![places(1, 3, 100), prize(To::Over { score: 1 }, 7)];
    let ranking = Rule {
        prize_min: 20,
        ..with(prizes.clone(), Shared::Split)
    };
    assert_eq!(
        said(&settled(ranking, &[30, 20, 19])),
        ["1:100", "1:7", "2:100", "2:7"]
    );
    let line = Rule {
        prizes,
        ..rule(Kind::Line { line: 30 })
    };
    assert_eq!(said(&settled(line, &[30, 20, 19])), ["1:100", "1:7"]);
}

#[test]
fn a_step_is_the_highest_one_reached() {
    let steps = [(10, 1), (20, 2), (30, 3)];
    let prizes = steps.map(|(score, points)| prize(To::Step { score }, points));
    let rule = with(prizes.into(), Shared::Split);
    assert_eq!(
        said(&settled(rule, &[9, 10, 29, 31])),
        ["4:3", "3:2", "2:1"]
    );
}

#[test]
fn a_pot_is_shared_by_score_or_evenly_and_adds_up() {
    let share = |evenly| prize(To::Share { score: 10, evenly }, 100);
    let by_score = settled(with(vec![share(false)], Shared::Split), &[10, 20, 9]);
    assert_eq!(said(&by_score), ["2:67", "1:33"]);
    let evenly = settled(with(vec![share(true)], Shared::Split), &[10, 20, 30]);
    assert_eq!(said(&evenly), ["3:34", "2:33", "1:33"]);
}

#[test]
fn a_draw_takes_so_many_of_those_over_the_line_by_the_seed() {
    let draw = |winners| prize(To::Draw { score: 10, winners }, 5);
    let scores = [10, 20, 30, 9, 40];
    let all = settled(with(vec![draw(9)], Shared::Split), &scores);
    assert_eq!(all.awards.len(), 4);
    let two = settled(with(vec![draw(2)], Shared::Split), &scores);
    let mut lots: Vec<([u8; 32], i64)> = [1, 2, 3, 5]
        .map(|id| (Seed([5; 32]).drawn(&[0, id]), id))
        .into();
    lots.sort();
    let mut expected: Vec<i64> = lots[..2].iter().map(|lot| lot.1).collect();
    let mut drawn: Vec<i64> = two.awards.iter().map(|award| award.member.0).collect();
    expected.sort();
    drawn.sort();
    assert_eq!(drawn, expected);
}

fn teams(pays_head: bool, heads: [Option<i64>; 2]) -> Rule {
    let side = |head: Option<i64>| Side {
        name: "队".into(),
        head: head.map(MemberId),
        members: Vec::new(),
    };
    Rule {
        prizes: vec![Prize {
            thing: Some("锦旗".into()),
            ..places(1, 1, 100)
        }],
        ..rule(Kind::Teams(Teams {
            sides: heads.map(side).into(),
            per_head: false,
            pays_head,
        }))
    }
}

#[test]
fn a_team_shares_by_contribution_and_its_thing_goes_to_one() {
    let members = |people: &[(i64, i64)]| {
        let people = people.iter().map(|(id, amount)| (MemberId(*id), *amount));
        BTreeMap::from([(EntrantId(1), people.collect())])
    };
    let paid = |rule, people: &[(i64, i64)]| {
        let field = field(rule, &[50, 20]);
        said(&settle(&field, &members(people), &BTreeMap::new(), &[]))
    };
    let people = [(8, 30), (7, 10), (9, -5)];
    assert_eq!(
        paid(teams(false, [None; 2]), &people),
        ["7:25", "8:75 锦旗"]
    );
    assert_eq!(
        paid(teams(false, [Some(7), None]), &people),
        ["7:25 锦旗", "8:75"]
    );
    assert_eq!(
        paid(teams(false, [Some(9), None]), &people),
        ["7:25", "8:75", "9:0 锦旗"]
    );
    assert_eq!(paid(teams(true, [Some(7), None]), &people), ["7:100 锦旗"]);
    assert_eq!(paid(teams(true, [None; 2]), &people), ["7:25", "8:75 锦旗"]);
    let idle = [(7, 0), (8, 0), (9, 0)];
    assert_eq!(
        paid(teams(false, [None; 2]), &idle),
        ["7:34 锦旗", "8:33", "9:33"]
    );
    assert_eq!(paid(teams(false, [None; 2]), &[]), [] as [&str; 0]);
}

#[test]
fn a_later_settlement_says_what_it_changes() {
    let mut prizes = podium();
    prizes[0].thing = Some("奖杯".into());
    let rule = || with(prizes.clone(), Shared::Split);
    let (before, after) = (
        settled(rule(), &[40, 30, 20]),
        settled(rule(), &[25, 30, 20]),
    );
    let change = difference(&before, &after);
    let moved: Vec<i64> = change.moved.iter().map(|(entrant, ..)| entrant.0).collect();
    assert_eq!(moved, [1, 2]);
    let cup = || vec!["奖杯".to_owned()];
    assert_eq!(
        change.awards,
        [
            (MemberId(1), -200, vec![], cup()),
            (MemberId(2), 200, cup(), vec![])
        ]
    );
    assert!(difference(&after, &after).is_empty());
    let gone = difference(&before, &settled(rule(), &[40, 30]));
    assert_eq!((gone.moved.len(), gone.moved[0].2), (1, None));
}

#[test]
fn the_hash_knows_the_rule_and_every_row() {
    let one = settled(with(podium(), Shared::Split), &[3, 2]);
    let other = settled(with(podium(), Shared::Split), &[3, 1]);
    let hashes = [one.hash("a"), one.hash("b"), other.hash("a")];
    assert!(hashes[0] != hashes[1] && hashes[0] != hashes[2]);
    assert_eq!(hashes[0], one.clone().hash("a"));
}

fn prizes() -> impl Strategy<Value = Vec<Prize>> {
    let to = prop_oneof![
        (1i64..6, 0i64..4).prop_map(|(first, more)| To::Places {
            first,
            last: first + more
        }),
        (0i64..12).prop_map(|score| To::Over { score }),
        (0i64..12).prop_map(|score| To::Step { score }),
        (0i64..12, any::<bool>()).prop_map(|(score, evenly)| To::Share { score, evenly }),
        (0i64..12, 0i64..5).prop_map(|(score, winners)| To::Draw { score, winners }),
    ];
    let thing = proptest::option::of(Just("礼盒".to_owned()));
    let one = (to, 0i64..500, thing).prop_map(|(to, points, thing)| Prize {
        thing,
        ..prize(to, points)
    });
    proptest::collection::vec(one, 0..6)
}

fn contests() -> impl Strategy<Value = Rule> {
    let shared = proptest::sample::select(vec![Shared::Split, Shared::Each, Shared::Decide]);
    let kinds = vec![
        Kind::Ranking,
        Kind::Line { line: 5 },
        Kind::Race { target: 6 },
    ];
    let ties = proptest::sample::select(vec![vec![], vec![TieKey::Draw]]);
    let parts = (
        prizes(),
        shared,
        proptest::sample::select(kinds),
        ties,
        0i64..8,
    );
    parts.prop_map(|(prizes, shared, kind, ties, prize_min)| Rule {
        prizes,
        shared,
        ties,
        prize_min,
        ..rule(kind)
    })
}

proptest! {
    #[test]
    fn the_pot_can_always_pay(
        rule in contests(), scores in proptest::collection::vec(-1i64..12, 0..20),
    ) {
        let pot = pot(&rule, scores.len() as i64);
        let settlement = settled(rule, &scores);
        prop_assert!(settlement.points() <= pot, "{} of {pot}", settlement.points());
        for award in &settlement.awards {
            prop_assert!(award.points > 0 || award.thing.is_some());
        }
    }

    #[test]
    fn the_pot_can_always_pay_teams(
        prizes in prizes(), scores in proptest::collection::vec(0i64..12, 2..6),
        people in proptest::collection::vec((1i64..7, 1i64..30, -3i64..40), 0..20), pays_head in any::<bool>(),
    ) {
        let rule = Rule { prizes, ..teams(pays_head, [Some(50), None]) };
        let pot = pot(&rule, scores.len() as i64);
        let mut members: Contributors = BTreeMap::new();
        for (team, member, amount) in people {
            members.entry(EntrantId(team)).or_default().push((MemberId(member), amount));
        }
        let settlement = settle(&field(rule, &scores), &members, &BTreeMap::new(), &[]);
        prop_assert!(settlement.points() <= pot);
    }

    #[test]
    fn splitting_gives_out_exactly_what_the_taken_places_are_worth(
        prizes in prizes(), scores in proptest::collection::vec(0i64..6, 0..12),
    ) {
        let by_place = |prize: &Prize| matches!(prize.to, To::Places { .. });
        let prizes: Vec<Prize> = prizes.into_iter().filter(by_place).collect();
        let taken = scores.iter().filter(|score| **score > 0).count() as i64;
        let mut worth = 0;
        for place in 1..=taken {
            for prize in &prizes {
                if matches!(prize.to, To::Places { first, last } if first <= place && place <= last) {
                    worth += prize.points;
                }
            }
        }
        prop_assert_eq!(settled(with(prizes, Shared::Split), &scores).points(), worth);
    }

    #[test]
    fn settling_again_is_settling_from_nothing(
        rule in contests(), before in proptest::collection::vec(-1i64..12, 12),
        after in proptest::collection::vec(-1i64..12, 12),
    ) {
        let mut renewed = field(rule.clone(), &before);
        for (id, score) in (1..).zip(&after).collect::<Vec<(i64, &i64)>>().into_iter().rev() {
            renewed.put(EntrantId(id), Tally { ..tally(&[*score]) });
        }
        let again = settle(&renewed, &BTreeMap::new(), &BTreeMap::new(), &[]);
        let anew = settled(rule.clone(), &after);
        prop_assert_eq!(&again, &anew);
        let first = settled(rule, &before);
        let change = difference(&first, &anew);
        prop_assert_eq!(change.is_empty(), first.rows == anew.rows && change.awards.is_empty());
        let points: i64 = change.awards.iter().map(|change| change.1).sum();
        prop_assert_eq!(first.points() + points, anew.points());
    }
}
