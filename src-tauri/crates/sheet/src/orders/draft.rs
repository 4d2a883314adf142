//! Rows become drafts of lines: what one row says by itself, or takes over from the row above.

mod above;
mod check;
mod line;
mod refund;
mod row;

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::id::Numbers;
use super::interner::Interner;
use super::time_column::TimeColumn;
use super::{Good, OrderLine, Orders, REFUSED_KEPT_MAX, Seller};
use crate::header::Header;
use crate::plan::{Field, Plan};
use crate::table::{Cell, Row, Table};
use crate::words::{AfterSale, Meaning};
use crate::{Fault, Refused, guard};

/// What one row says, before its order is looked at as a whole.
#[derive(Debug)]
pub struct Draft<'t> {
    /// The line, without its share of the order's amounts.
    pub line: OrderLine<'t>,
    /// Which order, in the order of first meeting.
    pub order: u32,
    /// The chosen amount, where the row has one.
    pub amount: Option<i64>,
    /// The refund, where the row has one.
    pub refund: Option<i64>,
    /// What words say about refunds; `None` when they say nothing.
    pub after_sale: Option<AfterSale>,
    /// How the order's amount is shared.
    pub weight: i64,
    /// Tells rows that repeat each other letter by letter.
    pub raw: u64,
}

impl Draft<'_> {
    /// How far a refund is by its words, from 0 for none.
    pub fn refund_said(&self) -> u8 {
        match self.after_sale {
            None | Some(AfterSale::None) => 0,
            Some(AfterSale::Open) => 1,
            Some(AfterSale::RefundedPart) => 2,
            Some(AfterSale::Refunded) => 3,
        }
    }
}

/// Reads rows one after another.
pub struct Drafts<'p, 't> {
    table: &'p Table<'t>,
    header: &'p Header,
    pub plan: &'p Plan,
    pub drafts: Vec<Draft<'t>>,
    pub orders: HashMap<Cow<'t, str>, u32, FixedState>,
    pub found: Orders<'t>,
    goods: Interner<Good>,
    sellers: Interner<Seller>,
    order_numbers: Numbers,
    other_numbers: Numbers,
    placed: Option<TimeColumn>,
    paid: Option<TimeColumn>,
    finished: Option<TimeColumn>,
    state: Remembered<Meaning>,
    after_sale: Remembered<AfterSale>,
    group: String,
    /// Whether the last row that starts an order could not be read.
    is_above_refused: bool,
    /// Amounts of all rows so far.
    sum: i64,
}

/// The last word of a column and what it meant; neighbouring rows mostly repeat.
#[derive(Debug, Default)]
struct Remembered<M>(Option<(String, M)>);

impl<M: Copy> Remembered<M> {
    fn meaning(&mut self, word: &str, look_up: impl FnOnce() -> Option<M>) -> Option<M> {
        if let Some((last, meaning)) = &self.0
            && last == word
        {
            return Some(*meaning);
        }
        let meaning = look_up()?;
        self.0 = Some((word.to_owned(), meaning));
        Some(meaning)
    }
}

/// A row's fault under a field.
type Faulty = (Fault, Field);

impl<'p, 't> Drafts<'p, 't> {
    /// A reader for a table.
    ///
    /// # Errors
    /// The plan lacks a column that must be there.
    pub fn new(table: &'p Table<'t>, header: &'p Header, plan: &'p Plan) -> Result<Self, Refused> {
        let missing = |field: Field, name: &str| {
            (!plan.has(field)).then(|| table.refused(Fault::NoColumn).column(name))
        };
        let number = missing(Field::OrderNo, "订单编号").filter(|_| !plan.numbers_itself);
        if let Some(refused) = number.or_else(|| missing(Field::Amount, "金额")) {
            return Err(refused);
        }
        let times = |field| {
            plan.column(field)
                .map(|column| TimeColumn::new(column, plan.day_first, plan.utc_ahead_seconds))
        };
        Ok(Self {
            table,
            header,
            plan,
            drafts: Vec::with_capacity(table.rows_about()),
            orders: HashMap::with_capacity_and_hasher(table.rows_about(), FixedState::default()),
            found: Orders::default(),
            goods: Interner::default(),
            sellers: Interner::default(),
            order_numbers: Numbers::default(),
            other_numbers: Numbers::default(),
            placed: times(Field::Placed),
            paid: times(Field::Paid),
            finished: times(Field::Finished),
            state: Remembered(None),
            after_sale: Remembered(None),
            group: plan.group.clone().unwrap_or_default(),
            is_above_refused: false,
            sum: 0,
        })
    }

    /// Reads one row under the headings.
    ///
    /// # Errors
    /// The whole table is refused: its times are mixed.
    pub fn take(&mut self, row: &Row<'t>) -> Result<(), Refused> {
        match self.draft(row) {
            Ok(Some(draft)) => {
                self.sum = self.sum.saturating_add(draft.amount.unwrap_or(0));
                self.drafts.push(draft);
                self.is_above_refused = false;
            }
            Ok(None) => self.found.rows_total += 1,
            Err((fault, field)) => {
                // A line that goes on with a known order leaves the next ones where they belong.
                let starts = !self.value(row, Field::OrderNo).is_empty();
                self.is_above_refused |= starts || fault == Fault::NoOrderNo;
                let refused = self.refusal(fault, field, row);
                if fault == Fault::TimesMixed {
                    return Err(refused);
                }
                self.refuse(refused);
            }
        }
        Ok(())
    }

    /// Counts a refusal, and keeps it while there is room.
    pub fn refuse(&mut self, refused: Refused) {
        self.found.rows_refused += 1;
        if self.found.refused.len() < REFUSED_KEPT_MAX {
            self.found.refused.push(refused);
        }
    }

    /// A refusal at a field of a row.
    pub fn refusal(&self, fault: Fault, field: Field, row: &Row<'t>) -> Refused {
        let refused = self.table.refused(fault).at(row.number);
        let Some(column) = self.plan.column(field) else {
            return refused;
        };
        let name = self.header.names.get(column).map_or("", String::as_str);
        refused.column(name).read(guard::stripped(row.text(column)))
    }

    /// A refusal at a field of a row that is no longer at hand.
    pub fn refusal_at(&self, fault: Fault, field: Field, row: u32) -> Refused {
        let refused = self.table.refused(fault).at(row);
        let name = self
            .plan
            .column(field)
            .and_then(|column| self.header.names.get(column));
        name.map_or(refused.clone(), |name| refused.column(name))
    }
    /// The lists of goods and sellers, when all rows are read.
    pub fn close(&mut self) {
        self.found.goods = std::mem::take(&mut self.goods).into_values();
        self.found.sellers = std::mem::take(&mut self.sellers).into_values();
    }

    fn cell<'r>(&self, row: &'r Row<'t>, field: Field) -> Option<&'r Cell<'t>> {
        row.cells.get(self.plan.column(field)?)
    }

    /// What a field says, without guards; empty when it says nothing.
    fn value<'r>(&self, row: &'r Row<'t>, field: Field) -> &'r str {
        self.cell(row, field)
            .and_then(|cell| guard::filled(&cell.text))
            .unwrap_or("")
    }
}
