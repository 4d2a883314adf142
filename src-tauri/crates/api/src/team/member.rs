//! Members as they are read: the list and one member's page.

use super::{Named, here};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Path, Query};
use axum::Json;
use axum::extract::State;
use rules::access::Role;
use rules::team::{Member, NoSuchMember, Roster, Seek};
use rules::{Fen, MemberId, Moment, Period, TierId};
use serde::{Deserialize, Serialize};
use store::team::Recorded;
use utoipa::{IntoParams, ToSchema};

/// Which members to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MembersQuery {
    /// Part of a name, 拼音, initials, a phone's tail or a 微信号.
    text: Option<String>,
    /// Only of this tier now.
    tier: Option<i64>,
    /// Who is still here, who left, or both; here by default.
    #[param(inline)]
    here: Option<Here>,
    /// Their order; without one the best fit first, then by number.
    #[param(inline)]
    by: Option<MembersBy>,
    /// How many to skip.
    skip: Option<usize>,
    /// How many to answer, 50 by default, 200 at most.
    take: Option<usize>,
}

/// Who is still in the team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(
    clippy::enum_variant_names,
    reason = "the API's word for those who are here"
)]
pub enum Here {
    /// Those who have not left.
    #[default]
    Here,
    /// Those who have.
    Left,
    /// Both.
    All,
}

/// An order of members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MembersBy {
    /// From the top of the ladder.
    Tier,
    /// The last to join first.
    Joined,
}

/// A page of members.
#[derive(Debug, Serialize, ToSchema)]
pub struct Members {
    /// How many there are altogether.
    total: usize,
    /// Those of this page.
    members: Vec<MemberLine>,
}

/// A member in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberLine {
    #[serde(flatten)]
    member: Member,
    /// Their tier now.
    tier_id: Option<TierId>,
    /// Who they stand under now.
    sponsor: Option<Named>,
}

/// Members the caller may see, found and filtered.
#[utoipa::path(get, path = "/api/members", operation_id = "members", params(MembersQuery), responses((status = 200, body = Members)))]
pub async fn members(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<MembersQuery>,
) -> Result<Json<Members>> {
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let wanted = |member: &Member| {
        let here = match query.here.unwrap_or_default() {
            Here::Here => here(member, now),
            Here::Left => !here(member, now),
            Here::All => true,
        };
        let tier = query.tier.map(TierId);
        here && (tier.is_none() || roster.tier_at(member.id, now) == tier)
            && caller.sees(&roster, member.id, now)
    };
    let seek = Seek::of(query.text.as_deref().unwrap_or_default());
    let mut found = roster.seek(&seek, |member| {
        wanted(member).then(|| caller.reaches(&roster, member.id, now))
    });
    match query.by {
        Some(MembersBy::Tier) => {
            let position = |member: &Member| {
                let tier = roster.tier_at(member.id, now);
                tier.and_then(|tier| roster.tier(tier))
                    .map_or(i64::MAX, |tier| tier.position)
            };
            found.sort_by_cached_key(|member| (position(member), member.id));
        }
        Some(MembersBy::Joined) => {
            found.sort_by_key(|member| (std::cmp::Reverse(member.joined_at), member.id));
        }
        None => {}
    }
    let take = query.take.unwrap_or(50).min(200);
    let page = found.iter().skip(query.skip.unwrap_or(0)).take(take);
    Ok(Json(Members {
        total: found.len(),
        members: page
            .map(|member| MemberLine {
                member: caller.shown(&roster, member, now),
                tier_id: roster.tier_at(member.id, now),
                sponsor: Named::maybe(&roster, roster.tree.sponsor_at(member.id, now)),
            })
            .collect(),
    }))
}

/// All that is kept of a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberPage {
    /// The profile, masked where the caller may not reach the person.
    member: Member,
    /// Their tier now.
    tier_id: Option<TierId>,
    /// Those above them whom the caller may know of, from the top.
    above: Vec<Named>,
    /// People in their branch now, themselves included.
    people: usize,
    /// People directly under them now.
    brought: usize,
    /// Their net sales this month.
    month_fen: Fen,
    /// Their branch's net sales this month.
    branch_fen: Fen,
    /// Every tier recorded, the last recorded first.
    tiers: Vec<TierStep>,
    /// Every placement recorded, the last recorded first.
    placements: Vec<PlacementStep>,
    /// What shops call them.
    sellers: Vec<SellerKey>,
    /// Whether the caller may change the member.
    may_edit: bool,
    /// Whether phone and 微信号 are masked for the caller.
    masked: bool,
}

/// A tier recorded of a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct TierStep {
    id: i64,
    tier_id: TierId,
    from: Moment,
    /// Whether a later record from the same moment has not replaced it.
    holds: bool,
    by: Option<Named>,
    reason: Option<String>,
    recorded_at: Moment,
}

/// A placement recorded of a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlacementStep {
    id: i64,
    sponsor: Option<Named>,
    from: Moment,
    /// Whether a later record from the same moment has not replaced it.
    holds: bool,
    by: Option<Named>,
    reason: Option<String>,
    recorded_at: Moment,
}

/// What a shop calls a member.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct SellerKey {
    /// The shop's code.
    pub shop: String,
    /// The shop's id or name of the seller.
    pub key: String,
}

/// One member, for the founder, the leaders above and the member.
#[utoipa::path(get, path = "/api/members/{id}", operation_id = "member", params(("id" = i64, Path)), responses((status = 200, body = MemberPage)))]
pub async fn member(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Json<MemberPage>> {
    let (roster, now, id) = (
        app.roster(caller.team).await?,
        app.clock.now(),
        MemberId(id),
    );
    let seen = roster.member(id).filter(|_| caller.sees(&roster, id, now));
    let Some(member) = seen else {
        return refuse(NoSuchMember {});
    };
    let calendar = app.settings(caller.team).await?.calendar();
    let today = calendar.day(now);
    let month = calendar.days(calendar.bounds(Period::Month, today).0, today);
    let (_, census) = app.census(caller.team, now, month).await?;
    let counts = census.of(id);
    let mut conn = app.db.read().await?;
    let tiers = store::team::member_tiers(&mut conn, caller.team, id).await?;
    let placements = store::team::placements(&mut conn, caller.team, id).await?;
    let sellers = store::team::sellers_of(&mut conn, caller.team, id).await?;
    let is_here = |id: &MemberId| roster.member(*id).is_some_and(|member| here(member, now));
    let branch = roster.tree.branch_at(id, now);
    let brought = roster.tree.brought_at(id, now);
    Ok(Json(MemberPage {
        member: caller.shown(&roster, member, now),
        tier_id: roster.tier_at(id, now),
        above: above(&roster, caller, id, now),
        people: branch.iter().filter(|id| is_here(id)).count(),
        brought: brought.iter().filter(|id| is_here(id)).count(),
        month_fen: Fen(counts.own_fen),
        branch_fen: Fen(counts.branch_fen),
        tiers: holding(tiers, |row| row.from)
            .map(|(step, holds)| TierStep {
                id: step.row.id,
                tier_id: step.row.tier,
                from: step.row.from,
                holds,
                by: Named::maybe(&roster, step.by),
                reason: step.reason,
                recorded_at: step.recorded_at,
            })
            .collect(),
        placements: holding(placements, |row| row.from)
            .map(|(step, holds)| PlacementStep {
                id: step.row.id,
                sponsor: Named::maybe(&roster, step.row.sponsor),
                from: step.row.from,
                holds,
                by: Named::maybe(&roster, step.by),
                reason: step.reason,
                recorded_at: step.recorded_at,
            })
            .collect(),
        sellers: sellers
            .into_iter()
            .map(|seller| SellerKey {
                shop: seller.shop,
                key: seller.key,
            })
            .collect(),
        may_edit: caller.role == Role::Founder,
        masked: !caller.reaches(&roster, id, now),
    }))
}

/// Those above a member whom the caller may know of: whom they see, and the direct sponsor.
fn above(roster: &Roster, caller: Caller, id: MemberId, now: Moment) -> Vec<Named> {
    let chain = roster.tree.chain_at(id, now);
    let known = chain
        .iter()
        .enumerate()
        .filter(|(i, above)| *i == 0 || caller.sees(roster, **above, now));
    let mut names: Vec<Named> = known.map(|(_, above)| Named::of(roster, *above)).collect();
    names.reverse();
    names
}

/// Each row, the last recorded first, with whether it is the last of its moment.
fn holding<T>(
    rows: Vec<Recorded<T>>,
    from: impl Fn(&T) -> Moment,
) -> impl Iterator<Item = (Recorded<T>, bool)> {
    let mut seen = std::collections::HashSet::new();
    rows.into_iter().map(move |row| {
        let holds = seen.insert(from(&row.row));
        (row, holds)
    })
}
