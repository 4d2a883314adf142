//! Categories that the founder gives to goods: what they change, from when, by whose word.

use super::cast::{Ledger, at};
use rules::BasisPoints;
use rules::points::{EarningRules, Rate};
use serde_json::{Value, json};
use tests::on_both;

/// One point a yuan, two for 护肤.
fn rules() -> EarningRules {
    let mut rules = EarningRules::one_a_yuan();
    rules.rates.push(Rate {
        category: Some("护肤".to_owned()),
        tier: None,
        points_per_yuan: BasisPoints(20_000),
    });
    rules
}

fn wish(category: Option<&str>, from: Option<&str>, seen: i64) -> Value {
    json!({
        "products": [{ "shop": "douyin", "item": "面膜" }],
        "category": category, "from": from, "reason": "抖店没有品类", "sales_seen": seen
    })
}

const SET: &str = "/api/products/categories";

#[tokio::test]
async fn a_category_of_the_founder_reaches_all_sales_from_its_day_on() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, rules()).await;
        let (old, new) = (at("2026-11-20T10:00:00"), at("2026-11-21T10:00:00"));
        ledger.sell(1, 3, old, 10_000).await;
        ledger.sell_of(2, "2", 5, new, 10_000, Some("美妆")).await;
        ledger.follow(&[1, 2]).await;
        let founder = ledger.cast.founder();
        let listed = house.get(founder, "/api/products").await.ok();
        let product = &listed["products"][0];
        assert_eq!(
            (&product["item"], &product["orders"], &product["net_fen"]),
            (&json!("面膜"), &json!(2), &json!(20_000))
        );
        assert_eq!(product["told"], json!(["美妆"]));
        // Nothing is written by looking; what was not seen is not done.
        let path = "/api/products/preview";
        let whole = wish(Some(" 护肤 "), None, 0);
        let seen = house.post(founder, path, whole.clone()).await.ok();
        assert_eq!(
            [
                &seen["lines"],
                &seen["sales"],
                &seen["raised"],
                &seen["lowered"]
            ],
            [&json!(2), &json!(2), &json!(200), &json!(0)]
        );
        assert_eq!(
            seen["changes"][0],
            json!({ "member_id": 3, "name": "陈静", "before": 100, "after": 200 })
        );
        let unseen = house.post(founder, SET, whole).await.refused();
        assert_eq!(unseen, (409, "CategoryPreviewStale".to_owned()));
        assert_eq!(ledger.balance(3).await, (0, 100, 0));
        house
            .post(founder, SET, wish(Some("护肤"), None, 2))
            .await
            .ok();
        assert_eq!(
            (ledger.balance(3).await, ledger.balance(5).await),
            ((0, 200, 0), (0, 200, 0))
        );
        assert_eq!(ledger.faults().await, Vec::<String>::new());
        // What comes in later is of it too.
        ledger.sell(3, 3, new, 5_000).await;
        ledger.follow(&[3]).await;
        assert_eq!(ledger.balance(3).await, (0, 300, 0));
        // Handed back to the files from a day on; the older sale keeps what was said.
        let back = wish(None, Some("2026-11-21"), 2);
        let seen = house.post(founder, path, back.clone()).await.ok();
        assert_eq!(
            (&seen["lines"], &seen["lowered"]),
            (&json!(2), &json!(-150))
        );
        house.post(founder, SET, back).await.ok();
        assert_eq!(
            (ledger.balance(3).await, ledger.balance(5).await),
            ((0, 250, 0), (0, 100, 0))
        );
        assert_eq!(ledger.follow(&[1, 2, 3]).await, 0);
        assert_eq!(ledger.faults().await, Vec::<String>::new());
        let listed = house.get(founder, "/api/products?text=护肤").await.ok();
        assert_eq!(listed["count"], 0, "the files' word holds now: {listed}");
        let listed = house.get(founder, "/api/products").await.ok();
        let said = &listed["products"][0]["said"];
        assert_eq!(
            (&said[0]["category"], &said[1]["category"], &said[1]["by"]),
            (&json!(null), &json!("护肤"), &json!("王晓燕"))
        );
        let record = house.get(founder, "/api/record?kind=product").await.ok();
        assert_eq!(record["rows"][1]["after"]["category"], "护肤");
        // An order's page says what it is counted as.
        let sales = house.get(founder, "/api/sales").await.ok();
        let shown = sales["sales"].as_array().expect("sales").iter();
        let shown: Vec<&Value> = shown.map(|sale| &sale["category"]).collect();
        assert_eq!(shown, [&json!(null), &json!("美妆"), &json!("护肤")]);
    })
    .await;
}

#[tokio::test]
async fn a_category_that_cannot_be_said_is_refused() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, rules()).await;
        let mut nothing = wish(Some("护肤"), None, 0);
        nothing["products"] = json!([]);
        for body in [nothing, wish(Some(&"长".repeat(101)), None, 0)] {
            let refused = house.post(ledger.cast.founder(), SET, body).await.refused();
            assert_eq!(refused, (422, "CategoryUnusable".to_owned()));
        }
        let body = wish(Some("护肤"), None, 0);
        let refused = house.post(ledger.cast.leader(), SET, body).await.refused();
        assert_eq!(refused, (403, "NotYours".to_owned()));
    })
    .await;
}
