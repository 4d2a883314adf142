//! Versions of the earning rules.

use super::preview::Changed;
use crate::dialect::{Cell, bulk_insert};
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

/// Keeps with a version what publishing it changed at once.
pub async fn tell(tx: &mut Tx, team: TeamId, rules: RulesId, changed: &Changed) -> Result<()> {
    let columns = ["team_id", "rules_id", "member_id", "sales", "points"];
    let rows = changed.by.iter().map(|(member, change)| {
        [
            Cell::Int(team.0),
            Cell::Int(rules.0),
            Cell::Int(member.0),
            Cell::Int(change.sales),
            Cell::Int(change.points),
        ]
    });
    bulk_insert(tx, "earning_rules_change", columns, rows).await
}

/// What publishing a version changed at once.
#[derive(Clone, Copy, Debug, Default, sqlx::FromRow)]
pub struct ToldRow {
    /// The version.
    pub rules_id: i64,
    /// Sales whose points changed.
    pub sales: i64,
    /// Members whose sales they were.
    pub members: i64,
    /// Points added, in all.
    pub raised: i64,
    /// Points taken back, in all; below zero.
    pub lowered: i64,
    /// Sales of the member who asks.
    pub own_sales: i64,
    /// By how many their points changed.
    pub own_points: i64,
}

/// What each version changed, in all and for one member; versions that changed nothing are left out.
pub async fn told(conn: &mut Conn, team: TeamId, own: MemberId) -> Result<Vec<ToldRow>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select rules_id, cast(sum(sales) as bigint) as sales, count(*) as members,
                cast(sum(case when points > 0 then points else 0 end) as bigint) as raised,
                cast(sum(case when points < 0 then points else 0 end) as bigint) as lowered,
                cast(sum(case when member_id = $2 then sales else 0 end) as bigint) as own_sales,
                cast(sum(case when member_id = $2 then points else 0 end) as bigint) as own_points
         from earning_rules_change where team_id = $1 group by rules_id"
    )).bind(team.0).bind(own.0).fetch_all(c).await?))
}

/// Version, member, their sales and points.
pub type ToldOf = (i64, i64, i64, i64);

/// Whose points each version changed most, at most so many of each.
pub async fn told_most(conn: &mut Conn, team: TeamId, most: i64) -> Result<Vec<ToldOf>> {
    Ok(on!(conn, c => sqlx::query_as(sql!(
        "select rules_id, member_id, sales, points from
             (select rules_id, member_id, sales, points,
                     row_number() over (partition by rules_id order by abs(points) desc, member_id) as place
              from earning_rules_change where team_id = $1) told
         where place <= $2 order by rules_id, place"
    )).bind(team.0).bind(most).fetch_all(c).await?))
}

/// The first version of a new team: one point per yuan, from the beginning of time, so that orders
/// brought in from before the team began earn too.
pub async fn begin(tx: &mut Tx, team: TeamId, now: Moment) -> Result<RulesId> {
    let rules = EarningRules::one_a_yuan();
    let reason = "开始使用红榜 · The team begins";
    publish(tx, team, &rules, Moment::MIN, reason, None, now).await
}
