//! How fast and how long a robot is written to.

use super::Platform;
use crate::Moment;

/// What was not delivered so long after it was due is news no more.
pub const GIVE_UP_MS: i64 = 6 * 3_600_000;
/// A part that was sent so long ago without a word of how it went: nobody is waiting for it any more.
pub const LEASE_MS: i64 = 120_000;
/// So often a part is sent without a word of how it went: each of these may have arrived, and a group
/// shall not read the same all evening.
pub const UNKNOWN_MAX: usize = 5;

/// A minute as the platforms may count it, with a second for the way there.
const MINUTE_MS: i64 = 61_000;
/// A second, likewise.
const SECOND_MS: i64 = 1_100;
const FIRST_WAIT_MS: i64 = 5_000;
const WAIT_MS_MAX: i64 = 600_000;

/// When the next part may be sent to a robot, from `now` on. `sent`: when parts were sent to it lately,
/// earliest first.
pub fn slot(platform: Platform, sent: &[Moment], now: Moment) -> Moment {
    let after = |count: usize, window: i64| {
        let nth = sent.len().checked_sub(count)?;
        sent.get(nth).map(|at| at.plus_ms(window))
    };
    let minute = after(platform.per_minute(), MINUTE_MS);
    let second = platform
        .per_second()
        .and_then(|count| after(count, SECOND_MS));
    let at = [minute, second]
        .into_iter()
        .flatten()
        .fold(now, Moment::max);
    match platform {
        Platform::Feishu => past_the_rush(at),
        _ => at,
    }
}

/// 飞书 refuses some of what everybody sends at full and half hours (11232): a minute later is calm.
fn past_the_rush(at: Moment) -> Moment {
    let minute = at.0.div_euclid(60_000);
    if minute.rem_euclid(30) == 0 {
        Moment((minute + 1) * 60_000)
    } else {
        at
    }
}

/// How long to wait after so many failures in a row: 5 s, then twice as long each time, at most 10 minutes.
pub fn back_off_ms(failures: u32) -> i64 {
    let doubled = FIRST_WAIT_MS.checked_shl(failures.saturating_sub(1).min(20));
    doubled.unwrap_or(WAIT_MS_MAX).min(WAIT_MS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn waits_double_up_to_ten_minutes() {
        let waits: Vec<i64> = (1..=9).map(|n| back_off_ms(n) / 1000).collect();
        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 320, 600, 600]);
        assert_eq!(back_off_ms(u32::MAX), 600_000);
        assert_eq!(back_off_ms(0), 5_000);
    }

    #[test]
    fn feishu_is_left_alone_at_full_and_half_hours() {
        let check = |at: i64, slot_at: i64| {
            let minute = |n: i64| Moment(n * 60_000);
            assert_eq!(slot(Platform::Feishu, &[], minute(at)), minute(slot_at));
            assert_eq!(slot(Platform::Wecom, &[], minute(at)), minute(at));
        };
        check(60, 61);
        check(90, 91);
        check(59, 59);
        check(61, 61);
    }

    proptest! {
        #[test]
        fn no_window_holds_more_than_the_platform_takes(
            wishes in prop::collection::vec(0_i64..4_000, 1..120),
            platform in prop::sample::select(&Platform::ALL[..]),
        ) {
            let mut now = Moment(1_795_312_800_000);
            let mut sent: Vec<Moment> = Vec::new();
            for wish in wishes {
                now = now.plus_ms(wish);
                let at = slot(platform, &sent, now);
                prop_assert!(at >= now);
                // Asked again then, it says the same.
                prop_assert_eq!(slot(platform, &sent, at), at);
                sent.push(at);
                now = at;
            }
            for at in &sent {
                let within = |window: i64| {
                    sent.iter().filter(|one| **one >= *at && one.0 < at.0 + window).count()
                };
                prop_assert!(within(60_000) <= 18);
                prop_assert!(platform != Platform::Feishu || within(1_000) <= 5);
            }
        }
    }
}
