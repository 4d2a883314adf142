//! One row's own parts: times, state, pieces, goods, seller, buyer.

use std::borrow::Cow;

use rules::Fen;
use rules::sale::State;

use super::above::Above;
use super::{Drafts, Faulty};
use crate::orders::seller::{Noted, noted};
use crate::orders::time_column::TimeColumn;
use crate::orders::{Good, OrderLine, Seller, buyer as buyer_key, number};
use crate::plan::Field;
use crate::table::Row;
use crate::time::LocalTime;
use crate::words::{self, AfterSale, Meaning};
use crate::{Fault, guard, money};

impl<'t> Drafts<'_, 't> {
    /// What the row says, with what it leaves open taken over from the row above of its order; also what
    /// its state says of money given back.
    pub fn line(
        &mut self,
        row: &Row<'t>,
        above: Option<Above>,
    ) -> Result<(OrderLine<'t>, Option<AfterSale>), Faulty> {
        let line_no = match self.cell(row, Field::LineNo) {
            Some(cell) => self
                .other_numbers
                .read(cell, row.number)
                .map_err(|fault| (fault, Field::LineNo))?,
            None => None,
        };
        let above_or = above.unwrap_or_default();
        let placed = read_time(&mut self.placed, row, Field::Placed)?.or(above_or.placed);
        let paid = read_time(&mut self.paid, row, Field::Paid)?.or(above_or.paid);
        let finished = read_time(&mut self.finished, row, Field::Finished)?.or(above_or.finished);
        let (state, after_sale) = self.state(row, above, paid.is_some())?;
        let pieces = self.pieces(row)?;
        let good = self.good(row);
        // Who only may have sold it does not take the order from who has.
        let seller = match (self.seller(row)?, above_or.seller) {
            (Some(own), Some(of_order)) if !self.is_sure(own) && self.is_sure(of_order) => {
                Some(of_order)
            }
            (own, of_order) => own.or(of_order),
        };
        let buyer = self.buyer(row).or(above_or.buyer);
        let line = OrderLine {
            row: row.number,
            order_no: Cow::Borrowed(""),
            line_no: line_no.unwrap_or_default(),
            is_named: false,
            is_whole: false,
            good,
            seller,
            buyer,
            pieces,
            amount: Fen(0),
            refund: Fen(0),
            refund_open: false,
            state,
            placed,
            paid,
            finished,
        };
        Ok((line, after_sale))
    }

    fn state(
        &mut self,
        row: &Row<'t>,
        above: Option<Above>,
        paid: bool,
    ) -> Result<(State, Option<AfterSale>), Faulty> {
        if !self.plan.has(Field::State) {
            // A list without states is one of sales that happened.
            return Ok((State::Finished, None));
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
            return match above.and_then(|above| above.state) {
                Some(state) => Ok((state, None)),
                None if paid => Ok((State::Paid, None)),
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
            Some(Meaning::State(state)) => Ok((state, None)),
            Some(Meaning::StateRefunded(state)) => Ok((state, Some(AfterSale::Refunded))),
            Some(Meaning::StateRefundedPart(state)) => Ok((state, Some(AfterSale::RefundedPart))),
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
        // An id that Excel has rounded would be somebody else's; one with `.0` behind it is the same one.
        let read = match self.cell(row, Field::SellerKey) {
            Some(cell) if !id.is_empty() => self
                .other_numbers
                .read(cell, row.number)
                .map_err(|fault| (fault, Field::SellerKey))?,
            _ => None,
        };
        let id = read.as_deref().unwrap_or("");
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

    fn is_sure(&self, seller: u32) -> bool {
        self.sellers.get(seller).sure
    }

    fn buyer(&self, row: &Row<'t>) -> Option<i64> {
        let buyer = self.value(row, Field::Buyer);
        (!buyer.is_empty() && !guard::is_masked(buyer) && !buyer.ends_with('*'))
            .then(|| buyer_key(buyer))
    }

    pub fn fen(&self, row: &Row<'t>, field: Field) -> Result<Option<i64>, Faulty> {
        let text = self.value(row, field);
        if text.is_empty() {
            return Ok(None);
        }
        money::fen(text).map(Some).map_err(|fault| (fault, field))
    }
}

fn read_time(
    column: &mut Option<TimeColumn>,
    row: &Row<'_>,
    field: Field,
) -> Result<Option<LocalTime>, Faulty> {
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
