//! The table of what was measured, printed and kept.

use anyhow::Result;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

/// One line: us, the peer, how many times as good we are, and how many times is the aim.
#[derive(Clone, Debug)]
pub struct Line {
    /// What was measured.
    pub what: &'static str,
    /// Our value, as people read it.
    pub ours: String,
    /// The peer's name.
    pub peer: &'static str,
    /// The peer's value.
    pub theirs: String,
    /// How many times as good as the peer: above one is better than it.
    pub times: f64,
    /// The least that is good enough.
    pub aim: f64,
}

impl Line {
    /// Two durations; shorter is better.
    pub fn faster(
        what: &'static str,
        ours: Duration,
        peer: &'static str,
        theirs: Duration,
        aim: f64,
    ) -> Self {
        Self {
            what,
            ours: said(ours),
            peer,
            theirs: said(theirs),
            times: theirs.as_secs_f64() / ours.as_secs_f64(),
            aim,
        }
    }

    /// Two rates a second; more is better.
    pub fn more(what: &'static str, ours: f64, peer: &'static str, theirs: f64, aim: f64) -> Self {
        Self {
            what,
            ours: format!("{ours:.0} a second"),
            peer,
            theirs: format!("{theirs:.0} a second"),
            times: ours / theirs,
            aim,
        }
    }

    /// Two sizes in bytes; smaller is better.
    pub fn smaller(
        what: &'static str,
        ours: u64,
        peer: &'static str,
        theirs: u64,
        aim: f64,
    ) -> Self {
        let said = |bytes: u64| format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20));
        Self {
            what,
            ours: said(ours),
            peer,
            theirs: said(theirs),
            times: theirs as f64 / ours as f64,
            aim,
        }
    }

    /// Whether the aim is reached.
    pub fn holds(&self) -> bool {
        self.times >= self.aim
    }

    fn row(&self) -> String {
        let Self {
            what,
            ours,
            peer,
            theirs,
            times,
            aim,
        } = self;
        let holds = if self.holds() { "yes" } else { "NO" };
        format!(
            "| {what} | {ours} | {peer}: {theirs} | {times:.2} | {aim:.2} | {holds} | {} |",
            day()
        )
    }
}

/// A duration in the unit that fits it.
pub fn said(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    match micros {
        0.0..1_000.0 => format!("{micros:.1} µs"),
        1_000.0..1_000_000.0 => format!("{:.2} ms", micros / 1e3),
        _ => format!("{:.2} s", micros / 1e6),
    }
}

fn day() -> String {
    let now = api::Clock::system().now();
    rules::Calendar::default().day(now).to_string()
}

const HEAD: &str = "| what | ours | peer | times as good | aim | holds | measured |\n|---|---|---|---|---|---|---|";

/// The lines as a table.
pub fn print(lines: &[Line]) -> String {
    lines.iter().fold(HEAD.to_owned(), |mut text, line| {
        write!(text, "\n{}", line.row()).expect("writing to a String cannot fail");
        text
    })
}

/// Writes the lines into `tests/bench/TABLE.md`; lines that were not measured this time stay.
pub fn keep(lines: &[Line]) -> Result<()> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("bench/TABLE.md");
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    let mut rows: Vec<String> = before
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| what "))
        .map(str::to_owned)
        .collect();
    for line in lines {
        let name = format!("| {} |", line.what);
        match rows.iter_mut().find(|row| row.starts_with(&name)) {
            Some(row) => *row = line.row(),
            None => rows.push(line.row()),
        }
    }
    let text = format!(
        "# What was measured\n\n\
         `cargo xtask bench` writes this table: us and a peer in the same run on the same machine, \
         interleaved, medians. Above 1 in “times as good” is better than the peer. Trust the ratios, \
         not the third digits.\n\n\
         Last on: {}.\n\n{HEAD}\n{}\n",
        machine(),
        rows.join("\n")
    );
    std::fs::write(path, text)?;
    Ok(())
}

/// The class of the machine in words, and how the program was built.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = std::fs::read_to_string("/proc/meminfo")
        .ok()
        .and_then(|text| text.split_whitespace().nth(1)?.parse::<u64>().ok())
        .map_or(0, |kib| kib.div_ceil(1 << 20));
    let build = if cfg!(debug_assertions) {
        "a DEBUG build, no measure of anything"
    } else {
        "a release build"
    };
    format!("a machine of {cores} cores and {memory} GiB, {build}")
}
