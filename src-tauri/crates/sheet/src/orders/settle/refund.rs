//! What was given back on an order goes to its lines.

use rules::allocate;

use super::super::draft::{Draft, Drafts};
use super::share::{Amounts, is_numbered};
use crate::plan::Level;
use crate::words::AfterSale;

/// A refund of the order goes to its lines by their amounts; what is more than a line took goes on to the
/// others of its order, so that no line gives back more than it took and nothing is lost.
pub fn share_refunds(
    drafts: &Drafts<'_, '_>,
    order: &mut [Draft<'_>],
    parent: Option<&Draft<'_>>,
    amounts: Amounts,
) {
    let of_order = drafts.plan.refund_level == Level::Order;
    if let Some(parent) = parent {
        of_parent(order, parent);
    } else if of_order && let Some(total) = of_rows(order, amounts) {
        share(order, total);
    }
    if of_order || amounts == Amounts::Shared {
        spill(order);
    }
    // An order that was given back in part may say so on each of its rows, and how much on one.
    if order.iter().any(|draft| draft.refund > Some(0)) {
        let says = |draft: &&mut Draft<'_>| {
            draft.refund == Some(0) && draft.after_sale == Some(AfterSale::RefundedPart)
        };
        for draft in order.iter_mut().filter(says) {
            draft.after_sale = None;
        }
    }
}

fn share(order: &mut [Draft<'_>], total: i64) {
    let amounts: Vec<i64> = order
        .iter()
        .map(|draft| draft.amount.unwrap_or(0))
        .collect();
    for (draft, share) in order.iter_mut().zip(allocate(total, &amounts)) {
        draft.refund = Some(share);
    }
}

/// The row that stands for the order says what its lines leave open.
fn of_parent(order: &mut [Draft<'_>], parent: &Draft<'_>) {
    let open = |draft: &Draft<'_>| draft.after_sale == Some(AfterSale::Open);
    let said = order
        .iter()
        .any(|draft| draft.refund > Some(0) || open(draft));
    match parent.refund {
        Some(total) if total > 0 && !said => share(order, total),
        _ => {
            for draft in order.iter_mut() {
                draft.after_sale = draft.after_sale.or(parent.after_sale);
            }
        }
    }
}

/// The order's refund, once on its rows or on all of them; `None` when the rows have their own.
fn of_rows(order: &[Draft<'_>], amounts: Amounts) -> Option<i64> {
    let given: Vec<i64> = order.iter().filter_map(|draft| draft.refund).collect();
    let (first, rest) = given.split_first()?;
    let alike = rest.iter().all(|other| other == first);
    // On a line with a number of its own it is that line's, unless all rows repeat the order's amounts.
    let own = is_numbered(order) && (rest.is_empty() || amounts == Amounts::Own);
    (alike && !own).then_some(*first)
}

/// What is above a line's amount goes to the other lines that have something left.
fn spill(order: &mut [Draft<'_>]) {
    let mut above = 0;
    for draft in order.iter_mut().filter(|draft| draft.line.state.counts()) {
        let (amount, refund) = (draft.amount.unwrap_or(0), draft.refund.unwrap_or(0));
        if refund > amount {
            above += refund - amount;
            draft.refund = Some(amount);
        }
    }
    if above == 0 {
        return;
    }
    let left = |draft: &Draft<'_>| {
        let whole = draft.refund.is_none() && draft.after_sale == Some(AfterSale::Refunded);
        let left = draft.amount.unwrap_or(0) - draft.refund.unwrap_or(0);
        if whole || !draft.line.state.counts() {
            0
        } else {
            left.max(0)
        }
    };
    let room: Vec<i64> = order.iter().map(left).collect();
    let above = above.min(room.iter().sum());
    for (draft, more) in order.iter_mut().zip(allocate(above, &room)) {
        if more > 0 {
            draft.refund = Some(draft.refund.unwrap_or(0) + more);
        }
    }
}
