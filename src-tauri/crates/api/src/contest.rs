//! Contests: making, watching, freezing, revealing, objecting, settling.

mod acts;
pub(crate) mod base;
mod block;
mod board;
mod ceremony;
mod change;
mod chart;
mod course;
mod draft;
mod duel;
mod export;
mod fact;
pub(crate) mod field;
mod freeze;
mod gather;
mod kept;
mod list;
mod monitor;
mod news;
mod one;
mod printed;
mod replay;
mod row;
mod seen;
mod settled;
mod settlement;
mod shown;
mod take;
mod talk;
mod title;
mod told;
mod wall;
mod why;
mod won;

pub use ceremony::Ceremonies;
pub use field::Fields;
pub use freeze::Freeze;
pub(crate) use printed::{Printed, PrintedRow, Rows};
pub use replay::Replays;
pub(crate) use told::{Event, Told, ToldRow, What};
pub(crate) use wall::onlooker;
pub(crate) use won::Won;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list::contests, draft::begin_contest))
        .routes(routes!(draft::contest_templates))
        .routes(routes!(draft::check_contest))
        .routes(routes!(replay::begin_replay))
        .routes(routes!(replay::replay_told, replay::stop_replay))
        .routes(routes!(one::contest))
        .routes(routes!(draft::contest_again))
        .routes(routes!(draft::put_contest_rule))
        .routes(routes!(acts::act_on_contest))
        .routes(routes!(board::contest_board))
        .routes(routes!(board::contest_around))
        .routes(routes!(why::contest_why))
        .routes(routes!(chart::contest_chart))
        .routes(routes!(course::contest_course))
        .routes(routes!(talk::contest_talk))
        .routes(routes!(talk::comment_contest))
        .routes(routes!(talk::object_to_contest))
        .routes(routes!(talk::answer_objection))
        .routes(routes!(take::enter_contest))
        .routes(routes!(take::contest_check_ins, take::check_in_contest))
        .routes(routes!(take::contest_numbers, take::tell_contest_number))
        .routes(routes!(take::judge_contest_number))
        .routes(routes!(duel::contest_duels, duel::challenge_in_contest))
        .routes(routes!(duel::answer_duel))
        .routes(routes!(settlement::contest_settlement))
        .routes(routes!(monitor::contest_monitors))
        .routes(routes!(export::contest_settlement_file))
        .routes(routes!(settlement::untie_contest))
        .routes(routes!(
            change::contest_change,
            change::decide_contest_change
        ))
        .routes(routes!(ceremony::contest_ceremony, ceremony::move_ceremony))
        .routes(routes!(wall::contest_walls, wall::open_wall))
        .routes(routes!(wall::close_wall))
        .routes(routes!(wall::wall_screen))
        .routes(routes!(wall::wall_live))
        .routes(routes!(wall::wall_photo))
}
