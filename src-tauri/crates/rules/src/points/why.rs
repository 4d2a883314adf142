//! A posting says why, in plain words (DOMAIN law 7).

use super::account::{Account, Cause};
use super::because::Because;
use super::posting::Draft;
use super::rule::decimal;
use crate::{Fen, Words};

/// What a posting's words take from outside the ledger.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// What the sale had earned, for the same and of the same moment, before the posting.
    pub before: i64,
    /// The order it is about, as the shop numbers it.
    pub order_no: Option<String>,
    /// What was sold.
    pub item: Option<String>,
    /// The day points become available, as people write it.
    pub matures_on: Option<String>,
    /// The day they run out.
    pub expires_on: Option<String>,
    /// Who did it.
    pub by: Option<String>,
}

/// Why a posting was made.
pub fn why(draft: &Draft, around: &Around) -> Words {
    let order = around.order_no.as_deref().unwrap_or("?");
    let n = draft.points;
    match draft.cause {
        Cause::Sale | Cause::Order | Cause::Day if draft.basis.is_none_or(|b| b == Fen::ZERO) => {
            let (because_zh, because_en) = because(draft);
            Words::new(
                format!("订单 {order}{because_zh}，先前扣回的 {n} 分随之冲回"),
                format!("Order {order}: {because_en}{n} points taken back earlier are returned"),
            )
        }
        Cause::Sale => {
            let (mut zh, mut en) = reckoned(draft);
            if around.before != 0 {
                let before = around.before;
                zh = format!("{zh}，已记 {before} 分，补 {n} 分");
                en = format!("{en}; {before} were posted, {n} are added");
            }
            let (then_zh, then_en) = then(draft, around);
            Words::new(
                format!("订单 {order}：{zh}{then_zh}"),
                format!("Order {order}: {en}{then_en}"),
            )
        }
        Cause::Order => Words::new(
            format!("订单 {order} 的固定积分"),
            format!("Fixed points of order {order}"),
        ),
        Cause::Day => Words::new(
            format!("当日首单奖励：订单 {order}"),
            format!("First order of the day: order {order}"),
        ),
        Cause::SaleBack => {
            let before = around.before;
            let (zh, en) = reckoned(draft);
            let (because_zh, because_en) = because(draft);
            let (from_zh, from_en) = taken_from(draft.from);
            Words::new(
                format!("订单 {order}{because_zh}应为 {zh}，已记 {before} 分，{from_zh} {n} 分"),
                format!("Order {order}: {because_en}{en}; {before} were posted; {n} {from_en}"),
            )
        }
        Cause::OrderBack => {
            let (from_zh, from_en) = taken_from(draft.from);
            Words::new(
                format!("订单 {order} 不再计固定积分，{from_zh} {n} 分"),
                format!("Order {order} earns no fixed points any more; {n} {from_en}"),
            )
        }
        Cause::DayBack => {
            let (from_zh, from_en) = taken_from(draft.from);
            Words::new(
                format!("订单 {order} 不再是当日首单，{from_zh} {n} 分"),
                format!("Order {order} is the day's first no more; {n} {from_en}"),
            )
        }
        Cause::Maturity => {
            let (until_zh, until_en) = until(around);
            Words::new(
                format!("退货期结束，{n} 分可以使用{until_zh}"),
                format!("The return window ended; {n} points can be used{until_en}"),
            )
        }
        Cause::Expiry => {
            let lot = draft.cause_id;
            Words::new(
                format!("到期作废：第 {lot} 笔形成的积分用剩 {n} 分"),
                format!("Ran out: {n} points left of those of posting {lot}"),
            )
        }
        Cause::Grant => {
            let by = around.by.as_deref().unwrap_or("—");
            let reason = draft.reason.as_deref().unwrap_or("");
            Words::new(
                format!("{by} 发放：{reason}"),
                format!("Granted by {by}: {reason}"),
            )
        }
        Cause::GrantBack => {
            let by = around.by.as_deref().unwrap_or("—");
            let reason = draft.reason.as_deref().unwrap_or("");
            let (from_zh, from_en) = taken_from(draft.from);
            Words::new(
                format!("{by} 撤销了发放：{reason}，{from_zh} {n} 分"),
                format!("{by} took a grant back: {reason}; {n} {from_en}"),
            )
        }
        Cause::Praise => {
            let by = around.by.as_deref().unwrap_or("—");
            let reason = draft.reason.as_deref().unwrap_or("");
            Words::new(
                format!("{by} 表扬：{reason}"),
                format!("Praised by {by}: {reason}"),
            )
        }
        Cause::PraiseBack => {
            let by = around.by.as_deref().unwrap_or("—");
            let reason = draft.reason.as_deref().unwrap_or("");
            let (colon_zh, colon_en) = if reason.is_empty() {
                ("", "")
            } else {
                ("：", ": ")
            };
            let (from_zh, from_en) = taken_from(draft.from);
            Words::new(
                format!("{by} 撤回了表扬{colon_zh}{reason}，{from_zh} {n} 分"),
                format!("{by} took a praise back{colon_en}{reason}; {n} {from_en}"),
            )
        }
        Cause::PotFund | Cause::PotBack => Words::new(
            format!("竞赛 {} 的奖池 {n} 分", draft.cause_id),
            format!("{n} points of the pot of contest {}", draft.cause_id),
        ),
        Cause::Prize => {
            let reason = draft.reason.as_deref().unwrap_or("");
            Words::new(
                format!("竞赛奖励：{reason}"),
                format!("Contest prize: {reason}"),
            )
        }
        Cause::PrizeBack => {
            let reason = draft.reason.as_deref().unwrap_or("");
            let (from_zh, from_en) = taken_from(draft.from);
            Words::new(
                format!("竞赛奖励收回：{reason}，{from_zh} {n} 分"),
                format!("Contest prize taken back: {reason}; {n} {from_en}"),
            )
        }
        Cause::Redeem => {
            let prize = draft.reason.as_deref().unwrap_or("");
            Words::new(
                format!("兑换“{prize}”，预留 {n} 分（兑换单 {}）", draft.cause_id),
                format!(
                    "{n} points set aside for {prize} (redemption {})",
                    draft.cause_id
                ),
            )
        }
        Cause::RedeemUse => {
            let prize = draft.reason.as_deref().unwrap_or("");
            Words::new(
                format!("兑换“{prize}”已批准，用掉预留的 {n} 分"),
                format!("{prize} was approved; the {n} points set aside are used"),
            )
        }
        Cause::RedeemUnuse => {
            let prize = draft.reason.as_deref().unwrap_or("");
            Words::new(
                format!("兑换“{prize}”的批准撤销了，{n} 分重新预留"),
                format!("The approval of {prize} was undone; {n} points are set aside again"),
            )
        }
        Cause::RedeemBack => {
            let prize = draft.reason.as_deref().unwrap_or("");
            let (until_zh, until_en) = until(around);
            Words::new(
                format!("兑换“{prize}”没有成，退回 {n} 分{until_zh}"),
                format!("{prize} came to nothing; {n} points are back{until_en}"),
            )
        }
        Cause::PoolIn => {
            let prize = draft.reason.as_deref().unwrap_or("");
            Words::new(
                format!("为合力兑换“{prize}”存入 {n} 分"),
                format!("{n} points put together with others for {prize}"),
            )
        }
        Cause::PoolUse => {
            let prize = draft.reason.as_deref().unwrap_or("");
            Words::new(
                format!("合力兑换“{prize}”达成，用掉存入的 {n} 分"),
                format!("Together it was enough for {prize}; the {n} points put in are used"),
            )
        }
        Cause::PoolBack => {
            let prize = draft.reason.as_deref().unwrap_or("");
            let (until_zh, until_en) = until(around);
            Words::new(
                format!("合力兑换“{prize}”没有成，或者取出了，退回 {n} 分{until_zh}"),
                format!(
                    "{prize} came to nothing, or the part was taken out; {n} points are back{until_en}"
                ),
            )
        }
        Cause::Repayment => Words::new(
            format!("新到账的积分抵还之前的欠分 {n} 分"),
            format!("{n} newly available points paid back what was owed"),
        ),
    }
}

/// `净额 128.00 元 × 每元 1.2 分 = 153 分（规则第 2 版）`
fn reckoned(draft: &Draft) -> (String, String) {
    let version = draft.rules.map_or(0, |rules| rules.0);
    let nothing = || ("0 分".to_owned(), "0 points".to_owned());
    let Some(basis) = draft.basis.filter(|basis| *basis > Fen::ZERO) else {
        return nothing();
    };
    let Some(rate) = draft.rate else {
        // Its order fell below the least amount of its rules.
        let net = basis.yuan();
        return (
            format!("0 分（订单净额 {net} 元，不到起算金额，规则第 {version} 版）"),
            format!(
                "0 points (its order's net {net} yuan is below the least amount; rules, version {version})"
            ),
        );
    };
    let (net, points) = (basis.yuan(), super::EarningRules::earned(basis, rate));
    let rate = decimal(rate);
    (
        format!("净额 {net} 元 × 每元 {rate} 分 = {points} 分（规则第 {version} 版）"),
        format!("net {net} yuan × {rate} a yuan = {points} points (rules, version {version})"),
    )
}

fn then(draft: &Draft, around: &Around) -> (String, String) {
    if draft.to == Account::Available {
        let (zh, en) = until(around);
        return (
            format!("，退货期已过，直接可用{zh}"),
            format!("; its return window has ended, so they can be used{en}"),
        );
    }
    match &around.matures_on {
        Some(day) => (
            format!("，{day} 起可用"),
            format!("; can be used from {day}"),
        ),
        None => (String::new(), String::new()),
    }
}

fn until(around: &Around) -> (String, String) {
    match &around.expires_on {
        Some(day) => (format!("，{day} 到期"), format!(" until {day}")),
        None => ("，长期有效".to_owned(), ", for good".to_owned()),
    }
}

/// What brought the change about.
fn because(draft: &Draft) -> (&'static str, &'static str) {
    match draft.because {
        Some(Because::Refund(_)) => ("退款后", "after a refund, "),
        Some(Because::Match) => ("更换归属后", "after its seller was matched, "),
        Some(Because::Undo(_)) => ("的导入撤销后", "after its import was undone, "),
        Some(Because::Rules(_)) => ("按新规则", "by the new rules, "),
        Some(Because::Tier(_)) => ("按新的等级", "by the new tier, "),
        Some(Because::Category(_)) => ("按新的品类", "by the new category, "),
        Some(Because::Import(_)) | None => ("更正后", "after a correction, "),
    }
}

fn taken_from(from: Account) -> (&'static str, &'static str) {
    match from {
        Account::Pending => ("从待生效扣回", "taken from pending"),
        Account::Owed => ("已用掉的记为欠分", "already used, now owed"),
        Account::Borne => ("已用掉的由团队承担", "already used, borne by the team"),
        _ => ("从可用扣回", "taken from available"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BasisPoints, MemberId, Moment, RefundId, RulesId};

    #[test]
    fn a_sale_says_its_reckoning() {
        let key = (Cause::Sale, 7, 0);
        let accounts = (Account::Issued, Account::Pending);
        let mut draft = Draft::new(key, MemberId(1), accounts, 153, Moment(0));
        draft.basis = Some(Fen(12_800));
        draft.rate = Some(BasisPoints(12_000));
        draft.rules = Some(RulesId(2));
        let around = Around {
            order_no: Some("6917".to_owned()),
            matures_on: Some("2026-11-30".to_owned()),
            ..Around::default()
        };
        assert_eq!(
            why(&draft, &around).zh,
            "订单 6917：净额 128.00 元 × 每元 1.2 分 = 153 分（规则第 2 版），2026-11-30 起可用"
        );
        draft.cause = Cause::SaleBack;
        draft.because = Some(Because::Refund(RefundId(1)));
        draft.from = Account::Owed;
        draft.basis = Some(Fen(0));
        let around = Around {
            before: 153,
            ..around
        };
        assert_eq!(
            why(&draft, &around).en,
            "Order 6917: after a refund, 0 points; 153 were posted; 153 already used, now owed"
        );
    }

    #[test]
    fn a_correction_says_what_was_posted_and_what_is_added() {
        let accounts = (Account::Issued, Account::Pending);
        let mut draft = Draft::new((Cause::Sale, 7, 1), MemberId(1), accounts, 50, Moment(0));
        draft.basis = Some(Fen(15_000));
        draft.rate = Some(BasisPoints(10_000));
        draft.rules = Some(RulesId(1));
        let around = Around {
            order_no: Some("6917".to_owned()),
            before: 100,
            ..Around::default()
        };
        assert_eq!(
            why(&draft, &around).zh,
            "订单 6917：净额 150.00 元 × 每元 1 分 = 150 分（规则第 1 版），已记 100 分，补 50 分"
        );
        draft.cause = Cause::SaleBack;
        draft.from = Account::Pending;
        (draft.basis, draft.rate) = (Some(Fen(900)), None);
        draft.because = Some(Because::Import(crate::ImportId(1)));
        assert_eq!(
            why(&draft, &around).zh,
            "订单 6917更正后应为 0 分（订单净额 9.00 元，不到起算金额，规则第 1 版），已记 100 分，从待生效扣回 50 分"
        );
    }
}
