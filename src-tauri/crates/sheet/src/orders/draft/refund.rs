//! What a row says about money given back.

use super::{Drafts, Faulty};
use crate::plan::Field;
use crate::table::Row;
use crate::words::{self, AfterSale};
use crate::{Fault, money};

impl<'t> Drafts<'_, 't> {
    /// What was given back: an amount, or words in the state, refund, after-sale or closing column.
    /// What is asked for or was refused is not given back, whatever amount stands beside it.
    pub fn refund(
        &mut self,
        row: &Row<'t>,
        by_state: Option<AfterSale>,
    ) -> Result<(Option<i64>, Option<AfterSale>), Faulty> {
        let plan = self.plan;
        let mut after_sale = by_state;
        let text = self.value(row, Field::Refund);
        let mut given = None;
        if !text.is_empty() {
            match money::fen(text) {
                Ok(fen) => given = Some(fen.abs()),
                Err(fault) => {
                    let said = words::after_sale(text).ok_or((fault, Field::Refund))?;
                    after_sale = stronger(after_sale, said);
                }
            }
        }
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
            after_sale = stronger(after_sale, said);
        }
        // Reasons for closing are free words; only those that speak of money given back matter.
        let why = self.value(row, Field::ClosedWhy);
        if !why.is_empty() && words::after_sale(why) == Some(AfterSale::Refunded) {
            after_sale = Some(AfterSale::Refunded);
        }
        if matches!(after_sale, Some(AfterSale::Open | AfterSale::None)) {
            given = Some(0);
        }
        Ok((given, after_sale))
    }
}

/// A later column's word holds, but "none" takes nothing back that another column said.
fn stronger(before: Option<AfterSale>, said: AfterSale) -> Option<AfterSale> {
    match (before, said) {
        (Some(before), AfterSale::None) => Some(before),
        (_, said) => Some(said),
    }
}
