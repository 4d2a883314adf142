//! Reported sales and what was decided on them.

use crate::{Conn, Error, Result, Tx, counter, on, sql};
use rules::sale::report::{Decision, Report, Reported, Standing};
use rules::{Fen, MemberId, Moment, ReportId, SaleId, TeamId};
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    id: i64,
    member_id: i64,
    item: String,
    category: Option<String>,
    amount_fen: i64,
    quantity: i64,
    buyer: Option<String>,
    note: Option<String>,
    sold_at: i64,
    recorded_at: i64,
    standing: Option<String>,
    reason: Option<String>,
    sale_id: Option<i64>,
    by_id: Option<i64>,
    decided_at: Option<i64>,
}

impl Row {
    fn report(self) -> Result<Report> {
        let decision = match (self.standing, self.by_id, self.decided_at) {
            (Some(standing), Some(by), Some(at)) => Some(Decision {
                standing: Standing::of(&standing).ok_or(Error::Unreadable {
                    table: "report_decision",
                    column: "standing",
                    id: self.id,
                    read: standing,
                })?,
                reason: self.reason,
                sale: self.sale_id.map(SaleId),
                by: MemberId(by),
                at: Moment(at),
            }),
            _ => None,
        };
        Ok(Report {
            id: ReportId(self.id),
            member: MemberId(self.member_id),
            reported: Reported {
                item: self.item,
                category: self.category,
                amount_fen: Fen(self.amount_fen),
                quantity: self.quantity,
                buyer: self.buyer,
                note: self.note,
                sold_at: Moment(self.sold_at),
            },
            recorded_at: Moment(self.recorded_at),
            decision,
        })
    }
}

/// Writes a report.
pub async fn add(
    tx: &mut Tx,
    team: TeamId,
    member: MemberId,
    reported: &Reported,
    now: Moment,
) -> Result<ReportId> {
    let id = counter::take(tx, team, "report", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into report (team_id, id, member_id, item, category, amount_fen, quantity, buyer, note, sold_at, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    ))
    .bind(team.0).bind(id).bind(member.0)
    .bind(&reported.item).bind(&reported.category).bind(reported.amount_fen.0).bind(reported.quantity)
    .bind(&reported.buyer).bind(&reported.note).bind(reported.sold_at.0).bind(now.0)
    .execute(c).await.map(drop))?;
    Ok(ReportId(id))
}

/// Writes a decision and returns its number.
pub async fn decide(
    tx: &mut Tx,
    team: TeamId,
    report: ReportId,
    decision: &Decision,
) -> Result<i64> {
    let id = counter::take(tx, team, "report_decision", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into report_decision (team_id, id, report_id, standing, reason, sale_id, by_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)"
    ))
    .bind(team.0).bind(id).bind(report.0).bind(decision.standing.code())
    .bind(&decision.reason).bind(decision.sale.map(|sale| sale.0)).bind(decision.by.0).bind(decision.at.0)
    .execute(c).await.map(drop))?;
    Ok(id)
}

/// One report.
pub async fn report(conn: &mut Conn, team: TeamId, id: ReportId) -> Result<Option<Report>> {
    let row: Option<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select r.id, r.member_id, r.item, r.category, r.amount_fen, r.quantity, r.buyer, r.note, r.sold_at, r.recorded_at,
                d.standing, d.reason, d.sale_id, d.by_id, d.recorded_at as decided_at
         from report r
         left join report_decision d on d.team_id = r.team_id and d.report_id = r.id
              and d.id = (select max(id) from report_decision l where l.team_id = r.team_id and l.report_id = r.id)
         where r.team_id = $1 and r.id = $2"
    ))
    .bind(team.0).bind(id.0).fetch_optional(c).await)?;
    row.map(Row::report).transpose()
}

/// Reports of one standing and one member, or of all with `None`, newest first, from before a number on.
pub async fn reports(
    conn: &mut Conn,
    team: TeamId,
    member: Option<MemberId>,
    standing: Option<Standing>,
    before: ReportId,
    limit: i64,
) -> Result<Vec<Report>> {
    let rows: Vec<Row> = on!(conn, c => sqlx::query_as(sql!(
        "select r.id, r.member_id, r.item, r.category, r.amount_fen, r.quantity, r.buyer, r.note, r.sold_at, r.recorded_at,
                d.standing, d.reason, d.sale_id, d.by_id, d.recorded_at as decided_at
         from report r
         left join report_decision d on d.team_id = r.team_id and d.report_id = r.id
              and d.id = (select max(id) from report_decision l where l.team_id = r.team_id and l.report_id = r.id)
         where r.team_id = $1 and r.id < $2 and ($3 = '' or coalesce(d.standing, 'waiting') = $3)
           and ($4 = 0 or r.member_id = $4)
         order by r.id desc limit $5"
    ))
    .bind(team.0).bind(before.0).bind(standing.map_or("", Standing::code))
    .bind(member.map_or(0, |member| member.0)).bind(limit).fetch_all(c).await)?;
    rows.into_iter().map(Row::report).collect()
}
