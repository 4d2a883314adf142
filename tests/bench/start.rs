//! Row 5: from the start of the program to its page's first answer, and the memory it then holds with
//! the demo team, beside a bare Tauri window on the same screen.

use crate::table::Line;
use crate::watch::{median, time};
use anyhow::{Context as _, Result, ensure};
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tokio::runtime::Runtime;

const ROUNDS: usize = 7;
/// Until the page has drawn what it asked for.
const REST: Duration = Duration::from_secs(5);
const ANSWERED: &str = "the page has its first answer";

/// A program that ends with this value, with everything it started.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // The whole group: WebKit's processes too.
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-9", "--", &group]).status();
        let _ = self.0.wait();
    }
}

/// Measures start and memory.
pub fn run(_: &Runtime) -> Result<Vec<Line>> {
    let folder = std::env::temp_dir().join(format!("hongbang-bench-start-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let lines = measured(&folder);
    std::fs::remove_dir_all(&folder)?;
    lines
}

fn measured(folder: &Path) -> Result<Vec<Line>> {
    let (_screen, display) = screen()?;
    let programs = std::env::current_exe()?;
    let programs = programs.parent().context("a program lies in a folder")?;
    let ours = (programs.join("hongbang"), vec!["--demo".to_owned()]);
    let bare = (programs.join("examples/bare"), Vec::new());
    let start = |(program, words): &(PathBuf, Vec<String>)| -> Result<(Duration, Running)> {
        let mut command = Command::new(program);
        command.args(words).env("DISPLAY", &display);
        command.env("HOME", folder).env("HONGBANG_DATA", folder);
        let (took, started) = time(|| answered(command));
        Ok((took, started?))
    };
    // The first start makes the demo and fills the disk's cache.
    drop(start(&ours)?);
    drop(start(&bare)?);
    let mut times = [Vec::new(), Vec::new()];
    let mut sizes = [Vec::new(), Vec::new()];
    for round in 0..ROUNDS {
        for (which, program) in [&ours, &bare].into_iter().enumerate() {
            let (took, running) = start(program)?;
            times[which].push(took);
            if round < 3 {
                std::thread::sleep(REST);
                sizes[which].push(memory(running.0.id())?);
            }
        }
    }
    let [mut ours, mut theirs] = times;
    for sizes in &mut sizes {
        sizes.sort_unstable();
    }
    let aim = 1.0 / 1.4;
    Ok(vec![
        Line::faster(
            "start to the page's first answer",
            median(&mut ours),
            "a bare Tauri window",
            median(&mut theirs),
            aim,
        ),
        Line::smaller(
            "memory with the demo team, all its processes",
            sizes[0][1],
            "a bare Tauri window",
            sizes[1][1],
            aim,
        ),
    ])
}

/// Starts a program and waits until its page was answered.
fn answered(mut command: Command) -> Result<Running> {
    command.process_group(0).stdin(Stdio::null());
    // The log goes to standard error.
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let child = command.spawn();
    let mut child = child.with_context(|| format!("{command:?} cannot be started"))?;
    let out = child.stderr.take().context("it is piped")?;
    let running = Running(child);
    let mut lines = BufReader::new(out).lines().map_while(Result::ok);
    ensure!(
        lines.any(|line| line.contains(ANSWERED)),
        "{command:?} ended before its page was answered"
    );
    // It goes on talking, and must not wait for a reader.
    std::thread::spawn(move || lines.for_each(drop));
    Ok(running)
}

/// A screen of its own, and its name.
fn screen() -> Result<(Running, String)> {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1400x1000x24"]);
    command.process_group(0).stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().context("Xvfb cannot be started")?;
    let out = child.stdout.take().context("it is piped")?;
    let running = Running(child);
    let mut number = String::new();
    BufReader::new(out).read_line(&mut number)?;
    Ok((running, format!(":{}", number.trim())))
}

/// The proportional memory of a process and all below it, in bytes: a shared page counts once.
fn memory(root: u32) -> Result<u64> {
    let mut family = vec![root];
    let mut at = 0;
    while let Some(id) = family.get(at) {
        let tasks = std::fs::read_dir(format!("/proc/{id}/task"))?;
        for task in tasks.flatten() {
            let children = std::fs::read_to_string(task.path().join("children"));
            let children = children.unwrap_or_default();
            family.extend(children.split_whitespace().flat_map(str::parse::<u32>));
        }
        at += 1;
    }
    let mut bytes = 0;
    for id in family {
        // One that has just ended holds nothing.
        let rollup = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup"));
        bytes += rollup
            .unwrap_or_default()
            .lines()
            .find_map(|line| {
                line.strip_prefix("Pss:")?
                    .split_whitespace()
                    .next()?
                    .parse()
                    .ok()
            })
            .map_or(0, |kib: u64| kib * 1024);
    }
    Ok(bytes)
}
