//! Sales as a caller may see them: the founder all, a leader their branch's, a member their own.

use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use crate::extract::Query;
use axum::extract::State;
use chrono::NaiveDate;
use rules::access::Role;
use rules::sale::Categories;
use rules::team::Roster;
use rules::{Fen, ImportId, MemberId, Moment, SaleId, Window};
use serde::{Deserialize, Serialize};
use store::sale::list::{Filter, SaleRow, sales};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_sales))
}

/// A sale.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SaleShown {
    pub id: SaleId,
    /// The shop's code.
    pub shop: String,
    pub order_no: String,
    pub line_no: String,
    pub item: String,
    /// As the team says, else the shop's file.
    pub category: Option<String>,
    /// `unpaid`, `paid`, `shipped`, `finished` or `closed`.
    pub state: String,
    pub amount_fen: Fen,
    pub refund_fen: Fen,
    /// What counts: the amount less refunds, nothing while it was not paid or is closed.
    pub net_fen: Fen,
    pub pieces: i64,
    /// The moment it counts for.
    pub at: Moment,
    pub seller_key: Option<String>,
    /// Whose it is; none while the seller is not matched.
    pub member_id: Option<MemberId>,
    pub member_name: Option<String>,
    pub import_id: ImportId,
    /// Whether the import that brought it was undone.
    pub is_undone: bool,
}

pub(super) fn show(row: SaleRow, roster: &Roster, said: &Categories) -> SaleShown {
    let goods = (row.shop.as_str(), row.item.as_str());
    let category = said.category(goods, Moment(row.at), row.category.as_deref());
    let category = category.map(str::to_owned);
    let member = Some(MemberId(row.counts_for)).filter(|member| member.0 > 0);
    SaleShown {
        id: SaleId(row.id),
        shop: row.shop,
        order_no: row.order_no,
        line_no: row.line_no,
        item: row.item,
        category,
        state: row.state,
        amount_fen: Fen(row.amount_fen),
        refund_fen: Fen(row.refund_fen),
        net_fen: Fen(row.net_fen),
        pieces: row.quantity,
        at: Moment(row.at),
        seller_key: row.seller_key,
        member_name: member.map(|member| roster.name(member).to_owned()),
        member_id: member,
        import_id: ImportId(row.import_id),
        is_undone: row.undone,
    }
}

/// Which sales.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Of one member.
    member: Option<MemberId>,
    /// Of a shop, by its code.
    shop: Option<String>,
    /// Of an import.
    import: Option<ImportId>,
    /// In a state.
    state: Option<String>,
    /// Only those with something given back.
    #[serde(default)]
    refunded: bool,
    /// Only those whose seller is nobody yet.
    #[serde(default)]
    nobody: bool,
    /// Order numbers that begin so, goods that hold it.
    text: Option<String>,
    /// First business day.
    from: Option<NaiveDate>,
    /// Last business day.
    to: Option<NaiveDate>,
    /// Only those before this one, as `next` of a page gives it.
    before: Option<String>,
}

/// A page of sales, latest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Sales {
    sales: Vec<SaleShown>,
    /// Ask with this as `before` for the next page; none at the end.
    next: Option<String>,
}

const PAGE: usize = 100;

/// Sales that the caller may see.
#[utoipa::path(get, path = "/api/sales", operation_id = "sales", params(Which), responses((status = 200, body = Sales)))]
async fn list_sales(
    State(app): State<App>,
    caller: Caller,
    Query(which): Query<Which>,
) -> Result<axum::Json<Sales>> {
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let calendar = app.settings(caller.team).await?.calendar();
    let first = which.from.unwrap_or(NaiveDate::MIN);
    let last = which.to.unwrap_or(NaiveDate::MAX);
    let window = Window {
        start: which.from.map_or(Moment::MIN, |_| calendar.start(first)),
        end: which
            .to
            .map_or(Moment::MAX, |_| calendar.days(last, last).end),
    };
    let given = |text: Option<String>| {
        text.map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    let filter = Filter {
        members: members(&caller, &roster, which.member, now),
        window,
        shop: given(which.shop),
        import: which.import.map(|import| import.0),
        state: given(which.state),
        refunded: which.refunded,
        nobody: which.nobody,
        text: given(which.text),
    };
    let before = which
        .before
        .as_deref()
        .and_then(place)
        .unwrap_or((Moment::MAX, SaleId(i64::MAX)));
    let mut conn = app.db.read().await?;
    let rows = sales(&mut conn, caller.team, &filter, before, PAGE as i64).await?;
    let next = rows
        .last()
        .filter(|_| rows.len() == PAGE)
        .map(|row| format!("{}.{}", row.at, row.id));
    let said = store::sale::product::categories(&mut conn, caller.team).await?;
    let sales = rows
        .into_iter()
        .map(|row| show(row, &roster, &said))
        .collect();
    Ok(axum::Json(Sales { sales, next }))
}

/// Where a page begins, as an earlier one said.
fn place(text: &str) -> Option<(Moment, SaleId)> {
    let (at, id) = text.split_once('.')?;
    Some((Moment(at.parse().ok()?), SaleId(id.parse().ok()?)))
}

/// Whose sales the caller may see, of those asked for; `None`: everybody's and nobody's.
fn members(
    caller: &Caller,
    roster: &Roster,
    asked: Option<MemberId>,
    now: Moment,
) -> Option<Vec<MemberId>> {
    if let Some(asked) = asked {
        return Some(
            Some(asked)
                .filter(|asked| caller.sees(roster, *asked, now))
                .into_iter()
                .collect(),
        );
    }
    if caller.role == Role::Founder {
        return None;
    }
    let seen = roster.members().map(|member| member.id);
    Some(
        seen.filter(|member| caller.sees(roster, *member, now))
            .collect(),
    )
}
