//! The command line.

use api::Clock;
use clap::{Args, Parser, Subcommand};
use rules::points::verify::Head;
use std::net::IpAddr;
use std::path::PathBuf;

/// Hongbang 红榜: the books of a reseller team, served to browsers.
#[derive(Parser)]
#[command(
    name = "hongbang-server",
    version,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub struct Line {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// What the program can do.
#[derive(Subcommand)]
pub enum Verb {
    /// Serve the app to browsers.
    Serve(Serve),
    /// Recount all points by a second, slow, obvious way and check the chain of hashes.
    Verify(Verify),
    /// Print the API's description (OpenAPI 3.1).
    Openapi,
    /// Print the version.
    Version,
}

/// Where the books are.
#[derive(Args)]
pub struct Books {
    /// An SQLite file, or a postgres:// address [default: the file in the data folder]
    #[arg(long, value_name = "WHERE")]
    pub db: Option<String>,
    /// The folder for logs, backups and uploads [default: the user's data folder]
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
}

/// What to verify, and against what.
#[derive(Args)]
pub struct Verify {
    #[command(flatten)]
    pub books: Books,
    /// Verify only this team
    #[arg(long, value_name = "NUMBER")]
    pub team: Option<i64>,
    /// A head that was published earlier; may be given several times
    #[arg(long = "head", value_name = "NUMBER:HASH", value_parser = head)]
    pub heads: Vec<Head>,
}

/// How to serve.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    pub books: Books,
    /// The port to listen on; 0 takes any free one
    #[arg(long, default_value_t = 7474)]
    pub port: u16,
    /// The address to listen on; 0.0.0.0 lets other machines in
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    pub bind: IpAddr,
    /// Make the demo team and open it at once
    #[arg(long)]
    pub demo: bool,
    /// Stop the clock at this time, so that pictures repeat; only with --demo
    #[arg(long, value_name = "RFC 3339", requires = "demo", value_parser = Clock::standing)]
    pub clock: Option<Clock>,
    /// Send what group robots are sent to this stand-in instead, for tests; only with --demo
    #[arg(long, value_name = "ADDRESS", requires = "demo", hide = true)]
    pub robots: Option<String>,
    /// Serve the page from this folder instead of the one built in
    #[arg(long, value_name = "FOLDER")]
    pub page: Option<PathBuf>,
}

fn head(text: &str) -> Result<Head, String> {
    Head::read(text).ok_or_else(|| "write it as it was shown: 1024:9f86…, 64 digits".to_owned())
}

#[cfg(test)]
mod tests {
    use super::Line;
    use clap::{CommandFactory as _, Parser as _};

    fn refusal(line: &str) -> String {
        match Line::try_parse_from(line.split_whitespace()) {
            Ok(_) => panic!("`{line}` should be refused"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn the_command_line_holds_together() {
        Line::command().debug_assert();
    }

    #[test]
    fn a_bad_time_says_how_to_write_it() {
        let words = refusal("hongbang-server serve --demo --clock yesterday");
        assert!(words.contains("2026-11-22T10:00:00+08:00"), "{words}");
    }

    #[test]
    fn the_clock_stands_only_for_the_demo() {
        let words = refusal("hongbang-server serve --clock 2026-11-22T10:00:00+08:00");
        assert!(words.contains("--demo"), "{words}");
    }

    #[test]
    fn a_published_head_is_a_number_and_a_hash() {
        let words = refusal("hongbang-server verify --head 9f86");
        assert!(words.contains("1024:9f86"), "{words}");
        let line = format!(
            "hongbang-server verify --team 1 --head 7:{}",
            "0a".repeat(32)
        );
        assert!(Line::try_parse_from(line.split_whitespace()).is_ok());
    }

    #[test]
    fn an_unknown_word_is_named() {
        let words = refusal("hongbang-server serv");
        assert!(words.contains("serv"), "{words}");
    }
}
