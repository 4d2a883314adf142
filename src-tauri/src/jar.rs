//! The cookies of the window, kept in Rust: the page never sees them, as in a browser.

use http::header::{COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderValue};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Names and values, in memory and in a file that only its owner may read.
pub struct Jar {
    file: PathBuf,
    held: Mutex<BTreeMap<String, String>>,
}

impl Jar {
    /// The jar of a data folder; an unreadable one is an empty one, and one signs in again.
    pub fn of(data_dir: &Path) -> Self {
        let file = data_dir.join("cookies.json");
        let held = std::fs::read(&file)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        Self {
            file,
            held: Mutex::new(held),
        }
    }

    /// Puts the cookies into a request, instead of whatever it brought.
    pub fn give(&self, headers: &mut HeaderMap) {
        headers.remove(COOKIE);
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let pairs: Vec<String> = held
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if !pairs.is_empty()
            && let Ok(value) = HeaderValue::from_str(&pairs.join("; "))
        {
            headers.insert(COOKIE, value);
        }
    }

    /// Takes the cookies out of an answer and keeps them.
    pub fn take(&self, headers: &mut HeaderMap) {
        let set: Vec<String> = headers
            .get_all(SET_COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok().map(str::to_owned))
            .collect();
        headers.remove(SET_COOKIE);
        if set.is_empty() {
            return;
        }
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        for cookie in &set {
            apply(cookie, &mut held);
        }
        if let Err(error) = write(&self.file, &held) {
            tracing::warn!(
                "sign-in is not remembered: {}: {error}",
                self.file.display()
            );
        }
    }
}

fn apply(cookie: &str, held: &mut BTreeMap<String, String>) {
    let mut parts = cookie.split(';').map(str::trim);
    let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
        return;
    };
    let ended = parts.any(|part| part.eq_ignore_ascii_case("max-age=0"));
    if ended || value.is_empty() {
        held.remove(name);
    } else {
        held.insert(name.to_owned(), value.to_owned());
    }
}

/// Whole or not at all: written beside, then renamed.
fn write(file: &Path, held: &BTreeMap<String, String>) -> std::io::Result<()> {
    let beside = file.with_extension("new");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(&beside)?
        .write_all(&serde_json::to_vec(held)?)?;
    std::fs::rename(beside, file)
}

#[cfg(test)]
mod tests {
    use super::Jar;
    use http::header::{COOKIE, SET_COOKIE};
    use http::{HeaderMap, HeaderValue};
    use std::path::PathBuf;

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("hongbang-jar-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    fn answer(jar: &Jar, cookie: &'static str) {
        let mut headers = HeaderMap::new();
        headers.append(SET_COOKIE, HeaderValue::from_static(cookie));
        jar.take(&mut headers);
        assert!(headers.is_empty(), "the page must not see it");
    }

    fn given(jar: &Jar) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, HeaderValue::from_static("hongbang=forged"));
        jar.give(&mut headers);
        headers
            .get(COOKIE)
            .map(|value| value.to_str().expect("text").to_owned())
    }

    #[test]
    fn a_sign_in_is_remembered_by_the_next_window() {
        let folder = folder("kept");
        answer(
            &Jar::of(&folder),
            "hongbang=abc; HttpOnly; SameSite=Lax; Path=/",
        );
        assert_eq!(given(&Jar::of(&folder)).as_deref(), Some("hongbang=abc"));
    }

    #[test]
    fn signing_out_empties_the_jar() {
        let jar = Jar::of(&folder("out"));
        answer(&jar, "hongbang=abc; HttpOnly");
        answer(&jar, "hongbang=; Max-Age=0; Path=/");
        assert_eq!(given(&jar), None);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_the_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = folder("mode");
        answer(&Jar::of(&folder), "hongbang=abc");
        let mode = folder
            .join("cookies.json")
            .metadata()
            .expect("a file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
