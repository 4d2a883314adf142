//! Writes postings: numbers them, chains them, keeps the balances beside them.

use super::balance::{Delta, keep};
use crate::dialect::{Cell, bulk_insert};
use crate::{Conn, Error, Result, Tx, on, sql};
use rules::points::{Account, Draft, Hash, InLot, Posting};
use rules::{MemberId, Moment, TeamId};
use std::collections::HashMap;

/// Postings held in memory at once.
const CHUNK: usize = 10_000;

/// The last posting's number and hash.
pub async fn head(conn: &mut Conn, team: TeamId) -> Result<(i64, Hash)> {
    let row: Option<(i64, String)> = on!(conn, c => sqlx::query_as(sql!(
        "select seq, hash from posting where team_id = $1 order by seq desc limit 1"
    ))
    .bind(team.0).fetch_optional(c).await?);
    let Some((seq, text)) = row else {
        return Ok((0, Hash::START));
    };
    let hash = Hash::from_hex(&text).ok_or(Error::Unreadable {
        table: "posting",
        column: "hash",
        id: seq,
        read: text,
    })?;
    Ok((seq, hash))
}

/// Posts drafts in their order; returns how many. The transaction must hold the team
/// ([`crate::Db::write_team`]). A cause that posted before fails the whole.
pub async fn post(
    tx: &mut Tx,
    team: TeamId,
    drafts: impl IntoIterator<Item = Draft>,
    now: Moment,
) -> Result<i64> {
    let mut drafts = drafts.into_iter().peekable();
    if drafts.peek().is_none() {
        return Ok(0);
    }
    let (first, mut hash) = head(tx, team).await?;
    let mut seq = first;
    let mut deltas: HashMap<MemberId, Delta> = HashMap::new();
    while drafts.peek().is_some() {
        let mut chunk = Vec::with_capacity(CHUNK);
        for draft in drafts.by_ref().take(CHUNK) {
            seq += 1;
            count(deltas.entry(draft.member).or_default(), &draft);
            let posting = draft.chained(team, seq, now, &hash);
            hash = posting.hash;
            chunk.push(posting);
        }
        insert(tx, team, &chunk).await?;
    }
    keep(tx, team, &deltas).await?;
    Ok(seq - first)
}

fn count(delta: &mut Delta, draft: &Draft) {
    delta.available += draft.effect(Account::Available);
    delta.pending += draft.effect(Account::Pending);
    delta.owed += draft.effect(Account::Owed);
    if draft.to == Account::Pending {
        delta.next_matures_at = delta.next_matures_at.min(draft.matures_at);
    }
    if draft.to == Account::Available {
        delta.next_expires_at = delta.next_expires_at.min(draft.expires_at);
    }
}

const COLUMNS: [&str; 21] = [
    "team_id",
    "seq",
    "cause",
    "cause_id",
    "leg",
    "member_id",
    "from_account",
    "to_account",
    "points",
    "rules_id",
    "basis_fen",
    "rate",
    "matures_at",
    "expires_at",
    "lot",
    "refund_id",
    "by_id",
    "reason",
    "happened_at",
    "recorded_at",
    "hash",
];

async fn insert(tx: &mut Tx, team: TeamId, postings: &[Posting]) -> Result<()> {
    let hashes: Vec<String> = postings.iter().map(|p| p.hash.hex()).collect();
    let rows = postings.iter().zip(&hashes).map(|(posting, hash)| {
        let draft = &posting.draft;
        [
            Cell::Int(team.0),
            Cell::Int(posting.seq),
            Cell::Int(draft.cause.number()),
            Cell::Int(draft.cause_id),
            Cell::Int(draft.leg),
            Cell::Int(draft.member.0),
            Cell::Int(draft.from.number()),
            Cell::Int(draft.to.number()),
            Cell::Int(draft.points),
            Cell::MaybeInt(draft.rules.map(|x| x.0)),
            Cell::MaybeInt(draft.basis.map(|x| x.0)),
            Cell::MaybeInt(draft.rate.map(|x| x.0)),
            Cell::MaybeInt(draft.matures_at.map(|x| x.0)),
            Cell::MaybeInt(draft.expires_at.map(|x| x.0)),
            Cell::MaybeInt(draft.lot_number(posting.seq)),
            Cell::MaybeInt(draft.refund.map(|x| x.0)),
            Cell::MaybeInt(draft.by.map(|x| x.0)),
            Cell::MaybeText(draft.reason.as_deref()),
            Cell::Int(draft.happened_at.0),
            Cell::Int(posting.recorded_at.0),
            Cell::Text(hash),
        ]
    });
    bulk_insert(tx, "posting", COLUMNS, rows).await
}

/// Which lot a row's number is, seen from the row that carries it.
pub(crate) fn in_lot(seq: i64, lot: Option<i64>) -> InLot {
    match lot {
        None => InLot::No,
        Some(lot) if lot == seq => InLot::Own,
        Some(lot) => InLot::Of(lot),
    }
}
