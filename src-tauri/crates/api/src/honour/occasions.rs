//! 好日子: whose birthday or joining day it is, today and in the week to come.

use super::Eye;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use axum::extract::State;
use chrono::NaiveDate;
use rules::MemberId;
use rules::honour::occasion::{What, coming, of};
use rules::team::Member;
use serde::Serialize;
use utoipa::ToSchema;

/// Days that are looked at, today included.
const DAYS: u64 = 7;
/// The most people of one answer.
const MOST: usize = 30;

/// A day that somebody keeps. No age and no year of birth is in it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Occasion)]
pub(super) struct Kept {
    #[schema(value_type = String, format = Date)]
    day: NaiveDate,
    what: What,
    /// How many years since they joined; none for a birthday.
    years: Option<i32>,
    member_id: MemberId,
    name: String,
    /// Whether the caller may make them a card.
    card: bool,
}

/// One's own day, today.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OwnOccasion)]
pub(super) struct Own {
    what: What,
    /// How many years since one joined; none for a birthday.
    years: Option<i32>,
}

/// The days that people keep.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Occasions)]
pub(super) struct Occasions {
    /// The business day that it is.
    #[schema(value_type = String, format = Date)]
    today: NaiveDate,
    /// The caller's own, today.
    own: Vec<Own>,
    /// Others', today and in the six days after, in order.
    others: Vec<Kept>,
    /// How many more there are.
    more: usize,
}

impl Eye {
    /// Whether the caller may know of somebody's days: who leads them, and others by their consent.
    fn keeps_with(&self, member: &Member) -> bool {
        let known = self.sees(member.id) || (member.consents_to_board && self.names(member.id));
        member.id != self.caller.member && member.is_here_at(self.now) && known
    }
}

/// Whose birthday or joining day it is, today and in the week to come.
#[utoipa::path(get, path = "/api/occasions", operation_id = "occasions", responses((status = 200, body = Occasions)))]
pub(super) async fn occasions(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<Occasions>> {
    let eye = Eye::of(&app, caller).await?;
    let calendar = eye.settings.calendar();
    let today = calendar.day(eye.now);
    let me = eye.roster.member(caller.member);
    let own = me.into_iter().flat_map(|me| of(me, &calendar, today, 1));
    let own = own.map(|one| Own {
        what: one.what,
        years: one.years,
    });
    let found = coming(&eye.roster, &calendar, (today, DAYS), |member| {
        eye.keeps_with(member)
    });
    let others = found.iter().take(MOST).map(|one| Kept {
        day: one.day,
        what: one.what,
        years: one.years,
        member_id: one.member,
        name: eye.roster.name(one.member).to_owned(),
        card: one.what == What::Birthday && eye.sees(one.member),
    });
    Ok(axum::Json(Occasions {
        today,
        own: own.collect(),
        others: others.collect(),
        more: found.len().saturating_sub(MOST),
    }))
}
