//! Growth against one's own past: the one place where it is defined.
//!
//! Net sales of the window against the net sales of the period before it up to the same point, in
//! basis points, rounded down (towards less), so that nobody is flattered: 1 000 → 1 249.99 yuan is
//! 2 499 basis points. Whose past is below [`GROWTH_BASE_MIN`] has no growth and no place, because
//! from next to nothing any sale is an enormous growth.

use crate::Fen;

/// The least net sales of the period before that growth is reckoned from: 100 yuan.
pub const GROWTH_BASE_MIN: Fen = Fen(10_000);

/// Growth in basis points, rounded down; none below the least base.
pub fn growth(now: Fen, base: Fen) -> Option<i64> {
    if base < GROWTH_BASE_MIN {
        return None;
    }
    let more = i128::from(now.0) - i128::from(base.0);
    let points = (more * 10_000).div_euclid(i128::from(base.0));
    Some(points.clamp(i64::MIN.into(), i64::MAX.into()) as i64)
}

/// The net sales still missing to a growth of `points`; nothing when it is reached.
pub fn fen_to_reach(points: i64, now: Fen, base: Fen) -> Fen {
    // growth ≥ points  ⟺  now ≥ base + points × base / 10 000, rounded up.
    let product = i128::from(points) * i128::from(base.0);
    let rise = -(-product).div_euclid(10_000);
    let missing = i128::from(base.0) + rise - i128::from(now.0);
    Fen(missing.clamp(0, i64::MAX.into()) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn growth_is_rounded_down_and_needs_a_base() {
        let said = [
            growth(Fen(124_999), Fen(100_000)),
            growth(Fen(66_667), Fen(100_000)),
            growth(Fen(0), Fen(30_000)),
            growth(Fen(99_999), Fen(100_000)),
            growth(Fen(500_000), Fen(9_999)),
        ];
        assert_eq!(
            said,
            [Some(2_499), Some(-3_334), Some(-10_000), Some(-1), None]
        );
    }

    proptest! {
        #[test]
        fn what_is_missing_is_enough_and_no_fen_too_much(
            points in -10_000i64..100_000, now in 0i64..10_000_000, base in 10_000i64..10_000_000,
        ) {
            let missing = fen_to_reach(points, Fen(now), Fen(base)).0;
            prop_assert!(growth(Fen(now + missing), Fen(base)) >= Some(points));
            if missing > 0 {
                prop_assert!(growth(Fen(now + missing - 1), Fen(base)) < Some(points));
            }
        }
    }
}
