//! What is frozen does not leak (DOMAIN law 11): whatever happens after the freeze, everything a
//! member can get stays as it was, over every endpoint and every event.

use super::{HOUR, publish, ranking};
use crate::facts::{entries, points, sales};
use api::routes::{Effect, ROUTES, Tag};
use futures::StreamExt as _;
use rules::access::{Permit, Role};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tests::stage::NOW;
use tests::{Cast, House, on_both};

/// Everything that a reader can get, by address.
async fn everything(
    house: &House,
    token: &str,
    contest: &str,
    wall: &str,
) -> BTreeMap<String, Value> {
    let id = contest.rsplit('/').next().unwrap();
    let mut all = BTreeMap::new();
    for route in ROUTES
        .iter()
        .filter(|route| matches!(route.effect, Effect::Shows(_)))
    {
        let may = matches!(route.permit, Permit::Open | Permit::From(Role::Member));
        if !may || route.path.ends_with("/live") || route.path == "/api/openapi.json" {
            continue;
        }
        let path = match route.path {
            path if path.starts_with("/api/contests/{id}") => path.replace("{id}", id),
            path if path.starts_with("/api/walls/{token}") => path.replace("{token}", wall),
            // One who sells meanwhile.
            "/api/honours/{id}" => "/api/honours/2".to_owned(),
            // The reader's own.
            path if path.contains("{id}") => path.replace("{id}", "3"),
            path => path.to_owned(),
        };
        for query in variants(&path) {
            let address = format!("{path}{query}");
            let answer = house.get(token, &address).await;
            all.insert(address, answer.json);
        }
    }
    all
}

fn variants(path: &str) -> &'static [&'static str] {
    match path {
        "/api/board" | "/api/board/around" => &[
            "",
            "?measure=orders",
            "?measure=points",
            "?measure=growth",
            "?measure=new_customers",
            "?period=week",
            "?period=year",
            "?period=today",
            "?tier=3",
        ],
        _ => &[""],
    }
}

/// The same contest in two rounds, the second of which freezes.
fn of_rounds(kind: Value) -> Value {
    let mut rule = ranking();
    rule["start"] = (NOW.0 - 3 * HOUR).into();
    rule["kind"] = kind;
    rule["kind"]["cuts"] = [NOW.0 - HOUR].as_slice().into();
    rule
}

#[tokio::test]
async fn nothing_that_others_do_after_the_freeze_reaches_a_member() {
    hides(&ranking()).await;
}

#[tokio::test]
async fn nor_who_wins_a_round_of_a_knock_out() {
    hides(&of_rounds(
        json!({"is": "bracket", "size": 4, "drawn": true, "recent_days": 30}),
    ))
    .await;
}

#[tokio::test]
async fn nor_who_goes_up_in_a_league() {
    hides(&of_rounds(
        json!({"is": "leagues", "size": 10, "moves": 1, "recent_days": 30}),
    ))
    .await;
}

#[tokio::test]
async fn nor_who_wins_points_in_a_season() {
    let season = json!({"is": "season", "points": [5, 3, 1], "finalists": 2, "final_times": 2});
    hides(&of_rounds(season)).await;
}

async fn hides(rule: &Value) {
    on_both(async |house| {
        let cast = Cast::enter(&house).await;
        let contest = publish(&house, cast.founder(), rule).await;
        sales(
            &house,
            &cast,
            1,
            &[(3, 0, 50_000), (5, 0, 30_000), (2, 0, 20_000)],
        )
        .await;
        points(&house, &cast, &[(11, 3, 0, 50), (12, 5, 0, 30)]).await;
        let made = house
            .post(cast.founder(), &format!("{contest}/walls"), json!({}))
            .await
            .ok();
        let wall = made["path"]
            .as_str()
            .unwrap()
            .trim_start_matches("/wall/")
            .to_owned();
        house.app.clock.advance_ms(HOUR / 2);
        let before = everything(&house, cast.member(), &contest, &wall).await;
        let boards = ["board", "around", "chart", "ceremony?rehearsal=true"];
        let mut desk = Vec::new();
        for part in boards {
            let path = format!("{contest}/{part}");
            desk.push((path.clone(), house.get(cast.founder(), &path).await.ok()));
        }
        assert_eq!(before[&contest]["state"], "frozen");
        let me = api::Caller {
            team: cast.team,
            member: rules::MemberId(3),
            role: Role::Member,
        };
        let mut events = Box::pin(api::live::told(&house.app, me));
        // Everything that others can do to a board: sell, give back, take over, earn, lose.
        let mut seed: i64 = 7;
        let mut chance = |below: i64| {
            seed = (seed * 1_103_515_245 + 12_345) % (1 << 31);
            (seed >> 8) % below
        };
        let others = [2, 4, 5, 6];
        for round in 0..12 {
            let member = others[usize::try_from(chance(4)).unwrap()];
            sales(
                &house,
                &cast,
                100 + round,
                &[(member, 0, 1_000 * (1 + chance(90)))],
            )
            .await;
            match chance(3) {
                0 => entries(&house, &cast, &[(10 + round, 2, "refund", 5, 0, -1_000, 0)]).await,
                1 => points(&house, &cast, &[(20 + round, member, 0, 1 + chance(500))]).await,
                _ => {}
            }
            house.app.clock.advance_ms(1_000);
        }
        let after = everything(&house, cast.member(), &contest, &wall).await;
        for (address, was) in &before {
            let mut now = after[address].clone();
            // Clocks may go on.
            if let (Some(now), Some(was)) = (now.get_mut("now"), was.get("now")) {
                *now = was.clone();
            }
            assert_eq!(&now, was, "{address} says what happened after the freeze");
        }
        // Who runs it is told nothing either before it is over.
        for (path, was) in desk {
            assert_eq!(house.get(cast.founder(), &path).await.ok(), was, "{path}");
        }
        // Not even that something happened.
        house.app.tell(cast.team, &[Tag::Contest]);
        let heard: Value = serde_json::from_str(&events.next().await.unwrap()).unwrap();
        assert_eq!(heard["stale"], json!(["contest"]));
        // Once it is over and revealed, all of it counts.
        house.app.clock.advance_ms(HOUR);
        super::act(&house, cast.founder(), &contest, "reveal")
            .await
            .ok();
        let open = everything(&house, cast.member(), &contest, &wall).await;
        assert_ne!(
            open[&format!("{contest}/board")],
            before[&format!("{contest}/board")]
        );
        assert_ne!(open["/api/board"], before["/api/board"]);
    })
    .await;
}
