//! One sale: what was told of it, what was given back, what it earned; refunds by hand.

use super::list::{SaleShown, show};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use rules::access::Role;
use rules::points::Because;
use rules::points::Points;
use rules::refusal::NotFound;
use rules::team::Roster;
use rules::{Fen, ImportId, MemberId, Moment, SaleId};
use serde::{Deserialize, Serialize};
use store::Conn;
use store::sale::list::{points_told, readings_told, refunds_told, sale};
use store::sale::{Mark, add_refund};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(one_sale))
        .routes(routes!(refund_sale))
}

/// Something an export, or a person, said of a sale.
#[derive(Debug, Serialize, ToSchema)]
struct ReadingShown {
    import_id: ImportId,
    kind: String,
    file_name: Option<String>,
    exported_at: Moment,
    state: String,
    amount_fen: Fen,
    refunded_fen: Fen,
    by: Option<String>,
    recorded_at: Moment,
    is_undone: bool,
}

/// Money given back.
#[derive(Debug, Serialize, ToSchema)]
struct RefundShown {
    fen: Fen,
    reason: Option<String>,
    /// Whether a person entered it.
    is_by_hand: bool,
    by: Option<String>,
    happened_at: Moment,
    recorded_at: Moment,
}

/// Points that moved.
#[derive(Debug, Serialize, ToSchema)]
struct PointsShown {
    member_name: String,
    /// Above zero when earned, below when taken back.
    points: Points,
    happened_at: Moment,
}

/// A sale with its life.
#[derive(Debug, Serialize, ToSchema)]
struct SalePage {
    sale: SaleShown,
    readings: Vec<ReadingShown>,
    refunds: Vec<RefundShown>,
    points: Vec<PointsShown>,
    /// Other lines of the same order.
    order: Vec<SaleShown>,
    /// Whether the caller may enter a refund.
    may_refund: bool,
}

/// One sale.
#[utoipa::path(get, path = "/api/sales/{id}", operation_id = "sale", params(("id" = i64, Path)), responses((status = 200, body = SalePage)))]
async fn one_sale(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<SaleId>,
) -> Result<axum::Json<SalePage>> {
    let roster = app.roster(caller.team).await?;
    let mut conn = app.db.read().await?;
    Ok(axum::Json(
        page(&app, &mut conn, &caller, &roster, id).await?,
    ))
}

async fn page(
    app: &App,
    conn: &mut Conn,
    caller: &Caller,
    roster: &Roster,
    id: SaleId,
) -> Result<SalePage> {
    let found = seen(app, conn, caller, roster, id).await?;
    let name = |id: Option<i64>| id.map(|id| roster.name(MemberId(id)).to_owned());
    let readings = readings_told(conn, caller.team, id).await?;
    let refunds = refunds_told(conn, caller.team, id).await?;
    let points = points_told(conn, caller.team, id).await?;
    let known = store::sale::known(conn, caller.team, store::sale::By::Sales(&[id])).await?;
    let mut order = Vec::new();
    for line in known.iter().filter(|line| line.id != id) {
        if let Ok(line) = seen(app, conn, caller, roster, line.id).await {
            order.push(line);
        }
    }
    Ok(SalePage {
        may_refund: caller.role == Role::Founder && found.amount_fen > found.refund_fen,
        sale: found,
        order,
        readings: readings
            .into_iter()
            .map(|told| ReadingShown {
                import_id: ImportId(told.import_id),
                kind: told.kind,
                file_name: told.file_name,
                exported_at: Moment(told.exported_at),
                state: told.state,
                amount_fen: Fen(told.amount_fen),
                refunded_fen: Fen(told.refunded_fen),
                by: name(told.by_id),
                recorded_at: Moment(told.recorded_at),
                is_undone: told.undone,
            })
            .collect(),
        refunds: refunds
            .into_iter()
            .map(|told| RefundShown {
                fen: Fen(told.fen),
                reason: told.reason,
                is_by_hand: told.import_id.is_none(),
                by: name(told.by_id),
                happened_at: Moment(told.happened_at),
                recorded_at: Moment(told.recorded_at),
            })
            .collect(),
        // Whoever had the sale before a match was corrected is somebody else's affair.
        points: points
            .into_iter()
            .filter(|told| caller.sees(roster, MemberId(told.member_id), app.clock.now()))
            .map(|told| PointsShown {
                member_name: roster.name(MemberId(told.member_id)).to_owned(),
                points: Points(signed(told.from_account, told.points)),
                happened_at: Moment(told.happened_at),
            })
            .collect(),
    })
}

/// Points out of the team's own account are earned, any others are taken back.
fn signed(from_account: i64, points: i64) -> i64 {
    let is_issued =
        rules::points::Account::from_number(from_account) == Some(rules::points::Account::Issued);
    if is_issued { points } else { -points }
}

/// A sale, unless it is not the caller's to see.
async fn seen(
    app: &App,
    conn: &mut Conn,
    caller: &Caller,
    roster: &Roster,
    id: SaleId,
) -> Result<SaleShown> {
    let said = store::sale::product::categories(conn, caller.team).await?;
    let found = sale(conn, caller.team, id)
        .await?
        .map(|row| show(row, roster, &said));
    let sees = |sale: &SaleShown| match sale.member_id {
        Some(member) => caller.sees(roster, member, app.clock.now()),
        None => caller.role == Role::Founder,
    };
    match found.filter(sees) {
        Some(sale) => Ok(sale),
        None => refuse(NotFound {
            what: format!("订单 sale {id}"),
        }),
    }
}

/// Money given back that no file told of.
#[derive(Debug, Deserialize, ToSchema)]
struct RefundAsked {
    /// How much; below zero takes back a refund entered before.
    fen: Fen,
    reason: Option<String>,
    /// When; now, if nothing is said. A page's clock may be a little ahead of the server's.
    happened_at: Option<Moment>,
}

rules::refusals! {
    /// The time of the refund lies ahead.
    RefundLater {} 422,
    "退款时间在将来，请检查日期。",
    "The time of the refund lies ahead. Check the date.";
}

/// Enters a refund by hand.
#[utoipa::path(post, path = "/api/sales/{id}/refunds", operation_id = "refund_sale", params(("id" = i64, Path)), request_body = RefundAsked, responses((status = 200, body = SalePage)))]
async fn refund_sale(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<SaleId>,
    Json(asked): Json<RefundAsked>,
) -> Result<axum::Json<SalePage>> {
    let now = app.clock.now();
    let happened_at = asked.happened_at.unwrap_or(now);
    if happened_at > now {
        return refuse(RefundLater {});
    }
    let mut desk = app.desk(caller.team).await?;
    let roster = desk.roster.clone();
    let mut tx = desk.begin(&app).await?;
    seen(&app, &mut tx, &caller, &roster, id).await?;
    let reason = asked
        .reason
        .as_deref()
        .map(str::trim)
        .filter(|reason| !reason.is_empty());
    let mark = Mark {
        by: Some(caller.member),
        reason,
        now,
    };
    let (refund, done) =
        add_refund(&mut tx, caller.team, id, asked.fen, happened_at, mark).await??;
    app.follow_correction(&mut tx, caller.team, &done, Because::Refund(refund))
        .await?;
    let shown = page(&app, &mut tx, &caller, &roster, id).await?;
    desk.commit_as_is(tx).await?;
    Ok(axum::Json(shown))
}
