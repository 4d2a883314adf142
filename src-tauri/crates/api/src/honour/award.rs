//! Giving a title, taking it back, and its holder's consent.

use super::Eye;
use super::title::{find, no_title};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use rules::access::NotYours;
use rules::honour::title::{Ask, Award, End, Plan, TitleClosed, Why};
use rules::{AwardId, MemberId, RoundId, TitleId};
use serde::Deserialize;
use store::Tx;
use store::honour::title::{Source, Title, Which, awards};
use utoipa::ToSchema;

/// To whom a title is given.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = AwardAsked)]
pub(super) struct Asked {
    to: Vec<MemberId>,
    /// From this business day on; today when left out.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<NaiveDate>,
    /// Until this one, itself not included; after the title's term when left out.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<NaiveDate>,
    /// What for.
    reason: String,
}

/// Gives a title within a transaction that holds the team; refuses what cannot be given.
pub(super) async fn give(
    tx: &mut Tx,
    eye: &Eye,
    title: &Title,
    ask: Ask,
    round: Option<RoundId>,
) -> Result<()> {
    let ask = ask.tidy();
    if title.is_closed {
        let name = title.plan.name.clone();
        return refuse(TitleClosed { name });
    }
    let team = eye.caller.team;
    let which = Which {
        title: Some(title.id),
        ..Which::default()
    };
    let given = awards(tx, team, which).await?;
    let ends = ask.check(&title.plan, &given, &eye.roster, eye.now)?;
    let ends: Vec<AwardId> = ends.into_iter().map(|award| award.id).collect();
    let source = Source {
        round,
        contest: None,
    };
    let (of, by) = ((title.id, source), eye.caller.member);
    store::honour::title::give(tx, team, of, &ask, &ends, by, eye.now).await?;
    Ok(())
}

/// Gives a title to somebody, or a right.
#[utoipa::path(post, path = "/api/titles/{id}/awards", operation_id = "give_title", params(("id" = i64, Path)), request_body = Asked, responses((status = 204)))]
pub(super) async fn give_title(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<TitleId>,
    Json(asked): Json<Asked>,
) -> Result<StatusCode> {
    let eye = Eye::of(&app, caller).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    let title = find(&mut tx, &eye, id).await?;
    let leads = asked.to.iter().all(|member| eye.leads(*member));
    if !(eye.gives(&title.plan) && leads) {
        return refuse(NotYours {});
    }
    let from = asked.from.unwrap_or_else(|| eye.today());
    let ask = Ask {
        to: asked.to,
        from,
        until: asked.until.or_else(|| title.plan.until(from)),
        reason: asked.reason,
    };
    give(&mut tx, &eye, &title, ask, None).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A giving that the caller may read, with its title.
async fn read(tx: &mut Tx, eye: &Eye, id: AwardId) -> Result<(Award, Plan)> {
    let which = Which {
        id: Some(id),
        ..Which::default()
    };
    let Some(award) = awards(tx, eye.caller.team, which).await?.pop() else {
        return refuse(no_title());
    };
    let title = find(tx, eye, award.title).await?;
    match eye.reads(&award, &title.plan) {
        Some(_) => Ok((award, title.plan)),
        None => refuse(no_title()),
    }
}

/// Why a title is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = AwardEnding)]
pub(super) struct Ending {
    reason: String,
}

/// Takes a title back; the days on which it was held stay.
#[utoipa::path(post, path = "/api/awards/{id}/ending", operation_id = "end_award", params(("id" = i64, Path)), request_body = Ending, responses((status = 204)))]
pub(super) async fn end_award(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<AwardId>,
    Json(ending): Json<Ending>,
) -> Result<StatusCode> {
    let eye = Eye::of(&app, caller).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    let (award, plan) = read(&mut tx, &eye, id).await?;
    let may = eye.is_founder() || (plan.by_leaders && eye.leads(award.member));
    if !may {
        return refuse(NotYours {});
    }
    award.check_end(eye.today(), &ending.reason)?;
    let end = End {
        day: eye.today(),
        why: Why::TakenBack,
        reason: ending.reason.trim().to_owned(),
    };
    let (team, by) = (caller.team, caller.member);
    store::honour::title::end(&mut tx, team, id, &end, by, eye.now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether others may read of it.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = AwardConsent)]
pub(super) struct Consent {
    agreed: bool,
}

/// Says whether others read of a title: its holder, or the founder who asked them.
#[utoipa::path(put, path = "/api/awards/{id}/consent", operation_id = "consent_to_award", params(("id" = i64, Path)), request_body = Consent, responses((status = 204)))]
pub(super) async fn consent_to_award(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<AwardId>,
    Json(consent): Json<Consent>,
) -> Result<StatusCode> {
    let eye = Eye::of(&app, caller).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    let (award, plan) = read(&mut tx, &eye, id).await?;
    if plan.is_right || !(award.member == caller.member || eye.is_founder()) {
        return refuse(NotYours {});
    }
    if award.agreed != Some(consent.agreed) {
        let (team, by) = (caller.team, caller.member);
        let agreed = consent.agreed;
        store::honour::title::answer(&mut tx, team, id, agreed, by, eye.now).await?;
        tx.commit().await?;
    }
    Ok(StatusCode::NO_CONTENT)
}
