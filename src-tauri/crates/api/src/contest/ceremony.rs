//! 揭榜: the ceremony. Its steps are computed first; the presenter moves along them, and everyone
//! else sees the list as of that step and nothing beyond.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::duel::pairs;
use crate::contest::field::Counted;
use crate::contest::row::Reader;
use crate::contest::seen::Seen;
use crate::contest::settled::settled;
use crate::contest::shown::Shown;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path, Query};
use crate::routes::Tag;
use axum::extract::State;
use rules::access::NotYours;
use rules::contest::life::{Act, NotOverYet};
use rules::contest::resolve::{Step, shown as list_of, steps};
use rules::contest::settle::{Contributors, Decisions};
use rules::contest::{Field, settle};
use rules::{ContestId, MemberId, TeamId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use utoipa::{IntoParams, ToSchema};

/// Where the ceremonies that are being held stand. After a restart they begin anew.
#[derive(Default)]
pub struct Ceremonies(Mutex<HashMap<(TeamId, ContestId), Held>>);

/// Where a ceremony stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    /// How many steps were shown.
    pub at: usize,
    /// Whether it is only tried out: the audience sees nothing of it.
    pub rehearsal: bool,
}

impl Ceremonies {
    /// Where a ceremony stands, if it is held.
    pub(super) fn held(&self, team: TeamId, contest: ContestId) -> Option<Held> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&(team, contest)).copied()
    }

    fn hold(&self, team: TeamId, contest: ContestId, held: Held) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert((team, contest), held);
    }

    /// Ends a ceremony.
    pub(crate) fn end(&self, team: TeamId, contest: ContestId) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(&(team, contest));
    }
}

/// What can be won, as it is called out.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ContestCeremonyPrize)]
pub(super) struct Prize {
    points: i64,
    thing: Option<String>,
}

/// A step, with the names to call out.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ContestCeremonyStep)]
pub(super) struct Called {
    name: String,
    /// The member, unless it is a team or hidden.
    member_id: Option<MemberId>,
    /// Listing positions, from 0.
    from: usize,
    to: usize,
    score_before: Option<i64>,
    score: Option<i64>,
    place: u64,
    is_final: bool,
    prizes: Vec<Prize>,
    /// Places won since the freeze, below zero when lost; told with the final step, none for who had no
    /// place then.
    climbed: Option<i64>,
    /// How much the score rose since; told with the final step.
    gained: Option<i64>,
}

/// A ceremony, for whoever holds it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestCeremony)]
pub(super) struct Ceremony {
    steps: Vec<Called>,
    /// How many were shown.
    at: usize,
    /// Whether it is being held.
    running: bool,
    /// Whether it is only tried out, as was asked for: also before its first step.
    rehearsal: bool,
    /// The list as of this step.
    list: Vec<Listed>,
}

/// A row as the audience sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ContestCeremonyRow)]
pub(super) struct Listed {
    /// None when it is hidden.
    name: Option<String>,
    /// The member, unless it is a team or hidden.
    member_id: Option<MemberId>,
    score: Option<i64>,
    revealed: bool,
}

/// As the audience sees it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestCeremonyShown)]
pub(super) struct Audience {
    list: Vec<Listed>,
    /// The step that was just shown.
    step: Option<Called>,
    at: usize,
    of: usize,
}

impl Audience {
    /// The members it names.
    pub fn named(&self) -> impl Iterator<Item = MemberId> {
        let step = self.step.iter().filter_map(|step| step.member_id);
        self.list.iter().filter_map(|row| row.member_id).chain(step)
    }
}

/// How many rows the audience sees.
const LISTED: usize = 40;

/// The steps of a ceremony and the boards it goes between.
struct Script {
    frozen: Field,
    last: Arc<Counted>,
    steps: Vec<Step>,
}

/// From the frozen board to the last; of a contest that is final to what it was settled by. Before the end a
/// rehearsal goes from nothing to what everyone may see: how it stands behind the freeze is told to nobody
/// (DOMAIN law 11).
async fn script(app: &App, seen: &Seen) -> Result<Script> {
    if seen.now < seen.contest.rule.end {
        let last = seen.shown(app).await?;
        let field = &last.field;
        let empty = field.emptied();
        let pairs = pairs(&mut app.db.read().await?, seen).await?;
        let settlement = settle(field, &Contributors::new(), &Decisions::new(), &pairs);
        return Ok(Script {
            steps: steps(&empty, field, &settlement),
            frozen: empty,
            last,
        });
    }
    let past = match seen.state.is_final() {
        true => app.settled(seen.team(), seen.contest.id).await?,
        false => None,
    };
    let (last, settlement) = match past {
        Some(past) => (seen.shown(app).await?, past.kept.settlement.clone()),
        None => {
            let now = settled(app, seen).await?;
            (now.counted, now.settlement)
        }
    };
    let frozen_at = seen.contest.rule.freeze_at.filter(|at| *at <= seen.now);
    let frozen = match frozen_at {
        Some(at) => app.field(seen.team(), &seen.contest, Some(at)).await?,
        None => last.clone(),
    };
    let frozen = frozen.field.clone();
    let steps = steps(&frozen, &last.field, &settlement);
    Ok(Script {
        frozen,
        last,
        steps,
    })
}

fn called(seen: &Seen, reader: &Reader<'_>, script: &Script, step: &Step) -> Called {
    let rule = &seen.contest.rule;
    let before = script.frozen.row(step.entrant).filter(|_| step.is_final);
    let place = i64::try_from(step.place).ok().filter(|place| *place > 0);
    let was = before.and_then(|row| i64::try_from(row.place).ok());
    let score = step.score.zip(before).map(|(now, row)| now - row.score);
    Called {
        climbed: was.zip(place).map(|(was, is)| was - is),
        gained: score.filter(|more| *more > 0),
        name: reader.name(step.entrant),
        member_id: seen.member_of(step.entrant),
        from: step.from,
        to: step.to,
        score_before: step.score_before,
        score: step.score,
        place: step.place,
        is_final: step.is_final,
        prizes: step
            .prizes
            .iter()
            .filter_map(|nth| rule.prizes.get(*nth))
            .map(|prize| Prize {
                points: prize.points,
                thing: prize.thing.clone(),
            })
            .collect(),
    }
}

/// The list as of a step. Who had no place is listed from their revealing on: before it, that they
/// will have one is hidden too.
fn listed(reader: &Reader<'_>, script: &Script, at: usize) -> Vec<Listed> {
    let list = list_of(&script.frozen, &script.last.field, &script.steps, at);
    let known = list
        .into_iter()
        .filter(|(_, score, revealed)| score.is_some() || *revealed);
    known
        .take(LISTED)
        .map(|(entrant, score, revealed)| Listed {
            name: reader.named(entrant),
            member_id: reader.member(entrant),
            score: score.filter(|_| reader.knows(entrant)),
            revealed,
        })
        .collect()
}

/// What the audience of a wall sees of a ceremony that is held.
pub(super) async fn audience(app: &App, seen: &Seen, shown: &Shown) -> Result<Option<Audience>> {
    let Some(held) = app
        .ceremonies
        .held(seen.team(), seen.contest.id)
        .filter(|held| !held.rehearsal)
    else {
        return Ok(None);
    };
    let script = script(app, seen).await?;
    let reader = Reader::new(seen, shown);
    let at = held.at.min(script.steps.len());
    let step = at.checked_sub(1).and_then(|last| script.steps.get(last));
    Ok(Some(Audience {
        list: listed(&reader, &script, at),
        step: step.map(|step| {
            let entrant = step.entrant;
            let mut step = called(seen, &reader, &script, step);
            if reader.named(entrant).is_none() {
                step.name = String::new();
                step.member_id = None;
            }
            if !reader.knows(entrant) {
                (step.score, step.score_before, step.gained) = (None, None, None);
            }
            step
        }),
        at,
        of: script.steps.len(),
    }))
}

async fn show(
    app: &App,
    seen: &Seen,
    held: Option<Held>,
    rehearsal: bool,
) -> Result<axum::Json<Ceremony>> {
    let script = script(app, seen).await?;
    let shown = seen.board(app).await?;
    let reader = Reader::new(seen, &shown);
    let at = held.map_or(0, |held| held.at.min(script.steps.len()));
    Ok(axum::Json(Ceremony {
        list: listed(&reader, &script, at),
        steps: script
            .steps
            .iter()
            .map(|step| called(seen, &reader, &script, step))
            .collect(),
        at,
        running: held.is_some(),
        rehearsal,
    }))
}

fn may_hold(seen: &Seen, rehearsal: bool) -> Result<()> {
    if !seen.runs() {
        return refuse(NotYours {});
    }
    // One learns it best on a contest that is over.
    if rehearsal && seen.state.is_final() {
        return Ok(());
    }
    seen.step(Act::Present)?;
    if !rehearsal && seen.now < seen.contest.rule.end {
        return refuse(NotOverYet {});
    }
    Ok(())
}

/// Which ceremony.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Which {
    /// Only to try it out, with the facts as they are.
    #[serde(default)]
    rehearsal: bool,
}

/// The steps of a ceremony, for who runs the contest.
#[utoipa::path(get, path = "/api/contests/{id}/ceremony", operation_id = "contest_ceremony", params(("id" = i64, Path), Which), responses((status = 200, body = Ceremony)))]
pub(super) async fn contest_ceremony(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(which): Query<Which>,
) -> Result<axum::Json<Ceremony>> {
    let seen = Seen::read(&app, caller, id).await?;
    may_hold(&seen, which.rehearsal)?;
    let held = app.ceremonies.held(caller.team, seen.contest.id);
    show(
        &app,
        &seen,
        held.filter(|held| held.rehearsal == which.rehearsal),
        which.rehearsal,
    )
    .await
}

/// Where a ceremony is to stand.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestCeremonyMove)]
pub(super) struct Move {
    /// How many steps are shown.
    at: usize,
    #[serde(default)]
    rehearsal: bool,
}

/// Moves a ceremony forward or back; walls follow.
#[utoipa::path(put, path = "/api/contests/{id}/ceremony", operation_id = "move_ceremony", params(("id" = i64, Path)), request_body = Move, responses((status = 200, body = Ceremony)))]
pub(super) async fn move_ceremony(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(to): Json<Move>,
) -> Result<axum::Json<Ceremony>> {
    let seen = Seen::read(&app, caller, id).await?;
    may_hold(&seen, to.rehearsal)?;
    let held = Held {
        at: to.at,
        rehearsal: to.rehearsal,
    };
    app.ceremonies.hold(caller.team, seen.contest.id, held);
    if !to.rehearsal {
        app.live.tell(caller.team, &[Tag::Contest]);
    }
    show(&app, &seen, Some(held), held.rehearsal).await
}
