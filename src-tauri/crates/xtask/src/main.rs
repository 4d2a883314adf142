//! The automation: `cargo xtask run` opens the app, `cargo xtask test` proves it.
//!
//! Laws of this crate: it builds in seconds and before any system package exists; it says what it
//! does and how long it took; a failure names the command, the place and the mend; whatever it
//! started it also ends, on success, on failure and on Ctrl-C.

mod bench;
mod build;
mod codegen;
mod count;
mod packages;
mod page;
mod place;
mod postgres;
mod program;
mod release;
mod run;
mod running;
mod say;
mod shots;
mod steps;
mod test;
mod words;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut words = words::Words::of_this_call();
    running::end_all_on_interrupt();
    let done = match words.verb().as_deref() {
        Some("run") => run::run(words),
        Some("test") => test::test(words),
        Some("bench") => bench::bench(words),
        Some("codegen") => codegen::verb(words),
        Some("release") => release::release(words),
        Some("shots") => shots::shots(words),
        Some("help" | "--help" | "-h") | None => {
            println!("{HELP}");
            Ok(())
        }
        Some(other) => Err(anyhow::anyhow!(
            "`cargo xtask {other}` is not one of the verbs. What to do: choose one of these.\n\n{HELP}"
        )),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

const HELP: &str = "\
cargo xtask run      set up what is missing, build, and open Hongbang in its window
    --demo           open the demo team at once
    --browser        serve it to a browser on 127.0.0.1 instead (also what happens without a display)
    --db <where>     another SQLite file or a postgres:// address
    --port <number>  the port for the browser (default 7474)
    --release        build with all optimisations: slower to build, quicker to use
cargo xtask test     set up what is missing and run every check
    --only <step,…>  only these: fmt, clippy, rust, tidy, codegen, page, journeys, desktop
cargo xtask bench    measure speed against its peers and write the table
cargo xtask codegen  write the API's description and the page's client anew
cargo xtask release  build the .deb
cargo xtask shots    photograph every page";
