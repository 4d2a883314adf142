//! What answers are made of, and what writes reach, by the nouns' tags.

use super::Tag;

/// What a board is made of: facts, people, privacy.
pub const BOARD: &[Tag] = &[
    Tag::Leaderboard,
    Tag::Sale,
    Tag::Points,
    Tag::Team,
    Tag::Setting,
];

/// What posters are made of.
pub const POSTER: &[Tag] = &[
    Tag::Contest,
    Tag::Sale,
    Tag::Points,
    Tag::Team,
    Tag::Photo,
    Tag::Setting,
];

/// What a contest's board is made of.
pub const CONTEST: &[Tag] = &[
    Tag::Contest,
    Tag::Sale,
    Tag::Points,
    Tag::Team,
    Tag::Setting,
];

/// What a wall screen shows: a contest's board, with faces.
pub const WALL: &[Tag] = &[
    Tag::Contest,
    Tag::Sale,
    Tag::Points,
    Tag::Team,
    Tag::Photo,
    Tag::Setting,
];

/// What a draw is made of: its plan, people and, in a draft, their sales.
pub const DRAWN: &[Tag] = &[Tag::Prize, Tag::Sale, Tag::Team, Tag::Setting];
/// What a redemption changes: the points of who asked, and the shelf.
pub const REDEEMED: &[Tag] = &[Tag::Prize, Tag::Points];
/// What a hall of honours is made of.
pub const HALL: &[Tag] = &[
    Tag::Honour,
    Tag::Sale,
    Tag::Contest,
    Tag::Team,
    Tag::Setting,
];
/// What the team's records follow from.
pub const RECORDS: &[Tag] = &[Tag::Sale, Tag::Contest, Tag::Team, Tag::Setting];
/// What titles and their rounds show: who holds what, as names may be shown.
pub const TITLES: &[Tag] = &[Tag::Honour, Tag::Team, Tag::Setting];
/// What a praise changes: the wall, and perhaps points.
pub const PRAISED: &[Tag] = &[Tag::Honour, Tag::Points];
/// What is done with a contest: its result pays points and gives titles.
pub const ACTED: &[Tag] = &[
    Tag::Contest,
    Tag::Points,
    Tag::Leaderboard,
    Tag::Sale,
    Tag::Honour,
];

/// What a change of people, tiers or the tree reaches.
pub const TEAM: &[Tag] = &[
    Tag::Team,
    Tag::Access,
    Tag::Sale,
    Tag::Points,
    Tag::Leaderboard,
    Tag::Record,
];

/// What a change of sales reaches.
pub const SOLD: &[Tag] = &[
    Tag::Sale,
    Tag::Points,
    Tag::Leaderboard,
    Tag::Team,
    Tag::Record,
];
