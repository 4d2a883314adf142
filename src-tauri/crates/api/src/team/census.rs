//! How many people and what sales each branch has, counted once for everybody and held while it holds.

use crate::app::App;
use crate::error::Result;
use rules::team::Roster;
use rules::{MemberId, Moment, TeamId, Window};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::team::Sold;

/// One member's branch in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// People in the branch who are here.
    pub people: i64,
    /// People directly under the member who are here.
    pub brought: i64,
    /// Net sales of the branch.
    pub branch_fen: i64,
    /// Net sales of the member.
    pub own_fen: i64,
}

/// Every branch of a team at a moment, with the sales of a window.
#[derive(Debug)]
pub struct Census {
    /// Those under nobody.
    pub roots: Vec<MemberId>,
    counts: HashMap<MemberId, Counts>,
    /// The roster it was counted from; a changed roster is another value.
    roster: std::sync::Weak<Roster>,
    /// Moments that give the same answer.
    holds: Window,
    sold: Arc<Sold>,
}

/// The last few counted; people page through one or two days at a time.
#[derive(Default)]
pub struct Censuses(Mutex<HashMap<TeamId, Vec<Arc<Census>>>>);

const HELD_A_TEAM: usize = 4;

impl Censuses {
    /// Forgets all, after the books were exchanged.
    pub(crate) fn forget_all(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    fn held(&self, team: TeamId) -> Vec<Arc<Census>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.get(&team).cloned().unwrap_or_default()
    }

    fn put(&self, team: TeamId, census: Arc<Census>) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let held = held.entry(team).or_default();
        held.insert(0, census);
        held.truncate(HELD_A_TEAM);
    }
}

impl Census {
    /// A member's numbers.
    pub fn of(&self, member: MemberId) -> Counts {
        self.counts.get(&member).copied().unwrap_or_default()
    }
}

impl App {
    /// Every branch at a moment with the sales of a window, and the roster it was counted from.
    pub async fn census(
        &self,
        team: TeamId,
        at: Moment,
        window: Window,
    ) -> Result<(Arc<Roster>, Arc<Census>)> {
        let roster = self.roster(team).await?;
        let mut conn = self.db.read().await?;
        let marks = store::leaderboard::marks(&mut conn, team).await?;
        let read = |sold: &Sold| (sold.marks.sale, sold.marks.entry) == (marks.sale, marks.entry);
        let held = self.censuses.held(team);
        let same = held.iter().find(|census| {
            census.sold.window == window
                && read(&census.sold)
                && census.holds.holds(at)
                && census.roster.as_ptr() == Arc::as_ptr(&roster)
        });
        if let Some(census) = same {
            return Ok((roster, census.clone()));
        }
        // A move or a new sale leaves most of what was read as it is.
        let before = held.iter().find(|census| census.sold.window == window);
        let sold = match before.map(|census| &census.sold) {
            Some(sold) if read(sold) => sold.clone(),
            Some(sold) => match store::team::sold_since(&mut conn, team, sold).await? {
                Some(sold) => Arc::new(sold),
                None => Arc::new(store::team::sold(&mut conn, team, window).await?),
            },
            None => Arc::new(store::team::sold(&mut conn, team, window).await?),
        };
        let sums = store::team::branches(&mut conn, team, &roster.tree, &sold).await?;
        drop(conn);
        let heads = roster.heads_at(at);
        let mut counts: HashMap<MemberId, Counts> = HashMap::with_capacity(roster.len());
        for head in heads.branches {
            counts.insert(
                head.member,
                Counts {
                    people: head.people,
                    brought: head.brought,
                    branch_fen: sums.branch(head.member),
                    own_fen: sums.own(head.member),
                },
            );
        }
        let census = Arc::new(Census {
            roots: heads.roots,
            counts,
            roster: Arc::downgrade(&roster),
            holds: heads.holds,
            sold,
        });
        self.censuses.put(team, census.clone());
        Ok((roster, census))
    }
}
