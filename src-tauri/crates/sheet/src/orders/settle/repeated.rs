//! One line told on several rows: letter by letter the same, or in two states.

use std::cmp::Reverse;

use super::super::draft::{Draft, Drafts};
use super::content;
use crate::words::AfterSale;
use rules::sale::State;

/// Leaves out rows that repeat another: the same line number and the same values, or letter by letter the same.
pub fn drop_repeated(drafts: &mut Drafts<'_, '_>, order: &mut Vec<Draft<'_>>) {
    let before = order.len();
    let mut kept: Vec<Draft<'_>> = Vec::with_capacity(before);
    let mut rows = std::mem::take(order);
    rows.sort_by(|a, b| {
        content(drafts, a)
            .cmp(&content(drafts, b))
            .then(a.raw.cmp(&b.raw))
            .then(a.line.row.cmp(&b.line.row))
    });
    for draft in rows {
        let same_content = kept
            .iter()
            .rev()
            .take_while(|other| content(drafts, other) == content(drafts, &draft));
        let repeats = same_content.into_iter().any(|other| repeats(other, &draft));
        if !repeats {
            kept.push(draft);
        }
    }
    drafts.found.rows_repeated += (before - kept.len()) as u32;
    *order = kept;
}

fn repeats(one: &Draft<'_>, other: &Draft<'_>) -> bool {
    if one.line.line_no.is_empty() {
        return one.raw == other.raw;
    }
    let said = |draft: &Draft<'_>| {
        (
            draft.refund,
            draft.after_sale,
            draft.line.state,
            draft.line.seller,
            draft.line.placed,
            draft.line.paid,
            draft.line.finished,
        )
    };
    said(one) == said(other)
}

/// Of rows that tell of one line in several states, as exports put one under another do, the one furthest
/// in its life stays. What was paid and what was given back never shrink by that.
///
/// Rows tell of one line when number, goods and pieces are the same and the order stands differently on
/// them: shops do give one number to two goods of an order, and two lines alike in one state are two.
pub fn keep_the_further<'t>(drafts: &mut Drafts<'_, 't>, order: &mut Vec<Draft<'t>>) {
    let mut rows = std::mem::take(order);
    rows.sort_by(|a, b| {
        let further = |draft: &Draft<'_>| {
            let (line, said) = (&draft.line, draft.refund_said());
            Reverse((line.state, draft.refund, said, line.finished, line.paid))
        };
        let one = |draft| (which(drafts, draft), further(draft), draft.line.row);
        one(a).cmp(&one(b))
    });
    let mut kept: Vec<Draft<'t>> = Vec::with_capacity(rows.len());
    let mut head = 0;
    for draft in rows {
        let first = kept.get_mut(head);
        let Some(first) = first.filter(|first| which(drafts, first) == which(drafts, &draft))
        else {
            head = kept.len();
            kept.push(draft);
            continue;
        };
        if drafts.plan.row_is_order || first.line.state != draft.line.state {
            drafts.found.rows_repeated += 1;
            take_over(first, &draft);
        } else {
            kept.push(draft);
        }
    }
    *order = kept;
}

/// What rows of one line have in common: number, good, kind, pieces.
fn which<'d>(drafts: &'d Drafts<'_, '_>, draft: &'d Draft<'_>) -> (&'d str, &'d str, &'d str, u32) {
    let (number, item, sku, pieces, _) = content(drafts, draft);
    (number, item, sku, pieces)
}

fn take_over(further: &mut Draft<'_>, earlier: &Draft<'_>) {
    // "Refunded" without an amount is all of it already.
    let whole = further.refund.is_none() && further.after_sale == Some(AfterSale::Refunded);
    if !whole {
        further.refund = further.refund.max(earlier.refund);
    }
    if further.line.state == State::Closed {
        // Some shops write a closed order down to nothing; what had been paid is what went back.
        further.amount = further.amount.max(earlier.amount);
    }
}
