//! The team: its people, their tiers and the dated sponsor tree (DOMAIN law 3).

pub mod heads;
pub mod intake;
pub mod joining;
pub mod member;
pub mod moving;
pub mod profile;
pub mod roster;
pub mod seek;
pub mod setting;
pub mod totals;
pub mod tree;

pub use joining::reason;
pub use member::{Member, Tier};
pub use moving::{Move, Moving, NoSuchMember};
pub use profile::Profile;
pub use roster::{MemberTier, Roster};
pub use seek::{Seek, Sound};
pub use setting::Settings;
pub use totals::{Shape, Sums, Totals};
pub use tree::{Cycle, Placement, Stay, Tree};

use crate::Moment;

/// The moment that stands for "since always", when nobody knows the day.
pub const SINCE_ALWAYS: Moment = Moment(0);

crate::refusals! {
    /// A branch would hang under itself.
    SponsorCycle { chain: String, day: String } 409,
    "这样会绕成一圈：{chain}（从 {day} 起）。请换一位推荐人，或先移动中间的人。",
    "This would form a circle: {chain} (from {day}). Choose another sponsor, or move someone in between first.";
}
