use super::*;
use crate::Moment;
use crate::contest::cast::{rule, tally};
use crate::contest::kind::Growth;
use crate::{BasisPoints, contest::Measure};
use proptest::prelude::*;

const SEED: Seed = Seed([3; 32]);

fn field(rule: Rule, tallies: &[(i64, Tally)]) -> Field {
    let tallies = tallies.iter().map(|(id, tally)| (EntrantId(*id), *tally));
    Field::new(
        Arc::new(rule),
        SEED,
        HashMap::new(),
        HashMap::new(),
        tallies,
    )
}

fn ranking(scores: &[i64]) -> Field {
    let tallies: Vec<(i64, Tally)> = (1..).zip(scores.iter().map(|s| tally(&[*s]))).collect();
    field(rule(Kind::Ranking), &tallies)
}

fn growth() -> Kind {
    Kind::Growth(Growth {
        periods: 3,
        base_min: 1,
        growth_max: BasisPoints(40_000),
        orders_min: 2,
    })
}

fn places(field: &Field) -> Vec<(i64, u64, bool)> {
    let rows = field.list(0, 100);
    rows.map(|r| (r.entrant.0, r.place, r.tied)).collect()
}

#[test]
fn ties_share_the_place_and_the_next_is_skipped() {
    let field = ranking(&[5, 9, 7, 7, 0]);
    assert_eq!(
        places(&field),
        [(2, 1, false), (3, 2, true), (4, 2, true), (1, 4, false)]
    );
    assert_eq!((field.len(), field.entrants()), (4, 5));
    let sharing = [2, 3, 5].map(|id| field.sharing(EntrantId(id)));
    assert_eq!(sharing, [1, 2, 0]);
    assert_eq!(field.at_place(2), Some(EntrantId(3)));
    assert_eq!((field.at_place(0), field.at_place(5)), (None, None));
}

#[test]
fn tie_keys_decide_in_turn_and_say_so() {
    let mut rule = rule(Kind::Ranking);
    rule.ties = vec![TieKey::Orders, TieKey::Earlier, TieKey::Sales, TieKey::Draw];
    let row = |orders, at, fen| Tally {
        orders,
        fen,
        last_at: Some(Moment(at)),
        ..tally(&[100])
    };
    let field = field(
        rule,
        &[
            (1, row(1, 50, 0)),
            (2, row(2, 60, 5)),
            (3, row(2, 60, 6)),
            (4, row(2, 59, 0)),
            (5, row(1, 50, 0)),
            (6, tally(&[101])),
        ],
    );
    let (first, last) = if SEED.lot(EntrantId(1)) > SEED.lot(EntrantId(5)) {
        (1, 5)
    } else {
        (5, 1)
    };
    let listed: Vec<i64> = places(&field).iter().map(|p| p.0).collect();
    assert_eq!(listed, [6, 4, 3, 2, first, last]);
    let parted: Vec<Option<TieKey>> =
        (listed.iter().map(|id| field.parted_by(EntrantId(*id)))).collect();
    let all = [TieKey::Earlier, TieKey::Sales, TieKey::Orders, TieKey::Draw];
    assert_eq!(parted[..2], [None, None], "another score, and nobody above");
    assert_eq!(parted[2..], all.map(Some));
}

#[test]
fn a_race_is_won_by_who_is_there_first_however_far_others_go() {
    let reached = |amount, at| Tally {
        reached_at: Some(Moment(at)),
        ..tally(&[amount])
    };
    let field = field(
        rule(Kind::Race { target: 100 }),
        &[
            (1, reached(180, 70)),
            (2, reached(100, 60)),
            (3, tally(&[40])),
            (4, tally(&[90])),
            (5, tally(&[0])),
        ],
    );
    let rows: Vec<(i64, i64)> = field.list(0, 9).map(|r| (r.entrant.0, r.score)).collect();
    assert_eq!(rows, [(2, 100), (1, 180), (4, 90), (3, 40)]);
    assert_eq!(field.parted_by(EntrantId(1)), Some(TieKey::Earlier));
    assert_eq!(field.gap(EntrantId(1)), None, "the target is reached");
    let gap = |place, more, more_to_pass| {
        Some(Gap {
            place,
            more,
            more_to_pass,
        })
    };
    assert_eq!(field.gap(EntrantId(4)), gap(2, 10, None));
    assert_eq!(field.gap(EntrantId(3)), gap(3, 50, Some(51)));
    assert_eq!(field.gap(EntrantId(5)), gap(4, 40, Some(41)));
    assert_eq!(field.lead(EntrantId(1)), Some(90));
}

#[test]
fn a_gap_names_the_next_better_place_and_what_it_takes() {
    let field = ranking(&[5, 9, 7, 7, 0]);
    let gap = |id| {
        let gap = field.gap(EntrantId(id))?;
        Some((gap.place, gap.more, gap.more_to_pass?))
    };
    assert_eq!(gap(2), None, "the first has nobody to pass");
    assert_eq!(gap(4), Some((1, 2, 3)));
    assert_eq!(gap(1), Some((2, 2, 3)));
    assert_eq!(gap(5), Some((4, 5, 6)));
    assert_eq!(gap(77), Some((4, 5, 6)), "nor who is not counted yet");
    let leads = [2, 3, 4, 1, 5].map(|id| field.lead(EntrantId(id)));
    assert_eq!(leads, [Some(2), Some(2), Some(2), None, None]);
    let empty = ranking(&[]).gap(EntrantId(1)).map(|g| (g.place, g.more));
    assert_eq!(empty, Some((1, 1)));
}

#[test]
fn growth_cannot_pass_the_most_it_counts_as_nor_mend_a_missing_base() {
    let row = |orders, amount| Tally {
        orders,
        ..tally(&[amount])
    };
    let tallies = [row(2, 900), row(2, 150), row(2, 10), row(1, 10)];
    let based = [1, 2, 4].map(|id| {
        let terms = Terms {
            base: Some(100),
            ..Terms::default()
        };
        (EntrantId(id), terms)
    });
    let field = Field::new(
        Arc::new(rule(growth())),
        SEED,
        based.into(),
        HashMap::new(),
        (1..).map(EntrantId).zip(tallies),
    );
    let gap = |id| field.gap(EntrantId(id)).map(|g| (g.more, g.more_to_pass));
    assert_eq!(gap(2), Some((350, None)));
    assert_eq!(gap(3), None, "no base");
    assert_eq!(gap(4), None, "too few orders");
}

/// Everyone slowly and obviously: for every row count those who are better and those who are equal.
fn twin(field: &Field, tallies: &HashMap<EntrantId, Tally>) -> Vec<Row> {
    let rule = field.rule();
    let mut all: Vec<(Vec<i64>, EntrantId, i64)> = Vec::new();
    for (entrant, tally) in tallies {
        let terms = field.terms(*entrant);
        let Some(score) = score(rule, tally, &terms, field.heads(*entrant)) else {
            continue;
        };
        let at = |at: Option<Moment>| at.map_or(i64::MAX, |at| at.0);
        let mut key = vec![-score];
        if let Kind::Race { target } = rule.kind {
            key[0] = -score.min(target);
            let reached = score >= target;
            key.push(if reached {
                at(tally.reached_at)
            } else {
                i64::MAX
            });
        }
        for tie in &rule.ties {
            key.push(match tie {
                TieKey::Earlier => at(tally.last_at),
                TieKey::Orders => -tally.orders,
                TieKey::Sales => -tally.fen,
                TieKey::Draw => -SEED.lot(*entrant),
            });
        }
        all.push((key, *entrant, score));
    }
    all.sort();
    all.iter()
        .map(|(key, entrant, score)| Row {
            entrant: *entrant,
            place: 1 + all.iter().filter(|other| other.0 < *key).count() as u64,
            tied: all.iter().filter(|other| other.0 == *key).count() > 1,
            score: *score,
            lead: 0,
        })
        .collect()
}

fn rules() -> impl Strategy<Value = Rule> {
    let kinds = vec![Kind::Ranking, Kind::Race { target: 12 }, growth()];
    let keys = vec![TieKey::Earlier, TieKey::Orders, TieKey::Sales, TieKey::Draw];
    let ties = proptest::sample::subsequence(keys, 0..=4).prop_shuffle();
    (proptest::sample::select(kinds), ties).prop_map(|(kind, ties)| Rule {
        ties,
        ..crate::contest::cast::counting(kind, Measure::Orders)
    })
}

fn counted() -> impl Strategy<Value = (EntrantId, Tally)> {
    let moment = || proptest::option::of((0i64..3).prop_map(Moment));
    let parts = (1i64..40, -2i64..20, 0i64..4, 0i64..3, moment(), moment());
    parts.prop_map(|(id, amount, orders, fen, last_at, reached_at)| {
        let tally = Tally {
            orders,
            fen,
            last_at,
            reached_at,
            ..tally(&[amount])
        };
        (EntrantId(id), tally)
    })
}

fn based() -> HashMap<EntrantId, Terms> {
    let terms = |base| Terms {
        handicap: BasisPoints(10_000 + 500 * (base % 3)),
        base: (base % 5 > 0).then_some(base),
    };
    (1..40).map(|id| (EntrantId(id), terms(id))).collect()
}

proptest! {
    #[test]
    fn put_in_any_order_it_is_the_sort(
        rule in rules(), puts in proptest::collection::vec(counted(), 0..120), start in 0usize..40,
    ) {
        let tallies: HashMap<EntrantId, Tally> = puts.iter().copied().collect();
        let empty = Field::new(Arc::new(rule), SEED, based(), HashMap::new(), []);
        let built = Field::new(empty.rule().clone(), SEED, based(), HashMap::new(), tallies.clone());
        let mut fed = empty.clone();
        for (entrant, tally) in &puts {
            fed.put(*entrant, *tally);
        }
        let mut shuffled = empty;
        for (entrant, tally) in &tallies {
            shuffled.put(*entrant, *tally);
        }
        let all = twin(&built, &tallies);
        for field in [&built, &fed, &shuffled] {
            prop_assert_eq!(field.len(), all.len());
            prop_assert_eq!(field.entrants(), tallies.len());
            let listed: Vec<Row> = field.list(start, 11).collect();
            let expected: Vec<Row> = all.iter().skip(start).take(11).copied().collect();
            prop_assert_eq!(listed, expected);
            for (position, row) in all.iter().enumerate() {
                prop_assert_eq!(field.row(row.entrant), Some(*row));
                prop_assert_eq!(field.position(row.entrant), Some(position));
                let sharing = all.iter().filter(|other| other.place == row.place).count();
                prop_assert_eq!(field.sharing(row.entrant), sharing);
                prop_assert_eq!(field.parted_by(row.entrant).is_some(), position > 0
                    && all[position - 1].place < row.place
                    && fed.standing(all[position - 1].entrant).expect("a place").order[SCORE]
                        == fed.standing(row.entrant).expect("a place").order[SCORE]);
            }
        }
    }

    #[test]
    fn doing_what_the_gap_says_reaches_its_place(
        rule in rules(), puts in proptest::collection::vec(counted(), 0..60), id in 1i64..40,
    ) {
        let mut field = Field::new(Arc::new(rule), SEED, based(), HashMap::new(), puts);
        let entrant = EntrantId(id);
        let tally = field.tally(entrant).copied().unwrap_or_default();
        let with = |more| {
            let mut more_of_it = tally;
            more_of_it.amounts[0] += more;
            more_of_it
        };
        if let Some(gap) = field.gap(entrant) {
            prop_assert!(field.row(entrant).is_none_or(|now| now.place > gap.place));
            let held = field.at_place(gap.place).and_then(|held| field.standing(held));
            if let Some(pass) = gap.more_to_pass {
                let mut passed = field.clone();
                passed.put(entrant, with(pass));
                prop_assert!(passed.row(entrant).expect("a place").place <= gap.place);
            }
            field.put(entrant, with(gap.more));
            let now = field.standing(entrant).expect("a place");
            prop_assert!(held.is_none_or(|held| held.order[SCORE] <= now.order[SCORE]));
        }
    }
}
