//! Logs: readable on the console, kept for two weeks in daily files of the data folder.
//!
//! No personal data: what is logged names routes, tables and ids, never what a person typed.

use anyhow::Context as _;
use std::io::IsTerminal as _;
use std::path::Path;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, fmt};

/// How many days are kept.
const DAYS_KEPT: usize = 14;

/// Starts logging; `HONGBANG_LOG` says how much (`debug`, `store=trace`, …).
pub fn start(data_dir: &Path) -> anyhow::Result<()> {
    let folder = data_dir.join("logs");
    crate::folder::make(&folder)
        .with_context(|| format!("The folder for logs, {}, cannot be made", folder.display()))?;
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("hongbang")
        .filename_suffix("log")
        .max_log_files(DAYS_KEPT)
        .build(&folder)
        .with_context(|| format!("The log in {} cannot be opened", folder.display()))?;
    let wanted = EnvFilter::try_from_env("HONGBANG_LOG")
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,hyper=warn,zbus=warn"));
    let console = fmt::layer()
        .compact()
        .with_target(false)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let kept = fmt::layer().with_ansi(false).with_writer(file);
    tracing_subscriber::registry()
        .with(wanted)
        .with(console)
        .with(kept)
        .try_init()
        .context("Logging was started before")
}
