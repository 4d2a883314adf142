//! Starting, signing in, invitations, roles.

mod sign_in;
