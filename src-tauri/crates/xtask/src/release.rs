//! `cargo xtask release`: the .deb, without anything fetched from elsewhere.

use std::time::Duration;

use anyhow::{Result, bail};

use crate::packages::Errand;
use crate::words::Words;
use crate::{build, packages, page, place, program, say};

const LIMIT: Duration = Duration::from_secs(10 * 60);

/// Builds the window's program with all optimisations and packs it.
pub fn release(words: Words) -> Result<()> {
    words.end()?;
    if !cfg!(target_os = "linux") {
        bail!(
            "The .deb is built on Linux. What to do: on this system call `npx tauri build` in \
             ui/ for its own kind of installer."
        );
    }
    packages::install_missing(Errand::Window)?;
    page::install_dependencies()?;
    page::build()?;
    build::programs(&["hongbang"], true)?;
    say::step("Packing the .deb", || {
        let packer = place::ui().join("node_modules/.bin/tauri");
        let words = ["bundle", "--bundles", "deb"];
        let mut command = program::command(&packer.to_string_lossy(), &words, &place::root());
        program::quiet(&mut command, LIMIT, "mend what the lines above name.")
    })?;
    let folder = place::target().join("release").join("bundle").join("deb");
    for path in place::files_in(&folder)?
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "deb"))
    {
        say::note(&format!(
            "{} ({} kB)",
            path.display(),
            path.metadata()?.len() / 1024
        ));
    }
    Ok(())
}
