//! What else happened in the demo's year: points granted, sales reported.

use super::books::{Desk, EVERY_DAYS};
use super::people::FOUNDER;
use crate::error::Result;
use rules::points::Terms;
use rules::points::grant::Ask;
use rules::sale::report::{Decision, Reported, Standing};
use rules::{Fen, MemberId, Moment, Period};
use store::Tx;

/// Who granted whom how many points, how many days ago, and why.
const GRANTS: [(i64, i64, i64, i64, &str); 10] = [
    (2, 12, 200, 330, "带新人上手，一对一陪跑"),
    (1, 3, 500, 290, "三八节活动统筹"),
    (4, 9, 150, 240, "整理了产品问答，大家都在用"),
    (1, 7, 300, 160, "618 当天单量第一"),
    (3, 23, 120, 130, "售后处理耐心，客户点名表扬"),
    (5, 30, 80, 95, "第一次独立直播"),
    (1, 2, 600, 70, "接手华南部，稳住了老客户"),
    (2, 17, 150, 40, "早会分享选品心得"),
    (6, 21, 100, 12, "双11前主动补货盘点"),
    (2, 7, 260, 9, "双11 连播十小时"),
];

/// Item, category, yuan, seller, hours ago, buyer.
const REPORTS: [(&str, &str, i64, i64, i64, &str); 7] = [
    ("玫瑰保湿面霜 50g ×2", "护肤", 336, 7, 3, "小区邻居赵姐"),
    ("桑蚕丝四件套", "家居", 1280, 27, 8, "同事婚礼"),
    ("即食燕窝 70g×6", "食品", 458, 17, 20, "线下客户"),
    ("十色眼影盘", "彩妆", 159, 33, 27, "闺蜜"),
    ("电动牙刷 两支装", "个护", 199, 12, 45, "老客户何先生"),
    ("古法红糖姜茶 12条 ×5", "食品", 245, 22, 80, "公司团购"),
    ("防晒喷雾 SPF50+ 150ml", "护肤", 128, 40, 120, "健身房"),
];

/// Grants that fell between the last round and this one.
pub(super) async fn grants(tx: &mut Tx, desk: Desk<'_>, at: Moment, now: Moment) -> Result<()> {
    let calendar = desk.settings.calendar();
    for (n, (by, member, points, days, reason)) in GRANTS.into_iter().enumerate() {
        let happened = now.plus_days(-days);
        if happened > at || happened <= at.plus_days(-EVERY_DAYS) {
            continue;
        }
        let by = MemberId(by);
        let ask = Ask {
            request: format!("{by}:demo-{n}"),
            member: MemberId(member),
            points,
            reason: reason.to_owned(),
            by,
            budget: (by != FOUNDER).then_some(desk.settings.grant_budget_points),
            month: calendar.window(Period::Month, calendar.day(at)),
            terms: Terms::from(desk.settings),
        };
        for granted in store::points::grant::grant(tx, desk.team, &[&ask], at).await? {
            granted?;
        }
    }
    Ok(())
}

/// Reports of the last days: most wait, one was returned, one taken back.
pub(super) async fn reports(tx: &mut Tx, desk: Desk<'_>, now: Moment) -> Result<()> {
    for (n, (item, category, yuan, member, hours, buyer)) in REPORTS.into_iter().enumerate().rev() {
        let sold_at = now.plus_ms(-hours * 3_600_000);
        let reported = Reported {
            item: item.to_owned(),
            category: Some(category.to_owned()),
            amount_fen: Fen(yuan * 100),
            quantity: 1,
            buyer: Some(buyer.to_owned()),
            note: None,
            sold_at,
        };
        let (member, at) = (MemberId(member), sold_at.plus_ms(40 * 60_000));
        let id = store::sale::report::add(tx, desk.team, member, &reported, at).await?;
        let (standing, reason, by) = match n {
            5 => (Standing::Returned, Some("请补一张收款截图"), FOUNDER),
            6 => (Standing::Withdrawn, None, member),
            _ => continue,
        };
        let decision = Decision {
            standing,
            reason: reason.map(str::to_owned),
            sale: None,
            by,
            at: at.plus_ms(3 * 3_600_000),
        };
        store::sale::report::decide(tx, desk.team, id, &decision).await?;
    }
    Ok(())
}
