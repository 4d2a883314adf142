//! What the cells of a column look like, whatever its heading says.

use std::collections::HashSet;

use crate::plan::Field;
use crate::table::{Row, Table};
use crate::{Fault, guard, money, time, words};

/// Rows that are looked at.
const ROWS_LOOKED_AT: u32 = 300;

/// Shares of a column's filled cells, in percent.
#[derive(Debug, Default, Clone)]
pub struct Look {
    filled: u32,
    money: u32,
    decimals: u32,
    times: u32,
    states: u32,
    after_sales: u32,
    counts: u32,
    long_ids: u32,
    distinct: u32,
}

/// Looks at the first rows under the headings.
pub fn columns(table: &Table<'_>, header_row: u32, width: usize) -> Result<Vec<Look>, Fault> {
    let mut looks = vec![Look::default(); width];
    let mut seen: Vec<HashSet<String>> = vec![HashSet::new(); width];
    let mut rows = table.rows();
    let mut row = Row::default();
    let mut looked_at = 0;
    while looked_at < ROWS_LOOKED_AT && rows.next(&mut row)? {
        if row.number <= header_row || row.cells.iter().any(|cell| words::is_total(&cell.text)) {
            continue;
        }
        looked_at += 1;
        for (look, (cell, seen)) in looks.iter_mut().zip(row.cells.iter().zip(&mut seen)) {
            if let Some(text) = guard::filled(&cell.text) {
                look.add(text);
                seen.insert(text.to_owned());
            }
        }
    }
    for (look, seen) in looks.iter_mut().zip(&seen) {
        look.distinct = seen.len() as u32;
    }
    Ok(looks)
}

impl Look {
    fn add(&mut self, text: &str) {
        let money = money::fen(text).is_ok();
        self.filled += 1;
        self.money += u32::from(money);
        self.decimals += u32::from(money && text.contains('.'));
        self.times +=
            u32::from(time::read(text).is_ok() && (!money || text.len() == 10 || text.len() == 13));
        self.states += u32::from(words::state(text).is_some());
        self.after_sales += u32::from(words::after_sale(text).is_some());
        self.counts += u32::from(money && text.len() <= 3 && !text.contains('.'));
        self.long_ids += u32::from(
            text.len() >= 8
                && text.bytes().filter(u8::is_ascii_digit).count() * 2 >= text.len()
                && !text.contains([':', '/']),
        );
    }

    /// Percent of the filled cells.
    fn share(&self, count: u32) -> u32 {
        (count * 100).checked_div(self.filled).unwrap_or(0)
    }

    /// How well the cells fit a field: above zero speaks for it, below against it.
    pub fn fits(&self, field: Field) -> i32 {
        let share = |count: u32| self.share(count) as i32;
        if self.filled == 0 {
            return 0;
        }
        // A slip in a short table is no reason against a heading; another kind of column is.
        let mostly = |count: u32, good: i32| match share(count) {
            90.. => good,
            50..90 => 0,
            _ => -60,
        };
        match field {
            Field::OrderNo => {
                if share(self.times) >= 90 || share(self.decimals) > 10 {
                    return -60;
                }
                share(self.long_ids) * 30 / 100 + if share(self.distinct) > 40 { 10 } else { -10 }
            }
            Field::Amount => mostly(self.money, 15 + share(self.decimals) / 5),
            // A refund column may hold words such as 无退款申请.
            Field::Refund => mostly((self.money + self.after_sales).min(self.filled), 10),
            Field::Price => mostly(self.money, 5),
            Field::Pieces => mostly(self.counts.max(self.money), share(self.counts) / 5),
            Field::Placed | Field::Paid | Field::Finished => mostly(self.times, 30),
            Field::State => {
                share(self.states) * 40 / 100
                    - if self.distinct > 20 { 40 } else { 0 }
                    - if share(self.money) > 50 { 60 } else { 0 }
            }
            Field::AfterSale => {
                share(self.after_sales) * 20 / 100 - if self.distinct > 20 { 40 } else { 0 }
            }
            Field::Item | Field::Category | Field::SellerName => {
                if share(self.money) > 90 || share(self.times) > 90 {
                    -40
                } else {
                    0
                }
            }
            Field::SellerKey | Field::SellerNote | Field::SellerElse | Field::Buyer => {
                if share(self.times) > 90 || share(self.decimals) > 50 {
                    -40
                } else {
                    0
                }
            }
            Field::LineNo | Field::Sku | Field::Group | Field::ClosedWhy => 0,
        }
    }
}
