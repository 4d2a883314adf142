//! Killed at any moment, the file opens again with every confirmed import whole, and verifies clean.

#![allow(clippy::unwrap_used, reason = "a story that cannot go on fails")]

mod upload;

use api::app::Door;
use api::{App, Clock, Config};
use rules::Moment;
use rules::points::EarningRules;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use store::on;
use tests::cast::Cast;
use tests::stage::{House, NOW};

/// How often the importer is killed.
const KILLS: u32 = 60;

struct Importer {
    child: Child,
    said: Receiver<i64>,
}

impl Importer {
    fn start(file: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_importer"))
            .arg(file)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (tell, said) = channel();
        std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                let (_, import) = line.split_once(' ').unwrap();
                if tell.send(import.parse().unwrap()).is_err() {
                    return;
                }
            }
        });
        let importer = Self { child, said };
        importer.hear();
        importer
    }

    /// The import it says next; 0 when it has opened the file.
    fn hear(&self) -> i64 {
        let patience = Duration::from_secs(60);
        self.said
            .recv_timeout(patience)
            .expect("the importer goes on")
    }

    /// Kills it (SIGKILL) and returns what it had confirmed.
    fn kill(mut self) -> Vec<i64> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.said.iter().collect()
    }
}

#[tokio::test]
async fn killed_again_and_again_it_keeps_every_confirmed_import_whole() {
    let house = House::sqlite().await;
    let team = Cast::enter(&house).await.team;
    let mut tx = house.app.db.write_team(team).await.unwrap();
    let rules = EarningRules::one_a_yuan();
    store::points::rule::publish(&mut tx, team, &rules, Moment::MIN, "开始", None, NOW)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    house.app.stop().await;
    let file = house.address();
    let mut confirmed = Vec::new();
    for round in 0..KILLS {
        let importer = Importer::start(&file);
        // In its first, second or third import, from its first statements to its last.
        confirmed.extend((0..round % 3).map(|_| importer.hear()));
        std::thread::sleep(Duration::from_micros(u64::from(round * 7919 % 100) * 900));
        confirmed.extend(importer.kill());
        if round % 10 == 9 {
            check(&open(&file).await, &confirmed).await;
        }
    }
    assert!(
        confirmed.len() > 20,
        "the importer was killed before it did anything: {confirmed:?}"
    );
    let app = open(&file).await;
    let report = app.verify(team, &[], &|_, _, _| ()).await.unwrap();
    app.stop().await;
    assert_eq!(report.faults, []);
    assert!(report.postings > 0);
}

/// Every import has all its lines, and every confirmed one is there.
async fn check(app: &App, confirmed: &[i64]) {
    let mut conn = app.db.read().await.unwrap();
    let imports: Vec<(i64, i64, i64)> = on!(conn, c => sqlx::query_as(
        "select i.id, i.rows_new, (select count(*) from sale s where s.team_id = i.team_id and s.import_id = i.id)
         from import i order by i.id"
    ).fetch_all(c).await.unwrap());
    for (import, rows_new, lines) in &imports {
        assert_eq!(rows_new, lines, "import {import} is half there");
    }
    for import in confirmed {
        assert!(
            imports.iter().any(|(id, ..)| id == import),
            "the confirmed import {import} is lost"
        );
    }
    drop(conn);
    app.stop().await;
}

async fn open(file: &str) -> App {
    let (clock, door) = (Clock::set_to(NOW), Door::InProcess);
    let data_dir = PathBuf::from(file).with_extension("folder");
    let config = Config {
        db: file.to_owned(),
        data_dir,
        clock,
        door,
        demo: false,
    };
    App::open(config).await.expect("the file opens again")
}
