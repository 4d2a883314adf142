//! What robots say, in the words of the groups that read it. Nothing in it depends on when it is read:
//! days and times are written out, since a message may wait.

use super::names::SOMEBODY;
use super::overtake::Overtake;
use crate::app::App;
use crate::contest::{Event, Told, ToldRow, What};
use crate::error::Result;
use chrono::{Datelike as _, NaiveDate};
use rules::contest::{State, Unit};
use rules::fen::grouped;
use rules::outbox::Message;
use rules::{Calendar, Fen, Moment, TeamId};

/// Rows of a board.
const ROWS: usize = 10;
/// Rows of each contest below the day's board.
const FIRST: usize = 3;

/// The board of a business day, with the contests that run; none when nobody is on it.
pub(super) async fn board(app: &App, team: TeamId, day: NaiveDate) -> Result<Option<Message>> {
    let settings = app.settings(team).await?;
    let calendar = settings.calendar();
    let told = app.board_told(team, day, ROWS).await?;
    if told.rows.is_empty() {
        return Ok(None);
    }
    let rows = told.rows.iter();
    let mut lines: Vec<String> = rows
        .map(|row| line(row.place, row.name.as_deref(), row.score, Unit::Fen))
        .collect();
    lines.push(String::new());
    lines.push(match told.frozen_at {
        Some(at) => format!("封榜中，数据截至{}", clock(&calendar, at)),
        None => {
            let now = app.clock.now();
            format!(
                "共 {} 人上榜，数据截至{}",
                told.count,
                clock(&calendar, now)
            )
        }
    });
    for contest in app.contests_told(team, FIRST).await? {
        lines.push(String::new());
        lines.extend(standing(&calendar, &contest));
    }
    let title = format!("{}月{}日 龙虎榜", day.month(), day.day());
    let message = Message::new(title, lines);
    Ok(Some(linked(message, settings.address.as_deref(), "/board")))
}

/// How a contest stands: its first, or that it is frozen.
fn standing(calendar: &Calendar, contest: &Told) -> Vec<String> {
    let name = &contest.name;
    let mut lines = vec![match (contest.state, contest.freeze_at) {
        (State::Frozen, Some(at)) => format!("「{name}」{}起封榜，封榜前：", clock(calendar, at)),
        _ => format!("「{name}」前 {FIRST} 名："),
    }];
    if contest.rows.is_empty() {
        lines.push("还没有人上榜".to_owned());
    }
    lines.extend(contest.rows.iter().map(|row| contest_line(row, contest)));
    lines
}

/// What happened to a contest.
pub(super) async fn event(app: &App, team: TeamId, event: &Event) -> Result<Message> {
    let settings = app.settings(team).await?;
    let calendar = settings.calendar();
    let contest = app.contest_told(team, event.contest, ROWS).await?;
    let name = &contest.name;
    let rows = || contest.rows.iter().map(|row| contest_line(row, &contest));
    let at = |moment| clock(&calendar, moment);
    let (title, mut lines) = match event.what {
        What::Published => {
            let mut lines = vec![format!(
                "{} 开始，{} 截止",
                at(contest.start),
                at(contest.end)
            )];
            lines.extend(
                contest
                    .freeze_at
                    .map(|freeze| format!("{} 起封榜", at(freeze))),
            );
            (format!("新竞赛：{name}"), lines)
        }
        What::Frozen => {
            let mut lines = vec![format!(
                "{} 起封榜，{} 截止，截止后揭榜。",
                at(event.at),
                at(contest.end)
            )];
            // Only while it is: later the board shows what came after the freeze.
            if contest.state == State::Frozen && !contest.rows.is_empty() {
                lines.push("封榜时：".to_owned());
                lines.extend(rows().take(FIRST));
            }
            (format!("封榜：{name}"), lines)
        }
        What::Revealed => (format!("揭榜：{name}"), rows().collect()),
        What::Final => {
            let mut lines: Vec<String> = rows().collect();
            lines.push("结果已定。".to_owned());
            (format!("最终结果：{name}"), lines)
        }
        What::Cancelled => {
            let reason = event.reason.iter();
            let lines = reason.map(|reason| format!("原因：{reason}"));
            (format!("竞赛取消：{name}"), lines.collect())
        }
    };
    if matches!(event.what, What::Revealed) && lines.is_empty() {
        lines.push("没有人上榜。".to_owned());
    }
    let path = format!("/contests/{}", contest.id);
    let message = Message::new(title, lines);
    Ok(linked(message, settings.address.as_deref(), &path))
}

/// Who passed whom; none when nobody did.
pub(super) async fn overtakes(
    app: &App,
    team: TeamId,
    contest: &Told,
    found: &[Overtake],
) -> Result<Option<Message>> {
    let Some(best) = found.first() else {
        return Ok(None);
    };
    let settings = app.settings(team).await?;
    let title = format!("{}：第{}名换人", contest.name, best.place);
    let mut lines: Vec<String> = found
        .iter()
        .map(|one| format!("{} 超过 {}，升到第{}名", one.name, one.over, one.place))
        .collect();
    let now = app.clock.now();
    lines.push(format!("数据截至{}", clock(&settings.calendar(), now)));
    let path = format!("/contests/{}", contest.id);
    let message = Message::new(title, lines);
    Ok(Some(linked(message, settings.address.as_deref(), &path)))
}

/// That a robot can be reached.
pub(super) async fn test(app: &App, team: TeamId) -> Result<Message> {
    let mut conn = app.db.read().await?;
    let name = store::setting::team(&mut conn, team)
        .await?
        .map_or_else(String::new, |team| team.name);
    let lines = [format!("「{name}」的战报和通知会发到这个群。")];
    Ok(Message::new("红榜已连接", lines))
}

fn contest_line(row: &ToldRow, contest: &Told) -> String {
    line(row.place, row.name.as_deref(), row.score, contest.unit)
}

fn line(place: u64, name: Option<&str>, score: Option<i64>, unit: Unit) -> String {
    let name = name.unwrap_or(SOMEBODY);
    let score = score.map_or_else(String::new, |score| format!(" {}", amount(score, unit)));
    format!("第{place}名 {name}{score}")
}

fn amount(score: i64, unit: Unit) -> String {
    match unit {
        Unit::Fen => format!("{}元", grouped(&Fen(score).yuan())),
        Unit::Count => grouped(&score.to_string()),
        Unit::Centi => format!("{}分", grouped(&Fen(score).yuan())),
        Unit::BasisPoints => format!("{}%", Fen(score).yuan()),
    }
}

/// `11月22日 21:00` in the team's zone.
fn clock(calendar: &Calendar, at: Moment) -> String {
    let local = calendar.local(at);
    format!(
        "{}月{}日 {}",
        local.month(),
        local.day(),
        local.format("%H:%M")
    )
}

/// With a link to a page of the team's address, where it has one.
pub(super) fn linked(message: Message, address: Option<&str>, path: &str) -> Message {
    match address {
        Some(address) => message.with_link("打开红榜", format!("{address}{path}")),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        let check = |score, unit, said: &str| assert_eq!(amount(score, unit), said);
        check(123_456_780, Unit::Fen, "1,234,567.80元");
        check(-50_000, Unit::Fen, "-500.00元");
        check(-12_345_600, Unit::Fen, "-123,456.00元");
        check(1_000, Unit::Count, "1,000");
        check(999, Unit::Count, "999");
        check(1_250, Unit::Centi, "12.50分");
        check(-2_500, Unit::BasisPoints, "-25.00%");
    }

    #[test]
    fn who_is_not_named_is_somebody_and_what_is_hidden_is_left_out() {
        let said = line(2, None, None, Unit::Fen);
        assert_eq!(said, "第2名 一位伙伴");
    }
}
