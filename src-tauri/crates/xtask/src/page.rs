//! The page's dependencies and its build, made again only when something they read has changed.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{place, program, say};

const INSTALL_LIMIT: Duration = Duration::from_secs(15 * 60);
const BUILD_LIMIT: Duration = Duration::from_secs(10 * 60);

/// Installs the page's dependencies exactly as locked, without running their scripts.
pub fn install_dependencies() -> Result<()> {
    let ui = place::ui();
    if place::on_path(&["npm", "npm.cmd"]).is_none() {
        bail!(
            "The page is built with npm, and npm is not here. What to do: install Node.js 20 or \
             newer with npm, and call this again."
        );
    }
    let locked = place::print_of(&[ui.join("package.json"), ui.join("package-lock.json")])?;
    let stamp = ui.join("node_modules").join(".hongbang-lock");
    if std::fs::read_to_string(&stamp).is_ok_and(|kept| kept == locked) {
        println!("==> Page dependencies: as locked");
        return Ok(());
    }
    say::step("Installing the page's dependencies as locked", || {
        let mend = "check that the npm registry can be reached, and call this again.";
        program::quiet(
            &mut program::npm(&["ci", "--ignore-scripts"]),
            INSTALL_LIMIT,
            mend,
        )?;
        // The one script we want: it puts the Node that the page's tools need in its place.
        program::quiet(&mut program::npm(&["rebuild", "node"]), INSTALL_LIMIT, mend)?;
        std::fs::write(&stamp, &locked).with_context(|| format!("writing {}", stamp.display()))
    })
}

/// Builds the page when its sources changed.
pub fn build() -> Result<()> {
    let sources = place::print_of(&sources())?;
    let stamp = place::target().join("xtask").join("page-build");
    let built = place::ui().join("dist").join("index.html").is_file();
    if built && std::fs::read_to_string(&stamp).is_ok_and(|kept| kept == sources) {
        println!("==> Page: built and unchanged");
        return Ok(());
    }
    say::step("Building the page", || {
        let mut command = program::npm(&["run", "build"]);
        command.stdin(Stdio::null());
        let mend = "mend what the lines above name; `npm run check` in ui/ says more.";
        program::quiet(&mut command, BUILD_LIMIT, mend)?;
        std::fs::create_dir_all(place::target().join("xtask"))?;
        std::fs::write(&stamp, &sources).with_context(|| format!("writing {}", stamp.display()))
    })
}

fn sources() -> Vec<PathBuf> {
    let inside = [
        "src",
        "public",
        "index.html",
        "package.json",
        "package-lock.json",
        "vite.config.ts",
        "tsconfig.json",
    ];
    inside.iter().map(|name| place::ui().join(name)).collect()
}
