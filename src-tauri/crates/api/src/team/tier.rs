//! The ladder: named, ordered, coloured, retired instead of deleted.

use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use axum::http::StatusCode;
use rules::TierId;
use rules::record::Kind;
use rules::team::joining::NoSuchTier;
use rules::team::{Roster, Tier};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::record::{Change, record};
use utoipa::ToSchema;

rules::refusals! {
    /// The name is taken.
    TierNameTaken { name: String } 409,
    "已经有叫“{name}”的等级了，请换个名字。",
    "There is a tier named \"{name}\" already. Choose another name.";

    /// A name or colour cannot be used.
    TierUnusable {} 422,
    "等级名要 1 到 20 个字，颜色要像 #b03a2e 这样。",
    "A tier's name has 1 to 20 characters and its colour reads like #b03a2e.";

    /// The order leaves a tier out or names one twice.
    TierOrderIncomplete {} 422,
    "排序要正好包含每个等级一次，请刷新后再排。",
    "The order must name each tier exactly once. Refresh and order again.";
}

/// A tier with how many stand on it now.
#[derive(Debug, Serialize, ToSchema)]
pub struct TierLine {
    #[serde(flatten)]
    tier: Tier,
    /// Members on it now.
    members: usize,
}

/// The ladder from the top, retired tiers included.
#[utoipa::path(get, path = "/api/tiers", operation_id = "tiers", responses((status = 200, body = Vec<TierLine>)))]
pub async fn tiers(State(app): State<App>, caller: Caller) -> Result<axum::Json<Vec<TierLine>>> {
    let (roster, now) = (app.roster(caller.team).await?, app.clock.now());
    let mut members: HashMap<TierId, usize> = HashMap::new();
    for member in roster.members().filter(|member| super::here(member, now)) {
        if let Some(tier) = roster.tier_at(member.id, now) {
            *members.entry(tier).or_default() += 1;
        }
    }
    let lines = roster.tiers().iter().map(|tier| TierLine {
        tier: tier.clone(),
        members: members.get(&tier.id).copied().unwrap_or_default(),
    });
    Ok(axum::Json(lines.collect()))
}

/// A tier's name and colour.
#[derive(Debug, Deserialize, ToSchema)]
pub struct TierLook {
    name: String,
    /// `#rrggbb`.
    colour: String,
}

impl TierLook {
    fn kept(&self, roster: &Roster, id: Option<TierId>) -> Result<(String, String)> {
        let (name, colour) = (self.name.trim(), self.colour.trim());
        let hex = colour
            .strip_prefix('#')
            .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if !(1..=20).contains(&name.chars().count()) || name.chars().any(char::is_control) || !hex {
            return refuse(TierUnusable {});
        }
        let same = |tier: &&Tier| Some(tier.id) != id && tier.name.eq_ignore_ascii_case(name);
        if roster.tiers().iter().any(|tier| same(&tier)) {
            return refuse(TierNameTaken {
                name: name.to_owned(),
            });
        }
        Ok((name.to_owned(), colour.to_lowercase()))
    }
}

/// Adds a tier at the foot of the ladder.
#[utoipa::path(post, path = "/api/tiers", operation_id = "add_tier", request_body = TierLook, responses((status = 200, body = Tier)))]
pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Json(look): Json<TierLook>,
) -> Result<axum::Json<Tier>> {
    let now = app.clock.now();
    let mut desk = app.desk(caller.team).await?;
    let (name, colour) = look.kept(&desk.roster, None)?;
    let position = desk
        .roster
        .tiers()
        .last()
        .map_or(1, |tier| tier.position + 1);
    let tier = Tier {
        id: TierId(0),
        name,
        position,
        colour,
        retired_at: None,
    };
    let mut tx = desk.begin(&app).await?;
    let tier = store::team::add_tier(&mut tx, caller.team, tier).await?;
    let change = Change::of(tier.id.0, None, Some(&tier)).by(caller.member, None);
    record(&mut tx, caller.team, Kind::Tier, &change, now).await?;
    desk.commit(tx, |roster| roster.put_tier(tier.clone()))
        .await?;
    Ok(axum::Json(tier))
}

async fn renew(
    app: &App,
    caller: Caller,
    id: i64,
    renew: impl FnOnce(&Roster, &mut Tier) -> Result<()>,
) -> Result<StatusCode> {
    let now = app.clock.now();
    let mut desk = app.desk(caller.team).await?;
    let Some(before) = desk.roster.tier(TierId(id)).cloned() else {
        return refuse(NoSuchTier {});
    };
    let mut after = before.clone();
    renew(&desk.roster, &mut after)?;
    let mut tx = desk.begin(app).await?;
    store::team::change_tier(&mut tx, caller.team, &after).await?;
    let change = Change::of(id, Some(&before), Some(&after)).by(caller.member, None);
    record(&mut tx, caller.team, Kind::Tier, &change, now).await?;
    desk.commit(tx, |roster| roster.put_tier(after)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Renames or recolours a tier.
#[utoipa::path(put, path = "/api/tiers/{id}", operation_id = "change_tier", params(("id" = i64, Path)), request_body = TierLook, responses((status = 204)))]
pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(look): Json<TierLook>,
) -> Result<StatusCode> {
    renew(&app, caller, id, |roster, tier| {
        (tier.name, tier.colour) = look.kept(roster, Some(tier.id))?;
        Ok(())
    })
    .await
}

/// Whether a tier is retired.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Retirement {
    retired: bool,
}

/// Retires a tier (members keep it, nobody gets it anew) or brings it back.
#[utoipa::path(put, path = "/api/tiers/{id}/retirement", operation_id = "retire_tier", params(("id" = i64, Path)), request_body = Retirement, responses((status = 204)))]
pub async fn retire(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(wish): Json<Retirement>,
) -> Result<StatusCode> {
    let now = app.clock.now();
    renew(&app, caller, id, |_, tier| {
        tier.retired_at = wish.retired.then_some(now);
        Ok(())
    })
    .await
}

/// Orders the ladder from the top.
#[utoipa::path(put, path = "/api/tiers/order", operation_id = "order_tiers", request_body = Vec<i64>, responses((status = 204)))]
pub async fn order(
    State(app): State<App>,
    caller: Caller,
    Json(ids): Json<Vec<i64>>,
) -> Result<StatusCode> {
    let now = app.clock.now();
    let mut desk = app.desk(caller.team).await?;
    let mut known: Vec<i64> = desk.roster.tiers().iter().map(|tier| tier.id.0).collect();
    let mut named = ids.clone();
    let before = known.clone();
    known.sort_unstable();
    named.sort_unstable();
    if known != named {
        return refuse(TierOrderIncomplete {});
    }
    let ordered = (1..).zip(&ids).filter_map(|(position, id)| {
        let tier = desk.roster.tier(TierId(*id))?;
        Some(Tier {
            position,
            ..tier.clone()
        })
    });
    let ordered: Vec<Tier> = ordered.collect();
    let mut tx = desk.begin(&app).await?;
    for tier in &ordered {
        store::team::change_tier(&mut tx, caller.team, tier).await?;
    }
    let change = Change::of(0, Some(&before), Some(&ids)).by(caller.member, None);
    record(&mut tx, caller.team, Kind::Tier, &change, now).await?;
    desk.commit(tx, |roster| {
        ordered.into_iter().for_each(|tier| roster.put_tier(tier))
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
