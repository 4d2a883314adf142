//! The shops whose exports are known by their headings. Adding a shop is adding a [`Layout`].

mod layouts;

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::header::{self, Header};
use crate::plan::{Field, Level, Plan};
pub use layouts::LAYOUTS;

/// One export of one shop: its headings and what they mean. Headings are spelled as [`header::key`] gives
/// them and set apart by spaces.
#[derive(Debug)]
pub struct Layout {
    /// The shop; several layouts may be of one shop, whose order numbers then are the same.
    pub shop: &'static str,
    /// The export's name in Chinese.
    pub zh: &'static str,
    /// The export's name in English.
    pub en: &'static str,
    /// Headings that tell this export from others.
    pub tells: &'static str,
    /// What each field may be called, best first.
    pub columns: &'static [(Field, &'static str)],
    /// The amounts a plan may name, best first.
    pub amounts: &'static [(&'static str, Level)],
    /// What the refund column stands for.
    pub refund_level: Level,
    /// See [`Plan::grouped`].
    pub grouped: bool,
    /// See [`Plan::note_is_seller`].
    pub note_is_seller: bool,
    /// Whether a row is a whole order when the export has no column of line numbers.
    pub row_is_order: bool,
}

/// The shops by code, with their names in Chinese and English. A table of none of them is of `other`.
pub const SHOPS: &[(&str, &str, &str)] = &[
    ("douyin", "抖店", "Douyin"),
    ("taobao", "淘宝 / 天猫", "Taobao / Tmall"),
    ("weixin", "微信小店", "Weixin shop"),
    ("kuaituantuan", "快团团", "Kuaituantuan"),
    ("youzan", "有赞", "Youzan"),
    ("pinduoduo", "拼多多", "Pinduoduo"),
    ("kuaishou", "快手小店", "Kuaishou"),
    ("jd", "京东", "JD"),
    ("xiaohongshu", "小红书", "Xiaohongshu"),
    ("1688", "1688", "1688"),
    ("shopify", "Shopify", "Shopify"),
    ("woocommerce", "WooCommerce", "WooCommerce"),
    ("other", "其他", "Other"),
];

/// An amount a person may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Choice {
    /// The heading as the file spells it.
    pub column: String,
    /// Where it stands, from 0.
    pub index: usize,
    /// What it stands for.
    pub level: Level,
}

/// A table known to be a shop's export.
#[derive(Debug)]
pub struct Recognised {
    /// Which export it is.
    pub layout: &'static Layout,
    /// How to read it, with the first of the choices as the amount.
    pub plan: Plan,
    /// The amounts that can be chosen.
    pub choices: Vec<Choice>,
}

/// Whether a word heads a column in any known export.
pub fn is_heading(key: &str) -> bool {
    static HEADINGS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        let columns = LAYOUTS.iter().flat_map(|layout| {
            layout
                .columns
                .iter()
                .flat_map(|(_, headings)| headings.split_whitespace())
        });
        let amounts = LAYOUTS
            .iter()
            .flat_map(|layout| layout.amounts.iter().map(|(heading, _)| *heading));
        let tells = LAYOUTS
            .iter()
            .flat_map(|layout| layout.tells.split_whitespace());
        columns.chain(amounts).chain(tells).collect()
    });
    HEADINGS.contains(key)
}

/// The export a table's headings tell, if they tell one.
///
/// At least two of a layout's own headings must be there, its order number and one of its amounts;
/// the layout with most of its headings wins.
pub fn recognise(header: &Header) -> Option<Recognised> {
    let fits = LAYOUTS.iter().filter_map(|layout| {
        let tells = layout
            .tells
            .split_whitespace()
            .filter(|tell| header.column(tell).is_some())
            .count();
        let (plan, choices) = resolve(layout, header);
        let filled = Field::ALL.iter().filter(|field| plan.has(**field)).count();
        let whole = tells >= 2 && plan.has(Field::OrderNo) && !choices.is_empty();
        whole.then_some((
            tells * 3 + filled,
            Recognised {
                layout,
                plan,
                choices,
            },
        ))
    });
    // `max_by_key` takes the last of equals; the first layout listed is to win.
    fits.rev()
        .max_by_key(|(score, _)| *score)
        .map(|(_, recognised)| recognised)
}

/// The layout of a shop by its place in [`LAYOUTS`] and how it reads these headings.
fn resolve(layout: &'static Layout, header: &Header) -> (Plan, Vec<Choice>) {
    let mut plan = Plan {
        refund_level: layout.refund_level,
        grouped: layout.grouped,
        note_is_seller: layout.note_is_seller,
        empty_is_zero: true,
        ..Plan::default()
    };
    for (field, headings) in layout.columns {
        plan.set(*field, header.column(headings));
    }
    plan.row_is_order = layout.row_is_order && !plan.has(Field::LineNo);
    plan.price_of_line = plan
        .column(Field::Price)
        .is_some_and(|column| header.keys[column].contains(['总', '额']));
    let choices: Vec<Choice> = layout
        .amounts
        .iter()
        .filter_map(|(heading, level)| {
            let index = header.column(heading)?;
            Some(Choice {
                column: header.names[index].clone(),
                index,
                level: *level,
            })
        })
        .collect();
    if let Some(first) = choices.first() {
        plan.set(Field::Amount, Some(first.index));
        plan.amount_level = first.level;
    }
    (plan, choices)
}

impl Recognised {
    /// Takes another amount by its heading. `false` when there is none such.
    pub fn choose(&mut self, column: &str) -> bool {
        let key = header::key(column);
        let Some(choice) = self
            .choices
            .iter()
            .find(|choice| header::key(&choice.column) == key)
        else {
            return false;
        };
        self.plan.set(Field::Amount, Some(choice.index));
        self.plan.amount_level = choice.level;
        true
    }
}

/// The name of a group that an export says it is of: in its title line, or as the sheet's name.
pub fn group_of(header: &Header, sheet: &str) -> Option<String> {
    let title = header
        .titles
        .iter()
        .find(|title| !title.contains("时间") && title.chars().count() >= 2);
    let plain_sheet = !["sheet", "工作表", "订单"]
        .iter()
        .any(|word| sheet.to_lowercase().starts_with(word))
        && !sheet.is_empty();
    let named = title.map(String::as_str).or(plain_sheet.then_some(sheet))?;
    let labelled = ["团购名称", "团名称", "团名", "活动名称", "标题"]
        .iter()
        .find_map(|label| named.strip_prefix(label))
        .unwrap_or(named);
    let named = labelled.trim_start_matches([':', '：', ' ']).trim();
    (!named.is_empty()).then(|| without_copy_marks(named).to_owned())
}

/// What a group may be called by its file's name. Two groups may be saved under one name, and one group
/// under two: only a person can say whether it is right.
pub fn group_hint(file: &str) -> Option<String> {
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let named = without_copy_marks(stem.trim());
    (!named.is_empty()).then(|| named.to_owned())
}

/// `秋日团 (1)`, `秋日团-副本`, `秋日团_20261001`, `秋日团_late`: another export of the same group.
fn without_copy_marks(name: &str) -> &str {
    let mut name = name.trim();
    loop {
        let before = name.len();
        for mark in [
            "副本",
            "的副本",
            "copy",
            "late",
            "early",
            "new",
            "新",
            "最新",
        ] {
            name = name
                .strip_suffix(mark)
                .filter(|rest| rest.ends_with(['-', '_', ' ']))
                .unwrap_or(name);
        }
        let digits = name.trim_end_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '(' | ')' | '（' | '）' | ':' | '.')
        });
        let dated = name.len() - digits.len() >= 3 && digits.ends_with(['-', '_', ' ', '(', '（'])
            || name.ends_with([')', '）']);
        if dated && digits.trim_matches(['-', '_', ' ']).chars().count() >= 2 {
            name = digits;
        }
        name = name.trim_end_matches(['-', '_', ' ', '(', '（']);
        if name.len() == before {
            return name;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_of_every_layout_is_spelled_as_a_key() {
        for layout in LAYOUTS {
            let columns = layout.columns.iter().map(|(_, headings)| *headings);
            let amounts = layout.amounts.iter().map(|(heading, _)| *heading);
            let all = columns.chain(amounts).chain([layout.tells]);
            for heading in all.flat_map(str::split_whitespace) {
                assert_eq!(
                    header::key(heading),
                    heading,
                    "write the heading as `header::key` gives it, or it is never found"
                );
            }
        }
    }

    #[test]
    fn a_group_is_named_by_title_or_sheet_and_hinted_at_by_the_file() {
        let header = |titles: &[&str]| {
            let titles = titles.iter().map(|title| (*title).to_owned());
            Header::new(1, Vec::new(), titles.collect())
        };
        let cases = [
            (
                &["九月秋日团", "导出时间：2026-10-01"][..],
                "Sheet1",
                Some("九月秋日团"),
            ),
            (&["团名：中秋礼盒"], "Sheet", Some("中秋礼盒")),
            (&[], "国庆团", Some("国庆团")),
            (&[], "Sheet", None),
            (&[], "", None),
        ];
        for (titles, sheet, named) in cases {
            assert_eq!(group_of(&header(titles), sheet).as_deref(), named);
        }
        let hints = [
            ("kuaituantuan.xlsx", "kuaituantuan"),
            ("dir/秋日团_20261001.xlsx", "秋日团"),
            ("秋日团 (1).xlsx", "秋日团"),
            ("秋日团-副本.xlsx", "秋日团"),
        ];
        for (file, hint) in hints {
            assert_eq!(group_hint(file).as_deref(), Some(hint));
        }
    }
}
