//! How long a sign-in lasts.

use crate::Moment;

/// Days after which a session ends by itself.
pub const DAYS: i64 = 30;

/// When a session begun now ends by itself.
pub fn ends_at(now: Moment) -> Moment {
    now.plus_days(DAYS)
}

crate::refusals! {
    /// The secret given to confirm oneself is not the caller's.
    NotYourSecret {} 403,
    "当前密码不对，什么都没有改动。",
    "The current secret is not right; nothing was changed.";
}
