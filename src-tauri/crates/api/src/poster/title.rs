//! The paper of a title.

use super::ask::For;
use super::contest::PosterUnnamed;
use super::desk::{Desk, Head};
use super::words;
use crate::error::{Result, refuse};
use poster::paper::{Body, Certificate};
use rules::honour::title::Standing;

rules::refusals! {
    /// What was taken back is not certified.
    PosterTakenBack {} 409,
    "这个称号已经收回，不能再做奖状。",
    "This title was taken back: there is no certificate of it any more.";
}

/// 奖状, for a title.
pub(super) async fn certificate(desk: &mut Desk<'_>, award: i64) -> Result<()> {
    let given = desk.app.title_printed(desk.caller, award).await?;
    if given.standing == Standing::TakenBack {
        return refuse(PosterTakenBack {});
    }
    if desk.wish.whom == For::Group && !(given.is_published && desk.is_public(given.member)) {
        return refuse(PosterUnnamed {});
    }
    let (lang, title) = (desk.wish.lang, &given.title);
    let what_for = match given.contest {
        Some(_) => desk.say(
            &format!("在“{}”中胜出", given.reason),
            &format!("for winning “{}”", given.reason),
        ),
        None => given.reason.clone(),
    };
    let from = words::day(lang, given.from);
    let term = match given.until.map(|until| words::day(lang, until)) {
        Some(until) => desk.say(
            &format!("，{from}起至{until}前"),
            &format!(", from {from} until before {until}"),
        ),
        None => desk.say(&format!("，{from}起"), &format!(", from {from}")),
    };
    let words = desk.say(
        &format!("{what_for}，特授予“{title}”称号{term}，以资鼓励。"),
        &format!("{what_for}: “{title}”{term}."),
    );
    let certificate = Certificate {
        name: given.name,
        honour: given.title,
        words,
        number: Some(format!("T-{award}")),
        signer: desk.signer(),
    };
    let ahead = given.standing == Standing::Ahead;
    let head = Head {
        title: desk.say("荣誉证书", "Certificate"),
        draft: ahead.then(|| desk.say("预告 · 尚未开始", "Preview · not yet held")),
        path: Some("/titles".to_owned()),
        hint: desk.say("扫码看荣誉称号", "Scan for the titles"),
    };
    desk.lay(head, Body::Certificate { certificate })
}
