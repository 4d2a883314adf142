//! The record of changes: who, when, what, from what to what, and why. Append-only.

use crate::dialect::{Cell, bulk_insert};
use crate::{Conn, Error, Result, Tx, counter, on, sql};
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

/// One row of the record.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number.
    pub id: i64,
    /// What was changed.
    pub kind: Kind,
    /// The id of what was changed.
    pub subject: i64,
    /// JSON of how it was.
    pub before: Option<String>,
    /// JSON of how it is since.
    pub after: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who.
    pub by: Option<MemberId>,
    /// When.
    pub at: Moment,
}

/// Which rows are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only by this member.
    pub by: Option<MemberId>,
    /// Only what concerns this id, of whatever kind.
    pub subject: Option<i64>,
    /// Only rows before this number.
    pub before: Option<i64>,
}

type Read = (
    i64,
    String,
    i64,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<i64>,
    i64,
);

/// The record, the latest first, at most `count` rows.
pub async fn rows(conn: &mut Conn, team: TeamId, filter: Filter, count: i64) -> Result<Vec<Row>> {
    let rows: Vec<Read> = on!(conn, c => sqlx::query_as(sql!(
        "select id, kind, subject_id, before, after, reason, by_id, recorded_at from record
         where team_id = $1
           and (cast($2 as text) is null or kind = $2)
           and (cast($3 as bigint) is null or by_id = $3)
           and (cast($4 as bigint) is null or subject_id = $4)
           and (cast($5 as bigint) is null or id < $5)
         order by id desc limit $6"
    ))
    .bind(team.0).bind(filter.kind.map(Kind::word)).bind(filter.by.map(|by| by.0))
    .bind(filter.subject).bind(filter.before).bind(count).fetch_all(c).await?);
    rows.into_iter().map(row).collect()
}

fn row((id, kind, subject, before, after, reason, by, at): Read) -> Result<Row> {
    let kind = Kind::from_word(&kind).ok_or(Error::Unreadable {
        table: "record",
        column: "kind",
        id,
        read: kind,
    })?;
    let (by, at) = (by.map(MemberId), Moment(at));
    Ok(Row {
        id,
        kind,
        subject,
        before,
        after,
        reason,
        by,
        at,
    })
}
