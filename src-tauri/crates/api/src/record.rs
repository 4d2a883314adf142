//! The record of changes: who, when, what, from what to what, and why.

use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use crate::extract::Query;
use axum::Json;
use axum::extract::State;
use rules::record::Kind;
use rules::team::Roster;
use rules::{MemberId, Moment};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::record::{Filter, Row};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Rows of one answer.
const ROWS: i64 = 50;

/// This noun's routes.
pub fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(record))
}

/// Which changes are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RecordQuery {
    /// Only of this kind.
    #[param(inline)]
    kind: Option<Kind>,
    /// Only by this member.
    by: Option<i64>,
    /// Only rows before this number, for the next page.
    before: Option<i64>,
}

/// A page of the record, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordPage {
    /// The changes.
    pub rows: Vec<RecordRow>,
    /// Where the next page begins; none after the last.
    pub next: Option<i64>,
    /// All kinds there are, to choose from.
    pub kinds: Vec<Kind>,
}

/// One change.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordRow {
    /// Its number.
    pub id: i64,
    /// What was changed.
    pub kind: Kind,
    /// The name of whom it concerns, when it concerns a member.
    pub subject: Option<String>,
    /// How it was; none for something new.
    #[schema(value_type = Option<Object>)]
    pub before: Option<Value>,
    /// How it is since; none for something gone.
    #[schema(value_type = Option<Object>)]
    pub after: Option<Value>,
    /// Why.
    pub reason: Option<String>,
    /// Who; none for the program itself.
    pub by: Option<String>,
    /// When.
    pub at: Moment,
}

/// The record of changes.
#[utoipa::path(get, path = "/api/record", operation_id = "record", params(RecordQuery), responses((status = 200, body = RecordPage)))]
async fn record(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<RecordQuery>,
) -> Result<Json<RecordPage>> {
    let roster = app.roster(caller.team).await?;
    let mut conn = app.db.read().await?;
    let filter = Filter {
        kind: query.kind,
        by: query.by.map(MemberId),
        subject: None,
        before: query.before,
    };
    let mut rows = store::record::rows(&mut conn, caller.team, filter, ROWS + 1).await?;
    let more = rows.len() > usize::try_from(ROWS).unwrap_or(usize::MAX);
    if more {
        rows.pop();
    }
    let next = rows.last().filter(|_| more).map(|row| row.id);
    let rows = rows.into_iter().map(|row| shown(&roster, row)).collect();
    Ok(Json(RecordPage {
        rows,
        next,
        kinds: Kind::ALL.to_vec(),
    }))
}

fn shown(roster: &Roster, row: Row) -> RecordRow {
    let tier_of_member = row.kind == Kind::Tier
        && [&row.before, &row.after].iter().all(|side| {
            side.as_ref()
                .is_none_or(|text| text.parse::<i64>().is_ok() || text == "null")
        });
    let about_member = tier_of_member
        || matches!(
            row.kind,
            Kind::Role
                | Kind::Invitation
                | Kind::Credential
                | Kind::Consent
                | Kind::Member
                | Kind::Photo
                | Kind::Placement
        );
    let name = |id: MemberId| roster.member(id).map(|member| member.name.clone());
    let json = |text: Option<String>| {
        let value = serde_json::from_str(&text?).ok()?;
        Some(named(roster, row.kind, value))
    };
    RecordRow {
        id: row.id,
        kind: row.kind,
        subject: name(MemberId(row.subject)).filter(|_| about_member),
        before: json(row.before),
        after: json(row.after),
        reason: row.reason,
        by: row.by.and_then(name),
        at: row.at,
    }
}

/// Members and tiers by their names: nobody knows a number by heart.
fn named(roster: &Roster, kind: Kind, mut value: Value) -> Value {
    let name = |id: i64| match kind {
        Kind::Placement => roster.member(MemberId(id)).map(|one| one.name.clone()),
        Kind::Tier => roster
            .tiers()
            .iter()
            .find(|tier| tier.id.0 == id)
            .map(|tier| tier.name.clone()),
        _ => None,
    };
    let place = match &mut value {
        Value::Object(parts) => parts.get_mut("sponsor"),
        whole => Some(whole),
    };
    if let Some(place) = place
        && let Some(name) = place.as_i64().and_then(name)
    {
        *place = Value::String(name);
    }
    value
}
