//! Brings what is written of lines to what their facts say.

use super::known::{By, Known, known};
use super::owner::{Owners, owner};
use crate::dialect::{Cell, bulk_insert};
use crate::{Result, Tx, counter};
use rules::sale::{Contribution, Counted, contributions, corrections};
use rules::{Fen, MemberId, Moment, SaleId, TeamId};
use std::collections::{BTreeMap, HashSet};

/// Why a contribution is corrected, and what its cause's number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// An import's later readings and refunds; the import.
    Reading,
    /// A refund by hand; the refund.
    Refund,
    /// Sellers were matched; nothing.
    Match,
    /// An import was undone; the import.
    Undo,
}

impl Cause {
    fn code(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Refund => "refund",
            Self::Match => "match",
            Self::Undo => "undo",
        }
    }
}

/// Why, by whom and when something is corrected.
#[derive(Clone, Copy, Debug)]
pub(super) struct Correction {
    pub(super) cause: Cause,
    pub(super) cause_id: i64,
    pub(super) by: Option<MemberId>,
    pub(super) happened: Moment,
    pub(super) now: Moment,
}

/// Brings the refunds of these lines, and what is written of their orders, to what their facts
/// say.
pub(super) async fn correct(
    tx: &mut Tx,
    team: TeamId,
    sales: &[SaleId],
    owners: &Owners,
    mark: Correction,
) -> Result<()> {
    let mut lines = known(tx, team, By::Sales(sales)).await?;
    let asked: HashSet<SaleId> = sales.iter().copied().collect();
    refund(
        tx,
        team,
        lines.iter_mut().filter(|line| asked.contains(&line.id)),
        mark,
    )
    .await?;
    let mut orders: BTreeMap<(&str, &str), Vec<&Known>> = BTreeMap::new();
    for line in &lines {
        orders
            .entry((&line.shop, &line.order_no))
            .or_default()
            .push(line);
    }
    let mut entries = Vec::new();
    for whole in orders.values() {
        let counted = whole
            .iter()
            .map(|line| counted(line, owners))
            .collect::<Result<Vec<_>>>()?;
        for (line, target) in whole.iter().zip(contributions(&counted)) {
            entries.extend(
                differences(line, target)
                    .into_iter()
                    .map(|entry| (line.id, entry)),
            );
        }
    }
    let first = counter::take(tx, team, "sale_entry", entries.len() as i64).await?;
    let rows = entries.iter().zip(first..).map(|((sale, entry), id)| {
        [
            Cell::Int(team.0),
            Cell::Int(id),
            Cell::Int(sale.0),
            Cell::Text(mark.cause.code()),
            Cell::Int(mark.cause_id),
            Cell::Int(entry.member.0),
            Cell::Int(entry.at.0),
            Cell::Int(entry.fen),
            Cell::Int(entry.orders),
            Cell::Int(entry.pieces),
            Cell::Int(mark.happened.0),
            Cell::Int(mark.now.0),
        ]
    });
    bulk_insert(tx, "sale_entry", ENTRY_COLUMNS, rows).await?;
    Ok(())
}

/// Writes what files told of money given back since the last time, or took back.
async fn refund<'a>(
    tx: &mut Tx,
    team: TeamId,
    lines: impl Iterator<Item = &'a mut Known>,
    mark: Correction,
) -> Result<()> {
    let mut missing = Vec::new();
    for line in lines {
        let more = line.refund_missing()?;
        if more != Fen::ZERO {
            line.refunded.0 += more.0;
            missing.push((line.id, more));
        }
    }
    let first = counter::take(tx, team, "refund", missing.len() as i64).await?;
    let rows = missing.iter().zip(first..).map(|((sale, fen), id)| {
        [
            Cell::Int(team.0),
            Cell::Int(id),
            Cell::Int(sale.0),
            Cell::Int(mark.cause_id),
            Cell::Int(fen.0),
            Cell::MaybeInt(mark.by.map(|by| by.0)),
            Cell::Int(mark.happened.0),
            Cell::Int(mark.now.0),
        ]
    });
    bulk_insert(tx, "refund", REFUND_COLUMNS, rows).await
}

/// What a known line should count.
pub(crate) fn counted(line: &Known, owners: &Owners) -> Result<Counted> {
    let reading = line.reading()?;
    Ok(Counted {
        member: owner(owners, &line.shop, reading.seller, line.first_member),
        // Without a time of its own it stays where it was first known, however often it is told again.
        at: reading.at(line.first_exported_at()),
        state: line.lives().then_some(reading.state),
        amount: reading.amount,
        refunded: line.refunded,
        pieces: reading.pieces,
    })
}

/// What must be added to what is written of a line to reach its target.
pub(crate) fn differences(line: &Known, target: Contribution) -> Vec<Contribution> {
    let nothing = Contribution {
        fen: 0,
        orders: 0,
        pieces: 0,
        ..target
    };
    let same = line
        .written
        .iter()
        .find(|c| (c.member, c.at) == (target.member, target.at));
    let mut rows = corrections(same.copied().unwrap_or(nothing), target);
    for stray in line
        .written
        .iter()
        .filter(|c| (c.member, c.at) != (target.member, target.at))
    {
        rows.extend(corrections(
            *stray,
            Contribution {
                fen: 0,
                orders: 0,
                pieces: 0,
                ..*stray
            },
        ));
    }
    rows
}

const REFUND_COLUMNS: [&str; 8] = [
    "team_id",
    "id",
    "sale_id",
    "import_id",
    "fen",
    "by_id",
    "happened_at",
    "recorded_at",
];

const ENTRY_COLUMNS: [&str; 12] = [
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
