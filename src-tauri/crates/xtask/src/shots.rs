//! `cargo xtask shots`: photographs of every page, for the eyes.

use std::time::Duration;

use anyhow::{Result, bail};

use crate::packages::{self, Errand};
use crate::words::Words;
use crate::{build, page, place, program, say};

const LIMIT: Duration = Duration::from_secs(30 * 60);

/// Builds the server and lets the page's own script photograph it.
pub fn shots(words: Words) -> Result<()> {
    words.end()?;
    packages::install_missing(Errand::Test)?;
    page::install_dependencies()?;
    page::build()?;
    build::programs(&["hongbang-server"], false)?;
    say::step("Photographing every page into tests/shots", || {
        let mut command = program::npm(&["run", "shots"]);
        command.env("HONGBANG_SERVER", place::program("hongbang-server", false));
        if let Some(chromium) = packages::chromium() {
            command.env("HONGBANG_CHROMIUM", chromium);
        }
        match program::watched(&mut command, LIMIT, "read the last lines above.")?.failure {
            None => Ok(()),
            Some(failure) => bail!(failure),
        }
    })
}
