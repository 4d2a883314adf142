//! Titles and rights: what there is, and who holds it.

use super::Eye;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use rules::access::Role;
use rules::honour::title::{Award, Plan, Standing};
use rules::refusal::NotFound;
use rules::{AwardId, ContestId, MemberId, Refusal, TitleId};
use serde::{Deserialize, Serialize};
use store::Conn;
use store::honour::title::{Title, Which, awards, titles};
use utoipa::ToSchema;

/// Holders of one title that are listed.
const SHOWN_MAX: usize = 60;

/// A title as somebody has it, or had it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TitleHolder)]
pub(super) struct Holder {
    award_id: AwardId,
    /// None when the caller may not know more than that somebody agreed to be named.
    member_id: Option<MemberId>,
    name: String,
    #[schema(value_type = String, format = Date)]
    from: NaiveDate,
    /// The first day on which it is not held any more; none: for good.
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<NaiveDate>,
    /// What it was given for; where a contest's result gave it, the contest's name.
    reason: String,
    /// Whose result gave it.
    contest_id: Option<ContestId>,
    pub(super) standing: Standing,
    /// Why it was taken back; for its holder and who leads them.
    ended: Option<String>,
    /// Whether its holder agreed that others read of it; none: not answered.
    agreed: Option<bool>,
    /// Whether the caller holds it.
    mine: bool,
    /// Whether the caller may say whether others read of it.
    answers: bool,
    /// Whether the caller may take it back.
    ends: bool,
}

/// A title or right.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TitleCard)]
pub(super) struct Card {
    id: TitleId,
    #[schema(inline)]
    plan: Plan,
    /// Whether it is not given any more.
    is_closed: bool,
    /// Whether the caller may give it.
    gives: bool,
    /// Who holds it or will, as far as the caller may know, the latest first.
    holders: Vec<Holder>,
    /// Holders that the caller may not know.
    hidden: usize,
}

/// Titles and rights.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Titles)]
pub(super) struct List {
    titles: Vec<Card>,
    /// Whether the caller may make and change titles.
    makes: bool,
}

pub(super) fn no_title() -> Refusal {
    NotFound {
        what: "这个称号 · the title".to_owned(),
    }
    .into()
}

impl Eye {
    pub(super) fn today(&self) -> NaiveDate {
        self.settings.calendar().day(self.now)
    }

    pub(super) fn is_founder(&self) -> bool {
        self.caller.role == Role::Founder
    }

    /// Whether the caller may give such a title, to whomever.
    pub(super) fn gives(&self, plan: &Plan) -> bool {
        self.is_founder() || (self.caller.role == Role::Leader && plan.by_leaders)
    }

    /// Whether the caller leads somebody.
    pub(super) fn leads(&self, member: MemberId) -> bool {
        let is_other = member != self.caller.member && self.caller.role == Role::Leader;
        self.is_founder() || (is_other && self.sees(member))
    }

    /// A giving as the caller may read it, if at all: rights are for who has them and who leads them,
    /// titles for everyone once their holder agreed.
    pub(super) fn reads(&self, award: &Award, plan: &Plan) -> Option<Holder> {
        let member = award.member;
        let mine = member == self.caller.member;
        let close = mine || self.leads(member);
        let published = !plan.is_right && award.agreed == Some(true);
        let erased = self
            .roster
            .member(member)
            .is_none_or(|one| one.erased_at.is_some());
        if erased || !(close || published) {
            return None;
        }
        let standing = award.standing(self.today());
        let open = matches!(standing, Standing::Held | Standing::Ahead);
        let known = close || self.names(member);
        let reason = award.end.as_ref().map(|end| end.reason.clone());
        Some(Holder {
            award_id: award.id,
            member_id: known.then_some(member),
            name: self.roster.name(member).to_owned(),
            from: award.from,
            until: award.last(),
            reason: award.reason.clone(),
            contest_id: award.contest,
            standing,
            ended: reason.filter(|reason| close && !reason.is_empty()),
            agreed: award.agreed.filter(|_| close),
            mine,
            answers: !plan.is_right && (mine || self.is_founder()),
            ends: open && self.leads(member) && (self.is_founder() || plan.by_leaders),
        })
    }

    fn card(&self, title: Title, given: &[Award]) -> Option<Card> {
        let today = self.today();
        let stands = |award: &&Award| {
            let standing = award.standing(today);
            award.title == title.id && matches!(standing, Standing::Held | Standing::Ahead)
        };
        let open = given.iter().rev().filter(stands);
        let shown: Vec<Holder> = open
            .clone()
            .filter_map(|award| self.reads(award, &title.plan))
            .collect();
        let gives = !title.is_closed && self.gives(&title.plan);
        let is_known = match title.plan.is_right || title.is_closed {
            true => !shown.is_empty() || gives,
            false => true,
        };
        let hidden = match title.plan.is_right {
            true => 0,
            false => open.count() - shown.len(),
        };
        is_known.then(|| Card {
            id: title.id,
            gives,
            is_closed: title.is_closed,
            plan: title.plan,
            holders: shown.into_iter().take(SHOWN_MAX).collect(),
            hidden,
        })
    }
}

/// The title of a number, given any more or not.
pub(super) async fn find(conn: &mut Conn, eye: &Eye, id: TitleId) -> Result<Title> {
    let all = titles(conn, eye.caller.team).await?;
    match all.into_iter().find(|title| title.id == id) {
        Some(title) => Ok(title),
        None => refuse(no_title()),
    }
}

/// The titles of the team, with who holds them.
#[utoipa::path(get, path = "/api/titles", operation_id = "titles", responses((status = 200, body = List)))]
pub(super) async fn titles_list(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<List>> {
    let eye = Eye::of(&app, caller).await?;
    let mut conn = app.db.read().await?;
    let all = titles(&mut conn, caller.team).await?;
    let given = awards(&mut conn, caller.team, Which::default()).await?;
    drop(conn);
    let cards = all.into_iter().filter_map(|title| eye.card(title, &given));
    Ok(axum::Json(List {
        titles: cards.collect(),
        makes: eye.is_founder(),
    }))
}

/// A title as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = TitleWanted)]
pub(super) struct Wanted {
    #[schema(inline)]
    plan: Plan,
}

/// A title that was made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TitleMade)]
pub(super) struct Made {
    id: TitleId,
}

/// Makes a title or right.
#[utoipa::path(post, path = "/api/titles", operation_id = "make_title", request_body = Wanted, responses((status = 200, body = Made)))]
pub(super) async fn make_title(
    State(app): State<App>,
    caller: Caller,
    Json(wanted): Json<Wanted>,
) -> Result<axum::Json<Made>> {
    let plan = wanted.plan.tidy();
    plan.check()?;
    let (by, now) = (caller.member, app.clock.now());
    let mut tx = app.db.write_team(caller.team).await?;
    let id = store::honour::title::make(&mut tx, caller.team, &plan, by, now).await?;
    tx.commit().await?;
    Ok(axum::Json(Made { id }))
}

/// Changes a title; who holds it holds it as it is now.
#[utoipa::path(put, path = "/api/titles/{id}", operation_id = "change_title", params(("id" = i64, Path)), request_body = Wanted, responses((status = 204)))]
pub(super) async fn change_title(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<TitleId>,
    Json(wanted): Json<Wanted>,
) -> Result<StatusCode> {
    let eye = Eye::of(&app, caller).await?;
    let mut plan = wanted.plan.tidy();
    plan.check()?;
    let mut tx = app.db.write_team(caller.team).await?;
    let title = find(&mut tx, &eye, id).await?;
    // Whoever agreed to a title that others read of did not agree to anything else, and the other way
    // round; several holders cannot become one by a change of words.
    plan.is_right = title.plan.is_right;
    plan.travels = title.plan.travels;
    let (team, by) = (caller.team, caller.member);
    store::honour::title::change(&mut tx, team, id, &plan, by, eye.now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A title is not given any more; who holds it keeps it.
#[utoipa::path(delete, path = "/api/titles/{id}", operation_id = "close_title", params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn close_title(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<TitleId>,
) -> Result<StatusCode> {
    let eye = Eye::of(&app, caller).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    let title = find(&mut tx, &eye, id).await?;
    let (team, by) = (caller.team, caller.member);
    store::honour::title::close(&mut tx, team, title.id, by, eye.now).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
