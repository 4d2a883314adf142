//! Adding members and changing what is kept of them.

use super::member_tier::follow;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use chrono::NaiveDate;
use rules::record::Kind;
use rules::team::joining::JoinedInFuture;
use rules::team::profile::Trace;
use rules::team::{Member, MemberTier, Placement, Profile, Roster};
use rules::{Calendar, MemberId, Moment, TierId};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::record::{Change, record};
use store::team::Note;
use utoipa::ToSchema;

/// Someone new.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewMember {
    profile: Profile,
    /// Who brought them in; nobody for a root.
    sponsor_id: Option<i64>,
    /// Their tier.
    tier_id: Option<i64>,
    /// The day they joined.
    joined: NaiveDate,
}

/// Who was added.
#[derive(Debug, Serialize, ToSchema)]
pub struct Added {
    id: MemberId,
}

/// Adds a member.
#[utoipa::path(post, path = "/api/members", operation_id = "add_member", request_body = NewMember, responses((status = 200, body = Added)))]
pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Json(new): Json<NewMember>,
) -> Result<axum::Json<Added>> {
    let (now, calendar) = (app.clock.now(), app.settings(caller.team).await?.calendar());
    let mut desk = app.desk(caller.team).await?;
    let profile = new.profile.kept()?;
    let joined_at = joined(&calendar, new.joined, now)?;
    let (sponsor, tier) = (new.sponsor_id.map(MemberId), new.tier_id.map(TierId));
    desk.roster.check_unique(&profile, None)?;
    if let Some(tier) = tier {
        desk.roster.check_tier(tier)?;
    }
    if let Some(sponsor) = sponsor {
        desk.roster.check_sponsor(sponsor, joined_at)?;
    }
    let note = Note {
        by: Some(caller.member),
        at: now,
        reason: None,
    };
    let mut tx = desk.begin(&app).await?;
    let id = store::team::take_ids(&mut tx, caller.team, 1).await?;
    let mut member = Member::new(id, "", joined_at);
    profile.onto(&mut member);
    store::team::add(&mut tx, caller.team, std::slice::from_ref(&member), now).await?;
    let placed = Placement {
        id: 0,
        member: id,
        sponsor,
        from: joined_at,
    };
    let placed = store::team::place(&mut tx, caller.team, vec![placed], note).await?;
    let tiers = tier.map(|tier| MemberTier {
        id: 0,
        member: id,
        tier,
        from: joined_at,
    });
    let tiers =
        store::team::set_tiers(&mut tx, caller.team, tiers.into_iter().collect(), note).await?;
    let change = Change::of(id.0, None, Some(&Trace::of(&member, None))).by(caller.member, None);
    record(&mut tx, caller.team, Kind::Member, &change, now).await?;
    desk.commit(tx, |roster| {
        roster.put_member(member);
        put_rows(roster, placed, tiers);
    })
    .await?;
    Ok(axum::Json(Added { id }))
}

pub(super) fn put_rows(roster: &mut Roster, placed: Vec<Placement>, tiers: Vec<MemberTier>) {
    for row in placed {
        // Checked before it was written.
        roster.tree.put(row);
    }
    for row in tiers {
        roster.put_member_tier(row);
    }
}

fn joined(calendar: &Calendar, day: NaiveDate, now: Moment) -> Result<Moment> {
    let at = calendar.start(day);
    if at > now {
        return refuse(JoinedInFuture {});
    }
    Ok(at)
}

/// A member's profile, changed.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ProfileChange {
    profile: Profile,
    /// The day they joined.
    joined: NaiveDate,
}

/// Changes a member's profile. An earlier day of joining also lets their first sponsor and tier hold
/// from then on.
#[utoipa::path(put, path = "/api/members/{id}", operation_id = "change_member", params(("id" = i64, Path)), request_body = ProfileChange, responses((status = 204)))]
pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(wish): Json<ProfileChange>,
) -> Result<axum::http::StatusCode> {
    let (now, calendar) = (app.clock.now(), app.settings(caller.team).await?.calendar());
    let mut desk = app.desk(caller.team).await?;
    let before = desk.roster.changeable(MemberId(id))?.clone();
    let profile = wish.profile.kept()?;
    desk.roster.check_unique(&profile, Some(before.id))?;
    let mut after = before.clone();
    profile.onto(&mut after);
    if calendar.day(before.joined_at) != wish.joined {
        after.joined_at = joined(&calendar, wish.joined, now)?;
    }
    let (placed, tiers) = desk.roster.since_joining(&after);
    if let Some(cycle) = placed.and_then(|row| desk.roster.tree.cycle(row)) {
        return refuse(cycle.refusal(&calendar, |id| desk.roster.name(id).to_owned()));
    }
    let note = Note {
        by: Some(caller.member),
        at: now,
        reason: None,
    };
    let mut tx = desk.begin(&app).await?;
    let (placed, tiers) = save(&mut tx, caller, (&before, &after), (placed, tiers), note).await?;
    follow(&app, &mut tx, caller.team, &desk.roster, &tiers).await?;
    desk.commit(tx, |roster| {
        roster.put_member(after);
        put_rows(roster, placed, tiers);
    })
    .await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

pub(super) async fn save(
    tx: &mut Tx,
    caller: Caller,
    (before, after): (&Member, &Member),
    (placed, tiers): (Option<Placement>, Option<MemberTier>),
    note: Note<'_>,
) -> Result<(Vec<Placement>, Vec<MemberTier>)> {
    store::team::change(tx, caller.team, after).await?;
    let placed = store::team::place(tx, caller.team, Vec::from_iter(placed), note).await?;
    let tiers = store::team::set_tiers(tx, caller.team, Vec::from_iter(tiers), note).await?;
    let (old, new) = (
        Trace::of(before, Some(after)),
        Trace::of(after, Some(before)),
    );
    let change = Change::of(after.id.0, Some(&old), Some(&new)).by(caller.member, note.reason);
    record(tx, caller.team, Kind::Member, &change, note.at).await?;
    Ok((placed, tiers))
}
