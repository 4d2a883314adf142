//! What only all rows together tell: dates either way round, numbers ruined together.

use super::Drafts;
use crate::orders::time_column::Either;
use crate::plan::Field;
use crate::{Fault, Refused};

impl Drafts<'_, '_> {
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
}
