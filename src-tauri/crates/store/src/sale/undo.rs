//! Taking an import back, refunds by hand, matches of sellers: facts that correct what was written.

use super::correct::{Cause, Correction, correct};
use super::known::{By, known};
use super::owner::Owners;
use crate::{Conn, Result, Tx, counter, on, sql};
use rules::{Fen, ImportId, MemberId, Moment, RefundId, Refusal, SaleId, TeamId};

rules::refusals! {
    /// The import was taken back before.
    ImportUndone {} 409,
    "这次导入已经撤销过了。",
    "This import was undone before.";

    /// More would be given back than is left.
    RefundTooLarge { left: String } 422,
    "退款超过了这笔订单剩下的金额，最多还能退 {left} 元。",
    "The refund is more than is left of this line: at most {left} yuan.";

    /// A refund that a file told of would be taken back by hand.
    RefundTold { told: String } 422,
    "店铺的文件写明已退 {told} 元，不能手工改得更少；请导入更新的文件。",
    "The shop's file says {told} yuan were given back; it cannot be made less by hand. Import a newer file.";
}

/// Who takes something back, why, when.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// Who.
    pub by: Option<MemberId>,
    /// Why.
    pub reason: Option<&'a str>,
    /// When it is recorded.
    pub now: Moment,
}

impl Mark<'_> {
    fn of(&self, cause: Cause, cause_id: i64, happened: Moment) -> Correction {
        Correction {
            cause,
            cause_id,
            by: self.by,
            happened,
            now: self.now,
        }
    }
}

/// What a correction changed.
#[derive(Clone, Debug, Default)]
pub struct Corrected {
    /// The lines whose facts changed.
    pub sales: Vec<SaleId>,
}

/// The import that a line was first told by.
pub async fn import_of(conn: &mut Conn, team: TeamId, sale: SaleId) -> Result<Option<ImportId>> {
    let found: Option<i64> = on!(conn, c => sqlx::query_scalar(sql!(
        "select import_id from sale where team_id = $1 and id = $2"
    ))
    .bind(team.0).bind(sale.0).fetch_optional(c).await)?;
    Ok(found.map(ImportId))
}

/// Takes a whole import back. Refused when it was taken back before.
pub async fn undo_import(
    tx: &mut Tx,
    team: TeamId,
    import: ImportId,
    mark: Mark<'_>,
) -> Result<Result<Corrected, Refusal>> {
    let done = on!(tx, c => sqlx::query(sql!(
        "insert into import_undo (team_id, import_id, reason, by_id, recorded_at) values ($1, $2, $3, $4, $5)
         on conflict (team_id, import_id) do nothing"
    ))
    .bind(team.0).bind(import.0).bind(mark.reason).bind(mark.by.map(|by| by.0)).bind(mark.now.0)
    .execute(c).await.map(|done| done.rows_affected()))?;
    if done == 0 {
        return Ok(Err(ImportUndone {}.into()));
    }
    let sales: Vec<i64> = on!(tx, c => sqlx::query_scalar(sql!(
        "select s.id from import i join sale s on s.team_id = i.team_id and s.id >= i.first_sale_id and s.id < i.first_sale_id + i.rows_new
         where i.team_id = $1 and i.id = $2
         union select sale_id from sale_reading where team_id = $1 and import_id = $2
         union select sale_id from sale_sighting where team_id = $1 and import_id = $2"
    ))
    .bind(team.0).bind(import.0).fetch_all(c).await)?;
    let sales: Vec<SaleId> = sales.into_iter().map(SaleId).collect();
    let owners = Owners::load(tx, team).await?;
    correct(
        tx,
        team,
        &sales,
        &owners,
        mark.of(Cause::Undo, import.0, mark.now),
    )
    .await?;
    Ok(Ok(Corrected { sales }))
}

/// Writes a refund by hand; a negative amount takes one back.
pub async fn add_refund(
    tx: &mut Tx,
    team: TeamId,
    sale: SaleId,
    fen: Fen,
    happened: Moment,
    mark: Mark<'_>,
) -> Result<Result<(RefundId, Corrected), Refusal>> {
    let lines = known(tx, team, By::Sales(&[sale])).await?;
    let Some(line) = lines.iter().find(|line| line.id == sale) else {
        return Ok(Err(rules::refusal::NotFound {
            what: format!("订单 sale {sale}"),
        }
        .into()));
    };
    let reading = line.reading()?;
    let total = Fen(line.refunded.0.saturating_add(fen.0));
    if total > reading.amount {
        let left = Fen((reading.amount.0 - line.refunded.0).max(0));
        return Ok(Err(RefundTooLarge { left: left.yuan() }.into()));
    }
    if total < reading.refunded.max(Fen::ZERO) {
        let told = reading.refunded.yuan();
        return Ok(Err(RefundTold { told }.into()));
    }
    let id = counter::take(tx, team, "refund", 1).await?;
    on!(tx, c => sqlx::query(sql!(
        "insert into refund (team_id, id, sale_id, import_id, fen, total_fen, reason, by_id, happened_at, recorded_at)
         values ($1, $2, $3, null, $4, $5, $6, $7, $8, $9)"
    ))
    .bind(team.0).bind(id).bind(sale.0).bind(fen.0).bind(total.0).bind(mark.reason).bind(mark.by.map(|by| by.0))
    .bind(happened.0).bind(mark.now.0)
    .execute(c).await.map(drop))?;
    let owners = Owners::load(tx, team).await?;
    correct(
        tx,
        team,
        &[sale],
        &owners,
        mark.of(Cause::Refund, id, happened),
    )
    .await?;
    Ok(Ok((RefundId(id), Corrected { sales: vec![sale] })))
}

/// Brings all lines of some sellers to whom they belong now, after their matches changed.
pub async fn rematch(
    tx: &mut Tx,
    team: TeamId,
    sellers: &[(String, String)],
    mark: Mark<'_>,
) -> Result<Corrected> {
    let owners = Owners::load(tx, team).await?;
    let mut sales = Vec::new();
    for (shop, key) in sellers {
        sales.extend(of_seller(tx, team, shop, key).await?);
    }
    correct(
        tx,
        team,
        &sales,
        &owners,
        mark.of(Cause::Match, 0, mark.now),
    )
    .await?;
    Ok(Corrected { sales })
}

async fn of_seller(conn: &mut Conn, team: TeamId, shop: &str, key: &str) -> Result<Vec<SaleId>> {
    let found: Vec<i64> = on!(conn, c => sqlx::query_scalar(sql!(
        "select id from sale where team_id = $1 and shop = $2 and seller_key = $3
         union select s.id from sale_reading r join sale s on s.team_id = r.team_id and s.id = r.sale_id
               where r.team_id = $1 and s.shop = $2 and r.seller_key = $3"
    ))
    .bind(team.0).bind(shop).bind(key).fetch_all(c).await)?;
    Ok(found.into_iter().map(SaleId).collect())
}
