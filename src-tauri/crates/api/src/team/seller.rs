//! What shops call a member.

use super::member::SellerKey;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::{Json, Path};
use axum::extract::State;
use rules::MemberId;
use rules::record::Kind;
use store::record::{Change, record};
use store::sale::Mark;
use store::team::{Note, Seller};

rules::refusals! {
    /// The seller is someone else's.
    SellerTaken { key: String, name: String } 409,
    "卖家号 {key} 已经认作 {name}；要改认，请先从 TA 那里取下。",
    "The seller {key} is already matched to {name}; take it off there first.";

    /// A shop or seller is empty or too long.
    SellerUnusable { key: String } 422,
    "卖家号“{key}”不能用：店铺和卖家号都要填，各不超过 80 个字。",
    "The seller \"{key}\" cannot be used: give both shop and id, each within 80 characters.";
}

/// Writes what shops call a member; what is left out is taken back.
#[utoipa::path(put, path = "/api/members/{id}/sellers", operation_id = "set_sellers", params(("id" = i64, Path)), request_body = Vec<SellerKey>, responses((status = 204)))]
pub async fn set_sellers(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<i64>,
    Json(wish): Json<Vec<SellerKey>>,
) -> Result<axum::http::StatusCode> {
    let now = app.clock.now();
    let mut desk = app.desk(caller.team).await?;
    let id = desk.roster.changeable(MemberId(id))?.id;
    let roster = desk.roster.clone();
    let mut tx = desk.begin(&app).await?;
    let before = store::team::sellers_of(&mut tx, caller.team, id).await?;
    let mut after = Vec::new();
    for SellerKey { shop, key } in wish {
        let (shop, key) = (shop.trim().to_owned(), key.trim().to_owned());
        let usable = |text: &str| (1..=80).contains(&text.chars().count());
        if !usable(&shop) || !usable(&key) {
            return refuse(SellerUnusable { key });
        }
        let owner = store::team::seller_owner(&mut tx, caller.team, &shop, &key).await?;
        if let Some(owner) = owner.filter(|owner| *owner != id) {
            let name = roster.name(owner).to_owned();
            return refuse(SellerTaken { key, name });
        }
        after.push(Seller {
            shop,
            key,
            member: Some(id),
        });
    }
    let gone = before.iter().filter(|old| !after.contains(old));
    let mut rows: Vec<Seller> = gone
        .map(|old| Seller {
            member: None,
            ..old.clone()
        })
        .collect();
    rows.extend(after.iter().filter(|new| !before.contains(new)).cloned());
    let note = Note {
        by: Some(caller.member),
        at: now,
        reason: None,
    };
    store::team::match_sellers(&mut tx, caller.team, &rows, note).await?;
    let matched: Vec<(String, String)> = rows
        .iter()
        .map(|row| (row.shop.clone(), row.key.clone()))
        .collect();
    let mark = Mark {
        by: Some(caller.member),
        reason: None,
        now,
    };
    app.rematch(&mut tx, caller.team, &matched, mark).await?;
    let keys = |all: &[Seller]| -> Vec<String> {
        all.iter()
            .map(|seller| format!("{} {}", seller.shop, seller.key))
            .collect()
    };
    let change =
        Change::of(id.0, Some(&keys(&before)), Some(&keys(&after))).by(caller.member, None);
    record(&mut tx, caller.team, Kind::Seller, &change, now).await?;
    desk.commit_as_is(tx).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}
