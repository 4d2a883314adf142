//! How often a sign-in may be tried.

use crate::Moment;

/// Failures in a row are counted over this long.
pub const MEMORY_MS: i64 = 24 * 60 * MINUTE;
/// Failures of everyone together are counted over this long.
pub const BRAKE_MS: i64 = MINUTE;
/// Failures of everyone together in [`BRAKE_MS`] after which nobody new is let try.
pub const BRAKE_FAILURES: i64 = 60;

const MINUTE: i64 = 60_000;
/// Every so many failures in a row close the login for a while.
const FAILURES_A_LOCK: usize = 5;
/// The longest a login is closed.
const LOCK_MS_MAX: i64 = 4 * 60 * MINUTE;

/// From when a login may be tried again, given the moments of its failures since its last success,
/// oldest first; `None`: at once.
///
/// The third and fourth failure in a row cost some seconds, every fifth a quarter of an hour, doubled
/// each time.
pub fn opens_at(failures: &[Moment]) -> Option<Moment> {
    let last = *failures.last()?;
    let count = failures.len();
    let wait = match count % FAILURES_A_LOCK {
        0 => {
            let doublings = u32::try_from(count / FAILURES_A_LOCK - 1).unwrap_or(u32::MAX);
            (15 * MINUTE)
                .saturating_mul(2i64.saturating_pow(doublings.min(16)))
                .min(LOCK_MS_MAX)
        }
        3 => 5_000,
        4 => 30_000,
        _ => return None,
    };
    Some(last.plus_ms(wait))
}

crate::refusals! {
    /// The login and the secret do not belong together, or the login is not known: the same words.
    WrongSecret {} 401,
    "登录名或密码不对。请检查后再试；忘记了可以请创始人发新的邀请。",
    "The name or the secret is not right. Check them and try again; if it is forgotten, ask the founder for a new invitation.";

    /// This login failed too often in a row.
    TooManyAttempts { minutes: i64 } 429,
    "这个登录名连续输错太多次，请 {minutes} 分钟后再试。",
    "Too many failures in a row for this name. Try again in {minutes} min.";

    /// So many fail at once that nobody is let try for a moment.
    SignInBusy {} 429,
    "现在登录失败的次数太多，请一分钟后再试。",
    "Too many sign-ins are failing right now. Try again in a minute.";

    /// Several members answer to this name and secret.
    AmbiguousLogin {} 409,
    "有几位成员都对得上，请改用手机号或微信号登录。",
    "Several members match. Sign in with the phone number or WeChat id instead.";
}

/// Whole minutes from now until a moment, at least one.
pub fn minutes_until(opens: Moment, now: Moment) -> i64 {
    ((opens.0 - now.0) / MINUTE + 1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wait_after(count: i64) -> Option<i64> {
        let failures: Vec<Moment> = (1..=count).map(|n| Moment(n * 1000)).collect();
        opens_at(&failures).map(|opens| (opens.0 - count * 1000) / 1000)
    }

    #[test]
    fn the_wait_grows_with_failures_in_a_row() {
        let waits: Vec<_> = (0..=20).map(wait_after).collect();
        let said = format!("{waits:?}")
            .replace("Some", "")
            .replace("None", "-");
        assert_eq!(
            said,
            "[-, -, -, (5), (30), (900), -, -, (5), (30), (1800), -, -, (5), (30), (3600), -, -, (5), (30), (7200)]"
        );
    }

    proptest! {
        /// Guessing without end gets fewer than 60 tries a day, so a PIN of six digits lasts.
        #[test]
        fn a_day_of_guessing_is_a_handful(pace in 1i64..60_000) {
            let (mut now, mut failures) = (Moment(0), Vec::new());
            while now.0 < MEMORY_MS {
                if opens_at(&failures).is_none_or(|opens| opens <= now) {
                    failures.push(now);
                }
                now = now.plus_ms(pace);
            }
            prop_assert!(failures.len() < 60, "{}", failures.len());
        }
    }
}
