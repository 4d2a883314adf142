//! The command line.

use api::Clock;
use clap::Parser;
use std::path::PathBuf;

/// Hongbang 红榜: the books of a reseller team, in a window of its own.
#[derive(Parser)]
#[command(name = "hongbang", version)]
pub struct Line {
    /// An SQLite file, or a postgres:// address [default: the file in the data folder]
    #[arg(long, value_name = "WHERE")]
    pub db: Option<String>,
    /// The folder for the books, logs and backups [default: the user's data folder]
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// Make the demo team and open it at once
    #[arg(long)]
    pub demo: bool,
    /// Stop the clock at this time, so that pictures repeat; only with --demo
    #[arg(long, value_name = "RFC 3339", requires = "demo", value_parser = Clock::standing)]
    pub clock: Option<Clock>,
}
