//! Points: statements, what the team has, earning rules, grants, verification.

pub(crate) mod changed;
mod export;
mod grant;
mod ledger;
mod line;
mod overview;
mod printed;
mod purse;
mod rules;
mod tick;
mod told;
mod verification;

pub use ledger::Ledger;
pub(crate) use line::LineKind;
pub use tick::keep_ticking;
pub use verification::Verifications;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(overview::points_overview))
        .routes(routes!(purse::purse))
        .routes(routes!(line::statement))
        .routes(routes!(export::statement_file))
        .routes(routes!(rules::earning_rules))
        .routes(routes!(rules::publish_rules))
        .routes(routes!(rules::preview_rules))
        .routes(routes!(grant::grant_budget))
        .routes(routes!(grant::grant_points))
        .routes(routes!(grant::undo_grant))
        .routes(routes!(verification::verification))
        .routes(routes!(verification::start_verification))
}
