//! 报单: reporting a sale, and deciding on what others reported.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path, Query};
use anyhow::Context as _;
use axum::extract::State;
use rules::access::Role;
use rules::points::Because;
use rules::refusal::NotFound;
use rules::sale::report::{
    Act, Decision, Report, Reported, ReturnReason, Side, Standing, may, step,
};
use rules::sale::{Reading, state};
use rules::team::Roster;
use rules::{Fen, MemberId, Moment, Refusal, ReportId, SaleId};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use store::Tx;
use store::sale::{Import, Mark, Origin, Told};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(reports, add_report))
        .routes(routes!(decide_report))
}

/// A report as its readers see it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReportShown {
    id: ReportId,
    member_id: MemberId,
    member_name: String,
    #[serde(flatten)]
    reported: Reported,
    recorded_at: Moment,
    standing: Standing,
    /// Why it was returned, if it was.
    reason: Option<String>,
    /// The sale it became.
    sale_id: Option<SaleId>,
    decided_by: Option<String>,
    decided_at: Option<Moment>,
    /// What the caller may do with it.
    may: Vec<Act>,
}

/// A page of reports, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Reports {
    reports: Vec<ReportShown>,
    /// Ask with this as `before` for the next page; none at the end.
    next: Option<ReportId>,
}

/// Which reports.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Only one's own.
    #[serde(default)]
    mine: bool,
    /// Only those that stand so.
    #[param(inline)]
    standing: Option<Standing>,
    /// Only those before this one.
    before: Option<ReportId>,
}

/// How many reports a page holds.
const PAGE: usize = 50;

/// Reports that the caller may see.
#[utoipa::path(get, path = "/api/reports", operation_id = "reports", params(Which), responses((status = 200, body = Reports)))]
async fn reports(
    State(app): State<App>,
    caller: Caller,
    Query(which): Query<Which>,
) -> Result<axum::Json<Reports>> {
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let member = (which.mine || caller.role == Role::Member).then_some(caller.member);
    let mut before = which.before.unwrap_or(ReportId(i64::MAX));
    let mut shown = Vec::new();
    let mut conn = app.db.read().await?;
    // A leader's page is filled from as many pages of the team's as it takes.
    let next = loop {
        let page = store::sale::report::reports(
            &mut conn,
            caller.team,
            member,
            which.standing,
            before,
            PAGE as i64,
        )
        .await?;
        let is_last = page.len() < PAGE;
        for report in page {
            before = report.id;
            if caller.sees(&roster, report.member, now) {
                shown.push(show(report, &caller, &roster, now));
            }
            if shown.len() == PAGE {
                break;
            }
        }
        if shown.len() == PAGE {
            break Some(before);
        }
        if is_last {
            break None;
        }
    };
    Ok(axum::Json(Reports {
        reports: shown,
        next,
    }))
}

/// Who the caller is to a report.
fn sides(caller: &Caller, roster: &Roster, report: &Report, now: Moment) -> Vec<Side> {
    let is_own = report.member == caller.member;
    // Nobody below the founder decides on their own report.
    let decides = caller.role == Role::Founder
        || (caller.role == Role::Leader && !is_own && caller.sees(roster, report.member, now));
    [(is_own, Side::Reporter), (decides, Side::Decider)]
        .into_iter()
        .filter(|(is, _)| *is)
        .map(|(_, side)| side)
        .collect()
}

fn show(report: Report, caller: &Caller, roster: &Roster, now: Moment) -> ReportShown {
    let standing = report.standing();
    let sides = sides(caller, roster, &report, now);
    let decision = report.decision.as_ref();
    ReportShown {
        id: report.id,
        member_id: report.member,
        member_name: roster.name(report.member).to_owned(),
        recorded_at: report.recorded_at,
        standing,
        reason: decision.and_then(|d| d.reason.clone()),
        sale_id: decision.and_then(|d| d.sale),
        decided_by: decision.map(|d| roster.name(d.by).to_owned()),
        decided_at: decision.map(|d| d.at),
        may: may(standing, &sides),
        reported: report.reported,
    }
}

/// Reports a sale of the caller's own.
#[utoipa::path(post, path = "/api/reports", operation_id = "add_report", request_body = Reported, responses((status = 200, body = ReportShown)))]
async fn add_report(
    State(app): State<App>,
    caller: Caller,
    Json(reported): Json<Reported>,
) -> Result<axum::Json<ReportShown>> {
    let now = app.clock.now();
    let reported = reported.checked(now)?;
    let roster = app.roster(caller.team).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    let id = store::sale::report::add(&mut tx, caller.team, caller.member, &reported, now).await?;
    tx.commit().await?;
    let report = Report {
        id,
        member: caller.member,
        reported,
        recorded_at: now,
        decision: None,
    };
    Ok(axum::Json(show(report, &caller, &roster, now)))
}

/// What is decided.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct DecisionAsked {
    act: Act,
    /// Needed to return a report.
    reason: Option<String>,
}

/// Decides on a report, or takes a decision back.
#[utoipa::path(post, path = "/api/reports/{id}/decision", operation_id = "decide_report", params(("id" = i64, Path)),
    request_body = DecisionAsked, responses((status = 200, body = ReportShown)))]
async fn decide_report(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<ReportId>,
    Json(asked): Json<DecisionAsked>,
) -> Result<axum::Json<ReportShown>> {
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let reason = asked
        .reason
        .map(|r| r.trim().to_owned())
        .filter(|r| !r.is_empty());
    if asked.act == Act::Return && reason.is_none() {
        return refuse(ReturnReason {});
    }
    let mut tx = app.db.write_team(caller.team).await?;
    let found = store::sale::report::report(&mut tx, caller.team, id).await?;
    let Some(mut report) = found.filter(|report| caller.sees(&roster, report.member, now)) else {
        return Err(Refusal::from(NotFound {
            what: format!("报单 report {id}"),
        })
        .into());
    };
    let standing = step(
        report.standing(),
        asked.act,
        &sides(&caller, &roster, &report, now),
    )?;
    let sale = match asked.act {
        Act::Approve => Some(sell(&app, &mut tx, &caller, &report, now).await?),
        Act::Reopen => {
            unsell(&app, &mut tx, &caller, &report, now).await?;
            None
        }
        Act::Return | Act::Withdraw => None,
    };
    let decision = Decision {
        standing,
        reason,
        sale,
        by: caller.member,
        at: now,
    };
    store::sale::report::decide(&mut tx, caller.team, id, &decision).await?;
    tx.commit().await?;
    report.decision = Some(decision);
    Ok(axum::Json(show(report, &caller, &roster, now)))
}

/// The shop that approved reports are sales of.
const SHOP: &str = "report";

/// Makes an approved report a sale of its reporter.
async fn sell(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    report: &Report,
    now: Moment,
) -> Result<SaleId> {
    let reported = &report.reported;
    // Each approval is an order of its own: one taken back stays taken back.
    let number = store::counter::take(tx, caller.team, "approval", 1).await?;
    let order_no = format!("{}-{number}", report.id);
    let told = Told {
        order_no: &order_no,
        line_no: Cow::Borrowed(""),
        is_named: false,
        is_whole: false,
        reading: Reading {
            item: &reported.item,
            category: reported.category.as_deref(),
            state: state::State::Finished,
            amount: reported.amount_fen,
            refunded: Fen::ZERO,
            pieces: reported.quantity,
            seller: None,
            buyer: reported.buyer.as_deref().map(sheet::orders::buyer),
            placed: Some(reported.sold_at),
            paid: Some(reported.sold_at),
            finished: Some(reported.sold_at),
        },
        member: report.member,
    };
    let import = Import {
        origin: Origin::Report,
        shop: SHOP,
        file_name: None,
        file_hash: None,
        exported_at: now,
        amount_column: None,
        rows_refused: 0,
        together: None,
        by: Some(caller.member),
    };
    let done = store::sale::import(tx, caller.team, &import, &mut [told], now, |_| true).await?;
    let done = done.context("an import that is told to go on")?;
    app.follow_import(tx, caller.team, &done).await?;
    let (sale, _) = done.new.context("a new order")?;
    Ok(sale)
}

/// Takes the sale of an approval back.
async fn unsell(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    report: &Report,
    now: Moment,
) -> Result<()> {
    let Some(sale) = report.decision.as_ref().and_then(|decision| decision.sale) else {
        return Ok(());
    };
    let import = store::sale::import_of(tx, caller.team, sale)
        .await?
        .context("a sale's import")?;
    let mark = Mark {
        by: Some(caller.member),
        reason: None,
        now,
    };
    match store::sale::undo_import(tx, caller.team, import, mark).await? {
        Ok(done) => {
            app.follow_correction(tx, caller.team, &done, Because::Undo(import))
                .await
        }
        // Somebody took the import itself back: the sale is gone already.
        Err(_undone) => Ok(()),
    }
}
