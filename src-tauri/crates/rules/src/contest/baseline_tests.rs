use super::*;
use crate::BasisPoints;
use crate::contest::kind::{MemberTarget, TierTarget};
use proptest::prelude::*;

fn growth(periods: i64, base_min: i64) -> Growth {
    Growth {
        periods,
        base_min,
        growth_max: BasisPoints(50_000),
        orders_min: 0,
    }
}

type Pasts = BTreeMap<EntrantId, (Option<TierId>, Past)>;

fn pasts(rows: &[(i64, &[i64])]) -> Pasts {
    let past = |(id, (tier, amounts)): (i64, &(i64, &[i64]))| {
        let amounts = amounts.to_vec();
        (EntrantId(id), (Some(TierId(*tier)), Past { amounts }))
    };
    (1..).zip(rows).map(past).collect()
}

fn bases(growth: &Growth, rows: &[(i64, &[i64])]) -> Vec<i64> {
    let all = baselines(growth, &pasts(rows));
    all.values().map(|b| b.base).collect()
}

#[test]
fn a_full_history_is_its_median() {
    let rows: [(i64, &[i64]); 2] = [(1, &[900, 100, 200]), (1, &[7, 8, 9, 1_000])];
    assert_eq!(bases(&growth(3, 1), &rows), [200, 8], "only the newest k");
    assert_eq!(bases(&growth(2, 1), &[(1, &[3, 6])]), [4]);
}

#[test]
fn a_short_history_is_filled_with_the_tiers_mean() {
    let rows: [(i64, &[i64]); 5] = [
        (1, &[300, 300, 300]),
        (1, &[100, 100, 100]),
        (2, &[9_000, 9_000, 9_000]),
        (1, &[80]),
        (1, &[]),
    ];
    let all = baselines(&growth(3, 1), &pasts(&rows));
    let short = all[&EntrantId(4)];
    assert_eq!((short.median, short.tier_mean, short.periods), (80, 200, 1));
    assert_eq!(short.base, (80 + 2 * 200) / 3);
    assert_eq!(all[&EntrantId(5)].base, 200);
}

#[test]
fn a_tier_without_a_full_history_borrows_everyones() {
    let rows: [(i64, &[i64]); 3] = [(1, &[300, 100]), (2, &[90]), (2, &[])];
    assert_eq!(bases(&growth(2, 1), &rows), [200, 145, 200]);
    let young: [(i64, &[i64]); 2] = [(1, &[60]), (2, &[])];
    assert_eq!(bases(&growth(2, 1), &young), [60, 60]);
}

#[test]
fn a_baseline_is_never_below_the_least() {
    assert_eq!(
        bases(&growth(3, 50), &[(1, &[1, 2, 3]), (1, &[])]),
        [50, 50]
    );
    assert_eq!(bases(&growth(3, 0), &[(1, &[])]), [1]);
}

fn said(first: &str, last: &str, shift: i64, k: i64) -> Vec<String> {
    let calendar = Calendar {
        day_shift_minutes: shift,
        ..Calendar::default()
    };
    let day = |text: &str| text.parse().expect("a day");
    let window = calendar.days(day(first), day(last));
    let say = |w: &Window| {
        let time = |at| calendar.local(at).format("%m-%d %H:%M").to_string();
        format!("{} … {}", time(w.start), time(w.end))
    };
    stretches(window, &calendar, k).iter().map(say).collect()
}

#[test]
fn before_a_month_stand_months_before_a_week_weeks() {
    assert_eq!(
        said("2026-03-01", "2026-03-31", 240, 2),
        ["02-01 04:00 … 03-01 04:00", "01-01 04:00 … 02-01 04:00"]
    );
    assert_eq!(
        said("2026-11-16", "2026-11-22", 0, 2),
        ["11-09 00:00 … 11-16 00:00", "11-02 00:00 … 11-09 00:00"]
    );
    assert_eq!(
        said("2026-10-01", "2026-12-31", 0, 1),
        ["07-01 00:00 … 10-01 00:00"]
    );
}

#[test]
fn before_other_days_stand_as_many_days_before_hours_as_many_hours() {
    assert_eq!(
        said("2026-11-11", "2026-11-20", 0, 2),
        ["11-01 00:00 … 11-11 00:00", "10-22 00:00 … 11-01 00:00"]
    );
    let calendar = Calendar::default();
    let window = Window {
        start: crate::Moment(5_000),
        end: crate::Moment(7_000),
    };
    let starts: Vec<i64> = stretches(window, &calendar, 2)
        .iter()
        .map(|w| w.start.0)
        .collect();
    assert_eq!(starts, [3_000, 1_000]);
    assert_eq!(stretches(window, &calendar, 0), []);
}

#[test]
fn a_target_is_ones_own_then_the_tiers_then_everyones() {
    let targets = Targets {
        everyone: 10,
        tiers: vec![TierTarget {
            tier: TierId(2),
            target: 20,
        }],
        members: vec![MemberTarget {
            member: MemberId(3),
            target: 30,
        }],
    };
    let of = |member, tier| target(&targets, MemberId(member), Some(TierId(tier)));
    assert_eq!([of(1, 1), of(1, 2), of(3, 2)], [10, 20, 30]);
    assert_eq!(target(&targets, MemberId(1), None), 10);
}

proptest! {
    #[test]
    fn stretches_meet_without_a_gap(start in 0i64..2_000_000_000_000, length in 1i64..9_000_000_000, k in 0i64..13) {
        let window = Window { start: crate::Moment(start), end: crate::Moment(start + length) };
        let all = stretches(window, &Calendar::default(), k);
        prop_assert_eq!(all.len() as i64, k);
        let mut next = window.start;
        for stretch in all {
            prop_assert_eq!(stretch.end, next);
            prop_assert!(stretch.start < stretch.end);
            next = stretch.start;
        }
    }

    #[test]
    fn a_baseline_lies_between_ones_own_median_and_the_tiers_mean(
        rows in proptest::collection::vec((1i64..4, proptest::collection::vec(-50i64..1_000_000, 0..5)), 1..12),
        k in 1i64..5,
    ) {
        let rows: Vec<(i64, &[i64])> = rows.iter().map(|(tier, past)| (*tier, past.as_slice())).collect();
        for b in baselines(&growth(k, 1), &pasts(&rows)).values() {
            let own = if b.periods == 0 { b.tier_mean } else { b.median };
            let (low, high) = (own.min(b.tier_mean).max(1), own.max(b.tier_mean).max(1));
            prop_assert!(low <= b.base && b.base <= high, "{:?}", b);
        }
    }
}
