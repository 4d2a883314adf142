//! What holds of rounds whatever was counted.

use super::*;
use crate::contest::rule::TieKey;
use proptest::prelude::*;

fn kinds() -> impl Strategy<Value = Rule> {
    let ties = vec![TieKey::Orders];
    let of = move |rule: Rule| Rule {
        ties: ties.clone(),
        ..rule
    };
    prop_oneof![
        Just(bracket(8)),
        Just(leagues(3, 1, 3)),
        Just(leagues(4, 2, 3)),
        Just(season(3, 2, 3)),
        Just(season(0, 1, 3)),
    ]
    .prop_map(of)
}

proptest! {
    #[test]
    fn the_same_facts_in_any_order_give_the_same_board(
        rule in kinds(),
        levels in proptest::collection::vec((0_i64..4, 0_i64..1_400_000), 0..14),
        facts in proptest::collection::vec((0_usize..3, 1_i64..15, 0_i64..5), 0..60),
        stage in 0_usize..=3,
    ) {
        let entries: Vec<Entry> = (1..).zip(&levels).map(|(id, (level, since))| Entry {
            entrant: EntrantId(id), level: *level, since: Moment(*since),
        }).collect();
        let stage = Stage { begun: (stage + 1).min(3), over: stage };
        let none = || -> HashMap<EntrantId, Tally> {
            entries.iter().map(|entry| (entry.entrant, Tally::default())).collect()
        };
        let known = |id: i64| id <= entries.len() as i64;
        let facts: Vec<_> = facts.into_iter().filter(|(_, id, _)| known(*id)).collect();
        let mut rounds = vec![none(); stage.begun];
        for (round, id, score) in facts.iter().filter(|(round, ..)| *round < stage.begun) {
            rounds[*round].insert(EntrantId(*id), tally(&[*score]));
        }
        let build = |entries: Vec<Entry>, rounds| Field::of_rounds(
            Arc::new(rule.clone()), SEED, HashMap::new(), HashMap::new(), (entries, stage), rounds,
        );
        let whole = build(entries.clone(), rounds.clone());
        let mut turned = entries.clone();
        turned.reverse();
        let turned = build(turned, rounds.clone());
        let mut fed = build(entries.clone(), vec![none(); stage.begun]);
        for (round, id, _) in &facts {
            if let Some(tally) = rounds.get(*round).and_then(|round| round.get(&EntrantId(*id))) {
                fed.put_all([(*round, EntrantId(*id), *tally)]);
            }
        }
        for other in [&turned, &fed] {
            prop_assert_eq!(places(&whole), places(other));
            prop_assert_eq!(
                whole.course().map(Course::plan), other.course().map(Course::plan)
            );
        }
        // Everyone is once in each round; who goes on won; nobody is lost between leagues.
        let ids = |mut ids: Vec<i64>| { ids.sort_unstable(); ids };
        match whole.course().map(Course::plan) {
            Some(Plan::Bracket(played)) => for (round, pairs) in played.iter().enumerate() {
                let in_round = pairs.iter().flat_map(|pair| [pair.first, pair.second]);
                let names = ids(in_round.flatten().map(|one| one.0).collect());
                prop_assert!(names.windows(2).all(|two| two[0] < two[1]));
                for pair in pairs.iter().filter(|_| round < stage.over) {
                    prop_assert_eq!(pair.winner.is_some(), pair.first.or(pair.second).is_some());
                    prop_assert!([pair.first, pair.second, None].contains(&pair.winner));
                }
            },
            Some(Plan::Leagues(played)) => {
                let sizes = |round: &Vec<Vec<Seat>>| round.iter().map(Vec::len).collect::<Vec<_>>();
                for (round, leagues) in played.iter().enumerate() {
                    let end = rule.rounds()[round].end;
                    let names = ids(leagues.iter().flatten().map(|seat| seat.entrant.0).collect());
                    let there = entries.iter().filter(|entry| {
                        entry.since <= rule.start || entry.since < end
                    });
                    prop_assert_eq!(names, ids(there.map(|entry| entry.entrant.0).collect()));
                    let upper = &sizes(leagues)[..leagues.len() - 1];
                    prop_assert_eq!(upper, &sizes(&played[0])[..leagues.len() - 1]);
                }
            }
            Some(Plan::Season(table)) => {
                let mut sums: HashMap<EntrantId, i64> = HashMap::new();
                for one in table.rounds.iter().flatten() {
                    *sums.entry(one.entrant).or_default() += one.points;
                }
                prop_assert_eq!(whole.len(), sums.len());
                for row in whole.list(0, 100) {
                    prop_assert_eq!(sums.get(&row.entrant), Some(&row.score));
                }
            }
            None => prop_assert!(false, "no rounds"),
        }
    }
}
