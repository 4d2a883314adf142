//! Tables of no known export: a person says which column is what, and it is remembered.

mod guess;
mod level;
mod look;
mod vocabulary;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::header::{self, Header};
use crate::plan::{Field, Level, Plan};
use crate::shop::Recognised;
use crate::table::{Row, Table};
use crate::words::{self, AfterSale, Meaning};
use crate::{Fault, Refused, guard};
pub use guess::{Guess, guess};
pub use vocabulary::is_heading;

/// One field and the column it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Mapped {
    /// What it is.
    pub field: Field,
    /// The heading as the file spells it.
    pub column: String,
}

/// One word of a state column and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StateWord {
    /// The word.
    pub word: String,
    /// What it means.
    pub meaning: Meaning,
}

/// One word of an after-sale column and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AfterSaleWord {
    /// The word.
    pub word: String,
    /// What it means.
    pub meaning: AfterSale,
}

/// How a person reads a table: kept by the fingerprint of its headings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Mapping {
    /// The shop's code.
    pub shop: String,
    /// Which column is what.
    pub columns: Vec<Mapped>,
    /// Whether the amount is of a line or of an order.
    #[serde(default)]
    pub amount_level: Level,
    /// Whether the refund is of a line or of an order.
    #[serde(default)]
    pub refund_level: Level,
    /// State words with a meaning of their own.
    #[serde(default)]
    pub states: Vec<StateWord>,
    /// After-sale words with a meaning of their own.
    #[serde(default)]
    pub after_sales: Vec<AfterSaleWord>,
    /// For dates such as 3/4/2026: whether the day is first.
    #[serde(default)]
    pub day_first: Option<bool>,
    /// Whether a note that names nobody by a word such as `代理:` is itself the seller's name.
    #[serde(default)]
    pub note_is_seller: bool,
    /// Whether a row is a whole order.
    #[serde(default)]
    pub row_is_order: bool,
    /// The group the order numbers are unique in, for shops whose numbers are not.
    #[serde(default)]
    pub group: Option<String>,
}

impl Mapping {
    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<&str> {
        self.columns
            .iter()
            .find(|mapped| mapped.field == field)
            .map(|mapped| mapped.column.as_str())
    }

    /// Whether its order numbers are unique only inside a group, and no column names the group.
    pub fn needs_group(&self) -> bool {
        let known = crate::shop::LAYOUTS.iter();
        let grouped = known
            .filter(|layout| layout.grouped)
            .any(|layout| layout.shop == self.shop);
        let numbered = |column| header::key(column) == "跟团号";
        self.column(Field::Group).is_none()
            && (grouped || self.column(Field::OrderNo).is_some_and(numbered))
    }

    /// Whether orders of several rows in a table say that its amount is of the other level.
    ///
    /// # Errors
    /// The table is beyond a bound.
    pub fn is_contradicted(&self, table: &Table<'_>, header: &Header) -> Result<bool, Refused> {
        let told = level::of(table, header, self, Field::Amount)?;
        Ok(told.is_told && told.level != self.amount_level)
    }

    /// The mapping a known export comes with, so that a person can look at it and change it.
    pub fn of(recognised: &Recognised, header: &Header) -> Self {
        let plan = &recognised.plan;
        let columns = Field::ALL.iter().filter_map(|field| {
            let column = header.names.get(plan.column(*field)?)?.clone();
            Some(Mapped {
                field: *field,
                column,
            })
        });
        Self {
            shop: recognised.layout.shop.to_owned(),
            columns: columns.collect(),
            amount_level: plan.amount_level,
            refund_level: plan.refund_level,
            note_is_seller: plan.note_is_seller,
            row_is_order: plan.row_is_order,
            group: plan.group.clone(),
            ..Self::default()
        }
    }

    /// The same mapping with another column as the amount.
    pub fn with_amount(mut self, column: &str, level: Level) -> Self {
        self.columns.retain(|mapped| mapped.field != Field::Amount);
        self.columns.push(Mapped {
            field: Field::Amount,
            column: column.to_owned(),
        });
        self.amount_level = level;
        self
    }

    /// The plan for a table with these headings, for a team whose wall clock is so far ahead of UTC.
    ///
    /// # Errors
    /// A column is not there.
    pub fn plan(
        &self,
        table: &Table<'_>,
        header: &Header,
        utc_ahead_seconds: i64,
    ) -> Result<Plan, Refused> {
        let known_shop = crate::shop::LAYOUTS
            .iter()
            .any(|layout| layout.shop == self.shop);
        let mut plan = Plan {
            amount_level: self.amount_level,
            refund_level: self.refund_level,
            grouped: self.group.is_some() || self.column(Field::Group).is_some(),
            group: self.group.as_deref().map(str::trim).map(str::to_owned),
            note_is_seller: self.note_is_seller,
            empty_is_zero: known_shop,
            row_is_order: self.row_is_order,
            numbers_itself: self.column(Field::OrderNo).is_none(),
            states: self
                .states
                .iter()
                .map(|state| (state.word.clone(), state.meaning))
                .collect(),
            after_sales: self
                .after_sales
                .iter()
                .map(|after| (after.word.clone(), after.meaning))
                .collect(),
            day_first: self.day_first,
            utc_ahead_seconds,
            ..Plan::default()
        };
        for Mapped { field, column } in &self.columns {
            let at = header
                .column(&header::key(column))
                .ok_or_else(|| table.refused(Fault::NoColumn).column(column))?;
            plan.set(*field, Some(at));
        }
        plan.price_of_line = plan
            .column(Field::Price)
            .is_some_and(|column| is_price_of_line(&header.keys[column]));
        Ok(plan)
    }
}

/// Whether a price is of the whole line, not of one piece, by its heading.
fn is_price_of_line(key: &str) -> bool {
    key.contains(['总', '额']) || key.contains("total")
}

/// A word of a column, on how many rows it stands, and what it means if it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Word {
    /// The word.
    pub word: String,
    /// Rows it stands on.
    pub rows: u32,
    /// What it means as a state.
    pub state: Option<Meaning>,
    /// What it means as an after-sale.
    pub after_sale: Option<AfterSale>,
}

/// The words of a column, most frequent first, so that a person can say what they mean.
///
/// # Errors
/// The table is beyond a bound.
pub fn words_of(table: &Table<'_>, header: &Header, column: &str) -> Result<Vec<Word>, Refused> {
    const WORDS_MAX: usize = 100;
    let at = header
        .column(&header::key(column))
        .ok_or_else(|| table.refused(Fault::NoColumn).column(column))?;
    let mut found: Vec<Word> = Vec::new();
    let mut rows = table.rows();
    let mut row = Row::default();
    while rows
        .next(&mut row)
        .map_err(|fault| table.refused(fault).at(row.number))?
    {
        let Some(word) = guard::filled(row.text(at)).filter(|_| row.number > header.row) else {
            continue;
        };
        if let Some(known) = found.iter_mut().find(|known| known.word == word) {
            known.rows += 1;
        } else if found.len() < WORDS_MAX {
            let (state, after_sale) = (words::state(word), words::after_sale(word));
            found.push(Word {
                word: word.to_owned(),
                rows: 1,
                state,
                after_sale,
            });
        }
    }
    found.sort_by_key(|word| std::cmp::Reverse(word.rows));
    Ok(found)
}

#[cfg(test)]
mod tests;
