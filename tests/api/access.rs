//! Starting, signing in, invitations, roles.

mod demo;
mod sign_in;
