//! What people do with a round: call for nominations, nominate, vote, decide.

use super::super::Eye;
use super::super::award::give;
use super::super::title::{find, no_title};
use super::{Book, One, no_round, one};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use chrono::NaiveDate;
use rules::access::{NotYours, Role};
use rules::honour::round::{
    Act, Nomination, NominationKnown, NominationOutside, Plan, VoteForNobody, VoteForSelf,
    check_decision, check_evidence, step,
};
use rules::honour::title::{Ask, TitleClosed};
use rules::points::grant::check_reason;
use rules::refusal::{BadField, NotFound};
use rules::{MemberId, RoundId, TitleId};
use serde::Deserialize;
use store::Tx;
use utoipa::ToSchema;

/// A round as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RoundWanted)]
pub(in super::super) struct Wanted {
    title_id: TitleId,
    #[schema(inline)]
    plan: Plan,
}

/// Calls for nominations for a title.
#[utoipa::path(post, path = "/api/title-rounds", operation_id = "begin_title_round", request_body = Wanted, responses((status = 200, body = One)))]
pub(in super::super) async fn begin_title_round(
    State(app): State<App>,
    caller: Caller,
    Json(wanted): Json<Wanted>,
) -> Result<axum::Json<One>> {
    let eye = Eye::of(&app, caller).await?;
    let mut plan = wanted.plan;
    plan.check(eye.now)?;
    if caller.role == Role::Leader {
        let head = plan.branch.unwrap_or(caller.member);
        if !eye.sees(head) {
            return refuse(NotYours {});
        }
        plan.branch = Some(head);
    }
    let mut tx = app.db.write_team(caller.team).await?;
    let title = find(&mut tx, &eye, wanted.title_id).await?;
    if title.is_closed {
        let name = title.plan.name;
        return refuse(TitleClosed { name });
    }
    if title.plan.is_right || !eye.gives(&title.plan) {
        return refuse(no_title());
    }
    let (team, by) = (caller.team, caller.member);
    let id = store::honour::round::begin(&mut tx, team, title.id, &plan, by, eye.now).await?;
    tx.commit().await?;
    one(&app, &eye, id).await
}

/// Whom somebody nominates.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NominationAsked)]
pub(in super::super) struct Nominating {
    member_id: MemberId,
    /// Their name: a number alone must not tell whose it is.
    name: String,
    /// What they did.
    evidence: String,
}

/// Nominates somebody, or oneself.
#[utoipa::path(post, path = "/api/title-rounds/{id}/nominations", operation_id = "nominate", params(("id" = i64, Path)), request_body = Nominating, responses((status = 200, body = One)))]
pub(in super::super) async fn nominate(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<RoundId>,
    Json(asked): Json<Nominating>,
) -> Result<axum::Json<One>> {
    let eye = Eye::of(&app, caller).await?;
    let evidence = check_evidence(&asked.evidence)?;
    let (member, name) = (asked.member_id, asked.name);
    let is_known = member == caller.member || eye.names(member) || eye.roster.name(member) == name;
    if eye.roster.member(member).is_none() || !is_known {
        let what = format!("成员 · member {name}");
        return refuse(NotFound { what });
    }
    let mut tx = app.db.write_team(caller.team).await?;
    let book = acting(&mut tx, &eye, id, Act::Nominate).await?;
    if !eye.takes_part(&book.round.plan, member) {
        return refuse(NominationOutside { name });
    }
    let theirs = |n: &&Nomination| n.member == member && n.by == caller.member;
    if book.nominations.iter().any(|n| theirs(&n)) {
        return refuse(NominationKnown { name });
    }
    let whom = (member, evidence);
    let (team, by) = (caller.team, caller.member);
    store::honour::round::nominate(&mut tx, team, id, whom, by, eye.now).await?;
    tx.commit().await?;
    one(&app, &eye, id).await
}

/// The round for somebody who may do this with it now.
async fn acting(tx: &mut Tx, eye: &Eye, id: RoundId, act: Act) -> Result<Book> {
    let book = Book::read(tx, eye, id).await?;
    step(book.round.state(eye.now), act)?;
    match act == Act::Withdraw || eye.may(&book.round).contains(&act) {
        true => Ok(book),
        false => refuse(NotYours {}),
    }
}

/// Takes a nomination back: who made it, who is nominated, who runs the round.
#[utoipa::path(post, path = "/api/title-rounds/{id}/nominations/{seq}/undoing", operation_id = "undo_nomination", params(("id" = i64, Path), ("seq" = i64, Path)), responses((status = 200, body = One)))]
pub(in super::super) async fn undo_nomination(
    State(app): State<App>,
    caller: Caller,
    Path((id, seq)): Path<(RoundId, i64)>,
) -> Result<axum::Json<One>> {
    let eye = Eye::of(&app, caller).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    let book = acting(&mut tx, &eye, id, Act::Withdraw).await?;
    let Some(found) = book.nominations.iter().find(|one| one.seq == seq) else {
        return refuse(no_round());
    };
    if !eye.withdraws(&book.round, found) {
        return refuse(NotYours {});
    }
    let (team, by) = (caller.team, caller.member);
    store::honour::round::withdraw(&mut tx, team, id, seq, by, eye.now).await?;
    tx.commit().await?;
    one(&app, &eye, id).await
}

/// For whom somebody votes.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = VoteAsked)]
pub(in super::super) struct Voting {
    /// The number of one of their nominations.
    nomination: i64,
}

/// Votes; a second vote takes the place of the first.
#[utoipa::path(put, path = "/api/title-rounds/{id}/vote", operation_id = "vote", params(("id" = i64, Path)), request_body = Voting, responses((status = 200, body = One)))]
pub(in super::super) async fn vote(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<RoundId>,
    Json(asked): Json<Voting>,
) -> Result<axum::Json<One>> {
    let eye = Eye::of(&app, caller).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    let book = acting(&mut tx, &eye, id, Act::Vote).await?;
    let Some(member) = book.nominee(asked.nomination) else {
        return refuse(VoteForNobody {});
    };
    if member == caller.member {
        return refuse(VoteForSelf {});
    }
    if book.votes.get(&caller.member) != Some(&member) {
        let (team, by) = (caller.team, caller.member);
        store::honour::round::vote(&mut tx, team, id, member, by, eye.now).await?;
        tx.commit().await?;
    }
    one(&app, &eye, id).await
}

/// How a round ends.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RoundActAsked)]
pub(in super::super) struct Ending {
    #[schema(inline)]
    act: Act,
    /// Deciding: a nomination of each who gets the title.
    #[serde(default)]
    nominations: Vec<i64>,
    /// Deciding: what for. Calling off: why.
    reason: String,
    /// Deciding against the vote: why.
    against: Option<String>,
    /// From this business day on; today when left out.
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<NaiveDate>,
}

/// Decides a round, or calls it off.
#[utoipa::path(post, path = "/api/title-rounds/{id}/ending", operation_id = "end_title_round", params(("id" = i64, Path)), request_body = Ending, responses((status = 200, body = One)))]
pub(in super::super) async fn end_title_round(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<RoundId>,
    Json(asked): Json<Ending>,
) -> Result<axum::Json<One>> {
    let eye = Eye::of(&app, caller).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    let book = acting(&mut tx, &eye, id, asked.act).await?;
    let state = step(book.round.state(eye.now), asked.act)?;
    let said = match asked.act {
        Act::Decide => decide(&mut tx, &eye, &book, &asked).await?,
        Act::Cancel => {
            check_reason(&asked.reason)?;
            asked.reason.clone()
        }
        _ => {
            return refuse(BadField {
                field: "act".to_owned(),
                read: asked.act.words().1.to_owned(),
                mend_zh: "请选择公布结果或取消。".to_owned(),
                mend_en: "choose to decide or to call it off.".to_owned(),
            });
        }
    };
    let (team, by) = (caller.team, caller.member);
    store::honour::round::end(&mut tx, team, id, (state, &said), by, eye.now).await?;
    tx.commit().await?;
    one(&app, &eye, id).await
}

/// Gives the title to those chosen; answers with why the vote was not followed, if it was not.
async fn decide(tx: &mut Tx, eye: &Eye, book: &Book, asked: &Ending) -> Result<String> {
    let nominees = asked.nominations.iter().map(|seq| book.nominee(*seq));
    // A number that is none stands for nobody, and nobody is not nominated.
    let chosen: Vec<MemberId> = nominees.map(|found| found.unwrap_or(MemberId(0))).collect();
    let has_vote = book.round.plan.vote_until.is_some();
    let name = |member| eye.roster.name(member).to_owned();
    let against = asked.against.as_deref();
    check_decision(&chosen, &book.tally(), has_vote, against, name)?;
    let title = find(tx, eye, book.round.title).await?;
    let from = asked.from.unwrap_or_else(|| eye.today());
    let ask = Ask {
        to: chosen,
        from,
        until: title.plan.until(from),
        reason: asked.reason.clone(),
    };
    give(tx, eye, &title, ask, Some(book.round.id)).await?;
    Ok(against.unwrap_or_default().to_owned())
}
