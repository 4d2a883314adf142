//! Sending what waits for one robot, part by part, in order.

use super::known::Known;
use super::seal::Secrets;
use crate::app::App;
use crate::error::Result;
use crate::routes::Tag;
use rules::outbox::{
    Answer, End, Kind, LEASE_MS, Message, Outcome, Part, Platform, UNKNOWN_MAX, back_off_ms,
    late_at, parts, slot,
};
use rules::{Moment, TeamId};
use store::outbox::attempt::{self, Attempt};
use store::outbox::message::{self, Waiting};
use store::outbox::picture;
use store::outbox::robot::Robot;

/// How many tries to a robot are looked back at: more than its platform takes in a minute.
pub(super) const TRIES: i64 = 40;

/// What sending once came to.
enum Step {
    /// There may be more.
    Went,
    /// Nothing before this moment.
    Until(Option<Moment>),
}

impl App {
    /// Sends what waits for a robot and may go now; says when the next may.
    pub(super) async fn send_waiting(&self, team: TeamId, robot: &Robot) -> Result<Option<Moment>> {
        loop {
            if self.live.is_stopped() {
                return Ok(None);
            }
            match self.send_one(team, robot).await? {
                // The page's log follows; the worker knows already.
                Step::Went => self.live.tell(team, &[Tag::Outbox]),
                Step::Until(at) => return Ok(at),
            }
        }
    }

    async fn send_one(&self, team: TeamId, robot: &Robot) -> Result<Step> {
        let now = self.clock.now();
        let mut conn = self.db.read().await?;
        let waiting = message::waiting(&mut conn, team).await?;
        let calendar = self.settings(team).await?.calendar();
        let quiet = |one: &Waiting| robot.plan.quiet.filter(|_| one.kind.keeps_quiet());
        let may_go = |one: &Waiting| {
            let from = one.due.max(now);
            quiet(one).map_or(from, |quiet| quiet.free_at(&calendar, from))
        };
        let own = waiting.into_iter().filter(|one| one.robot == robot.id);
        let own: Vec<(Moment, Waiting)> = own.map(|one| (may_go(&one), one)).collect();
        let next = own.iter().map(|(at, _)| *at).min();
        let Some((_, first)) = own.into_iter().find(|(at, _)| *at <= now) else {
            return Ok(Step::Until(next));
        };
        let late = late_at(quiet(&first), &calendar, first.due);
        let tries = attempt::last(&mut conn, team, robot.id, TRIES).await?;
        let own = attempt::of_messages(&mut conn, team, first.id, first.id).await?;
        drop(conn);
        if let Some(open) = tries.iter().find(|one| one.answer.is_none()) {
            if self.note_known(team, open.id).await? {
                return Ok(Step::Went);
            }
            let until = open.at.plus_ms(LEASE_MS);
            if until > now {
                return Ok(Step::Until(Some(until)));
            }
            self.note_answer(team, open.id, unknown()).await?;
            return Ok(Step::Went);
        }
        if late <= now {
            return self.end(team, &first, End::Late).await;
        }
        let ready = ready_at(robot.platform, &tries, now);
        if ready > now {
            return Ok(Step::Until(Some(ready)));
        }
        if first.kind == Kind::Praise && !is_taken(&own, 0) {
            let stands = self.praises_said(team, first.id).await?;
            if stands.as_ref() != Some(&first.says) {
                return self.reword(team, &first, stands).await;
            }
        }
        let Some(all) = self.parts_of(team, robot.platform, &first).await? else {
            // Its picture is gone: an older program let go of it.
            return self.end(team, &first, End::Dropped).await;
        };
        let Some(part) = next_part(&all, &own) else {
            return self.end(team, &first, End::Done).await;
        };
        if unknown_tries(&own, part) >= UNKNOWN_MAX {
            return self.end(team, &first, End::Unsure).await;
        }
        let Some(secrets) = self.unseal(team, robot.id, &robot.link.sealed) else {
            // Until somebody gives the address again, or it is too late.
            return Ok(Step::Until(Some(late)));
        };
        self.send_part(team, robot, &first, (&all, part, &own), &secrets)
            .await
    }

    /// The parts of a message; none when it is a picture that is gone.
    async fn parts_of(
        &self,
        team: TeamId,
        platform: Platform,
        one: &Waiting,
    ) -> Result<Option<Vec<Part>>> {
        if one.kind != Kind::Picture {
            return Ok(Some(parts(platform, &one.says)));
        }
        let mut conn = self.db.read().await?;
        let bytes = picture::of(&mut conn, team, one.id).await?;
        Ok(bytes.map(|bytes| vec![Part::picture(&one.says.title, bytes)]))
    }

    async fn send_part(
        &self,
        team: TeamId,
        robot: &Robot,
        waiting: &Waiting,
        (all, at, own): (&[Part], usize, &[Attempt]),
        secrets: &Secrets,
    ) -> Result<Step> {
        let (platform, part) = (robot.platform, &all[at]);
        let number = at as i64 + 1;
        let new = attempt::New {
            robot: robot.id,
            message: waiting.id,
            part: number,
            parts: all.len() as i64,
            nth: own.iter().filter(|one| one.part == number).count() as i64 + 1,
            bytes: part.bytes(platform) as i64,
        };
        let now = self.clock.now();
        let mut tx = self.db.write_team(team).await?;
        let begun = attempt::begin(&mut tx, team, new, now).await?;
        let Some(begun) = begun else {
            // Another program on the same books is at it, or the robot was taken away.
            return Ok(Step::Until(Some(now.plus_ms(LEASE_MS))));
        };
        tx.commit().await?;
        self.live.tell(team, &[Tag::Outbox]);
        let answer = self.outbox.wire.post(platform, secrets, part, now).await;
        let end = match answer.outcome {
            Outcome::Refused => Some(End::Refused),
            Outcome::Done if at + 1 == all.len() => Some(End::Done),
            _ => None,
        };
        let end = end.map(|end| (waiting.id, end));
        self.note_answer(team, begun, Known { answer, end }).await?;
        Ok(Step::Went)
    }

    /// Says what still stands of a message that nobody has read yet.
    async fn reword(
        &self,
        team: TeamId,
        waiting: &Waiting,
        stands: Option<Message>,
    ) -> Result<Step> {
        let mut tx = self.db.write_team(team).await?;
        match stands {
            Some(says) => message::reword(&mut tx, team, waiting.id, &says).await?,
            None => {
                message::forget_text(&mut tx, team, waiting.id).await?;
                message::end(&mut tx, team, waiting.id, End::Dropped, self.clock.now()).await?;
            }
        }
        tx.commit().await?;
        Ok(Step::Went)
    }

    async fn end(&self, team: TeamId, waiting: &Waiting, end: End) -> Result<Step> {
        let mut tx = self.db.write_team(team).await?;
        message::end(&mut tx, team, waiting.id, end, self.clock.now()).await?;
        tx.commit().await?;
        Ok(Step::Went)
    }
}

fn unknown() -> Known {
    let answer = Answer {
        outcome: Outcome::Unknown,
        code: None,
        words: String::new(),
        wait_ms: None,
    };
    Known { answer, end: None }
}

/// The first part that the robot has not taken, from 0.
fn next_part(all: &[Part], own: &[Attempt]) -> Option<usize> {
    (0..all.len()).find(|at| !is_taken(own, *at))
}

/// Whether the robot took a part, from 0.
fn is_taken(own: &[Attempt], at: usize) -> bool {
    let done = |one: &Attempt| {
        let answer = one.answer.as_ref();
        answer.is_some_and(|(answer, _)| answer.outcome == Outcome::Done)
    };
    own.iter().any(|one| one.part == at as i64 + 1 && done(one))
}

/// How often nobody knew whether the robot took a part, from 0.
fn unknown_tries(own: &[Attempt], at: usize) -> usize {
    let unknown = |one: &&Attempt| {
        let answer = one.answer.as_ref();
        one.part == at as i64 + 1
            && answer.is_some_and(|(answer, _)| answer.outcome == Outcome::Unknown)
    };
    own.iter().filter(unknown).count()
}

/// What of a message the robot has not taken yet; none when it took all.
pub(super) fn left(platform: Platform, says: &Message, own: &[Attempt]) -> Option<Message> {
    let all = parts(platform, says);
    if !(0..all.len()).any(|at| is_taken(own, at)) {
        return Some(says.clone());
    }
    let left = all.into_iter().enumerate();
    let left = left.filter(|(at, _)| !is_taken(own, *at));
    let lines: Vec<String> = left.flat_map(|(_, part)| part.lines).collect();
    (!lines.is_empty()).then(|| Message {
        lines,
        ..says.clone()
    })
}

/// When a robot may be written to again, by the tries to it, the latest first.
pub(super) fn ready_at(platform: Platform, tries: &[Attempt], now: Moment) -> Moment {
    let failed = tries.iter().map_while(|one| {
        let (answer, at) = one.answer.as_ref()?;
        let failed = matches!(answer.outcome, Outcome::Later | Outcome::Unknown);
        failed.then_some((answer, *at))
    });
    let failed: Vec<_> = failed.collect();
    let mut ready = now;
    if let Some((answer, at)) = failed.first() {
        let count = u32::try_from(failed.len()).unwrap_or(u32::MAX);
        let wait = answer.wait_ms.unwrap_or(0).max(back_off_ms(count));
        ready = ready.max(at.plus_ms(wait));
    }
    let mut sent: Vec<Moment> = tries.iter().map(|one| one.at).collect();
    sent.reverse();
    slot(platform, &sent, ready)
}
