use super::*;
use crate::contest::cast::{rule, tally};
use crate::contest::prize::{Prize, To};
use crate::contest::{Kind, Rule, Seed, settle};
use proptest::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

fn field(scores: &[i64]) -> Field {
    let podium = Prize {
        to: To::Places { first: 1, last: 2 },
        points: 100,
        thing: None,
        cost_fen: 0,
        title: None,
    };
    let rule = Rule {
        prizes: vec![podium],
        ..rule(Kind::Ranking)
    };
    let tallies = (1..)
        .zip(scores)
        .map(|(id, score)| (EntrantId(id), tally(&[*score])));
    let (terms, heads) = (HashMap::new(), HashMap::new());
    Field::new(Arc::new(rule), Seed([9; 32]), terms, heads, tallies)
}

fn resolved(frozen: &Field, last: &Field) -> Vec<Step> {
    let settlement = settle(last, &BTreeMap::new(), &BTreeMap::new(), &[]);
    steps(frozen, last, &settlement)
}

/// Each step as `who from→to`, `=place` when it is final, `*` when something is won.
fn said(steps: &[Step]) -> Vec<String> {
    let say = |step: &Step| {
        let end = if step.is_final {
            format!("={}", step.place)
        } else {
            String::new()
        };
        let won = if step.prizes.is_empty() { "" } else { "*" };
        format!("{} {}→{}{end}{won}", step.entrant, step.from, step.to)
    };
    steps.iter().map(say).collect()
}

#[test]
fn the_lowest_is_revealed_and_moves_up_until_the_bottom_is_final() {
    // Frozen: 1, 2, 3, 4. The last sprang to the top, the second lowest gained nothing.
    let (frozen, last) = (field(&[40, 30, 20, 10]), field(&[40, 35, 20, 50]));
    assert_eq!(
        said(&resolved(&frozen, &last)),
        ["4 3→0", "3 3→3=4", "2 2→2=3", "1 1→1=2*", "4 0→0=1*"]
    );
}

#[test]
fn a_fall_is_final_only_when_everyone_who_falls_is_known() {
    // A refund takes the first down to the last place: the third cannot be last after all.
    let (frozen, last) = (field(&[40, 30, 20]), field(&[10, 30, 20]));
    assert_eq!(
        said(&resolved(&frozen, &last)),
        ["3 2→2", "2 1→1", "1 0→2=3", "3 1→1=2*", "2 0→0=1*"]
    );
}

#[test]
fn who_was_revealed_first_may_be_settled_by_the_one_who_passes_them() {
    let (frozen, last) = (field(&[8, 11]), field(&[19, 20]));
    let all = resolved(&frozen, &last);
    assert_eq!(said(&all), ["1 1→0", "2 1→0", "1 1→1=2*", "2 0→0=1*"]);
}

#[test]
fn who_enters_late_comes_from_below_and_who_lost_everything_ends_there() {
    let (frozen, last) = (field(&[40, 0, 20, 0]), field(&[40, 50, 0, 0]));
    let steps = resolved(&frozen, &last);
    assert_eq!(said(&steps), ["2 2→0", "3 2→2=0", "1 1→1=2*", "2 0→0=1*"]);
    assert_eq!((steps[0].score_before, steps[1].score), (None, None));
    assert_eq!(resolved(&field(&[]), &field(&[])), []);
}

fn pairs() -> impl Strategy<Value = (Vec<i64>, Vec<i64>)> {
    let gain = (0i64..20, prop_oneof![Just(0), -20i64..30]);
    proptest::collection::vec(gain, 0..14).prop_map(|all| {
        let frozen = all.iter().map(|one| one.0).collect();
        (frozen, all.iter().map(|one| one.0 + one.1).collect())
    })
}

proptest! {
    #[test]
    fn every_step_is_what_the_audience_sees_and_the_end_is_the_last_board((before, after) in pairs()) {
        let (frozen, last) = (field(&before), field(&after));
        let steps = resolved(&frozen, &last);
        let end: Vec<EntrantId> = shown(&frozen, &last, &steps, steps.len()).iter()
            .filter(|row| row.1.is_some()).map(|row| row.0).collect();
        let rows: Vec<EntrantId> = last.list(0, 99).map(|row| row.entrant).collect();
        prop_assert_eq!(end, rows);
        let all = goal(&frozen, &last);
        let mut settled = 0;
        for (i, step) in steps.iter().enumerate() {
            let (old, new) = (shown(&frozen, &last, &steps, i), shown(&frozen, &last, &steps, i + 1));
            prop_assert_eq!(old[step.from].0, step.entrant);
            prop_assert_eq!(new[step.to], (step.entrant, step.score, true));
            if step.is_final {
                settled += 1;
                // From the bottom, one after the other, and never moved again.
                prop_assert_eq!(step.to, all.len() - settled);
                for later in i..=steps.len() {
                    prop_assert_eq!(shown(&frozen, &last, &steps, later.max(i + 1))[step.to].0, step.entrant);
                }
            }
        }
        prop_assert_eq!(settled, all.len());
    }

    #[test]
    fn a_prefix_depends_only_on_those_revealed((before, after) in pairs(), other in proptest::collection::vec(1i64..50, 14)) {
        let (frozen, last) = (field(&before), field(&after));
        let steps = resolved(&frozen, &last);
        for upto in 0..=steps.len() {
            let seen = shown(&frozen, &last, &steps, upto);
            let revealed: BTreeSet<EntrantId> = seen.iter().filter(|row| row.2).map(|row| row.0).collect();
            // Another end for everyone who is on the list and not revealed yet.
            let mut changed = last.clone();
            for (entrant, _, known) in &seen {
                if !known {
                    changed.put(*entrant, tally(&[other[entrant.0 as usize - 1]]));
                }
            }
            let others = resolved(&frozen, &changed);
            let reveals = |steps: &[Step]| {
                let mut order: Vec<EntrantId> = Vec::new();
                for step in steps {
                    if !order.contains(&step.entrant) {
                        order.push(step.entrant);
                    }
                }
                order
            };
            let order = reveals(&others);
            prop_assert_eq!(&order, &reveals(&steps));
            let same: BTreeSet<EntrantId> = order.iter().take(revealed.len()).copied().collect();
            prop_assert_eq!(&same, &revealed);
            let then = others.iter().position(|step| {
                order.get(revealed.len()) == Some(&step.entrant)
            }).unwrap_or(others.len());
            prop_assert_eq!(shown(&frozen, &changed, &others, then), seen);
        }
    }
}
