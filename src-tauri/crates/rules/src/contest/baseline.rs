//! What growth and attainment are measured against: one's own past, one's own target.
//!
//! A baseline is the median of a member's last stretches, so that one lucky month does not punish
//! the next contest. Of a short history a part is the tier's mean instead: with n of k stretches
//! known, n parts are the member's own and k − n the tier's, so that a newcomer neither grows
//! endlessly from nothing nor is measured against one first week.

use super::kind::{Growth, Targets};
use crate::{Calendar, EntrantId, MemberId, Period, TierId, Window};
use chrono::Days;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What a member did before the contest, in the rule's amount unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Newest first, at most as many as the rule looks at; only stretches that began after the member
    /// had joined.
    pub amounts: Vec<i64>,
}

/// What a member's growth is measured against, and how it came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ContestBaseline)]
pub struct Baseline {
    /// What growth is measured against; above zero.
    pub base: i64,
    /// The median of the member's own stretches; 0 without any.
    pub median: i64,
    /// What stands in for the stretches that are not known.
    pub tier_mean: i64,
    /// How many stretches are known.
    pub periods: usize,
    /// How many the rule looks at.
    pub of: i64,
}

/// Everyone's baselines. The tier's mean is the mean of the medians of that tier's members whose
/// history is full; without any of everybody's whose history is full; without any of everyone's who
/// has some history. All divisions round down.
pub fn baselines(
    growth: &Growth,
    pasts: &BTreeMap<EntrantId, (Option<TierId>, Past)>,
) -> BTreeMap<EntrantId, Baseline> {
    let of = growth.periods.max(1);
    let most = usize::try_from(of).unwrap_or(usize::MAX);
    let known = |past: &Past| past.amounts.len().min(most);
    let medians: BTreeMap<EntrantId, i64> = pasts
        .iter()
        .map(|(entrant, (_, past))| (*entrant, median(&past.amounts[..known(past)])))
        .collect();
    let (mut tiers, mut full, mut any) = (BTreeMap::new(), Mean::default(), Mean::default());
    for (entrant, (tier, past)) in pasts {
        let median = medians[entrant];
        if known(past) > 0 {
            any.add(median);
        }
        if known(past) == most {
            full.add(median);
            tiers.entry(*tier).or_insert_with(Mean::default).add(median);
        }
    }
    let everyone = full.floor().or(any.floor()).unwrap_or(0);
    let baseline = |(entrant, (tier, past)): (&EntrantId, &(Option<TierId>, Past))| {
        let (median, periods) = (medians[entrant], known(past));
        let tier_mean = tiers.get(tier).and_then(Mean::floor).unwrap_or(everyone);
        let own = i128::try_from(periods).unwrap_or(0);
        let others = i128::from(of) - own;
        let shrunk =
            (own * i128::from(median) + others * i128::from(tier_mean)).div_euclid(of.into());
        let base = (shrunk as i64).max(growth.base_min).max(1);
        let told = Baseline {
            base,
            median,
            tier_mean,
            periods,
            of,
        };
        (*entrant, told)
    };
    pasts.iter().map(baseline).collect()
}

/// The middle one; of an even count the mean of the middle two, rounded down; of none 0.
fn median(amounts: &[i64]) -> i64 {
    let mut sorted = amounts.to_vec();
    sorted.sort_unstable();
    let middle = sorted.len() / 2;
    let Some(upper) = sorted.get(middle).copied() else {
        return 0;
    };
    if sorted.len() % 2 == 1 {
        return upper;
    }
    let sum = i128::from(sorted[middle - 1]) + i128::from(upper);
    sum.div_euclid(2) as i64
}

#[derive(Default)]
struct Mean {
    sum: i128,
    count: i128,
}

impl Mean {
    fn add(&mut self, value: i64) {
        self.sum += i128::from(value);
        self.count += 1;
    }

    fn floor(&self) -> Option<i64> {
        (self.count > 0).then(|| self.sum.div_euclid(self.count) as i64)
    }
}

/// The `k` stretches before a window, newest first, each ending where the next begins.
///
/// Before a calendar week, month or quarter stand calendar weeks, months or quarters, so that
/// February is compared with January; before whole business days as many whole business days; before
/// anything else as many milliseconds.
pub fn stretches(window: Window, calendar: &Calendar, k: i64) -> Vec<Window> {
    let length = window.end.0.saturating_sub(window.start.0);
    if length <= 0 {
        return Vec::new();
    }
    let first = calendar.day(window.start);
    let named = [Period::Week, Period::Month, Period::Quarter]
        .into_iter()
        .find(|period| calendar.window(*period, first) == window);
    let after = calendar.day(window.end);
    let whole = calendar.start(first) == window.start && calendar.start(after) == window.end;
    let days = Days::new((after - first).num_days().unsigned_abs());
    let before = move |later: &Window| {
        let day = calendar.day(later.start);
        let start = match named {
            Some(period) => calendar.window_before(period, day).start,
            None if whole => calendar.start(day.checked_sub_days(days)?),
            None => later.start.plus_ms(-length),
        };
        let end = later.start;
        (start < end).then_some(Window { start, end })
    };
    let count = usize::try_from(k).unwrap_or(0);
    std::iter::successors(before(&window), before)
        .take(count)
        .collect()
}

/// What a member is to reach, in the rule's amount unit: their own target, else their tier's, else
/// everyone's.
pub fn target(targets: &Targets, member: MemberId, tier: Option<TierId>) -> i64 {
    let own = targets.members.iter().find(|row| row.member == member);
    let of_tier = || targets.tiers.iter().find(|row| Some(row.tier) == tier);
    own.map(|row| row.target)
        .or_else(|| of_tier().map(|row| row.target))
        .unwrap_or(targets.everyone)
}

#[cfg(test)]
#[path = "baseline_tests.rs"]
mod tests;
