//! A confirmed import: all of it in one transaction, with progress, until it is cancelled or done.

use super::choice::{OrderChoices, Ready, check, ready};
use super::job::{ImportOutcome, Job, Phase};
use super::who::{Members, SellerKnown, Who};
use super::{Upload, beside};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Error, Problem, Result, refuse};
use crate::extract::{Json, Language, Path};
use crate::routes::Tag;
use crate::sale::place::unreadable;
use axum::extract::State;
use rules::record::Kind;
use rules::{Calendar, Lang, Moment};
use serde::Serialize;
use std::collections::HashSet;
use std::sync::Arc;
use store::Tx;
use store::record::{Change, record};
use store::sale::{Import, Mark};
use store::team::{Note, Seller};
use utoipa::ToSchema;

rules::refusals! {
    /// The file is being imported, or is in already.
    ImportRunning {} 409,
    "这份文件正在导入或已经导入。",
    "This file is being imported, or is in already.";

    /// The import was cancelled.
    ImportCancelled {} 409,
    "导入已取消，什么都没有写入。",
    "The import was cancelled; nothing was written.";
}

/// How far an import is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Progress {
    phase: Phase,
    /// Lines written.
    done: usize,
    /// Lines to write.
    total: usize,
    /// What it brought, when it is done.
    outcome: Option<ImportOutcome>,
    /// Why it was not done.
    problem: Option<Problem>,
}

fn progress(job: &Job, lang: Lang) -> Progress {
    let told = job.tell();
    Progress {
        phase: told.phase,
        done: told.done,
        total: told.total,
        outcome: told.outcome,
        problem: told.refusal.map(|refusal| Problem::say(&refusal, lang)),
    }
}

/// Confirms an import. It goes on behind the answer; ask for its progress.
#[utoipa::path(post, path = "/api/uploads/{id}/import", operation_id = "import_orders", params(("id" = i64, Path)), request_body = OrderChoices, responses((status = 200, body = Progress)))]
pub async fn import_orders(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Language(lang): Language,
    Json(choices): Json<OrderChoices>,
) -> Result<axum::Json<Progress>> {
    let upload = app.uploads.get(caller.team, id)?;
    check(&upload, &choices, app.clock.now())?;
    if !upload.job.begin() {
        return refuse(ImportRunning {});
    }
    let shown = progress(&upload.job, lang);
    tokio::spawn(run(app.clone(), caller, upload, choices));
    Ok(axum::Json(shown))
}

/// How far an import is.
#[utoipa::path(get, path = "/api/uploads/{id}/progress", operation_id = "import_progress", params(("id" = i64, Path)), responses((status = 200, body = Progress)))]
pub async fn import_progress(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Language(lang): Language,
) -> Result<axum::Json<Progress>> {
    let upload = app.uploads.get(caller.team, id)?;
    Ok(axum::Json(progress(&upload.job, lang)))
}

/// Cancels an import that is at work; nothing of it is written.
#[utoipa::path(post, path = "/api/uploads/{id}/cancel", operation_id = "cancel_import", params(("id" = i64, Path)), responses((status = 200, body = Progress)))]
pub async fn cancel_import(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Language(lang): Language,
) -> Result<axum::Json<Progress>> {
    let upload = app.uploads.get(caller.team, id)?;
    upload.job.cancel();
    Ok(axum::Json(progress(&upload.job, lang)))
}

/// What an import makes stale.
const STALE: &[Tag] = &[
    Tag::Sale,
    Tag::Points,
    Tag::Leaderboard,
    Tag::Team,
    Tag::Record,
];

async fn run(app: App, caller: Caller, upload: Arc<Upload>, choices: OrderChoices) {
    let (work_app, work_upload) = (app.clone(), upload.clone());
    let done = beside(async move { take(&work_app, &caller, &work_upload, &choices).await }).await;
    match done {
        Ok(outcome) => {
            upload.job.end(Phase::Done, Some(outcome), None);
            app.tell(caller.team, STALE);
        }
        Err(Error::Refused(refusal)) => {
            let cancelled = refusal.code == "ImportCancelled";
            let phase = if cancelled {
                Phase::Cancelled
            } else {
                Phase::Failed
            };
            upload.job.end(phase, None, Some(*refusal));
        }
        Err(Error::Failed(error)) => {
            tracing::error!("import: {error:#}");
            upload.job.end(
                Phase::Failed,
                None,
                Some(crate::error::Unexpected {}.into()),
            );
        }
    }
}

async fn take(
    app: &App,
    caller: &Caller,
    upload: &Upload,
    choices: &OrderChoices,
) -> Result<ImportOutcome> {
    let now = app.clock.now();
    let tables = sheet::read(&upload.name, &upload.bytes).map_err(|no| unreadable(&no))?;
    let calendar = app.settings(caller.team).await?.calendar();
    let all = ready(&tables, choices, &calendar)?;
    upload
        .job
        .expect(all.iter().map(|ready| ready.orders.lines.len()).sum());
    let mut desk = app.desk(caller.team).await?;
    let roster = desk.roster.clone();
    let mut tx = desk.begin(app).await?;
    let members = Members::load(&mut tx, caller.team, &roster, &choices.matches).await?;
    let mut outcome = ImportOutcome::default();
    for ready in &all {
        let shop = &ready.mapping.shop;
        let who: Vec<Who> = ready
            .orders
            .sellers
            .iter()
            .map(|seller| members.who(shop, seller))
            .collect();
        keep_matches(app, &mut tx, caller, ready, &who, now).await?;
        keep_mapping(&mut tx, caller, ready, now).await?;
        let table = Table {
            app,
            caller,
            upload,
            ready,
            who: &who,
            calendar: &calendar,
            now,
        };
        table.take(&mut tx, &mut outcome).await?;
    }
    let change = Change::of(0, None, Some(&upload.name)).by(caller.member, None);
    record(&mut tx, caller.team, Kind::Import, &change, now).await?;
    if !upload.job.go_on(upload.job.tell().total) {
        return refuse(ImportCancelled {});
    }
    desk.commit_as_is(tx).await?;
    Ok(outcome)
}

/// One table on its way into the books.
struct Table<'a> {
    app: &'a App,
    caller: &'a Caller,
    upload: &'a Upload,
    ready: &'a Ready<'a>,
    who: &'a [Who],
    calendar: &'a Calendar,
    now: Moment,
}

impl Table<'_> {
    async fn take(&self, tx: &mut Tx, outcome: &mut ImportOutcome) -> Result<()> {
        let (ready, team, job) = (self.ready, self.caller.team, &self.upload.job);
        let mut told = ready.told(self.who, self.calendar);
        job.turn(Phase::Writing);
        let import = Import {
            origin: self.upload.origin,
            shop: &ready.mapping.shop,
            file_name: Some(ready.table.file.as_str()).filter(|file| !file.is_empty()),
            file_hash: Some(&self.upload.hash),
            exported_at: ready.exported_at,
            amount_column: ready.amount_column(),
            rows_refused: i64::from(ready.orders.rows_refused),
            together: outcome.imports.first().copied(),
            by: Some(self.caller.member),
        };
        let written = outcome.new as usize;
        let go_on = |done| job.go_on(written + done);
        let Some(done) = store::sale::import(tx, team, &import, &mut told, self.now, go_on).await?
        else {
            return refuse(ImportCancelled {});
        };
        job.turn(Phase::Points);
        self.app.follow_import(tx, team, &done).await?;
        let [new, changed, unchanged, refunds] = done.counts;
        outcome.imports.extend(done.id);
        outcome.new += new;
        outcome.changed += changed;
        outcome.unchanged += unchanged;
        outcome.refunds += refunds;
        outcome.refused += done.refused;
        Ok(())
    }
}

/// Remembers who sellers are, or that they are nobody, and brings what they sold before to them.
async fn keep_matches(
    app: &App,
    tx: &mut Tx,
    caller: &Caller,
    ready: &Ready<'_>,
    who: &[Who],
    now: Moment,
) -> Result<()> {
    let known = store::team::sellers(tx, caller.team).await?;
    let nobodies = store::sale::sellers::nobodies(tx, caller.team).await?;
    let known: HashSet<Seller> = known.into_iter().chain(nobodies).collect();
    let shop = &ready.mapping.shop;
    let told = |who: &Who| !matches!(who.member, SellerKnown::Suggested | SellerKnown::Unknown);
    let matched = ready.orders.sellers.iter().zip(who);
    let matched = matched.filter(|(_, who)| told(who));
    let mut sellers: Vec<Seller> = matched
        .map(|(seller, who)| Seller {
            shop: shop.clone(),
            key: seller.key.clone(),
            member: who.id,
        })
        .filter(|seller| !known.contains(seller))
        .collect();
    sellers.sort_by(|a, b| a.key.cmp(&b.key));
    sellers.dedup_by(|a, b| a.key == b.key);
    if sellers.is_empty() {
        return Ok(());
    }
    let note = Note {
        by: Some(caller.member),
        at: now,
        reason: None,
    };
    store::team::match_sellers(tx, caller.team, &sellers, note).await?;
    let keys: Vec<(String, String)> = sellers
        .into_iter()
        .map(|seller| (seller.shop, seller.key))
        .collect();
    let mark = Mark {
        by: Some(caller.member),
        reason: None,
        now,
    };
    app.rematch(tx, caller.team, &keys, mark).await
}

async fn keep_mapping(tx: &mut Tx, caller: &Caller, ready: &Ready<'_>, now: Moment) -> Result<()> {
    let json = serde_json::to_string(&ready.mapping).map_err(anyhow::Error::from)?;
    let (fingerprint, name) = (ready.header.fingerprint(), &ready.table.file);
    store::sale::mapping::keep_mapping(
        tx,
        caller.team,
        &fingerprint,
        name,
        &json,
        caller.member,
        now,
    )
    .await?;
    Ok(())
}
