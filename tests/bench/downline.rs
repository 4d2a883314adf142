//! Row 4: what everybody's branch sold, of 100,000 members and 1,000,000 orders, beside a recursive
//! query in SQLite; and how long the move of a branch takes.

use crate::table::{Line, said};
use crate::watch::{median, time};
use anyhow::{Result, ensure};
use api::routes::Tag;
use rules::{MemberId, TeamId};
use serde_json::json;
use std::time::Duration;
use store::dialect::Cell::{Int, MaybeInt, Text};
use store::on;
use tests::House;
use tests::order::{Order, orders};
use tests::stage::NOW;
use tokio::runtime::Runtime;

const MEMBERS: i64 = 100_000;
const ORDERS: i64 = 1_000_000;
const ROUNDS: i64 = 3;
const MOVES: i64 = 20;

/// Who brought a member in: a tree some seventeen deep and uneven.
fn sponsor(member: i64) -> Option<i64> {
    (member > 1)
        .then(|| (member * 2 / 3).max(1) - (member * 31 % 7).min((member * 2 / 3 - 1).max(0)))
}

/// Measures the totals.
pub fn run(runtime: &Runtime) -> Result<Vec<Line>> {
    let house = runtime.block_on(House::sqlite());
    let team = runtime.block_on(fill(&house))?;
    let founder = runtime.block_on(house.sign_in(team, MemberId(1)));
    // Every order of the books: the first was sold some 17 minutes before the last.
    let path = "/api/chart?first=2026-11-01&last=2026-11-22";
    let chart = || runtime.block_on(house.get(&founder, path)).ok();
    let (cold, _) = time(chart);
    println!("  counted from the books: {}", said(cold));
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let order = Order {
            id: ORDERS + 1 + round,
            member: MEMBERS - round,
            at: NOW,
            fen: 100,
            buyer: None,
        };
        runtime.block_on(orders(&house, team, std::iter::once(order)));
        house.app.tell(team, &[Tag::Sale]);
        let (took, shown) = time(chart);
        ours.push(took);
        let (took, sums) = time(|| runtime.block_on(recursive(&house, team)));
        theirs.push(took);
        ensure!(
            shown["people"][0]["fen"] == sums?,
            "the recursive query comes to another total"
        );
    }
    let mut moves = Vec::new();
    for round in 0..MOVES {
        let wish = json!({
            "member_id": 50 + round, "sponsor_id": 3 + round % 5, "from": "2026-11-22",
            "reason": "测",
        });
        let (took, moved) = time(|| runtime.block_on(house.post(&founder, "/api/moves", wish)));
        moved.ok();
        moves.push(took);
    }
    runtime.block_on(house.app.stop());
    Ok(vec![
        Line::faster(
            "branch totals of all of 100,000 members, 1,000,000 orders, after one more order",
            median(&mut ours),
            "recursive query in SQLite",
            median(&mut theirs),
            20.0,
        ),
        Line::faster(
            "move of a branch among 100,000 members, whole router",
            median(&mut moves),
            "the aim",
            Duration::from_millis(10),
            1.0,
        ),
    ])
}

/// Everybody's total by a recursive query that pushes every member's sum up the tree; the root's.
async fn recursive(house: &House, team: TeamId) -> Result<i64> {
    let mut conn = house.app.db.read().await?;
    let rows: Vec<(i64, i64)> = on!(conn, c => sqlx::query_as(
        "with recursive sold (member_id, fen) as (
           select member_id, cast(sum(fen) as bigint) from sale where team_id = $1 group by member_id
         ), up (member_id, fen) as (
           select member_id, fen from sold
           union all
           select p.sponsor_id, up.fen from up join placement p on p.team_id = $1 and p.member_id = up.member_id
           where p.sponsor_id is not null
         )
         select member_id, cast(sum(fen) as bigint) from up group by member_id",
    ).bind(team.0).fetch_all(c).await?);
    Ok(rows
        .iter()
        .find(|(member, _)| *member == 1)
        .map_or(0, |(_, fen)| *fen))
}

async fn fill(house: &House) -> Result<TeamId> {
    let mut tx = house.app.db.write().await?;
    let settings = rules::team::Settings::default();
    let team = store::setting::begin_team(&mut tx, "十万队", &settings, false, NOW).await?;
    tx.commit().await?;
    let t = || Int(team.0);
    let columns = ["team_id", "id", "name", "joined_at", "recorded_at"];
    let members = (1..=MEMBERS).map(|id| [t(), Int(id), Text("成员"), Int(0), Int(0)]);
    house.rows("member", columns, members).await;
    let columns = [
        "team_id",
        "id",
        "member_id",
        "sponsor_id",
        "from_at",
        "recorded_at",
    ];
    let placed =
        (1..=MEMBERS).map(|id| [t(), Int(id), Int(id), MaybeInt(sponsor(id)), Int(0), Int(0)]);
    house.rows("placement", columns, placed).await;
    let columns = ["team_id", "id", "member_id", "role", "recorded_at"];
    let founder = [[t(), Int(1), Int(1), Text("founder"), Int(0)]];
    house.rows("member_role", columns, founder).await;
    let next = ["member", "placement", "member_role"];
    let counters = next.map(|noun| [t(), Text(noun), Int(MEMBERS + 1)]);
    house
        .rows("counter", ["team_id", "noun", "next"], counters)
        .await;
    let sold = (1..=ORDERS).map(|id| Order {
        id,
        member: id * 7_919 % MEMBERS + 1,
        at: NOW.plus_ms(-id),
        fen: id % 997 * 100,
        buyer: None,
    });
    orders(house, team, sold).await;
    Ok(team)
}
