//! What stands on posters, in the words of who made them.

use chrono::{Datelike as _, NaiveDate, Timelike as _};
use rules::contest::prize::{Prize, To};
use rules::contest::{Kind, Measure, Rule, Unit};
use rules::fen::grouped;
use rules::{Calendar, Fen, Lang, Moment, Words};

/// Says one of two.
pub(super) fn say(lang: Lang, zh: &str, en: &str) -> String {
    Words::new(zh, en).say(lang).to_owned()
}

/// A whole number.
pub(super) fn count(number: i64) -> String {
    grouped(&number.to_string())
}

/// A score or an amount.
pub(super) fn amount(lang: Lang, score: i64, unit: Unit) -> String {
    match unit {
        Unit::Fen => {
            let yuan = grouped(&Fen(score).yuan());
            match yuan.strip_prefix('-') {
                Some(below) => format!("−¥{below}"),
                None => format!("¥{yuan}"),
            }
        }
        Unit::Count => count(score),
        Unit::Centi => {
            let points = grouped(&Fen(score).yuan());
            say(lang, &format!("{points} 分"), &format!("{points} pts"))
        }
        Unit::BasisPoints => format!("{}%", grouped(&Fen(score).yuan())),
    }
}

/// A day with its year.
pub(super) fn day(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => day.format("%-d %B %Y").to_string(),
    }
}

/// A day without its year.
pub(super) fn short_day(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("{}月{}日", day.month(), day.day()),
        Lang::En => day.format("%-d %b").to_string(),
    }
}

/// From when to when: days where both ends are a business day's, else with the clock.
pub(super) fn span(lang: Lang, calendar: &Calendar, start: Moment, end: Moment) -> String {
    let is_day = |at: Moment| calendar.start(calendar.day(at)) == at;
    let said = |at: Moment| {
        let local = calendar.local(at);
        let day = short_day(lang, local.date());
        format!("{day} {}:{:02}", local.hour(), local.minute())
    };
    if !is_day(start) || !is_day(end) {
        return format!("{} – {}", said(start), said(end));
    }
    let (first, last) = (calendar.day(start), calendar.day(end.plus_ms(-1)));
    if first == last {
        return short_day(lang, first);
    }
    format!("{} – {}", short_day(lang, first), short_day(lang, last))
}

/// A place.
pub(super) fn place(lang: Lang, place: u64) -> String {
    match lang {
        Lang::Zh => format!("第 {place} 名"),
        Lang::En => format!("Place {place}"),
    }
}

/// A place that may yet be another's.
pub(super) fn place_so_far(lang: Lang, place: u64) -> String {
    match lang {
        Lang::Zh => format!("暂列第 {place} 名"),
        Lang::En => format!("Place {place} so far"),
    }
}

/// What a place is honoured with: the first three have names of their own; where nobody is ranked,
/// all have one.
pub(super) fn honour(lang: Lang, kind: &Kind, nth: u64) -> String {
    match (kind, nth) {
        (Kind::Line { .. }, _) => say(lang, "达标奖", "Over the line"),
        (Kind::Steps, _) => say(lang, "阶梯奖", "Step reached"),
        (Kind::Growth(_), 1) => say(lang, "进步之星", "Star of progress"),
        (_, 1) => say(lang, "冠军", "Champion"),
        (_, 2) => say(lang, "亚军", "Runner-up"),
        (_, 3) => say(lang, "季军", "Third place"),
        _ => place(lang, nth),
    }
}

/// A kind's name, and what it is about.
pub(super) fn kind(lang: Lang, kind: &Kind) -> (String, String) {
    let words = match kind {
        Kind::Ranking => [
            "排名赛",
            "谁做得多谁在前",
            "Ranking",
            "Who does more stands higher",
        ],
        Kind::Race { .. } => [
            "竞速赛",
            "谁先做到目标谁就赢",
            "Race",
            "Who reaches the target first wins",
        ],
        Kind::Line { .. } => [
            "达标赛",
            "过线的人人有奖",
            "Over the line",
            "Everyone over the line wins",
        ],
        Kind::Steps => [
            "阶梯奖",
            "做到哪一阶，拿哪一阶的奖",
            "Steps",
            "Reach a step, win its prize",
        ],
        Kind::Growth(_) => [
            "进步赛",
            "和过去的自己比，进步大的在前",
            "Progress",
            "Against your own past",
        ],
        Kind::Attainment(_) => [
            "完成率",
            "各有各的目标，看谁完成得多",
            "Attainment",
            "Everyone has their own target",
        ],
        Kind::Teams(_) => ["团队 PK", "一队对一队", "Team battle", "Team against team"],
        Kind::Pk { .. } => [
            "1v1 PK 赛",
            "照常排名，还可以互相挑战",
            "1v1 PK",
            "Ranked, and one can challenge another",
        ],
        Kind::Bracket(_) => [
            "淘汰赛",
            "两两对阵，赢的晋级",
            "Knock-out",
            "Two meet, one goes on",
        ],
        Kind::Leagues(_) => [
            "分组联赛",
            "水平相近的一组，每轮有升有降",
            "Leagues",
            "Groups of about equal level, up and down",
        ],
        Kind::Season(_) => [
            "赛季",
            "每轮按名次积分",
            "Season",
            "Each round gives points by place",
        ],
    };
    let [name, about, name_en, about_en] = words;
    (say(lang, name, name_en), say(lang, about, about_en))
}

/// What is measured.
pub(super) fn measure(lang: Lang, measure: Measure) -> String {
    let (zh, en) = match measure {
        Measure::NetSales => ("净销售额", "Net sales"),
        Measure::Orders => ("订单数", "Orders"),
        Measure::Pieces => ("件数", "Pieces"),
        Measure::NewCustomers => ("新客户数", "New customers"),
        Measure::Points => ("销售积分", "Points from sales"),
        Measure::CheckIns => ("打卡天数", "Days checked in"),
        Measure::Streak => ("最长连续打卡", "Longest run of check-ins"),
        Measure::Entered => ("填报的数字", "Numbers entered by hand"),
        Measure::Recruits => ("招募人数", "People recruited"),
    };
    say(lang, zh, en)
}

/// What a score is called.
pub(super) fn score_label(lang: Lang, rule: &Rule) -> String {
    match (&rule.kind, rule.counted.as_slice()) {
        (Kind::Growth(_), _) => say(lang, "增长", "Growth"),
        (Kind::Attainment(_), _) => say(lang, "完成率", "Attainment"),
        (Kind::Season(_), _) => say(lang, "赛季积分", "Season points"),
        (_, [one]) => measure(lang, one.measure),
        _ => say(lang, "得分", "Score"),
    }
}

/// The rule in a few lines; the whole of it stands where the code leads.
pub(super) fn rules(lang: Lang, rule: &Rule) -> Vec<String> {
    let (_, about) = kind(lang, &rule.kind);
    let measures: Vec<String> = rule
        .counted
        .iter()
        .map(|counted| {
            let name = measure(lang, counted.measure);
            let of = counted.category.as_ref().or(counted.item.as_ref());
            of.map_or(name.clone(), |of| {
                say(lang, &format!("{name}（{of}）"), &format!("{name} ({of})"))
            })
        })
        .collect();
    let sales = rule.counted.iter().any(|one| one.measure.is_of_sales());
    let mut lines = vec![
        about,
        format!(
            "{}{}",
            say(lang, "比", "Counted: "),
            measures.join(&say(lang, "、", ", "))
        ),
    ];
    if sales {
        lines.push(say(lang, "退款会从成绩里减掉", "Refunds are taken off"));
    }
    if let Some(freeze) = rule.freeze_at {
        let hours = (rule.end.0 - freeze.0) / 3_600_000;
        lines.push(say(
            lang,
            &format!("最后 {hours} 小时封榜，结束后揭晓"),
            &format!("Frozen for the last {hours} hours, revealed after the end"),
        ));
    }
    if rule.prize_min > 0 {
        let least = amount(lang, rule.prize_min, rule.unit());
        lines.push(say(
            lang,
            &format!("成绩至少 {least} 才有奖"),
            &format!("No prize below {least}"),
        ));
    }
    if rule.opt_in {
        lines.push(say(lang, "报名参加才算", "Only who enters takes part"));
    }
    lines
}

/// What a prize is for.
pub(super) fn prize_of(lang: Lang, to: To, unit: Unit) -> String {
    let places = |first: i64, last: i64| match (lang, first == last) {
        (Lang::Zh, true) => format!("第 {first} 名"),
        (Lang::Zh, false) => format!("第 {first}–{last} 名"),
        (Lang::En, true) => format!("Place {first}"),
        (Lang::En, false) => format!("Places {first}–{last}"),
    };
    let from = |score: i64| amount(lang, score, unit);
    match to {
        To::Places { first, last } => places(first, last),
        To::League { first, last } => {
            let places = places(first, last);
            say(
                lang,
                &format!("各组{places}"),
                &format!("{places} of each league"),
            )
        }
        To::Over { score } => say(
            lang,
            &format!("达到 {}", from(score)),
            &format!("From {}", from(score)),
        ),
        To::Step { score } => say(
            lang,
            &format!("做到 {}", from(score)),
            &format!("Step {}", from(score)),
        ),
        To::Share { score, .. } => say(
            lang,
            &format!("达到 {} 分奖池", from(score)),
            &format!("Share from {}", from(score)),
        ),
        To::Draw { score, winners } => say(
            lang,
            &format!("达到 {} 抽 {winners} 位", from(score)),
            &format!("{winners} drawn from {}", from(score)),
        ),
        To::Duel => say(lang, "每场 PK 的赢家", "Winner of each duel"),
    }
}

/// What somebody gets: things and points.
pub(super) fn won(lang: Lang, points: i64, things: &[String]) -> Option<String> {
    let mut said: Vec<String> = things.to_vec();
    if points > 0 {
        let points = count(points);
        said.push(say(
            lang,
            &format!("{points} 积分"),
            &format!("{points} points"),
        ));
    }
    (!said.is_empty()).then(|| said.join(" + "))
}

/// What a prize is.
pub(super) fn prize(lang: Lang, prize: &Prize) -> String {
    won(lang, prize.points, prize.thing.as_slice()).unwrap_or_default()
}
