//! Money as whole fen, rates as basis points, and the one way to share a sum out.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Money in whole fen (1/100 yuan).
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(transparent)]
#[schema(value_type = i64)]
pub struct Fen(pub i64);

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Sum, or `None` past the bounds of i64.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// Difference, or `None` past the bounds of i64.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// As yuan with two places and no sign of currency: `1234.50`, `-0.05`.
    pub fn yuan(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let abs = self.0.unsigned_abs();
        format!("{sign}{}.{:02}", abs / 100, abs % 100)
    }
}

/// A number with its thousands apart: `-1,234,567.80`.
pub fn grouped(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut text = String::new();
    for (at, digit) in whole.char_indices() {
        let behind = whole.len() - at;
        if at > 0 && behind % 3 == 0 && !text.ends_with('-') {
            text.push(',');
        }
        text.push(digit);
    }
    text + rest
}

impl std::iter::Sum for Fen {
    /// Saturates at the bounds of i64, which is 92 quadrillion yuan.
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, |a, b| Self(a.0.saturating_add(b.0)))
    }
}

/// A rate in hundredths of a percent: 10 000 is the whole.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(transparent)]
#[schema(value_type = i64)]
pub struct BasisPoints(pub i64);

/// Shares `total` out by `weights` so that the parts always add up to it (largest remainder).
///
/// Equal remainders go to the earlier weight. With no positive weight all of it goes to the first
/// part; negative weights count as zero. Empty weights give no parts.
pub fn allocate(total: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i128 = weights.iter().map(|w| i128::from((*w).max(0))).sum();
    if weights.is_empty() {
        return Vec::new();
    }
    if sum == 0 {
        let mut parts = vec![0; weights.len()];
        parts[0] = total;
        return parts;
    }
    // Whole division rounds toward zero for both signs, so |rest| < number of weights.
    let exact = |w: i64| i128::from(total) * i128::from(w.max(0));
    let mut parts: Vec<i64> = weights.iter().map(|w| (exact(*w) / sum) as i64).collect();
    let mut rest = total - parts.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|i| (std::cmp::Reverse((exact(weights[*i]) % sum).abs()), *i));
    for i in order {
        if rest == 0 {
            break;
        }
        let step = rest.signum();
        parts[i] += step;
        rest -= step;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn yuan_keeps_two_places_and_the_sign() {
        let said: Vec<String> = [0, 5, 150, -5, -12_345].map(|f| Fen(f).yuan()).into();
        assert_eq!(said, ["0.00", "0.05", "1.50", "-0.05", "-123.45"]);
    }

    proptest! {
        #[test]
        fn shares_always_add_up(total in -1_000_000_000_000i64..1_000_000_000_000, weights in proptest::collection::vec(0i64..1_000_000, 1..20)) {
            let parts = allocate(total, &weights);
            prop_assert_eq!(parts.iter().sum::<i64>(), total);
        }

        #[test]
        fn no_share_is_a_whole_unit_off(total in 0i64..1_000_000, weights in proptest::collection::vec(1i64..1_000, 1..20)) {
            let sum: i64 = weights.iter().sum();
            for (part, weight) in allocate(total, &weights).iter().zip(&weights) {
                prop_assert!((part * sum - total * weight).abs() < sum);
            }
        }
    }
}
