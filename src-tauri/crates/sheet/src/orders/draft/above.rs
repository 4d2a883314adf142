//! What a row that goes on with an order takes over from the row above.

use rules::sale::State;

use super::Draft;
use crate::orders::OrderLine;
use crate::time::LocalTime;

/// The order-level values of the row above.
#[derive(Debug, Clone, Copy, Default)]
pub struct Above {
    pub state: Option<State>,
    pub seller: Option<u32>,
    pub buyer: Option<i64>,
    pub placed: Option<LocalTime>,
    pub paid: Option<LocalTime>,
    pub finished: Option<LocalTime>,
}

impl Above {
    /// Of a row.
    pub fn of(draft: &Draft<'_>) -> Self {
        let line = &draft.line;
        Self {
            state: Some(line.state),
            seller: line.seller,
            buyer: line.buyer,
            placed: line.placed,
            paid: line.paid,
            finished: line.finished,
        }
    }

    /// Whether a row that has taken over what it leaves open says that it was another sale.
    pub fn differs(&self, line: &OrderLine<'_>) -> bool {
        let other = (line.seller, line.buyer, line.placed, line.paid);
        other != (self.seller, self.buyer, self.placed, self.paid)
    }
}
