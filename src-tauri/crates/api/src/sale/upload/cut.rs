//! Orders that another kind of export has already brought in whole, or in other parts.

use super::choice::Ready;
use sheet::Refused;
use sheet::refused::Fault;
use std::collections::HashSet;
use store::sale::{Plan, Told};

/// The lines of orders that are known, but by none of these lines: a shop's other export cuts orders
/// up differently, and taking both would count them twice. Places in `told`, with their refusals.
pub fn cut_differently(plan: &Plan, told: &[Told<'_>], ready: &Ready<'_>) -> Vec<(usize, Refused)> {
    if plan.known.is_empty() {
        return Vec::new();
    }
    let alive = plan.known.iter().filter(|known| known.lives());
    let mut known: HashSet<&str> = alive.map(|known| known.order_no.as_str()).collect();
    let new: HashSet<usize> = plan.new.iter().copied().collect();
    for (i, line) in told.iter().enumerate() {
        if !new.contains(&i) {
            known.remove(line.order_no);
        }
    }
    let differs = plan
        .new
        .iter()
        .filter(|i| known.contains(told[**i].order_no));
    let refused = |i: &usize| {
        let line = &ready.orders.lines[*i];
        let refused = Refused::file(Fault::CutUpDifferently, &ready.table.file);
        (
            *i,
            refused
                .sheet(&ready.table.sheet)
                .at(line.row)
                .read(&line.order_no),
        )
    };
    differs.map(refused).collect()
}
