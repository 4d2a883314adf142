//! Whose facts a caller may see, and how much of them (DOMAIN law 12).

use crate::caller::Caller;
use rules::access::Role;
use rules::leaderboard::shown_face;
use rules::team::{Member, Profile, Roster, Settings};
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

    /// Whether the caller may know how to reach a member: the founder everyone, a leader those they
    /// brought in themselves, everybody themselves.
    pub fn reaches(&self, roster: &Roster, member: MemberId, now: Moment) -> bool {
        match self.role {
            Role::Founder => true,
            Role::Leader => {
                self.member == member || roster.tree.sponsor_at(member, now) == Some(self.member)
            }
            Role::Member => self.member == member,
        }
    }

    /// Whether the caller may see a member's face.
    pub fn sees_face(
        &self,
        roster: &Roster,
        settings: &Settings,
        member: MemberId,
        now: Moment,
    ) -> bool {
        let theirs = self.sees(roster, member, now);
        roster
            .member(member)
            .is_some_and(|member| shown_face(settings, theirs, member.consents_to_board))
    }

    /// A member's profile as the caller may see it.
    pub fn shown(&self, roster: &Roster, member: &Member, now: Moment) -> Member {
        let mut shown = member.clone();
        if !self.reaches(roster, member.id, now) {
            Profile::of(member).masked().onto(&mut shown);
        }
        shown
    }
}
