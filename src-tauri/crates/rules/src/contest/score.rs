//! From what was counted to a score: the one rounding place of a contest.
//!
//! An amount is the single measure's own, or the measures' points by weight; times the tier's
//! handicap; by head where a team's score says so. It is reckoned exactly and rounded down once, at
//! the end, towards less, so that nobody is flattered. Growth and attainment are one more division
//! of that amount, rounded down as well.

use super::{Kind, Rule, Tally, Unit};
use crate::team::Roster;
use crate::{BasisPoints, EntrantId, MemberId};

/// What an entrant's score depends on besides what was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// What the amount is multiplied by; 10 000 leaves it as it is.
    pub handicap: BasisPoints,
    /// The baseline of growth, or one's own target, in the rule's amount unit.
    pub base: Option<i64>,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            handicap: BasisPoints(WHOLE),
            base: None,
        }
    }
}

/// All of it, in basis points.
const WHOLE: i64 = 10_000;
/// What [`missing`] says when no amount is enough.
pub const NEVER: i64 = i64::MAX;

/// An entrant's terms: the handicap of the tier they are of when the contest starts. Teams have
/// none, since their members may be of any tier.
pub fn terms(rule: &Rule, roster: &Roster, entrant: EntrantId, base: Option<i64>) -> Terms {
    let plain = Terms {
        base,
        ..Terms::default()
    };
    if rule.handicaps.is_empty() || rule.kind.teams().is_some() {
        return plain;
    }
    let tier = roster.tier_at(MemberId(entrant.0), rule.start);
    let named = rule.handicaps.iter().find(|h| Some(h.tier) == tier);
    Terms {
        handicap: named.map_or(plain.handicap, |h| h.rate),
        base,
    }
}

/// What was counted, before handicap and heads: of one measure its amount, of several hundredths of
/// hundredths of a point, so that nothing is rounded yet.
fn raw(rule: &Rule, tally: &Tally) -> i128 {
    match rule.counted.as_slice() {
        [_] => i128::from(tally.amounts[0]),
        several => several
            .iter()
            .zip(tally.amounts)
            .map(|(counted, amount)| {
                // A weight is worth so much for each yuan, and an amount of money is in fen.
                let hundredths = match counted.measure.unit() {
                    Unit::Fen => i128::from(amount),
                    _ => i128::from(amount) * 100,
                };
                hundredths.saturating_mul(counted.weight.into())
            })
            .fold(0, i128::saturating_add),
    }
}

/// Amount = raw × `0` / `1`.
fn scale(rule: &Rule, terms: &Terms, heads: i64) -> (i128, i128) {
    let by_head = rule.kind.teams().is_some_and(|teams| teams.per_head);
    let heads = if by_head { heads.max(1) } else { 1 };
    let handicap = i128::from(terms.handicap.0.max(0));
    (
        handicap,
        i128::from(WHOLE) * i128::from(heads) * fineness(rule),
    )
}

/// How many units of [`raw`] one of the amount's unit is.
fn fineness(rule: &Rule) -> i128 {
    if rule.counted.len() == 1 { 1 } else { 100 }
}

/// What an entrant reached, in the rule's amount unit, rounded down. `heads`: how many people a team
/// has; without meaning unless its score is by head.
pub fn amount(rule: &Rule, tally: &Tally, terms: &Terms, heads: i64) -> i64 {
    let (times, parts) = scale(rule, terms, heads);
    clamped(raw(rule, tally).saturating_mul(times).div_euclid(parts))
}

/// An entrant's score, in the rule's unit; none for who has no place: whose amount is not above
/// zero; in growth and attainment also who has no base; in growth also who has too few orders.
pub fn score(rule: &Rule, tally: &Tally, terms: &Terms, heads: i64) -> Option<i64> {
    let amount = amount(rule, tally, terms, heads);
    if amount <= 0 {
        return None;
    }
    let base = || terms.base.filter(|base| *base > 0).map(i128::from);
    match &rule.kind {
        Kind::Growth(growth) => {
            let base = base().filter(|_| tally.orders >= growth.orders_min)?;
            let more = (i128::from(amount) - base) * i128::from(WHOLE);
            Some(clamped(more.div_euclid(base)).min(growth.growth_max.0))
        }
        Kind::Attainment(_) => Some(clamped(
            (i128::from(amount) * i128::from(WHOLE)).div_euclid(base()?),
        )),
        _ => Some(amount),
    }
}

/// How much more must be counted until the score is at least `target`: of one measure in its unit, of
/// several in hundredths of a point, both before handicap and heads. [`NEVER`] if no amount is
/// enough. The orders that growth asks for come on top.
pub fn missing(rule: &Rule, tally: &Tally, terms: &Terms, heads: i64, target: i64) -> i64 {
    let of_base = |base: i64| {
        let product = i128::from(target) * i128::from(base);
        product.div_euclid(WHOLE.into()) + i128::from(product.rem_euclid(WHOLE.into()) > 0)
    };
    let base = terms.base.filter(|base| *base > 0);
    let needed = match (&rule.kind, base) {
        (Kind::Growth(growth), Some(base)) if target <= growth.growth_max.0 => {
            i128::from(base) + of_base(base)
        }
        (Kind::Attainment(_), Some(base)) => of_base(base),
        (Kind::Growth(_) | Kind::Attainment(_), _) => return NEVER,
        _ => target.into(),
    };
    let (times, parts) = scale(rule, terms, heads);
    if times == 0 {
        return NEVER;
    }
    // floor(raw × times / parts) ≥ needed  ⟺  raw ≥ needed × parts / times, rounded up.
    let enough = up(needed.max(1).saturating_mul(parts), times);
    let more = enough.saturating_sub(raw(rule, tally)).max(0);
    clamped(up(more, fineness(rule)))
}

/// A whole division of what is not negative, rounded up.
fn up(value: i128, by: i128) -> i128 {
    value / by + i128::from(value % by > 0)
}

fn clamped(value: i128) -> i64 {
    value.clamp(i64::MIN.into(), i64::MAX.into()) as i64
}

#[cfg(test)]
#[path = "score_tests.rs"]
mod tests;
