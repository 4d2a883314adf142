//! Writes postings: numbers them, chains them, keeps the balances beside them.

use super::balance::{Delta, keep};
use crate::dialect::{Cell, bulk_insert};
use crate::{Conn, Error, Result, Tx, on, sql};
use futures::future::BoxFuture;
use rules::points::{Account, Because, Cause, Draft, Hash, InLot, Posting};
use rules::sale::line::NOBODY;
use rules::{BasisPoints, Fen, MemberId, Moment, RulesId, TeamId};
use sqlx::QueryBuilder;
use std::collections::{HashMap, HashSet};

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
///
/// The future is boxed: a handler that waits on an iterator with closures in it could not be shown to
/// be `Send`.
pub fn post<'f>(
    tx: &'f mut Tx,
    team: TeamId,
    drafts: impl IntoIterator<Item = Draft, IntoIter: Send + 'f>,
    now: Moment,
) -> BoxFuture<'f, Result<i64>> {
    Box::pin(post_all(tx, team, drafts.into_iter(), now))
}

async fn post_all(
    tx: &mut Tx,
    team: TeamId,
    drafts: impl Iterator<Item = Draft> + Send,
    now: Moment,
) -> Result<i64> {
    let mut drafts = drafts.peekable();
    if drafts.peek().is_none() {
        return Ok(0);
    }
    let (first, mut hash) = head(tx, team).await?;
    let mut seq = first;
    let mut deltas: HashMap<MemberId, Delta> = HashMap::new();
    let rows = drafts.map(|draft| {
        seq += 1;
        if draft.member != NOBODY {
            count(deltas.entry(draft.member).or_default(), &draft);
        }
        let posting = draft.chained(team, seq, now, &hash);
        hash = posting.hash;
        row(team, posting)
    });
    bulk_insert(tx, "posting", COLUMNS, rows).await?;
    keep(tx, team, &deltas).await?;
    Ok(seq - first)
}

/// Of each group posts the drafts whose cause has not posted yet; returns how many of each.
pub async fn post_once(
    tx: &mut Tx,
    team: TeamId,
    groups: &[&[Draft]],
    now: Moment,
) -> Result<Vec<i64>> {
    let all: Vec<&Draft> = groups.iter().flat_map(|group| group.iter()).collect();
    let mut seen: HashSet<(i64, i64, i64)> = HashSet::new();
    for chunk in all.chunks(500) {
        let found: Vec<(i64, i64, i64)> = on!(tx, c, Base => {
            let mut query = QueryBuilder::<Base>::new("with asked (cause, cause_id, leg) as (");
            query.push_values(chunk, |mut row, draft| {
                row.push_bind(draft.cause.number()).push_bind(draft.cause_id).push_bind(draft.leg);
            });
            // A cross join from what is asked: with `in` SQLite reads all of the team's causes.
            query.push(
                ") select p.cause, p.cause_id, p.leg from asked a cross join posting p
                 where p.cause = a.cause and p.cause_id = a.cause_id and p.leg = a.leg
                   and p.team_id = ");
            query.push_bind(team.0);
            query.build_query_as().fetch_all(c).await?
        });
        seen.extend(found);
    }
    let mut fresh = Vec::with_capacity(all.len());
    let mut counts = Vec::with_capacity(groups.len());
    for group in groups {
        let before = fresh.len();
        let mut is_fresh = |d: &&Draft| seen.insert((d.cause.number(), d.cause_id, d.leg));
        fresh.extend(group.iter().filter(&mut is_fresh).cloned());
        counts.push(i64::try_from(fresh.len() - before).unwrap_or(i64::MAX));
    }
    post(tx, team, fresh, now).await?;
    Ok(counts)
}

fn count(delta: &mut Delta, draft: &Draft) {
    delta.available += draft.effect(Account::Available);
    delta.pending += draft.effect(Account::Pending);
    delta.owed += draft.effect(Account::Owed);
    if draft.to == Account::Pending {
        delta.due_at = delta.due_at.sooner(draft.matures_at);
    }
    if draft.to == Account::Available {
        delta.due_at = delta.due_at.sooner(draft.expires_at);
    }
}

const COLUMNS: [&str; 23] = [
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
    "sold_at",
    "because",
    "because_id",
    "by_id",
    "reason",
    "happened_at",
    "recorded_at",
    "hash",
];

fn row(team: TeamId, posting: Posting) -> [Cell<'static>; 23] {
    let hash = posting.hash.hex();
    let draft = posting.draft;
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
        Cell::MaybeInt(draft.sold_at.map(|x| x.0)),
        Cell::MaybeInt(draft.because.map(|x| x.numbers().0)),
        Cell::MaybeInt(draft.because.map(|x| x.numbers().1)),
        Cell::MaybeInt(draft.by.map(|x| x.0)),
        Cell::MaybeMade(draft.reason),
        Cell::Int(draft.happened_at.0),
        Cell::Int(posting.recorded_at.0),
        Cell::Made(hash),
    ]
}

/// A row of the ledger as the database gives it.
#[derive(sqlx::FromRow)]
pub(crate) struct PostingRow {
    seq: i64,
    cause: i64,
    cause_id: i64,
    leg: i64,
    member_id: i64,
    from_account: i64,
    to_account: i64,
    points: i64,
    rules_id: Option<i64>,
    basis_fen: Option<i64>,
    rate: Option<i64>,
    matures_at: Option<i64>,
    expires_at: Option<i64>,
    lot: Option<i64>,
    sold_at: Option<i64>,
    because: Option<i64>,
    because_id: Option<i64>,
    by_id: Option<i64>,
    reason: Option<String>,
    happened_at: i64,
    recorded_at: i64,
    hash: String,
}

impl TryFrom<PostingRow> for Posting {
    type Error = Error;
    fn try_from(row: PostingRow) -> Result<Self> {
        let unreadable = |column, read: String| Error::Unreadable {
            table: "posting",
            column,
            id: row.seq,
            read,
        };
        let account = |column, number: i64| {
            Account::from_number(number).ok_or_else(|| unreadable(column, number.to_string()))
        };
        let draft = Draft {
            cause: Cause::from_number(row.cause)
                .ok_or_else(|| unreadable("cause", row.cause.to_string()))?,
            cause_id: row.cause_id,
            leg: row.leg,
            member: MemberId(row.member_id),
            from: account("from_account", row.from_account)?,
            to: account("to_account", row.to_account)?,
            points: row.points,
            rules: row.rules_id.map(RulesId),
            basis: row.basis_fen.map(Fen),
            rate: row.rate.map(BasisPoints),
            matures_at: row.matures_at.map(Moment),
            expires_at: row.expires_at.map(Moment),
            lot: match row.lot {
                None => InLot::No,
                Some(lot) if lot == row.seq => InLot::Own,
                Some(lot) => InLot::Of(lot),
            },
            sold_at: row.sold_at.map(Moment),
            because: match row.because {
                None => None,
                Some(kind) => Some(
                    Because::from_numbers(kind, row.because_id.unwrap_or(0))
                        .ok_or_else(|| unreadable("because", kind.to_string()))?,
                ),
            },
            reason: row.reason,
            by: row.by_id.map(MemberId),
            happened_at: Moment(row.happened_at),
        };
        let hash = Hash::from_hex(&row.hash).ok_or(Error::Unreadable {
            table: "posting",
            column: "hash",
            id: row.seq,
            read: row.hash,
        })?;
        Ok(Self {
            seq: row.seq,
            draft,
            recorded_at: Moment(row.recorded_at),
            hash,
        })
    }
}
