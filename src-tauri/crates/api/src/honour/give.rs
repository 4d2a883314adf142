//! Giving a praise, and taking it back.

use super::{Eye, no_praise};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use axum::http::StatusCode;
use rules::access::Role;
use rules::honour::praise::{Ask, Praise, left, month};
use rules::points::Terms;
use rules::points::grant::check_request;
use rules::refusal::NotFound;
use rules::{MemberId, Moment, PraiseId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the caller may still give.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PraiseGiving)]
pub(super) struct Giving {
    /// What people are praised for.
    values: Vec<String>,
    /// Points a month.
    budget: i64,
    /// Of them, not yet given.
    left: i64,
    /// When what is left lapses.
    until: Moment,
    /// Most praises between two people in a month.
    pair_max: i64,
}

/// What the caller may still give this month.
#[utoipa::path(get, path = "/api/praises/giving", operation_id = "praise_giving", responses((status = 200, body = Giving)))]
pub(super) async fn praise_giving(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<Giving>> {
    let settings = app.settings(caller.team).await?;
    let month = month(&settings, app.clock.now());
    let mut conn = app.db.read().await?;
    let used = store::honour::praise::used(&mut conn, caller.team, caller.member, month).await?;
    Ok(axum::Json(Giving {
        values: settings.praise_values.clone(),
        budget: settings.praise_budget_points,
        left: left(&settings, used),
        until: month.end,
        pair_max: settings.praise_pair_max,
    }))
}

/// Who is praised.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PraiseWhom)]
pub(super) struct Whom {
    member_id: MemberId,
    /// Their name: a number alone must not tell whose it is.
    name: String,
}

/// A praise to give.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PraiseWish)]
pub(super) struct Wish {
    /// A key of the giver's own making: the same one praises once, however often it is sent.
    request: String,
    /// One to ten people.
    to: Vec<Whom>,
    /// One of the team's values.
    value: String,
    /// What for.
    words: String,
    /// For each of them, from the month's budget.
    #[serde(default)]
    points: i64,
}

/// A praise that was given.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PraiseMade)]
pub(super) struct Made {
    /// Its number, to take it back by.
    id: PraiseId,
    /// How many were praised.
    people: usize,
    /// Points in all.
    points: i64,
}

/// Praises one or several others.
#[utoipa::path(post, path = "/api/praises", operation_id = "praise", request_body = Wish, responses((status = 200, body = Made)))]
pub(super) async fn praise(
    State(app): State<App>,
    caller: Caller,
    Json(wish): Json<Wish>,
) -> Result<axum::Json<Made>> {
    check_request(&wish.request)?;
    let eye = Eye::of(&app, caller).await?;
    let name = |id: MemberId| eye.roster.name(id).to_owned();
    let unknown = wish.to.iter().find(|whom| {
        let id = whom.member_id;
        eye.roster.member(id).is_none() || !(eye.names(id) || eye.roster.name(id) == whom.name)
    });
    if let Some(whom) = unknown {
        let what = format!("成员 · member {}", whom.name);
        return refuse(NotFound { what });
    }
    let ask = Ask {
        request: format!("{}:{}", caller.member, wish.request),
        to: wish.to.iter().map(|whom| whom.member_id).collect(),
        value: wish.value,
        words: wish.words,
        points: wish.points,
        by: caller.member,
    }
    .tidy();
    ask.check(&eye.settings)?;
    let (team, now, settings) = (caller.team, eye.now, &eye.settings);
    let mut tx = app.db.write_team(team).await?;
    let id = match store::honour::praise::known(&mut tx, team, &ask.request).await? {
        Some(id) => id,
        None => {
            ask.check_people(&eye.roster, now)?;
            let window = month(settings, now);
            let so_far = store::honour::praise::month(&mut tx, team, &ask, window).await?;
            ask.check_month(settings, &so_far, name)?;
            let terms = Terms::from(&**settings);
            let id = store::honour::praise::give(&mut tx, team, &ask, &terms, now).await?;
            tx.commit().await?;
            id
        }
    };
    Ok(axum::Json(Made {
        id,
        people: ask.to.len(),
        points: ask.total(),
    }))
}

/// Why a praise is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PraiseUndoing)]
pub(super) struct Undoing {
    /// Its giver needs none within a day.
    #[serde(default)]
    reason: String,
}

/// Whether the reader leads all who received a praise.
pub(super) fn leads(eye: &Eye, praise: &Praise) -> bool {
    let below = |member: MemberId| member != eye.caller.member && eye.sees(member);
    eye.caller.role == Role::Founder || praise.shares.iter().all(|share| below(share.member))
}

/// Takes a praise back with its points: its giver within a day, or who leads its receivers.
#[utoipa::path(post, path = "/api/praises/{id}/undoing", operation_id = "undo_praise", params(("id" = i64, Path)), request_body = Undoing, responses((status = 204)))]
pub(super) async fn undo_praise(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<PraiseId>,
    Json(undoing): Json<Undoing>,
) -> Result<StatusCode> {
    let eye = Eye::of(&app, caller).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    let Some(praise) = store::honour::praise::find(&mut tx, caller.team, id).await? else {
        return refuse(no_praise());
    };
    let how = praise
        .take_back(caller.member, leads(&eye, &praise), eye.now)
        .map_err(rules::Refusal::from)?;
    how.check(&undoing.reason)?;
    let terms = Terms::from(&*eye.settings);
    let by = (caller.member, undoing.reason.as_str());
    store::honour::praise::take_back(&mut tx, caller.team, &praise, by, &terms, eye.now).await??;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
