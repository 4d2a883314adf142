//! Identities: whole numbers, given out per team in the order of recording.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
            #[serde(transparent)]
            #[schema(value_type = i64)]
            pub struct $name(pub i64);

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    self.0.fmt(f)
                }
            }
        )*
    };
}

ids! {
    /// A team, the owner of every other row.
    TeamId;
    /// A member of a team.
    MemberId;
    /// A tier of a team.
    TierId;
    /// One order line.
    SaleId;
    /// One refund of one order line.
    RefundId;
    /// One confirmed import.
    ImportId;
    /// One reported sale (报单).
    ReportId;
    /// One version of the earning rules.
    RulesId;
    /// One telling of a product's category.
    CategoryId;
    /// One invitation.
    InvitationId;
    /// One contest.
    ContestId;
    /// Who competes in a contest: a member by their number, or a team by its place in the rule's list, from 1.
    EntrantId;
    /// One prize of the shop.
    PrizeId;
    /// One redemption of a prize.
    RedemptionId;
    /// One draw by lot.
    DrawId;
    /// One pool that several save in for a prize.
    PoolId;
    /// One praise.
    PraiseId;
    /// One title or right that can be given.
    TitleId;
    /// One giving of a title or right to one member.
    AwardId;
    /// One round in which people are nominated for a title.
    RoundId;
    /// One announcement of the founder.
    AnnouncementId;
}
