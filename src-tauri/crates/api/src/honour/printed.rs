//! A title as it goes on paper.

use super::Eye;
use super::title::{find, no_title};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use chrono::NaiveDate;
use rules::honour::title::Standing;
use rules::{AwardId, ContestId, MemberId};
use store::honour::title::{Which, awards};

/// A title as it was given to somebody.
pub(crate) struct Printed {
    pub title: String,
    /// What for; where a contest's result gave it, the contest's name.
    pub reason: String,
    pub contest: Option<ContestId>,
    pub member: MemberId,
    pub name: String,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    pub standing: Standing,
    /// Whether everybody may read of it.
    pub is_published: bool,
}

impl App {
    /// A title that the caller may read of; rights are nothing for paper.
    pub(crate) async fn title_printed(&self, caller: Caller, id: i64) -> Result<Printed> {
        let eye = Eye::of(self, caller).await?;
        let mut conn = self.db.read().await?;
        let which = Which {
            id: Some(AwardId(id)),
            ..Which::default()
        };
        let Some(award) = awards(&mut conn, caller.team, which).await?.pop() else {
            return refuse(no_title());
        };
        let title = find(&mut conn, &eye, award.title).await?;
        if title.plan.is_right || eye.reads(&award, &title.plan).is_none() {
            return refuse(no_title());
        }
        Ok(Printed {
            title: title.plan.name,
            contest: award.contest,
            member: award.member,
            name: eye.roster.name(award.member).to_owned(),
            from: award.from,
            until: award.last(),
            standing: award.standing(eye.today()),
            is_published: award.agreed == Some(true),
            reason: award.reason,
        })
    }
}
