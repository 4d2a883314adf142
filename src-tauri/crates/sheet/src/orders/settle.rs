//! Drafts become lines: an order looked at as a whole leaves out what it says twice, shares its amounts
//! out and tells its lines apart.

mod refund;
mod repeated;
mod share;

use rules::Fen;
use rules::sale::State;

use super::draft::{Draft, Drafts};
use super::{OrderLine, Orders};
use crate::Fault;
use crate::plan::{Field, Level};
use crate::words::AfterSale;
use share::Amounts;

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
    let mut whole = drafts.plan.amount_level == Level::Order && !share::is_numbered(order);
    if drafts.plan.numbers_itself {
        number_apart(order);
    } else if order.len() > 1 {
        // What is said twice goes first: a row that repeats another has no share in the order's amount.
        repeated::drop_repeated(drafts, order);
        repeated::keep_the_further(drafts, order);
        let (amounts, parent) = share::share_amounts(drafts, order);
        refund::share_refunds(drafts, order, parent.as_ref(), amounts);
        whole = amounts == Amounts::Shared || whole && order.len() == 1;
    }
    for draft in order.iter_mut() {
        draft.line.is_whole = whole;
        draft.line.is_named = draft.line.line_no.is_empty() && !drafts.plan.numbers_itself;
    }
    tell_apart(drafts, order);
    // A row may leave the amount to its order's others, but one of them must have it.
    let unpaid = !drafts.plan.empty_is_zero && order.iter().all(|draft| draft.amount.is_none());
    for draft in order.drain(..) {
        if unpaid && draft.line.state.counts() {
            let refused = drafts.refusal_at(Fault::MoneyUnread, Field::Amount, draft.line.row);
            drafts.refuse(refused);
            continue;
        }
        if let Some(line) = closed_books(drafts, draft) {
            settled.push(line);
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
        let gone = |draft: &Draft<'_>| (draft.refund_said() == 0, draft.raw);
        let (one, other) = (content(drafts, a), content(drafts, b));
        one.cmp(&other)
            .then(gone(a).cmp(&gone(b)))
            .then(a.line.row.cmp(&b.line.row))
    });
    let mut nth = 1;
    let mut last: Option<String> = None;
    for draft in order.iter_mut() {
        let good = &drafts.found.goods[draft.line.good as usize];
        let named = match draft.line.line_no.as_ref() {
            "" if good.sku.is_empty() => good.item.clone(),
            "" => format!("{}|{}", good.item, good.sku),
            number => number.to_owned(),
        };
        nth = if last.as_ref() == Some(&named) {
            nth + 1
        } else {
            1
        };
        if nth > 1 {
            draft.line.line_no = format!("{named}#{nth}").into();
        } else if draft.line.line_no.is_empty() {
            draft.line.line_no = named.clone().into();
        }
        last = Some(named);
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
    line.refund_open = after_sale == Some(AfterSale::Open);
    let given = refund.unwrap_or(0).min(amount);
    let paid = line.paid.is_some()
        || (!drafts.plan.has(Field::Paid) && after_sale == Some(AfterSale::Refunded));
    let given = match (after_sale, line.state) {
        // Closed after it was paid: all of it went back, whatever else the row says.
        (_, State::Closed) if paid => amount,
        (_, State::Closed | State::Unpaid) => 0,
        _ if given > 0 => given,
        (Some(AfterSale::Refunded), _) if refund.is_none() => {
            drafts.found.refunds_whole_by_word += u32::from(amount > 0);
            amount
        }
        (Some(AfterSale::RefundedPart), _) if amount > 0 => {
            let refused = drafts.refusal_at(Fault::RefundUnknown, Field::AfterSale, line.row);
            drafts.refuse(refused);
            return None;
        }
        _ => 0,
    };
    line.refund = Fen(given);
    Some(line)
}
