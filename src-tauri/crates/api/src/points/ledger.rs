//! The desk where postings that come one by one are written in groups: one task collects what many
//! callers ask at once and commits it together, so that they share one wait for the disk.

use crate::clock::Clock;
use crate::error::{Error, Result};
use anyhow::anyhow;
use rules::points::Draft;
use rules::points::grant::{Ask, Granted};
use rules::prize;
use rules::team::Roster;
use rules::{Moment, RedemptionId, Refusal, TeamId};
use std::sync::Arc;
use store::Db;
use tokio::sync::{mpsc, oneshot};

/// Asks waiting at once; more wait at the door.
const WAITING_MAX: usize = 4_096;
/// Asks committed together.
const GROUP_MAX: usize = 512;

/// The way to the desk; cheap to clone. The desk closes when the last one is gone.
#[derive(Clone, Debug)]
pub struct Ledger(mpsc::Sender<Job>);

struct Job {
    team: TeamId,
    work: Work,
}

enum Work {
    Grant(Ask, oneshot::Sender<Answer<Granted>>),
    Post(Vec<Draft>, oneshot::Sender<Answer<i64>>),
    Redeem(
        prize::Ask,
        Arc<Roster>,
        oneshot::Sender<Answer<RedemptionId>>,
    ),
}

/// What a caller gets: the rule's word, or that the group could not be written at all.
type Answer<T> = Result<Result<T, Refusal>, Arc<store::Error>>;

impl Ledger {
    /// Opens the desk over a database.
    pub fn open(db: Db, clock: Clock) -> Self {
        let (door, jobs) = mpsc::channel(WAITING_MAX);
        tokio::spawn(serve(db, clock, jobs));
        Self(door)
    }

    /// Grants points; durable when it returns.
    pub async fn grant(&self, team: TeamId, ask: Ask) -> Result<Granted> {
        let (answer, waiting) = oneshot::channel();
        self.ask(team, Work::Grant(ask, answer), waiting).await
    }

    /// Posts drafts whose cause has not posted yet, and returns how many; durable when it returns.
    pub async fn post(&self, team: TeamId, drafts: Vec<Draft>) -> Result<i64> {
        let (answer, waiting) = oneshot::channel();
        self.ask(team, Work::Post(drafts, answer), waiting).await
    }

    /// Sets points and pieces aside for a prize, for who is of those it is for in this roster; durable
    /// when it returns.
    pub async fn redeem(
        &self,
        team: TeamId,
        ask: prize::Ask,
        roster: Arc<Roster>,
    ) -> Result<RedemptionId> {
        let (answer, waiting) = oneshot::channel();
        self.ask(team, Work::Redeem(ask, roster, answer), waiting)
            .await
    }

    async fn ask<T>(
        &self,
        team: TeamId,
        work: Work,
        waiting: oneshot::Receiver<Answer<T>>,
    ) -> Result<T> {
        let closed = || Error::from(anyhow!("the ledger's desk is closed"));
        let sent = self.0.send(Job { team, work }).await;
        sent.map_err(|_| closed())?;
        match waiting.await.map_err(|_| closed())? {
            Ok(word) => Ok(word?),
            Err(error) => Err(error.into()),
        }
    }
}

async fn serve(db: Db, clock: Clock, mut jobs: mpsc::Receiver<Job>) {
    let mut group = Vec::with_capacity(GROUP_MAX);
    while jobs.recv_many(&mut group, GROUP_MAX).await > 0 {
        // Those who were just answered ask again before the next group begins, so that it is whole.
        loop {
            tokio::task::yield_now().await;
            let room = GROUP_MAX - group.len();
            if room == 0 || jobs.is_empty() {
                break;
            }
            jobs.recv_many(&mut group, room).await;
        }
        let mut by_team: Vec<(TeamId, Vec<Work>)> = Vec::new();
        for job in group.drain(..) {
            match by_team.iter_mut().find(|(team, _)| *team == job.team) {
                Some((_, works)) => works.push(job.work),
                None => by_team.push((job.team, vec![job.work])),
            }
        }
        for (team, works) in by_team {
            commit(&db, team, works, clock.now()).await;
        }
    }
}

/// One team's asks, each with the way to its caller.
#[derive(Default)]
struct Group {
    grants: Vec<(Ask, oneshot::Sender<Answer<Granted>>)>,
    posts: Vec<(Vec<Draft>, oneshot::Sender<Answer<i64>>)>,
    wishes: Vec<(prize::Ask, oneshot::Sender<Answer<RedemptionId>>)>,
    roster: Option<Arc<Roster>>,
}

/// What was written for each, in their order.
#[derive(Default)]
struct Written {
    grants: Vec<Result<Granted, Refusal>>,
    posts: Vec<i64>,
    wishes: Vec<Result<RedemptionId, Refusal>>,
}

/// Writes one team's asks in one transaction and answers them after its commit.
async fn commit(db: &Db, team: TeamId, works: Vec<Work>, now: Moment) {
    let mut group = Group::default();
    for work in works {
        match work {
            Work::Grant(ask, answer) => group.grants.push((ask, answer)),
            Work::Post(drafts, answer) => group.posts.push((drafts, answer)),
            Work::Redeem(ask, roster, answer) => {
                // The latest is as good for all, and most likely the same.
                group.roster = Some(roster);
                group.wishes.push((ask, answer));
            }
        }
    }
    // A caller that went away in the meantime is not waited for.
    match write(db, team, &group, now).await {
        Ok(written) => {
            for ((_, answer), word) in group.grants.into_iter().zip(written.grants) {
                let _ = answer.send(Ok(word));
            }
            for ((_, answer), count) in group.posts.into_iter().zip(written.posts) {
                let _ = answer.send(Ok(Ok(count)));
            }
            for ((_, answer), word) in group.wishes.into_iter().zip(written.wishes) {
                let _ = answer.send(Ok(word));
            }
        }
        Err(error) => {
            let error = Arc::new(error);
            for (_, answer) in group.grants {
                let _ = answer.send(Err(error.clone()));
            }
            for (_, answer) in group.posts {
                let _ = answer.send(Err(error.clone()));
            }
            for (_, answer) in group.wishes {
                let _ = answer.send(Err(error.clone()));
            }
        }
    }
}

async fn write(db: &Db, team: TeamId, group: &Group, now: Moment) -> store::Result<Written> {
    let mut tx = db.write_team(team).await?;
    let mut written = Written::default();
    if !group.grants.is_empty() {
        let asks: Vec<&Ask> = group.grants.iter().map(|(ask, _)| ask).collect();
        written.grants = store::points::grant::grant(&mut tx, team, &asks, now).await?;
    }
    if !group.posts.is_empty() {
        let posts: Vec<&[Draft]> = group.posts.iter().map(|(d, _)| d.as_slice()).collect();
        written.posts = store::points::post_once(&mut tx, team, &posts, now).await?;
    }
    if let Some(roster) = &group.roster {
        let asks: Vec<&prize::Ask> = group.wishes.iter().map(|(ask, _)| ask).collect();
        let settings = store::setting::team(&mut tx, team).await?;
        let settings = settings.map(|team| team.settings).unwrap_or_default();
        written.wishes =
            store::prize::ask::ask(&mut tx, team, &asks, (roster, &settings), now).await?;
    }
    tx.commit().await?;
    Ok(written)
}
