//! What points are worth, and how long someone saves: two estimates that the pages say are estimates.

use crate::Fen;

/// What `points` open points will cost, if each costs as much as those before: `cost` for `used`
/// points. Rounded to the nearest fen, half up. None when nothing was used yet.
pub fn liability(points: i64, cost: Fen, used: i64) -> Option<Fen> {
    if used <= 0 {
        return None;
    }
    let whole = i128::from(points) * i128::from(cost.0);
    let fen = (2 * whole + i128::from(used)).div_euclid(2 * i128::from(used));
    i64::try_from(fen).ok().map(Fen)
}

/// Days over which someone's pace is looked at.
pub const PACE_DAYS: i64 = 30;

/// Days until `missing` points are there, when `earned` came in the last [`PACE_DAYS`]; rounded up.
/// None when nothing came, or when it would take more than ten years.
pub fn days_until(missing: i64, earned: i64) -> Option<i64> {
    if missing <= 0 {
        return Some(0);
    }
    if earned <= 0 {
        return None;
    }
    let days = (missing.checked_mul(PACE_DAYS)? + earned - 1) / earned;
    (days <= 3_650).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_points_cost_what_used_ones_did() {
        assert_eq!(liability(1_000, Fen(4_500), 300), Some(Fen(15_000)));
        assert_eq!(liability(1, Fen(1), 2), Some(Fen(1)));
        assert_eq!(liability(1_000, Fen(4_500), 0), None);
    }

    #[test]
    fn what_is_missing_comes_at_the_pace_of_the_last_month() {
        assert_eq!(days_until(120, 300), Some(12));
        assert_eq!(days_until(121, 300), Some(13));
        assert_eq!(days_until(0, 0), Some(0));
        assert_eq!(days_until(10, 0), None);
        assert_eq!(days_until(i64::MAX, 1), None);
    }
}
