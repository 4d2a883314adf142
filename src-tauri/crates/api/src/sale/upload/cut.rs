//! Orders that another kind of export has already brought in whole, or in other parts.

use super::choice::Ready;
use sheet::Refused;
use sheet::refused::Fault;

/// The refusals of lines that would count twice, by their places among the lines.
pub fn cut_differently(cut: &[usize], ready: &Ready<'_>) -> Vec<Refused> {
    let refused = |place: &usize| {
        let line = &ready.orders.lines[*place];
        let refused = Refused::file(Fault::CutUpDifferently, &ready.table.file);
        let refused = refused.sheet(&ready.table.sheet).at(line.row);
        refused.read(&line.order_no)
    };
    cut.iter().map(refused).collect()
}
