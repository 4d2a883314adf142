//! Finding whom to praise.

use super::Eye;
use crate::app::App;
use crate::caller::Caller;
use crate::error::Result;
use crate::extract::Query;
use axum::extract::State;
use rules::MemberId;
use rules::team::{Member, Seek};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// People of one answer.
const MOST: usize = 20;

/// Who is looked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Sought {
    /// Name, 拼音 or initials; without it, who brought the caller in and whom the caller brought in.
    text: Option<String>,
}

/// Somebody who can be praised.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PraiseFound)]
pub(super) struct Found {
    member_id: MemberId,
    name: String,
    /// Their tier, to tell namesakes apart.
    tier: Option<String>,
}

/// People who can be praised.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PraisePeople)]
pub(super) struct People {
    people: Vec<Found>,
}

/// Whom the caller can praise: part of a name finds those whose names boards show; others are found
/// by their whole name only, by who knows it.
#[utoipa::path(get, path = "/api/praises/people", operation_id = "praise_people", params(Sought), responses((status = 200, body = People)))]
pub(super) async fn praise_people(
    State(app): State<App>,
    caller: Caller,
    Query(sought): Query<Sought>,
) -> Result<axum::Json<People>> {
    let eye = Eye::of(&app, caller).await?;
    let text = sought.text.as_deref().unwrap_or_default().trim();
    let other = |member: &Member| member.id != caller.member && member.is_here_at(eye.now);
    let found: Vec<&Member> = if text.is_empty() {
        let tree = &eye.roster.tree;
        let above = tree.sponsor_at(caller.member, eye.now);
        let near = above
            .into_iter()
            .chain(tree.brought_at(caller.member, eye.now));
        let near = near.filter_map(|id| eye.roster.member(id));
        near.filter(|member| other(member)).take(MOST).collect()
    } else {
        let whole = text.to_lowercase();
        let reaches = |member: &Member| caller.reaches(&eye.roster, member.id, eye.now);
        let mut fits = eye.roster.seek(&Seek::of(text), |member| {
            other(member).then(|| reaches(member))
        });
        fits.retain(|member| member.name.to_lowercase() == whole || eye.names(member.id));
        fits.truncate(MOST);
        fits
    };
    let people = found.into_iter().map(|member| {
        let tier = eye.roster.tier_at(member.id, eye.now);
        let tier = tier.filter(|_| eye.names(member.id));
        Found {
            member_id: member.id,
            name: member.name.clone(),
            tier: tier
                .and_then(|tier| eye.roster.tier(tier))
                .map(|tier| tier.name.clone()),
        }
    });
    Ok(axum::Json(People {
        people: people.collect(),
    }))
}
