//! The chain: every posting read in its order.

use super::Progress;
use crate::points::posting::PostingRow;
use crate::{Conn, Error, Result, on, sql};
use futures::TryStreamExt as _;
use rules::TeamId;
use rules::points::Posting;
use rules::points::verify::{Check, Fault, Head, Ledger};
use sqlx::{FromRow as _, Row as _};

/// Reads all postings. One that cannot be read, a text in the place of a number even, is named and
/// passed over.
pub(super) async fn read(
    conn: &mut Conn,
    team: TeamId,
    heads: &[Head],
    progress: Progress<'_>,
) -> Result<Ledger> {
    let total: i64 = on!(conn, c => sqlx::query_scalar(sql!(
        "select count(*) from posting where team_id = $1"
    )).bind(team.0).fetch_one(c).await?);
    let mut ledger = Ledger::new(team, heads.to_vec());
    let mut done = 0;
    on!(conn, c => {
        let mut rows = sqlx::query(sql!(
            "select seq, cause, cause_id, leg, member_id, from_account, to_account, points, rules_id,
                    basis_fen, rate, matures_at, expires_at, lot, sold_at, because, because_id, by_id,
                    reason, happened_at, recorded_at, hash
             from posting where team_id = $1 order by seq"
        )).bind(team.0).fetch(c);
        while let Some(row) = rows.try_next().await? {
            let posting = PostingRow::from_row(&row).map_err(Error::from).and_then(Posting::try_from);
            match posting {
                Ok(posting) => ledger.read(&posting),
                Err(error) => {
                    let seq = row.try_get("seq").unwrap_or(0);
                    ledger.pass(seq, unreadable(seq, &error));
                }
            }
            done += 1;
            if done % 4_096 == 0 {
                progress(Check::Chain, done, total);
            }
        }
    });
    ledger.end();
    progress(Check::Chain, total, total);
    Ok(ledger)
}

fn unreadable(seq: i64, error: &Error) -> Fault {
    let (column, read) = match error {
        Error::Unreadable { column, read, .. } => ((*column).to_owned(), read.clone()),
        Error::Database(sqlx::Error::ColumnDecode { index, source }) => {
            (index.trim_matches('"').to_owned(), source.to_string())
        }
        other => ("?".to_owned(), other.to_string()),
    };
    Fault::new(
        Check::Postings,
        seq,
        format!("第 {seq} 笔的 {column} 一栏读不懂：{read}"),
        format!("Posting {seq} cannot be read: {column} reads {read}"),
    )
}
