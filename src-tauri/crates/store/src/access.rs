//! Sessions, roles, credentials, invitations, attempts.

pub mod attempt;
pub mod credential;
pub mod invitation;
pub mod role;
pub mod session;

use crate::{Result, Tx};
use rules::access::Role;
use rules::{MemberId, Moment, TeamId};

/// Ends what let a member in, when they leave: sessions, open invitations, a role above a plain
/// member's. None of it comes back when they do.
pub async fn shut(
    tx: &mut Tx,
    team: TeamId,
    member: MemberId,
    by: Option<MemberId>,
    reason: Option<&str>,
    now: Moment,
) -> Result<()> {
    session::end_others(tx, team, member, "", now).await?;
    invitation::revoke_open(tx, team, member, now).await?;
    if role::of_member(tx, team, member).await? != Role::Member {
        role::give(tx, team, member, Role::Member, by, reason, now).await?;
    }
    Ok(())
}
