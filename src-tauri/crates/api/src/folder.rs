//! Where the data folder is: the books, the logs, what the desktop window remembers.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The name of the books in the data folder.
pub const BOOKS: &str = "hongbang.sqlite";

/// The user's data folder: `HONGBANG_DATA`, or the system's place for it.
pub fn data() -> PathBuf {
    place(|name| std::env::var_os(name).filter(|value| !value.is_empty()))
}

/// Makes the folder, readable by its owner alone where the system knows owners.
pub fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn place(var: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    if let Some(chosen) = var("HONGBANG_DATA") {
        return PathBuf::from(chosen);
    }
    let home = var("HOME").map(PathBuf::from).unwrap_or_default();
    let data = if cfg!(windows) {
        var("APPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        Some(home.join("Library").join("Application Support"))
    } else {
        // A relative XDG path is to be ignored, says the XDG base directory specification.
        var("XDG_DATA_HOME")
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    data.unwrap_or_else(|| home.join(".local").join("share"))
        .join("hongbang")
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::place;
    use std::path::Path;

    fn check(vars: &[(&str, &str)], expected: &str) {
        let found = place(|name| {
            let held = vars.iter().find(|(known, _)| *known == name);
            held.map(|(_, value)| value.into())
        });
        assert_eq!(found, Path::new(expected));
    }

    #[test]
    fn our_own_variable_wins_then_xdg_then_home() {
        check(&[("HOME", "/home/li"), ("HONGBANG_DATA", "/d")], "/d");
        check(
            &[("HOME", "/home/li"), ("XDG_DATA_HOME", "/x")],
            "/x/hongbang",
        );
        check(&[("HOME", "/home/li")], "/home/li/.local/share/hongbang");
    }

    #[test]
    fn a_relative_xdg_path_is_ignored() {
        check(
            &[("HOME", "/home/li"), ("XDG_DATA_HOME", "x")],
            "/home/li/.local/share/hongbang",
        );
    }
}
