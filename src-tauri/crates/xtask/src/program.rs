//! Calling other programs, and saying what went wrong with them.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::count::Count;
use crate::place;
use crate::running::Running;
use crate::say::{Watch, seconds};

/// What is kept of the output, to show it again beside the failure of a quiet program.
const KEPT_LINES: usize = 60;

/// A program with its words, called in a folder.
pub fn command(program: &str, words: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(words).current_dir(folder).stdin(Stdio::null());
    command
}

/// Cargo in the clone's root, free of what `cargo run` told this program about itself.
pub fn cargo(words: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(words)
        .current_dir(place::root())
        .stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// npm in the page's folder.
pub fn npm(words: &[&str]) -> Command {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = command(npm, words, &place::ui());
    command
        .env("npm_config_fund", "false")
        .env("npm_config_audit", "false");
    command
}

/// The command as it would be typed.
pub fn shown(command: &Command) -> String {
    let name = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    let mut text = name.to_string_lossy().into_owned();
    for word in command.get_args() {
        text.push(' ');
        text.push_str(&word.to_string_lossy());
    }
    text
}

/// What it printed; its words are shown only when it fails.
pub fn answer(command: &mut Command, mend: &str) -> Result<String> {
    let output = command
        .output()
        .with_context(|| cannot_start(command, mend))?;
    if !output.status.success() {
        eprint!("{}", String::from_utf8_lossy(&output.stdout));
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        bail!(failed(command, &output.status.to_string(), mend));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Lets the person see and answer it, as for a password.
pub fn face_to_face(command: &mut Command, mend: &str) -> Result<()> {
    command.stdin(Stdio::inherit());
    let status = command
        .status()
        .with_context(|| cannot_start(command, mend))?;
    if !status.success() {
        bail!(failed(command, &status.to_string(), mend));
    }
    Ok(())
}

/// How a watched program came out.
#[derive(Default)]
pub struct Outcome {
    /// What the runner counted; nothing for a program that is no test runner.
    pub count: Count,
    /// `None` when all went well, otherwise the sentence to show.
    pub failure: Option<String>,
}

/// Shows its output while it runs, counts its tests, and ends it with its name when it overruns.
pub fn watched(command: &mut Command, limit: Duration, mend: &str) -> Result<Outcome> {
    follow(command, limit, mend, true)
}

/// The same without showing anything unless it fails.
pub fn quiet(command: &mut Command, limit: Duration, mend: &str) -> Result<()> {
    match follow(command, limit, mend, false)?.failure {
        None => Ok(()),
        Some(failure) => bail!(failure),
    }
}

fn follow(command: &mut Command, limit: Duration, mend: &str, show: bool) -> Result<Outcome> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = Running::start(command).with_context(|| cannot_start(command, mend))?;
    let lines = lines_of(&mut running);
    let watch = Watch::start();
    let mut count = Count::default();
    let mut kept = VecDeque::new();
    let mut take = |line: String| {
        count += Count::of_line(&line).unwrap_or_default();
        if show {
            println!("{line}");
        } else {
            if kept.len() == KEPT_LINES {
                kept.pop_front();
            }
            kept.push_back(line);
        }
    };
    let failure = loop {
        match lines.recv_timeout(Duration::from_millis(100)) {
            Ok(line) => take(line),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                if let Some(status) = running.ended()? {
                    // A straggler may hold the pipe open; what was printed before is already here.
                    lines.try_iter().for_each(&mut take);
                    break (!status.success()).then(|| failed(command, &status.to_string(), mend));
                }
            }
        }
        if watch.passed() > limit {
            running.end();
            lines.try_iter().for_each(&mut take);
            break Some(format!(
                "`{}` was ended because it ran longer than {}. What to do: look at the last lines \
                 above for what it waited for.",
                shown(command),
                seconds(limit)
            ));
        }
    };
    if failure.is_some() {
        for line in kept {
            eprintln!("{line}");
        }
    }
    Ok(Outcome { count, failure })
}

fn lines_of(running: &mut Running) -> Receiver<String> {
    let (sender, lines) = channel();
    let child = running.child();
    if let Some(pipe) = child.stdout.take() {
        pass_on(pipe, sender.clone());
    }
    if let Some(pipe) = child.stderr.take() {
        pass_on(pipe, sender);
    }
    lines
}

fn pass_on(pipe: impl Read + Send + 'static, sender: Sender<String>) {
    std::thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut line = Vec::new();
        while matches!(reader.read_until(b'\n', &mut line), Ok(read) if read > 0) {
            let text = String::from_utf8_lossy(&line)
                .trim_end_matches(['\n', '\r'])
                .to_owned();
            if sender.send(text).is_err() {
                return;
            }
            line.clear();
        }
    });
}

fn cannot_start(command: &Command, mend: &str) -> String {
    format!(
        "`{}` could not be started{}. What to do: {mend}",
        shown(command),
        place_of(command)
    )
}

fn failed(command: &Command, how: &str, mend: &str) -> String {
    format!(
        "`{}`{} ended with {how}. What to do: {mend}",
        shown(command),
        place_of(command)
    )
}

fn place_of(command: &Command) -> String {
    let Some(folder) = command.get_current_dir() else {
        return String::new();
    };
    match folder.strip_prefix(place::root()) {
        Ok(inside) if inside.as_os_str().is_empty() => String::new(),
        Ok(inside) => format!(" in {}/", inside.display()),
        Err(_) => format!(" in {}", folder.display()),
    }
}
