//! What the books sum up agrees with what fact by fact says, whatever is sold, given back, taken over
//! or moved, for every kind of contest; and a field that is fed agrees with one counted anew.

use super::{publish, ranking};
use crate::facts::{ago, entries, placement, sales};
use rules::contest::tally::tallies as slowly;
use rules::contest::who::Parts;
use rules::contest::{Rule, Tally};
use rules::{ContestId, EntrantId, Moment};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use store::contest::facts::facts;
use store::contest::tally::{Ask, tallies};
use store::leaderboard::Marks;
use tests::{Cast, House, on_both};

fn kinds() -> Vec<Value> {
    let with = |parts: Value| {
        let mut rule = ranking();
        rule["start"] = json!(ago(20).0);
        rule["end"] = json!(ago(-1).0);
        rule["freeze_at"] = Value::Null;
        for (name, part) in parts.as_object().unwrap() {
            rule[name] = part.clone();
        }
        rule
    };
    vec![
        with(json!({})),
        with(json!({"counted": [
            {"measure": "net_sales", "weight": 100}, {"measure": "orders", "weight": 5_000},
            {"measure": "pieces"}, {"measure": "new_customers"}, {"measure": "points"}]})),
        with(json!({"counted": [{"measure": "net_sales", "item": "面霜"}]})),
        with(json!({"who": {"is": "branch", "head": 2}})),
        with(
            json!({"who": {"is": "tiers", "tiers": [3, 4]}, "handicaps": [{"tier": 4, "rate": 15_000}]}),
        ),
        with(json!({"kind": {"is": "race", "target": 9_000}})),
        with(
            json!({"kind": {"is": "pk", "accept_hours": 24}, "prizes": [{"to": {"is": "duel"}, "points": 50}]}),
        ),
        with(
            json!({"kind": {"is": "growth", "periods": 2, "base_min": 1_000, "growth_max": 50_000, "orders_min": 1}}),
        ),
        with(json!({"kind": {"is": "teams", "per_head": true, "sides": [
            {"name": "甲", "head": 2}, {"name": "乙", "head": 4}]}})),
        with(json!({"kind": {"is": "teams", "sides": [
            {"name": "甲", "members": [2, 5]}, {"name": "乙", "members": [3, 6]}]}})),
        with(json!({"kind": {"is": "bracket", "size": 4, "recent_days": 30, "cuts": [ago(10).0]}})),
        with(
            json!({"kind": {"is": "leagues", "size": 10, "moves": 1, "recent_days": 30, "cuts": [ago(12).0, ago(6).0]}}),
        ),
        with(
            json!({"kind": {"is": "season", "points": [5, 3, 1], "finalists": 2, "final_times": 3, "cuts": [ago(12).0, ago(6).0]}}),
        ),
    ]
}

async fn agree(house: &House, cast: &Cast, rule: &Rule) {
    let roster = house.app.roster(cast.team).await.unwrap();
    let parts = Parts::of(rule, &roster, &HashSet::new(), Moment::MAX);
    let mut conn = house.app.db.read().await.unwrap();
    let ask = Ask {
        team: cast.team,
        contest: None::<ContestId>,
        rule,
        parts: parts.all(),
        upto: Marks::ALL,
        before: Moment::MAX,
    };
    let fast: BTreeMap<EntrantId, Tally> =
        tallies(&mut conn, ask).await.unwrap().into_iter().collect();
    let mut slow = slowly(rule, &parts, &facts(&mut conn, ask).await.unwrap());
    slow.retain(|_, tally| *tally != Tally::default());
    assert_eq!(fast, slow, "{}", rule.json());
}

#[tokio::test]
async fn sums_agree_with_facts_and_fed_fields_with_new_ones() {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let mut paths = Vec::new();
        for rule in kinds() {
            paths.push(publish(&house, cast.founder(), &rule).await);
        }
        let mut seed: i64 = 20_261_122;
        let mut chance = |below: i64| {
            seed = (seed * 1_103_515_245 + 12_345) % (1 << 31);
            (seed >> 8) % below
        };
        let (mut sale, mut entry) = (1, 1);
        for round in 0..10 {
            let lines: Vec<_> = (0..=chance(6))
                .map(|_| (chance(7), chance(70), (1 + chance(5)) * 1_000))
                .collect();
            sales(&house, &cast, sale, &lines).await;
            for (id, (member, days, fen)) in (sale..).zip(&lines) {
                match chance(4) {
                    0 => {
                        let back = (entry, id, "refund", *member, *days, -fen, -1);
                        entries(&house, &cast, &[back]).await;
                        entry += 1;
                    }
                    1 => {
                        let (other, then) = (chance(7), chance(70));
                        let rows = [
                            (entry, id, "match", *member, *days, -fen, -1),
                            (entry + 1, id, "match", other, then, *fen, 1),
                        ];
                        entries(&house, &cast, &rows).await;
                        entry += 2;
                    }
                    _ => {}
                }
            }
            sale += lines.len() as i64;
            if round == 5 {
                placement(&house, &cast, 201, 3, 4, 7).await;
            }
            for (path, rule) in paths.iter().zip(kinds()) {
                let rule: Rule = serde_json::from_value(rule).unwrap();
                agree(&house, &cast, &rule).await;
                let fed = house
                    .get(cast.founder(), &format!("{path}/board"))
                    .await
                    .ok();
                house.app.fields.note(cast.team);
                let anew = house
                    .get(cast.founder(), &format!("{path}/board"))
                    .await
                    .ok();
                assert_eq!(fed, anew, "{}", rule.json());
            }
        }
    })
    .await;
}
