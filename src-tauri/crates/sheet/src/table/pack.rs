//! Zip archives: an xlsx, or several files in one, with names in GBK and sizes that may lie.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{BYTES_MAX, Container, FILES_MAX, Table, decode, workbook};
use crate::refused::{Fault, Refused};

/// All tables of an archive, or the one workbook it is.
pub fn read<'a>(name: &str, bytes: &'a [u8]) -> Result<Vec<Table<'a>>, Refused> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refused::file(Fault::Damaged, name))?;
    let is_workbook = archive.index_for_name("xl/workbook.xml").is_some()
        || archive.index_for_name("[Content_Types].xml").is_some();
    if is_workbook {
        check_size(name, &mut archive)?;
        return workbook::xlsx(name, bytes);
    }
    if archive.index_for_name("content.xml").is_some() {
        return Err(Refused::file(Fault::NotATable, name));
    }
    unpack(name, &mut archive)
}

fn unpack<'a>(
    name: &str,
    archive: &mut ZipArchive<Cursor<&'a [u8]>>,
) -> Result<Vec<Table<'a>>, Refused> {
    let mut left = BYTES_MAX;
    let mut tables = Vec::new();
    let mut files = 0;
    for index in 0..archive.len() {
        let mut entry = match archive.by_index(index) {
            Ok(entry) => entry,
            Err(zip::result::ZipError::UnsupportedArchive(_)) => {
                return Err(Refused::file(Fault::Encrypted, name));
            }
            Err(_) => return Err(Refused::file(Fault::Damaged, name)),
        };
        let inner = decode::text(entry.name_raw())
            .unwrap_or_default()
            .into_owned();
        // macOS puts shadows of every file beside it.
        let hidden = inner
            .split('/')
            .any(|part| part.starts_with('.') || part == "__MACOSX");
        if entry.is_dir() || hidden {
            continue;
        }
        files += 1;
        if files > FILES_MAX {
            return Err(Refused::file(Fault::TooManyFiles, name));
        }
        let mut unpacked = Vec::new();
        let read = entry
            .by_ref()
            .take(left + 1)
            .read_to_end(&mut unpacked)
            .map_err(|_| Refused::file(Fault::Damaged, name))?;
        left = left
            .checked_sub(read as u64)
            .ok_or_else(|| Refused::file(Fault::TooLarge, name))?;
        let path = format!("{name}/{inner}");
        match Container::of(&unpacked) {
            // An archive in an archive would double the bounds with each wrapping, unless it is a workbook.
            Container::Zip if !is_workbook_bytes(&unpacked) => {
                return Err(Refused::file(Fault::NotATable, &path));
            }
            // A readme or a picture beside the tables is no reason to refuse them.
            Container::Binary => continue,
            _ => {}
        }
        let found = super::read(&path, &unpacked)?;
        tables.extend(found.into_iter().map(Table::owned));
    }
    Ok(tables)
}

fn is_workbook_bytes(bytes: &[u8]) -> bool {
    ZipArchive::new(Cursor::new(bytes))
        .is_ok_and(|archive| archive.index_for_name("xl/workbook.xml").is_some())
}

/// Unpacks everything once into nothing, because the sizes an archive states may lie.
fn check_size(name: &str, archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Refused> {
    let mut left = BYTES_MAX;
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index(index) else {
            return Err(Refused::file(Fault::Damaged, name));
        };
        let read = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink())
            .map_err(|_| Refused::file(Fault::Damaged, name))?;
        left = left
            .checked_sub(read)
            .ok_or_else(|| Refused::file(Fault::TooLarge, name))?;
    }
    Ok(())
}
