//! The team: members, tiers, the dated sponsor tree.
