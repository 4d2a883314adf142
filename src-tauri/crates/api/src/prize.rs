//! Prizes: the shop, its stock, who redeemed what.

mod act;
mod draw;
mod edit;
mod export;
mod news;
mod overview;
mod pool;
mod redemption;
mod shop;
mod wish;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(shop::prizes, edit::add_prize))
        .routes(routes!(shop::prize, edit::change_prize))
        .routes(routes!(edit::add_prize_picture))
        .routes(routes!(edit::prize_picture, edit::remove_prize_picture))
        .routes(routes!(edit::prize_stock, edit::move_prize_stock))
        .routes(routes!(wish::save_toward_prize))
        .routes(routes!(wish::prize_suggestions, wish::suggest_prize))
        .routes(routes!(wish::answer_prize_suggestion))
        .routes(routes!(pool::prize_pools))
        .routes(routes!(pool::open_prize_pool))
        .routes(routes!(pool::put_into_pool, pool::take_out_of_pool))
        .routes(routes!(pool::act_on_pool))
        .routes(routes!(draw::draws, draw::begin_draw))
        .routes(routes!(draw::draw, draw::change_draw))
        .routes(routes!(draw::act_on_draw))
        .routes(routes!(draw::draw_proof))
        .routes(routes!(draw::draw_verifier))
        .routes(routes!(overview::prize_overview))
        .routes(routes!(export::redemptions_file))
        .routes(routes!(act::redeem))
        .routes(routes!(redemption::list::redemptions))
        .routes(routes!(redemption::redemption))
        .routes(routes!(act::act_on_redemption))
}
