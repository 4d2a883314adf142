//! What a row says about money given back.

use super::{Drafts, Faulty};
use crate::orders::OrderLine;
use crate::plan::Field;
use crate::table::Row;
use crate::words::{self, AfterSale};
use crate::{Fault, money};

impl<'t> Drafts<'_, 't> {
    /// What was given back: an amount, or words in the refund, after-sale or closing column.
    pub fn refund(
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
        let read = if text.is_empty() {
            Ok(0)
        } else {
            money::fen(text)
        };
        let given = match read {
            Ok(_) if text.is_empty() => None,
            Ok(fen) => Some(fen.abs()),
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
        let why = self.value(row, Field::ClosedWhy);
        if !why.is_empty() && words::after_sale(why) == Some(AfterSale::Refunded) {
            after_sale = AfterSale::Refunded;
        }
        Ok((given, after_sale))
    }
}
