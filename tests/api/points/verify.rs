//! Whatever is changed behind the books' back is found and named.

use super::cast::{Ledger, at};
use rules::points::EarningRules;
use rules::points::grant::Ask;
use rules::{MemberId, Window};
use store::database::Raw;
use tests::{House, on_both};

/// Five postings: two sales, a grant, a refund, and what matured.
async fn ledger(house: &House) -> Ledger<'_> {
    let ledger = Ledger::begin(house, EarningRules::one_a_yuan()).await;
    let sold = at("2026-11-21T10:00:00");
    ledger.sell(1, 3, sold, 10_000).await;
    ledger.sell(2, 5, sold, 5_000).await;
    ledger.follow(&[1, 2]).await;
    let ask = Ask {
        request: "a".to_owned(),
        member: MemberId(3),
        points: 50,
        reason: "带新人".to_owned(),
        by: MemberId(1),
        budget: None,
        month: Window::ALL,
        terms: (&ledger.settings).into(),
    };
    let mut tx = ledger.write().await;
    let now = house.app.clock.now();
    let made = store::points::grant::grant(&mut tx, ledger.team, &[&ask], now).await;
    made.expect("a grant")[0].as_ref().expect("granted");
    tx.commit().await.expect("it commits");
    ledger.refund(2, 1_000).await;
    ledger.follow(&[2]).await;
    ledger.tick_after_days(10).await;
    assert_eq!(ledger.faults().await, Vec::<String>::new());
    ledger
}

/// Does what no door of ours does, with the guards taken down.
async fn tamper(ledger: &Ledger<'_>, statements: &[&'static str]) -> Vec<String> {
    let mut tx = ledger.write().await;
    for table in [
        "posting",
        "earning_rules",
        "points_grant",
        "points_grant_back",
        "refund",
        "sale",
        "sale_entry",
    ] {
        match tx.raw() {
            Raw::Sqlite(c) => {
                for act in ["update", "delete"] {
                    let text = format!("drop trigger if exists {table}_no_{act}");
                    sqlx::query(sqlx::AssertSqlSafe(text))
                        .execute(&mut *c)
                        .await
                        .expect("dropped");
                }
            }
            Raw::Postgres(c) => {
                let text = format!("drop trigger if exists {table}_no_change on {table}");
                sqlx::query(sqlx::AssertSqlSafe(text))
                    .execute(&mut *c)
                    .await
                    .expect("dropped");
            }
        }
    }
    for statement in statements {
        store::on!(tx, c => {
            sqlx::query(*statement).execute(c).await.expect("a statement of the test");
        });
    }
    tx.commit().await.expect("it commits");
    ledger.faults().await
}

async fn check(statements: &[&'static str], expected: &[&str]) {
    on_both(async |house| {
        let ledger = ledger(&house).await;
        assert_eq!(tamper(&ledger, statements).await, expected);
    })
    .await;
}

#[tokio::test]
async fn a_changed_number_is_found() {
    let raise = "update posting set points = 101 where seq = 1";
    check(&[raise], &["Chain 1", "Lots 3", "Balances 3", "Sales 1"]).await;
}

#[tokio::test]
async fn a_changed_reason_is_found_though_all_sums_hold() {
    check(
        &["update posting set reason = '别的' where seq = 3"],
        &["Chain 3", "Grants 1"],
    )
    .await;
}

#[tokio::test]
async fn a_posting_taken_out_of_the_middle_is_named() {
    let faults = &["Chain 2", "Lots 4", "Lots 6", "Balances 5", "Sales 2"];
    check(&["delete from posting where seq = 2"], faults).await;
}

#[tokio::test]
async fn a_posting_taken_off_the_end_is_found_by_what_it_should_add_up_to() {
    check(
        &["delete from posting where seq = 6"],
        &["Lots 5", "Balances 5"],
    )
    .await;
}

#[tokio::test]
async fn two_postings_that_changed_places_are_found() {
    check(
        &[
            "update posting set seq = -1 where seq = 1",
            "update posting set seq = 1 where seq = 2",
            "update posting set seq = 2 where seq = -1",
        ],
        &["Chain 1"],
    )
    .await;
}

#[tokio::test]
async fn a_posting_put_in_at_the_end_is_found() {
    check(
        &["insert into posting (team_id, seq, cause, cause_id, leg, member_id, from_account, to_account,
               points, expires_at, lot, happened_at, recorded_at, hash)
           select team_id, 7, 9, 99, 0, member_id, 5, 1, 1000, expires_at, 7, happened_at, recorded_at, hash
           from posting where seq = 3"],
        &["Chain 7", "Balances 3", "Grants 99"],
    )
    .await;
}

#[tokio::test]
async fn a_balance_that_was_raised_is_found() {
    check(
        &["update points_balance set available = available + 5 where member_id = 3"],
        &["Balances 3"],
    )
    .await;
}

#[tokio::test]
async fn a_sale_written_past_the_ledger_is_found() {
    on_both(async |house| {
        let ledger = ledger(&house).await;
        ledger.sell(3, 3, at("2026-11-21T10:00:00"), 2_000).await;
        assert_eq!(ledger.faults().await, ["Sales 3"]);
    })
    .await;
}

#[tokio::test]
async fn a_tail_cut_off_with_its_balances_is_found_by_a_published_head() {
    on_both(async |house| {
        let ledger = ledger(&house).await;
        let (_, head) = ledger.verified(&[]).await;
        // Only the very chain can tell: what is kept beside it was changed to fit.
        let cut = [
            "delete from posting where seq > 2",
            "delete from points_grant",
            "delete from refund",
            "delete from sale_entry",
            "update points_balance set available = 0, pending = case when member_id = 3 then 100 else 50 end",
            "update points_balance set due_at = 0",
        ];
        assert_eq!(tamper(&ledger, &cut).await, Vec::<String>::new());
        assert_eq!(ledger.verified(&[head]).await.0, ["Chain 6"]);
        let other = rules::points::verify::Head { seq: 2, ..head };
        assert_eq!(ledger.verified(&[other]).await.0, ["Chain 2"]);
    })
    .await;
}

#[tokio::test]
async fn a_changed_refund_is_found() {
    check(&["update refund set fen = 900"], &["Facts 2"]).await;
}

#[tokio::test]
async fn a_changed_order_is_found() {
    check(
        &["update sale set amount_fen = 9000 where id = 1"],
        &["Facts 1"],
    )
    .await;
}

#[tokio::test]
async fn a_maturity_or_expiry_that_was_put_off_is_found() {
    check(
        &["update points_balance set due_at = 9000000000000000 where member_id = 3"],
        &["Balances 3"],
    )
    .await;
}

#[tokio::test]
async fn points_that_were_kept_from_running_out_are_found() {
    on_both(async |house| {
        let ledger = ledger(&house).await;
        let off = "update points_balance set due_at = 9000000000000000 where member_id = 3";
        assert_eq!(tamper(&ledger, &[off]).await, ["Balances 3"]);
        ledger.tick_after_days(400).await;
        // Member 5's ran out, member 3's lots of the sale and of the grant did not.
        assert_eq!(ledger.faults().await, ["Lots 3", "Lots 5", "Balances 3"]);
    })
    .await;
}

#[tokio::test]
async fn a_grant_whose_reason_was_changed_is_found() {
    check(&["update points_grant set reason = '别的'"], &["Grants 1"]).await;
}

#[tokio::test]
async fn a_text_in_the_place_of_a_number_is_named() {
    let house = House::sqlite().await;
    let ledger = ledger(&house).await;
    let faults = tamper(&ledger, &["update posting set lot = 'x' where seq = 1"]).await;
    assert_eq!(faults.first().map(String::as_str), Some("Postings 1"));
}

#[tokio::test]
async fn changed_rules_are_found() {
    check(
        &["update earning_rules set rule = replace(rule, '10000', '20000')"],
        &["Rules 1"],
    )
    .await;
}

#[tokio::test]
async fn a_changed_grant_is_found() {
    check(&["update points_grant set points = 500"], &["Grants 1"]).await;
}
