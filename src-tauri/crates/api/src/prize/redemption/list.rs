//! Redemptions of a member, or of those whom somebody leads, page by page.

use super::{Looker, One};
use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use crate::extract::{Language, Query};
use axum::extract::State;
use rules::prize::{Side, State as Stands};
use rules::{PrizeId, RedemptionId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::Conn;
use store::prize::Redemption;
use store::prize::redemption::Which;
use utoipa::{IntoParams, ToSchema};

/// Whose redemptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RedemptionsOf)]
pub(in super::super) enum Whose {
    /// The caller's own.
    Mine,
    /// Of those whom the caller leads.
    Desk,
}

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = RedemptionsIn)]
pub(in super::super) enum Standing {
    /// Those that wait for somebody at the desk.
    Waiting,
    /// Those of which something is still to be done.
    Open,
    /// Those that are done with.
    Closed,
}

/// Which redemptions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(in super::super) struct Asked {
    #[param(inline)]
    whose: Whose,
    #[param(inline)]
    state: Option<Standing>,
    /// Only those before this one, as `next` of the page before says.
    before: Option<i64>,
}

/// Redemptions, the latest first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Redemptions)]
pub(in super::super) struct Page {
    rows: Vec<One>,
    /// Where the next page begins.
    next: Option<i64>,
}

/// Redemptions of one page.
const PAGE: usize = 50;
/// Redemptions read at once; a leader sees only some of them.
const READ: i64 = 200;

/// Redemptions of the caller, or of those whom the caller leads.
#[utoipa::path(get, path = "/api/redemptions", operation_id = "redemptions", params(Asked), responses((status = 200, body = Page)))]
pub(in super::super) async fn redemptions(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
    Language(lang): Language,
) -> Result<axum::Json<Page>> {
    let (roster, settings) = (
        app.roster(caller.team).await?,
        app.settings(caller.team).await?,
    );
    let mut conn = app.db.read().await?;
    let leading = Looker::leading(&mut conn, caller).await?;
    let looker = Looker {
        caller,
        roster: &roster,
        settings: &settings,
        now: app.clock.now(),
        lang,
        leading: &leading,
    };
    let side = match asked.whose {
        Whose::Mine => Side::Own,
        Whose::Desk => Side::Desk,
    };
    let holds = |state: &Stands| match asked.state {
        None => true,
        Some(Standing::Waiting) => Stands::WAITING.contains(state),
        Some(Standing::Open) => state.is_open(),
        Some(Standing::Closed) => !state.is_open(),
    };
    let states: Vec<Stands> = Stands::ALL.into_iter().filter(holds).collect();
    let mut before = asked.before.map(RedemptionId);
    let mut found: Vec<Redemption> = Vec::new();
    loop {
        let which = Which {
            member: (side == Side::Own).then_some(caller.member),
            states: &states,
            before,
            ..Which::default()
        };
        let read = store::prize::redemption::list(&mut conn, caller.team, which, READ).await?;
        let is_last = read.len() < READ as usize;
        before = read.last().map(|last| last.id);
        found.extend(
            read.into_iter()
                .filter(|one| looker.side(one.member) == Some(side)),
        );
        if is_last || found.len() > PAGE {
            break;
        }
    }
    let next = (found.len() > PAGE).then(|| found[PAGE - 1].id.0);
    found.truncate(PAGE);
    let pictures = pictures(&mut conn, caller).await?;
    let rows = found
        .iter()
        .map(|one| looker.one(one, pictures.get(&one.prize).copied()));
    Ok(axum::Json(Page {
        rows: rows.collect(),
        next,
    }))
}

async fn pictures(conn: &mut Conn, caller: Caller) -> Result<HashMap<PrizeId, i64>> {
    let prizes = store::prize::prizes(conn, caller.team).await?;
    let first = prizes
        .into_iter()
        .filter_map(|prize| Some((prize.id, *prize.pictures.first()?)));
    Ok(first.collect())
}
