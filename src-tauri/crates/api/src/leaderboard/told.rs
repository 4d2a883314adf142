//! A day's board as everybody may be told of it, outside the house (DOMAIN laws 11 and 12).

use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use crate::leaderboard::ask::Ask;
use crate::leaderboard::row::Reader;
use chrono::NaiveDate;
use rules::access::Role;
use rules::leaderboard::{Measure, Place};
use rules::sale::NOBODY;
use rules::{Moment, TeamId};

/// The first of a board.
pub(crate) struct Told {
    /// How many have a place.
    pub count: usize,
    /// Since when a contest over its time is frozen; nothing recorded since is told.
    pub frozen_at: Option<Moment>,
    pub rows: Vec<ToldRow>,
}

/// A row of it.
pub(crate) struct ToldRow {
    pub place: u64,
    /// None when they are not named.
    pub name: Option<String>,
    /// In fen; none when it is hidden.
    pub score: Option<i64>,
}

impl App {
    /// The first of a business day by net sales, as a viewer who is nobody may see them.
    pub(crate) async fn board_told(
        &self,
        team: TeamId,
        day: NaiveDate,
        rows: usize,
    ) -> Result<Told> {
        let caller = Caller {
            team,
            member: NOBODY,
            role: Role::Member,
        };
        let asked = Ask::of_day(day).read(self, &caller).await?;
        let (slot, before) = (
            self.board(asked.key).await?,
            self.board(asked.before).await?,
        );
        let measure = Measure::default();
        let (places, count) = slot.read(measure, |board| {
            let places: Vec<Place> = board.list(0, rows).collect();
            (places, board.len())
        });
        let reader = Reader {
            asked: &asked,
            caller: &caller,
            count,
        };
        let rows = before.read(measure, |before| {
            let rows = places.iter();
            rows.filter_map(|place| reader.row(*place, before))
                .map(|row| ToldRow {
                    place: row.place,
                    name: row.name.map(str::to_owned),
                    score: row.score,
                })
                .collect()
        });
        Ok(Told {
            count,
            frozen_at: asked.key.frozen.map(|freeze| freeze.at),
            rows,
        })
    }
}
