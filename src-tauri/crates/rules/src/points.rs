//! Points: earning rules and the double-entry ledger (DOMAIN laws 4 to 6).
//!
//! A sale's points are a function of the facts as they stand ([`earn`]); the ledger only ever gets
//! the difference to what it already says ([`standing`], [`follow`]), and says after which change
//! ([`because`]). A posting is one transfer between two
//! accounts ([`account`]), chained by hash ([`posting`]). Available points lie in lots that are used
//! and expire first in, first out ([`lot`]).

pub mod account;
pub mod because;
pub mod calendars;
pub mod earn;
pub mod follow;
pub mod grant;
pub mod lot;
pub mod posting;
pub mod recount;
pub mod rule;
pub mod standing;
pub mod tick;
pub mod verify;
pub mod version;
pub mod why;

pub use account::{Account, Cause};
pub use because::Because;
pub use calendars::Calendars;
pub use posting::{Draft, Hash, InLot, Posting};
pub use rule::{EarningRules, Rate};
pub use version::{Book, Version};

use crate::team::Settings;
use crate::team::setting::RefundOfSpent;
use crate::{Calendar, Moment};
use chrono::Months;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whole points.
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
pub struct Points(pub i64);

/// What of the team's settings the ledger follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Whose business days returns and expiries are reckoned in.
    pub calendar: Calendar,
    /// Business days after the sale's own until earned points become available.
    pub return_days: i64,
    /// Months until available points expire; 0: never.
    pub expire_months: i64,
    /// Whether the team bears a refund of spent points; otherwise the member owes them.
    pub team_bears_spent: bool,
}

impl Default for Terms {
    fn default() -> Self {
        Self::from(&Settings::default())
    }
}

impl From<&Settings> for Terms {
    fn from(settings: &Settings) -> Self {
        Self {
            calendar: settings.calendar(),
            return_days: settings.return_days,
            expire_months: settings.points_expire_months,
            team_bears_spent: settings.refund_of_spent == RefundOfSpent::Bear,
        }
    }
}

impl Terms {
    /// When points of a sale become available: at the start of the business day that follows the
    /// return window. All sales of one business day mature together.
    pub fn matures_at(&self, sold_at: Moment) -> Moment {
        let days = u64::try_from(self.return_days.max(0)).unwrap_or(0) + 1;
        let day = self.calendar.day(sold_at);
        let after = day.checked_add_days(chrono::Days::new(days)).unwrap_or(day);
        self.calendar.start(after)
    }

    /// When points that became available at `from` expire, if ever.
    pub fn expires_at(&self, from: Moment) -> Option<Moment> {
        let months = u32::try_from(self.expire_months).ok().filter(|m| *m > 0)?;
        let day = self.calendar.day(from);
        let last = day.checked_add_months(Months::new(months)).unwrap_or(day);
        // The day itself still counts: points run out when it ends.
        Some(self.calendar.start(last.succ_opt().unwrap_or(last)))
    }
}
