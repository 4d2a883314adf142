//! Sellers that files name and nobody of the team is yet; matching them.

use super::upload::Members;
use crate::app::App;
use crate::caller::Caller;
use crate::error::{Result, refuse};
use crate::extract::Json;
use axum::extract::State;
use rules::record::Kind;
use rules::refusal::NotFound;
use rules::{Fen, MemberId, Moment};
use serde::{Deserialize, Serialize};
use sheet::orders::Seller as Named;
use store::record::{Change, record};
use store::sale::Mark;
use store::sale::sellers::unknown_sellers;
use store::team::{Note, Seller};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(sellers))
        .routes(routes!(match_sellers))
}

/// A seller that nobody is yet.
#[derive(Debug, Serialize, ToSchema)]
struct Unmatched {
    shop: String,
    key: String,
    lines: i64,
    fen: Fen,
    last_at: Moment,
    /// A member who is called so.
    suggested_id: Option<MemberId>,
    suggested_name: Option<String>,
}

/// A seller and the member it is.
#[derive(Debug, Serialize, ToSchema)]
struct Matched {
    shop: String,
    key: String,
    member_id: MemberId,
    member_name: String,
}

/// All sellers.
#[derive(Debug, Serialize, ToSchema)]
struct Sellers {
    /// Those that nobody is yet, the largest first.
    unmatched: Vec<Unmatched>,
    /// Those that are matched, by shop.
    matched: Vec<Matched>,
}

const UNMATCHED_MAX: i64 = 500;

/// Sellers that files name.
#[utoipa::path(get, path = "/api/sellers", operation_id = "sellers", responses((status = 200, body = Sellers)))]
async fn sellers(State(app): State<App>, caller: Caller) -> Result<axum::Json<Sellers>> {
    let roster = app.roster(caller.team).await?;
    let mut conn = app.db.read().await?;
    let members = Members::load(&mut conn, caller.team, &roster, &[]).await?;
    let unknown = unknown_sellers(&mut conn, caller.team, UNMATCHED_MAX).await?;
    let unmatched = unknown.into_iter().map(|seller| {
        let named = Named {
            key: seller.seller_key.clone(),
            name: seller.seller_key.clone(),
            sure: true,
        };
        let suggested = members.who(&seller.shop, &named).id;
        Unmatched {
            shop: seller.shop,
            key: seller.seller_key,
            lines: seller.lines,
            fen: Fen(seller.fen),
            last_at: Moment(seller.last_at),
            suggested_id: suggested,
            suggested_name: suggested.map(|id| roster.name(id).to_owned()),
        }
    });
    let matched = store::team::sellers(&mut conn, caller.team)
        .await?
        .into_iter()
        .filter_map(|seller| {
            let member_id = seller.member?;
            let member_name = roster.name(member_id).to_owned();
            Some(Matched {
                shop: seller.shop,
                key: seller.key,
                member_id,
                member_name,
            })
        });
    Ok(axum::Json(Sellers {
        unmatched: unmatched.collect(),
        matched: matched.collect(),
    }))
}

/// Who a seller is from now on, and was in all sales so far.
#[derive(Debug, Deserialize, ToSchema)]
struct Wish {
    shop: String,
    key: String,
    /// Nobody with `null`.
    member: Option<MemberId>,
}

/// Matches sellers to members; their sales so far follow.
#[utoipa::path(post, path = "/api/sellers", operation_id = "match_sellers", request_body = Vec<Wish>, responses((status = 204)))]
async fn match_sellers(
    State(app): State<App>,
    caller: Caller,
    Json(wishes): Json<Vec<Wish>>,
) -> Result<axum::http::StatusCode> {
    let now = app.clock.now();
    let mut desk = app.desk(caller.team).await?;
    let missing = wishes.iter().filter_map(|wish| wish.member);
    if let Some(member) = missing
        .into_iter()
        .find(|id| desk.roster.member(*id).is_none())
    {
        return refuse(NotFound {
            what: format!("成员 member {member}"),
        });
    }
    let mut tx = desk.begin(&app).await?;
    let sellers: Vec<Seller> = wishes
        .into_iter()
        .map(|wish| Seller {
            shop: wish.shop,
            key: wish.key,
            member: wish.member,
        })
        .collect();
    let note = Note {
        by: Some(caller.member),
        at: now,
        reason: None,
    };
    store::team::match_sellers(&mut tx, caller.team, &sellers, note).await?;
    let keys: Vec<(String, String)> = sellers
        .iter()
        .map(|seller| (seller.shop.clone(), seller.key.clone()))
        .collect();
    let mark = Mark {
        by: Some(caller.member),
        reason: None,
        now,
    };
    app.rematch(&mut tx, caller.team, &keys, mark).await?;
    for seller in &sellers {
        let id = seller.member.map_or(0, |member| member.0);
        let change = Change::of(id, None, Some(&format!("{} {}", seller.shop, seller.key)));
        record(
            &mut tx,
            caller.team,
            Kind::Seller,
            &change.by(caller.member, None),
            now,
        )
        .await?;
    }
    desk.commit_as_is(tx).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}
