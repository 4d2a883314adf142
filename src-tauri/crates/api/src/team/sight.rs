//! Whose facts a caller may see (DOMAIN law 12).

use crate::caller::Caller;
use rules::access::Role;
use rules::team::Roster;
use rules::{MemberId, Moment};

impl Caller {
    /// Whether the caller sees a member's facts: the founder everyone's, a leader their branch's as it
    /// stands now, a member their own.
    pub fn sees(&self, roster: &Roster, member: MemberId, now: Moment) -> bool {
        match self.role {
            Role::Founder => true,
            Role::Leader => roster.tree.holds_at(self.member, member, now),
            Role::Member => self.member == member,
        }
    }
}
