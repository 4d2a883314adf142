//! Honours: who praised whom, how others answered, titles and how they are given, everyone's hall,
//! and the days that people keep.

mod award;
mod give;
mod hall;
mod news;
mod occasions;
mod people;
mod printed;
mod record;
mod round;
mod sum;
mod title;
mod wall;

pub use record::Records;

use crate::app::App;
use crate::caller::Caller;
use rules::leaderboard::{shown_amount, shown_face};
use rules::refusal::NotFound;
use rules::team::{Roster, Settings};
use rules::{MemberId, Moment, Refusal};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(wall::praises, give::praise))
        .routes(routes!(give::praise_giving))
        .routes(routes!(people::praise_people))
        .routes(routes!(sum::praise_sum))
        .routes(routes!(give::undo_praise))
        .routes(routes!(wall::react_to_praise))
        .routes(routes!(hall::hall))
        .routes(routes!(occasions::occasions))
        .routes(routes!(record::team_records))
        .routes(routes!(title::titles_list, title::make_title))
        .routes(routes!(title::change_title, title::close_title))
        .routes(routes!(award::give_title))
        .routes(routes!(award::end_award))
        .routes(routes!(award::consent_to_award))
        .routes(routes!(round::title_rounds, round::begin_title_round))
        .routes(routes!(round::title_round))
        .routes(routes!(round::nominate))
        .routes(routes!(round::undo_nomination))
        .routes(routes!(round::vote))
        .routes(routes!(round::end_title_round))
}

/// Somebody as a reader may see them.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PraisePerson)]
pub(super) struct Somebody {
    /// None when the reader may not know who it is.
    member_id: Option<MemberId>,
    name: Option<String>,
}

/// A reader of honours: names stand as boards show them to others.
pub(super) struct Eye {
    caller: Caller,
    roster: Arc<Roster>,
    settings: Arc<Settings>,
    now: Moment,
}

impl Eye {
    async fn of(app: &App, caller: Caller) -> crate::error::Result<Self> {
        Ok(Self {
            caller,
            roster: app.roster(caller.team).await?,
            settings: app.settings(caller.team).await?,
            now: app.clock.now(),
        })
    }

    fn sees(&self, member: MemberId) -> bool {
        self.caller.sees(&self.roster, member, self.now)
    }

    fn consents(&self, member: MemberId) -> bool {
        let found = self.roster.member(member);
        found.is_some_and(|member| member.consents_to_board)
    }

    /// Whether a member's name may be shown: who brought whom in, they know each other anyway.
    fn names(&self, member: MemberId) -> bool {
        let tree = &self.roster.tree;
        shown_face(&self.settings, self.sees(member), self.consents(member))
            || tree.sponsor_at(self.caller.member, self.now) == Some(member)
            || tree.sponsor_at(member, self.now) == Some(self.caller.member)
    }

    /// Whether what somebody got may be shown.
    fn knows(&self, member: MemberId) -> bool {
        shown_amount(&self.settings, self.sees(member), self.consents(member))
    }

    /// Somebody, named if `known` or if names may be shown.
    fn person(&self, member: MemberId, known: bool) -> Somebody {
        let named = known || self.names(member);
        Somebody {
            member_id: named.then_some(member),
            name: named.then(|| self.roster.name(member).to_owned()),
        }
    }
}

fn no_praise() -> Refusal {
    NotFound {
        what: "这条表扬 · the praise".to_owned(),
    }
    .into()
}
