//! One row: is it a line, a total or a remark, and of which order.

use std::borrow::Cow;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::above::Above;
use super::{Draft, Drafts, Faulty};
use crate::header::fnv;
use crate::orders::OrderLine;
use crate::plan::{Field, Level};
use crate::table::Row;
use crate::{Fault, guard, money, time, words};

const GOODS: &[Field] = &[Field::LineNo, Field::Item, Field::Sku];
const MONEY: &[Field] = &[Field::Amount];
const TIMES: &[Field] = &[Field::Placed, Field::Paid, Field::Finished];
const SELLERS: &[Field] = &[Field::SellerKey, Field::SellerName];

impl<'t> Drafts<'_, 't> {
    /// One row; `None` for a row of totals or formulas.
    pub fn draft(&mut self, row: &Row<'t>) -> Result<Option<Draft<'t>>, Faulty> {
        let number = match self.cell(row, Field::OrderNo) {
            Some(cell) if words::is_total(&cell.text) => return Ok(None),
            Some(cell) => self
                .order_numbers
                .read(cell, row.number)
                .map_err(|fault| (fault, Field::OrderNo))?,
            None => None,
        };
        if number.as_deref().is_some_and(|id| self.is_formula(id, row)) {
            return Ok(None);
        }
        let width = self.header.names.len();
        if row
            .cells
            .iter()
            .skip(width)
            .any(|cell| guard::filled(&cell.text).is_some())
        {
            return Err((Fault::TooManyCells, Field::OrderNo));
        }
        match &number {
            None if !self.goes_on(row)? => return Ok(None),
            Some(_) if self.is_total(row) => return Ok(None),
            _ => {}
        }
        let number = number.map(|number| self.in_group(number, row));
        // A row without a number goes on with the order of the row above; so does one that repeats it.
        let last = self.drafts.last().filter(|_| !self.plan.numbers_itself);
        let last = last.filter(|last| {
            number
                .as_ref()
                .is_none_or(|number| *number == last.line.order_no)
        });
        let goes_on = last.map(|last| (last.line.order_no.clone(), last.order));
        let above = last.map(Above::of);
        let (mut line, by_state) = self.line(row, above)?;
        if number.is_none() && above.is_some_and(|above| above.differs(&line)) {
            // Whose number is missing is not known: it is no line of the order above.
            return Err((Fault::NoOrderNo, Field::OrderNo));
        }
        let order = match (goes_on, number) {
            (Some((number, order)), _) => {
                line.order_no = number;
                order
            }
            (None, number) => {
                line.order_no = match number {
                    Some(number) => number,
                    None => Cow::Owned(self.own_number(row, &line)?),
                };
                let next = self.orders.len() as u32;
                *self.orders.entry(line.order_no.clone()).or_insert(next)
            }
        };
        let amount = self.fen(row, Field::Amount)?;
        if amount.is_some_and(|amount| amount < 0) {
            return Err((Fault::MoneyNegative, Field::Amount));
        }
        let may_be_empty = self.plan.empty_is_zero
            || self.plan.amount_level == Level::Order
            || !line.state.counts();
        if amount.is_none() && !may_be_empty {
            return Err((Fault::MoneyUnread, Field::Amount));
        }
        let (refund, after_sale) = self.refund(row, by_state)?;
        let price = self
            .fen(row, Field::Price)
            .ok()
            .flatten()
            .unwrap_or(0)
            .max(0);
        let weight = if self.plan.price_of_line {
            price
        } else {
            price.saturating_mul(i64::from(line.pieces))
        };
        let raw = if line.line_no.is_empty() {
            raw_of(row)
        } else {
            0
        };
        Ok(Some(Draft {
            line,
            order,
            amount,
            refund,
            after_sale,
            weight,
            raw,
        }))
    }

    /// A line of formulas or explanations stands right under the headings. Explanations have neither
    /// money nor a time where sales have them.
    fn is_formula(&self, id: &str, row: &Row<'t>) -> bool {
        const LINES_OF_FORMULAS: u32 = 3;
        if row.number > self.header.row + LINES_OF_FORMULAS {
            return false;
        }
        let words = |field| {
            let text = self.value(row, field);
            money::fen(text).is_err() && time::read(text).is_err()
        };
        id.starts_with('=')
            || !id.bytes().any(|byte| byte.is_ascii_alphanumeric())
                && MONEY.iter().chain(TIMES).all(|field| words(*field))
    }

    /// Whether a row with something in its number's column adds up the others: a word says so, and no
    /// goods, time or seller speak against it.
    fn is_total(&self, row: &Row<'t>) -> bool {
        let speaks = |field: &Field| {
            let text = self.value(row, *field);
            !text.is_empty() && !words::is_total(text)
        };
        // In this order: nearly every row names its goods.
        !GOODS.iter().chain(TIMES).chain(SELLERS).any(speaks)
            && row.cells.iter().any(|cell| words::is_total(&cell.text))
    }

    /// Whether a row without an order number is a line all the same, and not a total or a remark.
    fn goes_on(&self, row: &Row<'t>) -> Result<bool, Faulty> {
        if row.cells.iter().any(|cell| words::is_total(&cell.text)) {
            return Ok(false);
        }
        if self.plan.numbers_itself {
            return Ok(true);
        }
        let says = |field: &Field| !self.value(row, *field).is_empty();
        if !GOODS.iter().any(says) {
            // It names no goods: with money, a time or a seller it is a sale whose number is missing,
            // unless its money is that of all rows above.
            let sum = self
                .fen(row, Field::Amount)
                .is_ok_and(|fen| fen == Some(self.sum));
            let sums_up = sum && !TIMES.iter().chain(SELLERS).any(says);
            return if !sums_up && MONEY.iter().chain(TIMES).chain(SELLERS).any(says) {
                Err((Fault::NoOrderNo, Field::OrderNo))
            } else {
                Ok(false)
            };
        }
        if self.is_above_refused {
            return Err((Fault::AboveRefused, Field::OrderNo));
        }
        if self.drafts.is_empty() {
            return Err((Fault::NoOrderNo, Field::OrderNo));
        }
        Ok(true)
    }

    /// The order's number led by its group's, where numbers are unique only inside a group.
    fn in_group(&self, number: Cow<'t, str>, row: &Row<'t>) -> Cow<'t, str> {
        if !self.plan.grouped {
            return number;
        }
        let own = self.value(row, Field::Group);
        let group = if own.is_empty() { &self.group } else { own };
        if group.is_empty() {
            number
        } else {
            Cow::Owned(format!("{group}#{number}"))
        }
    }

    /// A number for a row of a table that has none: the same for the same row in every file, however its
    /// values are written.
    fn own_number(&self, row: &Row<'t>, line: &OrderLine<'t>) -> Result<String, Faulty> {
        let fields = [
            Field::SellerKey,
            Field::SellerName,
            Field::SellerNote,
            Field::Item,
            Field::Sku,
            Field::Buyer,
        ];
        let said: Vec<&str> = fields.iter().map(|field| self.value(row, *field)).collect();
        let time = line
            .paid
            .or(line.placed)
            .or(line.finished)
            .map_or(0, |time| time.0);
        let amount = self.fen(row, Field::Amount)?.unwrap_or(0);
        let counted = format!("{time}\n{amount}\n{}\n", line.pieces);
        Ok(format!(
            "~{:016x}",
            fnv((counted + &said.join("\n")).as_bytes())
        ))
    }
}

fn raw_of(row: &Row<'_>) -> u64 {
    // Trailing empty cells may or may not be there.
    let filled = row
        .cells
        .iter()
        .rposition(|cell| !cell.text.is_empty())
        .map_or(0, |last| last + 1);
    let texts: Vec<&str> = row.cells[..filled]
        .iter()
        .map(|cell| cell.text.as_ref())
        .collect();
    FixedState::default().hash_one(texts)
}
