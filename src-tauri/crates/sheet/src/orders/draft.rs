//! Rows become drafts of lines: what one row says by itself, or takes over from the row above.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use rules::Fen;
use rules::sale::State;

use super::id::Numbers;
use super::interner::Interner;
use super::number;
use super::seller::{Noted, noted};
use super::time_column::{Either, TimeColumn};
use super::{Good, OrderLine, Orders, REFUSED_KEPT_MAX, Seller};
use crate::header::{Header, fnv};
use crate::plan::{Field, Plan};
use crate::table::{Cell, Row, Table};
use crate::words::{self, AfterSale, Meaning};
use crate::{Fault, Refused, guard, money};

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
    /// What words say about refunds.
    pub after_sale: AfterSale,
    /// How the order's amount is shared.
    pub weight: i64,
    /// Tells rows that repeat each other letter by letter.
    pub raw: u64,
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
            drafts: Vec::new(),
            orders: HashMap::default(),
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
        })
    }

    /// Reads one row under the headings.
    ///
    /// # Errors
    /// The whole table is refused: its times are mixed.
    pub fn take(&mut self, row: &Row<'t>) -> Result<(), Refused> {
        match self.draft(row) {
            Ok(Some(draft)) => self.drafts.push(draft),
            Ok(None) => self.found.rows_total += 1,
            Err((fault, field)) => {
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

    /// Whether the table's dates have the month first, though this pass read the day first.
    ///
    /// # Errors
    /// Nothing tells the day from the month.
    pub fn month_first(&self) -> Result<bool, Refused> {
        let columns = [
            (&self.placed, Field::Placed),
            (&self.paid, Field::Paid),
            (&self.finished, Field::Finished),
        ];
        let known: Vec<(Either<'_>, Field)> = columns
            .iter()
            .filter_map(|(column, field)| column.as_ref().map(|column| (column.either(), *field)))
            .collect();
        if known
            .iter()
            .any(|(either, _)| *either == Either::MonthFirst)
        {
            return Ok(true);
        }
        match known.iter().find_map(|(either, field)| {
            if let Either::Unknown(row, text) = either {
                Some((*row, *text, *field))
            } else {
                None
            }
        }) {
            Some((row, text, field)) => {
                Err(self.refusal_at(Fault::DayOrMonth, field, row).read(text))
            }
            None => Ok(false),
        }
    }

    /// Refuses a table whose order numbers Excel has all rounded.
    ///
    /// # Errors
    /// [`Fault::IdRuined`] with the first of them.
    pub fn check_numbers(&self) -> Result<(), Refused> {
        match self.order_numbers.ruined() {
            Some((row, id)) => Err(self
                .refusal_at(Fault::IdRuined, Field::OrderNo, *row)
                .read(id)),
            None => Ok(()),
        }
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

    /// One row; `None` for a row of totals or formulas.
    fn draft(&mut self, row: &Row<'t>) -> Result<Option<Draft<'t>>, Faulty> {
        let order_no = match self.cell(row, Field::OrderNo) {
            Some(cell) if words::is_total(&cell.text) => return Ok(None),
            Some(cell) => self
                .order_numbers
                .read(cell, row.number)
                .map_err(|fault| (fault, Field::OrderNo))?,
            None => None,
        };
        if order_no
            .as_deref()
            .is_some_and(|id| self.is_formula(id, row))
        {
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
        if order_no.is_none() && !self.goes_on(row)? {
            return Ok(None);
        }
        // A row without a number goes on with the order of the row above.
        let above = if order_no.is_none() && !self.plan.numbers_itself {
            self.drafts.last().map(Above::of)
        } else {
            None
        };
        let mut line = self.line(row, &above)?;
        let order = match (order_no, &above) {
            (Some(order_no), _) => self.order(order_no, row, &mut line),
            (None, Some(above)) => {
                line.order_no = above.order_no.clone();
                above.order
            }
            (None, None) => {
                let own = self.own_number(row, &line);
                self.order(Cow::Owned(own), row, &mut line)
            }
        };
        let amount = self.fen(row, Field::Amount)?;
        if amount.is_some_and(|amount| amount < 0) {
            return Err((Fault::MoneyNegative, Field::Amount));
        }
        let may_be_empty = self.plan.empty_is_zero
            || self.plan.amount_level == crate::plan::Level::Order
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

    fn order(&mut self, order_no: Cow<'t, str>, row: &Row<'t>, line: &mut OrderLine<'t>) -> u32 {
        let full = if self.plan.grouped {
            let own = self.value(row, Field::Group);
            let group = if own.is_empty() { &self.group } else { own };
            if group.is_empty() {
                order_no
            } else {
                Cow::Owned(format!("{group}#{order_no}"))
            }
        } else {
            order_no
        };
        line.order_no = full.clone();
        // Lines of an order mostly stand together.
        if let Some(last) = self.drafts.last()
            && last.line.order_no == full
        {
            return last.order;
        }
        let next = self.orders.len() as u32;
        *self.orders.entry(full).or_insert(next)
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

    fn line(&mut self, row: &Row<'t>, above: &Option<Above<'t>>) -> Result<OrderLine<'t>, Faulty> {
        let line_no = match self.cell(row, Field::LineNo) {
            Some(cell) => self
                .other_numbers
                .read(cell, row.number)
                .map_err(|fault| (fault, Field::LineNo))?,
            None => None,
        };
        let placed = read_time(&mut self.placed, row, Field::Placed)?
            .or(above.as_ref().and_then(|above| above.placed));
        let paid = read_time(&mut self.paid, row, Field::Paid)?
            .or(above.as_ref().and_then(|above| above.paid));
        let finished = read_time(&mut self.finished, row, Field::Finished)?
            .or(above.as_ref().and_then(|above| above.finished));
        let (state, refunded) = self.state(row, above, paid.is_some())?;
        let pieces = self.pieces(row)?;
        let good = self.good(row);
        let seller = self
            .seller(row)?
            .or(above.as_ref().and_then(|above| above.seller));
        let buyer = self
            .buyer(row)
            .or(above.as_ref().and_then(|above| above.buyer));
        Ok(OrderLine {
            row: row.number,
            order_no: Cow::Borrowed(""),
            line_no: line_no.unwrap_or_default(),
            good,
            seller,
            buyer,
            pieces,
            amount: Fen(0),
            // Until it is settled, a mark that the state itself says "given back".
            refund: Fen(i64::from(refunded)),
            refund_open: false,
            state,
            placed,
            paid,
            finished,
        })
    }

    fn state(
        &mut self,
        row: &Row<'t>,
        above: &Option<Above<'t>>,
        paid: bool,
    ) -> Result<(State, bool), Faulty> {
        if !self.plan.has(Field::State) {
            // A list without states is one of sales that happened.
            return Ok((State::Finished, false));
        }
        let word = match self
            .plan
            .column(Field::State)
            .and_then(|column| row.cells.get(column))
        {
            Some(cell) => guard::filled(&cell.text).unwrap_or(""),
            None => "",
        };
        if word.is_empty() {
            return match above {
                Some(above) => Ok((above.state, false)),
                None if paid => Ok((State::Paid, false)),
                None => Err((Fault::StateUnknown, Field::State)),
            };
        }
        let plan = self.plan;
        let own = |word: &str| {
            plan.states
                .iter()
                .find(|(own, _)| words::plain(own) == words::plain(word))
                .map(|(_, meaning)| *meaning)
        };
        let meaning = self
            .state
            .meaning(word, || own(word).or_else(|| words::state(word)));
        match meaning {
            Some(Meaning::State(state)) => Ok((state, false)),
            Some(Meaning::StateRefunded(state)) => Ok((state, true)),
            None => Err((Fault::StateUnknown, Field::State)),
        }
    }

    fn pieces(&self, row: &Row<'t>) -> Result<u32, Faulty> {
        let text = self.value(row, Field::Pieces);
        if !text.is_empty() {
            return number::pieces(text).map_err(|fault| (fault, Field::Pieces));
        }
        Ok(number::pieces_of(self.value(row, Field::Item)).unwrap_or(1))
    }

    fn good(&mut self, row: &Row<'t>) -> u32 {
        let get = |field| {
            self.plan
                .column(field)
                .and_then(|column| row.cells.get(column))
                .and_then(|cell| guard::filled(&cell.text))
                .unwrap_or("")
        };
        let (item, sku, category) = (get(Field::Item), get(Field::Sku), get(Field::Category));
        self.goods.place(
            (item, sku, category),
            |good| good.item == item && good.sku == sku && good.category == category,
            || Good {
                item: item.to_owned(),
                sku: sku.to_owned(),
                category: category.to_owned(),
            },
        )
    }

    /// The seller: an id, else who a note names, else a name.
    fn seller(&mut self, row: &Row<'t>) -> Result<Option<u32>, Faulty> {
        let plan = self.plan;
        let get = |field| {
            plan.column(field)
                .and_then(|column| row.cells.get(column))
                .and_then(|cell| guard::filled(&cell.text))
                .filter(|text| *text != "0" && !guard::is_masked(text))
                .unwrap_or("")
        };
        let (id, name) = (get(Field::SellerKey), get(Field::SellerName));
        if let Some(cell) = self.cell(row, Field::SellerKey)
            && !id.is_empty()
        {
            // An id that Excel has rounded would be somebody else's.
            self.other_numbers
                .read(cell, row.number)
                .map_err(|fault| (fault, Field::SellerKey))?;
        }
        let note = noted(get(Field::SellerNote));
        let (key, name, sure) = match (id, &note, name) {
            ("", Noted::Named(named), _) => (*named, *named, true),
            ("", Noted::Perhaps(whole), "") => (*whole, *whole, plan.note_is_seller),
            ("", _, "") => (get(Field::SellerElse), get(Field::SellerElse), false),
            ("", _, name) => (name, name, true),
            (id, _, "") => (id, id, true),
            (id, _, name) => (id, name, true),
        };
        if key.is_empty() {
            return Ok(None);
        }
        let same =
            |seller: &Seller| seller.key == key && seller.name == name && seller.sure == sure;
        Ok(Some(self.sellers.place((key, name, sure), same, || {
            Seller {
                key: key.to_owned(),
                name: name.to_owned(),
                sure,
            }
        })))
    }

    fn buyer(&self, row: &Row<'t>) -> Option<i64> {
        let buyer = self.value(row, Field::Buyer);
        (!buyer.is_empty() && !guard::is_masked(buyer) && !buyer.ends_with('*'))
            .then(|| fnv(buyer.as_bytes()) as i64)
    }

    fn fen(&self, row: &Row<'t>, field: Field) -> Result<Option<i64>, Faulty> {
        let text = self.value(row, field);
        if text.is_empty() {
            return Ok(None);
        }
        money::fen(text).map(Some).map_err(|fault| (fault, field))
    }

    /// What was given back: an amount, or words in the refund, after-sale or closing column.
    fn refund(
        &mut self,
        row: &Row<'t>,
        line: &OrderLine<'t>,
    ) -> Result<(Option<i64>, AfterSale), Faulty> {
        let plan = self.plan;
        let mut after_sale = if line.refund.0 == 1 {
            AfterSale::Refunded
        } else {
            AfterSale::None
        };
        let text = self.value(row, Field::Refund);
        let given = match money::fen(text) {
            Ok(fen) => Some(fen.abs()),
            Err(_) if text.is_empty() => None,
            Err(fault) => {
                after_sale = words::after_sale(text).ok_or((fault, Field::Refund))?;
                None
            }
        };
        let word = self.value(row, Field::AfterSale);
        if !word.is_empty() {
            let own = |word: &str| {
                plan.after_sales
                    .iter()
                    .find(|(own, _)| words::plain(own) == words::plain(word))
                    .map(|(_, meaning)| *meaning)
            };
            let meaning = self
                .after_sale
                .meaning(word, || own(word).or_else(|| words::after_sale(word)));
            let said = meaning.ok_or((Fault::AfterSaleUnknown, Field::AfterSale))?;
            after_sale = if said == AfterSale::None {
                after_sale
            } else {
                said
            };
        }
        // Reasons for closing are free words; only those that speak of money given back matter.
        if words::after_sale(self.value(row, Field::ClosedWhy)) == Some(AfterSale::Refunded) {
            after_sale = AfterSale::Refunded;
        }
        Ok((given, after_sale))
    }
}

/// What a row without a number takes over from the row above.
struct Above<'t> {
    order_no: Cow<'t, str>,
    order: u32,
    state: State,
    seller: Option<u32>,
    buyer: Option<i64>,
    placed: Option<crate::time::LocalTime>,
    paid: Option<crate::time::LocalTime>,
    finished: Option<crate::time::LocalTime>,
}

impl<'t> Above<'t> {
    fn of(draft: &Draft<'t>) -> Self {
        let OrderLine {
            order_no,
            state,
            seller,
            buyer,
            placed,
            paid,
            finished,
            ..
        } = &draft.line;
        Self {
            order_no: order_no.clone(),
            order: draft.order,
            state: *state,
            seller: *seller,
            buyer: *buyer,
            placed: *placed,
            paid: *paid,
            finished: *finished,
        }
    }
}

fn read_time(
    column: &mut Option<TimeColumn>,
    row: &Row<'_>,
    field: Field,
) -> Result<Option<crate::time::LocalTime>, Faulty> {
    let Some(column) = column else {
        return Ok(None);
    };
    let Some(cell) = row.cells.get(column.column) else {
        return Ok(None);
    };
    column
        .read(cell, row.number)
        .map_err(|fault| (fault, field))
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
