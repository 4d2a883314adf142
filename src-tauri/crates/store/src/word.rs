//! Words of enums as they are kept.

use crate::{Error, Result};
use serde::de::DeserializeOwned;

/// Reads the word of an enum.
pub(crate) fn word<T: DeserializeOwned>(
    table: &'static str,
    column: &'static str,
    id: i64,
    text: String,
) -> Result<T> {
    serde_json::from_value(text.clone().into()).map_err(|_| Error::Unreadable {
        table,
        column,
        id,
        read: text,
    })
}

/// An enum as the word it is kept as.
pub(crate) fn kept(word: impl serde::Serialize) -> String {
    let word = serde_json::to_value(word).unwrap_or_default();
    word.as_str().unwrap_or_default().to_owned()
}
