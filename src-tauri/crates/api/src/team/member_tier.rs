//! A member's tier from a day on: the preview, the change, and the points that follow it.

use super::edit::put_rows;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use rules::points::Because;
use rules::points::Points;
use rules::record::Kind;
use rules::team::{MemberTier, Roster, reason};
use rules::{Calendar, Fen, MemberId, Moment, TeamId, TierId, Window};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::points::follow::found;
use store::points::{Which, follow_sales};
use store::record::{Change, record};
use store::team::Note;
use utoipa::ToSchema;

/// A member's tier from a day on.
#[derive(Debug, Deserialize, ToSchema)]
pub struct TierWish {
    tier_id: i64,
    /// The first day it holds.
    from: NaiveDate,
    /// Why; needed to change, not to look.
    #[serde(default)]
    reason: String,
}

rules::refusals! {
    /// The member has the tier then.
    TierChangesNothing { name: String, tier: String } 409,
    "{name} 那时已经是 {tier}，不用改。",
    "{name} is {tier} then already; nothing to change.";
}

/// What a change of tier would change.
#[derive(Debug, Serialize, ToSchema)]
pub struct TierPreview {
    /// The tier they have then so far.
    tier_before: Option<TierId>,
    /// When the new one ends, if a later one is recorded already.
    until: Option<Moment>,
    /// Orders recorded since that day, which earn by the new tier.
    orders: i64,
    /// Their net sales.
    fen: Fen,
    /// Points that would be added (below zero: taken back) at once.
    points: Points,
}

fn wished(roster: &Roster, id: i64, wish: &TierWish, calendar: &Calendar) -> Result<MemberTier> {
    let member = roster.changeable(MemberId(id))?;
    let (tier, from) = (TierId(wish.tier_id), calendar.start(wish.from));
    roster.check_tier(tier)?;
    if roster.tier_at(member.id, from) == Some(tier) {
        return refuse(TierChangesNothing {
            name: member.name.clone(),
            tier: roster
                .tier(tier)
                .map(|tier| tier.name.clone())
                .unwrap_or_default(),
        });
    }
    Ok(MemberTier {
        id: i64::MAX,
        member: member.id,
        tier,
        from,
    })
}

/// The roster as it will be with these rows.
fn with(roster: &Roster, rows: &[MemberTier]) -> Roster {
    let mut roster = roster.clone();
    rows.iter().for_each(|row| roster.put_member_tier(*row));
    roster
}

/// Shows what a change of tier would change, without changing anything.
#[utoipa::path(post, path = "/api/members/{id}/tier/preview", operation_id = "preview_member_tier", params(("id" = i64, Path)), request_body = TierWish, responses((status = 200, body = TierPreview)))]
pub async fn preview(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(wish): Json<TierWish>,
) -> Result<axum::Json<TierPreview>> {
    let settings = app.settings(caller.team).await?;
    let roster = app.roster(caller.team).await?;
    let row = wished(&roster, id, &wish, &settings.calendar())?;
    let next = roster
        .tier_history(row.member)
        .iter()
        .find(|later| later.from > row.from);
    let until = next.map(|later| later.from);
    let window = Window {
        start: row.from,
        end: until.unwrap_or(Moment::MAX),
    };
    let stay = rules::team::Stay {
        member: row.member,
        window,
    };
    let mut conn = app.db.read().await?;
    let sold = store::leaderboard::sums_within(&mut conn, caller.team, &[stay]).await?;
    let book = store::points::rule::book(&mut conn, caller.team).await?;
    let which = Which::Of(row.member, row.from);
    // What the ledger lacks already is not this change's doing.
    let mut points = 0;
    for (roster, sign) in [(with(&roster, &[row]), 1), ((*roster).clone(), -1)] {
        let differences = found(&mut conn, caller.team, which, &book, &roster, &settings).await?;
        points += sign
            * differences
                .iter()
                .map(|difference| difference.points)
                .sum::<i64>();
    }
    Ok(axum::Json(TierPreview {
        tier_before: roster.tier_at(row.member, row.from),
        until,
        orders: sold.iter().map(|sold| sold.orders).sum(),
        fen: sold.iter().map(|sold| Fen(sold.fen)).sum(),
        points: Points(points),
    }))
}

/// Gives a member a tier from a day on. What they sold since then earns by the new tier.
#[utoipa::path(post, path = "/api/members/{id}/tier", operation_id = "set_member_tier", params(("id" = i64, Path)), request_body = TierWish, responses((status = 204)))]
pub async fn set(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(wish): Json<TierWish>,
) -> Result<StatusCode> {
    let (now, settings) = (app.clock.now(), app.settings(caller.team).await?);
    let mut desk = app.desk(caller.team).await?;
    let why = reason(&wish.reason)?;
    let row = wished(&desk.roster, id, &wish, &settings.calendar())?;
    let before = desk.roster.tier_at(row.member, row.from);
    let note = Note {
        by: Some(caller.member),
        at: now,
        reason: Some(why),
    };
    let mut tx = desk.begin(&app).await?;
    let rows = store::team::set_tiers(&mut tx, caller.team, vec![row], note).await?;
    let change = Change::of(id, before.as_ref(), Some(&row.tier)).by(caller.member, Some(why));
    record(&mut tx, caller.team, Kind::Tier, &change, now).await?;
    follow(&app, &mut tx, caller.team, &desk.roster, &rows).await?;
    desk.commit(tx, |roster| put_rows(roster, Vec::new(), rows))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets the points of what members sold since their new tiers follow those tiers.
pub(super) async fn follow(
    app: &App,
    tx: &mut Tx,
    team: TeamId,
    roster: &Roster,
    rows: &[MemberTier],
) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let (now, settings) = (app.clock.now(), app.settings(team).await?);
    let roster = with(roster, rows);
    for row in rows {
        let which = Which::Of(row.member, row.from);
        let because = Because::Tier(row.member);
        follow_sales(tx, team, (which, because), &roster, &settings, now).await?;
    }
    Ok(())
}
