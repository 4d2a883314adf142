//! Opening the books that the command line names.

use crate::line::Books;
use anyhow::Context as _;
use api::outbox::Wire;
use api::{App, Clock, Config, Door, folder};
use std::path::Path;

impl Books {
    /// Where the data folder is.
    pub fn data_dir(&self) -> std::path::PathBuf {
        self.data.clone().unwrap_or_else(folder::data)
    }

    /// Where the books are: as named, or the file in the data folder.
    pub fn address(&self) -> String {
        let kept = || self.data_dir().join(folder::BOOKS).display().to_string();
        self.db.clone().unwrap_or_else(kept)
    }

    /// Whether there are books to open; those on a server say so themselves.
    pub fn are_there(&self) -> bool {
        let address = self.address();
        address.contains("://") || Path::new(&address).is_file()
    }
}

/// Opens them, with logs in the data folder.
///
/// Without a way to group robots nothing is sent to them.
pub async fn open(
    books: Books,
    clock: Clock,
    (door, robots): (Door, Option<Wire>),
    demo: bool,
) -> anyhow::Result<App> {
    let data_dir = books.data_dir();
    folder::make(&data_dir).with_context(|| {
        let place = data_dir.display();
        format!("The data folder {place} cannot be made. Name another with --data.")
    })?;
    api::log::start(&data_dir)?;
    let config = Config {
        db: books.address(),
        data_dir,
        clock,
        door,
        demo,
    };
    App::open_with(config, robots).await
}
