use super::*;
use crate::contest::cast::{rule, tally};
use crate::contest::prize::{Prize, To};
use crate::contest::rule::TieKey;
use crate::contest::settle::{pot, settle};
use crate::contest::{Rule, Seed, Settlement, Shared};
use proptest::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

fn pk(shared: Shared, points: i64) -> Rule {
    Rule {
        shared,
        prizes: vec![Prize {
            to: To::Duel,
            points,
            thing: None,
            cost_fen: 0,
            title: None,
        }],
        ..rule(Kind::Pk { accept_hours: 24 })
    }
}

fn settled(rule: Rule, scores: &[i64], pairs: &[(i64, i64)]) -> Settlement {
    let tallies = (1..)
        .zip(scores)
        .map(|(id, score)| (EntrantId(id), tally(&[*score])));
    let (terms, heads) = (HashMap::new(), HashMap::new());
    let field = Field::new(Arc::new(rule), Seed([5; 32]), terms, heads, tallies);
    let pairs: Vec<Pair> = pairs
        .iter()
        .map(|(a, b)| (EntrantId(*a), EntrantId(*b)))
        .collect();
    settle(&field, &BTreeMap::new(), &BTreeMap::new(), &pairs)
}

/// `member:points` of each award.
fn said(settlement: &Settlement) -> String {
    let awards = settlement.awards.iter();
    let said: Vec<String> = awards
        .map(|award| format!("{}:{}", award.member, award.points))
        .collect();
    said.join(" ")
}

#[test]
fn each_winner_of_a_pair_wins_and_a_draw_is_halved_or_whole() {
    let split = || pk(Shared::Split, 50);
    let table = [
        ("the higher score", split(), &[30, 20][..], "1:50"),
        ("whoever challenged", split(), &[20, 30], "2:50"),
        ("a draw, halved", split(), &[30, 30], "1:25 2:25"),
        ("an odd half", pk(Shared::Split, 5), &[9, 9], "1:3 2:2"),
        ("a draw, whole", pk(Shared::Each, 50), &[9, 9], "1:50 2:50"),
        (
            "decided places",
            pk(Shared::Decide, 50),
            &[9, 9],
            "1:25 2:25",
        ),
        ("who has no place loses", split(), &[0, 1], "2:50"),
        ("neither has a place", split(), &[0, 0], ""),
        ("the other is gone", split(), &[7], "1:50"),
    ];
    for (what, rule, scores, expected) in table {
        assert_eq!(said(&settled(rule, scores, &[(1, 2)])), expected, "{what}");
    }
}

#[test]
fn tie_keys_part_equal_scores_and_the_least_score_bars() {
    let drawn = Rule {
        ties: vec![TieKey::Draw],
        ..pk(Shared::Each, 50)
    };
    assert_eq!(settled(drawn, &[9, 9], &[(1, 2)]).awards.len(), 1);
    let barred = Rule {
        prize_min: 10,
        ..pk(Shared::Split, 50)
    };
    let settlement = settled(barred, &[9, 8], &[(1, 2)]);
    assert_eq!(said(&settlement), "");
    assert_eq!(settlement.duels[0].winner, Some(EntrantId(1)));
}

#[test]
fn only_a_pk_has_duels_and_nobody_fights_twice() {
    let pairs = [(1, 2), (2, 3), (3, 3)];
    let ranking = Rule {
        kind: Kind::Ranking,
        ..pk(Shared::Split, 50)
    };
    assert_eq!(settled(ranking, &[3, 2, 1], &pairs).duels, []);
    let duels = settled(pk(Shared::Split, 50), &[3, 2, 1], &pairs).duels;
    assert_eq!(duels.len(), 1);
}

#[test]
fn the_hash_knows_how_duels_ended() {
    let one = settled(pk(Shared::Split, 0), &[3, 2], &[(1, 2)]);
    let other = settled(pk(Shared::Split, 0), &[3, 2], &[(2, 1)]);
    let hashes = [&one, &other].map(|settlement| settlement.hash("a"));
    assert_ne!(hashes[0], hashes[1]);
    let kept: Settlement =
        serde_json::from_str(&serde_json::to_string(&one).expect("JSON")).expect("a settlement");
    assert_eq!(kept, one);
}

proptest! {
    #[test]
    fn duels_in_any_order_settle_alike_and_never_beyond_the_pot(
        scores in proptest::collection::vec(-1i64..6, 0..20), points in 0i64..500, each in any::<bool>(),
        draw in any::<bool>(), prize_min in 0i64..4,
        pairs in Just((1i64..=20).collect::<Vec<i64>>()).prop_shuffle(), turn in 0usize..20,
    ) {
        let shared = if each { Shared::Each } else { Shared::Split };
        let ties = if draw { vec![TieKey::Draw] } else { Vec::new() };
        let rule = Rule { ties, prize_min, ..pk(shared, points) };
        let count = scores.len() as i64;
        let there: Vec<i64> = pairs.into_iter().filter(|id| *id <= count).collect();
        let mut pairs: Vec<(i64, i64)> = there.chunks_exact(2).map(|two| (two[0], two[1])).collect();
        let pot = pot(&rule, count);
        let one = settled(rule.clone(), &scores, &pairs);
        prop_assert!(one.points() <= pot, "{} of {pot}", one.points());
        if !pairs.is_empty() {
            let by = turn % pairs.len();
            pairs.rotate_left(by);
        }
        prop_assert_eq!(&settled(rule.clone(), &scores, &pairs), &one);
        pairs.reverse();
        prop_assert_eq!(&settled(rule, &scores, &pairs), &one);
    }
}
