//! Who passed whom among the first three of a contest that everybody may see.

use super::compose;
use super::due::Wanted;
use super::work::sooner;
use crate::app::App;
use crate::contest::Told;
use crate::error::Result;
use rules::contest::State;
use rules::outbox::Kind;
use rules::{Calendar, EntrantId, Moment, TeamId};
use store::outbox::robot::Robot;
use store::outbox::{lead, message};

/// How many are told of.
const FIRST: usize = 3;
/// How far down it is looked for whom they passed.
const ROWS: usize = 10;
/// The least time between two looks at a contest that would tell something.
const EVERY_MS: i64 = 10 * 60_000;

/// Somebody passed somebody.
pub(super) struct Overtake {
    pub name: String,
    pub over: String,
    pub place: u64,
}

impl App {
    /// Queues who passed whom since it was last looked; says when to look again.
    pub(super) async fn queue_overtakes(
        &self,
        team: TeamId,
        robots: &[Robot],
        calendar: &Calendar,
    ) -> Result<Option<Moment>> {
        let mut next = None;
        if !robots.iter().any(|robot| robot.plan.overtakes) {
            return Ok(next);
        }
        let now = self.clock.now();
        for contest in self.contests_told(team, ROWS).await? {
            // How a frozen one goes is nobody's to know, and one that is over tells it all.
            if contest.state != State::Running {
                continue;
            }
            let first = contest.rows.iter().take(FIRST);
            let first: Vec<EntrantId> = first.filter_map(|row| row.entrant).collect();
            let mut conn = self.db.read().await?;
            let before = lead::last(&mut conn, team, contest.id).await?;
            drop(conn);
            let was = before.as_ref().map_or(&[][..], |lead| &lead.entrants[..]);
            if before.is_some() && was == first {
                continue;
            }
            let found = overtakes(was, &contest);
            let again = before.as_ref().map(|lead| lead.at.plus_ms(EVERY_MS));
            if let Some(again) = again.filter(|again| !found.is_empty() && *again > now) {
                next = sooner(next, Some(again));
                continue;
            }
            let says = compose::overtakes(self, team, &contest, &found).await?;
            let mut tx = self.db.write_team(team).await?;
            // Another program on the same books may have told it meanwhile.
            let meanwhile = lead::last(&mut tx, team, contest.id).await?;
            if meanwhile.map(|lead| lead.at) != before.as_ref().map(|lead| lead.at) {
                continue;
            }
            let id = lead::put(&mut tx, team, contest.id, &first, now).await?;
            for robot in robots.iter().filter(|robot| robot.plan.overtakes) {
                let Some(says) = says.clone() else {
                    continue;
                };
                let wanted = Wanted {
                    robot: robot.id,
                    kind: Kind::Overtake,
                    key: format!("overtake:{id}"),
                    at: now,
                    quiet: robot.plan.quiet,
                    says,
                };
                message::queue(&mut tx, team, wanted.queued(calendar, now), now).await?;
            }
            tx.commit().await?;
        }
        Ok(next)
    }
}

/// Who of the first passed somebody who was before them; both may be named. The best of several.
fn overtakes(was: &[EntrantId], contest: &Told) -> Vec<Overtake> {
    let before = |entrant| was.iter().position(|one| Some(*one) == entrant);
    let rows = &contest.rows;
    let found = rows.iter().take(FIRST).enumerate().filter_map(|(at, row)| {
        let own = before(row.entrant).unwrap_or(usize::MAX);
        let passed = |other: &&crate::contest::ToldRow| {
            other.place > row.place && before(other.entrant).is_some_and(|then| then < own)
        };
        let over = rows[at + 1..].iter().find(passed);
        let name = row.name.clone()?;
        Some(Overtake {
            name,
            over: over?.name.clone()?,
            place: row.place,
        })
    });
    found.collect()
}
