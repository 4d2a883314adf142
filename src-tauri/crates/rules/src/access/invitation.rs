//! Invitations: a link with which a member sets their PIN, once.

use crate::{Moment, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Days for which an invitation can be accepted.
pub const DAYS: i64 = 7;

/// When an invitation issued now expires.
pub fn expires_at(now: Moment) -> Moment {
    now.plus_days(DAYS)
}

/// Where an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// Can be accepted.
    Open,
    /// Was accepted, and is used up.
    Accepted,
    /// Was taken back, by a person or by a newer one.
    Revoked,
    /// Was not accepted in time.
    Expired,
}

impl InvitationState {
    /// Where an invitation stands now.
    pub fn of(
        accepted: Option<Moment>,
        revoked: Option<Moment>,
        expires: Moment,
        now: Moment,
    ) -> Self {
        match (accepted, revoked) {
            (Some(_), _) => Self::Accepted,
            (None, Some(_)) => Self::Revoked,
            (None, None) if expires <= now => Self::Expired,
            (None, None) => Self::Open,
        }
    }

    /// Refuses everything but an open invitation, saying what became of it.
    pub fn must_be_open(self) -> Result<(), Refusal> {
        match self {
            Self::Open => Ok(()),
            Self::Accepted => Err(InvitationUsed {}.into()),
            Self::Revoked => Err(InvitationRevoked {}.into()),
            Self::Expired => Err(InvitationExpired {}.into()),
        }
    }
}

crate::refusals! {
    /// No invitation has this token.
    InvitationUnknown {} 404,
    "这个邀请链接不完整或不存在，请让邀请人重新发一次。",
    "This invitation link is incomplete or does not exist. Ask for it again.";

    /// The invitation was accepted already.
    InvitationUsed {} 410,
    "这个邀请已经用过了，请直接登录；忘记 PIN 请让邀请人重新发一次。",
    "This invitation was used already. Sign in; if the PIN is forgotten, ask for a new one.";

    /// The invitation was taken back.
    InvitationRevoked {} 410,
    "这个邀请已被收回，请用最新的链接，或让邀请人重新发一次。",
    "This invitation was taken back. Use the latest link, or ask for a new one.";

    /// The invitation was not accepted in time.
    InvitationExpired {} 410,
    "这个邀请已过期，请让邀请人重新发一次。",
    "This invitation has expired. Ask for a new one.";

    /// Someone who has left is not invited.
    MemberHasLeft { name: String } 409,
    "{name} 已离开团队，不能登录；要先让他回到团队。",
    "{name} has left the team and cannot sign in; they would have to rejoin first.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_open_until_its_last_moment() {
        let expires = Moment(100);
        let at = |now| InvitationState::of(None, None, expires, Moment(now));
        assert_eq!(at(99), InvitationState::Open);
        assert_eq!(at(100), InvitationState::Expired);
    }

    #[test]
    fn a_used_invitation_stays_used() {
        let state = InvitationState::of(Some(Moment(1)), Some(Moment(2)), Moment(9), Moment(5));
        assert_eq!(
            state.must_be_open().expect_err("used").code,
            "InvitationUsed"
        );
    }
}
