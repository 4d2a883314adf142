//! Standing boards: pages of them, a member among their neighbours, and why.

mod around;
mod ask;
mod boards;
mod count;
mod page;
mod row;
mod told;
mod why;

pub use boards::{Boards, Key};

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(page::board))
        .routes(routes!(around::board_around))
        .routes(routes!(why::board_why))
}
