//! A contest's board as it stands for everyone: what is counted now, what was when it froze, or what
//! it ended with.

use crate::app::App;
use crate::contest::field::Counted;
use crate::contest::seen::Seen;
use crate::error::Result;
use rules::contest::Row;
use rules::{ContestId, EntrantId, MemberId, Moment, TeamId};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::{Mutex, PoisonError};
use store::contest::settlement::{self, Kept};

/// A board: the field, or the result that stands.
pub(super) struct Shown {
    pub counted: Arc<Counted>,
    /// The result, once it is final.
    pub settled: Option<Arc<Settled>>,
    /// The moment whose facts are shown.
    pub as_of: Moment,
}

/// A result that stands.
pub(super) struct Settled {
    pub kept: Kept,
    positions: HashMap<EntrantId, usize>,
}

impl Seen {
    /// The board as everyone may see it.
    pub async fn board(&self, app: &App) -> Result<Shown> {
        let counted = self.shown(app).await?;
        let settled = if self.state.is_final() {
            app.settled(self.team(), self.contest.id).await?
        } else {
            None
        };
        Ok(Shown {
            counted,
            settled,
            as_of: self.frozen_at().unwrap_or(self.now),
        })
    }
}

/// The results that stand, as they were read last, with the count of changes they were read at.
#[derive(Default)]
pub(super) struct Results(Mutex<HashMap<(TeamId, ContestId), Read>>);

type Read = (u64, Arc<Settled>);

impl App {
    /// The result that stands of a contest that is final.
    pub(super) async fn settled(
        &self,
        team: TeamId,
        contest: ContestId,
    ) -> Result<Option<Arc<Settled>>> {
        let version = self.fields.version(team);
        let lock = || {
            let results = &self.fields.results.0;
            results.lock().unwrap_or_else(PoisonError::into_inner)
        };
        let known = lock().get(&(team, contest)).cloned();
        if let Some((_, settled)) = known.filter(|(seen, _)| *seen == version) {
            return Ok(Some(settled));
        }
        let mut conn = self.db.read().await?;
        let Some(kept) = settlement::last(&mut conn, team, contest, true).await? else {
            return Ok(None);
        };
        let rows = kept.settlement.rows.iter().enumerate();
        let settled = Arc::new(Settled {
            positions: rows.map(|(at, row)| (row.entrant, at)).collect(),
            kept,
        });
        lock().insert((team, contest), (version, settled.clone()));
        Ok(Some(settled))
    }
}

impl Shown {
    /// How many have a place.
    pub fn len(&self) -> usize {
        match &self.settled {
            Some(settled) => settled.kept.settlement.rows.len(),
            None => self.counted.field.len(),
        }
    }

    /// How many take part.
    pub fn entrants(&self) -> usize {
        self.counted.members.len()
    }

    /// Rows in order.
    pub fn list(&self, start: usize, count: usize) -> Vec<Row> {
        match &self.settled {
            Some(settled) => {
                let rows = settled.kept.settlement.rows.iter();
                rows.skip(start).take(count).copied().collect()
            }
            None => self.counted.field.list(start, count).collect(),
        }
    }

    /// How many rows lead by more rounds or leagues; 0 where there are none.
    pub fn above(&self, lead: i64) -> u64 {
        match &self.settled {
            Some(settled) => {
                let rows = &settled.kept.settlement.rows;
                rows.partition_point(|row| row.lead > lead) as u64
            }
            None => self.counted.field.above(lead),
        }
    }

    /// The row listed at a position, from 0.
    pub fn at(&self, position: usize) -> Option<Row> {
        self.list(position, 1).first().copied()
    }

    /// Where an entrant is listed, from 0.
    pub fn position(&self, entrant: EntrantId) -> Option<usize> {
        match &self.settled {
            Some(settled) => settled.positions.get(&entrant).copied(),
            None => self.counted.field.position(entrant),
        }
    }

    /// An entrant's row.
    pub fn row(&self, entrant: EntrantId) -> Option<Row> {
        self.at(self.position(entrant)?)
    }

    /// The entrant a member is, or belongs to; of several the first.
    pub fn entrant_of(&self, member: MemberId) -> Option<EntrantId> {
        let own = EntrantId(member.0);
        if self.counted.field.rule().kind.teams().is_none() {
            return self.counted.members.contains_key(&own).then_some(own);
        }
        let mut teams = self.counted.members.iter();
        teams
            .find(|(_, members)| members.contains(&member))
            .map(|(team, _)| *team)
    }
}
