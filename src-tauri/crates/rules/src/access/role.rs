//! Who may be given which role.

use super::Role;
use super::secret::SecretKind;
use crate::Refusal;

/// What a change of a role looks at.
#[derive(Clone, Copy, Debug)]
pub struct Change {
    /// The member's role now.
    pub from: Role,
    /// The role to give.
    pub to: Role,
    /// How many founders the team has now.
    pub founders: usize,
    /// What the member signs in with, none before they accepted an invitation.
    pub secret: Option<SecretKind>,
    /// Whether the member has left.
    pub has_left: bool,
}

crate::refusals! {
    /// The member has this role already.
    RoleUnchanged {} 409,
    "这位成员已经是这个角色，不用再改。",
    "This member has that role already.";

    /// A team is never without a founder.
    LastFounder {} 409,
    "团队不能没有创始人：请先把创始人交给另一位成员。",
    "A team is never without a founder: hand it over to someone else first.";

    /// A founder signs in with a passphrase, not with a PIN.
    FounderNeedsPassphrase {} 409,
    "创始人要用口令登录：请这位成员先接受邀请，并在“我的账号”里把 PIN 换成口令。",
    "A founder signs in with a passphrase: this member must first accept an invitation and change their PIN to a passphrase in My account.";

    /// Someone who has left holds no role.
    RoleForLeaver {} 409,
    "这位成员已离开团队，不能再有角色。",
    "This member has left the team and cannot hold a role.";
}

/// Refuses a change that would leave no founder, a founder with a PIN, or a role with a leaver.
pub fn check(change: Change) -> Result<(), Refusal> {
    if change.from == change.to {
        return Err(RoleUnchanged {}.into());
    }
    if change.has_left && change.to > Role::Member {
        return Err(RoleForLeaver {}.into());
    }
    if change.from == Role::Founder && change.founders <= 1 {
        return Err(LastFounder {}.into());
    }
    if change.to == Role::Founder && change.secret != Some(SecretKind::Passphrase) {
        return Err(FounderNeedsPassphrase {}.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(change: Change) -> &'static str {
        check(change).err().map_or("ok", |refusal| refusal.code)
    }

    #[test]
    fn every_refused_change_has_its_reason() {
        let leader = Change {
            from: Role::Member,
            to: Role::Leader,
            founders: 1,
            secret: Some(SecretKind::Pin),
            has_left: false,
        };
        assert_eq!(code(leader), "ok");
        assert_eq!(
            code(Change {
                to: Role::Member,
                ..leader
            }),
            "RoleUnchanged"
        );
        assert_eq!(
            code(Change {
                has_left: true,
                ..leader
            }),
            "RoleForLeaver"
        );
        let founder = Change {
            to: Role::Founder,
            ..leader
        };
        assert_eq!(code(founder), "FounderNeedsPassphrase");
        assert_eq!(
            code(Change {
                secret: Some(SecretKind::Passphrase),
                ..founder
            }),
            "ok"
        );
        let down = Change {
            from: Role::Founder,
            ..leader
        };
        assert_eq!(code(down), "LastFounder");
        assert_eq!(
            code(Change {
                founders: 2,
                ..down
            }),
            "ok"
        );
    }
}
