//! Draws that anyone can check.

use super::cast::Shop;
use rules::contest::standing::Seed;
use rules::points::posting::{Hash, text_hash};
use rules::prize::draw::{Plan, Proof, Ticket, pick};
use serde_json::{Value, json};
use tests::on_both;

const HOUR: i64 = 3_600_000;

fn plan(shop: &Shop<'_>, parts: Value) -> Value {
    let at = shop.house.app.clock.now().plus_ms(HOUR).0;
    let plan = json!({
        "name": "年会抽奖", "words": "当场领取", "prizes": [
            { "name": "阳光普照", "count": 2, "worth_fen": 5_000 },
            { "name": "一等奖", "count": 1, "worth_fen": 300_000 },
        ],
        "tickets": { "is": "one" }, "tiers": [], "branch": null, "wins_again": false, "at": at,
        "public": null,
    });
    super::cast::with(plan, parts)
}

async fn begin(shop: &Shop<'_>, by: i64, parts: Value) -> i64 {
    let body = json!({ "plan": plan(shop, parts) });
    let made = shop.house.post(shop.token(by), "/api/draws", body).await;
    made.ok()["id"].as_i64().expect("a number")
}

async fn act(shop: &Shop<'_>, by: i64, draw: i64, body: Value) -> tests::Answer {
    let path = format!("/api/draws/{draw}/acts");
    shop.house.post(shop.token(by), &path, body).await
}

async fn seen(shop: &Shop<'_>, by: i64, draw: i64) -> tests::Answer {
    shop.house
        .get(shop.token(by), &format!("/api/draws/{draw}"))
        .await
}

#[tokio::test]
async fn what_is_committed_is_drawn_and_anyone_computes_it_again() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let draw = begin(&shop, 1, json!({ "public": "当天的开奖号码" })).await;
        assert_eq!(
            seen(&shop, 3, draw).await.refused().0,
            404,
            "a draft is its maker's"
        );
        assert_eq!(
            act(&shop, 2, draw, json!({ "act": "commit" }))
                .await
                .refused()
                .0,
            404
        );
        let one = act(&shop, 1, draw, json!({ "act": "commit" })).await.ok();
        assert_eq!(
            (&one["entrants"], &one["tickets"], &one["mine"]),
            (&json!(5), &json!(5), &Value::Null)
        );
        assert_eq!(
            (&one["seed"], &one["may"]),
            (&Value::Null, &json!(["draw", "cancel"]))
        );
        let hers = seen(&shop, 3, draw).await.ok();
        assert_eq!(
            (&hers["mine"]["first"], &hers["mine"]["count"]),
            (&json!(2), &json!(1))
        );
        assert_eq!((&hers["may"], &hers["check"]), (&json!([]), &Value::Null));
        // Nothing of it changes any more, and nothing is shown before its time.
        let path = format!("/api/draws/{draw}");
        let changed = json!({ "plan": plan(&shop, json!({ "name": "换一个" })) });
        let no = house
            .ask(Some(shop.token(1)), http::Method::PUT, &path, Some(changed))
            .await;
        assert_eq!(no.refused().1, "DrawStep");
        let draws = json!({ "act": "draw", "public": "3 7 1" });
        assert_eq!(
            act(&shop, 1, draw, draws.clone()).await.refused().1,
            "DrawTooEarly"
        );
        assert_eq!(
            house
                .get(shop.token(1), &format!("{path}/proof"))
                .await
                .refused()
                .0,
            404
        );
        house.app.clock.advance_ms(HOUR);
        let silent = json!({ "act": "draw", "public": " " });
        assert_eq!(
            act(&shop, 1, draw, silent).await.refused().1,
            "DrawPublicMissing"
        );
        let one = act(&shop, 1, draw, draws).await.ok();
        let won = one["winners"].as_array().expect("winners").clone();
        assert_eq!(
            won.iter().map(|w| w["prize"].as_i64()).collect::<Vec<_>>(),
            [Some(0), Some(0), Some(1)]
        );
        // From what was published, by rules alone.
        let proof = house
            .get(shop.token(3), &format!("{path}/proof"))
            .await
            .ok();
        let word = |name: &str| proof[name].as_str().expect("a text").to_owned();
        assert_eq!(
            text_hash(&word("roster")),
            one["roster_hash"].as_str().expect("a hash")
        );
        assert_eq!(
            text_hash(&word("rule")),
            one["rule_hash"].as_str().expect("a hash")
        );
        let seed = Seed(Hash::from_hex(&word("seed")).expect("a seed").0);
        assert_eq!(seed.hash(), one["seed_hash"].as_str().expect("a hash"));
        let roster: Vec<Ticket> = word("roster")
            .lines()
            .map(|line| {
                let (range, member) = line.split_once(' ').expect("a line");
                let (first, last) = range.split_once('-').expect("a range");
                let (first, last): (i64, i64) = (
                    first.parse().expect("a number"),
                    last.parse().expect("a number"),
                );
                Ticket {
                    member: rules::MemberId(first),
                    first,
                    count: last - first + 1,
                    code: member.to_owned(),
                }
            })
            .collect();
        let rule = word("rule");
        let again: Plan = serde_json::from_str(&rule).expect("a plan");
        let lots = pick(
            &again,
            &Proof {
                seed,
                roster: &roster,
                rule: &rule,
                public: "3 7 1",
            },
            &[],
        );
        let said: Vec<_> = lots
            .iter()
            .filter(|l| l.prize.is_some())
            .map(|l| (json!(l.number), json!(l.ticket)))
            .collect();
        let shown: Vec<_> = won
            .iter()
            .map(|w| (w["number"].clone(), w["ticket"].clone()))
            .collect();
        assert_eq!(said, shown);
        let page = house.get(shop.token(3), &format!("{path}/verifier")).await;
        let page = String::from_utf8(page.bytes).expect("text");
        assert!(page.contains(&word("seed")) && !page.contains("\"PROOF\""));
    })
    .await;
}

#[tokio::test]
async fn for_who_is_absent_the_next_number_wins_and_the_rest_stands() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let draw = begin(&shop, 1, json!({})).await;
        act(&shop, 1, draw, json!({ "act": "commit" })).await.ok();
        house.app.clock.advance_ms(HOUR);
        let before = act(&shop, 1, draw, json!({ "act": "draw" })).await.ok();
        let number = &before["winners"][0]["number"];
        let body = json!({ "act": "absent", "number": number, "reason": " " });
        assert_eq!(
            act(&shop, 1, draw, body).await.refused().1,
            "RedemptionReason"
        );
        let body = json!({ "act": "absent", "number": number, "reason": "没到场" });
        let after = act(&shop, 1, draw, body.clone()).await.ok();
        assert_eq!(after["winners"][0], before["winners"][1]);
        assert_eq!(after["winners"][1], before["winners"][2]);
        assert_eq!(
            (
                &after["winners"][2]["prize"],
                &after["absents"][0]["reason"]
            ),
            (&json!(0), &json!("没到场"))
        );
        assert_eq!(
            act(&shop, 1, draw, body).await.refused().1,
            "DrawNoWinner",
            "once"
        );
    })
    .await;
}

#[tokio::test]
async fn tickets_come_from_sales_or_a_list_and_the_roster_is_looked_through() {
    on_both(async |house| {
        let shop = Shop::open(&house).await;
        let sold = crate::points::cast::at("2026-11-21T10:00:00");
        shop.ledger.sell(1, 3, sold, 25_000).await;
        shop.ledger.sell(2, 6, sold, 9_900).await;
        shop.ledger.sell(3, 5, sold, 99_900).await;
        let day = crate::points::cast::DAY;
        let tickets = json!({ "is": "sales", "fen": 10_000, "from": sold.0 - day, "until": sold.0 + day, "most": 4 });
        let draw = begin(&shop, 1, json!({ "tickets": tickets })).await;
        let one = seen(&shop, 1, draw).await.ok();
        assert_eq!((&one["entrants"], &one["tickets"]), (&json!(2), &json!(6)));
        assert_eq!(one["check"]["missing"], json!(["王晓燕", "李丽华", "周敏", "郑洁"]));
        // A leader's draw is among their own branch, without themselves.
        let listed = json!({ "is": "listed", "list": [[3, 2], [3, 1], [5, 9], [6, 1]] });
        let draw = begin(&shop, 2, json!({ "tickets": listed })).await;
        let one = act(&shop, 2, draw, json!({ "act": "commit" })).await.ok();
        assert_eq!((&one["entrants"], &one["tickets"]), (&json!(2), &json!(4)));
        assert_eq!(seen(&shop, 5, draw).await.refused().0, 404);
        let wide = json!({ "plan": plan(&shop, json!({ "branch": 4 })) });
        assert_eq!(house.post(shop.token(2), "/api/draws", wide).await.refused().0, 403);
        assert_eq!(house.post(shop.token(3), "/api/draws", json!({ "plan": plan(&shop, json!({})) })).await.refused().0, 403);
        let dear = plan(&shop, json!({ "prizes": [{ "name": "车", "count": 1, "worth_fen": 5_000_001 }] }));
        let no = house.post(shop.token(1), "/api/draws", json!({ "plan": dear })).await.refused();
        assert_eq!(no, (422, "DrawWorthTooMuch".to_owned()));
        // Called off, with a reason that all can read.
        act(&shop, 2, draw, json!({ "act": "cancel", "reason": "改期" })).await.ok();
        assert_eq!(seen(&shop, 3, draw).await.ok()["cancelled_reason"], "改期");
        assert_eq!(act(&shop, 2, draw, json!({ "act": "draw" })).await.refused().1, "DrawStep");
    })
    .await;
}
