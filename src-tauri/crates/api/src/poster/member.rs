//! Papers of a member: 积分月报, 生日卡.

use super::ask::For;
use super::contest::PosterUnnamed;
use super::desk::{Desk, Head};
use super::words;
use crate::error::{Result, refuse};
use crate::points::LineKind;
use chrono::{Datelike as _, NaiveDate};
use poster::paper::{Birthday, Body, Line, Size, Statement, Sum};
use rules::refusal::NotFound;
use rules::{Lang, MemberId, Period};

/// How many lines a statement has room for, so that they can be read.
fn lines_max(size: Size) -> usize {
    match size {
        Size::Wide => 15,
        Size::Tall | Size::A4 => 25,
    }
}

fn label(lang: Lang, kind: LineKind) -> String {
    let (zh, en) = match kind {
        LineKind::Earned => ("销售所得", "Earned by sales"),
        LineKind::TakenBack => ("退款扣回", "Taken back by refunds"),
        LineKind::Matured => ("转为可用", "Became available"),
        LineKind::Expired => ("到期", "Ran out"),
        LineKind::Granted => ("发放与收回", "Granted or taken back"),
        LineKind::Repaid => ("还清欠分", "Debt repaid"),
        LineKind::Won => ("竞赛奖励", "Won in contests"),
        LineKind::Praised => ("同伴表扬", "Praise from colleagues"),
        LineKind::Redeemed => ("兑换", "Redeemed"),
    };
    words::say(lang, zh, en)
}

fn signed(points: i64) -> String {
    let number = words::count(points.abs());
    match points {
        1.. => format!("+{number}"),
        0 => number,
        _ => format!("−{number}"),
    }
}

/// 积分月报 of the month that a day is in.
pub(super) async fn statement(desk: &mut Desk<'_>, member: i64, day: NaiveDate) -> Result<()> {
    let lang = desk.wish.lang;
    let calendar = desk.settings.calendar();
    let window = calendar.window(Period::Month, day);
    let running = desk.now < window.end;
    let month = desk
        .app
        .month_printed(desk.caller, member, window, lang)
        .await?;
    let closing: i64 = month.opening + month.sums.iter().map(|(_, sum)| sum).sum::<i64>();
    let mut sums = vec![Sum {
        label: desk.say("月初结余", "At the start"),
        points: words::count(month.opening),
    }];
    sums.extend(month.sums.iter().map(|(kind, sum)| Sum {
        label: label(lang, *kind),
        points: signed(*sum),
    }));
    let most = lines_max(desk.wish.size);
    let more = month.count.saturating_sub(most);
    let lines = month.lines.iter().take(most).map(|line| Line {
        day: calendar.day(line.happened_at).format("%m-%d").to_string(),
        why: line.why.clone(),
        points: signed(line.available + line.pending),
    });
    let statement = Statement {
        name: month.name.clone(),
        span: match lang {
            Lang::Zh => format!("{}年{}月", day.year(), day.month()),
            Lang::En => day.format("%B %Y").to_string(),
        },
        sums,
        closing: Sum {
            label: if running {
                desk.say("目前结余（含待生效）", "So far, pending included")
            } else {
                desk.say("月末结余（含待生效）", "At the end, pending included")
            },
            points: words::count(closing),
        },
        lines: lines.collect(),
        more: (more > 0).then(|| {
            desk.say(
                &format!("另有 {more} 笔，在“我的积分”里查看"),
                &format!("{more} more lines in “My points”"),
            )
        }),
    };
    let head = Head {
        title: desk.say("积分月报", "Points statement"),
        draft: running.then(|| {
            let day = words::short_day(lang, calendar.day(desk.now));
            desk.say(
                &format!("本月未完 · 截至{day}"),
                &format!("Month not over · up to {day}"),
            )
        }),
        path: Some(format!("/points/members/{member}")),
        hint: desk.say("扫码看明细", "Scan for every line"),
    };
    desk.lay(head, Body::Statement { statement })
}

/// 生日卡.
pub(super) async fn birthday(desk: &mut Desk<'_>, member: i64) -> Result<()> {
    let (caller, now) = (desk.caller, desk.now);
    let roster = desk.roster.clone();
    let found = roster.member(MemberId(member));
    let seen = found.filter(|one| caller.sees(&roster, one.id, now));
    let Some(found) = seen else {
        return refuse(NotFound {
            what: "成员 · the member".to_owned(),
        });
    };
    if desk.wish.whom == For::Group && !desk.is_public(found.id) {
        return refuse(PosterUnnamed {});
    }
    let lang = desk.wish.lang;
    let calendar = desk.settings.calendar();
    let days = (calendar.day(now) - calendar.day(found.joined_at)).num_days() + 1;
    let under = desk.say(
        &format!("在团队的第 {days} 天"),
        &format!("Day {days} in the team"),
    );
    let birthday = Birthday {
        person: desk
            .person(found.name.clone(), Some(found.id), Some(under))
            .await?,
        words: desk.say("祝您生日快乐，平安顺遂！", "Happy birthday!"),
        day: words::short_day(
            lang,
            birthday_of(found.birthday.as_deref()).unwrap_or_else(|| calendar.day(now)),
        ),
    };
    let head = Head {
        title: desk.say("生日快乐", "Happy birthday"),
        draft: None,
        path: None,
        hint: String::new(),
    };
    desk.lay(head, Body::Birthday { birthday })
}

/// The day of a birthday, `MM-DD` or `YYYY-MM-DD`; its year says nothing.
fn birthday_of(text: Option<&str>) -> Option<NaiveDate> {
    let text = text?;
    let day = text.get(text.len().checked_sub(5)?..)?;
    NaiveDate::parse_from_str(&format!("2000-{day}"), "%Y-%m-%d").ok()
}
