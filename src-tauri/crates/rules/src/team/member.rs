//! A member's profile and the tiers of a team.

use crate::{MemberId, Moment, TierId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A person in the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Member {
    /// Their number in the team.
    pub id: MemberId,
    /// Their name, or a pseudonym once they asked to be erased.
    pub name: String,
    /// 微信号.
    pub wechat: Option<String>,
    /// Phone, digits only.
    pub phone: Option<String>,
    /// 部门.
    pub department: Option<String>,
    /// 岗位.
    pub post: Option<String>,
    /// `MM-DD`, or `YYYY-MM-DD` when the year is known.
    pub birthday: Option<String>,
    /// What they like, in their own words.
    pub hobbies: Option<String>,
    /// Whether they agreed to be named on boards that others see.
    pub consents_to_board: bool,
    /// When they joined.
    pub joined_at: Moment,
    /// When they left, if they did.
    pub left_at: Option<Moment>,
    /// When their personal data was erased, if it was (DOMAIN law 16).
    pub erased_at: Option<Moment>,
}

impl Member {
    /// A member with a name and a day, and nothing else known.
    pub fn new(id: MemberId, name: impl Into<String>, joined_at: Moment) -> Self {
        Self {
            id,
            name: name.into(),
            wechat: None,
            phone: None,
            department: None,
            post: None,
            birthday: None,
            hobbies: None,
            consents_to_board: false,
            joined_at,
            left_at: None,
            erased_at: None,
        }
    }

    /// Whether they had joined and had not left at a moment.
    pub fn is_here_at(&self, at: Moment) -> bool {
        self.joined_at <= at && self.left_at.is_none_or(|left| at < left)
    }
}

/// A step of the team's ladder, such as 总代.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Tier {
    /// Its number in the team.
    pub id: TierId,
    /// Its name.
    pub name: String,
    /// Its place from the top, from 1.
    pub position: i64,
    /// Its colour, `#rrggbb`.
    pub colour: String,
    /// When it was retired: members keep it, nobody gets it anew.
    pub retired_at: Option<Moment>,
}
