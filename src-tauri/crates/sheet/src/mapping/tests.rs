//! Tables of other shops are guessed, mapped and read.

use expect_test::{Expect, expect};

use super::*;
use crate::{header, orders};

fn check(text: &str, expected: Expect) {
    let table = Table::pasted(text);
    let header = header::find(&table, is_heading).expect("headings");
    let Guess { mapping, .. } = guess(&table, &header).expect("within the bounds");
    let columns: Vec<String> = mapping
        .columns
        .iter()
        .map(|mapped| format!("{:?}={}", mapped.field, mapped.column))
        .collect();
    let said = mapping
        .plan(&table, &header, 8 * 3600)
        .and_then(|plan| orders::read(&table, &header, &plan));
    let lines = match &said {
        Ok(said) => {
            let line = |line: &orders::OrderLine<'_>| {
                let seller = said.seller(line).map_or("-", |seller| seller.name.as_str());
                format!(
                    "{}|{}|{}×{} {}-{} {} {seller} {}",
                    line.order_no,
                    line.line_no,
                    said.good(line).item,
                    line.pieces,
                    line.amount.yuan(),
                    line.refund.yuan(),
                    line.state.code(),
                    line.paid
                        .or(line.placed)
                        .map_or("-".to_owned(), |time| time.to_string())
                )
            };
            let refused = said.refused.iter().map(|refused| {
                format!(
                    "row {} {:?} {:?}",
                    refused.row.unwrap_or(0),
                    refused.fault,
                    refused.read
                )
            });
            said.lines
                .iter()
                .map(line)
                .chain(refused)
                .collect::<Vec<_>>()
                .join("\n")
        }
        Err(refused) => format!("{refused:?}"),
    };
    expected.assert_eq(&format!(
        "{} {:?} {}\n{lines}",
        mapping.shop,
        mapping.amount_level,
        columns.join(" ")
    ));
}

#[test]
fn shopify_orders_stand_on_several_rows() {
    check(
        "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Notes,Refunded Amount\n\
         #1001,a@x.com,paid,2026-09-01 10:00:00 +0800,fulfilled,CNY,300.00,0,300.00,2026-09-01 09:59:00 +0800,2,Tea,100.00,agent: Lily,0.00\n\
         #1001,a@x.com,,,,,,,,,1,Mask,100.00,,\n\
         #1002,b@x.com,partially_refunded,2026-09-02 10:00:00 +0800,fulfilled,CNY,50.00,0,50.00,2026-09-02 09:59:00 +0800,1,Tea,50.00,,20.00\n",
        expect![[r#"
            shopify Order State=Financial Status Placed=Created at Paid=Paid at Pieces=Lineitem quantity Amount=Total Refund=Refunded Amount Price=Lineitem price OrderNo=Name SellerNote=Notes Item=Lineitem name Buyer=Email
            #1001|Tea|Tea×2 200.00-0.00 paid Lily 2026-09-01 10:00:00
            #1001|Mask|Mask×1 100.00-0.00 paid Lily 2026-09-01 10:00:00
            #1002|Tea|Tea×1 50.00-20.00 finished - 2026-09-02 10:00:00"#]],
    );
}

#[test]
fn pinduoduo_and_own_tables_are_guessed() {
    check(
        "商品,订单号,订单状态,商品总价(元),用户实付金额(元),商家实收金额(元),商品数量(件),售后状态,商家备注,拼单成功时间,确认收货时间\n\
         茶 250g,\t260901-111222333444555,已收货,68.00,66.00,68.00,1,无售后或售后取消,代理:张三,2026-09-01 10:00:00,2026-09-05 10:00:00\n\
         面膜,\t260901-111222333444556,\"已发货，退款成功\",59.00,59.00,59.00,1,退款成功,,2026-09-01 11:00:00,\n",
        expect![[r#"
            pinduoduo Order State=订单状态 OrderNo=订单号 Amount=用户实付金额(元) Finished=确认收货时间 Paid=拼单成功时间 AfterSale=售后状态 Pieces=商品数量(件) SellerNote=商家备注 Item=商品
            260901-111222333444555|茶 250g|茶 250g×1 66.00-0.00 finished 张三 2026-09-01 10:00:00
            260901-111222333444556|面膜|面膜×1 59.00-59.00 closed - 2026-09-01 11:00:00"#]],
    );
    check(
        "日期\t姓名\t产品\t数量\t金额\n2026/9/1\t张三\t茶\t2\t136\n2026/9/1\t张三\t茶\t2\t136\n2026/9/2\t李四\t面膜\t1\t¥59.00\n合计\t\t\t5\t331\n",
        expect![[r#"
            other Line Pieces=数量 Paid=日期 Amount=金额 Item=产品 SellerKey=姓名
            ~666c19cadae635a3||茶×2 136.00-0.00 finished 张三 2026-09-01 00:00:00
            ~666c19cadae635a3~2||茶×2 136.00-0.00 finished 张三 2026-09-01 00:00:00
            ~1a061bce7ec96364||面膜×1 59.00-0.00 finished 李四 2026-09-02 00:00:00"#]],
    );
}

#[test]
fn a_mapping_survives_being_kept() {
    let mapping = Mapping {
        shop: "other".to_owned(),
        columns: vec![Mapped {
            field: Field::OrderNo,
            column: "单号".to_owned(),
        }],
        states: vec![StateWord {
            word: "搞定".to_owned(),
            meaning: Meaning::State(rules::sale::State::Finished),
        }],
        day_first: Some(true),
        ..Mapping::default()
    };
    let kept = serde_json::to_string(&mapping).expect("json");
    assert_eq!(
        serde_json::from_str::<Mapping>(&kept).expect("the same"),
        mapping
    );
}

/// The level of the amount, and whether it is beyond doubt.
fn level_of(text: &str) -> (Level, bool) {
    let table = Table::pasted(text);
    let header = header::find(&table, is_heading).expect("headings");
    let guess = guess(&table, &header).expect("within the bounds");
    (guess.mapping.amount_level, guess.is_level_sure)
}

#[test]
fn orders_of_several_rows_tell_whose_the_amount_is() {
    let jd = "订单号,商品名称,订购数量,京东价,应付金额,下单时间\n";
    let own = "订单号,产品,数量,金额,日期\n";
    let cases = [
        // The prices of the rows add up to it.
        (
            format!("{jd}1,茶,1,60.00,110.00,2026-09-01\n1,面膜,1,50.00,110.00,2026-09-01\n"),
            (Level::Order, true),
        ),
        // Each row has its price.
        (
            format!("{jd}1,茶,1,60.00,60.00,2026-09-01\n1,面膜,1,60.00,60.00,2026-09-01\n"),
            (Level::Line, true),
        ),
        // Nothing but the heading tells.
        (
            format!("{own}1,茶,1,60.00,2026-09-01\n1,面膜,1,60.00,2026-09-01\n"),
            (Level::Line, false),
        ),
        (
            "订单号,产品,数量,订单金额,日期\n1,茶,1,60.00,2026-09-01\n1,面膜,1,60.00,2026-09-01\n"
                .to_owned(),
            (Level::Order, false),
        ),
        // Once on the first row; one order that deviates does not turn the others.
        (
            format!("{own}1,茶,1,60.00,2026-09-01\n1,面膜,1,,2026-09-01\n"),
            (Level::Order, true),
        ),
        (
            format!(
                "{own}1,茶,1,60.00,2026-09-01\n1,面膜,1,,2026-09-01\n2,茶,1,9.00,2026-09-01\n2,面膜,1,,2026-09-01\n3,茶,1,60.00,2026-09-01\n3,面膜,1,6.00,2026-09-01\n"
            ),
            (Level::Order, true),
        ),
        // A heading that speaks of the good is not the order's.
        (
            "订单号,产品,数量,商品实付,日期\n1,茶,1,60.00,2026-09-01\n1,面膜,1,60.00,2026-09-01\n"
                .to_owned(),
            (Level::Line, false),
        ),
        // One row an order: nobody needs to be asked.
        (
            format!("{own}1,茶,1,60.00,2026-09-01\n2,面膜,1,60.00,2026-09-01\n"),
            (Level::Line, true),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(level_of(&text), expected, "{text}");
    }
}
