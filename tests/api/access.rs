//! Starting, signing in, invitations, roles, settings, backups, and the table of permissions.

mod backup;
mod demo;
mod invitation;
mod permission;
mod role;
mod setting;
mod sign_in;
