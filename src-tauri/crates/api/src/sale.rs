//! Orders, refunds, imports and reported sales.

mod hand;
mod imports;
mod list;
mod news;
mod one;
mod place;
mod product;
mod report;
mod sellers;
mod sold;
mod upload;
mod written;

use crate::app::App;
pub use sold::Sold;
pub use upload::Uploads;
use utoipa_axum::router::OpenApiRouter;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    report::router()
        .merge(upload::router())
        .merge(imports::router())
        .merge(list::router())
        .merge(one::router())
        .merge(hand::router())
        .merge(sellers::router())
        .merge(product::router())
}
