//! `cargo xtask bench`: the measurements, beside their peers in the same run.

use anyhow::Result;

use crate::packages::Errand;
use crate::postgres::Postgres;
use crate::words::Words;
use crate::{build, packages, page, place, program, say};

/// Builds in release, starts the peers' PostgreSQL, measures and writes the table.
pub fn bench(mut words: Words) -> Result<()> {
    let only = words.value("--only")?;
    words.end()?;
    packages::install_missing(Errand::Bench)?;
    page::install_dependencies()?;
    page::build()?;
    build::programs(&["bench", "hongbang", "hongbang-server"], true)?;
    build::bare_window()?;
    let postgres = say::step("Starting a temporary PostgreSQL", Postgres::for_bench)?;
    say::step("Measuring", || {
        let mut command = std::process::Command::new(place::program("bench", true));
        command
            .current_dir(place::root())
            .env("HONGBANG_BENCH_POSTGRES", postgres.address());
        if let Some(only) = &only {
            command.args(["--only", only]);
        }
        program::face_to_face(
            &mut command,
            "read which line of the table above is below its aim.",
        )
    })
}
