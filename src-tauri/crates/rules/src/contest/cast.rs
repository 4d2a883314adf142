//! Short makers of rules and tallies for the tests of contests.

use super::rule::{Look, TieKey};
use super::{Counted, Kind, Measure, Prize, Rule, Shared, Tally, Who};
use crate::Moment;

/// A plain contest of net sales.
pub fn rule(kind: Kind) -> Rule {
    counting(kind, Measure::NetSales)
}

/// A plain contest of one measure: no prizes, equal scores share the place.
pub fn counting(kind: Kind, measure: Measure) -> Rule {
    Rule {
        name: "月度销冠".into(),
        note: String::new(),
        look: Look::Festive,
        kind,
        start: Moment(1_000_000),
        end: Moment(2_000_000),
        freeze_at: None,
        appeal_hours: 48,
        who: Who::Everyone,
        opt_in: false,
        late_joiners: true,
        leavers: true,
        counted: vec![Counted::all(measure)],
        handicaps: Vec::new(),
        prize_min: 0,
        ties: Vec::<TieKey>::new(),
        shared: Shared::Split,
        prizes: Vec::<Prize>::new(),
    }
}

/// A tally of these amounts and nothing else.
pub fn tally(amounts: &[i64]) -> Tally {
    let mut tally = Tally::default();
    for (held, amount) in tally.amounts.iter_mut().zip(amounts) {
        *held = *amount;
    }
    tally
}
