//! 核验: recounting everything, in the background, with progress.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Language};
use anyhow::Context as _;
use axum::extract::State;
use rules::points::verify::{Check, Fault, Head};
use rules::{Lang, Moment, TeamId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::points::verify::{Report, verify};
use utoipa::ToSchema;

/// The verification of each team: the one that runs, or the last.
#[derive(Clone, Debug, Default)]
pub struct Verifications(Arc<Mutex<HashMap<TeamId, Stage>>>);

#[derive(Clone, Debug)]
enum Stage {
    Running { check: Check, done: i64, total: i64 },
    Failed,
    Done(Arc<Report>, Moment),
}

impl Verifications {
    /// Forgets all, after the books were exchanged.
    pub(crate) fn forget_all(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    fn get(&self, team: TeamId) -> Option<Stage> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&team).cloned()
    }

    fn set(&self, team: TeamId, state: Stage) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(team, state);
    }

    /// Whether the caller may start one: none runs.
    fn begin(&self, team: TeamId) -> bool {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(all.get(&team), Some(Stage::Running { .. })) {
            return false;
        }
        let (check, done, total) = (Check::Chain, 0, 0);
        all.insert(team, Stage::Running { check, done, total });
        true
    }
}

impl App {
    /// The teams in the books, with their names.
    pub async fn teams(&self) -> anyhow::Result<Vec<(TeamId, String)>> {
        let mut conn = self.db.read().await?;
        let teams = store::setting::teams(&mut conn).await?;
        Ok(teams.into_iter().map(|team| (team.id, team.name)).collect())
    }

    /// Recounts a team's points and checks the chain, also against heads published earlier; `progress`
    /// hears what is checked, how much of it is done, and of how much.
    pub async fn verify(
        &self,
        team: TeamId,
        heads: &[Head],
        progress: &(dyn Fn(Check, i64, i64) + Send + Sync),
    ) -> anyhow::Result<Report> {
        let failed = |_| anyhow::anyhow!("the team could not be read");
        let roster = self.roster(team).await.map_err(failed)?;
        let settings = self.settings(team).await.map_err(failed)?;
        let mut conn = self.db.read().await?;
        verify(&mut conn, team, heads, (&roster, &settings), progress)
            .await
            .context("the ledger could not be read")
    }

    /// Starts a verification behind the answer; one that runs already goes on.
    pub(crate) fn verify_behind(&self, team: TeamId, heads: Vec<Head>) {
        if !self.verifications.begin(team) {
            return;
        }
        let app = self.clone();
        tokio::spawn(async move {
            let kept = app.verifications.clone();
            let progress = |check, done, total| {
                kept.set(team, Stage::Running { check, done, total });
            };
            let state = match app.verify(team, &heads, &progress).await {
                Ok(report) => Stage::Done(Arc::new(report), app.clock.now()),
                Err(error) => {
                    tracing::error!(?error, "a verification could not be finished");
                    Stage::Failed
                }
            };
            app.verifications.set(team, state);
        });
    }
}

/// Something that does not hold.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationFault {
    check: Check,
    /// The number of the posting, member, grant, version or sale.
    number: i64,
    /// What does not hold.
    words: String,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationReport {
    /// When it was finished.
    at: Moment,
    postings: i64,
    sales: i64,
    members: i64,
    lots: i64,
    /// The last posting's number and hash, `number:hash`: published, it proves all before it.
    head: String,
    /// What does not hold, the first first; none is good.
    faults: Vec<VerificationFault>,
    /// How many do not hold in all.
    fault_count: usize,
}

/// How far a verification is.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationRunning {
    check: Check,
    done: i64,
    total: i64,
}

/// The verification that runs, and the last report.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct Verification {
    running: Option<VerificationRunning>,
    report: Option<VerificationReport>,
    /// It could not be finished; the log says why.
    failed: bool,
}

fn shown(report: &Report, at: Moment, lang: Lang) -> VerificationReport {
    let fault = |fault: &Fault| VerificationFault {
        check: fault.check,
        number: fault.number,
        words: fault.words.say(lang).to_owned(),
    };
    VerificationReport {
        at,
        postings: report.postings,
        sales: report.sales,
        members: report.members,
        lots: report.lots,
        head: report.head.to_string(),
        faults: report.faults.iter().map(fault).collect(),
        fault_count: report.fault_count,
    }
}

/// How the verification goes, or what the last one found.
#[utoipa::path(get, path = "/api/verification", operation_id = "verification", responses((status = 200, body = Verification)))]
pub async fn verification(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
) -> Result<axum::Json<Verification>> {
    let mut answer = Verification::default();
    match app.verifications.get(caller.team) {
        None => {}
        Some(Stage::Running { check, done, total }) => {
            answer.running = Some(VerificationRunning { check, done, total });
        }
        Some(Stage::Failed) => answer.failed = true,
        Some(Stage::Done(report, at)) => answer.report = Some(shown(&report, at, lang)),
    }
    Ok(axum::Json(answer))
}

rules::refusals! {
    /// A published head is written `number:hash`.
    HeadUnreadable { read: String } 422,
    "读不懂公布的链头“{read}”：应是 编号:指纹，如 1024:9f86…（64 位）。请照当时公布的原样填写。",
    "The published head \"{read}\" cannot be read: it is number:hash, such as 1024:9f86… (64 digits). Give it as it was published.";
}

/// What a verification is held against.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct VerificationWish {
    /// Heads that were published earlier, each `number:hash`, with blanks between them.
    #[serde(default)]
    heads: String,
}

/// Starts a verification; one that runs already goes on.
#[utoipa::path(post, path = "/api/verification", operation_id = "start_verification", request_body = VerificationWish, responses((status = 200, body = Verification)))]
pub async fn start_verification(
    State(app): State<App>,
    caller: Caller,
    language: Language,
    Json(wish): Json<VerificationWish>,
) -> Result<axum::Json<Verification>> {
    let mut heads = Vec::new();
    for text in wish.heads.split_whitespace() {
        let Some(head) = Head::read(text) else {
            let read = text.chars().take(80).collect();
            return refuse(HeadUnreadable { read });
        };
        heads.push(head);
    }
    app.verify_behind(caller.team, heads);
    verification(State(app), caller, language).await
}
