//! Writes an import: its lines, readings, refunds and what they correct, all or nothing.

use super::correct::{Cause, Correction, correct};
use super::known::{Further, Known};
use super::owner::{Owners, owner};
use super::plan::{Plan, Told, plan};
use super::rows::{READING_COLUMNS, SALE_COLUMNS, SIGHTING_COLUMNS, reading_row, sale_row};
use crate::dialect::{Cell, bulk_insert};
use crate::{Result, Tx, counter, on, sql};
use foldhash::fast::RandomState;
use rules::points::earn::Line;
use rules::sale::{Contribution, Counted, Reading, contribution};
use rules::{Fen, ImportId, MemberId, Moment, SaleId, TeamId};
use std::collections::{HashMap, HashSet};

/// Where an import comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A shop's export.
    File,
    /// Typed in.
    Hand,
    /// Pasted from a table.
    Paste,
    /// An approved report.
    Report,
}

impl Origin {
    /// As it is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Hand => "hand",
            Self::Paste => "paste",
            Self::Report => "report",
        }
    }
}

/// An import as it is recorded.
#[derive(Clone, Debug)]
pub struct Import<'a> {
    /// Where it comes from.
    pub origin: Origin,
    /// The shop its order numbers are unique in.
    pub shop: &'a str,
    /// The file's name.
    pub file_name: Option<&'a str>,
    /// SHA-256 of the file.
    pub file_hash: Option<&'a str>,
    /// When the export was made.
    pub exported_at: Moment,
    /// Heading of the amount that was chosen.
    pub amount_column: Option<&'a str>,
    /// Rows that could not be read and were left out.
    pub rows_refused: i64,
    /// The first import of the same upload: what came in together goes together.
    pub together: Option<ImportId>,
    /// Who confirmed it.
    pub by: Option<MemberId>,
}

/// What an import did.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// Its number.
    pub id: Option<ImportId>,
    /// First and last number of the new lines, when there are any.
    pub new: Option<(SaleId, SaleId)>,
    /// New lines as they count, but for those that were corrected at once; without order and category.
    pub fresh: Vec<Line>,
    /// Lines whose contribution was corrected.
    pub corrected: Vec<SaleId>,
    /// Rows new, changed, unchanged (older ones among them), refunds.
    pub counts: [i64; 4],
    /// Rows left out: those that could not be read, and those of orders cut up otherwise.
    pub refused: i64,
}

/// Lines written between two reports of progress.
const STRIDE: usize = 20_000;

/// Writes an import inside the transaction. `go_on` hears how many of the new lines are written and
/// says whether to go on; `None` when it said no (drop the transaction then). An import that changes
/// nothing writes nothing and has no number.
pub async fn import(
    tx: &mut Tx,
    team: TeamId,
    import: &Import<'_>,
    lines: &mut [Told<'_>],
    now: Moment,
    mut go_on: impl FnMut(usize) -> bool,
) -> Result<Option<Imported>> {
    let mut plan = plan(tx, team, import.shop, import.exported_at, lines).await?;
    // Whatever order a shop exports in: written in the order of time, most of an index grows at its end.
    plan.new
        .sort_by_key(|i| lines[*i].reading.at(import.exported_at));
    let counts = [
        plan.new.len(),
        plan.changed.len() + plan.gone.len(),
        plan.unchanged.len(),
        plan.refunds.len(),
    ]
    .map(|count| count as i64);
    let refused = import.rows_refused + plan.cut.len() as i64;
    let changed = plan.changed.len() + plan.gone.len();
    if plan.new.is_empty() && changed == 0 && plan.kept.is_empty() {
        return Ok(Some(Imported {
            counts,
            refused,
            ..Imported::default()
        }));
    }
    let first = counter::take(tx, team, "sale", plan.new.len() as i64).await?;
    let id = add_import(tx, team, import, (counts, refused, first), now).await?;
    let owners = Owners::load(tx, team).await?;
    let counted = |line: &Told<'_>| Counted {
        member: owner(&owners, import.shop, line.reading.seller, line.member),
        at: line.reading.at(import.exported_at),
        state: Some(line.reading.state),
        amount: line.reading.amount,
        // Refunds are facts of their own, which correct what the line counts for.
        refunded: Fen::ZERO,
        pieces: line.reading.pieces,
    };
    let firsts = first_contributions(&plan, lines, counted);
    let mut written = 0;
    for (numbers, stride) in plan.new.chunks(STRIDE).enumerate() {
        if !go_on(written) {
            return Ok(None);
        }
        let from = numbers * STRIDE;
        let rows = stride.iter().enumerate().map(|(i, line)| {
            let number = first + (from + i) as i64;
            sale_row(
                team,
                number,
                id,
                import,
                &lines[*line],
                &firsts[from + i],
                now,
            )
        });
        bulk_insert(tx, "sale", SALE_COLUMNS, rows).await?;
        written += stride.len();
    }
    if !go_on(written) {
        return Ok(None);
    }
    let by_key: HashMap<(&str, &str), &Known> = plan
        .known
        .iter()
        .map(|k| ((k.order_no.as_str(), k.line_no.as_str()), k))
        .collect();
    let known_of = |i: &usize| {
        by_key
            .get(&(lines[*i].order_no, lines[*i].line_no.as_ref()))
            .copied()
    };
    let mut told: Vec<(SaleId, usize)> = Vec::new();
    let mut seen: Vec<(SaleId, i64)> = Vec::new();
    let changed = plan.changed.iter().map(|i| (*i, Further::Other));
    for (i, further) in changed.chain(plan.kept.iter().copied()) {
        let Some(known) = known_of(&i) else { continue };
        match further {
            Further::Other | Further::OlderOther => told.push((known.id, i)),
            Further::Same(reading) | Further::OlderSame(reading) => seen.push((known.id, reading)),
            Further::Again => {}
        }
    }
    let gone = plan.gone.iter().map(|place| &plan.known[*place]);
    let mut nothing = Vec::with_capacity(plan.gone.len());
    for known in gone.clone() {
        let left = Reading {
            amount: Fen::ZERO,
            refunded: Fen::ZERO,
            pieces: 0,
            ..known.reading()?
        };
        nothing.push((known.id, left));
    }
    let count = told.len() + nothing.len();
    let readings = counter::take(tx, team, "sale_reading", count as i64).await?;
    let said = told.iter().map(|(sale, i)| (*sale, &lines[*i].reading));
    let said = said.chain(nothing.iter().map(|(sale, left)| (*sale, left)));
    let rows = said.zip(readings..).map(|((sale, said), reading)| {
        reading_row(team, reading, sale, id, import.exported_at, said, now)
    });
    bulk_insert(tx, "sale_reading", READING_COLUMNS, rows).await?;
    let rows = seen.iter().map(|(sale, reading)| {
        [
            Cell::Int(team.0),
            Cell::Int(sale.0),
            Cell::Int(id.0),
            Cell::Int(import.exported_at.0),
            Cell::Int(*reading),
        ]
    });
    bulk_insert(tx, "sale_sighting", SIGHTING_COLUMNS, rows).await?;
    // Only what changed, was refunded, or joined a known order can differ from what is written.
    let known_orders: HashSet<&str> = plan.known.iter().map(|k| k.order_no.as_str()).collect();
    let differs =
        |line: &Told<'_>| line.reading.refunded > Fen::ZERO || known_orders.contains(line.order_no);
    let mut fresh = Vec::with_capacity(plan.new.len());
    let mut joined = Vec::new();
    for ((i, number), counts) in plan.new.iter().zip(first..).zip(&firsts) {
        if differs(&lines[*i]) {
            joined.push(SaleId(number));
            continue;
        }
        fresh.push(Line {
            sale: SaleId(number),
            member: counts.member,
            at: counts.at,
            fen: Fen(counts.fen),
            order: number,
            category: None,
        });
    }
    let mut corrected: Vec<SaleId> = plan
        .changed
        .iter()
        .filter_map(known_of)
        .map(|k| k.id)
        .collect();
    corrected.extend(gone.map(|known| known.id));
    corrected.extend(joined);
    // A file says that money was given back, not when: it is known since the export.
    let mark = Correction {
        cause: Cause::Reading,
        cause_id: id.0,
        by: import.by,
        happened: import.exported_at.min(now),
        now,
    };
    correct(tx, team, &corrected, &owners, mark).await?;
    let last = first + plan.new.len() as i64 - 1;
    let new = (!plan.new.is_empty()).then_some((SaleId(first), SaleId(last)));
    Ok(Some(Imported {
        id: Some(id),
        new,
        fresh,
        corrected,
        counts,
        refused,
    }))
}

/// What each new line contributes before its refunds, in the order of `plan.new`.
fn first_contributions(
    plan: &Plan,
    lines: &[Told<'_>],
    counted: impl Fn(&Told<'_>) -> Counted,
) -> Vec<Contribution> {
    let mut seen = HashSet::with_capacity_and_hasher(plan.new.len(), RandomState::default());
    plan.new
        .iter()
        .map(|i| {
            let line = &lines[*i];
            let counted = counted(line);
            contribution(&counted, || seen.insert((line.order_no, counted.member)))
        })
        .collect()
}

async fn add_import(
    tx: &mut Tx,
    team: TeamId,
    import: &Import<'_>,
    (counts, refused, first): ([i64; 4], i64, i64),
    now: Moment,
) -> Result<ImportId> {
    let id = counter::take(tx, team, "import", 1).await?;
    let [new, changed, unchanged, refunds] = counts;
    on!(tx, c => sqlx::query(sql!(
        "insert into import (team_id, id, kind, shop, file_name, file_hash, exported_at, amount_column,
                             rows_new, rows_changed, rows_unchanged, rows_refused, refunds, by_id, recorded_at, together_id,
                             first_sale_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
    ))
    .bind(team.0).bind(id).bind(import.origin.code()).bind(import.shop).bind(import.file_name).bind(import.file_hash)
    .bind(import.exported_at.0).bind(import.amount_column)
    .bind(new).bind(changed).bind(unchanged).bind(refused).bind(refunds)
    .bind(import.by.map(|by| by.0)).bind(now.0).bind(import.together.map(|first| first.0)).bind(first)
    .execute(c).await.map(drop))?;
    Ok(ImportId(id))
}
