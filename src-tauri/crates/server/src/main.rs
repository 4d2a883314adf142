//! The headless program: the same router as the window over TCP, with the same page.

mod books;
mod line;
mod page;
mod serve;
mod verify;

use clap::Parser as _;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let done = match line::Line::parse().verb {
        line::Verb::Serve(serve) => serve::serve(serve).await,
        line::Verb::Verify(books) => verify::verify(books).await,
        line::Verb::Openapi => openapi(),
        line::Verb::Version => {
            println!("hongbang-server {}", env!("CARGO_PKG_VERSION"));
            Ok(())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            let cause = error.root_cause().to_string();
            if cause != error.to_string() {
                eprintln!("({cause})");
            }
            ExitCode::FAILURE
        }
    }
}

fn openapi() -> anyhow::Result<()> {
    println!("{}", serde_json::to_string_pretty(&api::App::openapi())?);
    Ok(())
}
