//! The folder that backups lie in.

use super::Backup;
use crate::app::App;
use crate::error::Result;
use anyhow::Context as _;
use rules::Moment;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// How the program's own backups are called.
pub(super) const AUTOMATIC: &str = "auto-";

/// The folder that backups lie in.
pub(super) struct Shelf {
    pub(super) folder: PathBuf,
}

impl Shelf {
    pub(super) fn of(app: &App) -> Self {
        Self {
            folder: app.data_dir.join("backups"),
        }
    }

    /// Where a backup of a name goes; the folder is there afterwards.
    pub(super) fn place(&self, name: &str) -> Result<PathBuf> {
        std::fs::create_dir_all(&self.folder)
            .with_context(|| format!("making the folder {}", self.folder.display()))?;
        Ok(self.folder.join(name))
    }

    /// Where a file is kept until it was checked: beside the books, so that it can take their place.
    pub(super) fn incoming(&self, app: &App) -> PathBuf {
        let file = app.db.file().unwrap_or_else(|| self.folder.clone());
        file.with_extension(format!("incoming-{}", app.clock.now().0))
    }

    /// A backup's file by its name; a name with a path in it finds nothing.
    pub(super) fn find(&self, name: &str) -> Result<Option<PathBuf>> {
        let is_here = self.list()?.iter().any(|backup| backup.name == name);
        Ok(is_here.then(|| self.folder.join(name)))
    }

    /// All backups, the latest first.
    pub(super) fn list(&self) -> Result<Vec<Backup>> {
        let entries = match std::fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(anyhow::Error::from(error).context("listing backups").into()),
        };
        let mut backups: Vec<Backup> = entries
            .filter_map(|entry| backup(&entry.ok()?.path()))
            .collect();
        backups.sort_by(|a, b| (b.made_at, &b.name).cmp(&(a.made_at, &a.name)));
        Ok(backups)
    }
}

fn backup(path: &Path) -> Option<Backup> {
    let name = path.file_name()?.to_str()?.to_owned();
    if path.extension()? != "sqlite" {
        return None;
    }
    let facts = path.metadata().ok()?;
    let made = facts.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(Backup {
        bytes: i64::try_from(facts.len()).unwrap_or(i64::MAX),
        made_at: Moment(i64::try_from(made.as_millis()).unwrap_or(i64::MAX)),
        is_automatic: name.starts_with(AUTOMATIC),
        name,
    })
}
