//! What to look at before a contest is final: hints for who runs it, never verdicts.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::seen::Seen;
use crate::error::{Result, refuse};
use crate::extract::{Language, Path};
use axum::Json;
use axum::extract::State;
use rules::access::NotYours;
use rules::contest::monitor::{self, Facts};
use rules::team::Member;
use rules::{EntrantId, MemberId, Moment, SaleId};
use serde::Serialize;
use std::collections::HashMap;
use store::contest::monitor::{before, lines};
use store::contest::tally::Ask;
use utoipa::ToSchema;

/// Something to look at, in the caller's language.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestFinding)]
pub(super) struct Finding {
    kind: monitor::Kind,
    entrant_id: EntrantId,
    /// Whom it is about.
    name: String,
    /// Whose sales they are.
    members: Vec<String>,
    /// What the facts are, and what else may explain them.
    words: String,
    sale_ids: Vec<SaleId>,
}

/// What to look at, the weightiest first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestMonitors)]
pub(super) struct Monitors {
    findings: Vec<Finding>,
}

/// What to look at before a contest is final; only who runs it is shown that.
#[utoipa::path(get, path = "/api/contests/{id}/monitors", operation_id = "contest_monitors", params(("id" = i64, Path)), responses((status = 200, body = Monitors)))]
pub(super) async fn contest_monitors(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
    Path(id): Path<i64>,
) -> Result<Json<Monitors>> {
    let seen = Seen::read(&app, caller, id).await?;
    if !seen.runs() {
        return refuse(NotYours {});
    }
    // How it stands behind a freeze is told to nobody before the end (DOMAIN law 11).
    let counted = match seen.now < seen.contest.rule.end {
        true => seen.shown(&app).await?,
        false => seen.whole(&app).await?,
    };
    let ask = Ask {
        team: seen.team(),
        contest: Some(seen.contest.id),
        rule: &seen.contest.rule,
        parts: counted.parts.all(),
        upto: counted.upto(),
        before: Moment::MAX,
    };
    let mut conn = app.db.read().await?;
    let (lines, before) = (lines(&mut conn, ask).await?, before(&mut conn, ask).await?);
    drop(conn);
    let own: HashMap<MemberId, Vec<i64>> = (counted.by_member.keys())
        .filter_map(|member| Some((*member, written(seen.roster.member(*member)?))))
        .collect();
    let facts = Facts {
        field: &counted.field,
        calendar: &seen.settings.calendar(),
        lines: &lines,
        own: &own,
        before: &before,
    };
    let findings = monitor::findings(&facts).into_iter();
    Ok(Json(Monitors {
        findings: findings
            .map(|found| Finding {
                kind: found.kind,
                entrant_id: found.entrant,
                name: seen.entrant_name(found.entrant),
                members: found.members.into_iter().map(|id| seen.name(id)).collect(),
                words: found.words.say(lang).to_owned(),
                sale_ids: found.sales,
            })
            .collect(),
    }))
}

/// As which buyers a member may be written.
fn written(member: &Member) -> Vec<i64> {
    [
        Some(&member.name),
        member.phone.as_ref(),
        member.wechat.as_ref(),
    ]
    .into_iter()
    .flatten()
    .map(|text| text.trim())
    .filter(|text| !text.is_empty())
    .map(sheet::orders::buyer)
    .collect()
}
