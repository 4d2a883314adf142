//! A roster's import: preview, then all of it or the rows named, in one transaction.

mod preview;
mod upload;

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::Language;
use anyhow::Context as _;
use axum::Json;
use axum::extract::{Multipart, State};
use preview::{ROWS_SHOWN, RosterPreview, fingerprint, preview};
use rules::points::Because;
use rules::team::Roster;
use rules::team::intake::refused::{RosterIsEmpty, RosterPlanChanged, RosterRowsRefused};
use rules::team::intake::{Ground, Outcome, Plan, Row, plan as plan_of};
use rules::{Calendar, Moment, Refusal};
use serde::Serialize;
use std::collections::HashMap;
use store::Conn;
use store::points::{Which, follow_sales};
use store::record::{Change, record};
use store::sale::Mark;
use store::sale::mapping::keep_mapping;
use store::team::{Note, TakenIn};
use upload::{Choices, RosterUpload, place, read, upload};
use utoipa::ToSchema;

async fn planned(
    conn: &mut Conn,
    caller: Caller,
    roster: &Roster,
    (calendar, now): (Calendar, Moment),
    rows: &[Row],
    choices: &Choices,
) -> Result<Plan> {
    let sellers = store::team::sellers(conn, caller.team).await?;
    let sellers: HashMap<_, _> = sellers
        .into_iter()
        .filter_map(|seller| Some(((seller.shop, seller.key), seller.member?)))
        .collect();
    let ground = Ground {
        roster,
        sellers: &sellers,
        calendar,
        now,
        new_tiers: &choices.new_tiers,
    };
    Ok(plan_of(ground, rows))
}

/// Shows what a roster's file would do; nothing is written.
#[utoipa::path(post, path = "/api/roster/preview", operation_id = "preview_roster", request_body(content = RosterUpload, content_type = "multipart/form-data"), responses((status = 200, body = RosterPreview)))]
pub async fn plan(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
    form: Multipart,
) -> Result<Json<RosterPreview>> {
    let upload = upload(form).await?;
    let days = (app.settings(caller.team).await?.calendar(), app.clock.now());
    let roster = app.roster(caller.team).await?;
    let mut conn = app.db.read().await?;
    let rows = read(&mut conn, caller.team, &upload).await?;
    if rows.rows.is_empty() && rows.refused.is_empty() && rows.nameless.is_none() {
        return refuse(RosterIsEmpty {});
    }
    let plan = planned(
        &mut conn,
        caller,
        &roster,
        days,
        &rows.rows,
        &upload.choices,
    )
    .await?;
    Ok(Json(preview(plan, rows, lang)))
}

/// What an import did.
#[derive(Debug, Serialize, ToSchema)]
pub struct RosterTaken {
    /// Members added.
    new: usize,
    /// Members changed.
    changed: usize,
    /// Rows that said what was known.
    unchanged: usize,
    /// Rows left out because they were refused.
    refused: usize,
}

/// Takes a roster in: every row, or every row that is not refused if so chosen; or nothing.
#[utoipa::path(post, path = "/api/roster", operation_id = "import_roster", request_body(content = RosterUpload, content_type = "multipart/form-data"), responses((status = 200, body = RosterTaken)))]
pub async fn take_in(
    State(app): State<App>,
    caller: Caller,
    form: Multipart,
) -> Result<Json<RosterTaken>> {
    let upload = upload(form).await?;
    let now = app.clock.now();
    let days = (app.settings(caller.team).await?.calendar(), now);
    let mut desk = app.desk(caller.team).await?;
    let roster = desk.roster.clone();
    let mut conn = app.db.read().await?;
    let rows = read(&mut conn, caller.team, &upload).await?;
    if let Some(nameless) = rows.nameless {
        return Err(nameless.into());
    }
    let plan = planned(
        &mut conn,
        caller,
        &roster,
        days,
        &rows.rows,
        &upload.choices,
    )
    .await?;
    drop(conn);
    let count = |outcome| {
        plan.rows
            .iter()
            .filter(|row| row.outcome == outcome)
            .count()
    };
    let taken = RosterTaken {
        new: count(Outcome::New),
        changed: count(Outcome::Changed),
        unchanged: count(Outcome::Unchanged),
        refused: count(Outcome::Refused) + rows.refused.len(),
    };
    if taken.new + taken.changed + taken.unchanged + taken.refused == 0 {
        return refuse(RosterIsEmpty {});
    }
    if taken.refused > 0 && !upload.choices.skip_refused {
        let places = plan
            .rows
            .iter()
            .flat_map(|row| &row.refusals)
            .flat_map(|no| &no.places);
        let places = rows
            .refused
            .iter()
            .map(place)
            .chain(places.cloned())
            .take(ROWS_SHOWN);
        let refusal = Refusal::from(RosterRowsRefused {
            count: taken.refused,
        });
        return Err(refusal.at(places.collect()).into());
    }
    let shown = upload.choices.fingerprint.as_ref();
    if shown.is_some_and(|shown| *shown != fingerprint(&plan)) {
        return refuse(RosterPlanChanged {});
    }
    if taken.new + taken.changed == 0 {
        return Ok(Json(taken));
    }
    let note = Note {
        by: Some(caller.member),
        at: now,
        reason: Some(&upload.name),
    };
    let mut tx = desk.begin(&app).await?;
    if upload.choices.columns.is_some() {
        let json = serde_json::to_string(&rows.columns).context("plain data is always JSON")?;
        let (kept_by, by) = (&rows.remembered_by, caller.member);
        keep_mapping(&mut tx, caller.team, kept_by, &upload.name, &json, by, now).await?;
    }
    let named: Vec<(String, String)> = sellers_of(&plan);
    let last = roster.tiers().last();
    let written = store::team::take_in(&mut tx, caller.team, plan.writing, last, note).await?;
    let mut after = (*roster).clone();
    put(&mut after, &written);
    // Orders that came before their seller was known are theirs from now on.
    let strangers = store::team::strangers(&mut tx, caller.team).await?;
    let known: Vec<_> = named
        .into_iter()
        .filter(|seller| strangers.contains(seller))
        .collect();
    let mark = Mark {
        by: note.by,
        reason: note.reason,
        now,
    };
    let found = store::sale::rematch(&mut tx, caller.team, &known, mark).await?;
    let (team, settings) = (caller.team, app.settings(caller.team).await?);
    if !found.sales.is_empty() {
        let which = Which::Sales(&found.sales);
        follow_sales(
            &mut tx,
            team,
            (which, Because::Match),
            &after,
            &settings,
            now,
        )
        .await?;
    }
    // Of the others only members known before can have sold already.
    for row in &written.member_tiers {
        if roster.member(row.member).is_some() {
            let which = Which::Of(row.member, row.from);
            let because = Because::Tier(row.member);
            follow_sales(&mut tx, team, (which, because), &after, &settings, now).await?;
        }
    }
    let counts = [taken.new, taken.changed, taken.unchanged, taken.refused];
    let change = Change::of(0, None, Some(&counts)).by(caller.member, Some(&upload.name));
    record(
        &mut tx,
        caller.team,
        rules::record::Kind::Roster,
        &change,
        now,
    )
    .await?;
    drop(roster);
    desk.commit(tx, |roster| *roster = after).await?;
    Ok(Json(taken))
}

fn sellers_of(plan: &Plan) -> Vec<(String, String)> {
    let sellers = plan.writing.sellers.iter();
    sellers
        .map(|(shop, key, _)| (shop.clone(), key.clone()))
        .collect()
}

/// Brings a roster up to what was written.
fn put(roster: &mut Roster, written: &TakenIn) {
    for tier in &written.tiers {
        roster.put_tier(tier.clone());
    }
    for member in &written.members {
        roster.put_member(member.clone());
    }
    super::edit::put_rows(
        roster,
        written.placements.clone(),
        written.member_tiers.clone(),
    );
}
