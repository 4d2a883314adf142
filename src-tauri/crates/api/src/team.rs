//! The team: members, tiers, the tree.

mod census;
mod chart;
mod edit;
mod intake;
mod leaving;
mod member;
mod member_tier;
mod moving;
mod photo;
mod roster;
mod seller;
mod sight;
mod tier;

pub use census::Censuses;
pub(crate) use photo::{NoSuchPhoto, Photo};
pub use roster::{Desk, Rosters};

use crate::app::App;
use rules::team::{Member, Roster};
use rules::{MemberId, Moment};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(member::members, edit::add))
        .routes(routes!(member::member, edit::change))
        .routes(routes!(photo::photos))
        .routes(routes!(photo::photo))
        .routes(routes!(photo::set, photo::remove))
        .routes(routes!(member_tier::preview))
        .routes(routes!(member_tier::set))
        .routes(routes!(seller::set_sellers))
        .routes(routes!(leaving::leave))
        .routes(routes!(leaving::come_back))
        .routes(routes!(leaving::erase))
        .routes(routes!(moving::preview))
        .routes(routes!(moving::go))
        .routes(routes!(moving::undo))
        .routes(routes!(tier::tiers, tier::add))
        .routes(routes!(tier::change))
        .routes(routes!(tier::order))
        .routes(routes!(tier::retire))
        .routes(routes!(intake::plan))
        .routes(routes!(intake::take_in))
        .routes(routes!(chart::chart))
        .routes(routes!(chart::seek))
}

/// A member by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Named {
    /// Their number.
    pub id: MemberId,
    /// Their name.
    pub name: String,
}

impl Named {
    fn of(roster: &Roster, id: MemberId) -> Self {
        let name = roster.name(id).to_owned();
        Self { id, name }
    }

    fn maybe(roster: &Roster, id: Option<MemberId>) -> Option<Self> {
        id.map(|id| Self::of(roster, id))
    }
}

/// Whether a member has not left; someone who joins tomorrow is here already for those who look today.
fn here(member: &Member, now: Moment) -> bool {
    member.left_at.is_none_or(|left| now < left)
}
