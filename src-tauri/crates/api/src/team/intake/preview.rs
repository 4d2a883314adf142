//! A plan as the page shows it.

use super::upload::{Column, Rows};
use crate::error::ProblemPlace;
use rules::team::intake::{Outcome, Plan};
use rules::{Lang, Refusal};
use serde::Serialize;
use utoipa::ToSchema;

/// A preview of an import.
#[derive(Debug, Serialize, ToSchema)]
pub struct RosterPreview {
    /// Rows that add a member.
    new: usize,
    /// Rows that change one.
    changed: usize,
    /// Rows that say what is known.
    unchanged: usize,
    /// Rows that cannot be taken in.
    refused: usize,
    /// Columns that were recognised: what each is, and its heading.
    columns: Vec<Column>,
    /// Every heading, for a person to say which column is what.
    headings: Vec<String>,
    /// Whether nothing can be read before a person says which column holds the names.
    needs_columns: bool,
    /// Tiers that the team does not have.
    unknown_tiers: Vec<String>,
    /// Up to 500 rows, the refused first, then changed, new, unchanged.
    rows: Vec<PreviewRow>,
    /// Sent back to confirm exactly this.
    fingerprint: String,
}

/// A row of a preview.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviewRow {
    /// The row as a spreadsheet counts.
    row: u32,
    name: String,
    outcome: RowOutcome,
    /// What would change of a known member.
    differences: Vec<FieldChange>,
    /// What is worth a look.
    notes: Vec<String>,
    /// Why it is refused.
    refusals: Vec<RowRefusal>,
}

/// What a row would do.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowOutcome {
    /// It cannot be taken in.
    Refused,
    /// It changes a member.
    Changed,
    /// It adds one.
    New,
    /// It says what is known.
    Unchanged,
}

/// A field that would change.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldChange {
    field: String,
    before: Option<String>,
    after: Option<String>,
}

/// Why a row is refused.
#[derive(Debug, Serialize, ToSchema)]
pub struct RowRefusal {
    code: String,
    words: String,
    /// The field it is about.
    column: Option<String>,
    /// What was read.
    read: Option<String>,
}

/// What tells one plan from another: all it would write, and what it refuses.
pub fn fingerprint(plan: &Plan) -> String {
    use std::fmt::Write as _;
    let mut text = format!("{:?}", plan.writing);
    for row in plan
        .rows
        .iter()
        .filter(|row| row.outcome == Outcome::Refused)
    {
        write!(text, "{} ", row.row).expect("writing to a String cannot fail");
    }
    crate::chance::token_hash(&text)
}

/// How many rows are shown or named; counts are always of all.
pub const ROWS_SHOWN: usize = 500;

/// A plan as the page shows it.
pub fn preview(plan: Plan, rows: Rows, lang: Lang) -> RosterPreview {
    let count = |outcome| {
        plan.rows
            .iter()
            .filter(|row| row.outcome == outcome)
            .count()
    };
    let unread = rows.refused.iter().map(|no| PreviewRow {
        row: no.row.unwrap_or(0),
        name: String::new(),
        outcome: RowOutcome::Refused,
        differences: Vec::new(),
        notes: Vec::new(),
        refusals: vec![RowRefusal {
            code: "Unreadable".to_owned(),
            words: no.fault.mend(lang == Lang::Zh).to_owned(),
            column: no.column.clone(),
            read: no.read.clone(),
        }],
    });
    let mut shown: Vec<PreviewRow> = unread.collect();
    let mut order: Vec<_> = plan.rows.iter().collect();
    order.sort_by_key(|row| (row.outcome, row.row));
    let left = ROWS_SHOWN.saturating_sub(shown.len());
    shown.extend(order.into_iter().take(left).map(|row| {
        PreviewRow {
            row: row.row,
            name: row.name.clone(),
            outcome: match row.outcome {
                Outcome::Refused => RowOutcome::Refused,
                Outcome::Changed => RowOutcome::Changed,
                Outcome::New => RowOutcome::New,
                Outcome::Unchanged => RowOutcome::Unchanged,
            },
            differences: row
                .differences
                .iter()
                .map(|d| FieldChange {
                    field: d.field.to_owned(),
                    before: d.before.clone(),
                    after: d.after.clone(),
                })
                .collect(),
            notes: row
                .notes
                .iter()
                .map(|note| note.say(lang).to_owned())
                .collect(),
            refusals: row.refusals.iter().map(|no| refusal(no, lang)).collect(),
        }
    }));
    RosterPreview {
        new: count(Outcome::New),
        changed: count(Outcome::Changed),
        unchanged: count(Outcome::Unchanged),
        refused: count(Outcome::Refused) + rows.refused.len(),
        columns: rows
            .columns
            .columns
            .into_iter()
            .map(|(field, heading)| Column { field, heading })
            .collect(),
        headings: rows.headings,
        needs_columns: rows.nameless.is_some(),
        unknown_tiers: plan.unknown_tiers.clone(),
        rows: shown,
        fingerprint: fingerprint(&plan),
    }
}

fn refusal(no: &Refusal, lang: Lang) -> RowRefusal {
    let place = no
        .places
        .first()
        .map(|place| ProblemPlace::say(place, lang));
    let (column, read, mend) = place.map_or((None, None, None), |p| (p.column, p.read, p.mend));
    RowRefusal {
        code: no.code.to_owned(),
        // A profile's refusal speaks of several fields; its place says which and how.
        words: mend.unwrap_or_else(|| no.words.say(lang).to_owned()),
        column,
        read,
    }
}
