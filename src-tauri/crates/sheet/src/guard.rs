//! What shops put around values so that Excel leaves them alone, and what stands for "nothing".

use std::borrow::Cow;

/// The value inside its guards: `="…"`, a leading tab, `'` or backtick inside or outside quotes, spaces.
pub fn stripped(cell: &str) -> &str {
    let mut value = trimmed(cell);
    // Nearly all values start with what no guard starts with, and this is asked of every cell.
    let may_be_guard = |first: &u8| matches!(first, b'=' | b'"' | b'\'' | b'`' | 0xe2);
    if !value.as_bytes().first().is_some_and(may_be_guard) {
        return value;
    }
    // Guards nest in any order ('="…" inside quotes, a tab before quotes), so peel until nothing changes.
    loop {
        let before = value.len();
        if let Some(inner) = value.strip_prefix('=')
            && let Some(inner) = quoted(trimmed(inner))
        {
            value = inner;
        } else if let Some(inner) = quoted(value) {
            value = inner;
        } else if let Some(inner) = value.strip_prefix(['\'', '`', '‘', '’']) {
            // A closing twin belongs to the guard: 'text'.
            value = inner.strip_suffix(['\'', '`']).unwrap_or(inner);
        }
        value = trimmed(value);
        if value.len() == before {
            return value;
        }
    }
}

/// The same on a cell that may own its text.
pub fn stripped_cow<'t>(cell: &Cow<'t, str>) -> Cow<'t, str> {
    match cell {
        Cow::Borrowed(text) => Cow::Borrowed(stripped(text)),
        Cow::Owned(text) => Cow::Owned(stripped(text).to_owned()),
    }
}

/// Whether a value stands for nothing: empty, dashes, slashes, or words for "none".
pub fn is_nothing(value: &str) -> bool {
    // The longest of these has six bytes; most values are longer, and this is asked of every cell.
    const BYTES_MAX: usize = 6;
    if value.len() > BYTES_MAX || value.len() > 1 && value.as_bytes()[0].is_ascii_digit() {
        return value.is_empty();
    }
    matches!(
        value,
        "" | "-"
            | "--"
            | "—"
            | "——"
            | "－"
            | "/"
            | "\\"
            | "\\N"
            | "无"
            | "空"
            | "null"
            | "NULL"
            | "None"
            | "N/A"
            | "#N/A"
            | "nan"
            | "NaN"
    )
}

/// Whether a value is personal data the shop has masked: `##密文`, `$$密文`, `***`, `138****0000`.
pub fn is_masked(value: &str) -> bool {
    let bytes = value.as_bytes();
    let starred = memchr::memchr(b'*', bytes).is_some_and(|at| bytes.get(at + 1) == Some(&b'*'));
    starred || value.starts_with("##") || value.starts_with("$$")
}

/// The value, or `None` when it stands for nothing.
pub fn filled(cell: &str) -> Option<&str> {
    let value = stripped(cell);
    (!is_nothing(value)).then_some(value)
}

fn quoted(value: &str) -> Option<&str> {
    // Doubled quotes are what a guard looks like in a csv cell that was split but not unescaped.
    let inner = value
        .strip_prefix("\"\"")
        .and_then(|v| v.strip_suffix("\"\""));
    inner.or_else(|| value.strip_prefix('"').and_then(|v| v.strip_suffix('"')))
}

fn trimmed(value: &str) -> &str {
    // Most cells need no trimming; two byte looks are cheaper than Unicode trimming on both ends.
    let bytes = value.as_bytes();
    let plain = |byte: &u8| byte.is_ascii_graphic();
    // A tab is what shops put before long numbers.
    let (value, bytes) = match bytes {
        [b'\t', rest @ ..] => (&value[1..], rest),
        _ => (value, bytes),
    };
    if bytes.first().is_none_or(plain) && bytes.last().is_none_or(plain) {
        return value;
    }
    value.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}'
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn guards_are_stripped_inside_and_outside_quotes() {
        let cells = [
            "=\"2100\"",
            "\t6917",
            "\"\t6917\"",
            "\t\"6917\"",
            "'6917",
            "`6917`",
            "'13*******",
            "=\"\"2100\"\"",
            " 张三\u{3000}",
            "\u{feff}订单号",
            "=SUM(A1)",
            "=",
            "\"",
            "''",
            "O'Neil",
        ];
        let shown: Vec<String> = cells
            .iter()
            .map(|cell| format!("{cell:?} -> {:?}", stripped(cell)))
            .collect();
        expect![[r#"
            "=\"2100\"" -> "2100"
            "\t6917" -> "6917"
            "\"\t6917\"" -> "6917"
            "\t\"6917\"" -> "6917"
            "'6917" -> "6917"
            "`6917`" -> "6917"
            "'13*******" -> "13*******"
            "=\"\"2100\"\"" -> "2100"
            " 张三\u{3000}" -> "张三"
            "\u{feff}订单号" -> "订单号"
            "=SUM(A1)" -> "=SUM(A1)"
            "=" -> "="
            "\"" -> "\""
            "''" -> ""
            "O'Neil" -> "O'Neil""#]]
        .assert_eq(&shown.join("\n"));
    }

    #[test]
    fn nothing_and_masked_are_told_apart() {
        assert!(
            ["", "-", "－", "--", "\t-", "=\"\""]
                .iter()
                .all(|cell| filled(cell).is_none())
        );
        assert!(
            ["##密文", "$$密文", "***", "138****0000"]
                .iter()
                .all(|cell| is_masked(cell))
        );
        assert!(!is_masked("张三"));
    }
}
