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
use crate::{Fault, guard, words};

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
        if number.is_none() && !self.goes_on(row)? {
            return Ok(None);
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
        let mut line = self.line(row, last.map(Above::of))?;
        let order = match (goes_on, number) {
            (Some((number, order)), _) => {
                line.order_no = number;
                order
            }
            (None, number) => {
                line.order_no = number.unwrap_or_else(|| Cow::Owned(self.own_number(row, &line)));
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
        let (refund, after_sale) = self.refund(row, &line)?;
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

    /// A line of formulas or explanations stands right under the headings.
    fn is_formula(&self, id: &str, row: &Row<'t>) -> bool {
        const LINES_OF_FORMULAS: u32 = 3;
        row.number <= self.header.row + LINES_OF_FORMULAS
            && (id.starts_with('=') || !id.bytes().any(|byte| byte.is_ascii_alphanumeric()))
    }

    /// Whether a row without an order number is a line all the same, and not a total.
    fn goes_on(&self, row: &Row<'t>) -> Result<bool, Faulty> {
        if row.cells.iter().any(|cell| words::is_total(&cell.text)) {
            return Ok(false);
        }
        if self.plan.numbers_itself {
            return Ok(true);
        }
        let says = |field| !self.value(row, field).is_empty();
        let line = says(Field::LineNo) || says(Field::Item) || says(Field::Sku);
        let columns =
            self.plan.has(Field::LineNo) || self.plan.has(Field::Item) || self.plan.has(Field::Sku);
        // With goods to name, a row that names none and no order adds up the others, or is a remark.
        if columns && !line {
            return Ok(false);
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

    /// A number for a row of a table that has none: the same for the same row in every file.
    fn own_number(&self, row: &Row<'t>, line: &OrderLine<'t>) -> String {
        let fields = [
            Field::SellerKey,
            Field::SellerName,
            Field::SellerNote,
            Field::Item,
            Field::Sku,
            Field::Pieces,
            Field::Amount,
            Field::Buyer,
        ];
        let said: Vec<&str> = fields.iter().map(|field| self.value(row, *field)).collect();
        let time = line
            .paid
            .or(line.placed)
            .or(line.finished)
            .map_or(0, |time| time.0);
        format!(
            "~{:016x}",
            fnv(format!("{time}\n{}", said.join("\n")).as_bytes())
        )
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
