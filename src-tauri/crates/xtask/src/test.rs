//! `cargo xtask test`: everything that must hold, one step after the other, and a table at the end.

use std::time::Duration;

use anyhow::{Result, bail};

use crate::count::Count;
use crate::packages::{self, Errand};
use crate::page;
use crate::program::Outcome;
use crate::say::{self, Watch};
use crate::steps::STEPS;
use crate::words::Words;

/// How one step came out, for the table.
struct Line {
    name: &'static str,
    time: Duration,
    count: Count,
    failure: Option<String>,
}

impl Line {
    fn of(name: &'static str, watch: Watch, outcome: Result<Outcome>) -> Self {
        let (mut count, failure) = match outcome {
            Ok(Outcome { count, failure }) => (count, failure),
            Err(error) => (Count::default(), Some(format!("{error:#}"))),
        };
        if failure.is_some() && count.failed == 0 {
            // A step that counts no tests still fails once.
            count.failed = 1;
        }
        Self {
            name,
            time: watch.passed(),
            count,
            failure,
        }
    }
}

/// Sets up, runs the steps and closes with what passed and failed.
pub fn test(mut words: Words) -> Result<()> {
    let only = wanted(words.value("--only")?)?;
    words.end()?;
    let whole = Watch::start();
    let mut lines = vec![Line::of("set-up", whole, set_up())];
    if lines[0].failure.is_none() {
        lines.extend(run_steps(only.as_deref()));
    }

    println!(
        "\n{:<10} {:>10} {:>8} {:>8}",
        "step", "time", "passed", "failed"
    );
    let mut count = Count::default();
    for line in &lines {
        let state = if line.failure.is_some() {
            "  FAILED"
        } else {
            ""
        };
        let (passed, failed) = (line.count.passed, line.count.failed);
        println!(
            "{:<10} {:>10} {passed:>8} {failed:>8}{state}",
            line.name,
            say::seconds(line.time)
        );
        count += line.count;
    }
    println!("{:<10} {:>10}\n", "all", say::seconds(whole.passed()));
    for line in &lines {
        if let Some(failure) = &line.failure {
            println!("{}: {failure}\n", line.name);
        }
    }
    println!("{} passed, {} failed", count.passed, count.failed);
    if lines.iter().any(|line| line.failure.is_some()) {
        std::process::exit(1);
    }
    Ok(())
}

fn set_up() -> Result<Outcome> {
    packages::install_missing(Errand::Test)?;
    page::install_dependencies()?;
    page::build()?;
    Ok(Outcome::default())
}

fn run_steps(only: Option<&[String]>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut built = true;
    for step in &STEPS {
        let needed = step.name == "build"
            && STEPS
                .iter()
                .any(|other| other.needs_build && other.is_chosen(only));
        if !step.is_chosen(only) && !needed {
            continue;
        }
        let watch = Watch::start();
        println!("==> {}", step.what);
        let outcome = if step.needs_build && !built {
            Err(anyhow::anyhow!("Not run, because the build failed."))
        } else {
            (step.work)()
        };
        let line = Line::of(step.name, watch, outcome);
        match &line.failure {
            None => println!("    done in {}", say::seconds(line.time)),
            Some(failure) => {
                println!("    failed after {}: {failure}", say::seconds(line.time));
            }
        }
        built &= !(step.name == "build" && line.failure.is_some());
        lines.push(line);
    }
    lines
}

fn wanted(only: Option<String>) -> Result<Option<Vec<String>>> {
    let Some(only) = only else { return Ok(None) };
    let names: Vec<String> = only.split(',').map(|name| name.trim().to_owned()).collect();
    let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    for name in &names {
        if !known.contains(&name.as_str()) {
            bail!(
                "There is no step `{name}`. What to do: choose from {}.",
                known.join(", ")
            );
        }
    }
    Ok(Some(names))
}
