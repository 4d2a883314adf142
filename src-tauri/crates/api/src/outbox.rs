//! 推送: what the robots of group chats are sent, when, and what became of it; and what a member's own
//! desk is told.
//!
//! A robot is told what everybody may see and nothing more: boards and contests are read as a wall
//! screen reads them. A part is written into the log before it is sent and its answer before the next
//! is taken, so that nothing is sent twice whose answer is known, and what a crash leaves unknown is
//! sent again. No transaction is open while a robot is waited for.

mod announce;
mod birthday;
mod compose;
mod connect;
mod deliveries;
mod due;
mod known;
mod names;
mod notices;
mod overtake;
mod picture;
mod praise;
mod preview;
mod robots;
mod seal;
mod send;
mod wire;
mod work;

pub use wire::Wire;
pub use work::Outbox;
pub(crate) use work::keep_working;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(robots::robots, connect::connect_robot))
        .routes(routes!(connect::change_robot, connect::remove_robot))
        .routes(routes!(connect::test_robot))
        .routes(routes!(preview::preview_message))
        .routes(routes!(announce::announce))
        .routes(routes!(announce::announcements))
        .routes(routes!(announce::end_announcement))
        .routes(routes!(picture::send_picture))
        .routes(routes!(deliveries::deliveries))
        .routes(routes!(deliveries::send_again))
        .routes(routes!(notices::notices))
}
