use super::*;
use crate::contest::cast::{rule, tally};
use crate::contest::{Terms, again, resolve, settle};
use std::collections::BTreeMap;
use std::sync::Arc;

mod laws;

const SEED: Seed = Seed([3; 32]);

fn cuts(rounds: i64) -> Vec<Moment> {
    (1..rounds)
        .map(|n| Moment(1_000_000 + n * 1_000_000 / rounds))
        .collect()
}

fn bracket(size: i64) -> Rule {
    let rounds = bracket::rounds(size).expect("a size") as i64;
    rule(Kind::Bracket(Bracket {
        size,
        drawn: false,
        recent_days: 30,
        cuts: cuts(rounds),
    }))
}

fn leagues(size: i64, moves: i64, rounds: i64) -> Rule {
    rule(Kind::Leagues(Leagues {
        size,
        moves,
        recent_days: 30,
        cuts: cuts(rounds),
    }))
}

fn season(finalists: i64, final_times: i64, rounds: i64) -> Rule {
    rule(Kind::Season(Season {
        points: vec![10, 6, 3],
        finalists,
        final_times,
        cuts: cuts(rounds),
    }))
}

/// Someone of a level, who takes part from the start.
fn entry(id: i64, level: i64) -> Entry {
    Entry {
        entrant: EntrantId(id),
        level,
        since: Moment(0),
    }
}

/// The field of these scores, by round and entrant.
fn played(rule: Rule, entries: &[Entry], over: usize, scores: &[&[(i64, i64)]]) -> Field {
    let tallies = scores.iter().map(|round| {
        let none = entries
            .iter()
            .map(|entry| (entry.entrant, Tally::default()));
        let some = round
            .iter()
            .map(|(id, score)| (EntrantId(*id), tally(&[*score])));
        none.chain(some).collect()
    });
    let stage = Stage {
        begun: scores.len(),
        over,
    };
    Field::of_rounds(
        Arc::new(rule),
        SEED,
        HashMap::<EntrantId, Terms>::new(),
        HashMap::new(),
        (entries.to_vec(), stage),
        tallies.collect(),
    )
}

fn places(field: &Field) -> Vec<(i64, u64, i64, i64)> {
    let rows = field.list(0, 100);
    rows.map(|row| (row.entrant.0, row.place, row.lead, row.score))
        .collect()
}

fn pairs(field: &Field) -> Vec<Vec<[i64; 3]>> {
    let Some(Plan::Bracket(rounds)) = field.course().map(Course::plan) else {
        panic!("a bracket");
    };
    let id = |entrant: Option<EntrantId>| entrant.map_or(0, |one| one.0);
    let pair = |pair: &Pair| [id(pair.first), id(pair.second), id(pair.winner)];
    rounds
        .iter()
        .map(|round| round.iter().map(pair).collect())
        .collect()
}

fn seats(field: &Field) -> Vec<Vec<Vec<i64>>> {
    let Some(Plan::Leagues(rounds)) = field.course().map(Course::plan) else {
        panic!("leagues");
    };
    let ids = |league: &Vec<Seat>| league.iter().map(|seat| seat.entrant.0).collect();
    rounds
        .iter()
        .map(|round| round.iter().map(ids).collect())
        .collect()
}

fn ranked(count: i64) -> Vec<Entry> {
    (1..=count).map(|id| entry(id, 1_000 - id)).collect()
}

#[test]
fn in_a_bracket_the_better_of_two_goes_on_and_the_best_meet_last() {
    // 1 is the best seed. Each line is a round's scores.
    let field = played(
        bracket(4),
        &ranked(4),
        2,
        &[
            &[(1, 5), (4, 7), (2, 9), (3, 2)],
            &[(4, 1), (2, 3), (1, 99)],
        ],
    );
    assert_eq!(pairs(&field), [vec![[1, 4, 4], [2, 3, 2]], vec![[4, 2, 2]]]);
    // The champion, who lost to them, then those who lost before by their score in that round.
    assert_eq!(
        places(&field),
        [(2, 1, 2, 3), (4, 2, 1, 1), (1, 3, 0, 5), (3, 4, 0, 2)]
    );
}

#[test]
fn its_ceremony_ends_with_the_last_board() {
    let first: &[(i64, i64)] = &[(1, 5), (4, 7), (2, 9), (3, 2)];
    let frozen = played(bracket(4), &ranked(4), 1, &[first, &[(4, 1)]]);
    let last = played(bracket(4), &ranked(4), 2, &[first, &[(4, 1), (2, 3)]]);
    let none = (BTreeMap::new(), BTreeMap::new());
    let settlement = settle(&last, &none.0, &none.1, &[]);
    let steps = resolve::steps(&frozen, &last, &settlement);
    let ids = |list: Vec<(EntrantId, Option<i64>, bool)>| {
        list.into_iter()
            .map(|(one, score, _)| (one.0, score))
            .collect::<Vec<_>>()
    };
    let begin = ids(resolve::shown(&frozen, &last, &steps, 0));
    assert_eq!(
        begin,
        [(4, Some(1)), (2, Some(0)), (1, Some(5)), (3, Some(2))]
    );
    let end = ids(resolve::shown(&frozen, &last, &steps, steps.len()));
    assert_eq!(
        end,
        [(2, Some(3)), (4, Some(1)), (1, Some(5)), (3, Some(2))]
    );
    assert_eq!(
        steps.last().map(|step| (step.entrant.0, step.place)),
        Some((2, 1))
    );
}

#[test]
fn a_bracket_of_eight_keeps_the_two_best_apart() {
    let field = played(bracket(8), &ranked(8), 0, &[&[]]);
    let first = vec![[1, 8, 0], [4, 5, 0], [2, 7, 0], [3, 6, 0]];
    assert_eq!(pairs(&field), [first]);
    assert_eq!(places(&field), []);
}

#[test]
fn who_has_no_opponent_or_an_equal_one_goes_on_by_the_seed() {
    let field = played(bracket(4), &ranked(3), 2, &[&[], &[]]);
    assert_eq!(pairs(&field), [vec![[1, 0, 1], [2, 3, 2]], vec![[1, 2, 1]]]);
    assert_eq!(places(&field), [(1, 1, 2, 0), (2, 2, 1, 0)]);
    let nobody = played(bracket(4), &[], 2, &[&[], &[]]);
    assert_eq!((nobody.len(), pairs(&nobody).len()), (0, 2));
    let one = played(bracket(4), &ranked(1), 2, &[&[], &[]]);
    assert_eq!(places(&one), [(1, 1, 2, 0)]);
}

#[test]
fn who_is_not_among_the_best_before_or_came_late_is_not_in_the_bracket() {
    let mut entries = ranked(6);
    entries[0].since = Moment(1_000_001);
    let field = played(bracket(4), &entries, 0, &[&[(1, 9), (6, 9), (2, 1)]]);
    assert_eq!(pairs(&field), [vec![[2, 5, 0], [3, 4, 0]]]);
    assert_eq!(places(&field), [(2, 1, 0, 1)]);
    assert_eq!(field.row(EntrantId(6)), None);
    // No amount brings them in.
    assert_eq!(field.gap(EntrantId(6)), None);
    assert_eq!(field.gap(EntrantId(3)).map(|gap| gap.more), Some(1));
}

#[test]
fn lots_decide_a_drawn_bracket_whatever_the_level() {
    let drawn = |level: i64| {
        let mut rule = bracket(4);
        if let Kind::Bracket(bracket) = &mut rule.kind {
            bracket.drawn = true;
        }
        let entries: Vec<Entry> = (1..=4).map(|id| entry(id, id * level)).collect();
        pairs(&played(rule, &entries, 0, &[&[]]))
    };
    assert_eq!(drawn(1), drawn(-1));
    let mut lots: Vec<i64> = (1..=4).collect();
    lots.sort_by_key(|id| Reverse(SEED.lot(EntrantId(*id))));
    assert_eq!(drawn(1)[0][0][..2], [lots[0], lots[3]]);
}

#[test]
fn leagues_are_formed_by_level_and_the_first_and_last_change_places() {
    // 21 make three leagues of seven; two move.
    let rule = leagues(10, 2, 3);
    let scores: Vec<(i64, i64)> = (1..=21).map(|id| (id, 100 - id)).collect();
    let field = played(rule.clone(), &ranked(21), 0, &[&scores]);
    let first = vec![
        (1..=7).collect::<Vec<i64>>(),
        (8..=14).collect(),
        (15..=21).collect(),
    ];
    assert_eq!(seats(&field), [first]);
    let field = played(rule, &ranked(21), 1, &[&scores, &[]]);
    let second = [
        vec![1, 2, 3, 4, 5, 8, 9],
        vec![6, 7, 10, 11, 12, 15, 16],
        vec![13, 14, 17, 18, 19, 20, 21],
    ];
    assert_eq!(seats(&field)[1], second);
    let moves = |round: usize, league: usize| {
        let Some(Plan::Leagues(rounds)) = field.course().map(Course::plan) else {
            panic!("leagues");
        };
        rounds[round][league]
            .iter()
            .map(|seat| seat.moves)
            .collect::<Vec<_>>()
    };
    use Move::{Down, Stay, Up};
    assert_eq!(moves(0, 0), [Stay, Stay, Stay, Stay, Stay, Down, Down]);
    assert_eq!(moves(0, 1), [Up, Up, Stay, Stay, Stay, Down, Down]);
    assert_eq!(moves(0, 2), [Up, Up, Stay, Stay, Stay, Stay, Stay]);
}

#[test]
fn the_last_round_decides_and_the_higher_league_stands_first() {
    let field = played(
        leagues(10, 1, 2),
        &ranked(11),
        2,
        &[&[(1, 5), (7, 9)], &[(7, 1), (1, 2), (8, 50), (6, 7)]],
    );
    // Six and five: 7 went up for whoever was last in the upper league.
    assert_eq!(
        seats(&field)[1],
        [vec![1, 7, 2, 3, 4, 5], vec![8, 6, 9, 10, 11]]
    );
    assert_eq!(
        places(&field),
        [(1, 1, 0, 2), (7, 2, 0, 1), (8, 3, -1, 50), (6, 4, -1, 7)]
    );
    let gap = field.gap(EntrantId(6)).expect("a gap");
    assert_eq!((gap.place, gap.more), (3, 43));
    // Nothing brings the first of the lower league into the upper one now.
    assert_eq!(field.gap(EntrantId(8)), None);
    assert_eq!(field.lead(EntrantId(7)), None);
}

#[test]
fn who_comes_late_begins_in_the_lowest_league_with_the_next_round() {
    let mut entries = ranked(12);
    entries[0].since = Moment(1_600_000);
    let field = played(leagues(10, 1, 2), &entries, 0, &[&[]]);
    assert_eq!(
        seats(&field)[0].iter().map(Vec::len).collect::<Vec<_>>(),
        [6, 5]
    );
    let field = played(leagues(10, 1, 2), &entries, 1, &[&[], &[]]);
    assert!(seats(&field)[1][1].contains(&1));
}

#[test]
fn a_season_sums_points_by_place_and_its_final_is_for_the_best() {
    let rounds: [&[(i64, i64)]; 3] = [
        &[(1, 9), (2, 8), (3, 7), (4, 6)],
        &[(1, 1), (2, 8), (3, 8), (4, 2)],
        &[(1, 5), (2, 9), (3, 7), (4, 99)],
    ];
    // Without a final: 1 has 10 + 0 + 0, 2 has 6 + 10 + 6, 3 has 3 + 10 + 3, 4 has 0 + 3 + 10.
    let plain = played(season(0, 1, 3), &ranked(4), 3, &rounds);
    let expected = [(2, 1, 0, 22), (3, 2, 0, 16), (4, 3, 0, 13), (1, 4, 0, 10)];
    assert_eq!(places(&plain), expected);
    // The final of two, for twice the points: 2 (16) and 3 (13) are in; 4 sells most and is not.
    let cup = played(season(2, 2, 3), &ranked(4), 3, &rounds);
    let expected = [(2, 1, 1, 36), (3, 2, 1, 25), (1, 3, 0, 10), (4, 4, 0, 3)];
    assert_eq!(places(&cup), expected);
    // Before the final nobody is in it.
    let before = played(season(2, 2, 3), &ranked(4), 2, &rounds[..2]);
    assert_eq!(places(&before)[0], (2, 1, 0, 16));
    assert_eq!(before.gap(EntrantId(3)), None);
}

#[test]
fn who_is_level_with_the_last_finalist_is_in_the_final() {
    let rounds: [&[(i64, i64)]; 2] = [&[(1, 9), (2, 8), (3, 8), (4, 1)], &[(3, 1)]];
    let field = played(season(2, 1, 2), &ranked(4), 2, &rounds);
    let Some(Plan::Season(table)) = field.course().map(Course::plan) else {
        panic!("a season");
    };
    assert_eq!(table.finalists, [1, 2, 3].map(EntrantId));
    assert_eq!(places(&field)[..2], [(3, 1, 1, 16), (1, 2, 1, 10)]);
}

#[test]
fn rounds_follow_each_other_and_begin_with_their_first_moment() {
    let rule = season(0, 1, 4);
    let rounds = rule.rounds();
    assert_eq!(rounds.len(), 4);
    assert!(rounds.windows(2).all(|two| two[0].end == two[1].start));
    let stage = |at| (rule.stage(Moment(at)).begun, rule.stage(Moment(at)).over);
    let seen = [
        0, 999_999, 1_000_000, 1_249_999, 1_250_000, 1_999_999, 2_000_000,
    ]
    .map(stage);
    assert_eq!(
        seen,
        [(1, 0), (1, 0), (1, 0), (1, 0), (2, 1), (4, 3), (4, 4)]
    );
    let plain = super::super::cast::rule(Kind::Ranking);
    assert_eq!(plain.rounds(), [plain.window()]);
    assert_eq!(plain.stage(Moment(0)), plain.stage(Moment(9_000_000)));
}

#[test]
fn moved_to_a_shorter_stretch_the_rounds_still_fit() {
    let rule = season(0, 1, 4);
    let window = |end| Window {
        start: Moment(5_000_000),
        end: Moment(end),
    };
    let cuts = |end| {
        let moved = again::moved(&rule, window(end));
        let cuts = moved.kind.cuts().expect("rounds").iter();
        cuts.map(|cut| cut.0 - 5_000_000).collect::<Vec<_>>()
    };
    assert_eq!(cuts(6_200_000), [250_000, 500_000, 750_000]);
    assert_eq!(cuts(5_400_000), [100_000, 200_000, 300_000]);
}
