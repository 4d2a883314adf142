//! The founder sets prizes up: what they are, their pictures, their stock.

use super::shop::{One, no_prize, one};
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Language, Path};
use crate::picture::{fitted, kept_for_good, uploaded};
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::HeaderMap;
use axum::response::Response;
use rules::points::grant::check_reason;
use rules::prize::Offer;
use rules::refusal::BadField;
use rules::{Moment, PoolId, PrizeId, RedemptionId, Refusal};
use serde::{Deserialize, Serialize};
use store::prize::stock::Why;
use utoipa::ToSchema;

/// Most pictures of one prize.
const PICTURES_MAX: usize = 9;
/// Stock moves that are shown.
const MOVES_MAX: i64 = 200;

rules::refusals! {
    /// A prize has so many pictures.
    TooManyPictures { most: usize } 409,
    "一件奖品最多 {most} 张图，请先移除一张。",
    "A prize has at most {most} pictures. Remove one first.";

    /// The pieces of this prize are not counted.
    NotStocked {} 409,
    "这件奖品不计库存。要记库存，请先在奖品里打开“计库存”。",
    "The pieces of this prize are not counted. Turn the stock on in the prize first.";
}

/// A prize as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PrizeWanted)]
pub(super) struct Wanted {
    #[schema(inline)]
    offer: Offer,
}

fn checked(mut offer: Offer) -> Result<Offer, Refusal> {
    offer.check()?;
    offer.name = offer.name.trim().to_owned();
    offer.words = offer.words.trim().to_owned();
    Ok(offer)
}

/// Adds a prize.
#[utoipa::path(post, path = "/api/prizes", operation_id = "add_prize", request_body = Wanted, responses((status = 200, body = One)))]
pub(super) async fn add_prize(
    State(app): State<App>,
    caller: Caller,
    Language(lang): Language,
    Json(wanted): Json<Wanted>,
) -> Result<axum::Json<One>> {
    let offer = checked(wanted.offer)?;
    let now = app.clock.now();
    let mut tx = app.db.write_team(caller.team).await?;
    let id = store::prize::offer::add(&mut tx, caller.team, &offer, caller.member, now).await?;
    tx.commit().await?;
    Ok(axum::Json(one(&app, caller, id, lang).await?))
}

/// Changes a prize: it gets a new version. What was redeemed before keeps its own.
#[utoipa::path(put, path = "/api/prizes/{id}", operation_id = "change_prize", params(("id" = i64, Path)), request_body = Wanted, responses((status = 200, body = One)))]
pub(super) async fn change_prize(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Language(lang): Language,
    Json(wanted): Json<Wanted>,
) -> Result<axum::Json<One>> {
    let offer = checked(wanted.offer)?;
    let (id, now) = (PrizeId(id), app.clock.now());
    let mut tx = app.db.write_team(caller.team).await?;
    let Some(before) = store::prize::prize(&mut tx, caller.team, id).await? else {
        return refuse(no_prize());
    };
    if before.offer != offer {
        store::prize::offer::amend(&mut tx, caller.team, id, &offer, caller.member, now).await?;
        tx.commit().await?;
    }
    Ok(axum::Json(one(&app, caller, id, lang).await?))
}

/// A picture, as `multipart/form-data`.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the body; the part is read as it comes")]
pub(super) struct PrizePictureFile {
    /// JPEG, PNG or WebP, up to 8 MB and 8000×8000 pixels.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Adds a picture to a prize; it is kept whole, at most 1080 pixels long, without what cameras write in.
#[utoipa::path(post, path = "/api/prizes/{id}/pictures", operation_id = "add_prize_picture", params(("id" = i64, Path)), request_body(content = PrizePictureFile, content_type = "multipart/form-data"), responses((status = 200, body = One)))]
pub(super) async fn add_prize_picture(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Language(lang): Language,
    form: Result<Multipart, MultipartRejection>,
) -> Result<axum::Json<One>> {
    let jpeg = uploaded(form, fitted).await?;
    let (id, now) = (PrizeId(id), app.clock.now());
    let mut tx = app.db.write_team(caller.team).await?;
    let Some(prize) = store::prize::prize(&mut tx, caller.team, id).await? else {
        return refuse(no_prize());
    };
    if prize.pictures.len() >= PICTURES_MAX {
        return refuse(TooManyPictures { most: PICTURES_MAX });
    }
    store::prize::offer::add_picture(&mut tx, caller.team, id, &jpeg, now).await?;
    tx.commit().await?;
    Ok(axum::Json(one(&app, caller, id, lang).await?))
}

/// A picture of a prize.
#[utoipa::path(get, path = "/api/prizes/{id}/pictures/{picture}", operation_id = "prize_picture", params(("id" = i64, Path), ("picture" = i64, Path)), responses((status = 200, description = "The picture", content_type = "image/jpeg")))]
pub(super) async fn prize_picture(
    State(app): State<App>,
    caller: Caller,
    Path((id, picture)): Path<(i64, i64)>,
    headers: HeaderMap,
) -> Result<Response> {
    let mut conn = app.db.read().await?;
    let jpeg = store::prize::offer::picture(&mut conn, caller.team, PrizeId(id), picture).await?;
    let Some(jpeg) = jpeg else {
        return refuse(no_prize());
    };
    kept_for_good(&format!("prize-{picture}"), jpeg, &headers)
}

/// Removes a picture.
#[utoipa::path(delete, path = "/api/prizes/{id}/pictures/{picture}", operation_id = "remove_prize_picture", params(("id" = i64, Path), ("picture" = i64, Path)), responses((status = 200, body = One)))]
pub(super) async fn remove_prize_picture(
    State(app): State<App>,
    caller: Caller,
    Path((id, picture)): Path<(i64, i64)>,
    Language(lang): Language,
) -> Result<axum::Json<One>> {
    let id = PrizeId(id);
    let mut tx = app.db.write_team(caller.team).await?;
    store::prize::offer::remove_picture(&mut tx, caller.team, id, picture).await?;
    tx.commit().await?;
    Ok(axum::Json(one(&app, caller, id, lang).await?))
}

/// One move of the stock.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PrizeStockMove)]
pub(super) struct Move {
    at: Moment,
    by: String,
    /// What came, or went below zero.
    pieces: i64,
    reason: Option<String>,
    redemption_id: Option<RedemptionId>,
    pool_id: Option<PoolId>,
    /// What was left after it.
    left: i64,
}

/// A prize's stock.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PrizeStock)]
pub(super) struct Stock {
    /// Pieces left; none when they are not counted.
    left: Option<i64>,
    /// The latest moves, newest first.
    moves: Vec<Move>,
}

/// The stock of a prize.
#[utoipa::path(get, path = "/api/prizes/{id}/stock", operation_id = "prize_stock", params(("id" = i64, Path)), responses((status = 200, body = Stock)))]
pub(super) async fn prize_stock(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<axum::Json<Stock>> {
    Ok(axum::Json(stock(&app, caller, PrizeId(id)).await?))
}

async fn stock(app: &App, caller: Caller, id: PrizeId) -> Result<Stock> {
    let roster = app.roster(caller.team).await?;
    let mut conn = app.db.read().await?;
    let Some(prize) = store::prize::prize(&mut conn, caller.team, id).await? else {
        return refuse(no_prize());
    };
    let moves = store::prize::stock::moves(&mut conn, caller.team, id, MOVES_MAX).await?;
    let shown = |row: store::prize::stock::Move| Move {
        at: Moment(row.recorded_at),
        by: roster.name(rules::MemberId(row.by_id)).to_owned(),
        pieces: row.pieces,
        reason: row.reason,
        redemption_id: row.redemption_id.map(RedemptionId),
        pool_id: row.pool_id.map(PoolId),
        left: row.pieces_left,
    };
    Ok(Stock {
        left: prize.left,
        moves: moves.into_iter().map(shown).collect(),
    })
}

/// Pieces that come or go.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PrizeStockChange)]
pub(super) struct Change {
    /// What comes; below zero: what goes.
    pieces: i64,
    /// Why: bought, counted, broken …
    reason: String,
}

/// Most pieces of one move.
const PIECES_MAX: i64 = 1_000_000;

/// Moves pieces into or out of the stock, with a reason.
#[utoipa::path(post, path = "/api/prizes/{id}/stock", operation_id = "move_prize_stock", params(("id" = i64, Path)), request_body = Change, responses((status = 200, body = Stock)))]
pub(super) async fn move_prize_stock(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(change): Json<Change>,
) -> Result<axum::Json<Stock>> {
    check_reason(&change.reason)?;
    if change.pieces == 0 || !(-PIECES_MAX..=PIECES_MAX).contains(&change.pieces) {
        return refuse(BadField {
            field: "pieces".to_owned(),
            read: change.pieces.to_string(),
            mend_zh: "请填增加或减少的件数，减少写负数，不能是 0".to_owned(),
            mend_en: "give how many come or go, those that go below zero, never 0".to_owned(),
        });
    }
    let (id, now) = (PrizeId(id), app.clock.now());
    let mut tx = app.db.write_team(caller.team).await?;
    let Some(prize) = store::prize::prize(&mut tx, caller.team, id).await? else {
        return refuse(no_prize());
    };
    if !prize.offer.stocked {
        return refuse(NotStocked {});
    }
    let why = Why::Said(change.reason.trim());
    let by = caller.member;
    store::prize::stock::shift(&mut tx, caller.team, (id, change.pieces), why, by, now).await??;
    tx.commit().await?;
    Ok(axum::Json(stock(&app, caller, id).await?))
}
