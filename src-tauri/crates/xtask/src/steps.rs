//! The steps of `cargo xtask test`, in their order.

use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::packages;
use crate::postgres::Postgres;
use crate::program::{self, Outcome};
use crate::{build, codegen, place, say};

/// A step in its order.
pub struct Step {
    /// Its word on the command line and in the table.
    pub name: &'static str,
    /// What it is doing, as a sentence.
    pub what: &'static str,
    /// Not run when the build failed.
    pub needs_build: bool,
    /// Part of another step, run by itself only when asked for by name.
    by_name: bool,
    pub work: fn() -> Result<Outcome>,
}

/// All of them.
pub const STEPS: [Step; 9] = [
    Step {
        name: "fmt",
        what: "Checking the format of the Rust sources",
        needs_build: false,
        by_name: false,
        work: fmt,
    },
    Step {
        name: "page",
        what: "Checking the page and running its unit tests",
        needs_build: false,
        by_name: false,
        work: page_checks,
    },
    Step {
        name: "clippy",
        what: "Linting the Rust sources",
        needs_build: false,
        by_name: false,
        work: build::lint,
    },
    Step {
        name: "build",
        what: "Building programs and tests",
        needs_build: false,
        by_name: false,
        work: build::everything,
    },
    Step {
        name: "tidy",
        what: "Checking the laws of the house",
        needs_build: true,
        by_name: true,
        work: tidy,
    },
    Step {
        name: "codegen",
        what: "Checking that generated files are fresh",
        needs_build: true,
        by_name: false,
        work: fresh,
    },
    Step {
        name: "rust",
        what: "Running the Rust tests on SQLite and PostgreSQL",
        needs_build: true,
        by_name: false,
        work: rust,
    },
    Step {
        name: "journeys",
        what: "Walking through the page in Chromium",
        needs_build: true,
        by_name: false,
        work: journeys,
    },
    Step {
        name: "desktop",
        what: "Walking through the real window",
        needs_build: true,
        by_name: false,
        work: desktop,
    },
];

impl Step {
    /// Whether this call runs it.
    pub fn is_chosen(&self, only: Option<&[String]>) -> bool {
        match only {
            Some(names) => names.iter().any(|name| name == self.name),
            None => !self.by_name,
        }
    }
}

fn fmt() -> Result<Outcome> {
    program::watched(
        &mut program::cargo(&["fmt", "--all", "--check"]),
        Duration::from_secs(120),
        "`cargo fmt --all`; if it is missing: `rustup component add rustfmt`.",
    )
}

fn page_checks() -> Result<Outcome> {
    let limit = Duration::from_secs(10 * 60);
    let checked = program::watched(
        &mut program::npm(&["run", "check"]),
        limit,
        "mend what is named above; `npm run mend` in ui/ mends the format.",
    )?;
    if checked.failure.is_some() {
        return Ok(checked);
    }
    program::watched(
        &mut program::npm(&["run", "test"]),
        limit,
        "mend what is named above.",
    )
}

fn fresh() -> Result<Outcome> {
    codegen::check()?;
    Ok(Outcome::default())
}

const TEST_MEND: &str = "mend what the failed tests above name.";

fn tidy() -> Result<Outcome> {
    let mut command = runner(&["--test", "tidy"], Only::Ordinary);
    program::watched(&mut command, Duration::from_secs(10 * 60), TEST_MEND)
}

fn rust() -> Result<Outcome> {
    let postgres = Postgres::for_tests()?;
    let mut command = runner(&[], Only::Ordinary);
    command.env("HONGBANG_TEST_POSTGRES", postgres.address());
    program::watched(&mut command, Duration::from_secs(30 * 60), TEST_MEND)
}

fn journeys() -> Result<Outcome> {
    let mut command = program::npm(&["run", "journeys"]);
    command.env("HONGBANG_SERVER", place::program("hongbang-server", false));
    if let Some(chromium) = packages::chromium() {
        command.env("HONGBANG_CHROMIUM", chromium);
    }
    program::watched(
        &mut command,
        Duration::from_secs(30 * 60),
        "mend the journey named above; `npm run journeys` in ui/ runs them alone.",
    )
}

fn desktop() -> Result<Outcome> {
    if !cfg!(target_os = "linux") {
        say::note("the real window is driven on Linux only; left out here");
        return Ok(Outcome::default());
    }
    let mut command = runner(&["--test", "desktop"], Only::Ignored);
    program::watched(&mut command, Duration::from_secs(20 * 60), TEST_MEND)
}

/// Journeys in the real window are `#[ignore]`d, so that a plain `cargo test` needs no screen.
#[derive(PartialEq, Eq)]
enum Only {
    Ordinary,
    Ignored,
}

/// cargo-nextest where it is installed, otherwise `cargo test`; always the whole workspace.
fn runner(words: &[&str], only: Only) -> Command {
    let nextest = place::on_path(&["cargo-nextest", "cargo-nextest.exe"]).is_some();
    let mut all = vec![];
    all.extend(if nextest {
        &["nextest", "run"][..]
    } else {
        &["test", "--no-fail-fast"][..]
    });
    all.extend(["--workspace", "--locked"]);
    if cfg!(windows) {
        all.extend(["--exclude", "xtask"]);
    }
    if !nextest && words.is_empty() {
        all.extend(["--lib", "--bins", "--tests"]);
    }
    all.extend(words);
    match (nextest, only) {
        (_, Only::Ordinary) => {}
        (true, Only::Ignored) => all.extend(["--run-ignored", "only"]),
        (false, Only::Ignored) => all.extend(["--", "--ignored", "--test-threads", "1"]),
    }
    program::cargo(&all)
}
