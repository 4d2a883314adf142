//! An order's amount goes to its lines.

use rules::allocate;

use super::super::draft::{Draft, Drafts};
use crate::plan::{Field, Level};

/// How the lines of an order came to their amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amounts {
    /// Each row has its own.
    Own,
    /// The order's amount was shared out.
    Shared,
}

/// The order's amount goes to its lines, when it stands for the order. Also the row that stands for the
/// order, where one does.
pub fn share_amounts<'t>(
    drafts: &Drafts<'_, 't>,
    order: &mut Vec<Draft<'t>>,
) -> (Amounts, Option<Draft<'t>>) {
    let parent = take_parent(drafts, order);
    let total = match &parent {
        Some(parent) => of_parent(order, parent.amount),
        None if drafts.plan.amount_level == Level::Line => None,
        None => of_rows(order),
    };
    let Some(total) = total else {
        return (Amounts::Own, parent);
    };
    let shares = allocate(total, &weights(order));
    for (draft, share) in order.iter_mut().zip(shares) {
        draft.amount = Some(share);
    }
    (Amounts::Shared, parent)
}

/// The one row of an order that has no line number while all others have: it stands for the order and is
/// no line. What it says of the whole order goes to the lines.
fn take_parent<'t>(drafts: &Drafts<'_, '_>, order: &mut Vec<Draft<'t>>) -> Option<Draft<'t>> {
    if !drafts.plan.has(Field::LineNo) || order.len() < 2 {
        return None;
    }
    let mut unnumbered = order
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.line.line_no.is_empty())
        .map(|(at, _)| at);
    let place = unnumbered.next()?;
    if unnumbered.next().is_some() {
        return None;
    }
    let parent = order.remove(place);
    for draft in order.iter_mut() {
        let (line, of) = (&mut draft.line, &parent.line);
        line.seller = line.seller.or(of.seller);
        line.buyer = line.buyer.or(of.buyer);
        line.placed = line.placed.or(of.placed);
        line.paid = line.paid.or(of.paid);
        line.finished = line.finished.or(of.finished);
    }
    Some(parent)
}

/// The order's amount beside a row that stands for the order; `None` when the lines have their own.
fn of_parent(order: &[Draft<'_>], parent: Option<i64>) -> Option<i64> {
    let total = parent?;
    let own: Vec<i64> = order.iter().filter_map(|draft| draft.amount).collect();
    let repeated = own.iter().all(|amount| *amount == total) && own.iter().sum::<i64>() != total;
    let whole = own.len() == order.len();
    // Amounts of their own that do not add up are goods without freight, or with a discount on the order.
    (!whole || repeated).then_some(total)
}

/// The order's amount, once on its rows or on all of them; `None` when the rows have their own.
fn of_rows(order: &[Draft<'_>]) -> Option<i64> {
    let given: Vec<i64> = order.iter().filter_map(|draft| draft.amount).collect();
    let (first, rest) = given.split_first()?;
    if rest.is_empty() {
        return Some(*first);
    }
    let alike = rest.iter().all(|other| other == first);
    (alike && is_repeated(order, *first)).then_some(*first)
}

/// Whether one amount on all rows is the order's, and not by chance that of each line.
fn is_repeated(order: &[Draft<'_>], amount: i64) -> bool {
    let prices: i64 = order.iter().map(|draft| draft.weight).sum();
    if is_numbered(order) {
        // Lines with numbers of their own have amounts of their own, unless their prices say otherwise.
        let each = amount.saturating_mul(order.len() as i64);
        return prices > 0 && (prices - amount).abs() < (prices - each).abs();
    }
    prices == 0 || order.iter().any(|draft| draft.weight != amount)
}

/// Whether all lines have numbers of their own.
pub fn is_numbered(order: &[Draft<'_>]) -> bool {
    order.iter().all(|draft| !draft.line.line_no.is_empty())
}

/// Prices share an amount out, so that a gift has no part; without prices pieces do; else all lines alike.
fn weights(order: &[Draft<'_>]) -> Vec<i64> {
    let prices: Vec<i64> = order.iter().map(|draft| draft.weight).collect();
    if prices.iter().any(|price| *price > 0) {
        return prices;
    }
    let pieces: Vec<i64> = order
        .iter()
        .map(|draft| i64::from(draft.line.pieces))
        .collect();
    if pieces.iter().any(|pieces| *pieces > 0) {
        pieces
    } else {
        vec![1; order.len()]
    }
}
