//! The quirks of exports, one by one.

use super::*;

/// The lines and refusals of a text in a known export's shape.
pub fn lines(text: &str) -> String {
    lines_of("orders.csv", text.as_bytes())
}

fn lines_of(name: &str, bytes: &[u8]) -> String {
    with_orders(name, bytes, None, |layout, orders| {
        let orders = match orders {
            Ok(orders) => orders,
            Err(refused) => return format!("{}: {}", layout.zh, told(&refused)),
        };
        told_all(layout.zh, &orders)
    })
}

/// What was left out, the lines, the refusals.
pub fn told_all(name: &str, orders: &Orders<'_>) -> String {
    let lines = orders.lines.iter().map(|line| shown(orders, line));
    let refused = orders.refused.iter().map(told);
    let counts = format!(
        "{name}: {} totals, {} repeated",
        orders.rows_total, orders.rows_repeated
    );
    std::iter::once(counts)
        .chain(lines)
        .chain(refused)
        .collect::<Vec<_>>()
        .join("\n")
}

fn told(refused: &Refused) -> String {
    format!(
        "row {} {}: {:?} {} — {}",
        refused.row.unwrap_or(0),
        refused.column.as_deref().unwrap_or("-"),
        refused.fault,
        refused.read.as_deref().unwrap_or(""),
        refused.fault.mend(false),
    )
}

pub const DOUYIN: &str = "主订单编号,子订单编号,选购商品,商品数量,订单应付金额,订单提交时间,支付完成时间,达人ID,达人昵称,订单状态,售后状态\n";
pub const CLASSIC: &str =
    "订单编号,宝贝标题,宝贝总数量,买家实际支付金额,订单状态,订单付款时间,订单备注,订单关闭原因\n";

#[test]
fn ruined_numbers_are_refused_with_their_rows() {
    let text = format!(
        "{DOUYIN}6.91793E+18,1,茶,1,5.00,2026-09-01 10:00:00,2026-09-01 10:00:01,77,张三,已完成,-\n\t6917926768820000007,\t6917926768820000008,茶,1,5.00,2026-09-01 10:00:00,2026-09-01 10:00:01,7.59E+18,张三,已完成,-\n\t6917926768820000009,\t6917926768820000010,茶,1,5.00,2026-09-01 10:00:00,2026-09-01 10:00:01,77,张三,已完成,-\n"
    );
    expect![[r#"
        抖店订单: 0 totals, 0 repeated
        4 6917926768820000009|6917926768820000010|茶×1 5.00-0.00 finished 2026-09-01 10:00:00 2026-09-01 10:00:01 - 77/张三 -
        row 2 主订单编号: IdRuined 6.91793E+18 — Excel has rounded the number and it cannot be recovered; export again and do not save the file in Excel
        row 3 达人ID: IdRuined 7.59E+18 — Excel has rounded the number and it cannot be recovered; export again and do not save the file in Excel"#]].assert_eq(&lines(&text));
}

#[test]
fn titles_formulas_and_totals_are_no_orders() {
    let text = format!(
        "抖店订单导出,,,,,,,,,,\n导出时间：2026-10-01,,,,,,,,,,\n{DOUYIN}=A+B,,,,=SUM(E5:E9),,,,,,\n编号说明,说明,,,,,,,,,\n\t1001,\t1,茶,1,¥5.00,2026/9/1 10:00,2026/9/1 10:01,77,张三,已完成,-\n小计,,,,5.00,,,,,,\n总计：,,,1,5.00,,,,,,\n,,,1,5.00,,,,,,\n"
    );
    expect![[r#"
        抖店订单: 5 totals, 0 repeated
        6 1001|1|茶×1 5.00-0.00 finished 2026-09-01 10:00:00 2026-09-01 10:01:00 - 77/张三 -"#]]
    .assert_eq(&lines(&text));
}

#[test]
fn after_sales_say_whether_money_went_back() {
    let row = |no: u32, state: &str, after: &str| {
        format!(
            "\t{no},\t{no},茶,1,5.00,2026-09-01 10:00:00,2026-09-01 10:01:00,77,张三,{state},{after}\n"
        )
    };
    let rows: String = [
        ("已完成", "-"),
        ("已完成", "待收退货"),
        ("已完成", "换货成功"),
        ("已完成", "售后已拒绝"),
        ("已关闭", "退款成功"),
        ("已完成", "退款成功"),
        ("已关闭", "-"),
        ("已完成", "神秘"),
        ("飞走了", "-"),
        ("已完成", "部分退款"),
    ]
    .iter()
    .enumerate()
    .map(|(at, (state, after))| row(1001 + at as u32, state, after))
    .collect();
    let text = format!(
        "{DOUYIN}{rows}\t2001,\t1,茶,1,5.00,2026-09-01 10:00:00,-,77,张三,已关闭,-\n\t2002,\t1,茶,1,5.00,2026-09-01 10:00:00,,77,张三,待支付,-\n"
    );
    expect![[r#"
        抖店订单: 0 totals, 0 repeated
        2 1001|1001|茶×1 5.00-0.00 finished 2026-09-01 10:00:00 2026-09-01 10:01:00 - 77/张三 -
        3 1002|1002|茶×1 5.00-0.00 finished+open 2026-09-01 10:00:00 2026-09-01 10:01:00 - 77/张三 -
        4 1003|1003|茶×1 5.00-0.00 finished 2026-09-01 10:00:00 2026-09-01 10:01:00 - 77/张三 -
        5 1004|1004|茶×1 5.00-0.00 finished 2026-09-01 10:00:00 2026-09-01 10:01:00 - 77/张三 -
        6 1005|1005|茶×1 5.00-5.00 closed 2026-09-01 10:00:00 2026-09-01 10:01:00 - 77/张三 -
        7 1006|1006|茶×1 5.00-5.00 finished 2026-09-01 10:00:00 2026-09-01 10:01:00 - 77/张三 -
        8 1007|1007|茶×1 5.00-5.00 closed 2026-09-01 10:00:00 2026-09-01 10:01:00 - 77/张三 -
        12 2001|1|茶×1 5.00-0.00 closed 2026-09-01 10:00:00 - - 77/张三 -
        13 2002|1|茶×1 5.00-0.00 unpaid 2026-09-01 10:00:00 - - 77/张三 -
        row 9 售后状态: AfterSaleUnknown 神秘 — Say what this state means
        row 10 订单状态: StateUnknown 飞走了 — Say what this state means
        row 11 售后状态: RefundUnknown  — Export the refund column too"#]]
    .assert_eq(&lines(&text));
}

#[test]
fn times_of_one_column_are_read_one_way() {
    let text = |times: [&str; 3]| {
        let rows: String = times
            .iter()
            .enumerate()
            .map(|(at, time)| format!("\t100{at},\t1,茶,1,5.00,{time},{time},77,张三,已完成,-\n"))
            .collect();
        lines(&format!("{DOUYIN}{rows}"))
    };
    let said = [
        text(["2026-09-22 00:54:10", "2026/9/22 0:54", "2026-09-22"]),
        text(["46287.0376", "46288", "-"]),
        text(["2026-09-22 00:54:10", "46288", "-"]),
        text(["3/4/2026 10:00", "4/22/2026 10:00", "5/4/2026"]),
        text(["22/4/2026", "4/22/2026", ""]),
        text(["3/4/2026", "5/4/2026", ""]),
        text(["昨天", "2026-09-22", ""]),
    ];
    expect![[r#"
        抖店订单: 0 totals, 0 repeated
        2 1000|1|茶×1 5.00-0.00 finished 2026-09-22 00:54:10 2026-09-22 00:54:10 - 77/张三 -
        3 1001|1|茶×1 5.00-0.00 finished 2026-09-22 00:54:00 2026-09-22 00:54:00 - 77/张三 -
        4 1002|1|茶×1 5.00-0.00 finished 2026-09-22 00:00:00 2026-09-22 00:00:00 - 77/张三 -

        抖店订单: 0 totals, 0 repeated
        2 1000|1|茶×1 5.00-0.00 finished 2026-09-22 00:54:09 2026-09-22 00:54:09 - 77/张三 -
        3 1001|1|茶×1 5.00-0.00 finished 2026-09-23 00:00:00 2026-09-23 00:00:00 - 77/张三 -
        4 1002|1|茶×1 5.00-0.00 finished - - - 77/张三 -

        抖店订单: row 3 订单提交时间: TimesMixed 46288 — The column mixes ways of writing times, so the day is uncertain; make them alike and import again

        抖店订单: 0 totals, 0 repeated
        2 1000|1|茶×1 5.00-0.00 finished 2026-03-04 10:00:00 2026-03-04 10:00:00 - 77/张三 -
        3 1001|1|茶×1 5.00-0.00 finished 2026-04-22 10:00:00 2026-04-22 10:00:00 - 77/张三 -
        4 1002|1|茶×1 5.00-0.00 finished 2026-05-04 00:00:00 2026-05-04 00:00:00 - 77/张三 -

        抖店订单: row 3 订单提交时间: TimesMixed 4/22/2026 — The column mixes ways of writing times, so the day is uncertain; make them alike and import again

        抖店订单: row 2 订单提交时间: DayOrMonth 3/4/2026 — Choose day/month/year or month/day/year

        抖店订单: 0 totals, 0 repeated
        3 1001|1|茶×1 5.00-0.00 finished 2026-09-22 00:00:00 2026-09-22 00:00:00 - 77/张三 -
        4 1002|1|茶×1 5.00-0.00 finished - - - 77/张三 -
        row 2 订单提交时间: TimeUnread 昨天 — Write it as year-month-day hour:minute:second"#]].assert_eq(&said.join("\n\n"));
}

#[test]
fn an_orders_amount_on_several_rows_counts_once() {
    let weixin = "订单号,订单下单时间,支付时间,订单状态,订单实际支付金额,商品名称,商品数量,商品实际价格(总共),商品售后,商品已退款金额,带货账号昵称\n\
        3700001,2026-09-01 10:00:00,2026-09-01 10:00:05,已完成,100.00,茶,1,60.00,,0.00,张三\n\
        3700001,2026-09-01 10:00:00,2026-09-01 10:00:05,已完成,100.00,面膜,2,50.00,退款成功,20.00,张三\n\
        3700002,2026-09-01 10:00:00,2026-09-01 10:00:05,已完成,9.99,茶,1,3.33,,,李四\n\
        ,,,,,面膜,1,3.33,,,\n\
        ,,,,,鱼油,1,3.33,,,\n";
    let current = "订单编号,子订单编号,商品标题,商品数量,买家实付金额,订单状态,订单付款时间,商家备注,退款金额\n\
        2100001,,,,90.00,交易成功,2026-09-01 10:00:05,代理:张三,30.00\n\
        ,2100001001,茶,1,,,,,\n\
        ,2100001002,面膜,2,,,,,\n\
        2100002,2100002001,茶,1,10.00,交易成功,2026-09-01 10:00:05,急单 代理：李四，送礼品,无退款申请\n\
        2100002,2100002002,面膜,1,20.00,交易成功,2026-09-01 10:00:05,急单 代理：李四，送礼品,退款成功\n";
    expect![[r#"
        微信小店订单: 0 totals, 0 repeated
        2 3700001|茶|茶×1 54.55-0.00 finished 2026-09-01 10:00:00 2026-09-01 10:00:05 - 张三/张三 -
        3 3700001|面膜|面膜×2 45.45-20.00 finished 2026-09-01 10:00:00 2026-09-01 10:00:05 - 张三/张三 -
        4 3700002|茶|茶×1 3.33-0.00 finished 2026-09-01 10:00:00 2026-09-01 10:00:05 - 李四/李四 -
        5 3700002|面膜|面膜×1 3.33-0.00 finished 2026-09-01 10:00:00 2026-09-01 10:00:05 - 李四/李四 -
        6 3700002|鱼油|鱼油×1 3.33-0.00 finished 2026-09-01 10:00:00 2026-09-01 10:00:05 - 李四/李四 -

        淘宝/千牛订单: 0 totals, 0 repeated
        3 2100001|2100001001|茶×1 30.00-10.00 finished - 2026-09-01 10:00:05 - 张三/张三 -
        4 2100001|2100001002|面膜×2 60.00-20.00 finished - 2026-09-01 10:00:05 - 张三/张三 -
        5 2100002|2100002001|茶×1 10.00-0.00 finished - 2026-09-01 10:00:05 - 李四/李四 -
        6 2100002|2100002002|面膜×1 20.00-20.00 finished - 2026-09-01 10:00:05 - 李四/李四 -"#]].assert_eq(&format!("{}\n\n{}", lines(weixin), lines(current)));
}

#[test]
fn headings_vary_in_width_spelling_and_order() {
    let text = "订单关闭原因 ,订单备注,订单付款时间 ,订单状态,买家实际支付金额（元）,宝贝总数量,宝贝标题 ,订单编号,买家支付宝帐号\n\
        订单未关闭,代理:张三,2026-09-01 10:00:00,\"卖家已发货,等待买家确认\",￥1，234.50元,2,茶，面膜,=\"21\",***\n";
    expect![[r#"
        淘宝/千牛订单（旧版）: 0 totals, 0 repeated
        2 21||茶，面膜×2 1234.50-0.00 shipped - 2026-09-01 10:00:00 - 张三/张三 -"#]]
    .assert_eq(&lines(text));
}

#[test]
fn rows_that_cannot_be_read_are_refused_alone() {
    let row = |no: &str, pieces: &str, amount: &str, time: &str| {
        format!("{no},茶,{pieces},{amount},交易成功,{time},代理:张三,\n")
    };
    let text = [
        row("21", "1", "5.00", "2026-09-01"),
        row("22", "一", "5.00", "2026-09-01"),
        row("23", "1", "五元", "2026-09-01"),
        row("24", "1", "5.005", "2026-09-01"),
        row("25", "1", "-5", "2026-09-01"),
        row("26", "1", "5.00", "2026-02-30"),
        row("27", "1", "99999999999", "2026-09-01"),
        "28,一杯茶,加奶,1,5.00,交易成功,2026-09-01,代理:张三,,,\n".to_owned(),
        row("29", "1", "5.00", "2026-09-02"),
    ]
    .concat();
    expect![[r#"
        淘宝/千牛订单（旧版）: 0 totals, 0 repeated
        2 21||茶×1 5.00-0.00 finished - 2026-09-01 00:00:00 - 张三/张三 -
        10 29||茶×1 5.00-0.00 finished - 2026-09-02 00:00:00 - 张三/张三 -
        row 3 宝贝总数量: PiecesUnread 一 — Write a whole number of at most 1,000,000
        row 4 买家实际支付金额: MoneyUnread 五元 — Write it as a number
        row 5 买家实际支付金额: MoneyFraction 5.005 — Write the amount to the fen
        row 6 买家实际支付金额: MoneyNegative -5 — Put refunds into the refund column
        row 7 订单付款时间: TimeUnread 2026-02-30 — Write it as year-month-day hour:minute:second
        row 8 买家实际支付金额: MoneyTooLarge 99999999999 — Check the digits and the chosen column
        row 9 订单付款时间: TimeUnread 交易成功 — Write it as year-month-day hour:minute:second"#]]
    .assert_eq(&lines(&format!("{CLASSIC}{text}")));
}

#[test]
fn rows_that_repeat_are_left_out_and_lines_alike_are_kept_apart() {
    let row = "\t1001,\t1001,茶,1,5.00,2026-09-01 10:00:00,2026-09-01 10:01:00,77,张三,已完成,-\n";
    let refunded = row.replace("已完成,-", "已完成,退款成功");
    let other_good = row.replace("茶", "面膜");
    expect![[r#"
        抖店订单: 0 totals, 1 repeated
        2 1001|1001#2|茶×1 5.00-0.00 finished 2026-09-01 10:00:00 2026-09-01 10:01:00 - 77/张三 -
        4 1001|1001|茶×1 5.00-5.00 finished 2026-09-01 10:00:00 2026-09-01 10:01:00 - 77/张三 -
        5 1001|1001#3|面膜×1 5.00-0.00 finished 2026-09-01 10:00:00 2026-09-01 10:01:00 - 77/张三 -"#]].assert_eq(&lines(&format!("{DOUYIN}{row}{row}{refunded}{other_good}")));
}

#[test]
fn other_containers_hold_the_same_tables() {
    let html = "<html><head><meta charset=\"gb2312\"><style>td{}</style></head><body><table border=1><tr><th colspan=2>有赞订单</th></tr>\
        <tr><th>订单号</th><th>订单状态</th><th>买家付款时间</th><th>订单实付金额</th><th>全部商品名称</th><th>分销员姓名</th><th>分销员手机号</th><th>退款金额</th></tr>\
        <tr><td>E20260901</td><td>交易完成</td><td>2026-09-01 19:08:30</td><td>&yen;1,573.00</td><td>鱼油&nbsp;60粒(3件);茶&lt;小&gt;(2件)</td><td rowspan=2>孙天佑</td><td>19910004247</td><td>0.00</td></tr>\
        <tr><td>E20260902</td><td>已发货</td><td>2026-09-02 10:00:00</td><td>10</td><td>茶(1件)</td><td>19910004247</td><td>2.5</td></tr></table></body></html>";
    let html = encoding_rs::GB18030.encode(html).0.into_owned();
    let old = super::sample("made/old_biff.xlsx");
    expect![[r#"
        有赞订单: 0 totals, 0 repeated
        3 E20260901||鱼油 60粒(3件);茶<小>(2件)×5 1573.00-0.00 finished - 2026-09-01 19:08:30 - 19910004247/孙天佑 -
        4 E20260902||茶(1件)×1 10.00-2.50 shipped - 2026-09-02 10:00:00 - 19910004247/19910004247 -

        淘宝/千牛订单: 1 totals, 0 repeated
        3 2100000000000000000||茶 250g×2 136.00-0.00 finished - 2026-09-22 00:54:10 - 张三/张三 -
        4 2100000000000000013||面膜×1 39.33-12.50 shipped - 2026-09-22 08:00:00 - 李四/李四 -"#]].assert_eq(&format!("{}\n\n{}", lines_of("订单.xls", &html), lines_of("old_biff.xlsx", &old)));
    let zip = super::sample("made/gbk_names.zip");
    let tables = table::read("九月.zip", &zip).expect("two tables");
    let files: Vec<&str> = tables.iter().map(|table| table.file.as_str()).collect();
    assert_eq!(
        files,
        ["九月.zip/九月/订单一.csv", "九月.zip/九月/订单二.csv"]
    );
}
