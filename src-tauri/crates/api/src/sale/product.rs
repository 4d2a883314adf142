//! Products as sales name them, and the categories the founder gives them.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Query};
use crate::points::changed::{PointsChange, changes};
use axum::extract::State;
use chrono::NaiveDate;
use rules::points::Because;
use rules::record::Kind;
use rules::sale::product::tidied;
use rules::sale::{Categorised, Product};
use rules::team::Settings;
use rules::{Fen, MemberId, Moment, Refusal, SaleId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use store::points::preview::{categorised, recategorised};
use store::points::{Which, follow_sales};
use store::record::{Change, record};
use store::sale::product::{categorise, said, sales_of};
use store::team::Note;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

rules::refusals! {
    /// What setting the category changes is not what the person saw.
    CategoryPreviewStale { sales: i64 } 409,
    "预览之后又有新的销售：现在会改变 {sales} 笔销售的积分，请重新预览后再保存。",
    "Sales came in since the preview: {sales} of them would change now. Preview again before saving.";
}

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_products))
        .routes(routes!(preview_category))
        .routes(routes!(set_category))
}

/// What the team says of a product's category.
#[derive(Debug, Serialize, ToSchema)]
struct CategorySaid {
    /// None: what the shop's files say.
    category: Option<String>,
    /// For sales from then on; none: for all.
    from_at: Option<Moment>,
    reason: Option<String>,
    by: Option<String>,
    recorded_at: Moment,
}

/// What was sold under one name in one shop.
#[derive(Debug, Serialize, ToSchema)]
struct ProductShown {
    shop: String,
    item: String,
    orders: i64,
    net_fen: Fen,
    first_at: Moment,
    last_at: Moment,
    /// What a sale of now is counted as.
    category: Option<String>,
    /// What the shop's files say; two when they say several.
    told: Vec<String>,
    /// What the team said, the last first.
    said: Vec<CategorySaid>,
}

/// Which products.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// Whose name or category holds it.
    text: Option<String>,
    /// Only those that are of no category.
    #[serde(default)]
    without: bool,
}

/// Products, most sold first.
#[derive(Debug, Serialize, ToSchema)]
struct Products {
    /// At most a thousand.
    products: Vec<ProductShown>,
    /// How many there are in all.
    count: i64,
    /// Every category that goods are of.
    categories: BTreeSet<String>,
}

const SHOWN_MAX: usize = 1_000;

/// What the team's sales name, with what was sold of it.
#[utoipa::path(get, path = "/api/products", operation_id = "products", params(Asked), responses((status = 200, body = Products)))]
async fn list_products(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<axum::Json<Products>> {
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let mut conn = app.db.read().await?;
    let categories = store::sale::product::categories(&mut conn, caller.team).await?;
    let mut by_product: HashMap<(String, String), Vec<CategorySaid>> = HashMap::new();
    for row in said(&mut conn, caller.team).await?.into_iter().rev() {
        let said = by_product.entry((row.shop, row.item)).or_default();
        said.push(CategorySaid {
            category: row.category,
            from_at: Some(Moment(row.from_at)).filter(|at| *at > Moment::MIN),
            reason: row.reason,
            by: row.by_id.map(|by| roster.name(MemberId(by)).to_owned()),
            recorded_at: Moment(row.recorded_at),
        });
    }
    let mut all: Vec<ProductShown> = Vec::new();
    for row in app.sold.of(&mut conn, caller.team).await?.iter().cloned() {
        let mut told: Vec<String> = row.told_first.into_iter().chain(row.told_last).collect();
        told.dedup();
        let goods = (row.shop.as_str(), row.item.as_str());
        // Of several that files say none is the product's own.
        let file = told.first().filter(|_| told.len() == 1);
        let category = categories.category(goods, now, file.map(String::as_str));
        all.push(ProductShown {
            category: category.map(str::to_owned),
            said: by_product
                .remove(&(row.shop.clone(), row.item.clone()))
                .unwrap_or_default(),
            shop: row.shop,
            item: row.item,
            orders: row.orders,
            net_fen: Fen(row.net_fen),
            first_at: Moment(row.first_at),
            last_at: Moment(row.last_at),
            told,
        });
    }
    let names = |one: &ProductShown| one.category.iter().chain(&one.told).cloned().collect();
    let categories = all.iter().flat_map::<Vec<_>, _>(names).collect();
    let text = asked.text.unwrap_or_default().trim().to_lowercase();
    all.retain(|one| {
        let fits = |name: &String| name.to_lowercase().contains(&text);
        (fits(&one.item) || one.category.iter().chain(&one.told).any(fits))
            && !(asked.without && (one.category.is_some() || !one.told.is_empty()))
    });
    let count = all.len() as i64;
    all.truncate(SHOWN_MAX);
    Ok(axum::Json(Products {
        products: all,
        count,
        categories,
    }))
}

/// A category that someone would give to products.
#[derive(Debug, Deserialize, ToSchema)]
struct CategoryWish {
    products: Vec<Product>,
    /// None: what the shop's files say.
    category: Option<String>,
    /// The first business day whose sales it is for; none: for all sales.
    from: Option<NaiveDate>,
    #[serde(default)]
    reason: Option<String>,
    /// How many sales change, as the preview said; not needed to look.
    #[serde(default)]
    sales_seen: i64,
}

impl CategoryWish {
    fn said(&self, settings: &Settings) -> Result<Vec<Categorised>, Refusal> {
        let category = tidied(self.category.as_deref(), self.products.len())?;
        let from_at = self.from.map(|day| settings.calendar().start(day));
        let products: BTreeSet<&Product> = self.products.iter().collect();
        let said = products.into_iter().map(|product| Categorised {
            product: product.clone(),
            category: category.clone(),
            from_at: from_at.unwrap_or(Moment::MIN),
        });
        Ok(said.collect())
    }
}

/// What giving products a category would change.
#[derive(Debug, Serialize, ToSchema)]
struct CategoryPreview {
    /// Lines recorded already that would be of another category.
    lines: i64,
    /// Of them and their orders: those whose points change at once.
    sales: i64,
    /// Points added at once, in all.
    raised: i64,
    /// Points taken back at once, in all.
    lowered: i64,
    /// Everyone whose points change at once, greatest change first.
    changes: Vec<PointsChange>,
}

/// Shows what giving products a category would change, without changing anything.
#[utoipa::path(post, path = "/api/products/preview", operation_id = "preview_category", request_body = CategoryWish, responses((status = 200, body = CategoryPreview)))]
async fn preview_category(
    State(app): State<App>,
    caller: Caller,
    Json(wish): Json<CategoryWish>,
) -> Result<axum::Json<CategoryPreview>> {
    let (roster, settings) = (
        app.roster(caller.team).await?,
        app.settings(caller.team).await?,
    );
    let said = wish.said(&settings)?;
    let mut conn = app.db.read().await?;
    let sales = sales_of(&mut conn, caller.team, &wish.products).await?;
    let by = (&*roster, &*settings);
    let changed = categorised(&mut conn, caller.team, &said, &sales, by).await?;
    let lines = recategorised(&mut conn, caller.team, &said, &sales).await?;
    let shown = changes(&mut conn, caller.team, &roster, &changed).await?;
    Ok(axum::Json(CategoryPreview {
        lines,
        sales: changed.sales,
        raised: changed.raised(),
        lowered: changed.lowered(),
        changes: shown,
    }))
}

/// A category that was given.
#[derive(Debug, Serialize, ToSchema)]
struct CategorySet {
    products: i64,
    /// Sales whose points changed at once.
    sales: i64,
}

/// Gives products a category: sales of that time are reckoned anew, as the preview showed.
#[utoipa::path(post, path = "/api/products/categories", operation_id = "set_category", request_body = CategoryWish, responses((status = 200, body = CategorySet)))]
async fn set_category(
    State(app): State<App>,
    caller: Caller,
    Json(wish): Json<CategoryWish>,
) -> Result<axum::Json<CategorySet>> {
    let (settings, now) = (app.settings(caller.team).await?, app.clock.now());
    let said = wish.said(&settings)?;
    let mut desk = app.desk(caller.team).await?;
    let roster = desk.roster.clone();
    let mut tx = desk.begin(&app).await?;
    let sales: Vec<SaleId> = sales_of(&mut tx, caller.team, &wish.products).await?;
    let by = (&*roster, &*settings);
    let changed = categorised(&mut tx, caller.team, &said, &sales, by).await?;
    if changed.sales != wish.sales_seen {
        return refuse(CategoryPreviewStale {
            sales: changed.sales,
        });
    }
    let reason = wish.reason.as_deref().map(str::trim);
    let note = Note {
        by: Some(caller.member),
        at: now,
        reason: reason.filter(|reason| !reason.is_empty()),
    };
    let id = categorise(&mut tx, caller.team, &said, note).await?;
    let names: Vec<&str> = said.iter().map(|one| one.product.item.as_str()).collect();
    let after = serde_json::json!({
        "products": names.join("、"),
        "category": said[0].category,
        "from": wish.from,
    });
    let change = Change::of(id.0, None, Some(&after)).by(caller.member, note.reason);
    record(&mut tx, caller.team, Kind::Product, &change, now).await?;
    let which = (Which::Sales(&sales), Because::Category(id));
    follow_sales(&mut tx, caller.team, which, &roster, &settings, now).await?;
    desk.commit_as_is(tx).await?;
    Ok(axum::Json(CategorySet {
        products: said.len() as i64,
        sales: changed.sales,
    }))
}
