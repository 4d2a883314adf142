//! `cargo xtask bench`: how fast the house is, beside a peer in the same run.
//!
//! Each row measures us and its peer in turn, several rounds, and keeps the medians. The table is
//! printed and kept in `tests/bench/TABLE.md`; a line below its aim fails the run.

#![allow(missing_docs, reason = "a program, not a library")]

mod badge;
mod boards;
mod contest;
mod downline;
mod import;
mod poster;
mod postings;
mod prize;
mod redis;
mod start;
mod table;
mod wall;
mod watch;

use anyhow::{Result, bail};
use table::Line;

/// A row of the benchmark: its name and what runs it.
type Row = (
    &'static str,
    fn(&tokio::runtime::Runtime) -> Result<Vec<Line>>,
);

const ROWS: &[Row] = &[
    ("import", import::run),
    ("boards", boards::run),
    ("postings", postings::run),
    ("downline", downline::run),
    ("prize", prize::run),
    ("badge", badge::run),
    ("poster", poster::run),
    ("contest", contest::run),
    ("wall", wall::run),
    ("start", start::run),
];

fn main() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let only = match (words.next().as_deref(), words.next()) {
        (None, _) => None,
        (Some("--only"), Some(names)) => Some(names),
        _ => bail!("What to do: `bench` or `bench --only boards,downline`."),
    };
    let names: Vec<&str> = only
        .as_deref()
        .map_or_else(Vec::new, |only| only.split(',').collect());
    for name in &names {
        if !ROWS.iter().any(|(known, _)| known == name) {
            let known: Vec<&str> = ROWS.iter().map(|(name, _)| *name).collect();
            bail!(
                "There is no row `{name}`. What to do: choose from {}.",
                known.join(", ")
            );
        }
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let mut lines = Vec::new();
    for (name, run) in ROWS {
        if names.is_empty() || names.contains(name) {
            println!("{name} …");
            lines.extend(run(&runtime)?);
        }
    }
    println!("\n{}", table::print(&lines));
    table::keep(&lines)?;
    let missed: Vec<&str> = lines
        .iter()
        .filter(|line| !line.holds())
        .map(|line| line.what)
        .collect();
    if !missed.is_empty() {
        bail!("Below the aim: {}.", missed.join("; "));
    }
    Ok(())
}
