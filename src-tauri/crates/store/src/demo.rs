//! The demo team's orders, written as its imports would have written them.

use crate::dialect::{Cell, bulk_insert};
use crate::{Result, Tx, counter};
use rules::sale::State;
use rules::{MemberId, Moment, SaleId, TeamId};

/// One order line with what it counts for.
#[derive(Clone, Debug)]
pub struct Line {
    /// Which of the imports written together brought it.
    pub import: i64,
    /// Its shop's code.
    pub shop: &'static str,
    /// Its order.
    pub order_no: String,
    /// Its place in the order.
    pub line_no: i64,
    /// What was sold.
    pub item: &'static str,
    /// Its category.
    pub category: &'static str,
    /// Where it stood when it was read.
    pub state: State,
    /// Its amount.
    pub fen: i64,
    /// Pieces.
    pub quantity: i64,
    /// The seller as the shop names them.
    pub seller: String,
    /// The buyer's number.
    pub buyer: i64,
    /// When it was ordered.
    pub placed_at: Moment,
    /// When it was paid.
    pub paid_at: Option<Moment>,
    /// Who sold it, nobody when the seller is not matched.
    pub member: Option<MemberId>,
}

/// An import of the demo's.
#[derive(Clone, Debug)]
pub struct Import {
    /// Its shop's code.
    pub shop: &'static str,
    /// Its file.
    pub file_name: String,
    /// When it was exported and read.
    pub at: Moment,
    /// Lines in it.
    pub rows: i64,
    /// Refunds in it.
    pub refunds: i64,
}

/// Money given back on a line.
#[derive(Clone, Debug)]
pub struct Refund {
    /// On which line.
    pub sale: SaleId,
    /// Which of the imports written together told of it.
    pub import: i64,
    /// How much.
    pub fen: i64,
    /// Whether it is all of the line.
    pub is_whole: bool,
    /// For whom the line counts.
    pub member: MemberId,
    /// When the line counts.
    pub counts_at: Moment,
    /// Pieces of the line.
    pub quantity: i64,
    /// Why.
    pub reason: &'static str,
    /// When.
    pub at: Moment,
}

/// Writes imports and returns the number of the first.
pub async fn imports(tx: &mut Tx, team: TeamId, imports: &[Import], by: MemberId) -> Result<i64> {
    let first = counter::take(tx, team, "import", count(imports)).await?;
    let columns = [
        "team_id",
        "id",
        "kind",
        "shop",
        "file_name",
        "exported_at",
        "amount_column",
        "rows_new",
        "rows_changed",
        "rows_unchanged",
        "rows_refused",
        "refunds",
        "by_id",
        "recorded_at",
    ];
    let rows = (first..).zip(imports).map(|(id, import)| {
        [
            Cell::Int(team.0),
            Cell::Int(id),
            Cell::Text("file"),
            Cell::Text(import.shop),
            Cell::Text(&import.file_name),
            Cell::Int(import.at.0),
            Cell::Text("订单应付金额"),
            Cell::Int(import.rows),
            Cell::Int(0),
            Cell::Int(0),
            Cell::Int(0),
            Cell::Int(import.refunds),
            Cell::Int(by.0),
            Cell::Int(import.at.0),
        ]
    });
    bulk_insert(tx, "import", columns, rows).await?;
    Ok(first)
}

/// Writes lines and returns the number of the first.
pub async fn lines(
    tx: &mut Tx,
    team: TeamId,
    lines: &[Line],
    first_import: i64,
    recorded: Moment,
) -> Result<SaleId> {
    let first = counter::take(tx, team, "sale", count(lines)).await?;
    let columns = [
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
        "member_id",
        "at",
        "fen",
        "orders",
        "pieces",
        "recorded_at",
    ];
    let numbers: Vec<String> = lines.iter().map(|line| line.line_no.to_string()).collect();
    let rows = (first..)
        .zip(lines.iter().zip(&numbers))
        .map(|(id, (line, number))| {
            let counts = i64::from(line.state.counts());
            [
                Cell::Int(team.0),
                Cell::Int(id),
                Cell::Int(first_import + line.import),
                Cell::Text(line.shop),
                Cell::Text(&line.order_no),
                Cell::Text(number),
                Cell::Text(line.item),
                Cell::Text(line.category),
                Cell::Text(line.state.code()),
                Cell::Int(line.fen),
                // The first reading was before any refund; those are rows of their own.
                Cell::Int(0),
                Cell::Int(line.quantity),
                Cell::Text(&line.seller),
                Cell::Int(line.buyer),
                Cell::Int(line.placed_at.0),
                Cell::MaybeInt(line.paid_at.map(|at| at.0)),
                Cell::Int(line.member.map_or(0, |member| member.0)),
                Cell::Int(line.paid_at.unwrap_or(line.placed_at).0),
                Cell::Int(line.fen * counts),
                Cell::Int(i64::from(line.line_no == 1) * counts),
                Cell::Int(line.quantity * counts),
                Cell::Int(recorded.0),
            ]
        });
    bulk_insert(tx, "sale", columns, rows).await?;
    Ok(SaleId(first))
}

/// Writes refunds and what they take from what counts.
pub async fn refunds(
    tx: &mut Tx,
    team: TeamId,
    refunds: &[Refund],
    first_import: i64,
    recorded: Moment,
) -> Result<()> {
    let first = counter::take(tx, team, "refund", count(refunds)).await?;
    let columns = [
        "team_id",
        "id",
        "sale_id",
        "import_id",
        "fen",
        "reason",
        "happened_at",
        "recorded_at",
    ];
    let rows = (first..).zip(refunds).map(|(id, refund)| {
        [
            Cell::Int(team.0),
            Cell::Int(id),
            Cell::Int(refund.sale.0),
            Cell::Int(first_import + refund.import),
            Cell::Int(refund.fen),
            Cell::Text(refund.reason),
            Cell::Int(refund.at.0),
            Cell::Int(recorded.0),
        ]
    });
    bulk_insert(tx, "refund", columns, rows).await?;
    let first_entry = counter::take(tx, team, "sale_entry", count(refunds)).await?;
    let columns = [
        "team_id",
        "id",
        "sale_id",
        "cause",
        "cause_id",
        "member_id",
        "at",
        "fen",
        "orders",
        "pieces",
        "happened_at",
        "recorded_at",
    ];
    let rows = (0..).zip(refunds).map(|(n, refund)| {
        let whole = i64::from(refund.is_whole);
        [
            Cell::Int(team.0),
            Cell::Int(first_entry + n),
            Cell::Int(refund.sale.0),
            Cell::Text("refund"),
            Cell::Int(first + n),
            Cell::Int(refund.member.0),
            Cell::Int(refund.counts_at.0),
            Cell::Int(-refund.fen),
            Cell::Int(-whole),
            Cell::Int(-refund.quantity * whole),
            Cell::Int(refund.at.0),
            Cell::Int(recorded.0),
        ]
    });
    bulk_insert(tx, "sale_entry", columns, rows).await
}

fn count<T>(rows: &[T]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}
