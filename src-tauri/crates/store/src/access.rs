//! Sessions, roles, credentials, invitations, attempts.

pub mod attempt;
pub mod credential;
pub mod invitation;
pub mod role;
pub mod session;
