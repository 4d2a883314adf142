//! Debian's packages: what each errand needs, which of it is missing, and its installation.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::{place, program, say};

/// One thing the machine must have.
struct Need {
    package: &'static str,
    there: fn() -> bool,
}

const COMPILER: Need = Need {
    package: "build-essential",
    there: || program_there(&["cc"]),
};
const PKG_CONFIG: Need = Need {
    package: "pkg-config",
    there: || program_there(&["pkg-config"]),
};
const WEBKIT: Need = Need {
    package: "libwebkit2gtk-4.1-dev",
    there: webkit_there,
};
const CHINESE: Need = Need {
    package: "fonts-noto-cjk",
    there: chinese_there,
};
const CHROMIUM: Need = Need {
    package: "chromium",
    there: || chromium().is_some(),
};
const POSTGRES: Need = Need {
    package: "postgresql",
    there: || crate::postgres::programs().is_some(),
};
const DRIVER: Need = Need {
    package: "webkit2gtk-driver",
    there: || program_there(&["WebKitWebDriver"]),
};
const SCREEN: Need = Need {
    package: "xvfb",
    there: || program_there(&["Xvfb"]),
};
const COOKIES: Need = Need {
    package: "xauth",
    there: || program_there(&["xauth"]),
};
const BUS: Need = Need {
    package: "dbus",
    there: || program_there(&["dbus-daemon"]) && program_there(&["dbus-monitor"]),
};
const REDIS: Need = Need {
    package: "redis-server",
    there: || program_there(&["redis-server"]),
};
const SQLITE: Need = Need {
    package: "sqlite3",
    there: || program_there(&["sqlite3"]),
};

/// What is going to be done, and so what must be there.
#[derive(Clone, Copy)]
pub enum Errand {
    /// Serve the page to a browser.
    Serve,
    /// Build and open the window.
    Window,
    /// Build everything and drive it.
    Test,
    /// Measure against the peers.
    Bench,
}

impl Errand {
    fn needs(self) -> Vec<Need> {
        let mut needs = vec![COMPILER];
        if !matches!(self, Self::Serve) {
            needs.extend([PKG_CONFIG, WEBKIT, CHINESE]);
        }
        if matches!(self, Self::Test) {
            needs.extend([DRIVER, SCREEN, COOKIES, BUS, CHROMIUM, POSTGRES]);
        }
        if matches!(self, Self::Bench) {
            needs.extend([POSTGRES, REDIS, SQLITE, DRIVER, SCREEN, COOKIES, CHROMIUM]);
        }
        needs
    }
}

/// Installs what is missing; says one sentence when nothing is.
pub fn install_missing(errand: Errand) -> Result<()> {
    if matches!(errand, Errand::Test) {
        add_components()?;
    }
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let missing: Vec<&str> = errand
        .needs()
        .iter()
        .filter(|need| !(need.there)())
        .map(|need| on_this_system(need.package))
        .collect();
    if missing.is_empty() {
        println!("==> System packages: nothing is missing");
        return Ok(());
    }
    say::step(
        &format!(
            "Installing the missing system packages: {}",
            missing.join(" ")
        ),
        || {
            let by_hand = format!(
                "install them yourself (`apt-get install {}` as root, or what your system calls them) \
             and call this again.",
                missing.join(" ")
            );
            if place::on_path(&["apt-get"]).is_none() {
                bail!("This system has no apt-get. What to do: {by_hand}");
            }
            program::face_to_face(&mut apt(&["update", "-qq"], &by_hand)?, &by_hand)?;
            let mut words = vec!["install", "-y", "-qq", "--no-install-recommends"];
            words.extend(&missing);
            program::face_to_face(&mut apt(&words, &by_hand)?, &by_hand)
        },
    )
}

/// A package's name here: Ubuntu calls Debian's browser otherwise.
fn on_this_system(package: &'static str) -> &'static str {
    let is_ubuntu = || {
        let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
        release.lines().any(|line| line == "ID=ubuntu")
    };
    match package {
        "chromium" if is_ubuntu() => "chromium-browser",
        package => package,
    }
}

/// Adds the formatter and the linter, which a minimal Rust comes without.
fn add_components() -> Result<()> {
    let lacks = |tool: &&str| {
        let there = program::cargo(&[tool, "--version"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        !there.is_ok_and(|status| status.success())
    };
    let missing: Vec<&str> = ["fmt", "clippy"]
        .into_iter()
        .filter(lacks)
        .map(|tool| if tool == "fmt" { "rustfmt" } else { tool })
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mend = format!(
        "install {} as your Rust came, with rustup: `rustup component add {}`.",
        missing.join(" and "),
        missing.join(" ")
    );
    say::step(&format!("Adding {} to Rust", missing.join(" and ")), || {
        let mut rustup = Command::new("rustup");
        rustup.args(["component", "add"]).args(&missing);
        program::face_to_face(&mut rustup, &mend)
    })
}

/// `apt-get` as root, or through sudo.
fn apt(words: &[&str], by_hand: &str) -> Result<Command> {
    let mut command = if is_root() {
        Command::new("apt-get")
    } else if place::on_path(&["sudo"]).is_some() {
        let mut sudo = Command::new("sudo");
        sudo.args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    } else {
        bail!(
            "Installing system packages needs root or sudo, and neither is here. What to do: {by_hand}"
        );
    };
    command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

/// Whether this program runs as root.
pub fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).trim() == "0")
}

/// The browser that the page's journeys drive.
pub fn chromium() -> Option<std::path::PathBuf> {
    place::on_path(&[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ])
}

fn program_there(names: &[&str]) -> bool {
    place::on_path(names).is_some()
}

fn webkit_there() -> bool {
    Command::new("pkg-config")
        .args(["--exists", "webkit2gtk-4.1"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn chinese_there() -> bool {
    Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists()
        || Command::new("fc-list")
            .arg(":lang=zh")
            .output()
            .is_ok_and(|output| !output.stdout.is_empty())
}
