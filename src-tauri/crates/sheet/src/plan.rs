//! How one table is read: which column is what, and what its words mean.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::words::{AfterSale, Meaning};

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What a column of an order file can be.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Field { $($(#[$doc])* $name,)* }

        impl Field {
            /// All fields.
            pub const ALL: &'static [Field] = &[$(Field::$name,)*];
        }
    };
}

fields! {
    /// The order's number.
    OrderNo,
    /// The number of a line of the order.
    LineNo,
    /// The group the order number is unique in.
    Group,
    /// Goods.
    Item,
    /// Which kind of the goods.
    Sku,
    /// Category of the goods.
    Category,
    /// Number of pieces.
    Pieces,
    /// Price of one piece, or of the line: how an order's amount is shared among its lines.
    Price,
    /// The amount that counts.
    Amount,
    /// Money given back so far.
    Refund,
    /// State of the order.
    State,
    /// State of the after-sale.
    AfterSale,
    /// Why the order was closed.
    ClosedWhy,
    /// When it was placed.
    Placed,
    /// When it was paid.
    Paid,
    /// When it was finished.
    Finished,
    /// Who sold it: an id or a name.
    SellerKey,
    /// The seller's name beside an id.
    SellerName,
    /// Free text that may name the seller.
    SellerNote,
    /// Who sold it, if no other column says so.
    SellerElse,
    /// Who bought it.
    Buyer,
}

/// Whether an amount stands for a line or for the whole order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Each row has its own.
    #[default]
    Line,
    /// The order has one, on its first row or repeated on all; it is shared among the lines.
    Order,
}

/// How one table is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub(crate) columns: [Option<usize>; Field::ALL.len()],
    /// What the chosen amount stands for.
    pub amount_level: Level,
    /// What the refund column stands for.
    pub refund_level: Level,
    /// Whether the price is of the whole line, not of one piece.
    pub price_of_line: bool,
    /// Whether an order number is unique only inside a group.
    pub grouped: bool,
    /// The group of rows that name none.
    pub group: Option<String>,
    /// Whether a note that names nobody by a word such as `代理:` is itself the seller's name or id.
    pub note_is_seller: bool,
    /// Whether an empty amount is zero (shops leave some amounts empty until the goods are received).
    pub empty_is_zero: bool,
    /// Whether a row is a whole order, so that its lines need no telling apart.
    pub row_is_order: bool,
    /// Whether a row without an order number is an order of its own.
    pub numbers_itself: bool,
    /// State words beyond the common ones.
    pub states: Vec<(String, Meaning)>,
    /// After-sale words beyond the common ones.
    pub after_sales: Vec<(String, AfterSale)>,
    /// For dates such as 3/4/2026: whether the day is first. `None`: find out, or refuse.
    pub day_first: Option<bool>,
    /// Seconds the team's wall clock is ahead of UTC, for times written as epochs.
    pub utc_ahead_seconds: i64,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            columns: [None; Field::ALL.len()],
            amount_level: Level::Line,
            refund_level: Level::Line,
            price_of_line: false,
            grouped: false,
            group: None,
            note_is_seller: false,
            empty_is_zero: false,
            row_is_order: false,
            numbers_itself: false,
            states: Vec::new(),
            after_sales: Vec::new(),
            day_first: None,
            utc_ahead_seconds: 8 * 3600,
        }
    }
}

impl Plan {
    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns[field as usize]
    }

    /// Says which column a field is.
    pub fn set(&mut self, field: Field, column: Option<usize>) {
        self.columns[field as usize] = column;
    }

    /// Whether the field has a column.
    pub fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }
}
