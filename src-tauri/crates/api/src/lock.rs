//! One program at a time on an SQLite file: what is kept in memory, such as boards, would not see
//! what another program writes. PostgreSQL serves one program at a time by agreement alone.

use anyhow::{Context as _, bail};
use std::fs::{File, TryLockError};

/// Holds a file of books until it is dropped; the system lets go when the program dies.
#[derive(Debug)]
pub struct Lock(#[allow(dead_code, reason = "dropping it unlocks")] File);

impl Lock {
    /// Locks the books at an address; nothing to lock when they are on a server.
    pub fn take(address: &str) -> anyhow::Result<Option<Self>> {
        if address.contains("://") || address.starts_with(":memory:") {
            return Ok(None);
        }
        let place = format!("{address}.lock");
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&place)
            .with_context(|| format!("{place} cannot be written"))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::WouldBlock) => bail!(
                "另一个红榜程序正在使用它，请先把那个关掉。Another Hongbang uses them; close that one first."
            ),
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("{place} cannot be locked"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lock;

    #[test]
    fn books_are_held_by_one_program_until_it_lets_go() {
        let books = std::env::temp_dir().join(format!("hongbang-lock-{}", std::process::id()));
        let books = books.display().to_string();
        let first = Lock::take(&books).expect("free");
        let words = Lock::take(&books).expect_err("held").to_string();
        assert!(words.contains("close that one first"), "{words}");
        drop(first);
        assert!(Lock::take(&books).expect("free again").is_some());
    }

    #[test]
    fn a_server_needs_no_lock_of_ours() {
        assert!(
            Lock::take("postgres://li@db/books")
                .expect("no file")
                .is_none()
        );
    }
}
