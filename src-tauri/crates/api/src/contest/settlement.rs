//! How a contest is settled: who stands where and wins what, from which an outsider can compute it
//! again; ties that people decide.

use crate::app::App;
use crate::caller::Caller;
use crate::contest::row::{Reader, Row};
use crate::contest::seen::Seen;
use crate::contest::settled::{second_agrees, settled};
use crate::contest::title;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use rules::contest::Settlement;
use rules::contest::life::{Act, ContestReason};
use rules::points::grant::check_reason;
use rules::{EntrantId, MemberId, Moment, TitleId};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::contest::settlement;
use utoipa::ToSchema;

/// What someone wins.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ContestAwardShown)]
pub(super) struct Won {
    /// None when it is hidden.
    member_id: Option<MemberId>,
    name: Option<String>,
    mine: bool,
    /// Which of the rule's prizes.
    prize: usize,
    place: u64,
    points: i64,
    thing: Option<String>,
    /// Where the thing is one of the team's titles: which.
    title_id: Option<TitleId>,
    /// Whether that title was given, for its winner and who runs the contest; not by itself to who left, or to
    /// several who share one that travels.
    is_given: bool,
}

/// A shared place that waits for a decision.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestOpenTie)]
pub(super) struct Open {
    place: u64,
    entrants: Vec<EntrantId>,
    names: Vec<String>,
}

/// How a contest is settled.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContestSettlementShown)]
pub(super) struct Shown {
    /// The first hundred.
    rows: Vec<Row>,
    count: usize,
    awards: Vec<Won>,
    open: Vec<Open>,
    result_hash: String,
    rule_hash: String,
    /// Whether the second computation comes to the same; none once it is final.
    second_agrees: Option<bool>,
    /// When the prizes were posted.
    settled_at: Option<Moment>,
}

const ROWS: usize = 100;
const AWARDS: usize = 500;

/// Its settlement now, or the one that stands.
pub(super) async fn result(app: &App, seen: &Seen) -> Result<(Settlement, String, Option<Moment>)> {
    if seen.state.is_final()
        && let Some(settled) = app.settled(seen.team(), seen.contest.id).await?
    {
        let kept = &settled.kept;
        return Ok((kept.settlement.clone(), kept.hash.clone(), Some(kept.at)));
    }
    let now = settled(app, seen).await?;
    Ok((now.settlement, now.hash, None))
}

async fn show(app: &App, seen: &Seen) -> Result<axum::Json<Shown>> {
    let (result, hash, settled_at) = result(app, seen).await?;
    let board = seen.board(app).await?;
    let reader = Reader::new(seen, &board);
    let second = match settled_at {
        None if seen.runs() => {
            let now = settled(app, seen).await?;
            Some(second_agrees(app, seen, &now).await?)
        }
        _ => None,
    };
    let named: HashMap<EntrantId, bool> = result
        .rows
        .iter()
        .map(|row| {
            (
                row.entrant,
                reader.row(*row).is_some_and(|row| row.name.is_some()),
            )
        })
        .collect();
    let is_team = seen.contest.rule.kind.teams().is_some();
    let given = title::given(&mut app.db.read().await?, seen).await?;
    let awards = result.awards.iter().take(AWARDS).map(|award| {
        let mine = award.member == seen.caller.member;
        let consents = || {
            seen.roster
                .member(award.member)
                .is_some_and(|m| m.consents_to_board)
        };
        let shown = mine
            || seen.runs()
            || if is_team {
                consents()
            } else {
                named.get(&award.entrant) == Some(&true)
            };
        let prize = seen.contest.rule.prizes.get(award.prize);
        let title = prize
            .and_then(|prize| prize.title)
            .filter(|_| award.thing.is_some());
        Won {
            member_id: Some(award.member).filter(|_| shown),
            name: shown.then(|| seen.name(award.member)),
            mine,
            prize: award.prize,
            place: award.place,
            points: award.points,
            thing: award.thing.clone(),
            title_id: title,
            is_given: (mine || seen.runs())
                && title.is_some_and(|title| given.contains(&(title, award.member))),
        }
    });
    Ok(axum::Json(Shown {
        rows: result
            .rows
            .iter()
            .take(ROWS)
            .filter_map(|row| reader.row(*row))
            .collect(),
        count: result.rows.len(),
        awards: awards.collect(),
        open: result
            .open
            .iter()
            .filter(|_| seen.runs())
            .map(|tie| Open {
                place: tie.place,
                entrants: tie.entrants.clone(),
                names: tie
                    .entrants
                    .iter()
                    .map(|entrant| reader.name(*entrant))
                    .collect(),
            })
            .collect(),
        result_hash: hash,
        rule_hash: seen.contest.hash.clone(),
        second_agrees: second,
        settled_at,
    }))
}

rules::refusals! {
    /// How it ended is not shown yet.
    NotRevealed {} 409,
    "结果还没有揭晓。",
    "The result has not been revealed yet.";

    /// The order decided is not one of those who share the place.
    TieOthers {} 422,
    "裁定的名次里要正好是并列的这几位，请刷新后重排。",
    "The decided order must name exactly those who share the place. Refresh and order them again.";
}

/// Refuses while nobody may know how it ended.
pub(super) fn revealed(seen: &Seen) -> Result<()> {
    use rules::contest::State as Stands;
    match seen.state {
        Stands::Revealed | Stands::Provisional | Stands::Final | Stands::Archived => Ok(()),
        _ => refuse(NotRevealed {}),
    }
}

/// How a contest is settled.
#[utoipa::path(get, path = "/api/contests/{id}/settlement", operation_id = "contest_settlement", params(("id" = i64, Path)), responses((status = 200, body = Shown)))]
pub(super) async fn contest_settlement(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::Json<Shown>> {
    let seen = Seen::read(&app, caller, id).await?;
    revealed(&seen)?;
    show(&app, &seen).await
}

/// The order of those who share a place.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ContestUntying)]
pub(super) struct Untying {
    place: u64,
    /// Exactly those who share it, in order.
    entrants: Vec<EntrantId>,
    reason: String,
}

/// Decides the order of those who share a place, with a reason.
#[utoipa::path(post, path = "/api/contests/{id}/ties", operation_id = "untie_contest", params(("id" = i64, Path)), request_body = Untying, responses((status = 200, body = Shown)))]
pub(super) async fn untie_contest(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(untying): Json<Untying>,
) -> Result<axum::Json<Shown>> {
    let now = settled(&app, &Seen::read(&app, caller, id).await?).await?;
    let mut tx = app.db.write_team(caller.team).await?;
    let seen = Seen::of(&app, &mut tx, caller, id).await?;
    seen.step(Act::Untie)?;
    if check_reason(&untying.reason).is_err() {
        return refuse(ContestReason {});
    }
    let sorted = |mut entrants: Vec<EntrantId>| {
        entrants.sort();
        entrants
    };
    let tie = now
        .settlement
        .open
        .iter()
        .find(|tie| tie.place == untying.place);
    if tie.is_none_or(|tie| sorted(tie.entrants.clone()) != sorted(untying.entrants.clone())) {
        return refuse(TieOthers {});
    }
    let decided = (
        untying.place,
        untying.entrants.as_slice(),
        untying.reason.trim(),
    );
    settlement::untie(
        &mut tx,
        caller.team,
        seen.contest.id,
        decided,
        caller.member,
        seen.now,
    )
    .await?;
    tx.commit().await?;
    show(&app, &seen).await
}
