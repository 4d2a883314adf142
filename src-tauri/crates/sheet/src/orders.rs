//! Order lines out of a table, by a plan.

mod draft;
mod id;
mod interner;
mod number;
mod seller;
mod settle;
mod time_column;

use std::borrow::Cow;

use rules::Fen;
use rules::sale::State;

use crate::header::Header;
use crate::plan::Plan;
use crate::table::{Row, Table};
use crate::time::LocalTime;
use crate::{Fault, Refused};
use draft::Drafts;
pub use id::Numbers;

/// Refusals kept in full; beyond these only their number is.
pub const REFUSED_KEPT_MAX: usize = 10_000;

/// One line of one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine<'t> {
    /// The row it was read from, as a spreadsheet counts.
    pub row: u32,
    /// The order's number, unique in its shop; led by the group's name where the shop's numbers are not.
    pub order_no: Cow<'t, str>,
    /// What tells the line from others of its order; empty for an order of one line without a number.
    pub line_no: Cow<'t, str>,
    /// Whether [`Self::line_no`] was made of its goods, the file giving lines no numbers.
    pub is_named: bool,
    /// Whether the lines of its order in this file carry the order's whole amount.
    pub is_whole: bool,
    /// What was sold: a place in [`Orders::goods`].
    pub good: u32,
    /// Who sold it: a place in [`Orders::sellers`].
    pub seller: Option<u32>,
    /// Who bought it: the same number for the same name in every file.
    pub buyer: Option<i64>,
    /// Number of pieces.
    pub pieces: u32,
    /// The chosen amount.
    pub amount: Fen,
    /// Money given back so far, at most the amount.
    pub refund: Fen,
    /// Whether giving back is being talked about.
    pub refund_open: bool,
    /// Where the order stands.
    pub state: State,
    /// When it was placed.
    pub placed: Option<LocalTime>,
    /// When it was paid.
    pub paid: Option<LocalTime>,
    /// When it was finished.
    pub finished: Option<LocalTime>,
}

/// What was sold.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Good {
    /// Its name as the shop spells it; several goods of an order in one cell stay together.
    pub item: String,
    /// Which kind of it.
    pub sku: String,
    /// Its category, where the shop gives one.
    pub category: String,
}

/// Who sold something, as a shop names them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Seller {
    /// An id, phone number or name.
    pub key: String,
    /// The name beside an id, else the key.
    pub name: String,
    /// Whether the file says it is the seller. A note that only may name one is not sure:
    /// it counts when a member is called so, and is no unknown seller otherwise.
    pub sure: bool,
}

/// Everything a table said.
#[derive(Debug, Default)]
pub struct Orders<'t> {
    /// The lines, in the order of their rows.
    pub lines: Vec<OrderLine<'t>>,
    /// What was sold, each once.
    pub goods: Vec<Good>,
    /// Who sold, each once.
    pub sellers: Vec<Seller>,
    /// What could not be read, at most [`REFUSED_KEPT_MAX`].
    pub refused: Vec<Refused>,
    /// Rows that could not be read.
    pub rows_refused: u32,
    /// Rows of totals and of formulas that were left out.
    pub rows_total: u32,
    /// Rows that repeat another one and were left out.
    pub rows_repeated: u32,
    /// Lines whose refund is said to have happened without its amount; they count as given back whole.
    pub refunds_whole_by_word: u32,
}

impl Orders<'_> {
    /// What was sold on a line.
    pub fn good(&self, line: &OrderLine<'_>) -> &Good {
        &self.goods[line.good as usize]
    }

    /// Who sold a line.
    pub fn seller(&self, line: &OrderLine<'_>) -> Option<&Seller> {
        line.seller.map(|seller| &self.sellers[seller as usize])
    }
}

/// Reads the rows under the headings.
///
/// # Errors
/// The whole table is refused: a column is missing, times are mixed, numbers are ruined, a bound is passed.
/// Rows that cannot be read are in [`Orders::refused`].
pub fn read<'t>(table: &'t Table<'_>, header: &Header, plan: &Plan) -> Result<Orders<'t>, Refused> {
    match once(table, header, plan)? {
        Pass::Read(orders) => Ok(orders),
        // Dates such as 3/4/2026 were met before one that tells the month is first.
        Pass::MonthFirst => {
            let plan = Plan {
                day_first: Some(false),
                ..plan.clone()
            };
            match once(table, header, &plan)? {
                Pass::Read(orders) => Ok(orders),
                Pass::MonthFirst => Err(table.refused(Fault::TimesMixed)),
            }
        }
    }
}

enum Pass<'t> {
    Read(Orders<'t>),
    MonthFirst,
}

fn once<'t>(table: &'t Table<'_>, header: &Header, plan: &Plan) -> Result<Pass<'t>, Refused> {
    let mut drafts = Drafts::new(table, header, plan)?;
    let mut rows = table.rows();
    let mut row = Row::default();
    while rows
        .next(&mut row)
        .map_err(|fault| table.refused(fault).at(row.number))?
    {
        if row.number > header.row {
            drafts.take(&row)?;
        }
    }
    if drafts.month_first()? {
        return Ok(Pass::MonthFirst);
    }
    drafts.check_numbers()?;
    Ok(Pass::Read(settle::settle(drafts)))
}

/// The same number for the same buyer in every file, by hand and in reports.
pub fn buyer(name: &str) -> i64 {
    crate::header::fnv(name.as_bytes()) as i64
}

/// The goods of a cell that names several: `茶(3件);面膜(1件)` or `茶，面膜`, with their pieces where given.
pub fn goods_in(item: &str) -> Vec<(&str, Option<u32>)> {
    item.split([';', '；', '，', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            number::counted(part).map_or((part, None), |(name, pieces)| (name, Some(pieces)))
        })
        .collect()
}

#[cfg(test)]
mod tests;
