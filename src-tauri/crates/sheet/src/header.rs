//! Which row holds the headings, and headings made comparable.

use std::collections::HashMap;

use crate::guard;
use crate::table::{Row, Table};
use crate::{Fault, Refused};

/// How deep the headings may lie under titles and remarks.
const ROWS_SEARCHED: usize = 20;

/// The headings of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The row they stand in.
    pub row: u32,
    /// As the file spells them, stripped of guards.
    pub names: Vec<String>,
    /// Made comparable by [`key`], one for each name.
    pub keys: Vec<String>,
    /// The filled cells of the rows above: titles, names of groups.
    pub titles: Vec<String>,
}

impl Header {
    /// Headings from names. One that repeats an earlier one is told from it by `#2`, `#3`.
    pub fn new(row: u32, mut names: Vec<String>, titles: Vec<String>) -> Self {
        let mut keys: Vec<String> = names.iter().map(|name| key(name)).collect();
        let mut seen: HashMap<String, u32> = HashMap::new();
        for (name, key) in names.iter_mut().zip(&mut keys) {
            let times = seen.entry(key.clone()).or_insert(0);
            *times += 1;
            if *times > 1 && !key.is_empty() {
                name.push_str(&format!("#{times}"));
                key.push_str(&format!("#{times}"));
            }
        }
        Self {
            row,
            names,
            keys,
            titles,
        }
    }

    /// The column with one of these headings, set apart by spaces; the earlier heading wins, then the earlier column.
    pub fn column(&self, headings: &str) -> Option<usize> {
        headings
            .split_whitespace()
            .find_map(|heading| self.keys.iter().position(|key| key == heading))
    }

    /// Number of columns up to the last one with a heading.
    pub fn width(&self) -> usize {
        self.keys
            .iter()
            .rposition(|key| !key.is_empty())
            .map_or(0, |last| last + 1)
    }

    /// What a table with these headings is remembered by: the sorted set of them, so that neither the
    /// order of columns nor spelling matters. FNV-1a, which is the same on every machine and version.
    pub fn fingerprint(&self) -> String {
        let mut keys: Vec<&str> = self
            .keys
            .iter()
            .map(String::as_str)
            .filter(|key| !key.is_empty())
            .collect();
        keys.sort_unstable();
        format!("{:016x}", fnv(keys.join("\n").as_bytes()))
    }
}

/// FNV-1a, 64 bits.
pub fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A heading or word without what exports vary: width of brackets and commas, case, spaces, 帐/账,
/// marks of required fields, units.
pub fn key(name: &str) -> String {
    let narrow: String = guard::stripped(name)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '_' | '\u{feff}' | '\u{200b}'))
        .map(|c| match c {
            '帐' => '账',
            '【' | '〔' | '［' => '(',
            '】' | '〕' | '］' => ')',
            '、' | '，' => ',',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            other => other,
        })
        .flat_map(char::to_lowercase)
        .collect();
    const REMARKS: [&str; 10] = [
        "(元)",
        "(¥)",
        "(件)",
        "(必填)",
        "(选填)",
        "(可选)",
        "(rmb)",
        "(cny)",
        "(单位:元)",
        "(人民币)",
    ];
    let mut plain = narrow;
    for remark in REMARKS {
        if plain.len() > remark.len()
            && let Some(at) = plain.find(remark)
        {
            plain.replace_range(at..at + remark.len(), "");
        }
    }
    plain
}

/// Finds the headings within the first 20 rows. `known` tells a word that heads columns somewhere.
///
/// # Errors
/// [`Fault::NoHeader`] when no row looks like headings, or the table is beyond a bound.
pub fn find(table: &Table<'_>, known: impl Fn(&str) -> bool) -> Result<Header, Refused> {
    let mut rows = table.rows();
    let mut row = Row::default();
    let mut above: Vec<String> = Vec::new();
    let mut candidates: Vec<(usize, usize, Header)> = Vec::new();
    let mut widest = 0;
    for _ in 0..ROWS_SEARCHED {
        if !rows
            .next(&mut row)
            .map_err(|fault| table.refused(fault).at(row.number))?
        {
            break;
        }
        let names: Vec<String> = row
            .cells
            .iter()
            .map(|cell| guard::stripped(&cell.text).to_owned())
            .collect();
        let filled = names.iter().filter(|name| !name.is_empty()).count();
        widest = widest.max(filled);
        // Headings are words: a row with a number or a time among its cells is data, however many words it shares.
        let header = Header::new(row.number, names.clone(), above.clone());
        let recognised = header.keys.iter().filter(|key| known(key)).count();
        if looks_like_headings(&names, recognised) {
            candidates.push((recognised, filled, header));
        }
        above.extend(names.into_iter().filter(|name| !name.is_empty()));
    }
    // The row with most known headings; if no row has two, the first that is wide enough to be one.
    let most = candidates
        .iter()
        .map(|(recognised, ..)| *recognised)
        .max()
        .unwrap_or(0);
    let found = candidates.into_iter().find(|(recognised, filled, _)| {
        if most >= 2 {
            *recognised == most
        } else {
            *filled * 2 >= widest
        }
    });
    found
        .map(|(_, _, header)| header)
        .ok_or_else(|| table.refused(Fault::NoHeader))
}

/// One heading may be a long explanation where enough of the others are known.
fn looks_like_headings(names: &[String], recognised: usize) -> bool {
    const HEADING_CHARS_MAX: usize = 40;
    const RECOGNISED_MIN: usize = 3;
    let filled: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .filter(|name| !name.is_empty())
        .collect();
    let value = |name: &&str| {
        crate::money::fen(name).is_ok() || crate::time::read(name).is_ok() || name.starts_with('=')
    };
    !filled.is_empty()
        && !filled.iter().any(value)
        && (recognised >= RECOGNISED_MIN
            || filled
                .iter()
                .all(|name| name.chars().count() <= HEADING_CHARS_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn headings_are_compared_without_what_exports_vary() {
        let names = [
            "订单编号 ",
            "收货人手机号/提货人手机号",
            "用户实付金额（元）",
            "买家支付宝帐号",
            "*姓名",
            "Created at",
            "商品编码(自定义)",
            "宝贝标题，规格",
            "订单\n金额",
        ];
        expect!["订单编号|收货人手机号/提货人手机号|用户实付金额|买家支付宝账号|姓名|createdat|商品编码(自定义)|宝贝标题,规格|订单金额"]
            .assert_eq(&names.map(key).join("|"));
    }

    #[test]
    fn headings_are_found_under_titles() {
        let text = "九月秋日团\n导出时间：2026-10-01\n跟团号,商品,订单金额\n1,茶,5\n";
        let header = find(&Table::pasted(text), |key| {
            ["跟团号", "商品", "订单金额"].contains(&key)
        })
        .expect("a header");
        assert_eq!((header.row, header.names.len()), (3, 3));
        assert_eq!(header.titles, ["九月秋日团", "导出时间：2026-10-01"]);
        let long = "这一列写的是".repeat(10);
        let text = format!("{long}\n订单号,{long},商品,金额\n1,x,茶,5\n");
        let header = find(&Table::pasted(&text), |key| {
            ["订单号", "商品", "金额"].contains(&key)
        })
        .expect("a header");
        assert_eq!(header.row, 2);
        assert!(find(&Table::pasted("1,2\n3,4\n"), |_| false).is_err());
    }

    #[test]
    fn neither_order_nor_spelling_of_headings_changes_the_fingerprint() {
        let of = |names: &[&str]| {
            Header::new(
                1,
                names.iter().map(|name| (*name).to_owned()).collect(),
                Vec::new(),
            )
            .fingerprint()
        };
        assert_eq!(of(&["订单号", "金额（元）"]), of(&["金额", " 订单号 "]));
        assert_ne!(of(&["订单号"]), of(&["订单号", "金额"]));
    }
}
