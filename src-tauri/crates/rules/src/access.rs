//! Roles and what a route asks of its caller (DOMAIN law 12); secrets, attempts, sessions.

pub mod attempt;
pub mod invitation;
pub mod role;
pub mod secret;
pub mod session;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a member may do in the team, from least to most.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Themselves and what is published.
    Member,
    /// Their branch as it stands, their contests.
    Leader,
    /// Everything.
    Founder,
}

impl Role {
    /// All roles, from least to most.
    pub const ALL: [Self; 3] = [Self::Member, Self::Leader, Self::Founder];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Leader => "leader",
            Self::Founder => "founder",
        }
    }

    /// The role of a word, `None` for any other.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// Who may call a route at all; what of it they may see is the handler's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permit {
    /// Anyone, signed in or not.
    Open,
    /// This role and those above it.
    From(Role),
}

impl Permit {
    /// Whether a caller (none: not signed in) passes.
    pub fn admits(self, role: Option<Role>) -> bool {
        match self {
            Self::Open => true,
            Self::From(least) => role.is_some_and(|role| role >= least),
        }
    }
}

crate::refusals! {
    /// No session, or it has ended.
    SignInFirst {} 401,
    "请先登录。",
    "Please sign in first.";

    /// The caller's role is below the route's.
    NotYours {} 403,
    "您的权限看不到或改不了这里；需要时请联系创始人。",
    "Your role does not reach this. Ask the founder if you need it.";
}
