//! Moving a branch: the preview, the move, its undoing.

use super::Named;
use super::edit::put_rows;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use rules::record::Kind;
use rules::team::{Move, Placement, Roster, reason};
use rules::{Calendar, Fen, MemberId, Moment};
use serde::{Deserialize, Serialize};
use store::record::{Change, record};
use store::team::Note;
use utoipa::ToSchema;

/// A branch to move.
#[derive(Debug, Deserialize, ToSchema)]
pub struct MoveWish {
    /// Who moves, with everyone below.
    member_id: i64,
    /// Under whom; nobody for a root.
    sponsor_id: Option<i64>,
    /// The first day it holds.
    from: NaiveDate,
    /// Why; needed to move, not to look.
    #[serde(default)]
    reason: String,
}

impl MoveWish {
    fn wish(&self, calendar: &Calendar) -> Move {
        Move {
            member: MemberId(self.member_id),
            sponsor: self.sponsor_id.map(MemberId),
            from: calendar.start(self.from),
        }
    }
}

/// What a move would change.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovePreview {
    /// Who moves.
    member: Named,
    /// Who they stand under so far.
    sponsor_before: Option<Named>,
    /// Who they will stand under.
    sponsor_after: Option<Named>,
    /// People who move, the member included.
    people: usize,
    /// When it ends, if a later move is recorded already.
    until: Option<Moment>,
    /// Whose branches lose them, from the top.
    leaves: Vec<Named>,
    /// Whose branches gain them, from the top.
    joins: Vec<Named>,
    /// Net sales recorded since that day that will count for the other branches.
    fen: Fen,
    /// Orders among them.
    orders: i64,
}

/// Shows what a move would change, without changing anything.
#[utoipa::path(post, path = "/api/moves/preview", operation_id = "preview_move", request_body = MoveWish, responses((status = 200, body = MovePreview)))]
pub async fn preview(
    State(app): State<App>,
    caller: Caller,
    Json(wish): Json<MoveWish>,
) -> Result<axum::Json<MovePreview>> {
    let calendar = app.settings(caller.team).await?.calendar();
    let roster = app.roster(caller.team).await?;
    let wish = wish.wish(&calendar);
    let moving = roster.moving(wish, &calendar)?;
    let mut conn = app.db.read().await?;
    let sold = store::leaderboard::sums_within(&mut conn, caller.team, &moving.stays).await?;
    let from_top = |chain: &[MemberId]| {
        let names = chain.iter().rev();
        names.map(|id| Named::of(&roster, *id)).collect()
    };
    Ok(axum::Json(MovePreview {
        member: Named::of(&roster, wish.member),
        sponsor_before: Named::maybe(&roster, moving.sponsor_before),
        sponsor_after: Named::maybe(&roster, wish.sponsor),
        people: moving.people,
        until: moving.until,
        leaves: from_top(&moving.leaves),
        joins: from_top(&moving.joins),
        fen: sold.iter().map(|sold| Fen(sold.fen)).sum(),
        orders: sold.iter().map(|sold| sold.orders).sum(),
    }))
}

/// A move that was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct Moved {
    /// Its number, to undo it by.
    id: i64,
    /// Who moved.
    name: String,
}

/// Where a member stood or stands, as the record of changes keeps it.
#[derive(Serialize)]
struct Stood {
    sponsor: Option<MemberId>,
    from: Moment,
}

async fn write(
    app: &App,
    caller: Caller,
    row: impl FnOnce(&Roster) -> Result<Placement>,
    why: Option<&str>,
) -> Result<Moved> {
    let now = app.clock.now();
    let mut desk = app.desk(caller.team).await?;
    let row = row(&desk.roster)?;
    let name = desk.roster.name(row.member).to_owned();
    let sponsor = desk.roster.tree.sponsor_at(row.member, row.from);
    let note = Note {
        by: Some(caller.member),
        at: now,
        reason: why,
    };
    let mut tx = desk.begin(app).await?;
    let placed = store::team::place(&mut tx, caller.team, vec![row], note).await?;
    let (before, after) = (
        Stood {
            sponsor,
            from: row.from,
        },
        Stood {
            sponsor: row.sponsor,
            from: row.from,
        },
    );
    let change = Change::of(row.member.0, Some(&before), Some(&after)).by(caller.member, why);
    record(&mut tx, caller.team, Kind::Placement, &change, now).await?;
    let id = placed.first().map_or(0, |row| row.id);
    desk.commit(tx, |roster| put_rows(roster, placed, Vec::new()))
        .await?;
    Ok(Moved { id, name })
}

/// Moves a branch from a day on. What was sold before counts where it counted.
#[utoipa::path(post, path = "/api/moves", operation_id = "move_branch", request_body = MoveWish, responses((status = 200, body = Moved)))]
pub async fn go(
    State(app): State<App>,
    caller: Caller,
    Json(wish): Json<MoveWish>,
) -> Result<axum::Json<Moved>> {
    let calendar = app.settings(caller.team).await?.calendar();
    let why = reason(&wish.reason)?;
    let wish = wish.wish(&calendar);
    let row = |roster: &Roster| {
        roster.moving(wish, &calendar)?;
        Ok(Placement {
            id: 0,
            member: wish.member,
            sponsor: wish.sponsor,
            from: wish.from,
        })
    };
    let moved = write(&app, caller, row, Some(why)).await?;
    Ok(axum::Json(moved))
}

rules::refusals! {
    /// The move is not the last word on where the member stands.
    MoveIsOvertaken { name: String } 409,
    "{name} 之后又移动过，这一步不能再撤销；请直接移动到想要的位置。",
    "{name} has been moved again since, so this step cannot be undone; move them where they should be.";
}

/// Takes a move back: a correcting row puts the member where they stood before it.
#[utoipa::path(post, path = "/api/moves/{id}/undoing", operation_id = "undo_move", params(("id" = i64, Path)), responses((status = 204)))]
pub async fn undo(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<StatusCode> {
    let calendar = app.settings(caller.team).await?.calendar();
    let mut conn = app.db.read().await?;
    let Some(done) = store::team::placement(&mut conn, caller.team, id).await? else {
        return refuse(rules::team::NoSuchMember {});
    };
    let past = store::team::placements(&mut conn, caller.team, done.member).await?;
    drop(conn);
    // The last row recorded for the moment is the one that holds.
    let last = past
        .iter()
        .map(|past| past.row)
        .find(|row| row.from == done.from);
    // What held at that moment before: an earlier record for the same moment, or the stretch before it.
    let before = past
        .iter()
        .map(|past| past.row)
        .find(|row| row.from == done.from && row.id < id);
    let row = |roster: &Roster| {
        let name = roster.name(done.member).to_owned();
        if last.map(|row| row.id) != Some(id) {
            return refuse(MoveIsOvertaken { name });
        }
        let stood = before.map(|row| row.sponsor).or_else(|| {
            let history = roster.tree.history(done.member);
            history
                .iter()
                .rev()
                .find(|(from, _)| *from < done.from)
                .map(|(_, sponsor)| *sponsor)
        });
        let Some(sponsor) = stood else {
            return refuse(MoveIsOvertaken { name });
        };
        let row = Placement {
            id: 0,
            sponsor,
            ..done
        };
        if let Some(cycle) = roster.tree.cycle(row) {
            return Err(cycle
                .refusal(&calendar, |id| roster.name(id).to_owned())
                .into());
        }
        Ok(row)
    };
    write(&app, caller, row, None).await?;
    Ok(StatusCode::NO_CONTENT)
}
