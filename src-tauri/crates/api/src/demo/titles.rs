//! What the demo's people are honoured with, and a round of nominations that goes on.

use super::books::Desk;
use crate::error::Result;
use chrono::{Datelike as _, NaiveDate};
use rules::honour::round;
use rules::honour::title::{Ask, Plan};
use rules::{AwardId, MemberId, Moment, Period, TitleId};
use std::collections::BTreeMap;
use store::Tx;
use store::honour::round::{begin, nominate};
use store::honour::title::{Source, answer, give, make};

/// The founder, who gives them.
const BY: MemberId = MemberId(1);
const DAY_MS: i64 = 86_400_000;

/// Name, what for, whether it is a right, whether it travels, its months.
type Named = (&'static str, &'static str, bool, bool, Option<i64>);

const TITLES: [Named; 4] = [
    ("月度销冠", "上月净销售额第一", false, true, Some(1)),
    ("协作之星", "伙伴们最愿意一起做事的人", false, true, Some(1)),
    (
        "金牌导师",
        "一年里带出三位独立开单的新人",
        false,
        false,
        None,
    ),
    ("优先培训", "新品培训优先报名", true, false, Some(3)),
];

/// Title by its place, holder, whether they agreed that others read of it, what for.
const GIVEN: [(usize, i64, Option<bool>, &str); 5] = [
    (0, 12, Some(true), "上月净销售额全队第一"),
    (2, 2, Some(true), "带出了三位能独立直播的伙伴"),
    (2, 4, Some(true), "新人的第一单，都是她陪着谈的"),
    (3, 9, None, "直播脚本做得好，新品培训先到"),
    (3, 17, None, "选品表全组在用"),
];

/// Who is nominated by whom, with what evidence.
const NOMINATED: [(i64, i64, &str); 3] = [
    (7, 12, "客户半夜问尺码她也回，我这边的老客户都夸她耐心。"),
    (
        3,
        23,
        "发错货的两单主动垫付补寄，还把流程写下来发给了大家。",
    ),
    (7, 5, "盘点那个周末一直在仓库，晚上还帮我改了主图。"),
];

/// Writes them.
pub(super) async fn write(tx: &mut Tx, desk: Desk<'_>, now: Moment) -> Result<()> {
    let calendar = desk.settings.calendar();
    let today = calendar.day(now);
    let first = NaiveDate::from_ymd_opt(today.year(), today.month(), 1).unwrap_or(today);
    let at = calendar.start(first);
    let mut made: Vec<(TitleId, Plan)> = Vec::new();
    for (name, words, is_right, travels, months) in TITLES {
        let plan = Plan {
            name: name.to_owned(),
            words: words.to_owned(),
            brings: String::new(),
            is_right,
            travels,
            months,
            by_leaders: false,
        };
        plan.check()?;
        let id = make(tx, desk.team, &plan, BY, at).await?;
        made.push((id, plan));
    }
    let best = best_before(tx, desk, first).await?;
    for (award, (nth, member, agreed, reason)) in (1_i64..).zip(GIVEN) {
        let (title, plan) = &made[nth];
        let member = if nth == 0 {
            best.unwrap_or(member)
        } else {
            member
        };
        let ask = Ask {
            to: vec![MemberId(member)],
            from: first,
            until: plan.until(first),
            reason: reason.to_owned(),
        };
        give(
            tx,
            desk.team,
            (*title, Source::default()),
            &ask,
            &[],
            BY,
            at,
        )
        .await?;
        if let Some(agreed) = agreed {
            let by = MemberId(member);
            answer(
                tx,
                desk.team,
                AwardId(award),
                agreed,
                by,
                at.plus_ms(3_600_000),
            )
            .await?;
        }
    }
    let plan = round::Plan {
        words: "这个月谁帮了您？写下来，让大家都知道。".to_owned(),
        nominate_until: calendar.start(today).plus_ms(3 * DAY_MS),
        vote_until: Some(calendar.start(today).plus_ms(6 * DAY_MS)),
        branch: None,
    };
    let round = begin(tx, desk.team, made[1].0, &plan, BY, now.plus_ms(-DAY_MS)).await?;
    for (hours, (member, by, evidence)) in (3_i64..).step_by(5).zip(NOMINATED) {
        let at = now.plus_ms(-hours * 3_600_000);
        let whom = (MemberId(member), evidence);
        nominate(tx, desk.team, round, whom, MemberId(by), at).await?;
    }
    Ok(())
}

/// Who sold most in the month before a day.
async fn best_before(tx: &mut Tx, desk: Desk<'_>, first: NaiveDate) -> Result<Option<i64>> {
    let Some(before) = first.pred_opt() else {
        return Ok(None);
    };
    let month = desk.settings.calendar().window(Period::Month, before);
    let mut sold: BTreeMap<i64, i64> = BTreeMap::new();
    for part in store::leaderboard::sums(tx, desk.team, month).await? {
        *sold.entry(part.member.0).or_default() += part.fen;
    }
    let best = sold.into_iter().max_by_key(|(_, fen)| *fen);
    Ok(best.map(|(member, _)| member))
}
