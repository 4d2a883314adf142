//! Who praised whom, told to groups: a moment after it was given, those of a while together.
//!
//! A praise is told to a robot once. Until its message is on its way it can be taken back: what a
//! message says is looked at again before each try.

use super::compose::linked;
use super::due::Wanted;
use super::names::Names;
use super::work::sooner;
use crate::app::App;
use crate::error::Result;
use rules::honour::praise::Praise;
use rules::outbox::{GIVE_UP_MS, Kind, Message, Platform, late_at, parts};
use rules::{Calendar, Moment, PraiseId, TeamId};
use store::honour::wall::{self, Filter};
use store::outbox::robot::Robot;
use store::outbox::{message, praise};

/// So long a praise rests: its giver may think better of it, and others may follow.
const REST_MS: i64 = 60_000;
/// The least time between two messages about praises to a robot.
const EVERY_MS: i64 = 10 * 60_000;
/// How far it is looked back: what waits for the end of quiet hours is at most so old.
const LOOKED_MS: i64 = GIVE_UP_MS + 26 * 3_600_000;
/// How many it is looked at in one go.
const LOOKED: i64 = 500;
/// The most praises of one message.
const MOST: usize = 50;

impl App {
    /// Queues the praises that groups were not told of; says when there is more to tell.
    pub(super) async fn queue_praises(
        &self,
        team: TeamId,
        robots: &[Robot],
        calendar: &Calendar,
    ) -> Result<Option<Moment>> {
        let mut next = None;
        for robot in robots.iter().filter(|robot| robot.plan.praises) {
            next = sooner(next, self.queue_praises_for(team, robot, calendar).await?);
        }
        Ok(next)
    }

    async fn queue_praises_for(
        &self,
        team: TeamId,
        robot: &Robot,
        calendar: &Calendar,
    ) -> Result<Option<Moment>> {
        let (now, quiet) = (self.clock.now(), robot.plan.quiet);
        let from = robot.since.max(now.plus_ms(-LOOKED_MS));
        let mut conn = self.db.read().await?;
        let last = praise::last(&mut conn, team, robot.id).await?;
        let after = last.map_or(PraiseId(0), |(id, _)| id);
        let mut found = wall::since(&mut conn, team, (after, from), LOOKED).await?;
        drop(conn);
        let names = Names::of(self, team).await?;
        found.retain(|one| late_at(quiet, calendar, one.at) > now && names.tell_of(one));
        let Some(first) = found.first() else {
            return Ok(None);
        };
        let spaced = last.map_or(now, |(_, at)| at.plus_ms(EVERY_MS));
        let at = first.at.plus_ms(REST_MS).max(spaced).max(now);
        let at = quiet.map_or(at, |quiet| quiet.free_at(calendar, at));
        if at > now {
            return Ok(Some(at));
        }
        let rested = found
            .iter()
            .take_while(|one| one.at.plus_ms(REST_MS) <= now);
        let rested = rested.count().min(MOST);
        let told = names.fitting(robot.platform, &found[..rested]);
        let Some(says) = names.said(told) else {
            return Ok(None);
        };
        let mut tx = self.db.write_team(team).await?;
        // Another program on the same books may have told them meanwhile.
        if praise::last(&mut tx, team, robot.id).await? != last {
            return Ok(Some(now.plus_ms(REST_MS)));
        }
        let ids: Vec<PraiseId> = told.iter().map(|one| one.id).collect();
        let wanted = Wanted {
            robot: robot.id,
            kind: Kind::Praise,
            key: format!("praise:{}", ids[0].0),
            at: now,
            quiet,
            says,
        };
        let queued = message::queue(&mut tx, team, wanted.queued(calendar, now), now).await?;
        if let Some(id) = queued {
            praise::note(&mut tx, team, (id, robot.id), &ids).await?;
            tx.commit().await?;
        }
        let is_more = ids.len() < found.len();
        Ok(is_more.then(|| now.plus_ms(EVERY_MS)))
    }

    /// What a message about praises says as they stand now; none when all were taken back.
    pub(super) async fn praises_said(&self, team: TeamId, message: i64) -> Result<Option<Message>> {
        let mut conn = self.db.read().await?;
        let mut praises = Vec::new();
        for id in praise::of_message(&mut conn, team, message).await? {
            praises.extend(store::honour::praise::find(&mut conn, team, id).await?);
        }
        drop(conn);
        let names = Names::of(self, team).await?;
        praises.retain(|one| names.tell_of(one));
        Ok(names.said(&praises))
    }
}

/// What the last praise would be told as.
pub(super) async fn example(app: &App, team: TeamId) -> Result<Option<Message>> {
    let mut conn = app.db.read().await?;
    let page = wall::page(&mut conn, team, Filter::default(), LOOKED).await?;
    drop(conn);
    let names = Names::of(app, team).await?;
    let last = page.iter().find(|one| names.tell_of(one));
    Ok(last.and_then(|one| names.said(std::slice::from_ref(one))))
}

impl Names {
    /// Whether anybody in a praise may be named.
    fn tell_of(&self, praise: &Praise) -> bool {
        let mut people = praise.shares.iter().map(|share| share.member);
        self.of_member(praise.by).is_some() || people.any(|one| self.of_member(one).is_some())
    }

    /// The first of some praises that one message holds in one part: it goes whole or not at all.
    fn fitting<'a>(&self, platform: Platform, praises: &'a [Praise]) -> &'a [Praise] {
        let fits = |count: &usize| {
            let says = self.said(&praises[..*count]);
            says.is_some_and(|says| parts(platform, &says).len() == 1)
        };
        let most = (1..=praises.len()).rev().find(fits);
        &praises[..most.unwrap_or(1).min(praises.len())]
    }

    /// One praise, or several in a list; none of none.
    fn said(&self, praises: &[Praise]) -> Option<Message> {
        let message = match praises {
            [] => return None,
            [one] => Message::new(self.whom(one), [format!("{}：{}", one.value, one.words)]),
            several => {
                let lines = several.iter().enumerate().flat_map(|(nth, one)| {
                    let gap = (nth > 0).then(String::new);
                    let whom = format!("{}（{}）", self.whom(one), one.value);
                    gap.into_iter().chain([whom, one.words.clone()])
                });
                Message::new(format!("新的表扬 {} 条", several.len()), lines)
            }
        };
        let address = self.settings.address.as_deref();
        Some(linked(message, address, "/praises"))
    }

    /// `陈静 表扬了 李丽华`.
    fn whom(&self, praise: &Praise) -> String {
        let people = praise.shares.iter().map(|share| share.member);
        let by = self.of_several(std::iter::once(praise.by));
        format!("{by} 表扬了 {}", self.of_several(people))
    }
}
