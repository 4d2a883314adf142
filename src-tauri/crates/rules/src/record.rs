//! What the record of changes tells apart.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $word:literal;)*) => {
        /// What was changed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind { $($(#[$doc])* $name),* }

        impl Kind {
            /// All kinds, in the order a person is offered them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word kept in the database.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// The kind of a word, `None` for any other.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.word() == word)
            }
        }
    };
}

kinds! {
    /// The team itself: begun, renamed.
    Team "team";
    /// The settings; before and after are whole versions.
    Setting "setting";
    /// A member's role.
    Role "role";
    /// An invitation: issued, accepted, revoked.
    Invitation "invitation";
    /// A member's passphrase or PIN was set. Never its value.
    Credential "credential";
    /// A member's consent to be named on boards.
    Consent "consent";
    /// A member: added, changed, left.
    Member "member";
    /// A member's photo: set, replaced, removed. Never the picture.
    Photo "photo";
    /// A tier, or a member's tier.
    Tier "tier";
    /// Who a member's sponsor is.
    Placement "placement";
    /// A roster's import.
    Roster "roster";
    /// Which member a shop's seller is.
    Seller "seller";
    /// An import of orders, or its undoing.
    Import "import";
    /// Which category goods are of.
    Product "product";
    /// A report's decision.
    Report "report";
    /// The earning rules.
    EarningRules "earning_rules";
    /// Points granted by a person.
    Grant "grant";
    /// A backup made or opened.
    Backup "backup";
    /// A group robot: connected, changed, taken away. Never its address or secret.
    Robot "robot";
    /// How the team's posters look, or its mark on them. Never the picture.
    PosterStyle "poster_style";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_and_the_api_use_the_same_words() {
        for kind in Kind::ALL {
            let said = serde_json::to_value(kind).expect("a word");
            assert_eq!(said, kind.word());
        }
    }
}
