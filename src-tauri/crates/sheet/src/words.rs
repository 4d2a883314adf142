//! What shops' words mean: states of orders and of after-sales, rows of totals.

use rules::sale::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an after-sale word says about money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AfterSale {
    /// Nothing is or was given back.
    None,
    /// Asked for, not decided.
    Open,
    /// Money was given back; all of it, unless the file says how much.
    Refunded,
    /// A part was given back; how much must stand in the file.
    RefundedPart,
}

/// What one word of a state column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// A state of the order.
    State(State),
    /// A state of the order, and money was given back.
    StateRefunded(State),
    /// A state of the order, and a part of the money was given back; how much must stand in the file.
    StateRefundedPart(State),
}

const UNPAID: &str = "等待买家付款 待付款 待支付 未付款 未支付 等待付款 已下单 待成团 拼团中 没有创建支付宝交易 pending \
 pendingpayment unpaid onhold on-hold authorized \
 awaitingpayment 礼物待收下";
const PAID: &str = "买家已付款,等待卖家发货 等待卖家发货 买家已付款 待发货 备货中 已支付 已付款 未发货 等待发货 待出库 等待出库 \
 待配货 待处理 已接单 待自提 待提货 待核销 待使用 已成团 待商家发货 paid processing \
 unfulfilled unshipped awaitingshipment 付款成功 支付成功 已成团,待发货 \
 待发货,已成团";
const SHIPPED: &str = "卖家已发货,等待买家确认 卖家已发货 已发货 已发货,待收货 部分发货 卖家部分发货 待收货 待确认收货 等待确认收货 \
 配送中 运输中 已出库 等待收货 待签收 shipped fulfilled intransit \
 partiallyfulfilled partial partiallyshipped";
const FINISHED: &str = "交易成功 已完成 交易完成 完成 已收货 已签收 订单完成 已核销 已提货 已自提 已使用 确认收货 已确认收货 已结算 \
 已评价 成功 完结 completed complete finished delivered \
 closed-completed done success archived (删除)完成";
const CLOSED: &str = "交易关闭 已关闭 已取消 取消 关闭 订单取消 订单关闭 交易取消 付款前取消 已失效 超时关闭 已作废 作废 拼团失败 \
 未成团 退货完成 (锁定)取消 (删除)取消 cancelled canceled failed voided \
 expired closed draft trash";
const CLOSED_REFUNDED: &str = "已退款 退款成功 全额退款 已全额退款 全部退款 已发货,退款成功 未发货,退款成功 已收货,退款成功 退款完成 \
 refunded 已退货退款";
const PART_REFUNDED: &str = "部分退款 已部分退款 partiallyrefunded";

const AFTER_NONE: &str = "无 无售后 无退款 无退款申请 没有申请退款 未申请 未申请售后 无售后或售后取消 售后关闭 售后已关闭 售后已拒绝 \
 售后拒绝 售后取消 售后已取消 已撤销 退款关闭 退款取消 退款已关闭 拒绝退款 换货成功 换货完成 补寄成功 补寄完成 \
 维修成功 维修完成 售后失败 退款失败 none norefund no 否 0 正常 未退款 订单未关闭";
const AFTER_OPEN: &str = "待收退货 待退货 售后待处理 售后中 售后处理中 退款中 退款处理中 退款待处理 待退款 待商家处理 待商家收货 \
 待买家处理 待买家退货 申请退款 已申请退款 退款申请中 换货中 补寄中 换货待处理 补寄待处理 换货待收货 待换货 \
 平台处理中 仲裁中 协商中 同意退款 买家已经申请退款,等待卖家同意 卖家已经同意退款,等待买家退货 \
 买家已经退货,等待卖家确认收货 退款申请,等待商家处理 有退款申请 pending open requested \
 inprogress";
const AFTER_REFUNDED: &str = "退款成功 退货退款成功 仅退款成功 退款完成 已退款 已全额退款 全额退款 全部退款 售后完成 售后成功 退货退款完成 \
 退款退货成功 已退货退款 退款已完成 买家退款 refunded full fullrefund 是 yes \
 未发货仅退款成功 已发货仅退款成功 退货成功";
const AFTER_PART: &str =
    "部分退款 已部分退款 部分退款成功 部分售后成功 partiallyrefunded partialrefund partial";

const TOTALS: &str = "总计 合计 小计 总合计 本页合计 本页小计 累计 共计 汇总 总金额合计 total totals grandtotal \
 subtotal sum";

/// Whether a list of words, set apart by spaces, holds a word.
pub fn has(words: &str, word: &str) -> bool {
    !word.is_empty() && words.split(' ').any(|other| other == word)
}

/// A word without what shops vary: case, width, spaces, brackets around parts.
pub fn plain(word: &str) -> String {
    crate::header::key(word)
}

/// What a state word means, by the words all shops use.
pub fn state(word: &str) -> Option<Meaning> {
    let word = plain(word);
    let among = |words: &str| has(words, &word);
    let lists = [
        (UNPAID, State::Unpaid),
        (PAID, State::Paid),
        (SHIPPED, State::Shipped),
        (FINISHED, State::Finished),
        (CLOSED, State::Closed),
    ];
    if among(CLOSED_REFUNDED) {
        return Some(Meaning::StateRefunded(State::Closed));
    }
    if among(PART_REFUNDED) {
        return Some(Meaning::StateRefundedPart(State::Finished));
    }
    lists
        .into_iter()
        .find(|(words, _)| among(words))
        .map(|(_, state)| Meaning::State(state))
}

/// What an after-sale word means, by the words all shops use. Nothing means nothing.
pub fn after_sale(word: &str) -> Option<AfterSale> {
    let word = plain(word);
    let among = |words: &str| has(words, &word);
    if word.is_empty() || word.bytes().all(|byte| byte == b'-') || among(AFTER_NONE) {
        return Some(AfterSale::None);
    }
    let lists = [
        (AFTER_OPEN, AfterSale::Open),
        (AFTER_REFUNDED, AfterSale::Refunded),
        (AFTER_PART, AfterSale::RefundedPart),
    ];
    lists
        .into_iter()
        .find(|(words, _)| among(words))
        .map(|(_, meaning)| meaning)
}

/// Whether a cell says that its row is a total of the others: `合计`, `总计：`, `共12笔`.
pub fn is_total(cell: &str) -> bool {
    const WORD_BYTES_MAX: usize = 40;
    // Nearly all cells start otherwise, and this is asked of every row.
    let starts = [
        '总', '合', '小', '本', '累', '共', '汇', 't', 'T', 's', 'S', 'g', 'G',
    ];
    if cell.len() > WORD_BYTES_MAX || !crate::guard::stripped(cell).starts_with(starts) {
        return false;
    }
    let word = plain(cell);
    let word = word.trim_end_matches([':', '=']);
    has(TOTALS, word)
        || TOTALS.split(' ').any(|total| {
            word.strip_prefix(total)
                .is_some_and(|rest| rest.starts_with([':', '(']))
        })
        || is_count(word)
}

/// `共12笔`, `共3条记录`.
fn is_count(word: &str) -> bool {
    let Some(rest) = word.strip_prefix('共') else {
        return false;
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0
        && ["笔", "条", "单", "行", "件", "个"]
            .iter()
            .any(|unit| rest[digits..].starts_with(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_spelled_in_plain_words() {
        let lists = [
            UNPAID,
            PAID,
            SHIPPED,
            FINISHED,
            CLOSED,
            CLOSED_REFUNDED,
            PART_REFUNDED,
            AFTER_NONE,
            AFTER_OPEN,
            AFTER_REFUNDED,
            AFTER_PART,
            TOTALS,
        ];
        for word in lists.into_iter().flat_map(str::split_whitespace) {
            assert_eq!(
                plain(word),
                word,
                "write the word as `plain` gives it, or it is never found"
            );
        }
    }

    #[test]
    fn words_of_the_shops_are_known() {
        for (word, meaning) in [
            ("买家已付款，等待卖家发货", State::Paid),
            ("卖家已发货,等待买家确认", State::Shipped),
            ("交易成功", State::Finished),
            ("待发货", State::Paid),
            ("已关闭", State::Closed),
            ("Partially Fulfilled", State::Shipped),
        ] {
            assert_eq!(state(word), Some(Meaning::State(meaning)), "{word}");
        }
        assert_eq!(state("已退款"), Some(Meaning::StateRefunded(State::Closed)));
        assert_eq!(state("神秘状态"), None);
        for (word, meaning) in [
            ("-", AfterSale::None),
            ("待收退货", AfterSale::Open),
            ("退款成功", AfterSale::Refunded),
            ("换货成功", AfterSale::None),
            ("", AfterSale::None),
        ] {
            assert_eq!(after_sale(word), Some(meaning), "{word}");
        }
    }

    #[test]
    fn rows_of_totals_are_told_from_goods() {
        assert!(
            [
                "合计",
                "总计：",
                " 小 计 ",
                "Total",
                "合计：1,234.00元",
                "共12笔",
                "Grand Total"
            ]
            .iter()
            .all(|cell| is_total(cell))
        );
        assert!(
            !["合计划茶", "共享杯", "燕窝", "", "总计划"]
                .iter()
                .any(|cell| is_total(cell))
        );
    }
}
