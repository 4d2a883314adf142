//! Contests: counting 100,000 entrants and 1,000,000 orders anew, replaying twelve months of them,
//! and the way of a new order to the board of a hundred who watch, with fifty contests running.

use crate::table::{Line, said};
use crate::watch::{begin, median};
use anyhow::{Context as _, Result, ensure};
use axum::body::Body;
use futures::StreamExt as _;
use http::{Method, Request, header};
use rules::{MemberId, TeamId};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use store::dialect::Cell::{Int, Text};
use store::on;
use tests::House;
use tests::order::{Order, orders};
use tests::stage::NOW;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

const MEMBERS: i64 = 100_000;
const ORDERS: i64 = 1_000_000;
const ROUNDS: usize = 5;
/// A month of these books.
const MONTH: i64 = 30 * 86_400_000;
const WATCHERS: usize = 100;
const RUNNING: usize = 50;
const SOLD: usize = 30;

fn rule(start: i64, end: i64) -> Value {
    json!({
        "name": "测", "look": "festive", "kind": {"is": "ranking"},
        "start": start, "end": end, "appeal_hours": 24,
        "who": {"is": "everyone"}, "late_joiners": true, "leavers": true,
        "counted": [{"measure": "net_sales", "weight": 100}, {"measure": "orders", "weight": 500}],
        "ties": ["earlier", "orders"], "shared": "split",
        "prizes": [{"to": {"is": "places", "first": 1, "last": 100}, "points": 10}],
    })
}

/// Measures all three.
pub fn run(runtime: &Runtime) -> Result<Vec<Line>> {
    let mut lines = runtime.block_on(counted())?;
    lines.push(runtime.block_on(watched())?);
    Ok(lines)
}

async fn counted() -> Result<Vec<Line>> {
    let house = House::sqlite().await;
    let team = fill(&house, MEMBERS).await?;
    // A thousand orders a member and a half in the contest's month, the rest in the twelve before.
    let sold = (1..=ORDERS).map(|id| Order {
        id,
        member: id * 7_919 % MEMBERS + 1,
        at: NOW.plus_ms(-(id * 13 * MONTH / ORDERS)),
        fen: id % 997 * 100 + 100,
        buyer: None,
    });
    orders(&house, team, sold).await;
    let founder = house.sign_in(team, MemberId(1)).await;
    let (start, end) = (NOW.0 - 13 * MONTH, NOW.0 + 86_400_000);
    let contest = publish(&house, &founder, &rule(start, end)).await;
    let board = format!("{contest}/board?count=100");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    house.get(&founder, &board).await.ok();
    for _ in 0..ROUNDS {
        house.app.fields.note(team);
        let begun = begin();
        let shown = house.get(&founder, &board).await.ok();
        ours.push(begun.elapsed());
        let begun = begin();
        let first = obvious(&house, team, start, end).await?;
        theirs.push(begun.elapsed());
        ensure!(
            shown["rows"][0]["score"] == first,
            "the statement comes to another first"
        );
    }
    let (mut replayed, mut asked) = (Vec::new(), Vec::new());
    let month = rule(NOW.0 - MONTH, NOW.0);
    for _ in 0..2 {
        let begun = begin();
        let job = house
            .post(
                &founder,
                "/api/contests/replays",
                json!({"rule": month, "months": 12}),
            )
            .await
            .ok();
        let path = format!("/api/contests/replays/{}", job["id"]);
        loop {
            let told = house.get(&founder, &path).await.ok();
            ensure!(told["failed"] == false, "the back-test failed");
            if told["finished"] == true {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        replayed.push(begun.elapsed());
        let begun = begin();
        for back in 1..=12 {
            obvious(
                &house,
                team,
                NOW.0 - (back + 1) * MONTH,
                NOW.0 - back * MONTH,
            )
            .await?;
        }
        asked.push(begun.elapsed());
    }
    house.app.stop().await;
    let (ours, replayed) = (median(&mut ours), median(&mut replayed));
    Ok(vec![
        Line::faster(
            "contest of 100,000 entrants and 1,000,000 orders counted anew, whole router",
            ours,
            "window function in SQLite",
            median(&mut theirs),
            1.0,
        ),
        Line::faster(
            "the same contest",
            ours,
            "the aim",
            Duration::from_millis(1_500),
            1.0,
        ),
        Line::faster(
            "back-test of 12 months, 100,000 entrants, 1,000,000 orders",
            replayed,
            "window function in SQLite, 12 times",
            median(&mut asked),
            0.5,
        ),
        Line::faster(
            "the same back-test",
            replayed,
            "the aim",
            Duration::from_secs(15),
            1.0,
        ),
    ])
}

/// Everyone's score and place by the obvious statement; the first one's score.
async fn obvious(house: &House, team: TeamId, start: i64, end: i64) -> Result<i64> {
    let mut conn = house.app.db.read().await?;
    let rows: Vec<(i64, i64, i64, i64)> = on!(conn, c => sqlx::query_as(
        "select member_id, score, last, rank() over (order by score desc, last, orders desc) from (
           select member_id, cast(sum(fen) + 500 * sum(orders) as bigint) as score,
                  max(at) as last, cast(sum(orders) as bigint) as orders
           from journal where team_id = $1 and at >= $2 and at < $3 and member_id > 0 group by member_id
         ) scores order by 4, 1",
    ).bind(team.0).bind(start).bind(end).fetch_all(c).await?);
    Ok(rows.first().context("somebody sold something")?.1)
}

/// From before an order is entered until each watcher's board shows it: the p99 of all.
async fn watched() -> Result<Line> {
    let house = House::sqlite().await;
    let team = fill(&house, 2_000).await?;
    let sold = (1..=20_000).map(|id| Order {
        id,
        member: id * 7_919 % 2_000 + 1,
        at: NOW.plus_ms(-id * 1_000),
        fen: id % 997 * 100 + 100,
        buyer: None,
    });
    orders(&house, team, sold).await;
    let counters =
        ["sale", "import", "sale_entry"].map(|noun| [Int(team.0), Text(noun), Int(20_001)]);
    house
        .rows("counter", ["team_id", "noun", "next"], counters)
        .await;
    let founder = house.sign_in(team, MemberId(1)).await;
    let mut contests = Vec::new();
    for nth in 0..RUNNING {
        let start = NOW.0 - MONTH - nth as i64 * 1_000;
        contests.push(publish(&house, &founder, &rule(start, NOW.0 + MONTH)).await);
    }
    let mut late = Vec::new();
    let (told, _) = tokio::sync::broadcast::channel::<(Instant, i64)>(64);
    let (done, mut arrived) = tokio::sync::mpsc::channel(WATCHERS);
    for nth in 0..WATCHERS {
        let (router, contest) = (house.app.router(), contests[nth % RUNNING].clone());
        let token = house.sign_in(team, MemberId(nth as i64 + 2)).await;
        let (done, mut told) = (done.clone(), told.subscribe());
        let live = ask(&router, &token, "/api/live").await?;
        tokio::spawn(async move {
            let mut events = live.into_body().into_data_stream();
            let path = format!("{contest}/board?count=20");
            while let Ok((begun, score)) = told.recv().await {
                while events.next().await.is_some() {
                    let board = match ask(&router, &token, &path).await {
                        Ok(board) => axum::body::to_bytes(board.into_body(), usize::MAX).await,
                        Err(_) => return,
                    };
                    let shown: Value =
                        serde_json::from_slice(&board.unwrap_or_default()).unwrap_or_default();
                    if shown["rows"][0]["score"] == score {
                        break;
                    }
                }
                if done.send(begun.elapsed()).await.is_err() {
                    return;
                }
            }
        });
    }
    // The first look counts all fifty.
    for contest in &contests {
        house
            .get(&founder, &format!("{contest}/board?count=20"))
            .await
            .ok();
    }
    let mut score = 0;
    for nth in 0..SOLD {
        let wish = json!({
            "member": 7, "item": "面霜", "amount_fen": 10_000_000, "quantity": 1, "sold_at": NOW.0,
        });
        score = match nth {
            0 => first_of(&house, team).await? + 10_000_500,
            _ => score + 10_000_500,
        };
        told.send((begin(), score))?;
        house.post(&founder, "/api/sales", wish).await.ok();
        for _ in 0..WATCHERS {
            let took = tokio::time::timeout(Duration::from_secs(20), arrived.recv()).await;
            late.push(
                took.context("a watcher never saw the order")?
                    .context("a watcher is gone")?,
            );
        }
    }
    house.app.stop().await;
    late.sort_unstable();
    let (half, p99) = (late[late.len() / 2], late[late.len() * 99 / 100]);
    println!(
        "  an order to {WATCHERS} boards: median {}, p99 {}",
        said(half),
        said(p99)
    );
    Ok(Line::faster(
        "new order to the board of 100 live clients, 50 contests running, p99",
        p99,
        "the aim",
        Duration::from_millis(150),
        1.0,
    ))
}

/// The score that member 7 has before the first order.
async fn first_of(house: &House, team: TeamId) -> Result<i64> {
    let mut conn = house.app.db.read().await?;
    Ok(on!(conn, c => sqlx::query_scalar(
        "select cast(sum(fen) + 500 * sum(orders) as bigint) from sale where team_id = $1 and member_id = 7",
    ).bind(team.0).fetch_one(c).await?))
}

async fn ask(router: &axum::Router, token: &str, path: &str) -> Result<http::Response<Body>> {
    let request = Request::builder()
        .method(Method::GET)
        .uri(path)
        .header(header::COOKIE, format!("hongbang={token}"))
        .body(Body::empty())?;
    Ok(router.clone().oneshot(request).await?)
}

async fn publish(house: &House, founder: &str, rule: &Value) -> String {
    let begun = house
        .post(founder, "/api/contests", json!({"rule": rule}))
        .await
        .ok();
    let path = format!("/api/contests/{}", begun["id"]);
    house
        .post(founder, &format!("{path}/acts"), json!({"act": "publish"}))
        .await
        .ok();
    path
}

async fn fill(house: &House, members: i64) -> Result<TeamId> {
    let mut tx = house.app.db.write().await?;
    let settings = rules::team::Settings::default();
    let team = store::setting::begin_team(&mut tx, "大队", &settings, false, NOW).await?;
    tx.commit().await?;
    let t = || Int(team.0);
    let columns = [
        "team_id",
        "id",
        "name",
        "consents_to_board",
        "joined_at",
        "recorded_at",
    ];
    let rows = (1..=members).map(|id| [t(), Int(id), Text("成员"), Int(1), Int(0), Int(0)]);
    house.rows("member", columns, rows).await;
    let columns = ["team_id", "id", "member_id", "role", "recorded_at"];
    house
        .rows(
            "member_role",
            columns,
            [[t(), Int(1), Int(1), Text("founder"), Int(0)]],
        )
        .await;
    Ok(team)
}
