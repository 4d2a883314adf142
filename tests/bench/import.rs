//! Row 1: an order file of a million rows to committed orders, posted points and a right board,
//! beside the database's own import of the same file into one bare indexed table.
//!
//! Ours goes the way a person's file goes, through the router: upload, confirm, wait, look at the
//! board. Left out is the preview, which a person reads in between.

use crate::table::Line;
use crate::watch::time;
use anyhow::{Context as _, Result, bail, ensure};
use axum::body::Body;
use http::{Method, Request, header};
use rules::points::EarningRules;
use rules::{Moment, TeamId};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use store::dialect::Cell::{Int, Text};
use tests::stage::NOW;
use tests::{Cast, House};
use tokio::runtime::Runtime;

const ROWS: i64 = 1_000_000;
const SELLERS: i64 = 1_000;
const ROUNDS: usize = 3;
const NAME: &str = "douyin_1795300000_million.csv";
const HEAD: &str = "主订单编号,子订单编号,选购商品,商品规格,商品数量,商家编码,订单应付金额,订单提交时间,支付完成时间,订单完成时间,达人ID,达人昵称,订单状态,售后状态";

/// Measures both databases; PostgreSQL when the run has one.
pub fn run(runtime: &Runtime) -> Result<Vec<Line>> {
    let folder = std::env::temp_dir().join(format!("hongbang-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let lines = measured(runtime, &folder);
    std::fs::remove_dir_all(&folder)?;
    lines
}

fn measured(runtime: &Runtime, folder: &Path) -> Result<Vec<Line>> {
    let (file, worth) = write_file(folder, SELLERS)?;
    let bytes = std::fs::read(&file)?;
    let mut lines = Vec::new();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(imported(
            runtime,
            runtime.block_on(House::sqlite()),
            &bytes,
            worth,
        )?);
        theirs.push(sqlite(folder, &file)?);
    }
    lines.push(line(
        "rows a second: order csv of 1,000,000 rows to orders, points, board on SQLite",
        ours,
        "sqlite3 .import into one bare indexed table",
        theirs,
    ));
    if let Ok(address) = std::env::var("HONGBANG_BENCH_POSTGRES") {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let house = runtime.block_on(House::postgres_at(&address));
            ours.push(imported(runtime, house, &bytes, worth)?);
            theirs.push(postgres(&address, &file)?);
        }
        lines.push(line(
            "rows a second: order csv of 1,000,000 rows to orders, points, board on PostgreSQL",
            ours,
            "\\copy to a stage and insert",
            theirs,
        ));
    }
    Ok(lines)
}

fn line(
    what: &'static str,
    mut ours: Vec<Duration>,
    peer: &'static str,
    mut theirs: Vec<Duration>,
) -> Line {
    let rate = |times: &mut [Duration]| ROWS as f64 / crate::watch::median(times).as_secs_f64();
    Line::more(what, rate(&mut ours), peer, rate(&mut theirs), 0.3)
}

/// A 抖店 export, three lines to two orders, and what it comes to in fen. Numbers and times grow together,
/// as in the shop's own files.
pub fn write_file(folder: &Path, sellers: i64) -> Result<(PathBuf, i64)> {
    let mut text = String::with_capacity(220 * ROWS as usize);
    writeln!(text, "\u{feff}{HEAD}")?;
    let calendar = rules::Calendar::default();
    let mut worth = 0;
    for row in 0..ROWS {
        let (order, seller) = (row * 2 / 3, row * 2 / 3 % sellers);
        let at = calendar.local(NOW.plus_ms((order - ROWS) * 1_000));
        let at = at.format("%Y-%m-%d %H:%M:%S");
        let fen = 990 + row % 30_000;
        worth += fen;
        writeln!(
            text,
            "\t{},\t{},玻尿酸面膜 5片装,默认,1,SKU-{:03},{}.{:02},{at},{at},{at},\t{},卖家{seller},已完成,-",
            6_917_926_000_000_000_000 + order * 7,
            6_917_926_000_000_000_000 + row * 5 + 1,
            row % 90,
            fen / 100,
            fen % 100,
            7_592_255_000_000_000_000 + seller,
        )?;
    }
    let file = folder.join(NAME);
    std::fs::write(&file, text)?;
    Ok((file, worth))
}

/// From the first byte of the upload to the right board.
fn imported(runtime: &Runtime, house: House, bytes: &[u8], worth: i64) -> Result<Duration> {
    let cast = runtime.block_on(Cast::enter(&house));
    // Every seller of the file is one of six members; matched before, as after the first file.
    runtime.block_on(sellers(&house, cast.team, SELLERS, |seller| seller % 6 + 1));
    runtime.block_on(one_a_yuan(&house, cast.team))?;
    let form = form(bytes);
    let (took, done) = time(|| runtime.block_on(import(&house, cast.founder(), form)));
    let board = done?;
    let rows = board["rows"].as_array().context("a board has rows")?;
    let sum: i64 = rows.iter().filter_map(|row| row["score"].as_i64()).sum();
    ensure!(
        sum == worth,
        "the board comes to {sum} fen, the file to {worth}"
    );
    runtime.block_on(house.app.stop());
    Ok(took)
}

/// The file as a page sends it.
pub fn form(bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{NAME}\"\r\n\r\n"
    );
    [head.as_bytes(), bytes, b"\r\n--b--\r\n"].concat()
}

/// Matches the file's sellers, counted from 1, to members.
pub async fn sellers(house: &House, team: TeamId, count: i64, member: fn(i64) -> i64) {
    let keys: Vec<String> = (0..count)
        .map(|n| (7_592_255_000_000_000_000 + n).to_string())
        .collect();
    let columns = [
        "team_id",
        "id",
        "shop",
        "seller_key",
        "member_id",
        "recorded_at",
    ];
    let rows = (1..).zip(&keys).map(|(id, key)| {
        [
            Int(team.0),
            Int(id),
            Text("douyin"),
            Text(key),
            Int(member(id)),
            Int(0),
        ]
    });
    house.rows("seller", columns, rows).await;
}

pub async fn one_a_yuan(house: &House, team: TeamId) -> Result<()> {
    let mut tx = house.app.db.write_team(team).await?;
    let rules = EarningRules::one_a_yuan();
    store::points::rule::publish(&mut tx, team, &rules, Moment::MIN, "开始", None, NOW).await?;
    tx.commit().await?;
    Ok(())
}

pub async fn import(house: &House, token: &str, form: Vec<u8>) -> Result<Value> {
    let request = Request::builder()
        .method(Method::POST)
        .uri("/api/uploads")
        .header(header::COOKIE, format!("hongbang={token}"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .body(Body::from(form))?;
    let upload = house.send(request).await.ok();
    let table = &upload["tables"][0];
    let choices = json!({"tables": [{
        "index": table["index"], "mapping": table["mapping"], "exported_at": table["exported_at"],
    }]});
    let path = |end: &str| format!("/api/uploads/{}/{end}", upload["id"]);
    house.post(token, &path("import"), choices).await.ok();
    loop {
        let progress = house.get(token, &path("progress")).await.ok();
        match progress["phase"].as_str() {
            Some("done") => break,
            Some("failed" | "cancelled") => bail!("{progress}"),
            _ => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
    Ok(house.get(token, "/api/board?period=year").await.ok())
}

/// The database's own import of the same file.
fn sqlite(folder: &Path, file: &Path) -> Result<Duration> {
    let db = folder.join("bare.sqlite");
    // Each round begins with nothing.
    let _ = std::fs::remove_file(&db);
    let columns: Vec<String> = (1..=14).map(|n| format!("c{n} text")).collect();
    let script = format!(
        "create table bare ({});\ncreate unique index bare_order on bare (c2);\n.mode csv\n.import --skip 1 {} bare\n",
        columns.join(", "),
        file.display()
    );
    let (took, done) = time(|| fed(Command::new("sqlite3").arg(&db), &script));
    done?;
    Ok(took)
}

fn postgres(address: &str, file: &Path) -> Result<Duration> {
    let columns: Vec<String> = (1..=14).map(|n| format!("c{n} text")).collect();
    let script = format!(
        "drop table if exists bare;\ncreate table bare ({0}, primary key (c2));\n\
         create temporary table stage ({0});\n\
         \\copy stage from '{1}' with (format csv, header)\n\
         insert into bare select * from stage on conflict do nothing;\n",
        columns.join(", "),
        file.display()
    );
    let (took, done) = time(|| {
        fed(
            Command::new("psql").args(["-q", "-v", "ON_ERROR_STOP=1", address]),
            &script,
        )
    });
    done?;
    Ok(took)
}

/// Runs a program with a script on its input.
fn fed(command: &mut Command, script: &str) -> Result<()> {
    use std::io::Write as _;
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    child
        .stdin
        .take()
        .context("its input is a pipe")?
        .write_all(script.as_bytes())?;
    ensure!(child.wait()?.success(), "{command:?} failed");
    Ok(())
}
