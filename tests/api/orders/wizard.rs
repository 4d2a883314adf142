//! What the wizard asks before it believes a file: the group, the time of export, who sellers are.

use super::{choices, confirm, confirm_text, net, send};
use serde_json::{Value, json};
use tests::person::Person;
use tests::stage::on_both;

const GROUP: &str = "跟团号,商品,数量,订单金额,支付时间,订单状态,退款金额,团长备注\n";
const OWN: &str = "日期,业务员,单号,品名,件数,金额\n";

async fn put_up(founder: &mut Person, name: &str, text: &str) -> (Value, Value) {
    let upload = send(founder, "/api/uploads", name, text.as_bytes()).await;
    let mut chosen = choices(&upload);
    chosen["tables"][0]["exported_at"] = json!(1_791_000_000_000_i64);
    (upload, chosen)
}

#[tokio::test]
async fn a_group_is_named_by_a_person_and_offered_again() {
    on_both(async |house| {
        let mut founder = house.founder().await;
        let text = format!("{GROUP}5,茶,1,100.00,2026-09-01 10:00:00,已完成,,\n");
        for (group, sum) in [("秋日团", 10_000), ("中秋团", 20_000), ("秋日团", 20_000)] {
            let (upload, mut chosen) = put_up(&mut founder, "订单导出.csv", &text).await;
            let id = upload["id"].as_i64().unwrap();
            let table = &upload["tables"][0];
            assert_eq!(
                (&table["needs_group"], &table["mapping"]["group"]),
                (&json!(true), &Value::Null)
            );
            assert_eq!(table["groups"][0], "订单导出");
            chosen["tables"][0]["mapping"]["group"] = json!(" ");
            let path = format!("/api/uploads/{id}/preview");
            founder
                .post(&path, chosen.clone())
                .await
                .refused("GroupMissing");
            chosen["tables"][0]["mapping"]["group"] = json!(group);
            confirm(&mut founder, id, chosen).await;
            assert_eq!(net(&founder, "").await, sum);
        }
        let (upload, _) = put_up(&mut founder, "b.csv", &text).await;
        assert_eq!(
            upload["tables"][0]["groups"],
            json!(["b", "秋日团", "中秋团"])
        );
    })
    .await;
}

#[tokio::test]
async fn orders_later_than_their_export_are_not_believed() {
    on_both(async |house| {
        let mut founder = house.founder().await;
        let text = format!("{OWN}2026/9/1,小王,A1,茶,2,136\n");
        let upload = send(
            &mut founder,
            "/api/uploads",
            "1500000000_x.csv",
            text.as_bytes(),
        )
        .await;
        let id = upload["id"].as_i64().unwrap();
        let chosen = choices(&upload);
        assert_eq!(chosen["tables"][0]["exported_at"], 1_500_000_000_000_i64);
        let path = format!("/api/uploads/{id}/preview");
        founder.post(&path, chosen).await.refused("ExportedEarlier");
    })
    .await;
}

#[tokio::test]
async fn a_seller_said_to_be_nobody_stays_nobody() {
    on_both(async |house| {
        let mut founder = house.founder().await;
        let name = founder.get("/api/members").await.ok()["members"][0]["name"]
            .as_str()
            .unwrap()
            .to_owned();
        let text = format!("{OWN}2026/9/1,{name},A1,茶,2,136\n");
        let (upload, mut chosen) = put_up(&mut founder, "a.csv", &text).await;
        chosen["matches"] = json!([{ "shop": "other", "key": name, "member": null }]);
        confirm(&mut founder, upload["id"].as_i64().unwrap(), chosen).await;
        let more = text.replace("A1", "A2");
        let (upload, chosen) = put_up(&mut founder, "b.csv", &more).await;
        let id = upload["id"].as_i64().unwrap();
        let shown = founder
            .post(&format!("/api/uploads/{id}/preview"), chosen.clone())
            .await
            .ok();
        assert_eq!(shown["sellers"][0]["known"], "nobody", "{shown}");
        confirm(&mut founder, id, chosen).await;
        assert_eq!(
            (
                net(&founder, "nobody=true").await,
                net(&founder, "member=1").await
            ),
            (27_200, 0)
        );
    })
    .await;
}

#[tokio::test]
async fn words_explained_for_a_shop_are_remembered() {
    on_both(async |house| {
        let mut founder = house.founder().await;
        let text = "订单号,支付时间,订单状态,订单实际支付金额,商品名称,商品数量,商品售后,商品已退款金额\n37,2026-09-01 10:00:00,搞定了,100.00,茶,1,,\n";
        let (upload, mut chosen) = put_up(&mut founder, "a.csv", text).await;
        chosen["tables"][0]["mapping"]["states"] = json!([{ "word": "搞定了", "meaning": { "state": "finished" } }]);
        confirm(&mut founder, upload["id"].as_i64().unwrap(), chosen).await;
        let done = confirm_text(&mut founder, &text.replace("37,", "38,"), 1).await;
        assert_eq!((&done["new"], &done["refused"]), (&json!(1), &json!(0)));
    })
    .await;
}

#[tokio::test]
async fn a_sale_moves_to_the_month_it_was_paid_in_and_to_whom_it_is() {
    on_both(async |house| {
        let mut founder = house.founder().await;
        let head = "订单号,订单下单时间,支付时间,订单状态,订单实际支付金额,商品名称,商品数量,带货账号昵称\n";
        let row = |paid: &str, state: &str| format!("{head}37,2026-09-30 23:50:00,{paid},{state},100.00,茶,1,小王\n");
        confirm_text(&mut founder, &row("", "待付款"), 10).await;
        confirm_text(&mut founder, &row("2026-10-01 00:10:00", "待发货"), 12).await;
        let older = row("2026-10-01 00:10:00", "已完成");
        confirm_text(&mut founder, &older, 14).await;
        confirm_text(&mut founder, &row("2026-10-01 00:10:00", "待发货"), 13).await;
        let listed = async |query: &str| {
            let page = founder.get(&format!("/api/sales?{query}")).await.ok();
            let sales = page["sales"].as_array().unwrap().clone();
            sales.iter().map(|sale| sale["state"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(listed("from=2026-10-01&to=2026-10-31").await, ["finished"]);
        assert_eq!(listed("from=2026-09-01&to=2026-09-30").await, [""; 0]);
        assert_eq!(listed("").await.len(), 1);
        assert_eq!((listed("nobody=true").await.len(), listed("member=1").await.len()), (1, 0));
        let wish = json!([{ "shop": "weixin", "key": "小王", "member": 1 }]);
        founder.post("/api/sellers", wish).await;
        assert_eq!((listed_by(&founder, "nobody=true").await, listed_by(&founder, "member=1").await), (0, 1));
        let wish = json!([{ "shop": "weixin", "key": "小王", "member": null }]);
        founder.post("/api/sellers", wish).await;
        assert_eq!((listed_by(&founder, "nobody=true").await, listed_by(&founder, "member=1").await), (1, 0));
    })
    .await;
}

async fn listed_by(founder: &Person, query: &str) -> usize {
    let page = founder.get(&format!("/api/sales?{query}")).await.ok();
    page["sales"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_remembered_table_asks_again_when_its_rows_say_otherwise() {
    on_both(async |house| {
        let mut founder = house.founder().await;
        let single = format!("{OWN}2026/9/1,小王,A1,茶,2,136\n");
        confirm_text(&mut founder, &single, 0).await;
        let (upload, _) = put_up(&mut founder, "b.csv", &single.replace("A1", "A2")).await;
        let table = &upload["tables"][0];
        assert_eq!(
            (&table["known_by"], &table["is_level_sure"]),
            (&json!("remembered"), &json!(true))
        );
        let several = format!("{single}2026/9/2,小王,A3,茶,1,68\n2026/9/2,小王,A3,面膜,1,\n");
        let (upload, _) = put_up(&mut founder, "c.csv", &several).await;
        let table = &upload["tables"][0];
        assert_eq!(
            (&table["known_by"], &table["is_level_sure"]),
            (&json!("remembered"), &json!(false))
        );
    })
    .await;
}
