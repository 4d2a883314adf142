//! The program that the crash test kills between a browser's requests: the whole router on a free port.

use api::app::Door;
use api::{App, Clock, Config};
use std::io::Write as _;
use std::path::PathBuf;
use tests::stage::NOW;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let file = std::env::args().nth(1).unwrap_or_default();
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let app = App::open(Config {
        data_dir: PathBuf::from(&file).with_extension("folder"),
        db: file,
        clock: Clock::set_to(NOW),
        door: Door::Tcp(address),
        demo: false,
    })
    .await?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{address}")?;
    out.flush()?;
    drop(out);
    axum::serve(listener, app.router()).await?;
    Ok(())
}
