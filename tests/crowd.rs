//! A demo team grown to 100,000, for what the page is measured with: `crowd <books.sqlite>`.

use api::app::Door;
use api::{App, Clock, Config};
use axum::body::Body;
use http::{Request, header};
use rules::Moment;
use std::path::PathBuf;
use store::dialect::Cell::{Int, Text};
use store::dialect::bulk_insert;
use tower::ServiceExt as _;

/// The same as `today` in `tests/page/server.ts`.
const TODAY: Moment = Moment(1_795_005_600_000);
const MEMBERS: i64 = 100_000;
/// The demo team's own numbers are smaller.
const FIRST: i64 = 1_000;

/// Who brought them in: every tenth of a level its own ten, and ten below the founder.
const fn sponsor(nth: i64) -> i64 {
    if nth < 10 { 1 } else { FIRST + nth / 10 - 1 }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let Some(file) = std::env::args().nth(1) else {
        anyhow::bail!("What to do: `crowd <books.sqlite>`.");
    };
    let app = App::open(Config {
        data_dir: PathBuf::from(&file).with_extension("folder"),
        db: file,
        clock: Clock::set_to(TODAY),
        door: Door::InProcess,
        demo: true,
    })
    .await?;
    let demo = Request::post("/api/start/demo")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from("{}"))?;
    let opened = app.router().oneshot(demo).await?;
    anyhow::ensure!(opened.status().is_success(), "{}", opened.status());

    let mut tx = app.db.write().await?;
    let names: Vec<String> = (0..MEMBERS).map(|nth| format!("队员{nth}")).collect();
    let columns = ["team_id", "id", "name", "joined_at", "recorded_at"];
    let members = names
        .iter()
        .zip(FIRST..)
        .map(|(name, id)| [Int(1), Int(id), Text(name), Int(0), Int(0)]);
    bulk_insert(&mut tx, "member", columns, members).await?;
    let columns = [
        "team_id",
        "id",
        "member_id",
        "sponsor_id",
        "from_at",
        "recorded_at",
    ];
    let placed = (0..MEMBERS).map(|nth| {
        let id = FIRST + nth;
        [
            Int(1),
            Int(1_000_000 + nth),
            Int(id),
            Int(sponsor(nth)),
            Int(0),
            Int(0),
        ]
    });
    bulk_insert(&mut tx, "placement", columns, placed).await?;
    tx.commit().await?;
    app.stop().await;
    Ok(())
}
