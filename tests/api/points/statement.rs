//! What a member reads: the purse, the statement with its reasons, the workbook.

use super::cast::{Ledger, at};
use rules::points::EarningRules;
use tests::on_both;

#[tokio::test]
async fn every_line_says_why_and_the_balances_run() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        let sold = at("2026-11-10T10:00:00");
        ledger.sell(1, 3, sold, 12_850).await;
        ledger.sell(2, 3, at("2026-11-21T10:00:00"), 5_000).await;
        ledger.follow(&[1, 2]).await;
        ledger.refund(1, 2_860).await;
        ledger.follow(&[1]).await;
        let me = ledger.cast.member();
        let purse = house.get(me, "/api/points/members/3").await.ok();
        assert_eq!((&purse["available"], &purse["pending"]), (&99.into(), &50.into()));
        assert_eq!(purse["maturing"][0]["points"], 50);
        assert_eq!(purse["expiring"][0]["points"], 99);
        let page = house.get(me, "/api/points/members/3/statement").await.ok();
        let said: Vec<String> = page["lines"]
            .as_array()
            .expect("lines")
            .iter()
            .map(|l| format!("{} {} {} | {}", l["kind"], l["available_after"], l["pending_after"], l["why"]))
            .collect();
        assert_eq!(said, [
            r#""taken_back" 99 50 | "订单 1退款后应为 净额 99.90 元 × 每元 1 分 = 99 分（规则第 1 版），已记 128 分，从可用扣回 29 分""#,
            r#""earned" 128 50 | "订单 2：净额 50.00 元 × 每元 1 分 = 50 分（规则第 1 版），2026-11-29 起可用""#,
            r#""earned" 128 0 | "订单 1：净额 128.50 元 × 每元 1 分 = 128 分（规则第 1 版），退货期已过，直接可用，2027-11-18 到期""#,
        ]);
        let only = house.get(me, "/api/points/members/3/statement?kind=taken_back").await.ok();
        assert_eq!(only["lines"].as_array().map(Vec::len), Some(1));
        let day = "/api/points/members/3/statement?from=2026-11-10&to=2026-11-10";
        let only = house.get(me, day).await.ok();
        assert_eq!(only["lines"].as_array().map(Vec::len), Some(1));
        let file = house.get(me, "/api/points/members/3/statement.xlsx").await;
        assert_eq!((file.status.as_u16(), &file.bytes[..2]), (200, &b"PK"[..]));
    })
    .await;
}

#[tokio::test]
async fn a_long_statement_comes_in_pages_without_gaps() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        let sold = at("2026-11-21T10:00:00");
        let sales: Vec<i64> = (1..=70).collect();
        for sale in &sales {
            // Pairs of the same moment, so that the page's end falls among equals.
            ledger.sell(*sale, 3, sold.plus_ms(sale / 2), 100).await;
        }
        ledger.follow(&sales).await;
        let path = "/api/points/members/3/statement";
        let first = house.get(ledger.cast.member(), path).await.ok();
        let next = first["next"].as_str().expect("there is more").to_owned();
        let second = house
            .get(ledger.cast.member(), &format!("{path}?before={next}"))
            .await
            .ok();
        let mut seen: Vec<i64> = [&first, &second]
            .into_iter()
            .flat_map(|page| page["lines"].as_array().expect("lines").clone())
            .map(|line| line["sale_id"].as_i64().expect("a sale"))
            .collect();
        assert!(second["next"].is_null());
        seen.sort_unstable();
        assert_eq!(seen, sales);
    })
    .await;
}

#[tokio::test]
async fn everyone_reads_their_own_leaders_their_branch_the_founder_all() {
    on_both(async |house| {
        let ledger = Ledger::begin(&house, EarningRules::one_a_yuan()).await;
        let sold = at("2026-11-21T10:00:00");
        ledger.sell(1, 3, sold, 1_000).await;
        ledger.sell(2, 5, sold, 2_000).await;
        ledger.follow(&[1, 2]).await;
        let cast = &ledger.cast;
        for (token, others, seen) in [
            (cast.member(), 5, false),
            (cast.leader(), 5, false),
            (cast.leader(), 3, true),
            (cast.founder(), 5, true),
        ] {
            for what in ["", "/statement", "/statement.xlsx"] {
                let path = format!("/api/points/members/{others}{what}");
                let status = house.get(token, &path).await.status.as_u16();
                assert_eq!(status, if seen { 200 } else { 404 }, "{path}");
            }
        }
        let all = house
            .get(cast.founder(), "/api/points/members?by=pending")
            .await
            .ok();
        assert_eq!(
            (&all["pending"], &all["members"][0]["name"]),
            (&30.into(), &"吴芳".into())
        );
        let branch = house.get(cast.leader(), "/api/points/members").await.ok();
        assert_eq!(
            (&branch["pending"], &branch["count"]),
            (&10.into(), &1.into())
        );
        let refused = house
            .get(cast.member(), "/api/points/members")
            .await
            .refused();
        assert_eq!(refused, (403, "NotYours".to_owned()));
    })
    .await;
}
