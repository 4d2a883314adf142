//! What is due: boards and birthdays by the clock, what happened to contests, who passed whom, who
//! praised whom. Each is queued once for each robot whose plan has it.

use super::work::sooner;
use super::{birthday, compose};
use crate::app::App;
use crate::error::Result;
use chrono::NaiveDate;
use rules::outbox::{GIVE_UP_MS, Kind, Message, Quiet, birthdays_due, board_due};
use rules::{Calendar, Moment, TeamId};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use store::outbox::message;
use store::outbox::robot::Robot;

/// How long the texts of messages are kept: they name people.
const TEXTS_DAYS: i64 = 30;

/// A message that is to be queued for a robot.
pub(super) struct Wanted {
    pub robot: i64,
    pub kind: Kind,
    pub key: String,
    /// When what it tells happened.
    pub at: Moment,
    pub quiet: Option<Quiet>,
    pub says: Message,
}

impl App {
    /// Queues what is due for a team's robots; says when time alone brings more.
    pub(super) async fn queue_due(&self, team: TeamId, robots: &[Robot]) -> Result<Option<Moment>> {
        let calendar = self.settings(team).await?.calendar();
        let (mut wanted, mut next) = (Vec::new(), None);
        for kind in [Kind::Board, Kind::Birthday] {
            let (daily, at) = self.daily_due(team, robots, &calendar, kind).await?;
            wanted.extend(daily);
            next = sooner(next, at);
        }
        let (news, at) = self.contests_due(team, robots).await?;
        wanted.extend(news);
        next = sooner(next, at);
        self.queue(team, &calendar, wanted).await?;
        next = sooner(next, self.queue_praises(team, robots, &calendar).await?);
        next = sooner(next, self.queue_overtakes(team, robots, &calendar).await?);
        self.forget_texts(team).await?;
        Ok(next)
    }

    /// Queues messages, each in quiet hours for their end.
    async fn queue(&self, team: TeamId, calendar: &Calendar, wanted: Vec<Wanted>) -> Result<()> {
        if wanted.is_empty() {
            return Ok(());
        }
        let now = self.clock.now();
        let mut tx = self.db.write_team(team).await?;
        for one in &wanted {
            message::queue(&mut tx, team, one.queued(calendar, now), now).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn is_queued(&self, team: TeamId, robot: &Robot, key: &str) -> Result<bool> {
        let mut conn = self.db.read().await?;
        Ok(message::is_queued(&mut conn, team, robot.id, key).await?)
    }

    /// What goes out once a day.
    async fn daily_due(
        &self,
        team: TeamId,
        robots: &[Robot],
        calendar: &Calendar,
        kind: Kind,
    ) -> Result<(Vec<Wanted>, Option<Moment>)> {
        let now = self.clock.now();
        let (mut wanted, mut next) = (Vec::new(), None);
        let mut made: HashMap<NaiveDate, Option<Message>> = HashMap::new();
        for robot in robots {
            let Some(minute) = robot.plan.daily_at(kind) else {
                continue;
            };
            let due = match kind {
                Kind::Birthday => birthdays_due(calendar, minute, now),
                _ => board_due(calendar, minute, now),
            };
            next = sooner(next, Some(due.next));
            let key = format!("{}:{}", kind.word(), due.day);
            if !is_news(robot, due.at, now) || self.is_queued(team, robot, &key).await? {
                continue;
            }
            let says = match made.entry(due.day) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(match kind {
                    Kind::Birthday => birthday::said(self, team, due.day).await?,
                    _ => compose::board(self, team, due.day).await?,
                }),
            };
            // A day on which nobody sold anything has no board, and one that is nobody's no birthday.
            if let Some(says) = says.clone() {
                wanted.push(Wanted {
                    robot: robot.id,
                    kind,
                    key,
                    at: due.at,
                    quiet: robot.plan.quiet,
                    says,
                });
            }
        }
        Ok((wanted, next))
    }

    async fn contests_due(
        &self,
        team: TeamId,
        robots: &[Robot],
    ) -> Result<(Vec<Wanted>, Option<Moment>)> {
        if !robots.iter().any(|robot| robot.plan.contests) {
            return Ok((Vec::new(), None));
        }
        let now = self.clock.now();
        let happened = self.contest_events(team, now.plus_ms(-GIVE_UP_MS)).await?;
        let mut wanted = Vec::new();
        for event in &happened.events {
            let key = format!("contest:{}:{}", event.contest, event.what.word());
            let mut says = None;
            for robot in robots.iter().filter(|robot| robot.plan.contests) {
                if !is_news(robot, event.at, now) || self.is_queued(team, robot, &key).await? {
                    continue;
                }
                if says.is_none() {
                    says = Some(compose::event(self, team, event).await?);
                }
                wanted.extend(says.clone().map(|says| Wanted {
                    robot: robot.id,
                    kind: Kind::Contest,
                    key: key.clone(),
                    at: event.at,
                    quiet: robot.plan.quiet,
                    says,
                }));
            }
        }
        Ok((wanted, happened.next))
    }

    async fn forget_texts(&self, team: TeamId) -> Result<()> {
        let before = self.clock.now().plus_days(-TEXTS_DAYS);
        let mut conn = self.db.read().await?;
        let has_old = message::has_old_texts(&mut conn, team, before).await?;
        drop(conn);
        if has_old {
            let mut tx = self.db.write_team(team).await?;
            message::forget_texts(&mut tx, team, before).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

/// Whether what happened is still news, and happened since the robot is told such things.
fn is_news(robot: &Robot, at: Moment, now: Moment) -> bool {
    robot.since <= at && at <= now && now < at.plus_ms(GIVE_UP_MS)
}

impl Wanted {
    /// As it is queued.
    pub fn queued(&self, calendar: &Calendar, now: Moment) -> message::New<'_> {
        let quiet = self.quiet.filter(|_| self.kind.keeps_quiet());
        // Seen late, as after a sleep, it waits for the end of the quiet hours of now.
        let quiet = quiet.map(|quiet| quiet.free_at(calendar, self.at.max(now)));
        message::New {
            robot: self.robot,
            kind: self.kind,
            key: &self.key,
            due: quiet.filter(|free| *free > now).unwrap_or(self.at),
            by: None,
            says: &self.says,
        }
    }
}
