//! The press at work: two papers at a time, beside the threads that answer; how far each run is, told to
//! who waits for it; and stopping one.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::Path;
use anyhow::anyhow;
use axum::extract::State;
use axum::http::StatusCode;
use poster::course::Course;
use poster::press::{Fault, Printed, Sheaf};
use rules::{MemberId, TeamId};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;
use utoipa::ToSchema;

rules::refusals! {
    /// The machine that runs the program has no font for Chinese.
    PosterNoFont {} 503,
    "运行红榜的这台电脑没有中文字体，海报印不出来。请安装一种中文字体（Debian、Ubuntu：apt install fonts-noto-cjk），然后重新打开红榜。",
    "The machine that runs Hongbang has no font for Chinese, so nothing can be printed. Install one (Debian, Ubuntu: apt install fonts-noto-cjk) and start Hongbang again.";

    /// Who waited for the papers said to stop.
    PosterStopped {} 409,
    "已经停下，什么都没有保存。需要时再印一次就好。",
    "Stopped; nothing was saved. Print again whenever you like.";
}

/// A paper takes a core and some memory while it is drawn: two at a time.
static PRESSES: Semaphore = Semaphore::const_new(2);

/// Whose run it is, and its ticket: a word that its page made up.
type Key = (TeamId, MemberId, String);

struct Run {
    of: usize,
    course: Arc<Course>,
}

/// The runs under way that somebody has a ticket for.
#[derive(Default)]
pub struct Runs(Mutex<HashMap<Key, Run>>);

impl Runs {
    fn with<T>(&self, act: impl FnOnce(&mut HashMap<Key, Run>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A run under way. Dropped, because it is done or because who asked has gone, it stops the press and is
/// forgotten.
struct UnderWay<'a> {
    runs: &'a Runs,
    key: Option<Key>,
    course: Arc<Course>,
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.course.stop();
        if let Some(key) = &self.key {
            self.runs.with(|runs| runs.remove(key));
        }
    }
}

/// Prints, beside the threads that answer.
pub(super) async fn print(
    app: &App,
    sheaf: Sheaf,
    ticket: Option<(Caller, String)>,
    print: impl FnOnce(Printed) -> std::result::Result<Vec<u8>, Fault> + Send + 'static,
) -> Result<Vec<u8>> {
    let (course, of) = (Arc::<Course>::default(), sheaf.count());
    let key = ticket.map(|(caller, ticket)| (caller.team, caller.member, ticket));
    if let Some(key) = &key {
        let course = course.clone();
        app.runs
            .with(|runs| runs.insert(key.clone(), Run { of, course }));
    }
    let run = UnderWay {
        runs: &app.runs,
        key,
        course: course.clone(),
    };
    let permit = PRESSES.acquire().await.map_err(|_| anyhow!("closed"))?;
    let printed = tokio::task::spawn_blocking(move || {
        let bytes = sheaf.set_along(&course).and_then(print);
        drop(permit);
        bytes
    })
    .await
    .map_err(|_| anyhow!("the press broke"))?;
    drop(run);
    match printed {
        Ok(bytes) => Ok(bytes),
        Err(Fault::NoFont) => refuse(PosterNoFont {}),
        Err(Fault::Stopped) => refuse(PosterStopped {}),
        Err(fault) => Err(anyhow::Error::from(fault).into()),
    }
}

/// How far a run is.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = PosterRun)]
pub(super) struct Told {
    /// How many papers are begun.
    begun: usize,
    /// Of how many; 0 while it is not known, and when there is no such run.
    of: usize,
}

/// How far a run is, by the ticket that its page gave it.
#[utoipa::path(get, path = "/api/posters/runs/{ticket}", operation_id = "poster_run", params(("ticket" = String, Path)), responses((status = 200, body = Told)))]
pub(super) async fn poster_run(
    State(app): State<App>,
    caller: Caller,
    Path(ticket): Path<String>,
) -> Result<axum::Json<Told>> {
    let key = (caller.team, caller.member, ticket);
    let told = app.runs.with(|runs| {
        runs.get(&key).map(|run| Told {
            begun: run.course.begun(),
            of: run.of,
        })
    });
    Ok(axum::Json(told.unwrap_or_default()))
}

/// Stops a run; who waits for it is told that it was.
#[utoipa::path(delete, path = "/api/posters/runs/{ticket}", operation_id = "stop_poster_run", params(("ticket" = String, Path)), responses((status = 204)))]
pub(super) async fn stop_poster_run(
    State(app): State<App>,
    caller: Caller,
    Path(ticket): Path<String>,
) -> Result<StatusCode> {
    let key = (caller.team, caller.member, ticket);
    app.runs.with(|runs| {
        if let Some(run) = runs.get(&key) {
            run.course.stop();
        }
    });
    Ok(StatusCode::NO_CONTENT)
}
