//! The few fixed cargo commands. Each always names the whole workspace, so that the features of the
//! dependencies come out the same every time and nothing is built twice.

use std::time::Duration;

use anyhow::Result;

use crate::program::{self, Outcome};
use crate::say;

/// Long enough for a cold build on a small busy machine.
const LIMIT: Duration = Duration::from_secs(60 * 60);
const MEND: &str = "mend what the compiler names above.";

/// Builds these programs.
pub fn programs(names: &[&str], release: bool) -> Result<()> {
    say::step(
        &format!(
            "Building {} (the first time takes some minutes)",
            names.join(" and ")
        ),
        || {
            let mut words = vec!["build", "--workspace", "--locked"];
            if release {
                words.push("--release");
            }
            for name in names {
                words.extend(["--bin", name]);
            }
            program::face_to_face(&mut program::cargo(&words), MEND)
        },
    )
}

/// Builds the bare window that the bench starts beside ours.
pub fn bare_window() -> Result<()> {
    let words = [
        "build",
        "--workspace",
        "--locked",
        "--release",
        "--example",
        "bare",
    ];
    say::step("Building a bare window to compare with", || {
        program::face_to_face(&mut program::cargo(&words), MEND)
    })
}

/// Builds everything there is, tests as well.
pub fn everything() -> Result<Outcome> {
    let mut words = vec!["build", "--workspace", "--all-targets", "--locked"];
    if cfg!(windows) {
        // This program is running and Windows would not let it be replaced.
        words.extend(["--exclude", "xtask"]);
    }
    program::watched(&mut program::cargo(&words), LIMIT, MEND)
}

/// The linter, on everything, with no warning left.
pub fn lint() -> Result<Outcome> {
    let words = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ];
    program::watched(
        &mut program::cargo(&words),
        LIMIT,
        "mend what clippy names above; if clippy itself is missing: `rustup component add clippy`.",
    )
}
