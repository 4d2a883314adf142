//! `cargo xtask run`: from a bare clone to the open window, or to an address for the browser.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::packages::Errand;
use crate::running::Running;
use crate::say::{Watch, seconds};
use crate::words::Words;
use crate::{build, packages, page, place};

/// Sets up, builds and opens.
pub fn run(mut words: Words) -> Result<()> {
    let browser = words.flag("--browser");
    let demo = words.flag("--demo");
    let release = words.flag("--release");
    let db = words.value("--db")?;
    let port = words.value("--port")?;
    words.end()?;
    let window = !browser && has_display();
    if !window && !browser {
        println!("There is no display here, so Hongbang will be served to a browser.");
    }
    let watch = Watch::start();
    packages::install_missing(if window {
        Errand::Window
    } else {
        Errand::Serve
    })?;
    page::install_dependencies()?;
    page::build()?;
    let name = if window {
        "hongbang"
    } else {
        "hongbang-server"
    };
    build::programs(&[name], release)?;
    println!("Everything was ready after {}.", seconds(watch.passed()));

    let mut command = Command::new(place::program(name, release));
    command.stdin(Stdio::null());
    if !window {
        command.arg("serve");
    }
    if demo {
        command.arg("--demo");
    }
    if let Some(db) = db {
        command.args(["--db", &db]);
    }
    if let Some(port) = port {
        if window {
            bail!("`--port` is for the browser. What to do: add `--browser`, or leave it out.");
        }
        command.args(["--port", &port]);
    }
    println!(
        "==> {}",
        if window {
            "Opening the window"
        } else {
            "Serving; Ctrl-C ends it"
        }
    );
    let status = Running::start(&mut command)?.wait()?;
    if !status.success() {
        bail!(
            "Hongbang ended with {status}. What to do: read the last lines above; the same lines \
             are kept in the folder `logs` of the data folder."
        );
    }
    Ok(())
}

/// Whether a window can open here.
fn has_display() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let wayland_socket = std::env::var_os("XDG_RUNTIME_DIR")
        .is_some_and(|folder| Path::new(&folder).join("wayland-0").exists());
    set("DISPLAY") || set("WAYLAND_DISPLAY") || wayland_socket
}
