//! The wall of twenty rows at 1920 × 1080: frames a second while nineteen of them glide, in Chromium and
//! in WebKit without a graphics card.

use crate::table::Line;
use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Stdio};
use tokio::runtime::Runtime;

/// A screen's own clock is never exactly sixty.
const NEARLY: f64 = 0.95;

/// Lets the page's own script watch both.
pub fn run(_: &Runtime) -> Result<Vec<Line>> {
    let house = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let house = house.context("the tests lie in the house")?;
    let programs = std::env::current_exe()?;
    let programs = programs.parent().context("a program lies in a folder")?;
    let mut command = Command::new(house.join("ui/node_modules/.bin/node"));
    command
        .arg(house.join("tests/page/frames.ts"))
        .env("HONGBANG_SERVER", programs.join("hongbang-server"))
        .stderr(Stdio::inherit());
    let told = command
        .output()
        .with_context(|| format!("{command:?} cannot be started"))?;
    ensure!(
        told.status.success(),
        "{command:?} ended with {}",
        told.status
    );
    let seen: Value = serde_json::from_slice(&told.stdout)?;
    let line = |what, browser: &str, aim: f64, times: f64| -> Result<Line> {
        let frames = seen[browser]["a_second"].as_f64();
        Ok(Line::more(
            what,
            frames.context("frames were counted")?,
            "the aim",
            aim,
            times,
        ))
    };
    Ok(vec![
        line(
            "frames of the wall while 19 of 20 rows glide, Chromium",
            "chromium",
            60.0,
            NEARLY,
        )?,
        line(
            "frames of the wall while 19 of 20 rows glide, WebKit without a graphics card",
            "webkit",
            30.0,
            1.0,
        )?,
    ])
}
