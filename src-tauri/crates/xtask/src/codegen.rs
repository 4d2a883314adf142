//! What is generated: the API's description, and from it the page's client.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::packages::Errand;
use crate::words::Words;
use crate::{build, packages, page, place, program, say};

const LIMIT: Duration = Duration::from_secs(5 * 60);

/// `cargo xtask codegen`: writes both anew.
pub fn verb(words: Words) -> Result<()> {
    words.end()?;
    packages::install_missing(Errand::Serve)?;
    page::install_dependencies()?;
    build::programs(&["hongbang-server"], false)?;
    say::step("Writing the API's description and the page's client", write)
}

/// Refuses when writing them anew would change them; leaves the files as they were.
pub fn check() -> Result<()> {
    let before = generated_folder()?;
    write()?;
    let after = generated_folder()?;
    let stale: Vec<String> = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(*bytes))
        .map(|(path, _)| {
            path.strip_prefix(place::root())
                .unwrap_or(path)
                .display()
                .to_string()
        })
        .collect();
    for path in after.keys() {
        match before.get(path) {
            Some(bytes) => std::fs::write(path, bytes)?,
            None => std::fs::remove_file(path)?,
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    bail!(
        "{} no longer fits the API. What to do: `cargo xtask codegen`, and commit what it writes.",
        stale.join(" and ")
    )
}

fn write() -> Result<()> {
    let server = place::program("hongbang-server", false);
    let mut command = Command::new(&server);
    command.arg("openapi");
    let description = program::answer(&mut command, "build it first: `cargo xtask codegen`.")?;
    let path = folder().join("openapi.json");
    std::fs::create_dir_all(folder())?;
    std::fs::write(&path, description).with_context(|| format!("writing {}", path.display()))?;
    program::quiet(
        &mut program::npm(&["run", "codegen"]),
        LIMIT,
        "mend what the lines above name; the script stands in ui/package.json.",
    )
}

fn folder() -> PathBuf {
    place::ui().join("src").join("api")
}

fn generated_folder() -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut files = BTreeMap::new();
    if folder().is_dir() {
        for path in place::files_in(&folder())?
            .into_iter()
            .filter(|path| path.is_file())
        {
            let bytes = std::fs::read(&path)?;
            files.insert(path, bytes);
        }
    }
    Ok(files)
}
