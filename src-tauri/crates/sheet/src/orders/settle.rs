//! Drafts become lines: an order looked at as a whole shares its amounts out and tells its lines apart.

use rules::sale::State;
use rules::{Fen, allocate};

use super::draft::{Draft, Drafts};
use super::{OrderLine, Orders};
use crate::Fault;
use crate::plan::{Field, Level};
use crate::words::AfterSale;

/// The lines of all orders.
pub fn settle<'t>(mut drafts: Drafts<'_, 't>) -> Orders<'t> {
    drafts.close();
    let all = std::mem::take(&mut drafts.drafts);
    let mut settled: Vec<OrderLine<'t>> = Vec::with_capacity(all.len());
    let mut order: Vec<Draft<'t>> = Vec::new();
    // Lines of an order mostly stand together already; the sort then only looks.
    let all = by_order(all);
    for draft in all {
        if order
            .first()
            .is_some_and(|first| first.order != draft.order)
        {
            finish(&mut drafts, &mut order, &mut settled);
        }
        order.push(draft);
    }
    finish(&mut drafts, &mut order, &mut settled);
    if !settled.is_sorted_by_key(|line| line.row) {
        settled.sort_by_key(|line| line.row);
    }
    let mut found = drafts.found;
    found.lines = settled;
    found
}

fn by_order(mut drafts: Vec<Draft<'_>>) -> Vec<Draft<'_>> {
    if !drafts.is_sorted_by_key(|draft| draft.order) {
        drafts.sort_by_key(|draft| draft.order);
    }
    drafts
}

/// One order's drafts become its lines.
fn finish<'t>(
    drafts: &mut Drafts<'_, 't>,
    order: &mut Vec<Draft<'t>>,
    settled: &mut Vec<OrderLine<'t>>,
) {
    if order.len() > 1 {
        share_amounts(drafts, order);
        if drafts.plan.numbers_itself {
            number_apart(order);
        } else {
            drop_repeated(drafts, order);
        }
        share_refunds(drafts, order);
    }
    tell_apart(drafts, order);
    for draft in order.drain(..) {
        if let Some(line) = closed_books(drafts, draft) {
            settled.push(line);
        }
    }
}

/// The order's amount goes to its lines, when it stands for the order.
fn share_amounts(drafts: &Drafts<'_, '_>, order: &mut Vec<Draft<'_>>) {
    let parent = take_parent(drafts, order);
    if drafts.plan.amount_level == Level::Line && parent.is_none() {
        return;
    }
    let total = match (
        parent.as_ref().and_then(|parent| parent.amount),
        once(order, |draft| draft.amount),
    ) {
        // The lines have amounts of their own that add up, or differ.
        (Some(total), Shared::Each(sum)) if sum == total => return,
        (None, Shared::Each(_)) | (Some(_), Shared::Each(_)) => return,
        (Some(total), _) => total,
        (None, Shared::Once(total)) => total,
        (None, Shared::Nothing) => return,
    };
    let weights = weights(order);
    for (draft, share) in order.iter_mut().zip(allocate(total, &weights)) {
        draft.amount = Some(share);
    }
    if let Some(parent) = parent {
        for draft in order.iter_mut() {
            draft.line.seller = draft.line.seller.or(parent.line.seller);
            draft.line.buyer = draft.line.buyer.or(parent.line.buyer);
        }
        if let (Some(refund), true) = (
            parent.refund,
            order.iter().all(|draft| draft.refund.is_none()),
        ) {
            let amounts: Vec<i64> = order
                .iter()
                .map(|draft| draft.amount.unwrap_or(0))
                .collect();
            for (draft, share) in order.iter_mut().zip(allocate(refund, &amounts)) {
                draft.refund = Some(share);
            }
        }
    }
}

/// The one row of an order that has no line number while all others have: it stands for the order and is no line.
fn take_parent<'t>(drafts: &Drafts<'_, '_>, order: &mut Vec<Draft<'t>>) -> Option<Draft<'t>> {
    if !drafts.plan.has(Field::LineNo) {
        return None;
    }
    let mut unnumbered = order
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.line.line_no.is_empty())
        .map(|(at, _)| at);
    let parent = unnumbered.next()?;
    let only = unnumbered.next().is_none();
    only.then(|| order.remove(parent))
}

enum Shared {
    /// No row has the amount.
    Nothing,
    /// One amount, on one row or repeated on all: it is the order's.
    Once(i64),
    /// Rows have amounts of their own; their sum.
    Each(i64),
}

fn once(order: &[Draft<'_>], amount: impl Fn(&Draft<'_>) -> Option<i64>) -> Shared {
    let given: Vec<i64> = order.iter().filter_map(amount).collect();
    match given.as_slice() {
        [] => Shared::Nothing,
        [one] => Shared::Once(*one),
        [first, rest @ ..] if rest.iter().all(|other| other == first) => Shared::Once(*first),
        several => Shared::Each(several.iter().sum()),
    }
}

/// Prices share an amount out; without prices pieces do; without pieces all lines alike.
fn weights(order: &[Draft<'_>]) -> Vec<i64> {
    let prices: Vec<i64> = order.iter().map(|draft| draft.weight).collect();
    if prices.iter().all(|price| *price > 0) {
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

/// A refund of the order goes to its lines by their amounts, so that none gives back more than it took.
fn share_refunds(drafts: &Drafts<'_, '_>, order: &mut [Draft<'_>]) {
    if drafts.plan.refund_level == Level::Line {
        return;
    }
    if let Shared::Once(total) = once(order, |draft| draft.refund) {
        let amounts: Vec<i64> = order
            .iter()
            .map(|draft| draft.amount.unwrap_or(0))
            .collect();
        for (draft, share) in order.iter_mut().zip(allocate(total, &amounts)) {
            draft.refund = Some(share);
        }
    }
}

/// What a line is sorted by among lines of the same number, so that the order of rows does not matter.
fn content<'d>(
    drafts: &'d Drafts<'_, '_>,
    draft: &'d Draft<'_>,
) -> (&'d str, &'d str, &'d str, u32, Option<i64>) {
    let good = &drafts.found.goods[draft.line.good as usize];
    (
        &draft.line.line_no,
        &good.item,
        &good.sku,
        draft.line.pieces,
        draft.amount,
    )
}

/// Leaves out rows that repeat another: the same line number and the same values, or letter by letter the same.
fn drop_repeated(drafts: &mut Drafts<'_, '_>, order: &mut Vec<Draft<'_>>) {
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

/// Sales of a table without numbers: the second alike is a second sale.
fn number_apart(order: &mut [Draft<'_>]) {
    for (nth, draft) in order.iter_mut().enumerate().skip(1) {
        draft.line.order_no = format!("{}~{}", draft.line.order_no, nth + 1).into();
    }
}

/// Gives each line of an order a number of its own that stays the same from export to export.
fn tell_apart(drafts: &Drafts<'_, '_>, order: &mut [Draft<'_>]) {
    let numbered = |draft: &Draft<'_>| drafts.plan.row_is_order || !draft.line.line_no.is_empty();
    if drafts.plan.numbers_itself || order.len() < 2 && order.iter().all(numbered) {
        return;
    }
    order.sort_by(|a, b| {
        let gone = |draft: &Draft<'_>| (draft.after_sale == AfterSale::None, draft.raw);
        let (one, other) = (content(drafts, a), content(drafts, b));
        one.cmp(&other)
            .then(gone(a).cmp(&gone(b)))
            .then(a.line.row.cmp(&b.line.row))
    });
    let mut nth = 1;
    let mut last = String::new();
    for draft in order.iter_mut() {
        let good = &drafts.found.goods[draft.line.good as usize];
        let named = match draft.line.line_no.as_ref() {
            "" if good.sku.is_empty() => good.item.clone(),
            "" => format!("{}|{}", good.item, good.sku),
            number => number.to_owned(),
        };
        nth = if named == last { nth + 1 } else { 1 };
        if nth > 1 {
            draft.line.line_no = format!("{named}#{nth}").into();
        } else if draft.line.line_no.is_empty() {
            draft.line.line_no = named.clone().into();
        }
        last = named;
    }
}

/// The line with its amount and refund; `None` when it is refused.
fn closed_books<'t>(drafts: &mut Drafts<'_, 't>, draft: Draft<'t>) -> Option<OrderLine<'t>> {
    let Draft {
        mut line,
        amount,
        refund,
        after_sale,
        ..
    } = draft;
    let amount = amount.unwrap_or(0);
    line.amount = Fen(amount);
    line.refund_open = after_sale == AfterSale::Open;
    let given = refund.unwrap_or(0).min(amount);
    let paid =
        line.paid.is_some() || (!drafts.plan.has(Field::Paid) && after_sale == AfterSale::Refunded);
    let given = match (after_sale, line.state) {
        // Closed after it was paid: all of it went back, whatever else the row says.
        (_, State::Closed) if paid => amount,
        (_, State::Closed | State::Unpaid) => 0,
        _ if given > 0 => given,
        (AfterSale::Refunded, _) if refund.is_none() => {
            drafts.found.refunds_whole_by_word += u32::from(amount > 0);
            amount
        }
        (AfterSale::RefundedPart, _) => {
            let refused = drafts.refusal_at(Fault::RefundUnknown, Field::AfterSale, line.row);
            drafts.refuse(refused);
            return None;
        }
        _ => 0,
    };
    line.refund = Fen(given);
    Some(line)
}
