//! Row 2: the first hundred, and a member among their neighbours, of a million, through the whole
//! router with the sign-in check and JSON, beside Redis over a unix socket.

use crate::redis::Redis;
use crate::table::{Line, said};
use crate::watch::{median, time};
use anyhow::{Context as _, Result, ensure};
use axum::Router;
use axum::body::Body;
use http::{Request, header};
use http_body_util::BodyExt as _;
use rules::{MemberId, TeamId};
use std::time::Duration;
use store::dialect::Cell::{Int, Text};
use tests::House;
use tests::order::{Order, orders};
use tests::stage::NOW;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

const MEMBERS: i64 = 1_000_000;
const ROUNDS: usize = 5;
const ASKS: usize = 1_000;
/// Members who ask, spread over the whole board.
const ASKERS: i64 = 200;

/// A score of a member and a month, spread and with ties.
fn score(member: i64, month: i64) -> i64 {
    (member * 7_919 + month * 104_729) % 999_983 + 1
}

/// Measures both questions.
pub fn run(runtime: &Runtime) -> Result<Vec<Line>> {
    let folder = std::env::temp_dir().join(format!("hongbang-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let lines = measured(runtime, &folder);
    std::fs::remove_dir_all(&folder)?;
    lines
}

fn measured(runtime: &Runtime, folder: &std::path::Path) -> Result<Vec<Line>> {
    let mut redis = Redis::start(folder)?;
    redis.add(
        "board",
        (1..=MEMBERS).map(|member| (member, score(member, 0))),
    )?;
    let house = runtime.block_on(House::sqlite());
    let team = runtime.block_on(fill(&house))?;
    let askers: Vec<i64> = (1..=ASKERS).map(|n| n * (MEMBERS / ASKERS)).collect();
    let mut tokens = Vec::new();
    for member in &askers {
        tokens.push(runtime.block_on(house.sign_in(team, MemberId(*member))));
    }
    let router = house.app.router();
    let ask = |path: &str, token: &str| runtime.block_on(answer(&router, path, token));
    let top = "/api/board?measure=net_sales&period=month&count=100";
    let around = "/api/board/around?measure=net_sales&period=month";
    let (built, first) = time(|| ask(top, &tokens[0]));
    ensure!(first?.len() > 5_000, "the first hundred are not there");
    println!(
        "  both boards of {MEMBERS} members built and 100 rows answered in {}",
        said(built)
    );

    let (mut tops, mut redis_tops) = (Vec::new(), Vec::new());
    let (mut arounds, mut redis_arounds) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        for n in 0..ASKS {
            let token = &tokens[(n + round) % tokens.len()];
            tops.push(timed(|| ask(top, token))?);
        }
        for _ in 0..ASKS {
            redis_tops.push(timed(|| {
                redis.ask(&["ZREVRANGE", "board", "0", "99", "WITHSCORES"])
            })?);
        }
        for n in 0..ASKS {
            let token = &tokens[(n * 7 + round) % tokens.len()];
            arounds.push(timed(|| ask(around, token))?);
        }
        for n in 0..ASKS {
            let member = askers[(n * 7 + round) % askers.len()].to_string();
            redis_arounds.push(timed(|| {
                let rank = redis.ask(&["ZREVRANK", "board", &member])?;
                let (from, to) = ((rank - 5).max(0).to_string(), (rank + 5).to_string());
                redis.ask(&["ZREVRANGE", "board", &from, &to, "WITHSCORES"])
            })?);
        }
    }
    let mut anew = Vec::new();
    for n in 0..ASKS {
        house.app.tell(team, &[api::routes::Tag::Setting]);
        anew.push(timed(|| ask(top, &tokens[n % tokens.len()]))?);
    }
    println!(
        "  the first hundred written anew after every change: {}",
        said(median(&mut anew))
    );
    runtime.block_on(house.app.stop());
    Ok(vec![
        Line::faster(
            "first 100 of 1,000,000, whole router",
            median(&mut tops),
            "Redis ZREVRANGE",
            median(&mut redis_tops),
            1.0,
        ),
        Line::faster(
            "me and five around of 1,000,000, whole router",
            median(&mut arounds),
            "Redis ZREVRANK and ZREVRANGE",
            median(&mut redis_arounds),
            1.0,
        ),
    ])
}

fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<Duration> {
    let (took, made) = time(work);
    made.map(|_| took)
}

async fn answer(router: &Router, path: &str, token: &str) -> Result<bytes::Bytes> {
    let request = Request::builder()
        .uri(path)
        .header(header::COOKIE, format!("hongbang={token}"))
        .body(Body::empty())?;
    let response = router.clone().oneshot(request).await?;
    ensure!(
        response.status().is_success(),
        "{path}: {}",
        response.status()
    );
    let body = response.into_body().collect().await;
    Ok(body.context("a whole body")?.to_bytes())
}

/// A team of a million, each with one order this month and one the month before.
async fn fill(house: &House) -> Result<TeamId> {
    let mut tx = house.app.db.write().await?;
    let settings = rules::team::Settings::default();
    let team = store::setting::begin_team(&mut tx, "百万队", &settings, false, NOW).await?;
    tx.commit().await?;
    let t = || Int(team.0);
    let names: Vec<String> = (1..=MEMBERS).map(|id| format!("成员{id}")).collect();
    let columns = [
        "team_id",
        "id",
        "name",
        "consents_to_board",
        "joined_at",
        "recorded_at",
    ];
    let members = (1..).zip(&names);
    let members = members.map(|(id, name)| [t(), Int(id), Text(name), Int(1), Int(0), Int(0)]);
    house.rows("member", columns, members).await;
    let sold = (1..=2 * MEMBERS).map(|id| {
        let (member, month) = ((id - 1) % MEMBERS + 1, (id - 1) / MEMBERS);
        Order {
            id,
            member,
            at: NOW.plus_days(-1 - 31 * month),
            fen: score(member, month),
            buyer: None,
        }
    });
    orders(house, team, sold).await;
    Ok(team)
}
