//! Row 4: what everybody's branch sold, of 100,000 members and 1,000,000 orders, beside a recursive
//! query in SQLite; and how long the move of a branch takes.

use crate::table::Line;
use crate::watch::{median, time};
use anyhow::{Result, ensure};
use rules::{TeamId, Window};
use store::dialect::Cell::{Int, MaybeInt, Text};
use store::on;
use tests::House;
use tests::order::{Order, orders};
use tests::stage::NOW;
use tokio::runtime::Runtime;

const MEMBERS: i64 = 100_000;
const ORDERS: i64 = 1_000_000;
const ROUNDS: usize = 3;

/// Who brought a member in: a tree some seventeen deep and uneven.
fn sponsor(member: i64) -> Option<i64> {
    (member > 1)
        .then(|| (member * 2 / 3).max(1) - (member * 31 % 7).min((member * 2 / 3 - 1).max(0)))
}

/// Measures the totals.
pub fn run(runtime: &Runtime) -> Result<Vec<Line>> {
    let house = runtime.block_on(House::sqlite());
    let team = runtime.block_on(fill(&house))?;
    let roster = runtime
        .block_on(house.app.roster(team))
        .map_err(|e| anyhow::anyhow!("{e:?}"))?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (took, sums) = time(|| {
            runtime.block_on(async {
                let mut conn = house.app.db.read().await?;
                store::team::totals(&mut conn, team, &roster.tree, Window::ALL)
                    .await
                    .map(|sums| sums.branch(rules::MemberId(1)))
            })
        });
        ours.push(took);
        let whole = sums?;
        let (took, sums) = time(|| runtime.block_on(recursive(&house, team)));
        theirs.push(took);
        ensure!(sums? == whole, "the recursive query comes to another total");
    }
    runtime.block_on(house.app.stop());
    Ok(vec![Line::faster(
        "branch totals of all of 100,000 members, 1,000,000 orders",
        median(&mut ours),
        "recursive query in SQLite",
        median(&mut theirs),
        20.0,
    )])
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
