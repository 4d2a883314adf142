//! Orders of several rows add up: what is said twice counts once, what was given back is not lost.

use super::quirks::{CLASSIC, DOUYIN, lines};
use super::*;

const CURRENT: &str =
    "订单编号,子订单编号,商品标题,商品数量,买家实付金额,订单状态,订单付款时间,商家备注,退款金额\n";
const WEIXIN: &str = "订单号,支付时间,订单状态,订单实际支付金额,商品名称,商品数量,商品实际价格(总共),商品售后,商品已退款金额\n";
const PAID: &str = "2026-09-01 10:00:05";

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&lines(text));
}

#[test]
fn a_row_that_repeats_another_has_no_share_in_the_orders_amount() {
    let row = format!("21,茶,1,100.00,交易成功,{PAID},代理:张三,\n");
    check(
        &format!("{CLASSIC}{row}{row}"),
        expect![[r#"
        淘宝/千牛订单（旧版）: 0 totals, 1 repeated
        2 21||茶×1 100.00-0.00 finished - 2026-09-01 10:00:05 - 张三/张三 -"#]],
    );
    let row = format!("37,{PAID},已完成,100.00,茶,1,60.00,,\n");
    let other = format!("37,{PAID},已完成,100.00,面膜,1,60.00,,\n");
    check(
        &format!("{WEIXIN}{row}{other}{row}{other}"),
        expect![[r#"
        微信小店订单: 0 totals, 2 repeated
        2 37|茶|茶×1 50.00-0.00 finished - 2026-09-01 10:00:05 - - -
        3 37|面膜|面膜×1 50.00-0.00 finished - 2026-09-01 10:00:05 - - -"#]],
    );
}

#[test]
fn a_line_told_in_two_states_is_one_line() {
    let row = |state: &str, after: &str| {
        format!("\t1001,\t1001,茶,1,5.00,{PAID},{PAID},77,张三,{state},{after}\n")
    };
    check(
        &format!("{DOUYIN}{}{}", row("待发货", "-"), row("已完成", "-")),
        expect![[r#"
            抖店订单: 0 totals, 1 repeated
            3 1001|1001|茶×1 5.00-0.00 finished 2026-09-01 10:00:05 2026-09-01 10:00:05 - 77/张三 -"#]],
    );
    check(
        &format!(
            "{DOUYIN}{}{}",
            row("已关闭", "退款成功"),
            row("待发货", "-")
        ),
        expect![[r#"
            抖店订单: 0 totals, 1 repeated
            2 1001|1001|茶×1 5.00-5.00 closed 2026-09-01 10:00:05 2026-09-01 10:00:05 - 77/张三 -"#]],
    );
    // A closed order is written down to nothing: what had been paid went back.
    check(
        &format!(
            "{CLASSIC}21,茶,1,100.00,等待卖家发货,{PAID},代理:张三,\n21,茶,1,0.00,交易关闭,{PAID},代理:张三,\n"
        ),
        expect![[r#"
            淘宝/千牛订单（旧版）: 0 totals, 1 repeated
            3 21||茶×1 100.00-100.00 closed - 2026-09-01 10:00:05 - 张三/张三 -"#]],
    );
}

#[test]
fn a_gift_has_no_share_and_a_refund_is_never_cut() {
    check(
        &format!(
            "{WEIXIN}37,{PAID},已完成,100.00,茶,1,100.00,退款成功,100.00\n37,{PAID},已完成,100.00,赠品,1,0.00,,\n"
        ),
        expect![[r#"
            微信小店订单: 0 totals, 0 repeated
            2 37|茶|茶×1 100.00-100.00 finished - 2026-09-01 10:00:05 - - -
            3 37|赠品|赠品×1 0.00-0.00 finished - 2026-09-01 10:00:05 - - -"#]],
    );
    check(
        &format!(
            "{WEIXIN}37,{PAID},已完成,100.00,茶,1,60.00,退款成功,60.00\n37,{PAID},已完成,100.00,面膜,1,60.00,,0.00\n"
        ),
        expect![[r#"
            微信小店订单: 0 totals, 0 repeated
            2 37|茶|茶×1 50.00-50.00 finished - 2026-09-01 10:00:05 - - -
            3 37|面膜|面膜×1 50.00-10.00 finished - 2026-09-01 10:00:05 - - -"#]],
    );
}

#[test]
fn the_row_that_stands_for_the_order_hands_on_its_refund() {
    check(
        &format!(
            "{CURRENT}21,,,,90.00,交易成功,{PAID},代理:张三,30.00\n21,2101,茶,1,30.00,交易成功,{PAID},,\n21,2102,面膜,2,60.00,交易成功,{PAID},,\n"
        ),
        expect![[r#"
            淘宝/千牛订单: 0 totals, 0 repeated
            3 21|2101|茶×1 30.00-10.00 finished - 2026-09-01 10:00:05 - 张三/张三 -
            4 21|2102|面膜×2 60.00-20.00 finished - 2026-09-01 10:00:05 - 张三/张三 -"#]],
    );
    check(
        &format!(
            "{CURRENT}21,,,,90.00,交易成功,{PAID},代理:张三,退款成功\n21,2101,茶,1,30.00,交易成功,{PAID},,\n21,2102,面膜,2,60.00,交易成功,{PAID},,\n"
        ),
        expect![[r#"
            淘宝/千牛订单: 0 totals, 0 repeated
            3 21|2101|茶×1 30.00-30.00 finished - 2026-09-01 10:00:05 - 张三/张三 -
            4 21|2102|面膜×2 60.00-60.00 finished - 2026-09-01 10:00:05 - 张三/张三 -"#]],
    );
}

#[test]
fn equal_amounts_of_numbered_lines_are_those_of_the_lines() {
    let children = |parent: &str| {
        format!(
            "{CURRENT}{parent}21,2101,茶,1,30.00,交易成功,{PAID},代理:张三,\n21,2102,面膜,1,30.00,交易成功,{PAID},代理:张三,10.00\n"
        )
    };
    check(
        &children(""),
        expect![[r#"
        淘宝/千牛订单: 0 totals, 0 repeated
        2 21|2101|茶×1 30.00-0.00 finished - 2026-09-01 10:00:05 - 张三/张三 -
        3 21|2102|面膜×1 30.00-10.00 finished - 2026-09-01 10:00:05 - 张三/张三 -"#]],
    );
    check(
        &children(&format!("21,,,,60.00,交易成功,{PAID},代理:张三,\n")),
        expect![[r#"
            淘宝/千牛订单: 0 totals, 0 repeated
            3 21|2101|茶×1 30.00-0.00 finished - 2026-09-01 10:00:05 - 张三/张三 -
            4 21|2102|面膜×1 30.00-10.00 finished - 2026-09-01 10:00:05 - 张三/张三 -"#]],
    );
    check(
        &children(&format!("21,,,,30.00,交易成功,{PAID},代理:张三,\n")),
        expect![[r#"
            淘宝/千牛订单: 0 totals, 0 repeated
            3 21|2101|茶×1 15.00-0.00 finished - 2026-09-01 10:00:05 - 张三/张三 -
            4 21|2102|面膜×1 15.00-10.00 finished - 2026-09-01 10:00:05 - 张三/张三 -"#]],
    );
}

#[test]
fn what_is_asked_for_or_refused_was_not_given_back() {
    let row =
        |no: u32, after: &str| format!("{no},{PAID},已完成,100.00,茶,1,100.00,{after},40.00\n");
    let text: String = ["退款中", "售后关闭", "", "退款成功", "部分退款"]
        .iter()
        .zip(1..)
        .map(|(after, no)| row(no, after))
        .collect();
    check(
        &format!("{WEIXIN}{text}"),
        expect![[r#"
        微信小店订单: 0 totals, 0 repeated
        2 1|茶|茶×1 100.00-0.00 finished+open - 2026-09-01 10:00:05 - - -
        3 2|茶|茶×1 100.00-0.00 finished - 2026-09-01 10:00:05 - - -
        4 3|茶|茶×1 100.00-40.00 finished - 2026-09-01 10:00:05 - - -
        5 4|茶|茶×1 100.00-40.00 finished - 2026-09-01 10:00:05 - - -
        6 5|茶|茶×1 100.00-40.00 finished - 2026-09-01 10:00:05 - - -"#]],
    );
}

#[test]
fn a_state_of_partial_refund_needs_its_amount() {
    let row =
        |no: u32, refund: &str| format!("{no},{PAID},部分退款,100.00,茶,1,100.00,,{refund}\n");
    let two = format!(
        "4,{PAID},部分退款,100.00,茶,1,60.00,,20.00\n4,{PAID},部分退款,100.00,面膜,1,40.00,,0.00\n"
    );
    check(
        &format!(
            "{WEIXIN}{}{}{}{two}",
            row(1, "40.00"),
            row(2, ""),
            row(3, "0.00")
        ),
        expect![[r#"
            微信小店订单: 0 totals, 0 repeated
            2 1|茶|茶×1 100.00-40.00 finished - 2026-09-01 10:00:05 - - -
            5 4|茶|茶×1 60.00-20.00 finished - 2026-09-01 10:00:05 - - -
            6 4|面膜|面膜×1 40.00-0.00 finished - 2026-09-01 10:00:05 - - -
            row 3 商品售后: RefundUnknown  — Export the refund column too
            row 4 商品售后: RefundUnknown  — Export the refund column too"#]],
    );
}

#[test]
fn rows_are_lines_totals_or_refusals_and_never_lost() {
    check(
        &format!(
            "{CLASSIC}九月一单,茶,1,5.00,交易成功,{PAID},代理:张三,\n,,1,6.00,交易成功,{PAID},代理:李四,\n一二,茶,,,说明文字,,,\n,,,,,,,\n11.00,合计,2,5.00,,,,\n"
        ),
        expect![[r#"
            淘宝/千牛订单（旧版）: 2 totals, 0 repeated
            2 九月一单||茶×1 5.00-0.00 finished - 2026-09-01 10:00:05 - 张三/张三 -
            row 3 订单编号: NoOrderNo  — Fill in the order number or delete the row"#]],
    );
    // A number that is missing is not that of the row above.
    let own = "订单号,日期,金额,姓名,产品\nA1,2026-09-01,5.00,张三,茶\n,2026-09-02,6.00,李四,面膜\n,,7.00,,赠茶\nA2,2026-09-02,坏,李四,茶\n,,8.00,,面膜\n合计,,26.00,,\n";
    check_mapped(
        own,
        expect![[r#"
            mapped: 1 totals, 0 repeated
            2 A1|茶|茶×1 5.00-0.00 finished - 2026-09-01 00:00:00 - 张三/张三 -
            row 3 订单号: NoOrderNo  — Fill in the order number or delete the row
            row 4 订单号: AboveRefused  — The row above could not be read; mend it and this row comes in with it
            row 5 金额: MoneyUnread 坏 — Write it as a number
            row 6 订单号: AboveRefused  — The row above could not be read; mend it and this row comes in with it"#]],
    );
    let bare = "订单号,日期,金额,姓名\nA1,2026-09-01,5.00,张三\n,2026-09-02,6.00,李四\n,,11.00,\n,,5.00,\n备注,,5.00,合计\n";
    check_mapped(
        bare,
        expect![[r#"
            mapped: 2 totals, 0 repeated
            2 A1||×1 5.00-0.00 finished - 2026-09-01 00:00:00 - 张三/张三 -
            row 3 订单号: NoOrderNo  — Fill in the order number or delete the row
            row 4 订单号: NoOrderNo  — Fill in the order number or delete the row"#]],
    );
}

#[test]
fn an_order_without_its_amount_is_refused() {
    check_mapped(
        "订单号,日期,订单金额,姓名,产品\nA1,2026-09-01,5.00,张三,茶\nA2,2026-09-02,-,李四,面膜\nA3,2026-09-02,7.00,李四,茶\nA3,2026-09-02,,李四,面膜\n",
        expect![[r#"
            mapped: 0 totals, 0 repeated
            2 A1|茶|茶×1 5.00-0.00 finished - 2026-09-01 00:00:00 - 张三/张三 -
            4 A3|茶|茶×1 3.50-0.00 finished - 2026-09-02 00:00:00 - 李四/李四 -
            5 A3|面膜|面膜×1 3.50-0.00 finished - 2026-09-02 00:00:00 - 李四/李四 -
            row 3 订单金额: MoneyUnread  — Write it as a number"#]],
    );
}

#[test]
fn a_row_that_goes_on_keeps_the_seller_its_order_names() {
    check(
        &format!(
            "跟团号,商品,数量,订单金额,支付时间,订单状态,团长备注,下单人\n1,茶,1,60.00,{PAID},已完成,代理:张三,王客\n,面膜,1,,,,,王客\n2,茶,1,60.00,{PAID},已完成,,李四\n"
        ),
        expect![[r#"
            快团团订单: 0 totals, 0 repeated
            2 orders#1|茶|茶×1 30.00-0.00 finished - 2026-09-01 10:00:05 - 张三/张三 buyer
            3 orders#1|面膜|面膜×1 30.00-0.00 finished - 2026-09-01 10:00:05 - 张三/张三 buyer
            4 orders#2|茶|茶×1 60.00-0.00 finished - 2026-09-01 10:00:05 - 李四/李四? buyer"#]],
    );
}

#[test]
fn a_sellers_id_is_read_without_its_point() {
    check(
        &format!(
            "{DOUYIN}1001,1,茶,1,5.00,{PAID},{PAID},7592255573.0,张三,已完成,-\n1002,1,茶,1,5.00,{PAID},{PAID},7592255573,张三,已完成,-\n"
        ),
        expect![[r#"
            抖店订单: 0 totals, 0 repeated
            2 1001|1|茶×1 5.00-0.00 finished 2026-09-01 10:00:05 2026-09-01 10:00:05 - 7592255573/张三 -
            3 1002|1|茶×1 5.00-0.00 finished 2026-09-01 10:00:05 2026-09-01 10:00:05 - 7592255573/张三 -"#]],
    );
}

fn check_mapped(text: &str, expected: Expect) {
    let tables = table::read("a.csv", text.as_bytes()).expect("a table");
    let header = header::find(&tables[0], crate::mapping::is_heading).expect("headings");
    let mapping = crate::mapping::guess(&tables[0], &header)
        .expect("a guess")
        .mapping;
    let plan = mapping.plan(&tables[0], &header, 8 * 3600).expect("a plan");
    let orders = read(&tables[0], &header, &plan).expect("a readable table");
    expected.assert_eq(&quirks::told_all("mapped", &orders));
}
