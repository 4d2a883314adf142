//! Orders, refunds, imports and reported sales.

mod report;
mod written;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    report::router()
}
