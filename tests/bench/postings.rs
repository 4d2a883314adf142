//! Row 3: durable postings from 64 callers who each wait for theirs, beside a raw SQLite writer that
//! commits in groups.
//!
//! Ours are rows of the ledger: numbered, chained, with their idempotency key and the balances beside
//! them. The peer's are two bare rows each, as double entry is usually kept. Both wait for the disk
//! (`synchronous = full`), both share that wait among whoever asks at once.

use crate::table::Line;
use crate::watch::time;
use anyhow::{Result, anyhow};
use rules::points::{Account, Cause, Draft};
use rules::{MemberId, Moment, TeamId};
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, mpsc};
use tests::House;
use tests::stage::NOW;
use tokio::runtime::Runtime;

const CALLERS: i64 = 64;
const POSTINGS: i64 = 20_000;
const ROUNDS: usize = 3;
const GROUP_MAX: usize = 512;

/// Measures both writers.
pub fn run(runtime: &Runtime) -> Result<Vec<Line>> {
    let house = runtime.block_on(House::sqlite());
    let team = runtime.block_on(begin(&house))?;
    let raw = std::env::temp_dir().join(format!("hongbang-raw-{}.sqlite", std::process::id()));
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS as i64 {
        let (took, done) = time(|| runtime.block_on(posted(&house, team, round * POSTINGS)));
        done?;
        ours.push(POSTINGS as f64 / took.as_secs_f64());
        let (took, done) = time(|| raw_posted(&raw, round * POSTINGS));
        done?;
        theirs.push(POSTINGS as f64 / took.as_secs_f64());
    }
    for end in ["", "-wal", "-shm"] {
        let file = format!("{}{end}", raw.display());
        // The last connection may have taken the log with it.
        let _ = std::fs::remove_file(file);
    }
    runtime.block_on(house.app.stop());
    Ok(vec![Line::more(
        "durable postings a second from 64 callers",
        middle(ours),
        "raw SQLite committing in groups",
        middle(theirs),
        0.5,
    )])
}

fn middle(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}

async fn begin(house: &House) -> Result<TeamId> {
    let mut tx = house.app.db.write().await?;
    let settings = rules::team::Settings::default();
    let team = store::setting::begin_team(&mut tx, "账房", &settings, false, NOW).await?;
    tx.commit().await?;
    Ok(team)
}

async fn posted(house: &House, team: TeamId, first: i64) -> Result<()> {
    let next = Arc::new(AtomicI64::new(first));
    let callers = (0..CALLERS).map(|_| {
        let (ledger, next) = (house.app.ledger.clone(), next.clone());
        tokio::spawn(async move {
            loop {
                let id = next.fetch_add(1, Ordering::Relaxed);
                if id >= first + POSTINGS {
                    return Ok(());
                }
                // Each at its own moment, as callers come.
                let happened_at = Moment(NOW.0 + id);
                let mut draft = Draft::new(
                    (Cause::Sale, id + 1, 0),
                    MemberId(id % 1_000 + 1),
                    (Account::Issued, Account::Pending),
                    10,
                    happened_at,
                );
                draft.matures_at = Some(happened_at.plus_days(7));
                let posted = ledger.post(team, vec![draft]).await;
                posted.map_err(|error| anyhow!("{error:?}"))?;
            }
        })
    });
    for caller in futures::future::join_all(callers).await {
        let done: Result<()> = caller?;
        done?;
    }
    Ok(())
}

/// One posting on its way to the raw writer, and the way back.
type Job = (i64, mpsc::SyncSender<()>);

fn raw_posted(file: &Path, first: i64) -> Result<()> {
    let (door, jobs) = mpsc::channel::<Job>();
    let db = rusqlite::Connection::open(file)?;
    db.pragma_update(None, "journal_mode", "wal")?;
    db.pragma_update(None, "synchronous", "full")?;
    db.execute_batch(
        "create table if not exists entry (
           posting bigint not null, account bigint not null, points bigint not null,
           cause bigint not null, at bigint not null, primary key (posting, account)
         ) without rowid",
    )?;
    let writer = std::thread::spawn(move || raw_writer(&db, &jobs));
    let next = AtomicI64::new(first);
    std::thread::scope(|scope| {
        for _ in 0..CALLERS {
            let (door, next) = (door.clone(), &next);
            scope.spawn(move || {
                let (answer, waiting) = mpsc::sync_channel(1);
                loop {
                    let id = next.fetch_add(1, Ordering::Relaxed);
                    if id >= first + POSTINGS || door.send((id, answer.clone())).is_err() {
                        return;
                    }
                    if waiting.recv().is_err() {
                        return;
                    }
                }
            });
        }
        drop(door);
    });
    writer
        .join()
        .map_err(|_| anyhow!("the raw writer gave up"))?
}

fn raw_writer(db: &rusqlite::Connection, jobs: &mpsc::Receiver<Job>) -> Result<()> {
    let mut insert = db.prepare("insert into entry values (?1, ?2, ?3, ?4, ?5)")?;
    while let Ok(first) = jobs.recv() {
        let group: Vec<Job> = std::iter::once(first)
            .chain(jobs.try_iter().take(GROUP_MAX - 1))
            .collect();
        db.execute_batch("begin immediate")?;
        for (id, _) in &group {
            insert.execute((id, 0, -10, 1, NOW.0))?;
            insert.execute((id, id % 1_000 + 1, 10, 1, NOW.0))?;
        }
        db.execute_batch("commit")?;
        for (_, answer) in group {
            // A caller that went away is not waited for.
            let _ = answer.send(());
        }
    }
    Ok(())
}
