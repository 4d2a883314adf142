//! The rounds of a contest: who meets whom, which league, who won season points.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::row::Reader;
use crate::contest::seen::Seen;
use crate::error::{Result, refuse};
use crate::extract::{Path, Query};
use axum::Json;
use axum::extract::State;
use rules::contest::course::{self, Move, Plan};
use rules::contest::{Course as Rounds, State as Stands, Unit};
use rules::refusal::NotFound;
use rules::{EntrantId, MemberId, Window};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which league of which round.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// From 0; the last that has begun when left out.
    round: Option<usize>,
    /// From 0, the highest; the caller's own, or the highest, when left out.
    league: Option<usize>,
}

/// Someone in a round.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestRunner)]
pub(super) struct Someone {
    /// None when it is hidden.
    member_id: Option<MemberId>,
    name: Option<String>,
    mine: bool,
    /// Of the round, in the contest's amount unit; none without one, or when it is hidden.
    score: Option<i64>,
}

/// Two who meet.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestPair)]
pub(super) struct Pair {
    /// None where nobody is.
    first: Option<Someone>,
    second: Option<Someone>,
    /// Who goes on, 1 or 2; none before the round is over.
    winner: Option<u8>,
}

/// A place in a league.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestSeat)]
pub(super) struct Seat {
    #[serde(flatten)]
    who: Someone,
    /// None for who has no score in the round.
    place: Option<u64>,
    /// Where they go after the round, as it stands.
    #[schema(inline)]
    moves: Move,
}

/// A league in a round.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestLeague)]
pub(super) struct League {
    /// From 0.
    round: usize,
    /// From 0, the highest.
    league: usize,
    /// How many there are.
    leagues: usize,
    /// The caller's own in this round.
    own: Option<usize>,
    seats: Vec<Seat>,
}

/// Season points of one.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestSeasonRow)]
pub(super) struct SeasonRow {
    place: u64,
    member_id: Option<MemberId>,
    name: Option<String>,
    mine: bool,
    /// By round; none where they won none.
    points: Vec<Option<i64>>,
    sum: i64,
    is_finalist: bool,
}

/// A round's time.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestRound)]
pub(super) struct Round {
    window: Window,
    has_begun: bool,
    is_over: bool,
}

/// The rounds of a contest.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestCourse)]
pub(super) struct Course {
    rounds: Vec<Round>,
    amount_unit: Unit,
    /// Of a knock-out, by round that has begun, from the top.
    bracket: Vec<Vec<Pair>>,
    /// Of leagues, the one that was asked for.
    league: Option<League>,
    /// Of a season, the first hundred and the caller.
    season: Vec<SeasonRow>,
}

/// How many rows of a season are shown.
const SEASON_ROWS: usize = 100;

impl Reader<'_> {
    fn someone(&self, rounds: &Rounds, round: usize, entrant: EntrantId) -> Someone {
        let score = rounds
            .fields()
            .get(round)
            .and_then(|field| field.score(entrant));
        Someone {
            member_id: self.member(entrant),
            name: self.named(entrant),
            mine: self.own == Some(entrant),
            score: score.filter(|_| self.knows(entrant)),
        }
    }

    fn pair(&self, rounds: &Rounds, round: usize, pair: course::Pair) -> Pair {
        let of = |entrant: Option<EntrantId>| Some(self.someone(rounds, round, entrant?));
        Pair {
            first: of(pair.first),
            second: of(pair.second),
            winner: pair
                .winner
                .map(|one| if pair.first == Some(one) { 1 } else { 2 }),
        }
    }

    fn league(
        &self,
        rounds: &Rounds,
        played: &[Vec<Vec<course::Seat>>],
        which: Which,
    ) -> Option<League> {
        let round = which.round.unwrap_or(played.len().checked_sub(1)?);
        let leagues = played.get(round)?;
        let is_own = |seat: &course::Seat| self.own == Some(seat.entrant);
        let own = leagues.iter().position(|seats| seats.iter().any(is_own));
        let league = which.league.or(own).unwrap_or(0);
        let seat = |seat: &course::Seat| Seat {
            who: self.someone(rounds, round, seat.entrant),
            place: (seat.place > 0).then_some(seat.place),
            moves: seat.moves,
        };
        Some(League {
            round,
            league,
            leagues: leagues.len(),
            own,
            seats: leagues.get(league)?.iter().map(seat).collect(),
        })
    }

    fn season(&self, rounds: &Rounds, table: &course::Table) -> Vec<SeasonRow> {
        let own = self.own.and_then(|own| self.shown.row(own));
        let mut places = self.shown.list(0, SEASON_ROWS);
        places.extend(own.filter(|own| places.iter().all(|row| row.entrant != own.entrant)));
        let row = |place: rules::contest::Row| {
            let row = self.row(place)?;
            let of = |round: usize| rounds.points(round, place.entrant);
            Some(SeasonRow {
                place: row.place,
                member_id: row.member_id,
                name: row.name,
                mine: row.mine,
                points: (0..table.rounds.len()).map(of).collect(),
                sum: place.score,
                is_finalist: table.finalists.binary_search(&place.entrant).is_ok(),
            })
        };
        places.into_iter().filter_map(row).collect()
    }
}

/// The rounds of a contest.
#[utoipa::path(get, path = "/api/contests/{id}/course", operation_id = "contest_course", params(("id" = i64, Path), Which), responses((status = 200, body = Course)))]
pub(super) async fn contest_course(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(which): Query<Which>,
) -> Result<Json<Course>> {
    let seen = Seen::read(&app, caller, id).await?;
    let rule = &seen.contest.rule;
    if rule.kind.cuts().is_none() {
        return refuse(NotFound {
            what: "这场竞赛的轮次 · the contest's rounds".to_owned(),
        });
    }
    let shown = seen.board(&app).await?;
    let reader = Reader::new(&seen, &shown);
    let stage = shown.counted.stage;
    let of = |(nth, window): (usize, Window)| Round {
        window,
        has_begun: nth < stage.begun && window.start <= seen.now,
        is_over: nth < stage.over,
    };
    let mut answer = Course {
        rounds: rule.rounds().into_iter().enumerate().map(of).collect(),
        amount_unit: rule.amount_unit(),
        bracket: Vec::new(),
        league: None,
        season: Vec::new(),
    };
    let rounds = shown.counted.field.course();
    let Some(rounds) = rounds.filter(|_| seen.state != Stands::Cancelled) else {
        return Ok(Json(answer));
    };
    match rounds.plan() {
        Plan::Bracket(played) => {
            let pairs = |(round, pairs): (usize, &Vec<course::Pair>)| {
                pairs
                    .iter()
                    .map(|pair| reader.pair(rounds, round, *pair))
                    .collect()
            };
            answer.bracket = played.iter().enumerate().map(pairs).collect();
        }
        Plan::Leagues(played) => answer.league = reader.league(rounds, played, which),
        Plan::Season(table) => answer.season = reader.season(rounds, table),
    }
    Ok(Json(answer))
}
