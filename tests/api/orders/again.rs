//! Orders that come again told otherwise: renamed, in fewer lines, closed down to nothing.

use super::{confirm_text, net, refunds};
use tests::stage::on_both;

const WEIXIN: &str = "订单号,支付时间,订单状态,订单实际支付金额,商品名称,商品数量,商品实际价格(总共),商品售后,商品已退款金额\n";
const PAID: &str = "2026-09-01 10:00:05";

/// What counts after each of some exports, each a day newer than the one before: new, changed, refused, net.
async fn story(exports: &[&str]) -> Vec<[i64; 4]> {
    let told = std::sync::Mutex::new(Vec::new());
    on_both(async |house| {
        let mut founder = house.founder().await;
        let mut after = Vec::new();
        for (day, text) in exports.iter().enumerate() {
            let done = confirm_text(&mut founder, text, day as i64).await;
            let count = |key: &str| done[key].as_i64().unwrap();
            let (new, changed) = (count("new"), count("changed"));
            after.push([new, changed, count("refused"), net(&founder, "").await]);
            let again = confirm_text(&mut founder, text, day as i64).await;
            assert_eq!(
                (&again["new"], &again["changed"]),
                (&0.into(), &0.into()),
                "again: {text}"
            );
        }
        told.lock().unwrap().push(after);
    })
    .await;
    let told = told.into_inner().unwrap();
    assert!(told.windows(2).all(|two| two[0] == two[1]), "{told:?}");
    told[0].clone()
}

fn one(item: &str, amount: &str, refund: &str) -> String {
    format!("37,{PAID},已完成,100.00,{item},1,{amount},,{refund}\n")
}

#[tokio::test]
async fn a_renamed_good_stays_the_line_it_was() {
    let first = format!("{WEIXIN}{}", one("茶", "100.00", ""));
    let renamed = format!("{WEIXIN}{}", one("秋茶", "100.00", "30.00"));
    assert_eq!(
        story(&[&first, &renamed]).await,
        [[1, 0, 0, 10_000], [0, 1, 0, 7_000]]
    );
    let two = |item: &str| {
        format!(
            "{WEIXIN}{}{}",
            one("茶", "50.00", ""),
            one(item, "50.00", "")
        )
    };
    assert_eq!(
        story(&[&two("面膜"), &two("新面膜")]).await,
        [[2, 0, 0, 10_000], [0, 1, 0, 10_000]]
    );
    let both = format!(
        "{WEIXIN}{}{}",
        one("甲", "60.00", ""),
        one("乙", "40.00", "10.00")
    );
    let other = format!(
        "{WEIXIN}{}{}",
        one("丙", "60.00", ""),
        one("丁", "40.00", "10.00")
    );
    assert_eq!(
        story(&[&both, &other]).await,
        [[2, 0, 0, 9_000], [0, 2, 0, 9_000]]
    );
}

#[tokio::test]
async fn a_line_that_its_whole_order_no_longer_has_is_gone() {
    let two = format!(
        "{WEIXIN}{}{}",
        one("茶", "50.00", ""),
        one("面膜", "50.00", "")
    );
    let single = format!("{WEIXIN}{}", one("茶", "50.00", ""));
    assert_eq!(
        story(&[&two, &single, &two]).await,
        [[2, 0, 0, 10_000], [0, 2, 0, 10_000], [0, 2, 0, 10_000]]
    );
    let three = format!(
        "{WEIXIN}{}{}{}",
        one("茶", "50.00", ""),
        one("面", "30.00", ""),
        one("膜", "20.00", "")
    );
    assert_eq!(
        story(&[&two, &three]).await,
        [[2, 0, 0, 10_000], [2, 1, 0, 10_000]]
    );
}

#[tokio::test]
async fn an_order_cut_up_by_another_kind_of_export_is_refused() {
    let whole = format!("{WEIXIN}{}", one("茶;面膜", "100.00", ""));
    let parts = format!(
        "{WEIXIN}{}{}",
        one("茶", "60.00", ""),
        one("面膜", "40.00", "")
    );
    assert_eq!(
        story(&[&whole, &parts]).await,
        [[1, 0, 0, 10_000], [0, 0, 2, 10_000]]
    );
}

#[tokio::test]
async fn an_order_closed_down_to_nothing_was_refunded() {
    let text = |state: &str, amount: &str| {
        format!(
            "订单编号,宝贝标题,宝贝总数量,买家实际支付金额,订单状态,订单付款时间,订单备注,订单关闭原因\n21,茶,1,{amount},{state},{PAID},,\n"
        )
    };
    on_both(async |house| {
        let mut founder = house.founder().await;
        confirm_text(&mut founder, &text("交易成功", "100.00"), 0).await;
        let closed = confirm_text(&mut founder, &text("交易关闭", "0.00"), 1).await;
        assert_eq!(
            (&closed["changed"], &closed["refunds"]),
            (&1.into(), &1.into())
        );
        let again = confirm_text(&mut founder, &text("交易关闭", "0.00"), 1).await;
        assert_eq!(
            (&again["unchanged"], &again["refunds"]),
            (&1.into(), &0.into())
        );
        assert_eq!(
            (net(&founder, "").await, refunds(&founder).await),
            (0, vec![10_000])
        );
    })
    .await;
}

#[tokio::test]
async fn a_renamed_good_is_listed_by_the_name_that_holds() {
    on_both(async |house| {
        let mut founder = house.founder().await;
        let text = |item| format!("{WEIXIN}{}", one(item, "100.00", ""));
        confirm_text(&mut founder, &text("茶"), 0).await;
        let later = confirm_text(&mut founder, &text("秋茶"), 1).await;
        let listed = founder.get("/api/products").await.ok();
        assert_eq!(
            (&listed["count"], &listed["products"][0]["item"]),
            (&1.into(), &"秋茶".into())
        );
        let import = &later["imports"][0];
        let undoing = format!("/api/imports/{import}/undoing");
        founder.post(&undoing, serde_json::json!({})).await.ok();
        let listed = founder.get("/api/products").await.ok();
        assert_eq!(
            (&listed["count"], &listed["products"][0]["item"]),
            (&1.into(), &"茶".into())
        );
        let undoing = "/api/imports/1/undoing";
        founder.post(undoing, serde_json::json!({})).await.ok();
        let listed = founder.get("/api/products").await.ok();
        assert_eq!(listed["count"], 0, "nothing tells of it any more");
    })
    .await;
}
