//! One sale entered by hand.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::Json;
use anyhow::Context as _;
use axum::extract::State;
use rules::refusal::NotFound;
use rules::sale::report::Reported;
use rules::sale::{Reading, State as Standing};
use rules::{Fen, ImportId, MemberId, SaleId};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use store::sale::{Import, Origin, Told};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(enter_sale))
}

/// The shop of sales entered by hand.
const SHOP: &str = "hand";

/// A sale of a member.
#[derive(Debug, Deserialize, ToSchema)]
struct Entered {
    /// Whose.
    member: MemberId,
    /// What was sold, for how much, when.
    #[serde(flatten)]
    sold: Reported,
}

/// What was written.
#[derive(Debug, Serialize, ToSchema)]
struct SaleEntered {
    sale: SaleId,
    /// Undo this to take it back.
    import: ImportId,
}

/// Enters one sale.
#[utoipa::path(post, path = "/api/sales", operation_id = "enter_sale", request_body = Entered, responses((status = 200, body = SaleEntered)))]
async fn enter_sale(
    State(app): State<App>,
    caller: Caller,
    Json(entered): Json<Entered>,
) -> Result<axum::Json<SaleEntered>> {
    let now = app.clock.now();
    let sold = entered.sold.checked(now)?;
    let mut desk = app.desk(caller.team).await?;
    if desk.roster.member(entered.member).is_none() {
        return refuse(NotFound {
            what: format!("成员 member {}", entered.member),
        });
    }
    let mut tx = desk.begin(&app).await?;
    let number = store::counter::take(&mut tx, caller.team, "hand", 1).await?;
    let order_no = number.to_string();
    let buyer = sold.buyer.as_deref().map(sheet::orders::buyer);
    let told = Told {
        order_no: &order_no,
        line_no: Cow::Borrowed(""),
        is_named: false,
        is_whole: false,
        reading: Reading {
            item: &sold.item,
            category: sold.category.as_deref(),
            state: Standing::Finished,
            amount: sold.amount_fen,
            refunded: Fen::ZERO,
            pieces: sold.quantity,
            seller: None,
            buyer,
            placed: Some(sold.sold_at),
            paid: Some(sold.sold_at),
            finished: Some(sold.sold_at),
        },
        member: entered.member,
    };
    let import = Import {
        origin: Origin::Hand,
        shop: SHOP,
        file_name: None,
        file_hash: None,
        exported_at: now,
        amount_column: None,
        rows_refused: 0,
        together: None,
        by: Some(caller.member),
    };
    let done =
        store::sale::import(&mut tx, caller.team, &import, &mut [told], now, |_| true).await?;
    let done = done.context("an import that nobody cancels is written")?;
    app.follow_import(&mut tx, caller.team, &done).await?;
    let (sale, _) = done.new.context("a number not given before is new")?;
    let import = done.id.context("a new sale has its import")?;
    desk.commit_as_is(tx).await?;
    Ok(axum::Json(SaleEntered { sale, import }))
}
