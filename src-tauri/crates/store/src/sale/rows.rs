//! The rows that an import writes, column by column.

use super::plan::Told;
use super::write::Import;
use crate::dialect::Cell;
use rules::sale::{Contribution, Reading};
use rules::{ImportId, Moment, SaleId, TeamId};

pub(super) const SALE_COLUMNS: [&str; 23] = [
    "team_id",
    "id",
    "import_id",
    "shop",
    "order_no",
    "line_no",
    "item",
    "category",
    "state",
    "amount_fen",
    "refunded_fen",
    "quantity",
    "seller_key",
    "buyer_key",
    "placed_at",
    "paid_at",
    "finished_at",
    "member_id",
    "at",
    "fen",
    "orders",
    "pieces",
    "recorded_at",
];

pub(super) const READING_COLUMNS: [&str; 17] = [
    "team_id",
    "id",
    "sale_id",
    "import_id",
    "exported_at",
    "item",
    "category",
    "state",
    "amount_fen",
    "refunded_fen",
    "quantity",
    "seller_key",
    "buyer_key",
    "placed_at",
    "paid_at",
    "finished_at",
    "recorded_at",
];

pub(super) const SIGHTING_COLUMNS: [&str; 5] = [
    "team_id",
    "sale_id",
    "import_id",
    "exported_at",
    "reading_id",
];

pub(super) fn sale_row<'a>(
    team: TeamId,
    id: i64,
    import: ImportId,
    of: &Import<'a>,
    line: &'a Told<'a>,
    first: &Contribution,
    now: Moment,
) -> [Cell<'a>; 23] {
    let reading = &line.reading;
    [
        Cell::Int(team.0),
        Cell::Int(id),
        Cell::Int(import.0),
        Cell::Text(of.shop),
        Cell::Text(line.order_no),
        Cell::Text(&line.line_no),
        Cell::Text(reading.item),
        Cell::MaybeText(reading.category),
        Cell::Text(reading.state.code()),
        Cell::Int(reading.amount.0),
        Cell::Int(reading.refunded.0),
        Cell::Int(reading.pieces),
        Cell::MaybeText(reading.seller),
        Cell::MaybeInt(reading.buyer),
        Cell::MaybeInt(reading.placed.map(|at| at.0)),
        Cell::MaybeInt(reading.paid.map(|at| at.0)),
        Cell::MaybeInt(reading.finished.map(|at| at.0)),
        Cell::Int(first.member.0),
        Cell::Int(first.at.0),
        Cell::Int(first.fen),
        Cell::Int(first.orders),
        Cell::Int(first.pieces),
        Cell::Int(now.0),
    ]
}

pub(super) fn reading_row<'a>(
    team: TeamId,
    id: i64,
    sale: SaleId,
    import: ImportId,
    exported_at: Moment,
    reading: &Reading<'a>,
    now: Moment,
) -> [Cell<'a>; 17] {
    [
        Cell::Int(team.0),
        Cell::Int(id),
        Cell::Int(sale.0),
        Cell::Int(import.0),
        Cell::Int(exported_at.0),
        Cell::Text(reading.item),
        Cell::MaybeText(reading.category),
        Cell::Text(reading.state.code()),
        Cell::Int(reading.amount.0),
        Cell::Int(reading.refunded.0),
        Cell::Int(reading.pieces),
        Cell::MaybeText(reading.seller),
        Cell::MaybeInt(reading.buyer),
        Cell::MaybeInt(reading.placed.map(|at| at.0)),
        Cell::MaybeInt(reading.paid.map(|at| at.0)),
        Cell::MaybeInt(reading.finished.map(|at| at.0)),
        Cell::Int(now.0),
    ]
}
