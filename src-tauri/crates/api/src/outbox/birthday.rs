//! Whose birthday or joining day it is, in the words of a group. No age, no year of birth.

use super::compose::linked;
use super::names::Names;
use crate::app::App;
use crate::error::Result;
use chrono::{Datelike as _, NaiveDate};
use rules::TeamId;
use rules::honour::occasion::{Occasion, What, coming};
use rules::outbox::Message;
use std::collections::BTreeMap;

/// Names of one line: what a phone shows in two or three of its own.
const LINE: usize = 8;

/// What a morning tells; none when it is nobody's day.
pub(super) async fn said(app: &App, team: TeamId, day: NaiveDate) -> Result<Option<Message>> {
    let names = Names::of(app, team).await?;
    let (calendar, now) = (names.settings.calendar(), app.clock.now());
    let found = coming(&names.roster, &calendar, (day, 1), |member| {
        member.is_here_at(now) && names.of_member(member.id).is_some()
    });
    if found.is_empty() {
        return Ok(None);
    }
    let (born, joined): (Vec<Occasion>, Vec<Occasion>) = found
        .into_iter()
        .partition(|one| one.what == What::Birthday);
    let mut lines = listed(&names, "生日快乐：", &born);
    let mut by_years: BTreeMap<i32, Vec<Occasion>> = BTreeMap::new();
    for one in joined {
        by_years
            .entry(one.years.unwrap_or_default())
            .or_default()
            .push(one);
    }
    for (years, people) in by_years.iter().rev() {
        lines.extend(listed(&names, &format!("入队 {years} 周年："), people));
    }
    let title = format!("{}月{}日 好日子", day.month(), day.day());
    let address = names.settings.address.as_deref();
    let message = Message::new(title, lines);
    Ok(Some(linked(message, address, "/praises?give=1")))
}

/// What is kept, and by whom; many people take several lines.
fn listed(names: &Names, what: &str, people: &[Occasion]) -> Vec<String> {
    let lines = people.chunks(LINE).enumerate().map(|(nth, people)| {
        let people = people.iter().map(|one| one.member);
        let what = if nth == 0 { what } else { "" };
        format!("{what}{}", names.of_several(people))
    });
    lines.collect()
}
