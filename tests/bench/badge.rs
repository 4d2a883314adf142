//! Row: what badges and records take after an import for 100,000 members, beside that import. The import itself
//! counts none of them: a hall counts its own when somebody opens it, records are counted at the first look.

use crate::import::{form, import, one_a_yuan, sellers, write_file};
use crate::table::{Line, said};
use crate::watch::{begin, median};
use anyhow::{Context as _, Result, ensure};
use rules::MemberId;
use store::dialect::Cell::{Int, Text};
use tests::House;
use tests::stage::NOW;
use tokio::runtime::Runtime;

const MEMBERS: i64 = 100_000;
/// Every so many-th member's hall is opened.
const APART: usize = 1_000;

/// Measures on SQLite.
pub fn run(runtime: &Runtime) -> Result<Vec<Line>> {
    let folder = std::env::temp_dir().join(format!("hongbang-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let lines = runtime.block_on(measured(&folder));
    std::fs::remove_dir_all(&folder)?;
    lines
}

async fn measured(folder: &std::path::Path) -> Result<Vec<Line>> {
    let (file, _) = write_file(folder, MEMBERS)?;
    let form = form(&std::fs::read(&file)?);
    let house = House::sqlite().await;
    let settings = rules::team::Settings::default();
    let mut tx = house.app.db.write().await?;
    let team = store::setting::begin_team(&mut tx, "十万人", &settings, false, NOW).await?;
    tx.commit().await?;
    let columns = ["team_id", "id", "name", "joined_at", "recorded_at"];
    let rows = (1..=MEMBERS).map(|id| [Int(team.0), Int(id), Text("成员"), Int(0), Int(0)]);
    house.rows("member", columns, rows).await;
    let columns = ["team_id", "id", "member_id", "role", "recorded_at"];
    let founder = [[Int(team.0), Int(1), Int(1), Text("founder"), Int(0)]];
    house.rows("member_role", columns, founder).await;
    sellers(&house, team, MEMBERS, |seller| seller).await;
    one_a_yuan(&house, team).await?;
    let token = house.sign_in(team, MemberId(1)).await;
    let begun = begin();
    import(&house, &token, form).await?;
    let imported = begun.elapsed();
    let mut halls = Vec::new();
    for member in (1..=MEMBERS).step_by(APART) {
        let begun = begin();
        let hall = house
            .get(&token, &format!("/api/honours/{member}"))
            .await
            .ok();
        halls.push(begun.elapsed());
        let badges = hall["badges"].as_array().context("a hall has badges")?;
        ensure!(!badges.is_empty(), "{member} sold and has no badge");
    }
    let begun = begin();
    let records = house.get(&token, "/api/records").await.ok();
    let counted = begun.elapsed();
    ensure!(
        records["records"]
            .as_array()
            .is_some_and(|all| all.len() >= 5),
        "{records}"
    );
    println!("  imported in {}", said(imported));
    house.app.stop().await;
    let fifth = imported / 5;
    let peer = "a fifth of an import of 1,000,000 rows for 100,000 members";
    Ok(vec![
        Line::faster(
            "one member's badges after it, p50",
            median(&mut halls),
            peer,
            fifth,
            1.0,
        ),
        Line::faster(
            "the team's records after it, first look",
            counted,
            peer,
            fifth,
            // Every fact is read, once until the next one comes: twice a fifth is borne.
            0.5,
        ),
    ])
}
