//! How a contest stood when it was announced, when it became final and after a change; ties decided
//! by people; what later facts changed.

use crate::{Conn, Error, Result, Tx, counter, on, sql};
use rules::contest::Settlement;
use rules::contest::settle::Decisions;
use rules::{ContestId, EntrantId, MemberId, Moment, TeamId};
use sqlx::FromRow;

/// Why a settlement was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The result was announced.
    Announce,
    /// It became final.
    Finish,
    /// A change was applied after that.
    Change,
}

impl Cause {
    fn code(self) -> &'static str {
        match self {
            Self::Announce => "announce",
            Self::Finish => "finish",
            Self::Change => "change",
        }
    }
}

/// A settlement as it was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its number.
    pub id: i64,
    /// What it is known by.
    pub hash: String,
    /// What it says.
    pub settlement: Settlement,
    /// When it was kept.
    pub at: Moment,
}

/// Keeps a settlement.
pub async fn keep(
    tx: &mut Tx,
    team: TeamId,
    contest: ContestId,
    (cause, rule_id, hash): (Cause, i64, &str),
    settlement: &Settlement,
    by: MemberId,
    now: Moment,
) -> Result<i64> {
    let id = counter::take(tx, team, "contest_settlement", 1).await?;
    let result = serde_json::to_string(settlement).expect("plain data is always JSON");
    on!(tx, c => sqlx::query(sql!(
        "insert into contest_settlement (team_id, id, contest_id, cause, rule_id, hash, result, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    ))
    .bind(team.0).bind(id).bind(contest.0).bind(cause.code()).bind(rule_id).bind(hash).bind(result)
    .bind(by.0).bind(now.0).execute(c).await.map(drop))?;
    if cause != Cause::Announce {
        super::freeze::note_all(tx, team, contest, after(now), now).await?;
    }
    Ok(id)
}

/// The first moment behind another.
fn after(at: Moment) -> Moment {
    at.plus_ms(1)
}

impl Kept {
    /// The first moment whose facts it does not know.
    pub fn until(&self) -> Moment {
        after(self.at)
    }
}

/// The last settlement that was kept; with `settled`, only one that prizes were posted by.
pub async fn last(
    conn: &mut Conn,
    team: TeamId,
    contest: ContestId,
    settled: bool,
) -> Result<Option<Kept>> {
    let row: Option<(i64, String, String, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select id, hash, result, recorded_at from contest_settlement
         where team_id = $1 and contest_id = $2 and ($3 = 0 or cause <> 'announce') order by id desc limit 1"
    ))
    .bind(team.0).bind(contest.0).bind(i64::from(settled)).fetch_optional(c).await?);
    row.map(|(id, hash, text, at)| {
        let settlement = serde_json::from_str(&text).map_err(|_| Error::Unreadable {
            table: "contest_settlement",
            column: "result",
            id,
            read: text.chars().take(200).collect(),
        })?;
        Ok(Kept {
            id,
            hash,
            settlement,
            at: Moment(at),
        })
    })
    .transpose()
}

/// Decides the order of those who share a place.
pub async fn untie(
    tx: &mut Tx,
    team: TeamId,
    contest: ContestId,
    (place, entrants, reason): (u64, &[EntrantId], &str),
    by: MemberId,
    now: Moment,
) -> Result<()> {
    let id = counter::take(tx, team, "contest_tie", 1).await?;
    let order: Vec<String> = entrants
        .iter()
        .map(|entrant| entrant.0.to_string())
        .collect();
    on!(tx, c => sqlx::query(sql!(
        "insert into contest_tie (team_id, id, contest_id, place, entrants, reason, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)"
    ))
    .bind(team.0).bind(id).bind(contest.0).bind(i64::try_from(place).unwrap_or(i64::MAX)).bind(order.join(","))
    .bind(reason).bind(by.0).bind(now.0).execute(c).await.map(drop))?;
    Ok(())
}

/// All ties that were decided.
pub async fn ties(conn: &mut Conn, team: TeamId, contest: ContestId) -> Result<Decisions> {
    let rows: Vec<(i64, String)> = on!(conn, c => sqlx::query_as(sql!(
        "select place, entrants from contest_tie where team_id = $1 and contest_id = $2 order by id"
    ))
    .bind(team.0).bind(contest.0).fetch_all(c).await?);
    let order = |text: String| {
        text.split(',')
            .filter_map(|n| n.parse().ok().map(EntrantId))
            .collect()
    };
    Ok(rows
        .into_iter()
        .map(|(place, text)| (place.unsigned_abs(), order(text)))
        .collect())
}

/// What later facts would have changed, and what was decided on it.
#[derive(Clone, Debug, FromRow)]
pub struct Change {
    /// Its number.
    pub id: i64,
    /// The settlement it would have led to.
    pub hash: String,
    /// How many would have moved.
    pub moved: i64,
    /// 1: it was applied, 0: rejected.
    pub applied: i64,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by_id: i64,
    /// When.
    pub recorded_at: i64,
}

/// Records that a change was applied or rejected.
pub async fn decide(
    tx: &mut Tx,
    team: TeamId,
    contest: ContestId,
    (hash, moved, applied): (&str, i64, bool),
    (by, reason): (MemberId, &str),
    now: Moment,
) -> Result<()> {
    let id = counter::take(tx, team, "contest_change", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into contest_change (team_id, id, contest_id, hash, moved, applied, reason, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    ))
    .bind(team.0).bind(id).bind(contest.0).bind(hash).bind(moved).bind(i64::from(applied)).bind(reason)
    .bind(by.0).bind(now.0).execute(c).await.map(drop))?;
    Ok(())
}

/// All changes that were decided on, the latest first.
pub async fn changes(conn: &mut Conn, team: TeamId, contest: ContestId) -> Result<Vec<Change>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select id, hash, moved, applied, reason, by_id, recorded_at from contest_change
         where team_id = $1 and contest_id = $2 order by id desc"
    ))
    .bind(team.0).bind(contest.0).fetch_all(c).await?))
}

/// How far the order files of each shop reach: (shop, when its last file was exported), for shops with
/// sales in a window or after.
pub async fn synced(conn: &mut Conn, team: TeamId, since: Moment) -> Result<Vec<(String, Moment)>> {
    let rows: Vec<(String, i64)> = on!(conn, c => sqlx::query_as(sql!(
        "select shop, max(exported_at) from import i
         where team_id = $1 and kind = 'file'
           and not exists (select 1 from import_undo u where u.team_id = i.team_id and u.import_id = i.id)
         group by shop having max(exported_at) >= $2 order by shop"
    ))
    .bind(team.0).bind(since.0).fetch_all(c).await?);
    Ok(rows
        .into_iter()
        .map(|(shop, at)| (shop, Moment(at)))
        .collect())
}

/// How many reported sales of a window nobody has decided on.
pub async fn undecided_reports(
    conn: &mut Conn,
    team: TeamId,
    window: rules::Window,
) -> Result<i64> {
    Ok(on!(conn, c => sqlx::query_scalar(sql!(
        "select count(*) from report r where r.team_id = $1 and r.sold_at >= $2 and r.sold_at < $3
           and coalesce((select d.standing from report_decision d where d.team_id = r.team_id and d.report_id = r.id
                         order by d.id desc limit 1), 'waiting') = 'waiting'"
    ))
    .bind(team.0).bind(window.start.0).bind(window.end.0).fetch_one(c).await?))
}
