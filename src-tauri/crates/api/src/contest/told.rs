//! Contests as everybody may be told of them, outside the house: what happened to them, and how they
//! stand for a viewer who is nobody (DOMAIN laws 11 and 12).

use crate::app::App;
use crate::contest::row::Reader;
use crate::contest::seen::Seen;
use crate::contest::wall::onlooker;
use crate::error::Result;
use rules::contest::life;
use rules::contest::{Act, State, Unit};
use rules::{ContestId, EntrantId, Moment, TeamId};
use store::contest::act::Contest;

/// What happened to a contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Published,
    Frozen,
    Revealed,
    Final,
    Cancelled,
}

impl What {
    /// A word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Frozen => "frozen",
            Self::Revealed => "revealed",
            Self::Final => "final",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Something that happened to a contest.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub contest: ContestId,
    pub name: String,
    pub what: What,
    pub at: Moment,
    /// Why it was called off; everyone sees it.
    pub reason: Option<String>,
}

/// What happened to contests, and when time alone brings the next of it.
pub(crate) struct Happened {
    pub events: Vec<Event>,
    pub next: Option<Moment>,
}

/// A contest as everybody may see it.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub id: ContestId,
    pub name: String,
    pub state: State,
    pub start: Moment,
    pub end: Moment,
    pub freeze_at: Option<Moment>,
    pub unit: Unit,
    /// How many take part.
    pub entrants: usize,
    /// The first, as far as a viewer may see them.
    pub rows: Vec<ToldRow>,
}

/// A row of it.
#[derive(Clone, Debug)]
pub(crate) struct ToldRow {
    pub place: u64,
    /// None when they are not named.
    pub entrant: Option<EntrantId>,
    pub name: Option<String>,
    /// None when it is hidden.
    pub score: Option<i64>,
}

impl App {
    /// What happened to a team's contests since a moment and everybody may know of, the earliest first.
    pub(crate) async fn contest_events(&self, team: TeamId, since: Moment) -> Result<Happened> {
        let now = self.clock.now();
        let (mut events, mut next) = (Vec::new(), None);
        for contest in self.contests(team).await?.iter() {
            let state = life::state(contest.state, &contest.rule, now);
            if state != State::Draft
                && let Some(at) = life::next_at(state, &contest.rule, None)
            {
                next = Some(next.map_or(at, |next: Moment| next.min(at)));
            }
            self.done_with(team, contest, since, &mut events).await?;
            let by_time = match state {
                State::Frozen => contest.rule.freeze_at.map(|at| (What::Frozen, at)),
                State::Revealed if contest.state == State::Published => {
                    Some((What::Revealed, contest.rule.end))
                }
                _ => None,
            };
            events.extend(by_time.map(|(what, at)| Event {
                contest: contest.id,
                name: contest.rule.name.clone(),
                what,
                at,
                reason: None,
            }));
        }
        events.retain(|event| since <= event.at && event.at <= now);
        events.sort_by_key(|event| (event.at, event.contest));
        Ok(Happened { events, next })
    }

    /// What people did with a contest. A draft that is put away was nobody's to know.
    async fn done_with(
        &self,
        team: TeamId,
        contest: &Contest,
        since: Moment,
        events: &mut Vec<Event>,
    ) -> Result<()> {
        if contest.state == State::Draft || contest.since < since {
            return Ok(());
        }
        let mut conn = self.db.read().await?;
        let acts = store::contest::act::acts(&mut conn, team, contest.id).await?;
        drop(conn);
        let was_published = acts.iter().any(|done| done.act == Act::Publish);
        for done in acts.into_iter().filter(|_| was_published) {
            let what = match done.act {
                Act::Publish => What::Published,
                Act::Reveal => What::Revealed,
                Act::Finish => What::Final,
                Act::Cancel => What::Cancelled,
                _ => continue,
            };
            events.push(Event {
                contest: contest.id,
                name: contest.rule.name.clone(),
                what,
                at: done.at,
                reason: done.reason.filter(|_| what == What::Cancelled),
            });
        }
        Ok(())
    }

    /// A contest as everybody may see it, with its first rows.
    pub(crate) async fn contest_told(
        &self,
        team: TeamId,
        contest: ContestId,
        rows: usize,
    ) -> Result<Told> {
        let seen = Seen::read(self, onlooker(team), contest.0).await?;
        self.told(&seen, rows).await
    }

    /// The contests that run or are frozen, as everybody may see them.
    pub(crate) async fn contests_told(&self, team: TeamId, rows: usize) -> Result<Vec<Told>> {
        let now = self.clock.now();
        let mut told = Vec::new();
        for contest in self.contests(team).await?.iter() {
            let state = life::state(contest.state, &contest.rule, now);
            if matches!(state, State::Running | State::Frozen) {
                let seen = Seen::from(self, onlooker(team), contest.clone()).await?;
                told.push(self.told(&seen, rows).await?);
            }
        }
        Ok(told)
    }

    async fn told(&self, seen: &Seen, rows: usize) -> Result<Told> {
        let rule = &seen.contest.rule;
        let mut told = Told {
            id: seen.contest.id,
            name: rule.name.clone(),
            state: seen.state,
            start: rule.start,
            end: rule.end,
            freeze_at: rule.freeze_at,
            unit: rule.unit(),
            entrants: 0,
            rows: Vec::new(),
        };
        // One that was called off has no board.
        if seen.state.is_public() {
            let shown = seen.board(self).await?;
            let reader = Reader::new(seen, &shown);
            told.entrants = shown.entrants();
            let list = shown.list(0, rows).into_iter();
            told.rows = list
                .filter_map(|place| reader.row(place))
                .map(|row| ToldRow {
                    place: row.place,
                    entrant: row.entrant_id,
                    name: row.name,
                    score: row.score,
                })
                .collect();
        }
        Ok(told)
    }
}
