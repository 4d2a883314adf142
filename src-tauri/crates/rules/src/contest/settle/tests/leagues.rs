//! Prizes of each league.

use super::*;
use crate::Moment;
use crate::contest::course::{Entry, Leagues};

/// Leagues of so many people, the better seed the lower number, with the scores of their last round.
fn leagues(prizes: Vec<Prize>, shared: Shared, scores: &[i64]) -> Field {
    let kind = Kind::Leagues(Leagues {
        size: 10,
        moves: 1,
        recent_days: 30,
        cuts: vec![Moment(1_500_000)],
    });
    let rule = Rule {
        kind,
        ..with(prizes, shared)
    };
    let stage = rule.stage(rule.start);
    let entries = (1..=scores.len() as i64).map(|id| Entry {
        entrant: EntrantId(id),
        level: -id,
        since: Moment(0),
    });
    let tallies = (1..)
        .map(EntrantId)
        .zip(scores.iter().map(|score| tally(&[*score])));
    let (terms, heads) = (HashMap::new(), HashMap::new());
    Field::of_rounds(
        Arc::new(rule),
        Seed([5; 32]),
        terms,
        heads,
        (entries.collect(), stage),
        vec![tallies.collect()],
    )
}

#[test]
fn each_league_has_its_own_first_and_its_shared_places() {
    let first = |first, last, points| prize(To::League { first, last }, points);
    let prizes = vec![first(1, 1, 100), first(2, 2, 60), places(1, 1, 7)];
    // Two leagues of six.
    let scores = [1, 2, 3, 4, 5, 6, 9, 9, 5, 4, 3, 2];
    let settle = |shared| {
        let field = leagues(prizes.clone(), shared, &scores);
        let settled = settle(&field, &BTreeMap::new(), &BTreeMap::new(), &[]);
        assert!(settled.points() <= pot(field.rule(), 12));
        (said(&settled), settled.open.len())
    };
    let won = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let upper = ["6:100", "6:7", "5:60"];
    let split = [&upper[..], &["7:80", "8:80"]].concat();
    assert_eq!(settle(Shared::Split), (won(&split), 0));
    let each = [&upper[..], &["7:100", "8:100"]].concat();
    assert_eq!(settle(Shared::Each), (won(&each), 0));
    assert_eq!(settle(Shared::Decide), (won(&upper), 1));
}
