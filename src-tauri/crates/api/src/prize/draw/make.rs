//! Planning a draw, committing to it, drawing.

use super::{Looker, One, entrants, no_draw, one};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use rules::access::{NotYours, Role};
use rules::contest::standing::Seed;
use rules::points::grant::check_reason;
use rules::prize::draw::life::{
    DrawFrozen, DrawNoWinner, DrawNobody, DrawPublicMissing, DrawTooEarly, step,
};
use rules::prize::draw::pick::winners;
use rules::prize::draw::{Act, Plan, State as Stands, Tickets};
use rules::prize::life::RedemptionReason;
use rules::refusal::BadField;
use rules::{DrawId, Refusal, Window};
use serde::Deserialize;
use store::Tx;
use store::prize::draw::{Done, Draw};
use utoipa::ToSchema;

/// Most characters of the public word.
const PUBLIC_MAX: usize = 100;

/// A draw as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = DrawWanted)]
pub(in super::super) struct Wanted {
    plan: Plan,
}

/// A leader's draws are among their own branch.
fn within(looker: &Looker, plan: &mut Plan) -> Result<()> {
    let caller = looker.caller;
    if caller.role == Role::Founder {
        return Ok(());
    }
    let head = plan.branch.unwrap_or(caller.member);
    if !caller.sees(&looker.roster, head, looker.now) {
        return refuse(NotYours {});
    }
    plan.branch = Some(head);
    Ok(())
}

/// Begins a draw as a draft.
#[utoipa::path(post, path = "/api/draws", operation_id = "begin_draw", request_body = Wanted, responses((status = 200, body = One)))]
pub(in super::super) async fn begin_draw(
    State(app): State<App>,
    caller: Caller,
    Json(wanted): Json<Wanted>,
) -> Result<axum::Json<One>> {
    let looker = Looker::of(&app, caller).await?;
    let mut plan = wanted.plan;
    plan.check()?;
    within(&looker, &mut plan)?;
    let mut tx = app.db.write_team(caller.team).await?;
    let (by, now) = (caller.member, looker.now);
    let id = store::prize::draw::begin(&mut tx, caller.team, &plan, by, now).await?;
    tx.commit().await?;
    Ok(axum::Json(one(&app, caller, id).await?))
}

/// Changes a draft.
#[utoipa::path(put, path = "/api/draws/{id}", operation_id = "change_draw", params(("id" = i64, Path)), request_body = Wanted, responses((status = 200, body = One)))]
pub(in super::super) async fn change_draw(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(wanted): Json<Wanted>,
) -> Result<axum::Json<One>> {
    let looker = Looker::of(&app, caller).await?;
    let mut plan = wanted.plan;
    plan.check()?;
    within(&looker, &mut plan)?;
    let mut tx = app.db.write_team(caller.team).await?;
    let draw = mine(&mut tx, &looker, DrawId(id)).await?;
    step(draw.state, Act::Edit)?;
    store::prize::draw::edit(&mut tx, caller.team, draw.id, &plan, looker.now).await?;
    tx.commit().await?;
    Ok(axum::Json(one(&app, caller, draw.id).await?))
}

/// The draw, for whoever runs it.
async fn mine(tx: &mut Tx, looker: &Looker, id: DrawId) -> Result<Draw> {
    match store::prize::draw::draw(tx, looker.caller.team, id).await? {
        Some(draw) if looker.runs(&draw) => Ok(draw),
        _ => refuse(no_draw()),
    }
}

/// What is to be done with a draw.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = DrawActAsked)]
pub(in super::super) struct Asked {
    #[schema(inline)]
    act: Act,
    /// Why: of calling it off, and of somebody absent.
    reason: Option<String>,
    /// The public word that was announced.
    public: Option<String>,
    /// The number of the winner who is absent.
    number: Option<i64>,
}

/// Commits to a draw, draws, draws another for somebody absent, or calls it off.
#[utoipa::path(post, path = "/api/draws/{id}/acts", operation_id = "act_on_draw", params(("id" = i64, Path)), request_body = Asked, responses((status = 200, body = One)))]
pub(in super::super) async fn act_on_draw(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(asked): Json<Asked>,
) -> Result<axum::Json<One>> {
    let looker = Looker::of(&app, caller).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    let draw = mine(&mut tx, &looker, DrawId(id)).await?;
    let mut done = Done {
        act: asked.act,
        state: step(draw.state, asked.act)?,
        reason: None,
        public: None,
        number: None,
        by: caller.member,
        at: looker.now,
    };
    match asked.act {
        Act::Commit => commit(&app, &mut tx, &looker, &draw).await?,
        Act::Draw => done.public = public(&looker, &draw, &asked)?,
        Act::Absent => {
            done.reason = Some(reason(&asked)?);
            done.number = Some(absent(&mut tx, &looker, &draw, &asked).await?);
        }
        Act::Cancel => done.reason = Some(reason(&asked)?),
        Act::Edit => {
            return refuse(BadField {
                field: "act".to_owned(),
                read: "edit".to_owned(),
                mend_zh: "这件事在别处做。".to_owned(),
                mend_en: "this is done elsewhere.".to_owned(),
            });
        }
    }
    store::prize::draw::put(&mut tx, caller.team, &draw, &done).await?;
    tx.commit().await?;
    Ok(axum::Json(one(&app, caller, draw.id).await?))
}

async fn commit(app: &App, tx: &mut Tx, looker: &Looker, draw: &Draw) -> Result<()> {
    if let Tickets::Sales { from, until, .. } = draw.plan.tickets {
        let (start, end) = (from, until);
        let frozen = app
            .freeze_over(looker.caller.team, Window { start, end })
            .await?;
        if frozen.is_some() {
            return refuse(DrawFrozen {});
        }
    }
    let roster = entrants::roster(tx, looker, draw).await?;
    if roster.is_empty() {
        return refuse(DrawNobody {});
    }
    let seed = Seed(crate::chance::bytes());
    let fixed = (roster.as_slice(), seed);
    Ok(store::prize::draw::commit(tx, looker.caller.team, draw, fixed, looker.now).await?)
}

/// The public word, not before the moment that was announced.
fn public(looker: &Looker, draw: &Draw, asked: &Asked) -> Result<Option<String>, Refusal> {
    if looker.now < draw.plan.at {
        let at = looker.settings.calendar().local(draw.plan.at);
        return Err(DrawTooEarly {
            at: at.format("%Y-%m-%d %H:%M").to_string(),
        }
        .into());
    }
    let Some(what) = &draw.plan.public else {
        return Ok(None);
    };
    let word = asked.public.as_deref().map(str::trim).unwrap_or_default();
    if word.is_empty() || word.chars().count() > PUBLIC_MAX {
        return Err(DrawPublicMissing { what: what.clone() }.into());
    }
    Ok(Some(word.to_owned()))
}

/// The number of a winner who is not there.
async fn absent(tx: &mut Tx, looker: &Looker, draw: &Draw, asked: &Asked) -> Result<i64> {
    let fixed = store::prize::draw::commitment(tx, looker.caller.team, draw.id).await?;
    let (_, drawn) = super::drawn(tx, looker.caller, draw, fixed.as_ref()).await?;
    let won = drawn.map(|drawn| winners(&drawn.lots)).unwrap_or_default();
    match asked.number.filter(|n| won.iter().any(|w| w.number == *n)) {
        Some(number) if draw.state == Stands::Drawn => Ok(number),
        _ => refuse(DrawNoWinner {}),
    }
}

fn reason(asked: &Asked) -> Result<String, Refusal> {
    let reason = asked.reason.as_deref().map(str::trim).unwrap_or_default();
    match check_reason(reason) {
        Ok(()) => Ok(reason.to_owned()),
        Err(_) => Err(RedemptionReason {}.into()),
    }
}
