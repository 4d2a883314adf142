//! A run on the shop: a thousand members redeem the last hundred of a prize at once, through the whole
//! router. Exactly a hundred win, the ledger verifies, and nobody waits long for their answer.

use crate::table::{Line, said};
use crate::watch::begin;
use anyhow::{Result, ensure};
use rules::points::grant::Ask;
use rules::points::{EarningRules, Terms};
use rules::prize::{Kind, Offer};
use rules::{Fen, MemberId, Moment, TeamId, Window};
use serde_json::json;
use std::time::Duration;
use store::dialect::Cell::{Int, Text};
use store::points::verify::verify;
use store::prize::stock::Why;
use tests::House;
use tests::stage::NOW;
use tokio::runtime::Runtime;

const MEMBERS: i64 = 1_000;
const PIECES: i64 = 100;
const PRICE: i64 = 300;
/// Points of each member.
const POINTS: i64 = 1_000;

/// Measures both databases; PostgreSQL when one is named.
pub fn run(runtime: &Runtime) -> Result<Vec<Line>> {
    let sqlite = runtime.block_on(async { rush(House::sqlite().await).await })?;
    let mut lines = vec![line(
        "1,000 members redeem the last 100 at once, SQLite, p99",
        sqlite,
    )];
    if let Ok(address) = std::env::var("HONGBANG_BENCH_POSTGRES") {
        let house = runtime.block_on(House::postgres_at(&address));
        lines.push(line(
            "1,000 members redeem the last 100 at once, PostgreSQL, p99",
            runtime.block_on(rush(house))?,
        ));
    }
    Ok(lines)
}

fn line(what: &'static str, p99: Duration) -> Line {
    Line::faster(what, p99, "the aim", Duration::from_millis(200), 1.0)
}

async fn rush(house: House) -> Result<Duration> {
    let team = fill(&house).await?;
    let mut tokens = Vec::new();
    for member in 1..=MEMBERS {
        tokens.push(house.sign_in(team, MemberId(member)).await);
    }
    let wish = |member: i64| {
        json!({
            "request": format!("{member}"), "pieces": 1, "points": PRICE, "deliver": null, "note": null,
        })
    };
    // Nobody redeems what they have not looked at: who they are is known by then, the team is in memory.
    for token in &tokens {
        house.get(token, "/api/prizes").await.ok();
    }
    // One came by before the rush: its statements are prepared.
    let warm = house
        .post(&tokens[0], "/api/prizes/1/redemptions", wish(1))
        .await;
    ensure!(
        warm.status.is_success(),
        "the first one wins: {}",
        warm.json
    );
    let asks = tokens.iter().zip(1..).skip(1).map(|(token, member)| {
        let house = &house;
        async move {
            let begun = begin();
            let answer = house
                .post(token, "/api/prizes/1/redemptions", wish(member))
                .await;
            (begun.elapsed(), answer.status.is_success())
        }
    });
    let answers = futures::future::join_all(asks).await;
    let won = answers.iter().filter(|(_, won)| *won).count();
    ensure!(won as i64 == PIECES - 1, "{won} won of {}", PIECES - 1);
    holds(&house, team).await?;
    let mut times: Vec<Duration> = answers.into_iter().map(|(took, _)| took).collect();
    times.sort_unstable();
    let p99 = times[times.len() * 99 / 100];
    println!(
        "  middle {}, p99 {}",
        said(times[times.len() / 2]),
        said(p99)
    );
    house.app.stop().await;
    Ok(p99)
}

async fn holds(house: &House, team: TeamId) -> Result<()> {
    let (roster, settings) = (
        house
            .app
            .roster(team)
            .await
            .map_err(|e| anyhow::anyhow!("{e:?}"))?,
        rules::team::Settings::default(),
    );
    let mut conn = house.app.db.read().await?;
    let found = verify(&mut conn, team, &[], (&roster, &settings), &|_, _, _| {}).await?;
    ensure!(found.faults.is_empty(), "{:?}", found.faults);
    Ok(())
}

async fn fill(house: &House) -> Result<TeamId> {
    let settings = rules::team::Settings::default();
    let mut tx = house.app.db.write().await?;
    let team = store::setting::begin_team(&mut tx, "抢兑队", &settings, false, NOW).await?;
    tx.commit().await?;
    let columns = ["team_id", "id", "name", "joined_at", "recorded_at"];
    let rows = (1..=MEMBERS).map(|id| [Int(team.0), Int(id), Text("成员"), Int(0), Int(0)]);
    house.rows("member", columns, rows).await;
    let columns = ["team_id", "id", "member_id", "role", "recorded_at"];
    let rows = (1..=MEMBERS).map(|id| {
        let role = if id == 1 { "founder" } else { "member" };
        [Int(team.0), Int(id), Int(id), Text(role), Int(0)]
    });
    house.rows("member_role", columns, rows).await;
    let mut tx = house.app.db.write_team(team).await?;
    let rules = EarningRules::one_a_yuan();
    store::points::rule::publish(&mut tx, team, &rules, Moment::MIN, "开始", None, NOW).await?;
    let asks: Vec<Ask> = (1..=MEMBERS)
        .map(|member| Ask {
            request: format!("g{member}"),
            member: MemberId(member),
            points: POINTS,
            reason: "开业".to_owned(),
            by: MemberId(if member == 1 { 2 } else { 1 }),
            budget: None,
            month: Window::ALL,
            terms: Terms::default(),
        })
        .collect();
    let asks: Vec<&Ask> = asks.iter().collect();
    for granted in store::points::grant::grant(&mut tx, team, &asks, NOW).await? {
        granted.map_err(|no| anyhow::anyhow!("{no}"))?;
    }
    let offer = Offer {
        kind: Kind::Goods,
        name: "保温杯".to_owned(),
        words: String::new(),
        points: PRICE,
        cost_fen: Some(Fen(3_900)),
        stocked: true,
        low: 0,
        limit: None,
        tiers: Vec::new(),
        branch: None,
        from: None,
        until: None,
        approval: false,
        ships: false,
        offered: true,
    };
    let by = MemberId(1);
    let prize = store::prize::offer::add(&mut tx, team, &offer, by, NOW).await?;
    let stock = (prize, PIECES);
    store::prize::stock::shift(&mut tx, team, stock, Why::Said("进货"), by, NOW)
        .await?
        .map_err(|no| anyhow::anyhow!("{no}"))?;
    tx.commit().await?;
    Ok(team)
}
