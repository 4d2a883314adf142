//! Papers of a contest: 喜报, 战报, 奖状, 海报.

use super::ask::For;
use super::desk::{Desk, Head};
use super::words;
use crate::contest::{Printed, PrintedRow, Rows};
use crate::error::{Result, refuse};
use poster::paper::{Board, Body, Certificate, Contest, Prize, Row, Size, Win};
use rules::EntrantId;
use rules::contest::{Kind, State};
use rules::refusal::NotFound;

rules::refusals! {
    /// Somebody who has not agreed to be named is not put on a poster.
    PosterUnnamed {} 409,
    "这一位没有同意公开姓名，或者团队的设置不公开名字，所以不能做成喜报。请先征得本人同意（成员资料里勾选“同意上榜”），再来生成。",
    "This person has not agreed to be named, or the team's settings name nobody, so no poster is made of them. Ask for their consent first (in the member's data), then make it again.";

    /// Nobody has won anything yet.
    PosterNobodyWon {} 409,
    "这场竞赛还没有定榜，或者没有人得奖，还不能成批生成奖状。定榜以后再来。",
    "This contest is not final yet, or nobody won anything, so there are no certificates. Come back once it is final.";
}

/// Somebody who is not named on a board.
fn somebody(desk: &Desk<'_>) -> String {
    desk.say("一位伙伴", "A colleague")
}

/// What is not settled of a contest in this state; none when its result stands.
fn draft(state: State) -> Option<(&'static str, &'static str)> {
    Some(match state {
        State::Final | State::Archived => return None,
        State::Cancelled => ("竞赛已取消", "Called off"),
        State::Draft | State::Published => ("预告 · 还没开始", "Preview · not begun"),
        State::Running => ("进行中 · 结果未最终", "Still running · not final"),
        State::Frozen => ("封榜中 · 结果未最终", "Frozen · not final"),
        State::Revealed | State::Provisional => ("公示中 · 结果未最终", "Announced · not final"),
    })
}

/// Whether it still goes on, so that a place may yet be another's.
fn goes_on(state: State) -> bool {
    !matches!(
        state,
        State::Revealed | State::Provisional | State::Final | State::Archived
    )
}

fn head(desk: &Desk<'_>, printed: &Printed, title: String) -> Head {
    Head {
        title,
        draft: draft(printed.state).map(|(zh, en)| desk.say(zh, en)),
        path: Some(format!("/contests/{}", printed.id)),
        hint: desk.say("扫码看完整榜单", "Scan for the whole board"),
    }
}

/// How many rows a board has on each size.
fn rows_max(size: Size) -> usize {
    match size {
        Size::Wide => 10,
        Size::Tall | Size::A4 => 20,
    }
}

async fn row_of(
    desk: &Desk<'_>,
    contest: i64,
    entrant: i64,
    own: bool,
) -> Result<(Printed, PrintedRow)> {
    let rows = Rows::Of(EntrantId(entrant));
    let mut printed = desk
        .app
        .contest_printed(desk.caller, contest, rows, own)
        .await?;
    let Some(row) = printed.rows.pop() else {
        return refuse(NotFound {
            what: "榜上的这一位 · that row of the board".to_owned(),
        });
    };
    Ok((printed, row))
}

/// 喜报.
pub(super) async fn win(desk: &mut Desk<'_>, contest: i64, entrant: i64) -> Result<()> {
    let (printed, row) = row_of(desk, contest, entrant, false).await?;
    let Some(name) = row.name else {
        return refuse(PosterUnnamed {});
    };
    let lang = desk.wish.lang;
    let rule = &printed.rule;
    let ranked = !matches!(rule.kind, Kind::Line { .. } | Kind::Steps);
    let going = goes_on(printed.state);
    let win = Win {
        contest: rule.name.clone(),
        person: desk.person(name, row.member, row.tier).await?,
        place: match (ranked, row.place) {
            (true, place) if going => words::place_so_far(lang, place),
            (true, place @ 4..) => words::place(lang, place),
            (_, place) => words::honour(lang, &rule.kind, place),
        },
        first: ranked && row.place == 1,
        score: row
            .score
            .map_or_else(String::new, |score| words::amount(lang, score, rule.unit())),
        score_label: row
            .score
            .map_or_else(String::new, |_| words::score_label(lang, rule)),
        prize: words::won(lang, row.points, &row.things),
        words: if going {
            desk.say("继续加油！", "Keep going!")
        } else {
            desk.say("恭喜！实至名归", "Congratulations, well deserved")
        },
    };
    let head = head(desk, &printed, desk.say("喜报", "Congratulations"));
    desk.lay(head, Body::Win { win })
}

/// 战报.
pub(super) async fn board(desk: &mut Desk<'_>, contest: i64) -> Result<()> {
    let rows = Rows::First(rows_max(desk.wish.size));
    let printed = desk
        .app
        .contest_printed(desk.caller, contest, rows, false)
        .await?;
    let (lang, rule) = (desk.wish.lang, &printed.rule);
    let mut rows = Vec::with_capacity(printed.rows.len());
    for row in &printed.rows {
        let name = row.name.clone().unwrap_or_else(|| somebody(desk));
        rows.push(Row {
            place: row.place,
            place_words: row.place.to_string(),
            person: desk.person(name, row.member, row.tier.clone()).await?,
            score: row
                .score
                .map_or_else(String::new, |score| words::amount(lang, score, rule.unit())),
        });
    }
    let entrants = printed.entrants;
    let board = Board {
        contest: rule.name.clone(),
        span: words::span(lang, &desk.settings.calendar(), rule.start, rule.end),
        score_label: words::score_label(lang, rule),
        rows,
        more: (entrants > printed.rows.len()).then(|| {
            desk.say(
                &format!("共 {entrants} 人参加"),
                &format!("{entrants} take part"),
            )
        }),
        total: None,
    };
    let head = head(desk, &printed, desk.say("战报", "Results"));
    desk.lay(head, Body::Board { board })
}

/// 奖状, for one.
pub(super) async fn certificate(desk: &mut Desk<'_>, contest: i64, entrant: i64) -> Result<()> {
    let own = desk.wish.whom == For::Caller;
    let (printed, row) = row_of(desk, contest, entrant, own).await?;
    lay_certificate(desk, &printed, row)
}

/// 奖状, for all who won something.
pub(super) async fn certificates(desk: &mut Desk<'_>, contest: i64) -> Result<()> {
    let mut printed = desk
        .app
        .contest_printed(desk.caller, contest, Rows::Won, true)
        .await?;
    let rows = std::mem::take(&mut printed.rows);
    if rows.is_empty() {
        return refuse(PosterNobodyWon {});
    }
    for row in rows {
        lay_certificate(desk, &printed, row)?;
    }
    Ok(())
}

fn lay_certificate(desk: &mut Desk<'_>, printed: &Printed, row: PrintedRow) -> Result<()> {
    let Some(name) = row.name else {
        return refuse(PosterUnnamed {});
    };
    let (lang, rule) = (desk.wish.lang, &printed.rule);
    let contest = &rule.name;
    let honour = words::honour(lang, &rule.kind, row.place);
    let words = match rule.kind {
        Kind::Line { .. } | Kind::Steps => desk.say(
            &format!("在“{contest}”中成绩达标，特发此证，以资鼓励。"),
            &format!("for reaching the mark in “{contest}”."),
        ),
        _ => {
            let place = words::place(lang, row.place);
            desk.say(
                &format!("在“{contest}”中荣获{place}，特发此证，以资鼓励。"),
                &format!("for {} in “{contest}”.", place.to_lowercase()),
            )
        }
    };
    let certificate = Certificate {
        name,
        honour,
        words,
        number: Some(format!("{}-{}", printed.id, row.place)),
        signer: desk.signer(),
    };
    let head = head(desk, printed, desk.say("荣誉证书", "Certificate"));
    desk.lay(head, Body::Certificate { certificate })
}

/// How many prizes a poster has room for.
const PRIZES: usize = 8;

/// 海报.
pub(super) async fn contest(desk: &mut Desk<'_>, contest: i64) -> Result<()> {
    let printed = desk
        .app
        .contest_printed(desk.caller, contest, Rows::First(0), false)
        .await?;
    let (lang, rule) = (desk.wish.lang, &printed.rule);
    let (kind, _) = words::kind(lang, &rule.kind);
    let prizes = rule.prizes.iter().take(PRIZES).map(|prize| Prize {
        of: words::prize_of(lang, prize.to, rule.unit()),
        what: words::prize(lang, prize),
    });
    let contest = Contest {
        name: rule.name.clone(),
        kind,
        span: words::span(lang, &desk.settings.calendar(), rule.start, rule.end),
        rules: words::rules(lang, rule),
        prizes: prizes.collect(),
        call: (rule.opt_in && desk.now < rule.end).then(|| desk.say("现在就报名", "Enter now")),
    };
    let head = head(desk, &printed, desk.say("竞赛", "Contest"));
    let head = Head {
        // What it says was published; nothing of it is a result.
        draft: head.draft.filter(|_| printed.state == State::Cancelled),
        hint: desk.say("扫码看规则和榜单", "Scan for the rules and the board"),
        ..head
    };
    desk.lay(head, Body::Contest { contest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_but_a_result_that_stands_is_marked() {
        for state in State::ALL {
            assert_eq!(draft(state).is_none(), state.is_final(), "{state:?}");
        }
    }
}
