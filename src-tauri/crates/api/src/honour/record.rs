//! The team's records: honours that travel by themselves.

use super::{Eye, Somebody};
use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use crate::extract::Language;
use axum::extract::State;
use chrono::NaiveDate;
use rules::honour::badge::Unit;
use rules::honour::record::{Held, Record, Sold, records};
use rules::points::Calendars;
use rules::{MemberId, Moment, TeamId, Window};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::Conn;
use store::honour::record::{each_fact, largest_orders};
use store::leaderboard::{Marks, marks};
use utoipa::ToSchema;

/// How far the books were read, up to which moment, on which day, by which calendars.
type MadeOf = (Marks, Moment, NaiveDate, Calendars);

type Kept = HashMap<TeamId, (MadeOf, Arc<[Held]>)>;

/// The teams' records as they were counted last: each counting reads every fact.
#[derive(Default)]
pub struct Records(Mutex<Kept>);

impl Records {
    async fn of(&self, conn: &mut Conn, team: TeamId, made_of: MadeOf) -> Result<Arc<[Held]>> {
        let kept = self.lock().get(&team).cloned();
        if let Some((_, held)) = kept.filter(|(then, _)| *then == made_of) {
            return Ok(held);
        }
        let (_, until, today, calendars) = &made_of;
        let mut sold: BTreeMap<(MemberId, NaiveDate), Sold> = BTreeMap::new();
        each_fact(conn, team, *until, |member, at, fen, orders| {
            let of = sold.entry((member, calendars.day(at))).or_default();
            of.fen = of.fen.saturating_add(fen);
            of.orders += orders;
        })
        .await?;
        let orders = largest_orders(conn, team, *until).await?;
        let orders = orders
            .into_iter()
            .map(|(member, at, fen)| (member, calendars.day(at), fen));
        let held: Arc<[Held]> = records(&sold, orders, *today).into();
        self.lock().insert(team, (made_of, held.clone()));
        Ok(held)
    }

    /// Forgets everything, after other books were opened.
    pub(crate) fn forget_all(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A record and who holds it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TeamRecord)]
pub(super) struct Shown {
    record: Record,
    name: String,
    unit: Unit,
    /// Fen, orders or days; none when it is not the caller's to know.
    value: Option<i64>,
    /// The business day on which it was reached: of a month its first, of a run its last.
    #[schema(value_type = String, format = Date)]
    day: NaiveDate,
    /// Who holds it; several who reached it together.
    holders: Vec<Somebody>,
    /// Whether the caller does.
    mine: bool,
}

/// The records of the team.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TeamRecords)]
pub(super) struct List {
    records: Vec<Shown>,
    /// What was recorded from here on is not in them while a contest is frozen.
    frozen_at: Option<Moment>,
}

/// The team's records, with who holds them as the caller may know it.
#[utoipa::path(get, path = "/api/records", operation_id = "team_records", responses((status = 200, body = List)))]
pub(super) async fn team_records(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
) -> Result<axum::Json<List>> {
    let eye = Eye::of(&app, caller).await?;
    let freeze = app.freeze_over(caller.team, Window::ALL).await?;
    let until = freeze.map_or(Moment::MAX, |freeze| freeze.at);
    let mut conn = app.db.read().await?;
    let calendars = store::setting::calendars(&mut conn, caller.team, &eye.settings).await?;
    let made_of = (
        marks(&mut conn, caller.team).await?,
        until,
        eye.today(),
        calendars,
    );
    let held = app.records.of(&mut conn, caller.team, made_of).await?;
    // Of several, the value is told only where it is everyone's who is named.
    let tells = |held: &Held| {
        let mut members = held.members.iter();
        held.members.iter().any(|member| eye.knows(*member))
            && members.all(|member| eye.knows(*member) || !eye.names(*member))
    };
    let shown = |held: &Held| Shown {
        record: held.record,
        name: held.record.name().say(lang).to_owned(),
        unit: held.record.unit(),
        value: tells(held).then_some(held.value),
        day: held.day,
        holders: held
            .members
            .iter()
            .map(|member| eye.person(*member, false))
            .collect(),
        mine: held.members.contains(&caller.member),
    };
    Ok(axum::Json(List {
        records: held.iter().map(shown).collect(),
        frozen_at: freeze.map(|freeze| freeze.at),
    }))
}
