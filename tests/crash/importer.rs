//! The program that the crash test kills: imports file after file, and says each one it confirmed.

use api::app::Door;
use api::{App, Clock, Config};
use rules::sale::{Reading, State};
use rules::{Fen, MemberId, TeamId};
use std::io::Write as _;
use std::path::PathBuf;
use store::points::follow_import;
use store::sale::{Import, Origin, Told};
use tests::stage::NOW;

/// Lines of every import.
const LINES: usize = 150;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let file = std::env::args().nth(1).unwrap_or_default();
    let data_dir = PathBuf::from(&file).with_extension("folder");
    let (clock, door) = (Clock::set_to(NOW), Door::InProcess);
    let app = App::open(Config {
        db: file,
        data_dir,
        clock,
        door,
        demo: false,
    })
    .await?;
    let team = TeamId(1);
    let unread = |_| anyhow::anyhow!("the team could not be read");
    let (roster, settings) = (
        app.roster(team).await.map_err(unread)?,
        app.settings(team).await.map_err(unread)?,
    );
    say("open", 0)?;
    loop {
        let mut tx = app.db.write_team(team).await?;
        let number = store::counter::take(&mut tx, team, "crash", 1).await?;
        let orders: Vec<String> = (0..LINES).map(|i| format!("{number}-{i}")).collect();
        let mut lines: Vec<Told<'_>> = orders
            .iter()
            .enumerate()
            .map(|(i, order)| told(order, i))
            .collect();
        let shop = "crash";
        let import = Import {
            origin: Origin::File,
            shop,
            file_name: None,
            file_hash: None,
            exported_at: NOW.plus_ms(number),
            amount_column: None,
            rows_refused: 0,
            together: None,
            by: Some(MemberId(1)),
        };
        let done = store::sale::import(&mut tx, team, &import, &mut lines, NOW, |_| true)
            .await?
            .unwrap_or_default();
        follow_import(&mut tx, team, &done, &roster, &settings, NOW).await?;
        tx.commit().await?;
        say("confirmed", done.id.map_or(0, |id| id.0))?;
    }
}

fn told(order_no: &str, i: usize) -> Told<'_> {
    let at = Some(NOW.plus_days(-(i as i64 % 28)));
    Told {
        order_no,
        line_no: "1".into(),
        is_named: false,
        is_whole: false,
        reading: Reading {
            item: "燕窝",
            category: None,
            state: State::Finished,
            amount: Fen(1_000 + i as i64),
            // Every tenth is given back, so that corrections are under way too.
            refunded: Fen(if i.is_multiple_of(10) { 500 } else { 0 }),
            pieces: 1,
            seller: None,
            buyer: None,
            placed: at,
            paid: at,
            finished: at,
        },
        member: MemberId(1 + i as i64 % 6),
    }
}

fn say(what: &str, number: i64) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{what} {number}")?;
    out.flush()
}
