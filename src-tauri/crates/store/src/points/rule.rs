//! Versions of the earning rules.

use crate::{Conn, Error, Result, Tx, counter, on, sql};
use rules::points::{Book, EarningRules, Version};
use rules::{MemberId, Moment, RulesId, TeamId};

type Row = (i64, i64, String, String, String, Option<i64>, i64);

/// All versions of a team, with what it says of the categories of its goods.
pub async fn book(conn: &mut Conn, team: TeamId) -> Result<Book> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select id, from_at, rule, hash, reason, by_id, recorded_at
         from earning_rules where team_id = $1"
    ))
    .bind(team.0).fetch_all(c).await?);
    let versions: Result<Vec<Version>> = rows.into_iter().map(version).collect();
    let categories = crate::sale::product::categories(conn, team).await?;
    Ok(Book::new(versions?).knowing(categories))
}

fn version((id, from, rule, hash, reason, by, recorded): Row) -> Result<Version> {
    let rules: EarningRules = serde_json::from_str(&rule).map_err(|_| Error::Unreadable {
        table: "earning_rules",
        column: "rule",
        id,
        read: rule,
    })?;
    Ok(Version {
        id: RulesId(id),
        from_at: Moment(from),
        rules,
        hash,
        reason,
        by: by.map(MemberId),
        recorded_at: Moment(recorded),
    })
}

/// Writes a new version in force from a moment on; nothing is posted yet.
pub async fn publish(
    tx: &mut Tx,
    team: TeamId,
    rules: &EarningRules,
    from_at: Moment,
    reason: &str,
    by: Option<MemberId>,
    now: Moment,
) -> Result<RulesId> {
    let id = counter::take(tx, team, "earning_rules", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into earning_rules (team_id, id, from_at, rule, hash, reason, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)"
    ))
    .bind(team.0).bind(id).bind(from_at.0).bind(rules.canonical()).bind(rules.hash())
    .bind(reason).bind(by.map(|by| by.0)).bind(now.0).execute(c).await.map(drop)?);
    Ok(RulesId(id))
}

/// The first version of a new team: one point per yuan, from the beginning of time, so that orders
/// brought in from before the team began earn too.
pub async fn begin(tx: &mut Tx, team: TeamId, now: Moment) -> Result<RulesId> {
    let rules = EarningRules::one_a_yuan();
    let reason = "开始使用红榜 · The team begins";
    publish(tx, team, &rules, Moment::MIN, reason, None, now).await
}
