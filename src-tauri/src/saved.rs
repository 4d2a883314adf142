//! Files that the API answers with are written into the user's folder for downloads: a page in a
//! window has no browser around it that would.

use http::header::CONTENT_DISPOSITION;
use http::{HeaderMap, HeaderValue};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use tauri::{Manager as _, Webview};

/// The header that tells the page where the file now is, percent-encoded.
const SAVED: &str = "x-hongbang-saved";

/// Whether an answer is a file to keep.
pub fn is_download(headers: &HeaderMap) -> bool {
    disposition(headers).is_some_and(|value| value.starts_with("attachment"))
}

/// Writes the file and names its place in the answer's head.
pub fn save(webview: &Webview, headers: &mut HeaderMap, bytes: &[u8]) -> Result<(), String> {
    let name = disposition(headers).map(file_name).unwrap_or_default();
    let path = webview.path();
    let folder = path
        .download_dir()
        .or_else(|_| path.home_dir())
        .map_err(|why| {
            format!("没有可以存放文件的文件夹。There is no folder to save into: {why}")
        })?;
    let kept = keep(&folder, &name, bytes)
        .map_err(|why| format!("“{}”存不下：{why}", folder.join(&name).display()))?;
    let place = encoded(&kept.display().to_string());
    if let Ok(place) = HeaderValue::from_str(&place) {
        headers.insert(SAVED, place);
    }
    Ok(())
}

fn disposition(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_DISPOSITION)?.to_str().ok()
}

/// The name in `attachment; filename*=UTF-8''…` or `filename="…"`, without any folder.
fn file_name(disposition: &str) -> String {
    let part = |key: &str| {
        disposition
            .split(';')
            .find_map(|part| part.trim().strip_prefix(key))
            .map(|value| value.trim_matches('"'))
    };
    let name = part("filename*=UTF-8''").map(decoded);
    let name = name
        .or_else(|| part("filename=").map(str::to_owned))
        .unwrap_or_default();
    let last = name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .trim_matches('.');
    if last.is_empty() {
        "hongbang".to_owned()
    } else {
        last.to_owned()
    }
}

/// Never over a file that is there: `name (2).xlsx`.
fn keep(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let (stem, end) = match name.rsplit_once('.') {
        Some((stem, end)) => (stem, format!(".{end}")),
        None => (name, String::new()),
    };
    for number in 1.. {
        let tried = match number {
            1 => folder.join(name),
            _ => folder.join(format!("{stem} ({number}){end}")),
        };
        match std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&tried)
        {
            Ok(mut file) => {
                file.write_all(bytes)?;
                return Ok(tried);
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let pair = after
            .get(..2)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_./ ".contains(&byte) {
            out.push(byte.into());
        } else {
            // Writing into a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{decoded, encoded, file_name, keep};

    #[test]
    fn the_name_is_read_and_never_names_a_folder() {
        let check = |header, expected: &str| assert_eq!(file_name(header), expected);
        check("attachment; filename=\"statement.xlsx\"", "statement.xlsx");
        check(
            "attachment; filename=\"a.xlsx\"; filename*=UTF-8''%E7%A7%AF%E5%88%86.xlsx",
            "积分.xlsx",
        );
        check("attachment; filename=\"../../.bashrc\"", "bashrc");
        check("attachment", "hongbang");
    }

    #[test]
    fn a_file_that_is_there_is_kept() {
        let folder = std::env::temp_dir().join(format!("hongbang-saved-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let names: Vec<_> = (0..3)
            .map(|_| keep(&folder, "积分.xlsx", b"x").expect("written"))
            .map(|path| {
                path.file_name()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        assert_eq!(names, ["积分.xlsx", "积分 (2).xlsx", "积分 (3).xlsx"]);
    }

    #[test]
    fn a_place_survives_the_header() {
        let place = "/home/李/下载/a b (2).xlsx";
        assert_eq!(decoded(&encoded(place)), place);
        assert!(encoded(place).is_ascii());
    }
}
