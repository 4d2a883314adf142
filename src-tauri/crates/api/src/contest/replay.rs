//! The back-test: past months replayed under a rule, one after the other, while the page shows how
//! far it is.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::base::{Known, bases};
use crate::contest::draft::within;
use crate::contest::gather::{self, Made};
use crate::contest::settled::contributors;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use rules::contest::again::moved;
use rules::contest::baseline::stretches;
use rules::contest::check::check;
use rules::contest::replay::{Month, Replay, replay};
use rules::contest::who::Parts;
use rules::contest::{Award, Rule, Seed, settle};
use rules::refusal::NotFound;
use rules::{BasisPoints, MemberId, Moment, TeamId, Window};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use store::Conn;
use store::contest::tally::Ask;
use store::leaderboard::Marks;
use utoipa::ToSchema;

/// Back-tests that are at work or were lately.
#[derive(Default)]
pub struct Replays(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    last: i64,
    jobs: HashMap<i64, Arc<Job>>,
}

struct Job {
    team: TeamId,
    by: MemberId,
    of: usize,
    stopped: AtomicBool,
    state: Mutex<Progress>,
}

#[derive(Clone, Default)]
struct Progress {
    months: Vec<Month>,
    result: Option<Replay>,
    failed: bool,
}

/// So many are remembered; the oldest is forgotten first.
const KEPT_MAX: usize = 32;

/// A rule to replay.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestReplayAsked)]
pub(super) struct Asked {
    rule: Rule,
    /// How many stretches before the contest, 1 to 12.
    months: i64,
}

/// The number of a back-test.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestReplayNumber)]
pub(super) struct Number {
    id: i64,
}

/// What someone would have won.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestReplayWinner)]
pub(super) struct Winner {
    member_id: MemberId,
    name: String,
    place: u64,
    points: i64,
    thing: Option<String>,
}

/// A stretch, replayed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestReplayMonth)]
pub(super) struct MonthShown {
    window: Window,
    entrants: usize,
    placed: usize,
    /// The first twenty.
    winners: Vec<Winner>,
    winners_count: usize,
}

/// Who would have won most.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestReplayMost)]
pub(super) struct Most {
    member_id: MemberId,
    name: String,
    times: usize,
    points: i64,
}

/// What the rule would have done in all.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestReplaySummary)]
pub(super) struct Summary {
    /// The first twenty.
    winners: Vec<Most>,
    winners_count: usize,
    /// Took part and never won.
    never: usize,
    took_part: usize,
    /// The share of all prizes that goes to the three who won most.
    top3_share: BasisPoints,
    points: i64,
    cost_fen: i64,
}

/// How far a back-test is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestReplay)]
pub(super) struct Told {
    done: usize,
    of: usize,
    finished: bool,
    /// Whether it failed or was stopped.
    failed: bool,
    months: Vec<MonthShown>,
    summary: Option<Summary>,
}

const SHOWN: usize = 20;

/// Begins a back-test.
#[utoipa::path(post, path = "/api/contests/replays", operation_id = "begin_replay", request_body = Asked, responses((status = 200, body = Number)))]
pub(super) async fn begin_replay(
    State(app): State<App>,
    caller: Caller,
    Json(Asked { rule, months }): Json<Asked>,
) -> Result<axum::Json<Number>> {
    check(&rule)?;
    within(&app, &caller, &rule).await?;
    let calendar = app.settings(caller.team).await?.calendar();
    let windows = stretches(rule.window(), &calendar, months.clamp(1, 12));
    let job = Arc::new(Job {
        team: caller.team,
        by: caller.member,
        of: windows.len(),
        stopped: AtomicBool::new(false),
        state: Mutex::default(),
    });
    let id = app.replays.keep(job.clone());
    tokio::spawn(async move {
        if let Err(error) = run(&app, &job, &rule, windows).await {
            tracing::warn!(?error, "a back-test failed");
            job.with(|state| state.failed = true);
        }
    });
    Ok(axum::Json(Number { id }))
}

async fn run(app: &App, job: &Job, rule: &Rule, windows: Vec<Window>) -> Result<()> {
    for window in windows {
        if job.stopped.load(Ordering::Relaxed) {
            job.with(|state| state.failed = true);
            return Ok(());
        }
        let mut conn = app.db.read().await?;
        let month = month(app, &mut conn, job.team, rule, window).await?;
        job.with(|state| state.months.push(month));
    }
    job.with(|state| state.result = Some(replay(rule, state.months.clone())));
    Ok(())
}

/// What the rule would have done in one stretch.
async fn month(
    app: &App,
    conn: &mut Conn,
    team: TeamId,
    rule: &Rule,
    window: Window,
) -> Result<Month> {
    let (roster, calendar) = (
        app.roster(team).await?,
        app.settings(team).await?.calendar(),
    );
    let past = Arc::new(Rule {
        freeze_at: None,
        opt_in: false,
        ..moved(rule, window)
    });
    let parts = Parts::of(&past, &roster, &HashSet::new(), Moment::MAX);
    let known = Known::all(past.end);
    let bases = bases(conn, team, &past, &roster, &parts, &calendar, known).await?;
    let ask = Ask {
        team,
        contest: None,
        rule: &past,
        parts: parts.all(),
        upto: Marks::ALL,
        before: Moment::MAX,
    };
    let stage = past.stage(known.now);
    let found = gather::counted(conn, ask, stage).await?;
    let members = parts.entrants();
    let made = Made {
        rule: &past,
        seed: Seed([0; 32]),
        roster: &roster,
        parts: &parts,
        members: &members,
        bases: &bases,
        stage,
    };
    let field = gather::field(made, found);
    let contributors = contributors(conn, ask, &members).await?;
    let settled = settle(&field, &contributors, &BTreeMap::new(), &[]);
    Ok(Month {
        window,
        winners: settled.awards,
        entrants: members.len(),
        placed: field.len(),
        members: members.into_values().flatten().collect(),
    })
}

/// How far a back-test is, and what it found.
#[utoipa::path(get, path = "/api/contests/replays/{id}", operation_id = "replay", params(("id" = i64, Path)), responses((status = 200, body = Told)))]
pub(super) async fn replay_told(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::Json<Told>> {
    let job = app.replays.find(&caller, id)?;
    let roster = app.roster(caller.team).await?;
    let name = |member: MemberId| roster.name(member).to_owned();
    let state = job.with(|state| state.clone());
    let winner = |award: &Award| Winner {
        member_id: award.member,
        name: name(award.member),
        place: award.place,
        points: award.points,
        thing: award.thing.clone(),
    };
    Ok(axum::Json(Told {
        done: state.months.len(),
        of: job.of,
        finished: state.result.is_some(),
        failed: state.failed,
        months: state
            .months
            .iter()
            .map(|month| MonthShown {
                window: month.window,
                entrants: month.entrants,
                placed: month.placed,
                winners: month.winners.iter().take(SHOWN).map(winner).collect(),
                winners_count: month.winners.len(),
            })
            .collect(),
        summary: state.result.map(|result| Summary {
            winners_count: result.winners.len(),
            winners: result
                .winners
                .iter()
                .take(SHOWN)
                .map(|(member, times, points)| Most {
                    member_id: *member,
                    name: name(*member),
                    times: *times,
                    points: *points,
                })
                .collect(),
            never: result.never,
            took_part: result.took_part,
            top3_share: result.top3_share,
            points: result.points,
            cost_fen: result.cost_fen,
        }),
    }))
}

/// Stops a back-test.
#[utoipa::path(delete, path = "/api/contests/replays/{id}", operation_id = "stop_replay", params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn stop_replay(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::http::StatusCode> {
    app.replays
        .find(&caller, id)?
        .stopped
        .store(true, Ordering::Relaxed);
    Ok(axum::http::StatusCode::NO_CONTENT)
}

impl Job {
    fn with<T>(&self, change: impl FnOnce(&mut Progress) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Replays {
    fn keep(&self, job: Arc<Job>) -> i64 {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.last += 1;
        let id = kept.last;
        kept.jobs.insert(id, job);
        if kept.jobs.len() > KEPT_MAX
            && let Some(oldest) = kept.jobs.keys().min().copied()
        {
            kept.jobs.remove(&oldest);
        }
        id
    }

    fn find(&self, caller: &Caller, id: i64) -> Result<Arc<Job>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let job = kept
            .jobs
            .get(&id)
            .filter(|job| (job.team, job.by) == (caller.team, caller.member));
        match job {
            Some(job) => Ok(job.clone()),
            None => refuse(NotFound {
                what: "这次回测 · the back-test".to_owned(),
            }),
        }
    }
}
