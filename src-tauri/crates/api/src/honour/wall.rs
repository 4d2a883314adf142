//! The wall: praises, the latest first, with how others answered them.

use super::give::leads;
use super::{Eye, Somebody, no_praise};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path, Query};
use axum::extract::State;
use axum::http::StatusCode;
use rules::honour::praise::Praise;
use rules::honour::{Reaction, TakeBack};
use rules::{Moment, PraiseId};
use serde::{Deserialize, Serialize};
use store::honour::wall::{Filter, Reacted};
use utoipa::{IntoParams, ToSchema};

/// Praises of one page.
const PAGE: usize = 20;
/// Praises that are looked through for one page: those between people the reader may not know are
/// passed over.
const LOOKED_MAX: usize = 400;

/// Whose praises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PraiseOf)]
pub(super) enum Of {
    /// Everyone's.
    #[default]
    All,
    /// Those the caller received.
    Received,
    /// Those the caller gave.
    Given,
}

/// Which praises.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Whose.
    #[param(inline)]
    of: Option<Of>,
    /// For this value.
    value: Option<String>,
    /// Only those before this one, as `next` of the page before says.
    before: Option<PraiseId>,
    /// How many, at most 20.
    take: Option<usize>,
}

/// How many answer a praise so.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PraiseReacted)]
pub(super) struct Answered {
    reaction: Reaction,
    count: i64,
    /// Whether the caller is one of them.
    mine: bool,
}

/// A praise as the caller may see it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Praise)]
pub(super) struct Hung {
    id: PraiseId,
    by: Somebody,
    to: Vec<Somebody>,
    value: String,
    words: String,
    /// For each; none when it is not the caller's to know.
    points: Option<i64>,
    at: Moment,
    /// Whether the caller gave it.
    given: bool,
    /// Whether the caller received it.
    received: bool,
    /// All reactions, in the order in which they are offered.
    reactions: Vec<Answered>,
    /// How the caller may take it back, if at all.
    take_back: Option<TakeBack>,
}

/// A page of the wall.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PraiseWall)]
pub(super) struct Wall {
    praises: Vec<Hung>,
    /// Ask with this as `before` for the next page; none at the end.
    next: Option<PraiseId>,
}

impl Eye {
    /// A praise, unless the caller may know nobody in it.
    fn hang(&self, praise: &Praise) -> Option<Hung> {
        let me = self.caller.member;
        let given = praise.by == me;
        let received = praise.shares.iter().any(|share| share.member == me);
        let by = self.person(praise.by, received);
        let people = praise.shares.iter();
        let to: Vec<Somebody> = people
            .clone()
            .map(|share| self.person(share.member, given))
            .collect();
        if by.name.is_none() && to.iter().all(|one| one.name.is_none()) {
            return None;
        }
        let knows = given || received || people.clone().all(|share| self.knows(share.member));
        Some(Hung {
            id: praise.id,
            by,
            to,
            value: praise.value.clone(),
            words: praise.words.clone(),
            points: knows.then_some(praise.points),
            at: praise.at,
            given,
            received,
            reactions: Vec::new(),
            take_back: praise.take_back(me, leads(self, praise), self.now).ok(),
        })
    }
}

fn answered(found: &[Reacted]) -> Vec<Answered> {
    Reaction::ALL
        .into_iter()
        .map(|reaction| {
            let found = found.iter().find(|one| one.reaction == reaction);
            Answered {
                reaction,
                count: found.map_or(0, |one| one.count),
                mine: found.is_some_and(|one| one.mine),
            }
        })
        .collect()
}

/// Praises, the latest first.
#[utoipa::path(get, path = "/api/praises", operation_id = "praises", params(Which), responses((status = 200, body = Wall)))]
pub(super) async fn praises(
    State(app): State<App>,
    caller: Caller,
    Query(which): Query<Which>,
) -> Result<axum::Json<Wall>> {
    let eye = Eye::of(&app, caller).await?;
    let of = which.of.unwrap_or_default();
    let take = which.take.unwrap_or(PAGE).clamp(1, PAGE);
    let mut filter = Filter {
        by: (of == Of::Given).then_some(caller.member),
        to: (of == Of::Received).then_some(caller.member),
        value: which.value.as_deref(),
        before: which.before,
    };
    let mut conn = app.db.read().await?;
    let (mut hung, mut kept, mut looked, mut next) = (Vec::new(), Vec::new(), 0, None);
    'wall: while looked < LOOKED_MAX {
        let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        let page = store::honour::wall::page(&mut conn, caller.team, filter, limit).await?;
        let is_last = page.len() <= PAGE;
        for praise in page.into_iter().take(PAGE) {
            if hung.len() == take {
                next = filter.before;
                break 'wall;
            }
            filter.before = Some(praise.id);
            looked += 1;
            if let Some(one) = eye.hang(&praise) {
                hung.push(one);
                kept.push(praise);
            }
        }
        if is_last {
            next = None;
            break;
        }
        next = filter.before;
    }
    let mut found =
        store::honour::wall::reactions(&mut conn, caller.team, &kept, caller.member).await?;
    for one in &mut hung {
        one.reactions = answered(&found.remove(&one.id).unwrap_or_default());
    }
    Ok(axum::Json(Wall {
        praises: hung,
        next,
    }))
}

/// An answer to a praise.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PraiseReaction)]
pub(super) struct Reacting {
    reaction: Reaction,
    /// Whether it is so from now on, or not any more.
    on: bool,
}

/// Answers a praise, or takes the answer away.
#[utoipa::path(put, path = "/api/praises/{id}/reactions", operation_id = "react_to_praise", params(("id" = i64, Path)), request_body = Reacting, responses((status = 204)))]
pub(super) async fn react_to_praise(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<PraiseId>,
    Json(reacting): Json<Reacting>,
) -> Result<StatusCode> {
    let eye = Eye::of(&app, caller).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    let found = store::honour::praise::find(&mut tx, caller.team, id).await?;
    if found.and_then(|praise| eye.hang(&praise)).is_none() {
        return refuse(no_praise());
    }
    let answer = (reacting.reaction, reacting.on);
    let who = (id, caller.member);
    store::honour::praise::react(&mut tx, caller.team, who, answer, eye.now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
