//! Whether an amount is of lines or of whole orders, told by orders of several rows.

use std::collections::HashMap;

use super::Mapping;
use crate::header::Header;
use crate::plan::{Field, Level};
use crate::table::{Row, Table};
use crate::{Refused, guard, money};

/// Words of headings whose amounts are of whole orders.
const OF_ORDERS: &[&str] = &["订单", "应付", "实付", "实收", "order", "grandtotal"];
/// Words of headings whose amounts are of one good.
const OF_GOODS: &[&str] = &["商品", "货品", "单价", "item", "product"];
/// So many orders of several rows with one amount on all of them are no chance.
const ALIKE_MIN: i32 = 3;
const ROWS_LOOKED_AT: u32 = 5_000;

/// What the rows tell.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// The level they speak for.
    pub level: Level,
    /// Whether they leave no doubt.
    pub is_sure: bool,
    /// Whether orders of several rows say so themselves.
    pub is_told: bool,
}

/// The rows of one order: amounts where they have one, and what their goods cost.
#[derive(Debug, Default)]
struct Rows {
    amounts: Vec<Option<i64>>,
    prices: i64,
}

/// Looks at the orders of several rows: an amount on the first row only, or one that the prices of all rows
/// add up to, is the order's; amounts that differ are the lines'. Where the rows say nothing the heading does.
pub fn of(
    table: &Table<'_>,
    header: &Header,
    mapping: &Mapping,
    field: Field,
) -> Result<Told, Refused> {
    let column = |field| {
        mapping
            .column(field)
            .and_then(|name| header.names.iter().position(|other| other == name))
    };
    let (Some(number), Some(amount)) = (column(Field::OrderNo), column(field)) else {
        return Ok(Told {
            level: Level::Line,
            is_sure: true,
            is_told: false,
        });
    };
    let prices = match field {
        Field::Amount => column(Field::Price).zip(Some(column(Field::Pieces))),
        _ => None,
    };
    let (mut strong, mut alike, mut several) = (0, 0, 0);
    for rows in orders(table, header, number, amount, prices)?.values() {
        if rows.amounts.len() < 2 {
            continue;
        }
        several += 1;
        match rows.says() {
            Says::Order => strong += 1,
            Says::Line => strong -= 1,
            Says::Alike => alike += 1,
            Says::Nothing => {}
        }
    }
    // Where lines have numbers of their own, shops call the lines' amounts the order's too.
    let key = &header.keys[amount];
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    let heading = column(Field::LineNo).is_none() && has(OF_ORDERS) && !has(OF_GOODS);
    // Two lines of one price are common: alike amounts weigh half.
    let weight = strong * 2 + alike + i32::from(heading);
    let alone = strong == 0 && alike < ALIKE_MIN;
    let of_order = if alone { heading } else { weight > 0 };
    Ok(Told {
        level: if of_order { Level::Order } else { Level::Line },
        is_sure: several == 0 || !alone,
        is_told: !alone,
    })
}

enum Says {
    Order,
    Line,
    Alike,
    Nothing,
}

impl Rows {
    fn says(&self) -> Says {
        let given: Vec<i64> = self.amounts.iter().flatten().copied().collect();
        let Some((first, rest)) = given.split_first().filter(|(first, rest)| {
            // Nothing on all rows says nothing.
            **first != 0 || rest.iter().any(|other| *other != 0)
        }) else {
            return Says::Nothing;
        };
        if rest.is_empty() {
            return if self.amounts[0].is_some() {
                Says::Order
            } else {
                Says::Nothing
            };
        }
        if rest.iter().any(|other| other != first) {
            return Says::Line;
        }
        let each = first.saturating_mul(given.len() as i64);
        match (self.prices - first).abs().cmp(&(self.prices - each).abs()) {
            _ if self.prices == 0 => Says::Alike,
            std::cmp::Ordering::Less => Says::Order,
            std::cmp::Ordering::Equal => Says::Alike,
            std::cmp::Ordering::Greater => Says::Line,
        }
    }
}

fn orders(
    table: &Table<'_>,
    header: &Header,
    number: usize,
    amount: usize,
    prices: Option<(usize, Option<usize>)>,
) -> Result<HashMap<String, Rows>, Refused> {
    let mut orders: HashMap<String, Rows> = HashMap::new();
    let (mut last, mut rows, mut row) = (String::new(), table.rows(), Row::default());
    while row.number < header.row + ROWS_LOOKED_AT
        && rows
            .next(&mut row)
            .map_err(|fault| table.refused(fault).at(row.number))?
    {
        let total = |cell: &crate::table::Cell<'_>| crate::words::is_total(&cell.text);
        if row.number <= header.row || row.cells.iter().any(total) {
            continue;
        }
        let fen = |column| guard::filled(row.text(column)).and_then(|text| money::fen(text).ok());
        if let Some(own) = guard::filled(row.text(number)) {
            own.clone_into(&mut last);
        }
        let order = orders.entry(last.clone()).or_default();
        order.amounts.push(fen(amount));
        if let Some((price, pieces)) = prices {
            let of_line = super::is_price_of_line(&header.keys[price]);
            let count = pieces.filter(|_| !of_line).and_then(fen).unwrap_or(100) / 100;
            order.prices += fen(price).unwrap_or(0).saturating_mul(count);
        }
    }
    Ok(orders)
}
