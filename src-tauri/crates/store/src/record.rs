//! The record of changes: who, when, what, from what to what, and why. Append-only.

use crate::dialect::{Cell, bulk_insert};
use crate::{Result, Tx, counter};
use rules::record::Kind;
use rules::{MemberId, Moment, TeamId};
use serde::Serialize;

/// One change, on its way into the record.
#[derive(Clone, Debug, Default)]
pub struct Change<'a> {
    /// The id of what was changed, 0 where there is none.
    pub subject: i64,
    /// JSON of how it was before; none for something new.
    pub before: Option<String>,
    /// JSON of how it is now; none for something gone.
    pub after: Option<String>,
    /// Why, in the person's words.
    pub reason: Option<&'a str>,
    /// Who changed it; none for the program itself.
    pub by: Option<MemberId>,
}

impl<'a> Change<'a> {
    /// A change of a subject from one value to another, each kept as JSON.
    pub fn of<T: Serialize>(subject: i64, before: Option<&T>, after: Option<&T>) -> Self {
        let json = |value: Option<&T>| value.and_then(|value| serde_json::to_string(value).ok());
        Self {
            subject,
            before: json(before),
            after: json(after),
            ..Self::default()
        }
    }

    /// The same with who did it and why.
    pub fn by(self, by: MemberId, reason: Option<&'a str>) -> Self {
        Self {
            by: Some(by),
            reason,
            ..self
        }
    }
}

/// Writes one change into the record.
pub async fn record(
    tx: &mut Tx,
    team: TeamId,
    kind: Kind,
    change: &Change<'_>,
    now: Moment,
) -> Result<()> {
    record_all(tx, team, kind, std::slice::from_ref(change), now).await
}

/// Writes many changes of one kind into the record.
pub async fn record_all(
    tx: &mut Tx,
    team: TeamId,
    kind: Kind,
    changes: &[Change<'_>],
    now: Moment,
) -> Result<()> {
    let count = i64::try_from(changes.len()).unwrap_or(i64::MAX);
    let first = counter::take(tx, team, "record", count).await?;
    let columns = [
        "team_id",
        "id",
        "kind",
        "subject_id",
        "before",
        "after",
        "reason",
        "by_id",
        "recorded_at",
    ];
    let rows: Vec<_> = (first..)
        .zip(changes)
        .map(|(id, change)| {
            [
                Cell::Int(team.0),
                Cell::Int(id),
                Cell::Text(kind.word()),
                Cell::Int(change.subject),
                Cell::MaybeText(change.before.as_deref()),
                Cell::MaybeText(change.after.as_deref()),
                Cell::MaybeText(change.reason),
                Cell::MaybeInt(change.by.map(|by| by.0)),
                Cell::Int(now.0),
            ]
        })
        .collect();
    bulk_insert(tx, "record", columns, rows).await
}
