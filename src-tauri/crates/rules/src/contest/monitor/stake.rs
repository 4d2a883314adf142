//! What hangs on some of what counted: a prize's score, or a place that wins something.

use super::Line;
use crate::contest::prize::To;
use crate::contest::score::score;
use crate::contest::standing::Standing;
use crate::contest::{Field, Kind, Rule, Tally, Unit};
use crate::{EntrantId, Fen, Words};

/// What would be missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stake {
    /// A score that a prize asks for.
    Score(i64),
    /// A place whose prizes are others.
    Place { with: u64, without: Option<u64> },
}

/// What lines add to a tally.
pub(super) fn sum(lines: &[&Line]) -> Tally {
    let mut sum = Tally::default();
    for line in lines {
        for (held, amount) in sum.amounts.iter_mut().zip(line.amounts) {
            *held = held.saturating_add(amount);
        }
        sum.orders = sum.orders.saturating_add(line.orders);
        sum.fen = sum.fen.saturating_add(line.fen);
    }
    sum
}

/// What an entrant would miss without those of the lines that count for them.
pub(super) fn without(field: &Field, entrant: EntrantId, lines: &[&Line]) -> Option<Words> {
    let theirs = lines.iter().filter(|line| line.entrant == entrant);
    let theirs: Vec<&Line> = theirs.copied().collect();
    less(field, entrant, &sum(&theirs), ["没有这些", "Without them"])
}

/// What an entrant would miss if `less` had not counted. When they reached what, and by which order
/// last, stays as it was: a hint rather says too little.
pub(super) fn less(
    field: &Field,
    entrant: EntrantId,
    less: &Tally,
    [zh, en]: [&str; 2],
) -> Option<Words> {
    let rule = field.rule();
    Some(match stake(field, entrant, less)? {
        Stake::Score(score) => {
            let score = said(rule.unit(), score);
            Words::new(
                format!("{zh}，就达不到有奖的 {}。", score.zh),
                format!(
                    "{en}, the {} that win a prize would not be reached.",
                    score.en
                ),
            )
        }
        Stake::Place { with, without } => match without {
            Some(without) => Words::new(
                format!("{zh}，就是第 {without} 名，不是第 {with} 名，奖品也不同。"),
                format!("{en}, it would be place {without}, not place {with}, and another prize."),
            ),
            None => Words::new(
                format!("{zh}，就没有名次，现在是有奖的第 {with} 名。"),
                format!(
                    "{en}, there would be no place; now it is place {with}, which wins a prize."
                ),
            ),
        },
    })
}

fn stake(field: &Field, entrant: EntrantId, less: &Tally) -> Option<Stake> {
    let rule = field.rule();
    // What an order of an early round would have changed, rounds do not say.
    if rule.kind.cuts().is_some() {
        return None;
    }
    let (row, held) = (field.row(entrant)?, field.tally(entrant)?);
    let mut tally = *held;
    for (left, amount) in tally.amounts.iter_mut().zip(less.amounts) {
        *left = left.saturating_sub(amount);
    }
    tally.orders = tally.orders.saturating_sub(less.orders);
    tally.fen = tally.fen.saturating_sub(less.fen);
    let left = score(rule, &tally, &field.terms(entrant), field.heads(entrant));
    let without = left.map(|left| {
        let standing = Standing::of(rule, field.seed(), entrant, left, &tally);
        (left, place(field, standing))
    });
    let kept = without.map_or(Vec::new(), |(score, place)| won(rule, score, place));
    let mut missed = won(rule, row.score, row.place);
    missed.retain(|prize| !kept.contains(prize));
    let asked = missed
        .iter()
        .filter_map(|prize| asked(rule.prizes[*prize].to));
    let bar = bar(rule);
    let barred = left.is_none_or(|left| left < bar) && bar > 0;
    match asked.max() {
        _ if missed.is_empty() => None,
        Some(asked) => Some(Stake::Score(asked.max(bar))),
        None if barred => Some(Stake::Score(bar)),
        None => Some(Stake::Place {
            with: row.place,
            without: without.map(|(_, place)| place),
        }),
    }
}

/// Who has less wins nothing at all.
fn bar(rule: &Rule) -> i64 {
    match rule.kind {
        Kind::Line { line } => line.max(rule.prize_min),
        _ => rule.prize_min,
    }
}

/// The score that a prize asks for; none where it goes by place or by duel.
fn asked(to: To) -> Option<i64> {
    match to {
        To::Places { .. } | To::League { .. } | To::Duel => None,
        To::Over { score } | To::Step { score } => Some(score),
        To::Share { score, .. } | To::Draw { score, .. } => Some(score),
    }
}

/// The prizes, by their numbers, that a score and a place can win.
fn won(rule: &Rule, score: i64, place: u64) -> Vec<usize> {
    let place = i64::try_from(place).unwrap_or(i64::MAX);
    let reached = |to: To| asked(to).is_some_and(|asked| asked <= score);
    let steps = rule
        .prizes
        .iter()
        .filter(|one| matches!(one.to, To::Step { .. }));
    let step = steps
        .filter(|one| reached(one.to))
        .filter_map(|one| asked(one.to))
        .max();
    let wins = |to: To| match to {
        To::Places { first, last } => (first..=last).contains(&place),
        To::Step { score } => step == Some(score),
        _ => reached(to),
    };
    let numbered = rule.prizes.iter().enumerate();
    let won = numbered.filter(|(_, prize)| score >= bar(rule) && wins(prize.to));
    won.map(|(i, _)| i).collect()
}

/// The place of a standing beside all others as they are.
fn place(field: &Field, new: Standing) -> u64 {
    let better = |standing: Option<Standing>| standing.is_some_and(|one| one.order > new.order);
    let listed = |index: u64| {
        field
            .at_place(index + 1)
            .and_then(|one| field.standing(one))
    };
    let (mut low, mut high) = (0, field.len() as u64);
    while low < high {
        let middle = low.midpoint(high);
        if better(listed(middle)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low - u64::from(better(field.standing(new.entrant))) + 1
}

/// A score in words.
fn said(unit: Unit, score: i64) -> Words {
    match unit {
        Unit::Fen => {
            let yuan = Fen(score).yuan();
            Words::new(format!("{yuan} 元"), format!("{yuan} yuan"))
        }
        Unit::Count => Words::new(score.to_string(), score.to_string()),
        Unit::Centi => {
            let points = Fen(score).yuan();
            Words::new(format!("{points} 分"), format!("{points} points"))
        }
        Unit::BasisPoints => {
            let rate = format!("{}%", Fen(score).yuan());
            Words::new(rate.clone(), rate)
        }
    }
}
