//! What the founder looks at: what open points will cost, what redemptions cost, what runs low.

use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use axum::extract::State;
use rules::prize::worth::liability;
use rules::{Fen, Period, PrizeId};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use utoipa::ToSchema;

/// What the worth of a point is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PrizeWorthBasis)]
pub(super) enum Basis {
    /// What was redeemed in the last twelve months.
    Redeemed,
    /// The prices and costs of what lies on the shelf.
    Shop,
    /// Nothing: no prize says what it costs.
    None,
}

/// A month of redemptions.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = PrizeMonth)]
pub(super) struct Month {
    /// As `2026-11`, of business days.
    month: String,
    redemptions: i64,
    pieces: i64,
    points: i64,
    /// What they cost, as far as it was said.
    cost_fen: i64,
}

/// A prize that many redeem.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PrizePopular)]
pub(super) struct Popular {
    prize_id: PrizeId,
    name: String,
    pieces: i64,
    points: i64,
}

/// A prize of which few are left.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PrizeLow)]
pub(super) struct Low {
    prize_id: PrizeId,
    name: String,
    left: i64,
}

/// What prizes cost and will cost.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PrizeOverview)]
pub(super) struct Overview {
    /// Points that can be used, less what is owed.
    open_points: i64,
    /// Points whose sale can still be returned.
    pending_points: i64,
    /// Points set aside for redemptions that wait for approval.
    reserved_points: i64,
    /// What 1000 points cost.
    fen_per_1000: Option<Fen>,
    basis: Basis,
    /// What all of them will cost, at that.
    liability_fen: Option<Fen>,
    /// The last twelve months, the latest first; those without redemptions are left out.
    months: Vec<Month>,
    /// What was redeemed most in these months, in pieces.
    popular: Vec<Popular>,
    /// What runs low, the fewest first.
    low: Vec<Low>,
}

/// Prizes that are named as popular.
const POPULAR_MAX: usize = 10;

/// What prizes cost and will cost.
#[utoipa::path(get, path = "/api/prizes/overview", operation_id = "prize_overview", responses((status = 200, body = Overview)))]
pub(super) async fn prize_overview(
    State(app): State<App>,
    caller: Caller,
) -> Result<axum::Json<Overview>> {
    let calendar = app.settings(caller.team).await?.calendar();
    let now = app.clock.now();
    let year = chrono::Months::new(11);
    let today = calendar.day(now);
    let first = today.checked_sub_months(year).unwrap_or(today);
    let since = calendar.window(Period::Month, first).start;
    let mut conn = app.db.read().await?;
    let prizes = store::prize::prizes(&mut conn, caller.team).await?;
    let open = store::prize::sum::open(&mut conn, caller.team).await?;
    let used = store::prize::sum::used(&mut conn, caller.team, since).await?;
    let mut months: BTreeMap<String, Month> = BTreeMap::new();
    let mut popular: HashMap<PrizeId, (i64, i64)> = HashMap::new();
    let (mut cost, mut points) = (0, 0);
    for one in &used {
        let name = calendar.day(one.at).format("%Y-%m").to_string();
        let month = months.entry(name).or_default();
        month.redemptions += 1;
        month.pieces += one.pieces;
        month.points += one.points;
        let sum = popular.entry(one.prize).or_default();
        *sum = (sum.0 + one.pieces, sum.1 + one.points);
        if let Some(fen) = one.cost {
            month.cost_fen += fen.0;
            cost += fen.0;
            points += one.points;
        }
    }
    let on_shelf = prizes.iter().filter(|prize| prize.offer.offered);
    let shelf = on_shelf
        .clone()
        .filter_map(|prize| Some((prize.offer.cost_fen?.0, prize.offer.points)))
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let (basis, (cost, points)) = match (points, shelf.1) {
        (1.., _) => (Basis::Redeemed, (cost, points)),
        (_, 1..) => (Basis::Shop, shelf),
        _ => (Basis::None, (0, 0)),
    };
    let whole = open.available + open.pending + open.reserved;
    let names: HashMap<PrizeId, &str> = prizes
        .iter()
        .map(|prize| (prize.id, prize.offer.name.as_str()))
        .collect();
    let mut popular: Vec<Popular> = popular
        .into_iter()
        .map(|(prize_id, (pieces, points))| Popular {
            prize_id,
            name: names.get(&prize_id).copied().unwrap_or_default().to_owned(),
            pieces,
            points,
        })
        .collect();
    popular.sort_by_key(|one| (-one.pieces, one.prize_id));
    popular.truncate(POPULAR_MAX);
    let mut low: Vec<Low> = on_shelf
        .filter_map(|prize| {
            let left = prize.left.filter(|left| *left <= prize.offer.low)?;
            Some(Low {
                prize_id: prize.id,
                name: prize.offer.name.clone(),
                left,
            })
        })
        .collect();
    low.sort_by_key(|one| (one.left, one.prize_id));
    let months = months.into_iter().rev();
    Ok(axum::Json(Overview {
        open_points: open.available,
        pending_points: open.pending,
        reserved_points: open.reserved,
        fen_per_1000: liability(1_000, Fen(cost), points),
        basis,
        liability_fen: liability(whole, Fen(cost), points),
        months: months
            .map(|(month, sums)| Month { month, ..sums })
            .collect(),
        popular,
        low,
    }))
}
